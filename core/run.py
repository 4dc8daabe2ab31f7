"""One run looked at closely: what the page of a run shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from core.activity import FieldSource, Issue
from core.athlete import Thresholds
from core.schemas import LEFT_OUT, RUN_ZONES, SPLITS

LEAST_COVERAGE = 0.8  # load law, section 3: of heart rate; below it there is no heart-rate load
STEADY_COVERAGE = 0.9  # load law, section 8: of heart rate, for a decoupling
SETTLING_S, LEAST_STEADY_S = 600, 3000  # load law, section 8: 10 min are dropped, 50 must be left
LONG_RUN_S = 5400  # load law, section 8: durability of runs of 90 min and more


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDrift:
    """How the lean of one run changed from its first to its last third.

    `drift_pp` is by how much the size of the lean grew, `low_pp` the cautious end of its 95 %
    interval. `late_pp` is the lean of the last third, which begins after `since_m` (null without
    a distance). `is_clear` says that even the cautious end lies beyond the law's watch limit.
    """

    drift_pp: float
    low_pp: float
    high_pp: float
    early_pp: float
    late_pp: float
    is_clear: bool
    since_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDetail:
    """One activity with its seconds. Frames are named by their schema.

    `activity` (ACTIVITIES), `loads` (LOADS) and `spike` (SPIKES) have one row, or none where it
    has no part in them. `seconds` are the clean seconds of `analytics.clean.clean`, at 1 Hz while
    the timer ran, with `segment_index` for pauses and `elapsed_s`; empty for a manual entry.
    `way_m` of these seconds is the way without gaps; null without a distance. Left and right are
    put right in `seconds` and `blocks` where a sensor was worn the wrong way round; `measure` is
    the balance that is drawn, None where none was measured; `usual_pp` are the leans between
    which the earlier runs of that sensor lay. `laps` are LAPS as the watch cut
    them. `pauses` are (elapsed_s, length in s). `thresholds` are those that held on its day.
    `splits` (SPLITS), `left_out` (LEFT_OUT) and `zones` (RUN_ZONES) are of this run. Missing
    file, device or sources are said as None or empty. `is_distance_told` says that the runner
    told the distance; way and speed of `seconds` go by it, `efforts` by the watch, and
    `recorded_m` is what the file says (None where it says nothing).
    """

    activity: pl.DataFrame
    loads: pl.DataFrame
    spike: pl.DataFrame
    seconds: pl.DataFrame
    laps: pl.DataFrame
    blocks: pl.DataFrame
    leans: pl.DataFrame
    efforts: pl.DataFrame
    thresholds: Thresholds
    pauses: tuple[tuple[float, float], ...] = ()
    issues: tuple[Issue, ...] = ()
    sources: Mapping[str, FieldSource] | None = None
    filename: str | None = None
    previous_id: int | None = None
    next_id: int | None = None
    measure: str | None = None
    graded_mps: float | None = None
    drift: RunDrift | None = None
    usual_pp: tuple[float, float] | None = None
    is_distance_told: bool = False
    recorded_m: float | None = None
    splits: pl.DataFrame = field(default_factory=SPLITS.empty)
    left_out: pl.DataFrame = field(default_factory=LEFT_OUT.empty)
    zones: pl.DataFrame = field(default_factory=RUN_ZONES.empty)
