"""Why seconds of a run did not count for its balance: one row a reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why seconds did not count for the balance: its name, a word for the lane, and the rule."""

    name: str
    names: str
    word: str
    why: str


REASONS = {
    "first": Reason(
        name="First 5 minutes",
        names="First 5 minutes",
        word="first 5 min",
        why="Feet and strap settle",
    ),
    "stop": Reason(
        name="Stop", names="Stops", word="stop", why="Standing, and 10 s on both sides of it"
    ),
    "slow": Reason(
        name="Walking",
        names="Walking",
        word="walk",
        why="Slower than 1.8 m/s, or not 130 to 230 steps a minute",
    ),
    "unknown_pace": Reason(
        name="No pace or cadence",
        names="No pace or cadence",
        word="unknown",
        why="Not recorded here, so nobody can tell if it was steady",
    ),
    "no_balance": Reason(
        name="No balance",
        names="No balance",
        word="no balance",
        why="The sensor gave none, or for under 40 s of the minute",
    ),
    "climb": Reason(
        name="Climb", names="Climbs", word="climb", why="Up 3 % and more: judged apart"
    ),
    "descent": Reason(
        name="Descent", names="Descents", word="descent", why="Down 3 % and more: judged apart"
    ),
    "slope": Reason(
        name="Slight slope",
        names="Slight slopes",
        word="slope",
        why="Between 2 and 3 %: neither flat nor a hill",
    ),
    "no_altitude": Reason(
        name="No altitude",
        names="No altitude",
        word="no altitude",
        why="Unknown is not flat: a hill shifts the balance",
    ),
    "bend": Reason(
        name="Bend",
        names="Bends",
        word="bend",
        why="Turning by more than 3° a second: the outer foot has further to go",
    ),
    "uneven": Reason(
        name="Too uneven",
        names="Too uneven",
        word="uneven",
        why="Speed changed by more than 0.6 m/s in a minute",
    ),
    "few": Reason(
        name="Too short",
        names="Too short",
        word="short",
        why="Fewer than 40 steady seconds in the minute",
    ),
}  # imbalance law, 1.1
