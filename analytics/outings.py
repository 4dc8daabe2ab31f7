"""Runs as the load law's section 6.1 counts them, and the month that each is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

import polars as pl

from core.activity import RUNNING
from core.findings import SPIKE_WINDOW_DAYS
from core.schemas import ACTIVITIES

SPLIT_S = 900.0  # load law, section 2: files at most 15 min apart are one session here
OVERLAP_S = 60.0  # our choice: a larger overlap is a second watch, not a second part


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """One run, under the id and day of its first part; a sum with an unknown part is unknown."""

    activity_id: int | None
    start_time: datetime
    local_date: date
    distance_m: float | None
    descent_m: float | None


FIELDS = tuple(field.name for field in fields(Outing))


def outing_frame(activities: pl.DataFrame) -> pl.DataFrame:
    """The runs in order of time, parts at most 15 min apart joined under the first one's id.

    Returns:
        The columns of `Outing`, one row each.

    Source:
        Load law, section 2, "Split files".
    """
    start_s = pl.col("start_time").dt.epoch("ms") / 1000
    gap_s = start_s - (start_s + pl.col("elapsed_s")).shift(1)
    continues = gap_s.is_between(-OVERLAP_S, SPLIT_S).fill_null(value=False)
    is_run = (pl.col("sport") == RUNNING) & pl.col("local_date").is_not_null()
    runs = (
        ACTIVITIES.check(activities)
        .select(*FIELDS, "elapsed_s", "sport")
        .filter(is_run)
        .sort("start_time", "activity_id")
        .with_columns(continues=continues)
    )
    if not runs["continues"].any():
        return runs.select(FIELDS)
    known_sums = (
        pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum()).alias(name)
        for name in ("distance_m", "descent_m")
    )
    firsts = (pl.col(name).first() for name in ("activity_id", "start_time", "local_date"))
    outing = (~pl.col("continues")).cum_sum().alias("outing")
    joined = runs.group_by(outing, maintain_order=True).agg(*firsts, *known_sums)
    return joined.select(FIELDS)


def outings(activities: pl.DataFrame) -> list[Outing]:
    """The rows of `outing_frame` one by one: for the few runs of a month."""
    return [Outing(**row) for row in outing_frame(activities).iter_rows(named=True)]


def with_window(activities: pl.DataFrame, since: date | None) -> pl.DataFrame:
    """What a judgement of the runs since that day can depend on: a month more, and a split."""
    if since is None:
        return activities
    return activities.filter(pl.col("local_date") >= since - timedelta(days=SPIKE_WINDOW_DAYS + 1))


def longest_may_be_missing(before: Sequence[Outing], *, since: date) -> bool:
    """Whether one of these runs since that day has no distance, so that it may be the longest."""
    return any(run.distance_m is None and run.local_date >= since for run in before)


def is_complete(first_day: date | None, day: date) -> bool:
    """Whether the history reaches back over the whole window before that day."""
    return first_day is not None and (day - first_day).days >= SPIKE_WINDOW_DAYS
