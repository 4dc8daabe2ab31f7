"""What to do: exercises, prescriptions, and a week of strength sessions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from core.athlete import Profile
from core.findings import Flag, Grade, Quality, Side
from core.load_cause import STATE_OF, LoadCause, LoadState
from core.log import Adjustment, Move
from core.schemas import SESSIONS_DONE, SETS_DONE

TIMED = ("hold_s", "time_s")
COUNTED = ("reps", "contacts")
"""Measures of a set whose amount a clock tells, and a count; what is left is a distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """The side that begins and sets the count; provisional while no test has confirmed it.

    `since` is the day of the first self-test that found the side, `lsi_pct` the weaker side over
    the stronger in the latest: with them the extra set ends in time (strength law, section 3.6).
    """

    side: Side = Side.NONE
    is_provisional: bool = True
    since: date | None = None
    lsi_pct: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that a week's plan depends on. The week planned is the Monday week that holds `today`.

    `log` (SETS_DONE) and `sessions_done` (SESSIONS_DONE) are what was done, in any order; `moves`
    and `adjustments` what the runner changed, in the order it was said. `weeks_told_on` is the day
    on which the profile's `weeks_done` was told: trained weeks of the log since then are added.
    """

    flags: tuple[Flag, ...]
    profile: Profile
    load_cause: LoadCause | None
    today: date
    focus: Focus = Focus()
    phase: str | None = None
    log: pl.DataFrame = field(default_factory=SETS_DONE.empty)
    sessions_done: pl.DataFrame = field(default_factory=SESSIONS_DONE.empty)
    moves: tuple[Move, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    weeks_told_on: date | None = None

    @property
    def load_state(self) -> LoadState:
        """What the running load allows."""
        return STATE_OF[self.load_cause]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One entry of `strength/exercises.json`. Field names are those of the file."""

    id: str
    name: str
    family: str
    position: str
    unilateral: bool
    pattern: str
    level: int
    trains: frozenset[Quality]
    trains_also: frozenset[Quality]
    equipment_any_of: tuple[frozenset[str], ...]
    props: tuple[str, ...]
    muscles: tuple[str, ...]
    dose: str
    per_side: bool
    set_s: int
    rest_s: int
    impact: str
    soreness: str
    cues: tuple[str, ...]
    contra: frozenset[str]
    caution: frozenset[str]
    progression_of: tuple[str, ...]
    regression_of: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """One exercise of a session, with its dose and the reason for it.

    `amount` is a range in `measure`: "reps", "hold_s", "time_s", "distance_m" or "contacts".
    `start_side` is the side that begins and sets the count; `extra_set_side` gets one set more.
    `because` holds the ids of the flags behind it (empty: part of the basic week), `reason` the
    sentence for the runner, `note` a caution that applies to this runner. `grade` is the best
    grade of the exercise's sources, `sources` their texts; `easier` and `harder` are names.
    `load_kg` is the weight to take, from the log (None: not told yet), `progress` the sentence that
    says what the log changed, `changes` what would change the advice.
    """

    exercise: Exercise
    sets: int
    amount: tuple[int, int]
    measure: str
    reps_in_reserve: int | None
    max_pct_1rm: tuple[int, int] | None
    minutes: float
    because: tuple[str, ...]
    reason: str
    start_side: Side = Side.NONE
    extra_set_side: Side = Side.NONE
    note: str = ""
    grade: Grade = Grade.WEAK
    sources: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    load_kg: float | None = None
    progress: str = ""
    changes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSession:
    """One session of a week. `kind` is "full" (leg strength or jumps) or "light".

    `planned_day` is its day before the runner moved it, None where nobody did.
    """

    day: date
    kind: str
    minutes: int
    prescriptions: tuple[Prescription, ...]
    timing: str
    planned_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the plan wants to say. `code` is stable and tested, `text` is for the runner."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """The strength work of one week. `week` is its Monday; `uncovered` lists needs left open.

    `broken` holds the rules that the runner's own moves break, said at once; the move stands.
    """

    week: date
    phase: str
    stage: str
    sessions: tuple[StrengthSession, ...]
    notes: tuple[Note, ...]
    uncovered: tuple[Note, ...]
    message: str
    broken: tuple[Note, ...] = ()
