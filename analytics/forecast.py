"""What planned runs would do to the ceiling and to the 42/7-day load."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from analytics.curves import curves
from analytics.imputed import IMPUTE_DAYS, IMPUTE_LEAST, imputed_load
from analytics.outings import with_window
from analytics.spike import ceilings, spikes
from core.activity import RUNNING
from core.forecast import Forecast, PlannedRun
from core.scalars import latest
from core.schemas import ACTIVITIES, SERIES
from core.spoken import short_date
from core.units import SECONDS_PER_HOUR

FORECAST_DAYS = 7


def forecast(
    activities: pl.DataFrame,
    loads: pl.DataFrame,
    *,
    series: pl.DataFrame,
    today: date,
    planned: Sequence[PlannedRun] = (),
) -> Forecast:
    """What would be if the runs were run as planned, and no other.

    It begins after the last known day: today is the first day to come while today is not covered.

    Args:
        activities: ACTIVITIES, any order; days after today are left out.
        loads: LOADS, for what a kilometre of this runner usually comes to.
        series: SERIES of the known days.
        today: The day of the look.
        planned: Runs to come, any order; those on known days are left out.

    Returns:
        At least a week; up to the last planned run.

    Source:
        Load law, 6.1 and 6.5. That a planned run's load is its distance times the runner's median
        load per kilometre of the last 90 days is our choice.
    """
    first = first_day(series, today=today)
    told = sorted(
        (run for run in planned if run.local_date >= first), key=lambda run: run.local_date
    )
    rates = _rates(loads, today=today)
    plan = tuple(replace(run, load_au=planned_load(run, rates)) for run in told)
    last = max([first + timedelta(days=FORECAST_DAYS - 1), *(run.local_date for run in plan)])
    missing = _missing(series, plan, first=first)
    past = ACTIVITIES.check(activities).filter(pl.col("local_date") < first)
    table = pl.concat([past, _as_activities(plan)])
    days = ceilings(with_window(table, first), today=last, days_ahead=0)
    return Forecast(
        planned=plan,
        series=SERIES.empty() if missing else _series(series, plan, first=first, last=last),
        ceilings=days.filter(pl.col("local_date") >= first),
        spikes=spikes(table, since=first),
        missing=missing,
    )


@dataclass(frozen=True, slots=True)
class Rates:
    """What a metre and an hour of running usually come to; None with fewer than five runs."""

    per_m: float | None
    per_hour: tuple[float, ...]


def planned_load(run: PlannedRun, rates: Rates) -> float | None:
    """The load of a planned run: the one told, else by its distance, else by its duration."""
    if run.load_au is not None:
        return run.load_au
    if run.distance_m is None:
        return imputed_load(run.duration_s, rates.per_hour)
    return None if rates.per_m is None else run.distance_m * rates.per_m


def _rates(loads: pl.DataFrame, *, today: date) -> Rates:
    since = today - timedelta(days=IMPUTE_DAYS)
    is_recent = pl.col("local_date").is_between(since, today) & (pl.col("sport") == RUNNING)
    known = loads.filter(is_recent & pl.col("load_au").is_not_null())
    far = known.filter(pl.col("distance_m") > 0)
    per_m = (far["load_au"] / far["distance_m"]).to_list()
    timed = known.filter(pl.col("timer_s") > 0)
    per_hour = timed["load_au"] / timed["timer_s"] * SECONDS_PER_HOUR
    return Rates(
        statistics.median(per_m) if len(per_m) >= IMPUTE_LEAST else None,
        tuple(per_hour.to_list()),
    )


def first_day(series: pl.DataFrame, *, today: date) -> date:
    """The first day to come: tomorrow when today is covered, else today."""
    last = latest(series["local_date"])
    is_covered = last is not None and last >= today
    return today + timedelta(days=1) if is_covered else today


def _missing(series: pl.DataFrame, plan: Sequence[PlannedRun], *, first: date) -> str | None:
    """Why the curves cannot go on, if they cannot."""
    last = latest(series["local_date"])
    if last is None:
        return "No day of your training is known yet, so no curve can go on."
    if last < first - timedelta(days=1):
        return f"Nothing added since {short_date(last)}: the days up to today are not known."
    if series["load_au"][-1] is None:
        return "The load of the last day is not known, so no curve can go on from it."
    if any(run.load_au is None for run in plan):
        return (
            f"It takes {IMPUTE_LEAST} runs with a load in the last {IMPUTE_DAYS} days to tell what "
            "a planned run would come to."
        )
    return None


def _series(
    series: pl.DataFrame, plan: Sequence[PlannedRun], *, first: date, last: date
) -> pl.DataFrame:
    days = pl.DataFrame({"local_date": pl.date_range(first, last, eager=True)})
    load_au = [
        sum(run.load_au or 0.0 for run in plan if run.local_date == d) for d in days["local_date"]
    ]
    names = ("local_date", "load_au", "is_imputed", "is_forecast")
    coming = days.with_columns(
        pl.Series("load_au", load_au, pl.Float64), is_imputed=False, is_forecast=True
    )
    known = series.select(names)
    return curves(pl.concat([known, coming]), before=series).tail(days.height)


def _as_activities(plan: Sequence[PlannedRun]) -> pl.DataFrame:
    """The planned runs as runs; without an end none of them is taken for part of another."""
    if not plan:
        return ACTIVITIES.empty()
    rows = [
        {
            "start_time": datetime.combine(run.local_date, time(12), tzinfo=UTC)
            + timedelta(minutes=number),
            "local_date": run.local_date,
            "sport": RUNNING,
            "distance_m": run.distance_m,
        }
        for number, run in enumerate(plan)
    ]
    return ACTIVITIES.complete(pl.DataFrame(rows, infer_schema_length=None))
