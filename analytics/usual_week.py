"""The runner's own usual week, as a plan for the next one."""

from __future__ import annotations

import statistics
from collections import defaultdict
from datetime import date, timedelta

import polars as pl

from analytics.outings import Outing, outings
from core.forecast import PlannedRun

USUAL_WEEKS = 4  # our choice, as for a usual week of the plan: what has been usual lately
LEAST_WEEKS = 2  # our choice: a weekday that was run on half of the time is a running day
WEEK = timedelta(days=7)


def usual_week(activities: pl.DataFrame, *, first_day: date) -> tuple[PlannedRun, ...]:
    """One week of runs from a day on: on each weekday the median of the four weeks before.

    A weekday without a run in at least two of the four weeks is left free. Two runs a day are two
    runs: the longest of each day are compared, then the second longest.

    Args:
        activities: ACTIVITIES, any order; runs only count.
        first_day: First day of the plan.
    """
    since = first_day - USUAL_WEEKS * WEEK
    recent = activities.filter(pl.col("local_date").is_between(since, first_day, closed="left"))
    by_place = _by_place(outings(recent))
    planned = []
    for (weekday, _), lengths in sorted(by_place.items()):
        known = [metres for metres in lengths if metres is not None]
        if len(lengths) < LEAST_WEEKS or not known:
            continue
        day = first_day + timedelta(days=(weekday - first_day.weekday()) % 7)
        planned.append(PlannedRun(local_date=day, distance_m=statistics.median(known)))
    return tuple(sorted(planned, key=lambda run: run.local_date))


def _by_place(runs: list[Outing]) -> dict[tuple[int, int], list[float | None]]:
    """Distances by weekday and place in the day: the longest first, unknown ones last."""
    by_day: dict[date, list[float | None]] = defaultdict(list)
    for run in runs:
        by_day[run.local_date].append(run.distance_m)
    places: dict[tuple[int, int], list[float | None]] = defaultdict(list)
    for day, lengths in by_day.items():
        for place, metres in enumerate(sorted(lengths, key=lambda m: -(m or 0.0))):
            places[day.weekday(), place].append(metres)
    return places
