"""Which run is looked at: what the address names, and what there is to choose from."""

from __future__ import annotations

from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.run import RunDetail
from views import gaps, words

MOST_NEWEST, MOST_AROUND = 60, 20  # a longer list is no choice, and costs bytes
ADDRESS = "run"
UNKNOWN_RUN = "**This run is not among yours.** Choose one from the list."


def none_yet(review: Review) -> str:
    """Why there is nothing to look at."""
    return gaps.no_run_yet(review, "No run is in yet, so there is none to look at.")


def wanted(review: Review, told: str | None) -> int | None:
    """The activity that the address names; the latest run where it names none.

    Returns:
        None where it names one that is not the runner's.
    """
    if told is None:
        return _latest(review)
    known = told.isdecimal() and len(told) < 19 and int(told) in review.activities["activity_id"]
    return int(told) if known else None


def options(review: Review, chosen: int | None) -> dict[int, str]:
    """What each activity on offer is called, newest first: the latest, and those around one."""
    table = _in_order(review).with_row_index("place")
    here = table.filter(pl.col("activity_id") == pl.lit(chosen, pl.Int64))["place"]
    at = int(here[0]) if len(here) else 0
    near = (pl.col("place").cast(pl.Int64) - at).abs() <= MOST_AROUND
    offered = table.filter((pl.col("place") < MOST_NEWEST) | near)
    return {row["activity_id"]: label(row, review) for row in offered.iter_rows(named=True)}


def label(row: dict[str, Any], review: Review) -> str:
    """One activity in a list: "Sat 14 Nov · 12.1 km", "Sun 15 Nov · ride · 24.0 km"."""
    is_run = row["sport"] == RUNNING
    kind = (row["sub_sport"] or "").replace("_", " ") if is_run else words.sport(row["sport"])
    told = row["title"] or ("" if kind in ("generic", "") else kind)
    size = words.distance(row["distance_m"], is_metric=review.profile.is_metric)
    if row["distance_m"] is None:
        size = words.duration(row["timer_s"] or row["elapsed_s"])
    day = words.day(row["local_date"], today=review.today)
    return " · ".join(filter(None, (day, told, size)))


def neighbours(detail: RunDetail) -> tuple[tuple[str, int | None, str], ...]:
    """The ways to the runs before and after: label, id and icon."""
    return (
        ("Previous", detail.previous_id, ":material/chevron_left:"),
        ("Next", detail.next_id, ":material/chevron_right:"),
    )


def _latest(review: Review) -> int | None:
    """The latest run; without any the latest activity."""
    table = _in_order(review)
    runs = table.filter(pl.col("sport") == RUNNING)
    ids = (runs if runs.height else table)["activity_id"]
    return int(ids[0]) if len(ids) else None


def _in_order(review: Review) -> pl.DataFrame:
    columns = ("activity_id", "local_date", "start_time", "sport", "sub_sport", "title")
    sizes = ("distance_m", "timer_s", "elapsed_s")
    return review.activities.select(*columns, *sizes).sort(
        "start_time", "activity_id", descending=True
    )
