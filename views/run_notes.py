"""What must be known of one run before its figures are believed, in sentences."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.run import LEAST_COVERAGE
from core.units import SECONDS_PER_MINUTE
from views import measured, words
from views.windows import Window

FULL_COVERAGE_PCT = 98.0  # load law, section 3: below it the load is scaled up, and says so
COLUMNS = (
    "distance_m",
    "is_distance_estimated",
    "avg_heart_rate_bpm",
    "max_heart_rate_bpm",
    "heart_rate_coverage_pct",
    "cadence_lock_s",
)


def run_notes(row: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence for each thing that is estimated, missing or left out; none for a whole run.

    Args:
        row: One row of ACTIVITIES, with at least `COLUMNS`. Other sports have no notes.

    Source:
        Load law, sections 3 and 10.
    """
    if row.get("sport", RUNNING) != RUNNING:
        return ()
    return tuple(filter(None, (_distance(row), _coverage(row), _cadence_lock(row))))


def notes_by_day(review: Review, shown: Window) -> pl.DataFrame:
    """`local_date` and `notes` of the days with a run that has any."""
    runs = shown.of(review.activities).filter(_has_any()).sort("start_time")
    notes: dict[Any, list[str]] = {}
    for row in runs.select("local_date", "sport", *COLUMNS).iter_rows(named=True):
        notes.setdefault(row["local_date"], []).extend(run_notes(row))
    said = {day: " ".join(dict.fromkeys(texts)) for day, texts in notes.items() if texts}
    return pl.DataFrame(
        {"local_date": list(said), "notes": list(said.values())},
        schema={"local_date": pl.Date, "notes": pl.String},
    )


def _has_any() -> pl.Expr:
    """Rows worth a look: most runs have no note, and rows in Python are slow."""
    return (pl.col("sport") == RUNNING) & (
        pl.col("is_distance_estimated").fill_null(value=False)
        | (pl.col("heart_rate_coverage_pct") < FULL_COVERAGE_PCT).fill_null(value=False)
        | (pl.col("cadence_lock_s") > 0).fill_null(value=False)
    )


def _distance(row: Mapping[str, Any]) -> str:
    if row["distance_m"] is None or not row["is_distance_estimated"]:
        return ""
    return "Distance estimated: indoors, or from positions only."


def _coverage(row: Mapping[str, Any]) -> str:
    """Where no heart rate was recorded at all there is nothing to remark on."""
    covered_pct = row["heart_rate_coverage_pct"]
    if row["avg_heart_rate_bpm"] is None and not row["cadence_lock_s"]:
        return ""
    if covered_pct is None or covered_pct >= FULL_COVERAGE_PCT:
        return ""
    if said := "" if row["cadence_lock_s"] else measured.no_heart_rate(row):
        return said
    share = words.together(f"{words.number(math.floor(covered_pct))} %")
    if covered_pct < 100 * LEAST_COVERAGE:
        return f"Heart rate for {share} of the run: no heart-rate load."
    return f"Heart rate for {share} of the run: its load is scaled up to the whole."


def _cadence_lock(row: Mapping[str, Any]) -> str:
    locked_s = row["cadence_lock_s"]
    if not locked_s:
        return ""
    minutes = words.number(max(1, round(locked_s / SECONDS_PER_MINUTE)))
    return f"Heart rate copied your steps for {words.together(f'{minutes} min')}: left out."
