"""The running load of the report: twelve weeks as bars, and the figures beside them."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from core.findings import Review
from views import ink, paper, words
from views.report_parts import Done

N_WEEKS, N_FULL = 12, 4
DAYS_A_WEEK = 7


def load_picture(review: Review, done: Done) -> str:
    """Distance week by week with the strength sessions below; says so where no week is known."""
    weeks = review.weeks.sort("week_start").tail(N_WEEKS)
    if weeks.is_empty():
        return paper.paragraph("No week of running is known.")
    per_unit = words.metres_per_unit(is_metric=review.profile.is_metric)
    bars = [
        ink.Week(
            label=f"{week['week_start'].day} {words.MONTH_NAMES[week['week_start'].month - 1]}",
            value=None if week["distance_m"] is None else week["distance_m"] / per_unit,
            n_strength=_n_strength(done, week),
            is_whole=week["n_days"] == DAYS_A_WEEK,
        )
        for week in weeks.iter_rows(named=True)
    ]
    unit = words.distance_unit(is_metric=review.profile.is_metric)
    said = "Weeks by their first day; hatched: under way; ?: unknown. Squares: strength sessions."
    picture = ink.week_bars(bars, unit=unit, title="Distance and strength sessions by week")
    return picture + paper.paragraph(said, is_small=True)


def facts(review: Review) -> str:
    """The usual week, the longest run, the ceiling, and what the load was measured by."""
    return paper.bullets(filter(None, (_usual(review), _longest(review), _load(review))))


def _full(review: Review) -> pl.DataFrame:
    whole = review.weeks.filter(pl.col("n_days") == DAYS_A_WEEK)
    return whole.sort("week_start").tail(N_FULL)


def _usual(review: Review) -> str:
    known = _full(review).drop_nulls("distance_m")
    if known.is_empty():
        return "Weekly distance: unknown."
    metric = review.profile.is_metric
    low, mean, high = (
        words.distance(value, is_metric=metric)
        for value in known.select(
            low=pl.col("distance_m").min(),
            mean=pl.col("distance_m").mean(),
            high=pl.col("distance_m").max(),
        ).row(0)
    )
    runs = words.number(float(known["n_runs"].sum()) / known.height, 1)
    weeks = words.count(known.height, "full week")
    return f"Last {weeks}: {mean} a week ({low} to {high}), {runs} runs a week."


def _longest(review: Review) -> str:
    ceiling, metric = review.ceiling, review.profile.is_metric
    if ceiling.reference_date is None:
        return "No run of the last 30 days has a distance."
    longest = words.distance(ceiling.reference_distance_m, is_metric=metric)
    up_to = words.distance(ceiling.distance_m, is_metric=metric)
    on = words.day(ceiling.reference_date, today=review.today)
    return f"Longest run of the last 30 days: {longest} ({on}). Ceiling for the next one: {up_to}."


def _load(review: Review) -> str:
    known = _full(review)["load_au"].drop_nulls()
    how = {"hr": "heart rate", "pace": "pace", "rpe": "effort"}.get(review.load_metric or "")
    if known.is_empty() or how is None:
        return "Load beyond distance: unknown."
    total = sum(known) / len(known)
    return f"Load by {how}: {words.load(total)} a week (100 is one hour at threshold)."


def _n_strength(done: Done, week: dict[str, object]) -> int:
    """Finished sessions of the week, of strength, yoga or pilates: two of one day are two."""
    start = week["week_start"]
    last = pl.lit(start) + timedelta(days=DAYS_A_WEEK - 1)
    here = pl.col("local_date").is_between(pl.lit(start), last)
    return done.sessions.filter(here, pl.col("is_finished")).height
