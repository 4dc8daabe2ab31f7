"""What the runner can do and how hard they ran: results of the pages that ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from core.schemas import Column, Schema

F64 = pl.Float64

INTENSITY = Schema(
    "INTENSITY",
    "four weeks of running in three zones, the last ending on the day asked for",
    (
        Column("period_start", pl.Date, "first day"),
        Column("period_end", pl.Date, "last day"),
        Column("n_days", pl.Int32, "28; fewer where the span asked for begins"),
        Column("n_runs", pl.Int32, "runs"),
        Column("n_runs_unknown", pl.Int32, "runs of which no second has a zone"),
        Column("easy_s", F64, "moving time below the first threshold"),
        Column("middle_s", F64, "between the two thresholds"),
        Column("hard_s", F64, "above the second threshold"),
        Column("unknown_s", F64, "moving time that has no zone; never counted as easy"),
        Column("easy_pct", F64, "of the time with a zone; null if there is none"),
        Column("middle_pct", F64, "of the time with a zone"),
        Column("hard_pct", F64, "of the time with a zone"),
        Column("polarisation_index", F64, "of four weeks; null where it is not defined"),
        Column("mix", pl.String, "polarised, pyramidal, threshold, hard, easy or mixed"),
        Column("is_approximate", pl.Boolean, "an edge between zones was not told by a test"),
    ),
)

CURVE = Schema(
    "CURVE",
    "the best effort of all runs asked for over one duration or one distance",
    (
        Column("target_s", F64, "the duration; null of a distance"),
        Column("target_m", F64, "the distance; null of a duration"),
        Column("speed_mps", F64, "mean over elapsed time"),
        Column("elapsed_s", F64, "how long it took"),
        Column("distance_m", F64, "how far it went"),
        Column("activity_id", pl.Int64, "the run that it is from"),
        Column("local_date", pl.Date, "its day"),
        Column("start_s", F64, "elapsed time of that run at its start"),
        Column("heart_rate_bpm", F64, "highest 15 s mean in it; null if unknown"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalSpeed:
    """The speed that divides heavy from severe running, and how far to believe it.

    `low_mps` and `high_mps` lie one standard error away, at least the 0.14 m/s of a time trial.
    `n_hard` of the `n_efforts` reached 90 % of the highest heart rate; under two of them the value
    is a lower bound. `run_ids` are the runs behind it, shortest effort first.
    """

    speed_mps: float
    se_mps: float
    r_squared: float
    low_mps: float
    high_mps: float
    n_efforts: int
    n_hard: int
    is_lower_bound: bool
    run_ids: tuple[int, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceEstimate:
    """A range of times for one race distance, or the words why there is none.

    `from_...` name the effort that it stands on; over the same distance both ends are its time.
    `is_lower_bound` says that this was no full effort as far as heart rate tells: the runner may
    be faster.
    """

    distance_m: float
    note: str
    low_s: float | None = None
    high_s: float | None = None
    from_distance_m: float | None = None
    from_time_s: float | None = None
    from_date: date | None = None
    from_id: int | None = None
    is_lower_bound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """Best efforts of 90 days and of all time (both CURVE), critical speed, race estimates.

    `why_no_critical_speed` is a sentence where there is none.
    """

    recent: pl.DataFrame
    ever: pl.DataFrame
    critical_speed: CriticalSpeed | None
    why_no_critical_speed: str | None
    races: tuple[RaceEstimate, ...]
