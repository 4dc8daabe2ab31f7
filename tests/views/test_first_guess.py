from __future__ import annotations

import pytest

from core.athlete import Profile
from views.first_guess import guessed


@pytest.mark.parametrize(
    ("locale", "is_metric", "begins_on_sunday"),
    [
        ("en-US", False, True),
        ("en-GB", True, False),
        ("de", True, False),
        ("ja-JP", True, True),
        ("", True, False),
    ],
)
def test_units_and_week_follow_the_region(
    locale: str, is_metric: bool, begins_on_sunday: bool
) -> None:
    guess = guessed(Profile(), zone="Europe/Berlin", locale=locale)
    assert (guess.is_metric, guess.week_begins_on_sunday) == (is_metric, begins_on_sunday)


def test_a_told_week_stays_in_a_country_of_sundays() -> None:
    told = Profile(timezone="Europe/Berlin")
    assert guessed(told, zone="America/New_York", locale="en-US") == told


def test_without_a_zone_nothing_is_guessed() -> None:
    assert guessed(Profile(), zone=None, locale="en-US") == Profile()
