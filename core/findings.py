"""What the analytics found: flags with their level, tone and evidence, and the whole review."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

import polars as pl

from core.athlete import Era, Profile, Thresholds
from core.load_cause import STATE_OF, LoadCause, LoadState
from core.schemas import (
    DIARY,
    LEANS,
    LOADS,
    ROUTES,
    SELF_TESTS,
    SERIES,
    SESSIONS_DONE,
    SPIKES,
    WEEKS,
)
from core.usual import UsualWeek
from core.where import Worn

CEILING_RATIO = 1.10  # load law, 6.1: the next run may go this many times the longest of a month
SPIKE_SMALL, SPIKE_MODERATE, SPIKE_LARGE = CEILING_RATIO, 1.30, 2.00  # load law, 6.1: upper edges
SPIKE_EDGES = (SPIKE_SMALL, SPIKE_MODERATE, SPIKE_LARGE)
SPIKE_WINDOW_DAYS = 30  # load law, 6.1: a difference of local dates of 0 to 30 counts, 31 does not
ABOUT_RATIO = 0.02  # load law, 6.1: so near to an edge say "about"; GPS distance is no better
SHORT_REFERENCE_M = 2000.0  # load law, 6.1: a shorter longest run is called very short
RETURN_DAYS = 14  # load law, 6.6: a run after so many whole days without one is a return
WARM_UP_DAYS = 42  # load law, 6.5: no number of the 42-day and 7-day load is shown before
BALANCE_WATCH_PP, BALANCE_ACT_PP = 1.0, 2.2  # imbalance law, 2.1: exclusive
BALANCE_WINDOW_DAYS = 56  # imbalance law, 1.3: 8 weeks
BALANCE_MOST_RUNS, BALANCE_LEAST_RUNS = 5, 3  # imbalance law, 1.3
BALANCE_LEAST_BLOCKS = 10  # imbalance law, 1.3: steady, flat minutes of an eligible run
EDGE_SLACK = 1e-9  # 13.2 / 12 is not exactly 1.1 in binary


class Side(StrEnum):
    """Which side is meant; NONE where no side is."""

    LEFT = "left"
    RIGHT = "right"
    NONE = "none"


class Level(IntEnum):
    """The verdict that moves the plan. Too little data is INSUFFICIENT, never OK."""

    INSUFFICIENT = 0
    OK = 1
    WATCH = 2
    ACT = 3


class Tone(IntEnum):
    """What the page shows: the level, capped by the grade of the evidence."""

    NONE = 0
    INFO = 1
    AMBER = 2
    RED = 3


class Grade(StrEnum):
    """How sure the literature is that the pattern matters."""

    STRONG = "strong"
    MIXED = "mixed"
    WEAK = "weak"
    DESCRIPTIVE = "descriptive"


HIGHEST_TONE = {
    Grade.STRONG: Tone.RED,
    Grade.MIXED: Tone.AMBER,
    Grade.WEAK: Tone.INFO,
    Grade.DESCRIPTIVE: Tone.NONE,
}  # load law, "Evidence grades shown in the UI"


class Quality(StrEnum):
    """What training can change: the joint between flags and exercises."""

    ANKLE_MOBILITY = "ANKLE_MOBILITY"
    BALANCE = "BALANCE"
    CALF_LOWERING = "CALF_LOWERING"
    CALF_STRENGTH = "CALF_STRENGTH"
    CALM_FOCUS = "CALM_FOCUS"
    ELASTIC_CALF = "ELASTIC_CALF"
    FLEXIBILITY = "FLEXIBILITY"
    FOOT_CONTROL = "FOOT_CONTROL"
    GENERAL_STRENGTH = "GENERAL_STRENGTH"
    HIP_HAMSTRING_STRENGTH = "HIP_HAMSTRING_STRENGTH"
    HIP_STABILITY = "HIP_STABILITY"
    HOP_BASE = "HOP_BASE"
    LEG_SPRING = "LEG_SPRING"
    MULTI_DIRECTION = "MULTI_DIRECTION"
    POSTURE = "POSTURE"
    QUICK_STEPS = "QUICK_STEPS"
    SIDE_TRUNK = "SIDE_TRUNK"
    SINGLE_LEG_SPRING = "SINGLE_LEG_SPRING"
    SINGLE_LEG_STRENGTH = "SINGLE_LEG_STRENGTH"
    TALL_FORM = "TALL_FORM"
    THIGH_ENDURANCE = "THIGH_ENDURANCE"
    THIGH_LOWERING = "THIGH_LOWERING"
    THIGH_STRENGTH = "THIGH_STRENGTH"
    TRUNK_ENDURANCE = "TRUNK_ENDURANCE"
    TRUNK_ROTATION = "TRUNK_ROTATION"
    UPPER_BACK = "UPPER_BACK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A quality that a flag calls for, how strongly (1 or 2), and why."""

    quality: Quality
    weight: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A verdict about one pattern, with everything needed to doubt it.

    `low` and `high` bound `value` (95 % where an interval is defined, else both equal it).
    `text` is the law's sentence for the level; for INSUFFICIENT it says what is missing.
    `run_ids` are the runs that the verdict stands on, oldest first; `n_beyond` of them lie beyond
    the watch limit on the side of the value (0 where the rule does not count runs).
    """

    id: str
    title: str
    level: Level
    tone: Tone
    side: Side
    value: float | None
    unit: str
    low: float | None
    high: float | None
    n_runs: int
    n_blocks: int
    window_days: int
    grade: Grade
    text: str
    caveat: str
    source: str
    needs: tuple[Need, ...] = ()
    n_beyond: int = 0
    run_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that a flag may look at. Frames are named by their schema, ACTIVITIES in any order.

    `leans`, `spikes` and `weeks` are what the others come to, found once for all flags. ROUTES
    hold the last 28 days. `loads` and `days` end where the stored data end. `logged` is
    SESSIONS_DONE as the runner logged them; what a watch recorded is in ACTIVITIES. `steady` are
    those of the blocks that the flags compare, None until they are found.
    """

    activities: pl.DataFrame
    blocks: pl.DataFrame
    days: pl.DataFrame
    profile: Profile
    today: date
    loads: pl.DataFrame = field(default_factory=LOADS.empty)
    weeks: pl.DataFrame = field(default_factory=WEEKS.empty)
    spikes: pl.DataFrame = field(default_factory=SPIKES.empty)
    leans: pl.DataFrame = field(default_factory=LEANS.empty)
    routes: pl.DataFrame = field(default_factory=ROUTES.empty)
    self_tests: pl.DataFrame = field(default_factory=SELF_TESTS.empty)
    diary: pl.DataFrame = field(default_factory=DIARY.empty)
    logged: pl.DataFrame = field(default_factory=SESSIONS_DONE.empty)
    steady: pl.DataFrame | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """How far the next run may go: 1.10 x the longest single run of the last 30 days.

    `until` is the last local date on which the reference run still counts, `then_m` the ceiling
    of the day after if nothing longer is run (None: no run would be left as a reference).
    All fields are None when no run of the window has a distance. `is_distance_missing` says that
    a run of the window has none, so that a longer one may be missing.
    """

    distance_m: float | None
    reference_distance_m: float | None
    reference_date: date | None
    until: date | None
    then_m: float | None
    is_reference_complete: bool
    is_distance_missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One look at everything stored, on one day. Frames are named by their schema.

    `flags` are in page order. `load_metric` is "hr", "pace" or "rpe", None where no load is known.
    `load_cause` is why strength work is to be lighter, None where all of it is allowed.
    `load_notice` is a sentence on thresholds that cannot be right. `covered_until` is the last day
    that DAYS holds: later days are unknown, not days of rest. `n_ahead` activities are dated after
    `today` and left out. `eras` say which thresholds held when; `thresholds` are today's.
    `series_notice` is a sentence on an unknown day that stopped the 42/7-day load. `logged` is
    SESSIONS_DONE as the runner logged them; DAYS and LOADS count them, LOADS with a key below 0.
    `usual_week` is the week found in the runs where the runner has told none: `profile` holds it,
    and what the diary says of now. `told_profile` is without both: changes are made to that one.
    `worn` is the sensor that the verdict on the balance is about, None without any.
    """

    today: date
    profile: Profile
    thresholds: Thresholds
    load_metric: str | None
    activities: pl.DataFrame
    days: pl.DataFrame
    spikes: pl.DataFrame
    ceilings: pl.DataFrame
    leans: pl.DataFrame
    ceiling: Ceiling
    flags: tuple[Flag, ...]
    load_cause: LoadCause | None
    load_notice: str | None = None
    covered_until: date | None = None
    n_ahead: int = 0
    eras: tuple[Era, ...] = ()
    series_notice: str | None = None
    loads: pl.DataFrame = field(default_factory=LOADS.empty)
    series: pl.DataFrame = field(default_factory=SERIES.empty)
    weeks: pl.DataFrame = field(default_factory=WEEKS.empty)
    self_tests: pl.DataFrame = field(default_factory=SELF_TESTS.empty)
    diary: pl.DataFrame = field(default_factory=DIARY.empty)
    logged: pl.DataFrame = field(default_factory=SESSIONS_DONE.empty)
    usual_week: UsualWeek | None = None
    worn: Worn | None = None
    told_profile: Profile = field(default_factory=Profile)

    @property
    def load_state(self) -> LoadState:
        """What the running load allows in the gym."""
        return STATE_OF[self.load_cause]
