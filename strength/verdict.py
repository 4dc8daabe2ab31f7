"""What one day of one exercise says against its dose: the top, too hard, or in between.

Source: strength law, section 3.6; "too hard" is our choice: two repetitions fewer in reserve than
asked, or fewer repetitions than the range. Both sides are judged apart, the weaker one decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from statistics import fmean
from typing import NamedTuple

from core.findings import Side
from core.plan import Exercise
from strength.library import Dose, Scheme
from strength.record import Bout, Effort

TOO_LITTLE_RESERVE = 2  # our choice: so many fewer in reserve than asked is too hard
UNITS = {"reps": "", "hold_s": " s", "time_s": " s", "distance_m": " m", "contacts": ""}


class Verdict(StrEnum):
    """What a day says; `UNKNOWN` where too little was told to say anything."""

    TOP = "top"
    FINE = "fine"
    HARD = "hard"
    UNKNOWN = "unknown"


class Asked(NamedTuple):
    """What was asked on that day: sets, amounts, repetitions in reserve, and what is counted."""

    n_sets: int
    low: int
    high: int
    reserve: int | None
    measure: str


def asked_of(scheme: Scheme, stage: str, *, least_reserve: int) -> Asked:
    """What the scheme asks in a stage. One set fewer is allowed: some weeks ask for less."""
    dose: Dose = scheme.doses[stage]
    reserve = None if dose.reps_in_reserve is None else max(dose.reps_in_reserve, least_reserve)
    return Asked(max(1, dose.sets - 1), *dose.amount, reserve, scheme.measure)


def judged(bout: Bout, exercise: Exercise, asked: Asked) -> Verdict:
    """What a day of an exercise says; of two sides the one that did less decides."""
    sides = bout.sides
    found = {side: _side_judged(efforts, asked) for side, efforts in sides.items()}
    for verdict in (Verdict.HARD, Verdict.UNKNOWN):
        if verdict in found.values():
            return verdict
    is_one_sided = exercise.per_side and len(sides) == 1 and Side.NONE not in sides
    if is_one_sided or Verdict.FINE in found.values():
        return Verdict.FINE
    return Verdict.TOP


def told(bout: Bout, asked: Asked) -> str:
    """What was done, as the runner reads it: "2 × 12 with 3 in reserve"; the weaker side's."""
    side, efforts = _weaker(bout.sides)
    amounts = [one.amount for one in efforts if one.amount is not None]
    if not amounts:
        return f"{len(efforts)} set{'' if len(efforts) == 1 else 's'}"
    where = "" if side is Side.NONE else f" on the {side.value}"
    reserves = [one.reserve for one in efforts if one.reserve is not None]
    left = f" with {min(reserves):.0f} in reserve" if reserves else ""
    return f"{len(amounts)} × {min(amounts):.0f}{UNITS[asked.measure]}{where}{left}"


def uneven(bout: Bout) -> str:
    """The side that did less, in words; empty where both did the same or no side was told."""
    means = {side: mean for side, one in bout.sides.items() if (mean := _mean(one)) is not None}
    if len(means) < len((Side.LEFT, Side.RIGHT)) or len(set(means.values())) == 1:
        return ""
    weaker = min(means, key=lambda side: means[side])
    return f"The {weaker.value} side did less, so it sets the count"


def _side_judged(efforts: Sequence[Effort], asked: Asked) -> Verdict:
    amounts = [one.amount for one in efforts if one.amount is not None]
    reserves = [one.reserve for one in efforts if one.reserve is not None]
    least = min(reserves, default=None)
    if asked.reserve is not None and least is not None:
        is_hard = least <= asked.reserve - TOO_LITTLE_RESERVE
    else:
        is_hard = False
    if is_hard:
        return Verdict.HARD
    if not amounts:
        return Verdict.UNKNOWN
    if fmean(amounts) < asked.low:
        return Verdict.HARD
    # A hold is judged by its time; of repetitions nobody knows the effort without the reserve.
    must_tell = asked.reserve is not None and asked.measure == "reps"
    is_easy = all(one >= (asked.reserve or 0) for one in reserves) and (reserves or not must_tell)
    is_whole = len(amounts) == len(efforts) >= asked.n_sets
    return Verdict.TOP if is_whole and is_easy and min(amounts) >= asked.high else Verdict.FINE


def _weaker(sides: Mapping[Side, tuple[Effort, ...]]) -> tuple[Side, tuple[Effort, ...]]:
    means = {side: _mean(efforts) for side, efforts in sides.items()}
    weaker = min(sides, key=lambda side: (means[side] is None, means[side] or 0.0))
    same = len(set(means.values())) == 1
    return (Side.NONE if same else weaker), sides[weaker]


def _mean(efforts: Sequence[Effort]) -> float | None:
    amounts = [one.amount for one in efforts if one.amount is not None]
    return fmean(amounts) if amounts else None
