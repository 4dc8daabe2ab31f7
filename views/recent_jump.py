"""The jump of the last seven days: the flag judges the last run only, the load a whole week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl

from core import spoken
from core.findings import EDGE_SLACK, SPIKE_SMALL, Review
from core.scalars import latest
from views import words

DAYS = 7  # strength law, section 2: so long a jump keeps the load from being "ready"


def recent_jump(review: Review) -> dict[str, Any] | None:
    """The SPIKES row that went furthest beyond its reference in the last seven days, if one did."""
    found = _jumps(review).sort("spike_ratio")
    return found.row(-1, named=True) if found.height else None


def days_left(review: Review) -> int | None:
    """For how many days after today the latest jump counts; None without one."""
    last = latest(_jumps(review)["local_date"])
    return None if last is None else DAYS - (review.today - last).days


def first(review: Review) -> dict[str, Any]:
    """The earliest jump of these days: its reference is a run that was none.

    Raises:
        ValueError: there was no jump.
    """
    found = _jumps(review).sort("start_time")
    if found.is_empty():
        raise ValueError("No jump in the last seven days.")
    return found.row(0, named=True)


def sentence(review: Review) -> str:
    """Day and distance of that run: "A jump on Wed 18 Nov: 16.0 km."; empty without one."""
    run = recent_jump(review)
    return "" if run is None else named(run, review)


def named(run: dict[str, Any], review: Review) -> str:
    """A run as the jump that it was; within the error of GPS it may have been none."""
    on_day = words.day(run["local_date"], today=review.today)
    distance = words.distance(run["distance_m"], is_metric=review.profile.is_metric)
    what = "At the edge of a jump" if is_about(run) else "A jump"
    return f"{what} on {on_day}: {words.together(distance)}."


def is_about(run: dict[str, Any]) -> bool:
    """Whether GPS error could make a jump of a SPIKES row no jump at all."""
    return spoken.is_about(run["spike_ratio"], (SPIKE_SMALL,))


def _jumps(review: Review) -> pl.DataFrame:
    since = review.today - timedelta(days=DAYS)
    beyond = pl.col("spike_ratio") > SPIKE_SMALL + EDGE_SLACK
    return review.spikes.filter(beyond, pl.col("local_date") >= since)
