"""Every run of a window as a row of words, with why it counts for the balance or does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import BALANCE_LEAST_BLOCKS, Review
from views import words
from views.balance_charts import runs_behind

HEADS = ("Day", "Distance", "Balance", "95 % interval", "Steady minutes", "Sensor", "Counted")


def runs_table(review: Review, *, days: int) -> pl.DataFrame:
    """Every run of a window in words, newest first."""
    counted = set(runs_behind(review)["activity_id"])
    leans = {row["activity_id"]: row for row in review.leans.iter_rows(named=True)}
    runs = review.activities.filter(
        pl.col("sport") == RUNNING,
        pl.col("local_date") > review.today - pl.duration(days=days),
    ).sort("start_time", descending=True)
    known = review.leans.sort("start_time", "activity_id")["sensor"].drop_nulls()
    present = known[-1] if len(known) else None
    rows = []
    for run in runs.iter_rows(named=True):
        lean = leans.get(run["activity_id"], {})
        is_counted = run["activity_id"] in counted
        reason = "yes" if is_counted else _why_not(run, lean) or _why_older(lean, present)
        rows.append(_row(run, lean, review) | {"Counted": reason})
    return pl.DataFrame(rows, schema=dict.fromkeys(HEADS, pl.String))


def sensor_name(told: str | None) -> str:
    """A sensor as a runner knows it; makers without a number of their own say "development"."""
    return told.removeprefix("development ") if told else words.UNKNOWN


def _row(run: Mapping[str, Any], lean: Mapping[str, Any], review: Review) -> dict[str, str | None]:
    low, high = lean.get("low_pp"), lean.get("high_pp")
    interval = None if low is None or high is None else words.number((high - low) / 2, 1)
    return {
        "Day": words.day(run["local_date"], today=review.today),
        "Distance": words.distance(run["distance_m"], is_metric=review.profile.is_metric),
        "Balance": words.lean(lean.get("lean_pp")),
        "95 % interval": f"±{interval}" if interval else words.UNKNOWN,
        "Steady minutes": words.number(lean.get("n_blocks")),
        "Sensor": sensor_name(lean.get("sensor") or run["balance_sensor"]),
    }


def _why_not(run: Mapping[str, Any], lean: Mapping[str, Any]) -> str | None:
    """Why a run cannot count, or None where it could."""
    if lean.get("lean_pp") is None:
        has_balance = run["avg_stance_balance_left_pct"] is not None
        return "no flat, steady minute" if has_balance else "no balance recorded"
    if lean["n_blocks"] < BALANCE_LEAST_BLOCKS:
        return f"too short: {lean['n_blocks']} of {BALANCE_LEAST_BLOCKS} flat, steady minutes"
    if not lean["is_eligible"]:
        return "too uneven within the run: interval wider than ±1.0"
    return None


def _why_older(lean: Mapping[str, Any], present: str | None) -> str:
    """Why a run that could count does not: a new sensor starts afresh, or newer runs count."""
    if lean["sensor"] == present:
        return "older; the last runs count"
    return "another sensor" if lean["sensor"] else "sensor not named in the file"
