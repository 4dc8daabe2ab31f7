from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from core.findings import Review
from tests.makers import make_review
from views import load_other
from views.theme import LIGHT
from views.windows import CHOICES, TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)


def shown(choice: str = TWELVE_WEEKS) -> Any:
    return window(choice, first_day=date(2020, 1, 1), today=TODAY)


def trained(**seconds: dict[int, float]) -> Review:
    """Seconds of other training, by days ago."""
    review = make_review()
    ago = (pl.lit(TODAY) - pl.col("local_date")).dt.total_days()
    told = [
        ago.replace_strict(days, default=0.0, return_dtype=pl.Float64).alias(name)
        for name, days in seconds.items()
    ]
    return replace(review, days=review.days.with_columns(told))


GYM = trained(strength_s={2: 2700.0, 20: 1800.0}, yoga_s={3: 1800.0})


def bars(review: Review, choice: str = TWELVE_WEEKS) -> list[dict[str, Any]]:
    spec = load_other.other_chart(review, LIGHT, shown=shown(choice)).to_dict()
    layer = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "rect")
    return spec["datasets"][layer["data"]["name"]]


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("review", [make_review(), make_review(runs=()), GYM])
def test_the_chart_can_be_drawn_of_any_review(review: Review, choice: str) -> None:
    chart = load_other.other_chart(review, LIGHT, shown=shown(choice))
    assert chart.to_dict()["height"] > 50


def test_only_what_was_done_gets_a_lane() -> None:
    assert load_other.lanes(GYM, shown=shown()) == ["strength_s", "yoga_s"]
    assert not load_other.has_other(make_review(), shown=shown())


def test_the_longest_session_is_the_tallest_bar_of_its_lane() -> None:
    gym = [bar for bar in bars(GYM) if bar["label"].startswith("Gym")]
    heights = [bar["high_index"] - bar["low_index"] for bar in gym]
    assert heights == pytest.approx([0.85 * 1800 / 2700, 0.85])


def test_a_bar_says_what_when_and_how_long() -> None:
    assert "Yoga, Mon 16 Nov: 30 min" in [bar["label"] for bar in bars(GYM)]


def test_a_long_window_adds_a_week_up() -> None:
    review = trained(strength_s={2: 1800.0, 3: 1200.0})
    assert [bar["label"] for bar in bars(review, "1 year")] == ["Gym, week of Mon 16 Nov: 50 min"]


def test_the_line_says_the_minutes_of_the_last_seven_days() -> None:
    assert load_other.last_days(GYM) == "45 min gym, 30 min yoga in the last 7 days"
    assert load_other.last_days(make_review()) == "none in the last 7 days"


def test_the_chart_is_said_in_words() -> None:
    said = load_other.other_alt(GYM, shown=shown())
    assert said.startswith("Gym on 2 days, Yoga on 1 day of the window;")


@pytest.mark.parametrize(("choice", "each"), [(TWELVE_WEEKS, "day"), ("1 year", "week")])
def test_the_tallest_bar_says_how_long_it_was(choice: str, each: str) -> None:
    assert load_other.line(GYM, shown=shown(choice)).endswith(
        f"in the last 7 days; the tallest bar is a {each} of 45 min"
    )
