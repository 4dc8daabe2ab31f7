"""Flags from calendar weeks: a rise two weeks running, and weeks of days that are all alike."""

from __future__ import annotations

import math
from datetime import timedelta

import polars as pl

from analytics.flags.rule import FlagRule, Reading
from analytics.weeks import WEEK_DAYS
from core.findings import EDGE_SLACK, Evidence, Grade, Level, Tone
from core.scalars import latest
from core.spoken import count, distance, short_date

CHANGE_WATCH_PCT = 60.0  # load law, 6.2: our choice
CHANGE_WEEKS = 2  # load law, 6.2: two weeks running
MONOTONY_WATCH = 2.0  # load law, 6.4: convention


def change_reading(evidence: Evidence) -> Reading:
    """The smaller of the changes of the last two weeks that are over."""
    weeks = _over(evidence, n=CHANGE_WEEKS + 1)
    changes = weeks["change_pct"].tail(CHANGE_WEEKS).to_list()
    known = [change for change in changes if change is not None]
    if any(change <= CHANGE_WATCH_PCT + EDGE_SLACK for change in known):
        return Reading(value=min(known), low=min(known), high=max(known), level=Level.OK)
    if len(known) < CHANGE_WEEKS:
        return Reading(words={"missing": _missing_change(weeks)})
    is_metric = evidence.profile.is_metric
    told = [distance(metres, is_metric=is_metric) for metres in weeks["distance_m"]]
    return Reading(
        value=min(known),
        low=min(known),
        high=max(known),
        n_runs=sum(weeks["n_runs"].tail(CHANGE_WEEKS).to_list()),
        level=Level.WATCH,
        words={
            "before": f"{changes[0]:.0f}",
            "last": f"{changes[1]:.0f}",
            "distances": ", ".join(told),
        },
    )


def _over(evidence: Evidence, *, n: int) -> pl.DataFrame:
    """The last n weeks that are over, as far as they are whole; none where the last one is not."""
    last = evidence.today - timedelta(days=WEEK_DAYS)  # a week that began later is not over
    since = evidence.today - timedelta(days=WEEK_DAYS * (n + 1))
    is_over = pl.col("week_start").is_between(since, last, closed="right")
    weeks = evidence.weeks.filter(is_over & (pl.col("n_days") == WEEK_DAYS)).tail(n)
    newest = latest(weeks["week_start"])
    is_last = newest is not None and newest > last - timedelta(days=WEEK_DAYS)
    return weeks if is_last else weeks.clear()


def _missing_change(weeks: pl.DataFrame) -> str:
    n = weeks.height
    if n <= CHANGE_WEEKS:
        return (
            f"It takes {CHANGE_WEEKS + 1} whole weeks in a row up to the last one; "
            f"{count(n, 'week')} of them {'is' if n == 1 else 'are'} here."
        )
    if weeks["distance_m"].null_count():
        return "A run of these weeks has no distance, so the change is not known."
    return "After a week without a run there is no change in percent."


def monotony_reading(evidence: Evidence) -> Reading:
    """Monotony of the last week that is over."""
    weeks = _over(evidence, n=1)
    if weeks.is_empty():
        return Reading(words={"missing": "Your last week is not here on all of its seven days."})
    week = weeks.row(0, named=True)
    value = week["monotony_ratio"]
    if value is None:
        unknown = "The load of a day of your last week is not known."
        none = "Your last week had no load at all, so there is nothing to compare."
        return Reading(words={"missing": unknown if week["load_au"] is None else none})
    return Reading(
        value=value,
        low=value,
        high=value,
        n_runs=week["n_runs"],
        words={"day": short_date(week["week_start"]), "value": f"{value:.1f}"},
    )


RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="WEEK_CHANGE",
        title="Weekly distance, two weeks running",
        measure=change_reading,
        unit="%",
        watch=CHANGE_WATCH_PCT,
        act=math.inf,
        window_days=WEEK_DAYS * (CHANGE_WEEKS + 1),
        grade=Grade.MIXED,
        source=(
            "Mixed, leaning to none. No relation: Schuster Brandt Frandsen 2025, "
            "10.1136/bjsports-2024-109380; Buist 2008, 10.1177/0363546507307505; Ramskov 2018. "
            "Some: Nielsen 2014; Damsted 2019, for three weeks. +60 % twice: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "Your weekly distance has not risen by more than 60 % two weeks running.",
            Level.WATCH: (
                "Your weekly distance rose by {before} % and then by {last} % ({distances}). "
                "Weekly change has not predicted injury in the largest cohort. The longest single "
                "run says more: see the ceiling."
            ),
        },
        caveat=(
            "A week is a calendar week, so a long run that moves from Sunday to Monday changes two "
            "of them. No rule of ten percent a week has held up in a trial."
        ),
        rank=64,
    ),
    FlagRule(
        id="MONOTONY",
        title="Every day alike",
        measure=monotony_reading,
        unit="ratio",
        watch=MONOTONY_WATCH,
        act=math.inf,
        window_days=WEEK_DAYS,
        grade=Grade.WEAK,
        cap=Tone.INFO,
        source=(
            "Foster 1998, MSSE 30:1164: 25 athletes of several sports, illness. The limit of 2.0 "
            "is convention. We divide by n - 1; tools that divide by n show 8.0 % more."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "The days of the week from {day} differed in load (monotony {value}).",
            Level.WATCH: (
                "In the week from {day} every day was alike in load (monotony {value}). Convention "
                "from 25 athletes, about illness."
            ),
        },
        caveat=(
            "Easy running on all seven days gives a high number too. It describes a week; no study "
            "of runners has shown that changing it helps."
        ),
        rank=68,
    ),
)
