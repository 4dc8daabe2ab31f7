"""What is stored, looked at: the review of everything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import polars as pl

from analytics import leans, load, spike
from analytics.days import covered_until, daily_load
from analytics.flags import raise_flags
from analytics.flags.steady import worn_last
from analytics.logged import with_logged
from analytics.notices import load_notice
from analytics.pains import as_now
from analytics.series import series, stop_notice
from analytics.thresholds import as_always, resolve_eras
from analytics.usual_days import usual_days
from analytics.weeks import weeks
from core.activity import local_date
from core.athlete import Era, Profile, Told
from core.findings import Evidence, Review
from core.scalars import latest
from core.schemas import BLOCKS, DIARY, ROUTES, SELF_TESTS, SESSIONS_DONE
from store import Store, activities, athletes, diary, imports, log, self_tests

ROUTE_DAYS = 28  # imbalance law, 2.2: the longest window of a route flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the store holds of a runner, as frames named by their schema.

    `told` is the profile with its history; None takes today's profile as if it had always held.
    """

    activities: pl.DataFrame
    blocks: pl.DataFrame = field(default_factory=BLOCKS.empty)
    routes: pl.DataFrame = field(default_factory=ROUTES.empty)
    self_tests: pl.DataFrame = field(default_factory=SELF_TESTS.empty)
    diary: pl.DataFrame = field(default_factory=DIARY.empty)
    logged: pl.DataFrame = field(default_factory=SESSIONS_DONE.empty)
    told: tuple[Told, ...] | None = None
    last_import: date | None = None


def stored(store: Store, *, profile: Profile, today: date) -> Stored:
    """Read all that a review looks at.

    Raises:
        StoreError: the database cannot be read.
    """
    when = imports.last_import(store)
    return Stored(
        activities=activities.frame(store),
        blocks=activities.blocks(store),
        routes=activities.routes(store, since=today - timedelta(days=ROUTE_DAYS)),
        self_tests=self_tests.frame(store),
        diary=diary.frame(store),
        logged=log.sessions(store),
        told=athletes.told(store),
        last_import=None if when is None else local_date(when, None, profile.timezone),
    )


def review(store: Store, *, profile: Profile, today: date, before: Review | None = None) -> Review:
    """Look at everything stored, as of one day.

    Args:
        store: Opened for the runner.
        profile: What the runner told.
        today: The day of the look.
        before: An earlier review: what has not changed since is not found again.

    Returns:
        Frames, flags in page order, the next-run ceiling, and what the load allows in the gym.

    Raises:
        StoreError: the database cannot be read.
    """
    found = stored(store, profile=profile, today=today)
    return look_at(found, profile=profile, today=today, before=before)


def look_at(
    found: Stored, *, profile: Profile, today: date, before: Review | None = None
) -> Review:
    """`review`, of frames that are already read."""
    table = found.activities.filter(pl.col("local_date") <= today)
    told_profile, profile = profile, as_now(profile, found.diary, today=today)
    told = as_always(profile) if found.told is None else found.told
    eras = resolve_eras(told, table, today=today)
    until = covered_until(table, last_import=found.last_import, today=today)
    summed = with_logged(table, found.logged, until=until)
    loads = load.activity_loads(summed, eras, today=today, profile=profile, before=before)
    days = daily_load(summed, loads, today=today, until=until, before=before)
    usual = None if _is_week_told(found) else usual_days(table, loads, eras, today=today)
    if usual is not None:
        profile = replace(profile, week=usual.week)
    evidence = Evidence(
        activities=table,
        blocks=found.blocks,
        days=days,
        profile=profile,
        today=today,
        loads=loads,
        weeks=weeks(days, today=today, begins_on_sunday=profile.week_begins_on_sunday),
        spikes=spike.spikes(table, before=before),
        leans=leans.leans(table, found.blocks, swapped_sensors=profile.swapped_sensors),
        routes=found.routes,
        self_tests=found.self_tests,
        diary=found.diary,
        logged=found.logged,
    )
    looked = _reviewed(evidence, found, eras=eras, before=None if before is None else before.series)
    return replace(looked, usual_week=usual, told_profile=told_profile)


def _is_week_told(found: Stored) -> bool:
    """Whether the runner said what the weekdays hold; without a history the profile says it."""
    return found.told is None or any(each.name == "week" for each in found.told)


def _reviewed(
    evidence: Evidence, found: Stored, *, eras: tuple[Era, ...], before: pl.DataFrame | None
) -> Review:
    table, today, profile = evidence.activities, evidence.today, evidence.profile
    curves = series(
        evidence.days, evidence.loads, with_other_sports=profile.has_other_sports, before=before
    )
    return Review(
        today=today,
        profile=profile,
        thresholds=eras[-1].thresholds,
        load_metric=load.load_metric(evidence.loads, today=today, choice=profile.load_choice),
        activities=table,
        days=evidence.days,
        spikes=evidence.spikes,
        ceilings=spike.ceilings(table, today=today),
        leans=evidence.leans,
        worn=worn_last(evidence.leans, until=today),
        ceiling=spike.ceiling(table, today=today),
        flags=raise_flags(evidence),
        load_cause=spike.load_cause(table, today=today, is_ill=profile.ill_since is not None),
        load_notice=load_notice(table, eras[-1].thresholds, today=today),
        covered_until=latest(evidence.days["local_date"]),
        n_ahead=found.activities.height - table.height,
        eras=eras,
        loads=evidence.loads,
        series=curves,
        series_notice=stop_notice(curves, evidence.loads),
        weeks=evidence.weeks,
        self_tests=evidence.self_tests,
        diary=evidence.diary,
        logged=evidence.logged,
    )
