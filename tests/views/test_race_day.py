from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.athlete import Profile
from tests.makers import make_review
from tests.plan_makers import make_plan
from views import race_day, today_charts, today_words

TODAY = date(2026, 11, 19)


def racing(in_days: int) -> Profile:
    return Profile(race_date=TODAY + timedelta(days=in_days))


@pytest.mark.parametrize(
    ("in_days", "said"),
    [
        (0, "Your race is today."),
        (1, "Your race is tomorrow."),
        (9, "Your race is in 9 days, on Sat 28 Nov."),
        (15, ""),
        (-1, ""),
    ],
)
def test_a_race_that_is_near_is_named_with_its_day(in_days: int, said: str) -> None:
    assert race_day.sentence(racing(in_days), TODAY) == said


def test_a_race_that_was_not_told_is_not_named() -> None:
    assert race_day.sentence(Profile(), TODAY) == ""


def test_the_caption_of_today_names_the_race_right_after_the_day() -> None:
    said = today_words.caption(make_review(profile=racing(1)))
    assert said.startswith("Thursday 19 November. Your race is tomorrow.")


def test_the_strip_of_the_week_shows_the_race_on_its_day() -> None:
    week = today_charts.week_days(make_review(profile=racing(1)), make_plan())
    assert week["usual"].to_list()[4] == "race"
