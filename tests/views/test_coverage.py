from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.findings import Review
from core.schemas import ACTIVITIES
from tests.makers import make_activities, make_review
from views import coverage
from views.theme import LIGHT

MONDAY = date(2026, 11, 16)


def with_runs(*rows: dict[str, Any]) -> Review:
    made = make_activities(*({"local_date": MONDAY} | row for row in rows)) if rows else None
    activities = ACTIVITIES.empty() if made is None else made
    return replace(make_review(), activities=activities)


def share_of(review: Review, channel: str) -> list[float]:
    frame = coverage.coverage(review)
    return frame.filter(frame["channel"] == channel)["share"].to_list()


def test_a_channel_of_half_of_the_runs_has_half_a_share() -> None:
    review = with_runs({"avg_heart_rate_bpm": 150.0}, {})
    assert share_of(review, "Heart rate") == [0.5]


def test_a_channel_that_no_run_has_is_an_outline_and_no_gap() -> None:
    assert share_of(with_runs({}), "Power") == [0.0]


def test_a_week_without_a_run_has_no_square() -> None:
    review = with_runs({}, {"local_date": date(2026, 11, 2)})
    assert len(share_of(review, "Distance")) == 2


def test_the_strip_ends_with_the_last_run_however_old() -> None:
    review = with_runs({"local_date": date(2020, 1, 1)})
    assert share_of(review, "Distance") == [1.0]


def test_a_ride_is_not_counted() -> None:
    review = with_runs({}, {"sport": "cycling", "avg_power_w": 200.0})
    assert share_of(review, "Power") == [0.0]


def test_the_totals_count_runs() -> None:
    review = with_runs({"avg_power_w": 250.0}, {})
    assert dict(coverage.totals(review).iter_rows())["Power"] == "1"


def test_the_table_says_who_measured_left_and_right() -> None:
    review = with_runs({"avg_stance_balance_left_pct": 50.4, "balance_sensor": "HRM-Pro #1"}, {})
    row = coverage.feeds(review).row(2, named=True)
    assert (row["Runs"], row["Measured by"]) == ("1 of 2", "HRM-Pro #1")


@pytest.mark.parametrize("rows", [(), ({},), ({"distance_m": None},)])
def test_the_strip_can_be_drawn_of_any_runs(rows: tuple[dict[str, Any], ...]) -> None:
    assert coverage.coverage_chart(with_runs(*rows), LIGHT).to_dict()["height"] > 100


def test_the_strip_names_only_documented_columns() -> None:
    spec = coverage.coverage_chart(with_runs({}), LIGHT).to_dict()
    named = {
        channel["field"]
        for layer in spec["layer"]
        for channel in layer["encoding"].values()
        if "field" in channel
    }
    assert named <= coverage.DERIVED.keys()


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ("Heart rate", {"avg_heart_rate_bpm": 150.0, "heart_rate_coverage_pct": 0.0}),
        ("Balance L/R", {"avg_stance_balance_left_pct": 50.0, "is_balance_constant": True}),
    ],
)
def test_a_sensor_that_wrote_one_value_covers_nothing(channel: str, told: dict[str, Any]) -> None:
    table = coverage.feeds(with_runs(told))
    assert table.filter(table["Stands on"] == channel)["Runs"].item() == "0 of 1"
