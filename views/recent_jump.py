"""The jump of the last seven days: the flag judges the last run only, the load a whole week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl

from core.findings import EDGE_SLACK, SPIKE_SMALL, Review
from views import words

DAYS = 7  # strength law, section 2: so long a jump keeps the load from being "ready"


def recent_jump(review: Review) -> dict[str, Any] | None:
    """The SPIKES row that went furthest beyond its reference in the last seven days, if one did."""
    since = review.today - timedelta(days=DAYS)
    beyond = pl.col("spike_ratio") > SPIKE_SMALL + EDGE_SLACK
    jumps = review.spikes.filter(beyond, pl.col("local_date") >= since).sort("spike_ratio")
    return jumps.row(-1, named=True) if jumps.height else None


def sentence(review: Review) -> str:
    """Day and distance of that run: "A jump on Wed 18 Nov: 16.0 km."; empty without one."""
    run = recent_jump(review)
    return "" if run is None else named(run, review)


def named(run: dict[str, Any], review: Review) -> str:
    """A run as the jump that it was."""
    on_day = words.day(run["local_date"], today=review.today)
    distance = words.distance(run["distance_m"], is_metric=review.profile.is_metric)
    return f"A jump on {on_day}: {words.together(distance)}."
