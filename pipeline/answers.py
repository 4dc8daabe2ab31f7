"""Answers to single questions of single pages: found when a page asks, not with every review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

import polars as pl

from analytics import distribution as zones
from analytics import forecast as ahead
from analytics import performance as best
from analytics import ratio, retest
from analytics import zones as zone_tables
from analytics.lean_points import with_points
from analytics.usual_week import usual_week
from analytics.where import where_from
from core.athlete import USUAL_WEEK, RunDay
from core.findings import Evidence, Review
from core.forecast import Forecast, PlannedRun
from core.performance import Performance
from core.self_tests import SelfTested
from core.where import WhereFrom
from core.zones import Zones
from store import Store, activities


def intensity(review: Review, *, by: Literal["heart_rate", "pace"], since: date) -> pl.DataFrame:
    """INTENSITY: four weeks after four weeks, how much of the running was easy, middle, hard."""
    return zones.distribution(
        review.activities, review.eras, since=since, until=review.today, by=by
    )


def forecast(review: Review, planned: Sequence[PlannedRun] | None = None) -> Forecast:
    """What planned runs would do to the ceiling and the curves; the usual week if not told."""
    week, first = _known_week(review), ahead.first_day(review.series, today=review.today)
    usual = () if week is None else usual_week(review.activities, week, first_day=first)
    found = ahead.forecast(
        review.activities,
        review.loads,
        series=review.series,
        today=review.today,
        planned=usual if planned is None else planned,
    )
    return replace(found, usual=usual)


def _known_week(review: Review) -> tuple[RunDay, ...] | None:
    """The week that Today's strip shows, if it is the runner's own and not assumed."""
    week = review.profile.week
    return None if review.usual_week is None and week == USUAL_WEEK else week


def performance(store: Store, review: Review) -> Performance:
    """Best efforts, critical speed and race times as ranges.

    Raises:
        StoreError: the database cannot be read.
    """
    return best.performance(
        activities.efforts(store), review.activities, review.thresholds, today=review.today
    )


def ratios(review: Review) -> pl.DataFrame:
    """RATIOS: the 7:28-day ratio of each covered day, for comparison only."""
    return ratio.ratios(review.days)


def found_in_tests(review: Review) -> SelfTested:
    """What all self-tests come to, when they are due again, and which must wait."""
    return retest.found_in_tests(review)


def zones_of(review: Review) -> Zones:
    """The runner's zones of heart rate and pace by the thresholds of today."""
    return zone_tables.zones(review.thresholds)


def where(store: Store, review: Review) -> WhereFrom:
    """Where an uneven balance comes from, with what its pictures stand on.

    Raises:
        StoreError: the database cannot be read.
    """
    evidence = evidence_of(store, review)
    return with_points(where_from(evidence), evidence)


def evidence_of(store: Store, review: Review) -> Evidence:
    """What a review stood on: its own frames, and the steady minutes, which it does not keep."""
    return Evidence(
        activities=review.activities,
        blocks=activities.blocks(store),
        days=review.days,
        profile=review.profile,
        today=review.today,
        loads=review.loads,
        weeks=review.weeks,
        spikes=review.spikes,
        leans=review.leans,
        self_tests=review.self_tests,
        diary=review.diary,
        logged=review.logged,
    )
