"""What nobody can be: a profile is checked before it is kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.athlete import CONDITIONS, EQUIPMENT, PAIN_SCORE, PAIN_TAGS, RANGES, Profile, Range
from core.errors import ProfileError

YOUNGEST_YEARS = 5  # our choice: a runner with a watch of their own
_CHOOSE = "Choose from the list."


def check_profile(profile: Profile, *, today: date) -> None:
    """Pass if somebody could be like this.

    Args:
        profile: As typed.
        today: A runner was born some years before.

    Raises:
        ProfileError: names the first field that cannot be, and its range.
    """
    for name, span in RANGES.items():
        if (value := getattr(profile, name)) is not None:
            _check_range(span, value)
    if profile.birth_year is not None:
        _check_birth(profile.birth_year, today.year - YOUNGEST_YEARS)
    _check_heart(profile)
    _check_known("equipment", profile.equipment, EQUIPMENT)
    _check_known("condition", profile.conditions, CONDITIONS)
    _check_known("place of pain", [pain.tag for pain in profile.pains], PAIN_TAGS)
    for pain in profile.pains:
        _check_range(PAIN_SCORE, pain.score)
    if len(profile.week) != 7:
        raise ProfileError("The week does not have seven days.", "Say what each weekday holds.")
    if profile.timezone is not None:
        _check_zone(profile.timezone)


def _check_range(span: Range, value: float) -> None:
    if not span.low <= value <= span.high:  # written so that NaN fails too
        raise ProfileError(
            f"{span.words} cannot be {value:g}.",
            f"It lies between {span.low:g} and {span.high:g}{span.unit and f' {span.unit}'}.",
        )


def _check_birth(year: int, last: int) -> None:
    if year > last:
        raise ProfileError(
            f"Year of birth cannot be {year}.", f"It is {last} or earlier. Check the four digits."
        )


def _check_heart(profile: Profile) -> None:
    rising = [
        (RANGES[name].words, value)
        for name in (
            "resting_heart_rate_bpm",
            "threshold_heart_rate_bpm",
            "max_heart_rate_bpm",
        )
        if (value := getattr(profile, name)) is not None
    ]
    for (lower, low), (upper, high) in pairwise(rising):
        if low >= high:
            raise ProfileError(
                f"{lower} ({low:g}) is not below {upper.lower()} ({high:g}).",
                "Resting, threshold and highest heart rate rise in this order.",
            )


def _check_known(what: str, told: Collection[str], known: Collection[str]) -> None:
    for tag in told:
        if tag not in known:
            raise ProfileError(f"There is no {what} called {tag!r}.", _CHOOSE)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # OSError: the name of a folder of zones
        raise ProfileError(f"There is no time zone called {name!r}.", _CHOOSE) from error
