"""Flags from the mix of training: strength work beside running, and easy days."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from analytics.flags.easy import EASY_ACT_PCT, EASY_WATCH_PCT, easy_reading
from analytics.flags.recent import MONTH_DAYS
from analytics.flags.rule import Bound, FlagRule, Reading
from analytics.logged import sessions_done
from analytics.weeks import WEEK_DAYS
from core.findings import EDGE_SLACK, Evidence, Grade, Level, Need, Quality, Tone
from core.log import Kind
from core.scalars import earliest, latest
from core.schemas import SESSIONS_DONE
from core.season import days_to_race, phase_of
from core.spoken import short_date

LEAST_SESSION_S = 15 * 60.0  # imbalance law, 2.3
HALF_SESSIONS, HALF = (Kind.YOGA.value, Kind.PILATES.value), 0.5  # imbalance law, 2.3
STRENGTH_WATCH, STRENGTH_ACT = 2.0, 1.0  # imbalance law, 2.3: sessions a week, below them
ASKING_PHASES = frozenset({"base", "build"})
KEEPING_PHASES = frozenset({"peak", "taper"})


def strength_sessions(activities: pl.DataFrame, logged: pl.DataFrame | None = None) -> pl.DataFrame:
    """SESSIONS_DONE that count, with `n_counted`: 1, or 0.5 for yoga and pilates.

    One that was logged as finished counts too where nobody took its time.

    Args:
        activities: ACTIVITIES, any order.
        logged: SESSIONS_DONE as the runner logged them; None: nothing was logged.

    Source:
        Imbalance law, 2.3, `NO_STRENGTH`: 15 minutes and more.
    """
    table = sessions_done(activities, SESSIONS_DONE.empty() if logged is None else logged)
    is_logged, lasts_s = pl.col("log_id").is_not_null(), pl.col("duration_s")
    is_long = pl.coalesce(lasts_s >= LEAST_SESSION_S, is_logged)
    weight = pl.when(pl.col("kind").is_in(HALF_SESSIONS)).then(HALF).otherwise(1.0)
    return table.filter(is_long & pl.col("is_finished")).with_columns(n_counted=weight)


def strength_reading(evidence: Evidence) -> Reading:
    """Strength sessions a week over four weeks, if the runner says that all of them are here."""
    since = evidence.today - timedelta(days=MONTH_DAYS - 1)
    past = evidence.activities.filter(pl.col("local_date") <= evidence.today)
    if not evidence.profile.is_strength_complete:
        return Reading(words={"missing": NOT_COMPLETE})
    first = earliest(past["local_date"])
    if first is None or first > since:
        return Reading(words={"missing": NO_MONTH})
    if unknown_since := _unknown_since(evidence):
        return Reading(words={"missing": NOTHING_SINCE.format(day=short_date(unknown_since))})
    is_recent = pl.col("local_date").is_between(since, evidence.today)
    sessions = strength_sessions(past.filter(is_recent), evidence.logged.filter(is_recent))
    a_week = float(sessions["n_counted"].sum()) / (MONTH_DAYS / 7)
    phase = phase_of(evidence.profile.goal, days_to_race(evidence.profile, evidence.today))
    level = strength_level(a_week, phase)
    is_pause = phase not in ASKING_PHASES | KEEPING_PHASES
    return Reading(
        value=a_week,
        level=level,
        run_ids=tuple(sessions["activity_id"].drop_nulls()),
        say=PAUSE
        if is_pause
        else KEEP_ONE
        if phase in KEEPING_PHASES and level > Level.OK
        else None,
        words={"n": f"{a_week:.2g}"},
    )


NOT_COMPLETE = (
    "Not judged: strength work that is not in your diary is unknown, and unknown is not zero. Once "
    "all of it is here, say so on the Profile page."
)
NO_MONTH = "It takes four weeks of history."
NOTHING_SINCE = "Nothing added or logged since {day}, so later strength work is unknown."
PAUSE = "Strength sessions a week: {n}. In race week and after the race none is asked for."
KEEP_ONE = (
    "Strength sessions a week over the last four weeks: {n}. Near a race one short session a week "
    "keeps what you have."
)


def _unknown_since(evidence: Evidence) -> date | None:
    """The last day of which anything is known, if that is a week ago; None if it is not."""
    logged = evidence.logged.filter(pl.col("local_date") <= evidence.today)["local_date"]
    newest = latest(pl.concat([evidence.days["local_date"], logged]))
    is_old = newest is not None and (evidence.today - newest).days >= WEEK_DAYS
    return newest if is_old else None


def strength_level(a_week: float, phase: str) -> Level:
    """Level of so many sessions a week: two in base and build, one in peak and taper.

    Source:
        Imbalance law, 2.3. In race week and recovery no session is due: strength law, 3.2.
    """
    if phase in ASKING_PHASES and a_week < STRENGTH_WATCH - EDGE_SLACK:
        return Level.ACT if a_week < STRENGTH_ACT - EDGE_SLACK else Level.WATCH
    is_low = phase in KEEPING_PHASES and a_week < STRENGTH_ACT - EDGE_SLACK
    return Level.WATCH if is_low else Level.OK


RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="NO_STRENGTH",
        title="Strength work beside running",
        measure=strength_reading,
        unit="a week",
        watch=STRENGTH_WATCH,
        act=STRENGTH_ACT,
        bound=Bound.UNDER,
        window_days=MONTH_DAYS,
        grade=Grade.STRONG,
        source=(
            "Strong for running economy (Blagrove 2018, 24 controlled studies), mixed for injury. "
            "Limits in base and build; near a race fewer than one session a week is watch: our "
            "choice, and so is that yoga and pilates count half."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "Strength sessions a week over the last four weeks: {n}.",
            Level.WATCH: (
                "You run, and that is nearly all. Two short strength sessions a week are the "
                "best-supported extra."
            ),
            Level.ACT: (
                "You run, and that is nearly all. Two short strength sessions a week are the "
                "best-supported extra. Start with 15 minutes."
            ),
        },
        caveat=(
            "It counts sessions of 15 minutes and more that are recorded, typed in or logged, and "
            "only because you said that they are all here."
        ),
        rank=20,
        cap=Tone.AMBER,
        needs=(
            Need(
                quality=Quality.GENERAL_STRENGTH,
                weight=2,
                why=(
                    "main strength work for runners; heavier loads have the best evidence for "
                    "running economy"
                ),
            ),
            Need(
                quality=Quality.UPPER_BACK,
                weight=1,
                why="upper-back work completes the programme",
            ),
        ),
    ),
    FlagRule(
        id="INTENSITY_MIX",
        title="Easy share of your running time",
        measure=easy_reading,
        unit="pct",
        watch=EASY_WATCH_PCT,
        act=EASY_ACT_PCT,
        bound=Bound.UNDER,
        window_days=MONTH_DAYS,
        grade=Grade.DESCRIPTIVE,
        source=(
            "A description, raised only because you asked for it: how intensity is best mixed is "
            "open. Limits: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "{p} % of your running time was easy: below {about}{bpm} beats a minute.",
            Level.WATCH: (
                "Much of your running sits in the middle: not easy, not hard. {p} % was below "
                "{about}{bpm} beats a minute."
            ),
            Level.ACT: (
                "Much of your running sits in the middle: not easy, not hard. {p} % was below "
                "{about}{bpm} beats a minute. Make the easy days easier; fill one with yoga or "
                "mobility."
            ),
        },
        caveat=(
            "Heart rate lags, so short fast stretches count too little. Without a tested first "
            "threshold 90 % of your threshold heart rate stands in for it."
        ),
        rank=82,
        needs=(
            Need(
                quality=Quality.CALM_FOCUS,
                weight=2,
                why="fills an easy day without adding hard running",
            ),
        ),
    ),
)
