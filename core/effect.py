"""What was followed by what: a block of strength work, and what changed from before to after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import polars as pl

from core.findings import Quality
from core.schemas import SESSIONS_DONE, SETS_DONE, SHOWN

LEAST_BLOCK_DAYS, MOST_BLOCK_DAYS = 42, 84  # strength law, 3.6: six to twelve weeks
BREAK_DAYS = 21  # strength law, 3.6: after three weeks without a session it begins anew


class Outcome(StrEnum):
    """What can be said of a change. Too little data is UNKNOWN, never NO_CHANGE."""

    CHANGED = "changed"
    NO_CHANGE = "no change seen"
    UNKNOWN = "not enough data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What was planned and done. Frames are named by their schema, each session and set once.

    `trains` says which qualities each exercise of the library trains in the first place.
    """

    sessions: pl.DataFrame = field(default_factory=SESSIONS_DONE.empty)
    sets: pl.DataFrame = field(default_factory=SETS_DONE.empty)
    shown: pl.DataFrame = field(default_factory=SHOWN.empty)
    trains: Mapping[str, frozenset[Quality]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Weeks of strength work, and as many days before them. All days are inclusive.

    `is_over` says that twelve weeks are full, or that no session came for three weeks.
    """

    before_since: date
    began_on: date
    until: date
    n_days: int
    is_long_enough: bool
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One thing before and after. `low` and `high` bound `change`, all None where unknown.

    They are the 95 % interval of a balance; of a self-test its error to each side.

    `id` is "BALANCE" or that of a self-test. `is_better` says which way it went, only where it
    changed. `text` is a sentence for the runner; for UNKNOWN it says what is missing.
    """

    id: str
    title: str
    outcome: Outcome
    unit: str
    text: str
    before: float | None = None
    after: float | None = None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    is_better: bool | None = None
    n_before: int = 0
    n_after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Sessions done of those that were shown, week by week; `n_more` were done beyond them."""

    n_shown: int
    n_done: int
    n_more: int
    share_pct: float | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitySets:
    """Sets of the block that trained a quality in the first place; both sides are one set."""

    quality: Quality
    n_sets: int
    sets_a_week: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DidItWork:
    """A block of strength work looked back on. `block` is None where there was no session.

    `also` says what else changed at the same time, `instead` what to try where no change is seen.
    `n_unknown_sets` are of exercises that are not in the library.
    """

    block: Block | None
    text: str
    effects: tuple[Effect, ...] = ()
    adherence: Adherence | None = None
    qualities: tuple[QualitySets, ...] = ()
    n_unknown_sets: int = 0
    also: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    caveat: str = ""
