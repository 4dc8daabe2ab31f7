"""What is stored, looked at: the review of everything, and the week that follows from it."""

from __future__ import annotations

from datetime import date

import polars as pl

from analytics import leans, load, spike
from analytics.days import covered_until, daily_load
from analytics.flags import raise_flags
from analytics.notices import load_notice
from analytics.thresholds import as_always, resolve_eras, thresholds_on
from core.activity import local_date
from core.athlete import Profile
from core.findings import Evidence, Review
from core.plan import Situation, WeekPlan
from store import Store, activities, imports
from strength.engine import plan_strength_week
from strength.focus import focus_side


def review(store: Store, *, profile: Profile, today: date) -> Review:
    """Look at everything stored, as of one day.

    Returns:
        Frames, flags in page order, the next-run ceiling, and what the load allows in the gym.

    Raises:
        StoreError: the database cannot be read.
    """
    every = activities.frame(store)
    table = every.filter(pl.col("local_date") <= today)
    blocks = activities.blocks(store)
    eras = resolve_eras(as_always(profile), table, today=today)
    thresholds = thresholds_on(eras, today)
    until = covered_until(table, last_import=_last_import(store, profile), today=today)
    loads = load.activity_loads(table, eras, today=today, profile=profile)
    days = daily_load(table, loads, today=today, until=until)
    evidence = Evidence(
        activities=table, blocks=blocks, days=days, profile=profile, today=today, loads=loads
    )
    return Review(
        today=today,
        profile=profile,
        thresholds=thresholds,
        load_metric=load.load_metric(loads, today=today, choice=profile.load_choice),
        activities=table,
        days=days,
        spikes=spike.spikes(table),
        ceilings=spike.ceilings(table, today=today),
        leans=leans.leans(table, blocks),
        ceiling=spike.ceiling(table, today=today),
        flags=raise_flags(evidence),
        load_state=spike.load_state(table, today=today),
        load_notice=load_notice(table, thresholds, today=today),
        covered_until=until,
        eras=eras,
        loads=loads,
        n_ahead=every.filter(pl.col("local_date") > today).height,
    )


def _last_import(store: Store, profile: Profile) -> date | None:
    when = imports.last_import(store)
    return None if when is None else local_date(when, None, profile.timezone)


def plan_week(review: Review, *, profile: Profile, week: date) -> WeekPlan:
    """Choose the strength work of one week from the review's flags and the runner's profile.

    Args:
        review: The latest look at the data.
        profile: Days, equipment, pains.
        week: The Monday of the week; the plan stays the same through the week.
    """
    return plan_strength_week(
        Situation(
            flags=review.flags,
            profile=profile,
            load_state=review.load_state,
            today=week,
            focus=focus_side(review.flags),
        )
    )
