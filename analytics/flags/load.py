"""Flags from the training load. One has strong evidence: the single-session distance spike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from analytics.flags.rule import FlagRule, Reading
from core.activity import RUNNING
from core.findings import (
    SHORT_REFERENCE_M,
    SPIKE_EDGES,
    SPIKE_LARGE,
    SPIKE_SMALL,
    SPIKE_WINDOW_DAYS,
    Evidence,
    Grade,
    Level,
    Tone,
)
from core.scalars import earliest, latest
from core.spoken import distance, is_about, short_date

COHORT_INJURIES, COHORT_RUNS = 1820, 588_071  # Schuster Brandt Frandsen 2025


def injuries_per_1000(injuries: int = COHORT_INJURIES, runs: int = COHORT_RUNS) -> float:
    """Reported injuries per 1000 runs of the cohort: the absolute scale beside every ratio.

    Source:
        Load law, 6.1.
    """
    return 1000 * injuries / runs


def spike_reading(evidence: Evidence) -> Reading:
    """The last run against the longest of the 30 days before it."""
    past = evidence.activities.filter(pl.col("local_date") <= evidence.today)
    since = evidence.today - timedelta(days=SPIKE_WINDOW_DAYS)
    table = evidence.spikes.filter(pl.col("local_date").is_between(since, evidence.today))
    if past.filter(pl.col("sport") == RUNNING).is_empty():
        return Reading(words={"missing": "No run yet. Your first run will be the reference."})
    if table.is_empty():
        return _without_recent_run(evidence)
    last = table.row(-1, named=True)
    first_day = earliest(past["local_date"])
    known = () if last["activity_id"] is None else (last["activity_id"],)
    if last["spike_ratio"] is None:
        return replace(_without_ratio(last, first_day), run_ids=known)
    note = _doubts(evidence.spikes, last, first_day)
    return replace(_with_ratio(last, note, is_metric=evidence.profile.is_metric), run_ids=known)


def _without_recent_run(evidence: Evidence) -> Reading:
    """A month without a run, if all of it is known; days after the last import are not.

    Source:
        Load law, 6.1, "Edge cases", and section 7.
    """
    until = latest(evidence.days["local_date"])
    if until is not None and until >= evidence.today:
        return NO_RECENT_RUN
    since = f" since {short_date(until)}" if until else " of your last month"
    return Reading(
        words={
            "missing": f"Nothing added{since}, so nothing can be said of a longest run. If you "
            "have not run for a month, restart with a short run."
        }
    )


NO_RECENT_RUN = Reading(
    level=Level.WATCH,
    cap=Tone.INFO,
    say="No reference in the last month. Restart with a short run.",
)
"""Load law, 6.1, "Edge cases": information, never an infinite spike."""


def _without_ratio(last: dict[str, Any], first_day: date | None) -> Reading:
    """No reference, or a distance is missing: said, never taken for fine."""
    if last["spike_class"] == "no_recent_run" and last["is_reference_complete"]:
        return NO_RECENT_RUN
    if last["distance_m"] is None:
        missing = "Your last run has no distance, so it cannot be compared."
    elif last["spike_class"] == "no_recent_run":
        missing = "No earlier run to compare your last run with." + _incomplete(first_day)
    else:
        missing = "No run of the 30 days before your last one has a distance."
    return Reading(n_runs=1, words={"missing": missing})


def _doubts(found: pl.DataFrame, last: dict[str, Any], first_day: date | None) -> str:
    """What may be wrong with the reference, in sentences."""
    since = last["local_date"] - timedelta(days=SPIKE_WINDOW_DAYS)
    is_before = (pl.col("local_date") >= since) & (pl.col("start_time") < last["start_time"])
    is_distance_missing = found.filter(is_before)["distance_m"].has_nulls()
    is_short = last["reference_distance_m"] < SHORT_REFERENCE_M
    return (
        (" Very short reference." if is_short else "")
        + ("" if last["is_reference_complete"] else _incomplete(first_day))
        + (UNKNOWN_DISTANCE if is_distance_missing else "")
    )


UNKNOWN_DISTANCE = " A run of these 30 days has no distance, so a longer one may be missing."


def _with_ratio(last: dict[str, Any], note: str, *, is_metric: bool) -> Reading:
    ratio = last["spike_ratio"]
    return Reading(
        value=ratio,
        low=ratio,
        high=ratio,
        n_runs=1,
        cap=Tone.RED if last["is_reference_complete"] else Tone.AMBER,
        words={
            "distance": distance(last["distance_m"], is_metric=is_metric),
            "reference": distance(last["reference_distance_m"], is_metric=is_metric),
            "day": short_date(last["reference_date"]),
            "percent": f"{100 * (ratio - 1):.0f}",
            "about": "about " if is_about(ratio, SPIKE_EDGES) else "",
            "note": note,
        },
    )


def _incomplete(first_day: date | None) -> str:
    """What a short history cannot tell."""
    since = f" on {short_date(first_day)}" if first_day else ""
    return (
        f" Reference incomplete: your history begins{since}, less than 30 days before this run, "
        "so a longer run may be missing."
    )


_SCALE = (
    f"In that cohort about {injuries_per_1000():.0f} of 1000 runs were followed by a reported "
    "injury."
)

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="SESSION_SPIKE",
        title="Last run against your longest of the month before",
        measure=spike_reading,
        unit="ratio",
        watch=SPIKE_SMALL,
        act=SPIKE_LARGE,
        window_days=SPIKE_WINDOW_DAYS,
        grade=Grade.STRONG,
        source=(
            "Schuster Brandt Frandsen 2025, 10.1136/bjsports-2024-109380. 5205 "
            "Garmin users, 588 071 sessions; hazard rate ratios 1.64 (1.31–2.05) to +30 %, 1.52 "
            "(1.16–2.00) to +100 %, 2.28 (1.50–3.48) beyond."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: (
                "{distance} is at most {about}10 % longer than your longest run of the last 30 "
                "days ({reference} on {day}).{note}"
            ),
            Level.WATCH: (
                "{distance} is {about}{percent} % longer than your longest run of the last 30 days "
                "({reference} on {day}). In 5205 runners, runs 10–100 % longer than that were "
                "followed by about 1.5–1.6 times as many overuse injuries as runs within 10 %. "
                f"Most such runs cause no injury. {_SCALE} Evidence: strong, one cohort.{{note}}"
            ),
            Level.ACT: (
                "{distance} is {about}{percent} % longer than your longest run of the last 30 days "
                "({reference} on {day}). In 5205 runners, runs more than twice as long as that "
                "were followed by about 2.3 times as many overuse injuries as runs within 10 %. "
                f"Most such runs cause no injury. {_SCALE} Evidence: strong, one cohort.{{note}}"
            ),
        },
        caveat=(
            "An association, not a prediction: one cohort, not yet repeated, July 2019 to January "
            "2021, injuries reported by the runners themselves, mostly middle-aged men, not "
            "randomised. Races are often the spike, and shorter runs are in the comparison. It was "
            "studied for distance only."
        ),
        rank=0,
    ),
)
