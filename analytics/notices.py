"""What cannot be right about the runner's thresholds, in sentences."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import floor

import polars as pl

from analytics.thresholds import OBSERVED_DAYS
from core.activity import RUNNING
from core.athlete import Origin, Threshold, Thresholds
from core.schemas import LOWEST_HEART_RATE_BPM

CLAMPED_S = 10.0  # load law, section 3: longer above the maximum means that it is out of date


def load_notice(activities: pl.DataFrame, thresholds: Thresholds, *, today: date) -> str | None:
    """A sentence on thresholds that cannot be right, or a maximum that was passed; else None.

    Args:
        activities: ACTIVITIES, any order.
        thresholds: As of today.
        today: The runs of the 365 days before are looked at.

    Source:
        Load law, section 3: heart rate above the maximum for more than 10 s. An observed maximum
        is left out: it is the second-highest peak on purpose, and its note says so.
    """
    if (fault := heart_fault(thresholds)) is not None:
        return f"No heart-rate load: {fault}"
    if (fault := zone_fault(thresholds)) is not None:
        return f"No time below, between and above your thresholds: {fault}"
    highest = thresholds.max_heart_rate_bpm
    if highest is None or highest.origin is Origin.OBSERVED:
        return None
    recent = pl.col("local_date").is_between(today - timedelta(days=OBSERVED_DAYS), today)
    runs = activities.filter(recent & (pl.col("sport") == RUNNING))
    longest_s = max(seconds_above(runs, highest.value), default=0.0)
    if longest_s <= CLAMPED_S:
        return None
    return (
        f"Your maximum heart rate is out of date: in one run yours lay above {_named(highest)} for "
        f"{longest_s:.0f} s. Beats above it count as if they were at it; set it in Profile."
    )


def heart_fault(thresholds: Thresholds) -> str | None:
    """Why no heart-rate load can stand on these thresholds; None if one can or some are unknown.

    Source:
        Load law, section 3, "Edge cases". That the threshold lies below the maximum is our
        addition: told and estimated numbers meet here, and the sum would say 100 for both.
    """
    resting, highest = thresholds.resting_heart_rate_bpm, thresholds.max_heart_rate_bpm
    threshold = thresholds.threshold_heart_rate_bpm
    if resting is None or highest is None or threshold is None:
        return None
    rising = (("resting", resting), ("threshold", threshold), ("maximum", highest))
    for (lower, low), (upper, high) in ((rising[0], rising[2]), *pairwise(rising)):
        if low.value >= high.value:
            return (
                f"your {lower} heart rate, {_named(low)}, is not below your {upper} heart rate, "
                f"{_named(high)}. Set both in Profile."
            )
    return None


def zone_fault(thresholds: Thresholds) -> str | None:
    """Why no three zones lie between these two thresholds; None if they do or one is not told."""
    first = thresholds.first_threshold_heart_rate_bpm
    second = thresholds.second_threshold_heart_rate_bpm
    if first is None or second is None or first.value < second.value:
        return None
    return (
        f"your first threshold, {_named(first)}, is not below your second, {_named(second)}. "
        "Set both in Profile."
    )


def seconds_above(activities: pl.DataFrame, bpm: float) -> list[float]:
    """Of each activity with a heart rate, the moving seconds above so many beats a minute."""
    first = max(0, floor(bpm) + 1 - LOWEST_HEART_RATE_BPM)
    known = activities["heart_rate_s"].drop_nulls()
    return known.to_numpy()[:, first:].sum(axis=1).tolist() if len(known) else []


def _named(threshold: Threshold) -> str:
    origin = "" if threshold.origin is Origin.USER else f" ({threshold.origin.value})"
    return f"{threshold.value:.0f} bpm{origin}"
