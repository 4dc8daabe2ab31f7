"""What a sensor measured: one that writes one value from start to end has measured nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import polars as pl

from views import words


def heart_rate_bpm(row: Mapping[str, Any]) -> float | None:
    """The mean heart rate of a run; None where not one moving second of it can be believed."""
    mean: float | None = row["avg_heart_rate_bpm"]
    return None if row["heart_rate_coverage_pct"] == 0 else mean


def no_heart_rate(row: Mapping[str, Any]) -> str:
    """What the file holds instead of a heart rate; empty where it is a heart rate, or nothing.

    Source:
        Load law, section 2: an identical value for longer than 120 s is a frozen sensor.
    """
    mean, most = row["avg_heart_rate_bpm"], row.get("max_heart_rate_bpm")
    if mean is None or heart_rate_bpm(row) is not None:
        return ""
    if most is not None and math.isclose(mean, most):
        only = words.together(f"{words.number(mean)} bpm")
        return f"One heart rate from start to end ({only}): nothing was measured."
    return "No second of its heart rate can be believed: no heart-rate load."


def balance(row: Mapping[str, Any]) -> str:
    """Left and right of a run in words; empty without any.

    Source:
        Imbalance law, section 1: the value that never changes is a fault, and is never "even".
    """
    left_pct: float | None = row["avg_stance_balance_left_pct"]
    if left_pct is None:
        return ""
    if row["is_balance_constant"]:
        return "balance not measured (one value from start to end)"
    return f"balance {words.balance(left_pct)}"


def only_measured(activities: pl.DataFrame) -> pl.DataFrame:
    """ACTIVITIES, whose mean heart rate and balance are null where nothing was measured."""
    is_frozen = (pl.col("heart_rate_coverage_pct") == 0).fill_null(value=False)
    is_constant = pl.col("is_balance_constant").fill_null(value=False)
    return activities.with_columns(
        pl.when(~is_frozen).then("avg_heart_rate_bpm").alias("avg_heart_rate_bpm"),
        pl.when(~is_constant)
        .then("avg_stance_balance_left_pct")
        .alias("avg_stance_balance_left_pct"),
    )
