"""Many summary rows -> the load of each run, and of each local day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import numpy as np
import polars as pl

from analytics.graded import pace_load
from analytics.stretches import Floats
from analytics.thresholds import heart_fault
from analytics.trimp import Heart, hr_load, trimp_stream, weight_of, with_coverage
from core.activity import RUNNING
from core.athlete import Thresholds
from core.schemas import ACTIVITIES, DAYS, LOWEST_HEART_RATE_BPM, N_HEART_RATE_BINS

Metric = Literal["hr", "pace"]
METRIC_DAYS = 90  # load law, section 4.4
METRIC_SHARE = 0.7  # load law, section 4.4


def run_loads(activities: pl.DataFrame, thresholds: Thresholds) -> pl.DataFrame:
    """Every run with both loads, null where one cannot be computed.

    HR load comes from the stored histogram of heart rate, so that new thresholds need no records.

    Args:
        activities: ACTIVITIES, any order; other sports are left out.
        thresholds: As of today; a change rewrites the past.

    Returns:
        The runs' `activity_id`, `start_time`, `local_date`, `distance_m`, `timer_s`, and
        `hr_load_au`, `is_hr_load_estimated`, `pace_load_au`.

    Source:
        Load law, sections 3 and 4.2. Thresholds that no body has give no HR load, see
        `analytics.thresholds.heart_fault`.
    """
    runs = ACTIVITIES.check(activities).filter(pl.col("sport") == RUNNING)
    hr = with_coverage(pl.col("partial_load_au"), pl.col("valid_s"), moving_s=pl.col("moving_s"))
    return (
        runs.hstack(_partial_hr_loads(runs, thresholds))
        .with_columns(
            hr_load_au=hr.load_au,
            is_hr_load_estimated=pl.when(hr.load_au.is_not_null()).then(hr.is_estimated),
            pace_load_au=_pace_load(thresholds),
        )
        .select(
            *("activity_id", "start_time", "local_date", "distance_m", "timer_s"),
            *("hr_load_au", "is_hr_load_estimated", "pace_load_au"),
        )
    )


def _partial_hr_loads(runs: pl.DataFrame, thresholds: Thresholds) -> pl.DataFrame:
    """HR load of the seconds whose heart rate is known, and how many those are."""
    known = runs["heart_rate_s"].is_not_null().to_numpy()
    valid = np.full(runs.height, np.nan)
    partial = np.full(runs.height, np.nan)
    if known.any():
        seconds = runs["heart_rate_s"].drop_nulls().to_numpy()
        valid[known] = seconds.sum(axis=1)
        partial[known] = _hr_loads(seconds, thresholds)
    return pl.DataFrame({"valid_s": valid, "partial_load_au": partial}).fill_nan(None)


def _hr_loads(seconds: Floats, thresholds: Thresholds) -> Floats | float:
    """HR load of each row of seconds at 30, 31, ... 230 bpm; NaN without the thresholds for it."""
    resting, highest = thresholds.resting_heart_rate_bpm, thresholds.max_heart_rate_bpm
    threshold = thresholds.threshold_heart_rate_bpm
    if resting is None or highest is None or threshold is None or heart_fault(thresholds):
        return np.nan
    heart = Heart(
        resting_bpm=resting.value, max_bpm=highest.value, weight=weight_of(thresholds.sex)
    )
    bins = LOWEST_HEART_RATE_BPM + np.arange(N_HEART_RATE_BINS, dtype=np.float64)
    return hr_load(trimp_stream(seconds, bins, heart), threshold.value, heart)


def _pace_load(thresholds: Thresholds) -> pl.Expr:
    threshold = thresholds.threshold_speed_mps
    if threshold is None:
        return pl.lit(None, dtype=pl.Float64)
    moving_s, speed_mps = pl.col("moving_s"), pl.col("normalised_graded_speed_mps")
    return pace_load(moving_s, speed_mps, threshold_speed_mps=threshold.value)


def load_metric(activities: pl.DataFrame, thresholds: Thresholds, *, today: date) -> Metric | None:
    """Which load feeds the time series of this runner: "hr", "pace", or None if neither can be.

    Over the last 90 days (of running, when the last run is older): HR load if at least 70 % of
    the runs have it, else pace load. Where no run has a pace load, a rarer HR load still stands:
    the runs without it are shown as unknown.

    Source:
        Load law, section 4.4; the last sentence is our choice.
    """
    return _metric(run_loads(activities, thresholds), today=today)


def _metric(loads: pl.DataFrame, *, today: date) -> Metric | None:
    past = loads.filter(pl.col("local_date") <= today)
    last = past["local_date"].max()
    if not isinstance(last, date):
        return None
    since = min(last, today) if (today - last).days > METRIC_DAYS else today
    recent = past.filter(pl.col("local_date") > since - timedelta(days=METRIC_DAYS))
    n_hr, n_pace = recent["hr_load_au"].count(), recent["pace_load_au"].count()
    if n_hr >= METRIC_SHARE * recent.height and n_hr:
        return "hr"
    return "pace" if n_pace else "hr" if n_hr else None


def with_load(activities: pl.DataFrame, thresholds: Thresholds, *, today: date) -> pl.DataFrame:
    """`run_loads` with the one load of each run that feeds the days.

    Adds `load_au` (null where unknown) and `is_load_estimated`: from the second choice of
    metric, or heart rate for less than 98 % of the run.

    Source:
        Load law, section 4.4.
    """
    loads = run_loads(activities, thresholds)
    first = pl.col("pace_load_au" if _metric(loads, today=today) == "pace" else "hr_load_au")
    load = pl.coalesce(first, "hr_load_au", "pace_load_au")
    partly = pl.col("is_hr_load_estimated") & (load == pl.col("hr_load_au"))
    return loads.with_columns(
        load_au=load,
        is_load_estimated=pl.when(load.is_not_null()).then(
            first.is_null() | partly.fill_null(value=False)
        ),
    )


def covered_until(
    activities: pl.DataFrame, *, last_import: date | None, today: date
) -> date | None:
    """The last day that is known: that of the last import, or of the newest activity if later.

    Args:
        activities: ACTIVITIES, any order; days after today are left out.
        last_import: Local day of the last import; None if that is not known.
        today: Nothing is known beyond it.

    Returns:
        None without any activity.

    Source:
        Load law, section 7: days after the last import do not exist, they are not 0.
    """
    newest = activities.filter(pl.col("local_date") <= today)["local_date"].max()
    if not isinstance(newest, date):
        return None
    return newest if last_import is None else max(newest, min(last_import, today))


def daily_load(
    activities: pl.DataFrame, thresholds: Thresholds, *, today: date, until: date | None = None
) -> pl.DataFrame:
    """Spread run loads over the calendar: one row a day, rest days included.

    Args:
        activities: ACTIVITIES, any order; days after today are left out.
        thresholds: What the load formulas must know.
        today: The day of the look; the metric is that of the 90 days before.
        until: Last local date of the result, see `covered_until`; that of the newest activity if
            not told.

    Returns:
        DAYS from the first covered day, which is that of the first activity of any sport; empty
        without any. A rest day has `load_au` 0; a day with a run whose load is unknown has null.

    Raises:
        SchemaError: `activities` is not ACTIVITIES.

    Source:
        Load law, section 7.
    """
    covered = ACTIVITIES.check(activities).filter(pl.col("local_date") <= today)
    if covered.is_empty():
        return DAYS.empty()
    loads = with_load(covered, thresholds, today=today)
    counts = covered.group_by("local_date").agg(n_activities=pl.len())
    days = (
        _calendar(covered, until=until)
        .join(counts, on="local_date", how="left")
        .join(loads.group_by("local_date").agg(*_sums()), on="local_date", how="left")
        .with_columns(_rest("n_runs", 0), _rest("n_activities", 0))
        .with_columns(*(_rest(name, 0.0) for name in ("distance_m", "timer_s", "load_au")))
        .with_columns(_rest("is_load_estimated", False))
    )
    return DAYS.complete(days.sort("local_date"))


def _calendar(covered: pl.DataFrame, *, until: date | None) -> pl.DataFrame:
    first, newest = covered["local_date"].min(), covered["local_date"].max()
    assert isinstance(first, date)  # covered has rows, and a filter has dropped null dates
    assert isinstance(newest, date)
    last = newest if until is None else max(newest, until)
    return pl.DataFrame({"local_date": pl.date_range(first, last, eager=True)})


def _sums() -> list[pl.Expr]:
    """Of the runs of one day; a sum with an unknown part is unknown."""
    names = ("distance_m", "timer_s", "load_au")
    sums = [pl.when(pl.col(n).is_not_null().all()).then(pl.col(n).sum()).alias(n) for n in names]
    return [pl.len().alias("n_runs"), *sums, pl.col("is_load_estimated").any()]


def _rest(name: str, value: float | bool) -> pl.Expr:
    """The value of a day without a run; a day with a run keeps what it has, null too."""
    is_rest = pl.col("n_runs").fill_null(0) == 0
    absent = is_rest & pl.col(name).is_null()
    return pl.when(absent).then(pl.lit(value)).otherwise(pl.col(name)).alias(name)
