"""What the load formulas must know of the runner, each number with its origin and doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import floor
from typing import Literal

import polars as pl

from core.activity import RUNNING
from core.athlete import ASSUMED_RESTING_BPM, Origin, Profile, Threshold, Thresholds
from core.schemas import LOWEST_HEART_RATE_BPM

OBSERVED_DAYS = 365  # load law, section 8
LEAST_SESSIONS = 5  # load law, section 8
CLAMPED_S = 10.0  # load law, section 3: longer above the maximum means that it is out of date
THRESHOLD_SHARE = 0.85  # of the reserve; load law, section 10 (Elevate's default)
AGE_DOUBT = "± 11 bpm: zones may be wrong by a whole zone"  # Nes 2013, SEE 10.8 bpm


def resolve_thresholds(profile: Profile, activities: pl.DataFrame, *, today: date) -> Thresholds:
    """The runner's thresholds: what they told, else observed, else estimated and labelled so.

    Args:
        profile: What the runner told; None is not told.
        activities: ACTIVITIES, any order.
        today: The age and the last 365 days are taken from here.

    Source:
        Load law, sections 8 ("HRmax") and 10.
    """
    resting = _told(profile.resting_heart_rate_bpm) or Threshold(
        value=ASSUMED_RESTING_BPM, origin=Origin.ASSUMED, note="assumed: tell yours if you know it"
    )
    highest = _max_heart_rate(profile, activities, resting=resting, today=today)
    return Thresholds(
        resting_heart_rate_bpm=resting,
        max_heart_rate_bpm=highest,
        threshold_heart_rate_bpm=_told(profile.threshold_heart_rate_bpm)
        or _estimated_threshold(resting, highest),
        threshold_speed_mps=_told(profile.threshold_speed_mps),
        sex=profile.sex,
    )


def load_notice(activities: pl.DataFrame, thresholds: Thresholds, *, today: date) -> str | None:
    """A sentence on thresholds that no body has, or a maximum that the runs have passed; else None.

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


def seconds_above(activities: pl.DataFrame, bpm: float) -> list[float]:
    """Of each activity with a heart rate, the moving seconds above so many beats a minute."""
    first = max(0, floor(bpm) + 1 - LOWEST_HEART_RATE_BPM)
    known = activities["heart_rate_s"].drop_nulls()
    return known.to_numpy()[:, first:].sum(axis=1).tolist() if len(known) else []


def _named(threshold: Threshold) -> str:
    origin = "" if threshold.origin is Origin.USER else f" ({threshold.origin.value})"
    return f"{threshold.value:.0f} bpm{origin}"


def _told(value: float | None) -> Threshold | None:
    return None if value is None else Threshold(value=value, origin=Origin.USER)


def _max_heart_rate(
    profile: Profile, activities: pl.DataFrame, *, resting: Threshold, today: date
) -> Threshold | None:
    """Told, else observed (if it can be: above resting), else by age."""
    if profile.max_heart_rate_bpm is not None:
        return _told(profile.max_heart_rate_bpm)
    seen = observed_max_bpm(_peaks(activities, today=today))
    if seen is not None and seen > resting.value:
        note = "second-highest peak of your runs in 365 days; your true maximum may be higher"
        return Threshold(value=seen, origin=Origin.OBSERVED, note=note)
    if profile.birth_year is None:
        return None
    by_age = max_bpm_by_age(today.year - profile.birth_year)
    return Threshold(value=by_age, origin=Origin.AGE_FORMULA, note=AGE_DOUBT)


def _peaks(activities: pl.DataFrame, *, today: date) -> list[float]:
    """Session peaks of the runs of a year. A peak is null where the cadence was copied.

    Runs only: the screening for cadence lock exists for runs alone, and so do our loads.
    """
    recent = pl.col("local_date").is_between(today - timedelta(days=OBSERVED_DAYS), today)
    return (
        activities.filter(recent & (pl.col("sport") == RUNNING))["peak_heart_rate_bpm"]
        .drop_nulls()
        .to_list()
    )


def observed_max_bpm(unflagged_peaks: Sequence[float]) -> float | None:
    """Second-highest session peak, so that one fault cannot set it; None under five sessions.

    Source:
        Load law, section 8.
    """
    if len(unflagged_peaks) < LEAST_SESSIONS:
        return None
    return sorted(unflagged_peaks)[-2]


def max_bpm_by_age(age: float, *, formula: Literal["nes", "tanaka"] = "nes") -> float:
    """Mean highest heart rate of that age. Never 220 - age.

    Source:
        Nes 2013, 10.1111/j.1600-0838.2012.01445.x (SEE 10.8 bpm, the doubt that we print, so it
        is the default); Tanaka 2001, JACC 37:153.
    """
    return 211 - 0.64 * age if formula == "nes" else 208 - 0.7 * age


def _estimated_threshold(resting: Threshold, highest: Threshold | None) -> Threshold | None:
    """Resting plus 85 % of the reserve; None without a maximum."""
    if highest is None or highest.value <= resting.value:
        return None
    value = resting.value + THRESHOLD_SHARE * (highest.value - resting.value)
    doubt = f" ({AGE_DOUBT})" if highest.origin is Origin.AGE_FORMULA else ""
    note = f"estimated from resting and maximum heart rate{doubt}; a 30 min test tells"
    return Threshold(value=value, origin=Origin.ESTIMATED, note=note)
