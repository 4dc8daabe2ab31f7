"""Strength work as it was done, and what the runner changed of the week that was planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.athlete import Range
from core.findings import Side


class Kind(StrEnum):
    """What a logged session was; yoga and pilates count half for the strength flag."""

    STRENGTH = "strength"
    YOGA = "yoga"
    PILATES = "pilates"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDone:
    """One set of one side. None is not told; `amount` is in the measure of the exercise.

    `reps_in_reserve` says how many more would have gone, `pain_index` what hurt during it.
    """

    exercise_id: str
    set_index: int
    side: Side = Side.NONE
    amount: float | None = None
    load_kg: float | None = None
    reps_in_reserve: int | None = None
    pain_index: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDone:
    """One session that was done, or begun. `planned_for` is its day in the plan, if it was planned.

    `start_time` is aware; None where the runner only tells the day. `pain_after_index` is what hurt
    the next morning, told later; `rpe_index` the whole session.
    """

    local_date: date
    start_time: datetime | None = None
    kind: Kind = Kind.STRENGTH
    planned_for: date | None = None
    duration_s: float | None = None
    rpe_index: float | None = None
    pain_after_index: float | None = None
    is_finished: bool = True
    notes: str | None = None
    sets: tuple[SetDone, ...] = ()


class Wish(StrEnum):
    """What a runner says of one exercise of the plan."""

    EASIER = "too hard"
    HARDER = "too easy"
    HURTS = "hurts"
    SWAP = "swap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A session of one week, moved from its planned day to another."""

    week: date
    from_day: date
    to_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What the runner said of one exercise, on one day; `instead` is the exercise of a swap."""

    said_on: date
    exercise_id: str
    wish: Wish
    instead: str | None = None


LOG_RANGES = {
    "duration_s": Range("Duration", 1, 86_400, "s"),
    "rpe_index": Range("Effort", 0, 10),
    "pain_after_index": Range("Pain the next morning", 0, 10),
    "load_kg": Range("Weight", 0, 500, "kg"),
    "reps_in_reserve": Range("Repetitions in reserve", 0, 10, "repetitions"),
    "pain_index": Range("Pain during it", 0, 10),
    "set_index": Range("Number of the set", 0, 99),
}
"""What a logged number may be, both ends included. Our choice: wide enough for every runner."""

AMOUNT_RANGES = {
    "reps": Range("Repetitions", 0, 200, "repetitions"),
    "hold_s": Range("Hold", 0, 1800, "s"),
    "time_s": Range("Time", 0, 3600, "s"),
    "distance_m": Range("Distance", 0, 5000, "m"),
    "contacts": Range("Ground contacts", 0, 1000, "repetitions"),
}
"""Measure of an exercise to what one set of one side can come to. Our choice."""
MOST_SETS = 200  # of one session; our choice
