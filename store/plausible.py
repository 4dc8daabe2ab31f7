"""What nobody can be: a profile is checked before it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.athlete import CONDITIONS, EQUIPMENT, PAIN_SCORE, PAIN_TAGS, RANGES, Profile
from core.errors import ProfileError
from core.spoken import typed
from store.ranges import check_known, check_range

YOUNGEST_YEARS = 5  # our choice: a runner with a watch of their own
LOAD_CHOICES = ("hr", "pace", "rpe")
WEAKER_SIDES = ("left", "right")
_CHOOSE = "Choose from the list."
_RISING = (
    (
        ("resting_heart_rate_bpm", "threshold_heart_rate_bpm", "max_heart_rate_bpm"),
        "Resting, threshold and highest heart rate rise in this order.",
    ),
    (
        (
            "resting_heart_rate_bpm",
            "first_threshold_heart_rate_bpm",
            "second_threshold_heart_rate_bpm",
            "max_heart_rate_bpm",
        ),
        "Resting heart rate, first and second threshold, and highest rise in this order.",
    ),
)


def check_profile(profile: Profile, *, today: date) -> None:
    """Pass if somebody could be like this.

    Args:
        profile: As typed.
        today: A runner was born some years before, and no injury lies after it.

    Raises:
        ProfileError: names the first field that cannot be, and its range.
    """
    born = replace(RANGES["birth_year"], high=today.year - YOUNGEST_YEARS)
    for name, span in (RANGES | {"birth_year": born}).items():
        if (value := getattr(profile, name)) is not None:
            check_range(span, value, field=name, refusal=ProfileError)
    for names, order in _RISING:
        _check_rising(profile, names, order)
    _check_words(profile)
    _check_days(profile, today)
    if len(profile.week) != 7:
        raise ProfileError(
            "The week does not have seven days.", "Say what each weekday holds.", "week"
        )
    if profile.timezone is not None:
        _check_zone(profile.timezone)


def _check_rising(profile: Profile, names: tuple[str, ...], order: str) -> None:
    told = [(name, value) for name in names if (value := getattr(profile, name)) is not None]
    for (lower, low), (upper, high) in pairwise(told):
        if low >= high:
            raise ProfileError(
                f"{RANGES[lower].words} ({typed(low)}) is not below "
                f"{RANGES[upper].words.lower()} ({typed(high)}).",
                order,
                lower,
            )


def _check_words(profile: Profile) -> None:
    pains = [pain.tag for pain in profile.pains]
    choice = [] if profile.load_choice is None else [profile.load_choice]
    side = [] if profile.weaker_side is None else [profile.weaker_side]
    for field, what, told, known in (
        ("equipment", "equipment", profile.equipment, EQUIPMENT),
        ("conditions", "condition", profile.conditions, CONDITIONS),
        ("pains", "place of pain", pains, PAIN_TAGS),
        ("load_choice", "load", choice, LOAD_CHOICES),
        ("weaker_side", "side", side, WEAKER_SIDES),
    ):
        check_known(what, told, known, field=field, refusal=ProfileError)
    for pain in profile.pains:
        check_range(PAIN_SCORE, pain.score, field="pains", refusal=ProfileError)


def _check_days(profile: Profile, today: date) -> None:
    for field, what in (("injured_on", "The injury"), ("ill_since", "The illness")):
        day = getattr(profile, field)
        if day is not None and day > today:
            raise ProfileError(
                f"{what} cannot begin on {day.isoformat()}.",
                f"That day is still to come; today is {today.isoformat()}.",
                field,
            )


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # OSError: the name of a folder of zones
        raise ProfileError(
            f"There is no time zone called {name!r}.", _CHOOSE, "timezone"
        ) from error
