"""What stands around the load: a return after a break, much descent, an injury not long ago."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from analytics.breaks import RETURN_FOR_DAYS, latest_return
from analytics.descents import LEAST_DESCENT_M, Descent, recent_descents
from analytics.flags.rule import Bound, FlagRule, Reading
from core.activity import RUNNING
from core.findings import RETURN_DAYS, SPIKE_WINDOW_DAYS, Evidence, Grade, Level, Tone
from core.scalars import earliest, latest
from core.spoken import count, full_date, short_date

INJURY_DAYS = 365  # load law, 6.6: within 12 months


def return_reading(evidence: Evidence) -> Reading:
    """Whole days without a run before the latest return of the last two weeks."""
    found = latest_return(evidence.activities, today=evidence.today)
    if found is not None:
        off = float(found.n_days_off)
        told = {"n": str(found.n_days_off), "day": short_date(found.returned_on)}
        return Reading(value=off, low=off, high=off, n_runs=1, words=told)
    is_past_run = (pl.col("sport") == RUNNING) & (pl.col("local_date") <= evidence.today)
    days = evidence.activities.filter(is_past_run)["local_date"]
    first, last = earliest(days), latest(days)
    if first is None or last is None:
        return Reading(words={"missing": "No run yet, so no break from running either."})
    if first > evidence.today - timedelta(days=RETURN_FOR_DAYS):
        since = (
            f"Your first run here is that of {short_date(first)}: a break before it is not known."
        )
        return Reading(words={"missing": since})
    return _without_return(evidence, last)


def _without_return(evidence: Evidence, last: date) -> Reading:
    """No return; a break that still goes on is said, if the days since the last run are known."""
    off = (evidence.today - last).days
    if off <= RETURN_DAYS:
        return Reading(level=Level.OK, n_runs=1)
    known = latest(evidence.days["local_date"]) or last
    if known < evidence.today:
        return Reading(words={"missing": f"Nothing is known since {short_date(known)}."})
    say = f"You have not run since {full_date(last)}. Look at the ceiling before your next run."
    return Reading(level=Level.OK, n_runs=1, say=say)


def descent_reading(evidence: Evidence) -> Reading:
    """The latest run of the last days that went down further than all of the month before it."""
    runs = recent_descents(evidence.activities, today=evidence.today)
    most = [descent for descent in runs if descent.is_most]
    if most:
        return _descent(most[-1], level=Level.WATCH)
    if not runs:
        return _without_recent_run(evidence)
    return _not_most(runs, earliest(evidence.activities["local_date"]))


def _without_recent_run(evidence: Evidence) -> Reading:
    until = latest(evidence.days["local_date"])
    if until is not None and until >= evidence.today:
        is_run = (pl.col("sport") == RUNNING).any()
        if evidence.activities.select(is_run).item():
            return Reading(level=Level.OK, say="No run within the last three days.")
    return Reading(words={"missing": "No run of the last three days is here."})


def _not_most(runs: Sequence[Descent], first_day: date | None) -> Reading:
    """No record: fine where all of the days' runs could be compared, else it is not known."""
    last = runs[-1]
    if any(descent.run.descent_m is None for descent in runs):
        missing = "A run of the last three days has no altitude, so its descent is not known."
    elif not all(descent.is_reference_complete for descent in runs):
        since = f" on {short_date(first_day)}" if first_day else ""
        missing = f"Your history begins{since}: it takes 30 days to know the most of a month."
    elif any(descent.before_m is None for descent in runs):
        missing = "No run of the 30 days before has a descent to compare with."
    else:
        return _descent(last, level=Level.OK)
    return Reading(n_runs=len(runs), words={"missing": missing})


def _descent(descent: Descent, *, level: Level) -> Reading:
    down_m, before_m = descent.run.descent_m, descent.before_m
    known = () if descent.run.activity_id is None else (descent.run.activity_id,)
    return Reading(
        value=down_m,
        low=down_m,
        high=down_m,
        n_runs=1,
        run_ids=known,
        level=level,
        words={
            "down": f"{down_m or 0:.0f} m",
            "before": f"{before_m or 0:.0f} m",
            "day": short_date(descent.run.local_date),
            "note": UNKNOWN_DESCENT if descent.is_descent_missing else "",
        },
    )


UNKNOWN_DESCENT = " A run of these 30 days has no altitude, so a larger one may be missing."


def injury_reading(evidence: Evidence) -> Reading:
    """Days since the last running injury that the runner told of."""
    injured_on = evidence.profile.injured_on
    if injured_on is None or injured_on > evidence.today:
        return Reading()
    ago = (evidence.today - injured_on).days
    when = "today" if ago == 0 else f"{count(ago, 'day')} ago"
    told = {"day": full_date(injured_on), "when": when}
    return Reading(value=float(ago), low=float(ago), high=float(ago), words=told)


RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="PREVIOUS_INJURY",
        title="A running injury within the last year",
        measure=injury_reading,
        unit="days",
        watch=INJURY_DAYS + 1.0,
        act=-math.inf,
        bound=Bound.UNDER,
        window_days=INJURY_DAYS,
        grade=Grade.STRONG,
        source=(
            "van der Worp 2015, PMC4338213; Saragiotto 2014: reviews of what goes with running "
            "injuries. Strong as a factor; that a plan can answer it is not shown."
        ),
        say={
            Level.INSUFFICIENT: (
                "No running injury is told. If you had one within the last 12 months, its date "
                "belongs into your profile."
            ),
            Level.OK: "The injury that you told of, on {day}, lies more than 12 months back.",
            Level.WATCH: (
                "You had a running injury on {day}, {when}. A recent injury is among the "
                "best-documented risk factors. Let distance and speed come back step by step."
            ),
        },
        caveat=(
            "It is what you told, and it says nothing about the state of the place now. Most "
            "studies count any earlier injury, of any place."
        ),
        rank=60,
    ),
    FlagRule(
        id="RETURN",
        title="Back after a break",
        measure=return_reading,
        unit="days",
        watch=float(RETURN_DAYS),
        act=math.inf,
        bound=Bound.FROM,
        window_days=RETURN_FOR_DAYS,
        grade=Grade.MIXED,
        cap=Tone.INFO,
        source=(
            "van der Worp 2015, PMC4338213: returning and new runners are injured more often. "
            "14 days, and two weeks of care after them: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "No break of 14 days or more has ended within the last two weeks.",
            Level.WATCH: (
                "On {day} you came back after {n} days without a run. Your reference has shrunk; "
                "see the ceiling."
            ),
        },
        caveat=(
            "Only runs that are here count: a run without a watch, or one that was not imported, "
            "makes a break of a week that was none."
        ),
        rank=62,
    ),
    FlagRule(
        id="MOST_DESCENT",
        title="Most descent in a month",
        measure=descent_reading,
        unit="m",
        watch=LEAST_DESCENT_M,
        act=math.inf,
        bound=Bound.FROM,
        window_days=SPIKE_WINDOW_DAYS,
        grade=Grade.WEAK,
        source=(
            "Bontemps 2020, 10.1007/s40279-020-01355-z: unaccustomed downhill running leaves "
            "muscles sore, earlier downhill runs protect. Good for soreness, weak for injury. At "
            "least 100 m, and three days: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: ("{down} down on {day}; the most of the 30 days before was {before}.{note}"),
            Level.WATCH: (
                "{down} down on {day}: the most in a month ({before} before). Expect sore muscles."
                "{note}"
            ),
        },
        caveat=(
            "Descent from GPS altitude is rough, and a barometer drifts with the weather. Steep "
            "and gentle slopes count alike here."
        ),
        rank=66,
    ),
)
