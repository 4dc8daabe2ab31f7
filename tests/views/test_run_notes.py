from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.makers import make_activities
from tests.real_review import make_real_review
from views import load_tables
from views.run_notes import notes_by_day, run_notes
from views.windows import TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)
SHOWN = window(TWELVE_WEEKS, first_day=None, today=TODAY)


def notes(**told: Any) -> tuple[str, ...]:
    row = {"local_date": TODAY, "avg_heart_rate_bpm": 150.0, "heart_rate_coverage_pct": 100.0}
    said = run_notes(make_activities(row | told).row(0, named=True))
    return tuple(each.replace("\u00a0", " ") for each in said)


def test_a_run_that_is_whole_has_no_note() -> None:
    assert notes() == ()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            {"is_distance_estimated": True},
            "Distance estimated: indoors, or from positions only.",
        ),
        (
            {"heart_rate_coverage_pct": 50.0},
            "Heart rate for 50 % of the run: no heart-rate load.",
        ),
        (
            {"heart_rate_coverage_pct": 79.9},
            "Heart rate for 79 % of the run: no heart-rate load.",
        ),
        (
            {"heart_rate_coverage_pct": 90.0},
            "Heart rate for 90 % of the run: its load is scaled up to the whole.",
        ),
        (
            {"heart_rate_coverage_pct": 0.0, "max_heart_rate_bpm": 150.0},
            "One heart rate from start to end (150 bpm): nothing was measured.",
        ),
        (
            {"heart_rate_coverage_pct": 0.0, "max_heart_rate_bpm": 180.0},
            "No second of its heart rate can be believed: no heart-rate load.",
        ),
        ({"cadence_lock_s": 360.0}, "Heart rate copied your steps for 6 min: left out."),
    ],
)
def test_what_is_estimated_or_left_out_is_said(told: dict[str, Any], said: str) -> None:
    assert notes(**told) == (said,)


@pytest.mark.parametrize(
    "told",
    [
        {"is_distance_estimated": True, "distance_m": None},
        {"avg_heart_rate_bpm": None, "heart_rate_coverage_pct": 0.0},
        {"sport": "cycling", "heart_rate_coverage_pct": 50.0},
        {"heart_rate_coverage_pct": None},
    ],
    ids=["no distance", "no heart rate", "a ride", "nothing moved"],
)
def test_what_is_not_there_at_all_needs_no_note(told: dict[str, Any]) -> None:
    assert notes(**told) == ()


def test_a_day_has_the_notes_of_all_its_runs_each_once() -> None:
    guessed = {"local_date": TODAY, "is_distance_estimated": True}
    said = notes_by_day(make_real_review(guessed, guessed, {"local_date": TODAY}), SHOWN)
    assert said.rows() == [(TODAY, "Distance estimated: indoors, or from positions only.")]


def test_the_table_of_the_days_carries_the_notes() -> None:
    review = make_real_review({"local_date": TODAY, "is_distance_estimated": True})
    assert "estimated" in load_tables.days_table(review, shown=SHOWN)["Notes"][0]


def test_the_table_of_the_runs_marks_a_guessed_distance() -> None:
    review = make_real_review(
        {"local_date": TODAY, "is_distance_estimated": True}, {"local_date": date(2026, 11, 1)}
    )
    assert load_tables.runs_table(review, shown=SHOWN)["Distance is"].to_list() == ["estimated", ""]
