"""What the load formulas must know of the runner, each number with its origin and doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import polars as pl

from core.activity import RUNNING
from core.athlete import (
    ASSUMED_RESTING_BPM,
    THRESHOLDS,
    Era,
    Origin,
    Profile,
    Sex,
    Threshold,
    Thresholds,
    Told,
)

OBSERVED_DAYS = 365  # load law, section 8
LEAST_SESSIONS = 5  # load law, section 8
THRESHOLD_SHARE = 0.85  # of the reserve; load law, section 10 (Elevate's default)
NAMES = ("birth_year", "sex", *THRESHOLDS)
"""Fields of the profile that thresholds come from."""
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
    told = {name: getattr(profile, name) for name in NAMES}
    return _thresholds(told, observed_max_bpm(_peaks(activities, today=today)), today=today)


def resolve_eras(told: Sequence[Told], activities: pl.DataFrame, *, today: date) -> tuple[Era, ...]:
    """Which thresholds held when: a change of today does not rewrite last year.

    The first value told of each name holds for all days before, since nothing better is known
    of them, also when it is changed on the day of its telling; one that is told for all runs
    (`valid_from` is `date.min`) replaces what was told earlier. Estimates are those of today in
    every era, and labelled.

    Args:
        told: Values of the profile, in the order in which they were told; from their day on the
            last of a day counts. Names that no load needs are left out, and so are days after
            today.
        activities: ACTIVITIES, any order.
        today: The age and the last 365 days are taken from here.

    Returns:
        Oldest first, at least one; the first holds since `date.min`, the last holds today.

    Source:
        Load law, section 12, "We do better by" (3).
    """
    histories = {name: _history(told, name) for name in NAMES}
    starts = {since for history in histories.values() for since, _ in history}
    seen = observed_max_bpm(_peaks(activities, today=today))
    eras: list[Era] = []
    for since in sorted({date.min} | {day for day in starts if day <= today}):
        values = {name: _holding(history, since) for name, history in histories.items()}
        thresholds = _thresholds(values, seen, today=today)
        if not eras or eras[-1].thresholds != thresholds:
            eras.append(Era(since=since, thresholds=thresholds))
    return tuple(eras)


def thresholds_on(eras: Sequence[Era], day: date) -> Thresholds:
    """What held on that day, of eras as `resolve_eras` gives them."""
    return next(era.thresholds for era in reversed(eras) if era.since <= day)


def as_always(profile: Profile) -> tuple[Told, ...]:
    """The profile as if it had held for all runs: for a look without a history of it."""
    return tuple(
        Told(name=name, value=getattr(profile, name), valid_from=date.min) for name in NAMES
    )


def _history(told: Sequence[Told], name: str) -> list[tuple[date, object]]:
    """From which day on which value held, oldest first; the first one since ever."""
    own = [one for one in told if one.name == name]
    anew = max((at for at, one in enumerate(own) if one.valid_from == date.min), default=0)
    rising = sorted(own[anew:], key=lambda one: one.valid_from)  # of a day in order of telling
    values = {one.valid_from: one.value for one in rising}
    first = next((one for one in rising if one.value is not None), None)
    if first is None:
        return []
    later = [(since, value) for since, value in values.items() if since >= first.valid_from]
    return [(date.min, first.value)] + [each for each in later if each[0] > date.min]


def _holding(history: Sequence[tuple[date, object]], day: date) -> object:
    return next((value for since, value in reversed(history) if since <= day), None)


def _thresholds(told: Mapping[str, Any], seen: float | None, *, today: date) -> Thresholds:
    """Of told values, by the names of the profile, and the observed maximum."""
    resting = _told(told["resting_heart_rate_bpm"]) or Threshold(
        value=ASSUMED_RESTING_BPM, origin=Origin.ASSUMED, note="assumed: tell yours if you know it"
    )
    highest = _max_heart_rate(told, seen, resting=resting, today=today)
    return Thresholds(
        resting_heart_rate_bpm=resting,
        max_heart_rate_bpm=highest,
        threshold_heart_rate_bpm=_told(told["threshold_heart_rate_bpm"])
        or _estimated_threshold(resting, highest),
        threshold_speed_mps=_told(told["threshold_speed_mps"]),
        critical_power_w=_told(told["critical_power_w"]),
        first_threshold_heart_rate_bpm=_told(told["first_threshold_heart_rate_bpm"]),
        second_threshold_heart_rate_bpm=_told(told["second_threshold_heart_rate_bpm"]),
        sex=None if told["sex"] is None else Sex(told["sex"]),
    )


def _told(value: float | None) -> Threshold | None:
    return None if value is None else Threshold(value=value, origin=Origin.USER)


def _max_heart_rate(
    told: Mapping[str, Any], seen: float | None, *, resting: Threshold, today: date
) -> Threshold | None:
    """Told, else observed (if it can be: above resting), else by age."""
    if told["max_heart_rate_bpm"] is not None:
        return _told(told["max_heart_rate_bpm"])
    if seen is not None and seen > resting.value:
        note = "second-highest peak of your runs in 365 days; your true maximum may be higher"
        return Threshold(value=seen, origin=Origin.OBSERVED, note=note)
    if told["birth_year"] is None:
        return None
    by_age = max_bpm_by_age(today.year - told["birth_year"])
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
