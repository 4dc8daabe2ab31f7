"""How much the difference between the feet grew within each long run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

import polars as pl

from analytics.flags.rule import Reading, level_of
from analytics.flags.steady import blocks_of, with_lean
from analytics.flags.thirds import LAST, LEAST_PER_THIRD, with_third
from analytics.robust import Z_975, run_interval, run_intervals
from core.findings import Evidence, Level

FATIGUE_WATCH_PP, FATIGUE_ACT_PP = 0.5, 1.0  # imbalance law, 2.1
LONG_RUN_S = 3600.0  # imbalance law, 2.1
SPEED_SHARE = 0.05  # imbalance law, 2.1: around the median speed of the run


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How much the size of the lean grew from the first to the last third of one run."""

    drift: float
    se: float
    early_pp: float
    late_pp: float

    @property
    def low(self) -> float:
        """The cautious end of the interval."""
        return self.drift - Z_975 * self.se

    @property
    def high(self) -> float:
        """The other end."""
        return self.drift + Z_975 * self.se


def balance_drift(first_pp: Sequence[float], last_pp: Sequence[float]) -> Drift | None:
    """Size of the lean in the last third minus that in the first; None under 8 blocks in either.

    Source:
        Imbalance law, 2.1 (`BALANCE_FATIGUE`); standard errors as in 1.3, "Within a run".
    """
    early = run_interval(first_pp, least=LEAST_PER_THIRD)
    late = run_interval(last_pp, least=LEAST_PER_THIRD)
    if early is None or late is None:
        return None
    return _drift((early.median, early.se), (late.median, late.se))


def _drift(early: tuple[float, float], late: tuple[float, float]) -> Drift:
    """From the median of each third and its standard error."""
    (early_pp, early_se), (late_pp, late_se) = early, late
    return Drift(
        drift=abs(late_pp) - abs(early_pp),
        se=sqrt(early_se**2 + late_se**2),
        early_pp=early_pp,
        late_pp=late_pp,
    )


def drift_level(low: float) -> Level:
    """The level of a drift by the cautious end of its interval."""
    return level_of(Reading(value=max(low, 0.0)), watch=FATIGUE_WATCH_PP, act=FATIGUE_ACT_PP)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRun:
    """One long run with enough blocks in both thirds."""

    activity_id: int
    local_date: date
    n_blocks: int
    drift: Drift


def long_runs(evidence: Evidence, runs: pl.DataFrame, measure: str) -> tuple[LongRun, ...]:
    """Those of an hour or more with enough blocks in both thirds, in the order of the runs.

    Args:
        evidence: Its blocks are looked at.
        runs: ACTIVITIES rows of one sensor, oldest first.
        measure: The column of BLOCKS that holds its balance.
    """
    every = runs.filter(pl.coalesce("moving_s", "timer_s", "elapsed_s") >= LONG_RUN_S)
    flat = blocks_of(evidence, every).filter(pl.col("grade_class") == "flat")
    steady = at_even_speed(with_lean(flat, evidence, measure))
    thirds = with_third(steady, every).filter(pl.col("third").is_not_null())
    return _drifts(thirds, every)


def at_even_speed(blocks: pl.DataFrame) -> pl.DataFrame:
    """Those within 5 % of the median speed of their run.

    Source:
        Imbalance law, 2.1 (`BALANCE_FATIGUE`).
    """
    speed = pl.col("speed_mps")
    usual = speed.median().over("activity_id")
    return blocks.filter((speed / usual - 1).abs() <= SPEED_SHARE)


def _drifts(thirds: pl.DataFrame, every: pl.DataFrame) -> tuple[LongRun, ...]:
    """One row a run that has enough blocks in both thirds, oldest first."""
    part = 2 * pl.col("activity_id") + (pl.col("third") == LAST).cast(pl.Int64)
    table = (
        run_intervals(thirds.with_columns(part=part), of="lean_pp", by="part")
        .filter(pl.col("n_blocks") >= LEAST_PER_THIRD)
        .with_columns(activity_id=pl.col("part") // 2)
        .select("activity_id", "part", "median", "se", "n_blocks")
    )
    is_late = pl.col("part") % 2 == 1
    pairs = (
        table.filter(~is_late)
        .join(table.filter(is_late), on="activity_id", suffix="_late")
        .join(every.select("activity_id", "start_time", "local_date"), on="activity_id")
        .sort("start_time", "activity_id")
    )
    return tuple(_long_run(row) for row in pairs.iter_rows(named=True))


def _long_run(row: Mapping[str, Any]) -> LongRun:
    return LongRun(
        activity_id=row["activity_id"],
        local_date=row["local_date"],
        n_blocks=row["n_blocks"] + row["n_blocks_late"],
        drift=_drift((row["median"], row["se"]), (row["median_late"], row["se_late"])),
    )
