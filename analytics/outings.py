"""Runs as the load law's section 6.1 counts them, and the month that each is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    end_time: datetime | None


def outings(activities: pl.DataFrame) -> list[Outing]:
    """The runs in order of time, parts at most 15 min apart joined under the first one's id.

    Source:
        Load law, section 2, "Split files".
    """
    runs = ACTIVITIES.check(activities).filter(
        (pl.col("sport") == RUNNING) & pl.col("local_date").is_not_null()
    )
    columns = ("activity_id", "start_time", "local_date", "distance_m", "descent_m", "elapsed_s")
    joined: list[Outing] = []
    for row in runs.sort("start_time", "activity_id").select(columns).iter_rows():
        outing = _outing(row)
        if joined and _continues(joined[-1], outing):
            joined[-1] = _join(joined[-1], outing)
        else:
            joined.append(outing)
    return joined


def _outing(row: tuple[int, datetime, date, float | None, float | None, float | None]) -> Outing:
    activity_id, start_time, local_date, distance_m, descent_m, elapsed_s = row
    end_time = None if elapsed_s is None else start_time + timedelta(seconds=elapsed_s)
    return Outing(
        activity_id=activity_id,
        start_time=start_time,
        local_date=local_date,
        distance_m=distance_m,
        descent_m=descent_m,
        end_time=end_time,
    )


def _continues(first: Outing, second: Outing) -> bool:
    if first.end_time is None:
        return False
    return -OVERLAP_S <= (second.start_time - first.end_time).total_seconds() <= SPLIT_S


def _join(first: Outing, second: Outing) -> Outing:
    return Outing(
        activity_id=first.activity_id,
        start_time=first.start_time,
        local_date=first.local_date,
        distance_m=_sum(first.distance_m, second.distance_m),
        descent_m=_sum(first.descent_m, second.descent_m),
        end_time=second.end_time,
    )


def _sum(a: float | None, b: float | None) -> float | None:
    """A sum with an unknown part is unknown."""
    return None if a is None or b is None else a + b


def with_window(activities: pl.DataFrame, since: date | None) -> pl.DataFrame:
    """What a judgement of the runs since that day can depend on: a month more, and a split."""
    if since is None:
        return activities
    return activities.filter(pl.col("local_date") >= since - timedelta(days=SPIKE_WINDOW_DAYS + 1))


def longest_may_be_missing(before: Sequence[Outing], *, since: date) -> bool:
    """Whether one of these runs since that day has no distance, so that it may be the longest."""
    return any(run.distance_m is None and run.local_date >= since for run in before)


def is_complete(first_day: object, day: date) -> bool:
    """Whether the history reaches back over the whole window before that day."""
    return isinstance(first_day, date) and (day - first_day).days >= SPIKE_WINDOW_DAYS
