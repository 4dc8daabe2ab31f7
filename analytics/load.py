"""Which load counts, and what it comes to on each local day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import polars as pl

from analytics.again import first_changed_day
from analytics.logged import looked_at
from analytics.session_load import IS_RUN, NEEDED, session_loads
from core.athlete import Era, Profile
from core.findings import Review
from core.scalars import latest
from core.schemas import LOADS

Metric = Literal["hr", "pace", "rpe"]
METRICS: tuple[Metric, ...] = ("hr", "pace", "rpe")
METRIC_DAYS = 90  # load law, section 4.4
METRIC_SHARE = 0.7  # load law, section 4.4
LEAST_PAIRS = 10  # load law, section 4.4


def activity_loads(
    activities: pl.DataFrame,
    eras: Sequence[Era],
    *,
    today: date,
    profile: Profile | None = None,
    before: Review | None = None,
) -> pl.DataFrame:
    """Every activity with every load that can be computed, and the one that counts.

    The first choice is that of `load_metric`; where an activity lacks it, another one fills in
    and is called estimated.

    Args:
        activities: ACTIVITIES, any order; other sports have no pace load.
        eras: As `analytics.thresholds.resolve_eras` gives them; each activity goes by its day.
        today: Runs after it choose nothing.
        profile: The runner's choice of load, and by what speed is graded.
        before: An earlier review: activities before the first changed day are not summed again.

    Returns:
        LOADS in order of time, rows without a day left out.

    Raises:
        SchemaError: `activities` is not ACTIVITIES.

    Source:
        Load law, sections 3 and 4.
    """
    profile = profile or Profile()
    loads = _own_loads(activities, eras, profile=profile, before=before)
    ratio = rpe_ratio(loads, today=today, choice=profile.load_choice)
    loads = loads.with_columns(
        rpe_load_au=pl.lit(None, pl.Float64) if ratio is None else pl.col("session_rpe_au") * ratio
    )
    first = load_metric(loads, today=today, choice=profile.load_choice) or "hr"
    return LOADS.check(_with_choice(loads, first))


def _own_loads(
    activities: pl.DataFrame, eras: Sequence[Era], *, profile: Profile, before: Review | None
) -> pl.DataFrame:
    """What each activity tells by itself, taken over from before the first changed day."""
    by_cost = profile.is_graded_by_cost
    if before is None or (before.eras, before.profile.is_graded_by_cost) != (tuple(eras), by_cost):
        return session_loads(activities, eras, is_graded_by_cost=by_cost)
    if (before.loads["load_source"] == "rpe").any():  # why these lack other loads is not kept
        return session_loads(activities, eras, is_graded_by_cost=by_cost)
    changed = first_changed_day(looked_at(before), activities, of=NEEDED)
    if changed is None:
        return before.loads
    day = pl.col("local_date")
    tail = session_loads(activities.filter(day >= changed), eras, is_graded_by_cost=by_cost)
    return pl.concat([before.loads.filter(day < changed), tail])


def rpe_ratio(loads: pl.DataFrame, *, today: date, choice: str | None = None) -> float | None:
    """How much load of the other kind goes with one unit of session RPE: the runner's own median.

    Args:
        loads: LOADS, any order.
        today: Later runs are left out.
        choice: The runner's choice of load: HR load is taken before pace load, unless told.

    Returns:
        None with fewer than ten runs that have both.

    Source:
        Load law, section 4.4. All runs up to today count; a rated effort of 0 tells no ratio.
    """
    runs = loads.filter(IS_RUN & (pl.col("local_date") <= today) & (pl.col("session_rpe_au") > 0))
    untold = loads.with_columns(rpe_load_au=pl.lit(None, pl.Float64))
    first, second, _ = _order(load_metric(untold, today=today, choice=choice) or "hr")
    ratios = runs.select(pl.coalesce(first, second) / pl.col("session_rpe_au")).to_series()
    ratios = ratios.drop_nulls()
    median = ratios.median() if len(ratios) >= LEAST_PAIRS else None
    return median if isinstance(median, float) else None


def load_metric(loads: pl.DataFrame, *, today: date, choice: str | None = None) -> Metric | None:
    """Which load feeds the time series of this runner, None if none can be known.

    Over the last 90 days (of running, when the last run is older): HR load if at least 70 % of
    the runs have it, else pace load, else session RPE. A rarer HR load still stands where no run
    has a pace load and fewer are rated: the runs without it are shown as unknown.

    Args:
        loads: LOADS, any order.
        today: Later runs are left out.
        choice: What the runner chose; it stands if any of these runs has it.

    Source:
        Load law, section 4.4; the last sentence of the rule is our choice.
    """
    recent = _recent(loads, today=today)
    n = {metric: recent[f"{metric}_load_au"].count() for metric in METRICS}
    chosen = next((metric for metric in METRICS if metric == choice and n[metric]), None)
    if chosen is not None:
        return chosen
    if n["hr"] and n["hr"] >= METRIC_SHARE * recent.height:
        return "hr"
    if n["pace"]:
        return "pace"
    if n["rpe"] and n["rpe"] >= n["hr"]:
        return "rpe"
    return "hr" if n["hr"] else None


def _recent(loads: pl.DataFrame, *, today: date) -> pl.DataFrame:
    """The runs that choose."""
    past = loads.filter(IS_RUN & (pl.col("local_date") <= today))
    last = latest(past["local_date"])
    if last is None:
        return past
    since = last if (today - last).days > METRIC_DAYS else today
    return past.filter(pl.col("local_date") > since - timedelta(days=METRIC_DAYS))


def _order(first: Metric) -> list[str]:
    """The columns in the order in which they are asked."""
    return [f"{metric}_load_au" for metric in (first, *(m for m in METRICS if m != first))]


def _with_choice(loads: pl.DataFrame, first: Metric) -> pl.DataFrame:
    order = _order(first)
    source = pl.coalesce(
        *(pl.when(pl.col(name).is_not_null()).then(pl.lit(name.split("_")[0])) for name in order)
    )
    is_partly = (source == "hr") & pl.col("is_hr_load_estimated").fill_null(value=False)
    return loads.with_columns(
        load_au=pl.coalesce(order),
        load_source=source,
        is_load_estimated=(source != first) | is_partly,
        missing=pl.when(source.is_null()).then("missing"),
    )
