"""Why seconds of a run did not count for its balance: one row a reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why seconds did not count for the balance: its name, a word for the lane, and the rule.

    `names` is the name of several such stretches where they are counted as things.
    """

    name: str
    word: str
    why: str
    names: str | None = None


REASONS = {
    "first": Reason("First 5 minutes", "first 5 min", "Feet and strap settle"),
    "stop": Reason("Stop", "stop", "Standing, and 10 s on both sides of it", names="Stops"),
    "slow": Reason("Walking", "walk", "Slower than 1.8 m/s, or not 130 to 230 steps a minute"),
    "unknown_pace": Reason(
        "No pace or cadence", "unknown", "Not recorded here, so nobody can tell if it was steady"
    ),
    "no_balance": Reason(
        "No balance", "no balance", "The sensor gave none, or for under 40 s of the minute"
    ),
    "climb": Reason("Climb", "climb", "Up 3 % and more: judged apart", names="Climbs"),
    "descent": Reason("Descent", "descent", "Down 3 % and more: judged apart", names="Descents"),
    "slope": Reason(
        "Slight slope", "slope", "Between 2 and 3 %: neither flat nor a hill", names="Slight slopes"
    ),
    "no_altitude": Reason(
        "No altitude", "no altitude", "Unknown is not flat: a hill shifts the balance"
    ),
    "bend": Reason(
        "Bend",
        "bend",
        "Turning by more than 3° a second: the outer foot has further to go",
        names="Bends",
    ),
    "uneven": Reason("Too uneven", "uneven", "Speed changed by more than 0.6 m/s in a minute"),
    "few": Reason("Too short", "short", "Fewer than 40 steady seconds in the minute"),
}  # imbalance law, 1.1
