"""The runner's own usual week, as a plan for the next one."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from analytics.outings import Outing, outings
from analytics.usual_days import LEAST_WEEKS, N_DAYS, WEEK, WEEKS_SEEN
from core.athlete import RunDay
from core.forecast import PlannedRun

Places = dict[tuple[int, int], list[float | None]]


def usual_week(
    activities: pl.DataFrame, week: Sequence[RunDay], *, first_day: date
) -> tuple[PlannedRun, ...]:
    """One week of runs from a day on: on the days of the week, as far as usual on each.

    A day's distance is the median of the same weekday in the six weeks before; on a day that was
    not run in them it is the median of all runs, for a long run that of each week's longest. Two
    runs a day are two runs where there were two in at least three of the weeks: the longest of
    each day are compared, then the second longest.

    Args:
        activities: ACTIVITIES, any order; runs only count.
        week: Monday to Sunday, as the runner told it or as `usual_days` found it; a day of rest
            is left free.
        first_day: First day of the plan.
    """
    since = first_day - WEEKS_SEEN * WEEK
    recent = activities.filter(pl.col("local_date").is_between(since, first_day, closed="left"))
    runs = outings(recent)
    places = _by_place(runs)
    days = (first_day + timedelta(days=ahead) for ahead in range(N_DAYS))
    return tuple(
        PlannedRun(local_date=day, distance_m=metres)
        for day in days
        if (kind := week[day.weekday()]) is not RunDay.REST
        for metres in _distances(day.weekday(), places) or _elsewhere(runs, kind, since)
    )


def _distances(weekday: int, places: Places) -> list[float]:
    """What is usual on a weekday, the longest first; empty where no distance of it is known."""
    found = []
    for place, least in ((0, 1), (1, LEAST_WEEKS), (2, LEAST_WEEKS)):
        lengths = places.get((weekday, place), [])
        known = [metres for metres in lengths if metres is not None]
        if len(lengths) >= least and known:
            found.append(statistics.median(known))
    return found


def _elsewhere(runs: Sequence[Outing], kind: RunDay, since: date) -> list[float]:
    """What is usual on any day; for a long run the longest of each week stand for all."""
    longest: dict[int, float] = defaultdict(float)
    known = [(run.local_date, run.distance_m) for run in runs if run.distance_m is not None]
    for day, metres in known:
        week = (day - since) // WEEK
        longest[week] = max(longest[week], metres)
    lengths = list(longest.values()) if kind is RunDay.LONG else [metres for _, metres in known]
    return [statistics.median(lengths)] if lengths else []


def _by_place(runs: Sequence[Outing]) -> Places:
    """Distances by weekday and place in the day: the longest first, unknown ones last."""
    by_day: dict[date, list[float | None]] = defaultdict(list)
    for run in runs:
        by_day[run.local_date].append(run.distance_m)
    places: Places = defaultdict(list)
    for day, lengths in by_day.items():
        for place, metres in enumerate(sorted(lengths, key=lambda m: -(m or 0.0))):
            places[day.weekday(), place].append(metres)
    return places
