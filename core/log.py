"""Strength work as it was done, and what the runner changed of the week that was planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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

    `pain_after_index` is what hurt the next morning, told later; `rpe_index` the whole session.
    """

    local_date: date
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
