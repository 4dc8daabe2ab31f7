"""The runs of the last weeks, as several families of flags look at them."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from core.activity import RUNNING
from core.findings import Evidence

MONTH_DAYS = 28


def recent_runs(evidence: Evidence, *, days: int = MONTH_DAYS) -> pl.DataFrame:
    """The runs of the last days, today included, oldest first."""
    since = evidence.today - timedelta(days=days - 1)
    is_recent = pl.col("local_date").is_between(since, evidence.today)
    runs = evidence.activities.filter(is_recent & (pl.col("sport") == RUNNING))
    return runs.sort("start_time", "activity_id")


def total(runs: pl.DataFrame, column: str) -> float:
    """The sum of what is known of a column."""
    return float(runs[column].sum() or 0.0)
