"""Every run of a window as a row of words, with why it counts for the balance or does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import BALANCE_LEAST_BLOCKS, Review
from views import words
from views.balance_charts import PODS, STRAP, present_measure, runs_behind

HEADS = ("Day", "Distance", "Balance", "95 % interval", "Steady minutes", "Sensor", "Counted")


MOST_ROWS = 300  # our choice: more is a file to take away, no table to read
OF = {
    STRAP: ("avg_stance_balance_left_pct", "balance_sensor", "is_balance_constant"),
    PODS: ("avg_pod_balance_left_pct", "pod_sensor", "is_pod_balance_constant"),
}


def runs_table(review: Review, *, days: int, measure: str | None = None) -> pl.DataFrame:
    """Runs of a window in words, newest first; by one measure, that of the verdict unless told."""
    wanted = measure or present_measure(review) or STRAP
    leans = review.leans.filter(pl.col("measure").fill_null(STRAP) == wanted)
    by_run = {row["activity_id"]: row for row in leans.iter_rows(named=True)}
    counted = set(runs_behind(review)["activity_id"]) if wanted == _judged(review) else set()
    runs = review.activities.filter(
        pl.col("sport") == RUNNING,
        pl.col("local_date") > review.today - pl.duration(days=days),
    ).sort("start_time", descending=True)
    present = _sensor(review, wanted, leans)
    average, sensor, constant = OF[wanted]
    columns = {"average": average, "worn": sensor, "constant": constant}
    rows = []
    for run in runs.head(MOST_ROWS).with_columns(**columns).iter_rows(named=True):
        lean = by_run.get(run["activity_id"], {})
        is_counted = run["activity_id"] in counted
        reason = "yes" if is_counted else _why_not(run, lean) or _why_older(lean, present)
        rows.append(_row(run, lean, review) | {"Counted": reason})
    return pl.DataFrame(rows, schema=dict.fromkeys(HEADS, pl.String))


def _judged(review: Review) -> str:
    return present_measure(review) or STRAP


def _sensor(review: Review, wanted: str, leans: pl.DataFrame) -> str | None:
    """The sensor that is judged; of a measure that is not, the last that has a name."""
    if review.worn is not None and review.worn.measure == wanted:
        return review.worn.sensor
    known = leans.sort("start_time", "activity_id")["sensor"].drop_nulls()
    return known[-1] if len(known) else None


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
        "Sensor": sensor_name(lean.get("sensor") or run["worn"]),
    }


def _why_not(run: Mapping[str, Any], lean: Mapping[str, Any]) -> str | None:
    """Why a run cannot count, or None where it could."""
    if run["constant"]:
        return "one and the same value all along: nothing was measured"
    if lean.get("lean_pp") is None:
        has_balance = run["average"] is not None
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
