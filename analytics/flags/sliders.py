"""Flags from two sliders of the diary: how stiff the runner feels, and how bored in long runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import polars as pl

from analytics.flags.rule import Bound, FlagRule, Reading
from core.diary import Pocket
from core.findings import Evidence, Grade, Level, Need, Quality

ANSWERS = 3  # imbalance law, 2.4
SLIDER_WATCH, SLIDER_ACT = 4.0, 7.0  # imbalance law, 2.4: from there on
SLIDER_DAYS = 56  # our choice: older answers say nothing of now


def slider(pocket: Pocket) -> Callable[[Evidence], Reading]:
    """The measure of one slider: the mean of its last three answers."""

    def reading(evidence: Evidence) -> Reading:
        since = evidence.today - timedelta(days=SLIDER_DAYS - 1)
        is_recent = pl.col("local_date").is_between(since, evidence.today)
        told = evidence.diary.filter((pl.col("kind") == pocket) & is_recent)
        scores = told.sort("local_date", "entry_id")["score_index"].drop_nulls().tail(ANSWERS)
        if len(scores) < ANSWERS:
            more = ANSWERS - len(scores)
            missing = (
                f"{len(scores)} of {ANSWERS} answers of the last 8 weeks: it takes {more} more."
            )
            return Reading(words={"missing": missing})
        mean = float(scores.sum()) / ANSWERS
        return Reading(value=mean, words={"x": f"{mean:.1f}"})

    return reading


_SOURCE = "Weak evidence, harmless remedy. The mean of the last three answers; limits: our choice."
_CAVEAT = "A feeling that you told, nothing that was measured."

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="TIGHTNESS",
        title="How stiff you feel",
        measure=slider(Pocket.TIGHTNESS),
        unit="of 10",
        watch=SLIDER_WATCH,
        act=SLIDER_ACT,
        bound=Bound.FROM,
        window_days=SLIDER_DAYS,
        grade=Grade.WEAK,
        source=_SOURCE,
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "Your last three answers on stiffness: {x} of 10.",
            Level.WATCH: "You feel stiff ({x} of 10). Ten quiet minutes of yoga help some runners.",
            Level.ACT: "You feel stiff ({x} of 10). Ten quiet minutes of yoga help some runners.",
        },
        caveat=_CAVEAT,
        rank=83,
        needs=(
            Need(
                quality=Quality.FLEXIBILITY,
                weight=2,
                why="slow stretching raises range of motion over weeks",
            ),
            Need(quality=Quality.POSTURE, weight=1, why="shoulder and upper-back tension"),
            Need(quality=Quality.CALM_FOCUS, weight=1, why="relaxation and range"),
        ),
    ),
    FlagRule(
        id="FOCUS_LOW",
        title="Bored or distracted in long runs",
        measure=slider(Pocket.FOCUS),
        unit="of 10",
        watch=SLIDER_WATCH,
        act=SLIDER_ACT,
        bound=Bound.FROM,
        window_days=SLIDER_DAYS,
        grade=Grade.WEAK,
        source=_SOURCE,
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "Your last three answers on boredom in long runs: {x} of 10.",
            Level.WATCH: "You feel bored ({x} of 10). Ten quiet minutes of yoga help some runners.",
            Level.ACT: "You feel bored ({x} of 10). Ten quiet minutes of yoga help some runners.",
        },
        caveat=_CAVEAT,
        rank=84,
        needs=(
            Need(quality=Quality.CALM_FOCUS, weight=2, why="attention practice with the breath"),
        ),
    ),
)
