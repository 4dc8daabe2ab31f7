"""What the review says of days and activities that lie beyond what is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.thresholds import as_always
from core.athlete import Profile, Told
from core.findings import Level
from core.schemas import DIARY
from pipeline.look import Stored, look_at
from tests.makers import make_activities
from tests.real_review import make_real_review

TODAY = date(2026, 11, 19)


def run(days_ago: int, **columns: Any) -> dict[str, Any]:
    return {"local_date": TODAY - timedelta(days=days_ago)} | columns


def test_the_days_end_with_the_last_import() -> None:
    imported = TODAY - timedelta(days=7)
    found = make_real_review(run(60), run(9), today=TODAY, last_import=imported)
    assert found.covered_until == imported
    assert found.days["local_date"].max() == imported


def test_a_month_after_the_last_import_is_no_month_off() -> None:
    found = make_real_review(run(80), run(40), today=TODAY, last_import=TODAY - timedelta(days=40))
    [spike] = [flag for flag in found.flags if flag.id == "SESSION_SPIKE"]
    assert spike.level is Level.INSUFFICIENT


def test_activities_dated_after_today_are_counted_and_left_out() -> None:
    found = make_real_review(run(5), run(-1), run(-400), today=TODAY)
    assert (found.n_ahead, found.activities.height) == (2, 1)


def test_a_profile_that_no_body_has_is_reviewed_and_named() -> None:
    told = Profile(birth_year=1986, threshold_heart_rate_bpm=60)  # kept before this was checked
    found = make_real_review(run(1, heart_rate_s={150: 3600}), today=TODAY, profile=told)
    assert (found.load_metric, found.load_notice is None) == (None, False)
    assert found.days["load_au"].to_list() == [None, 0.0]


RUNNER = Profile(
    birth_year=1986,
    resting_heart_rate_bpm=55,
    threshold_heart_rate_bpm=170,
    threshold_speed_mps=4.0,
)
FRAMES = ("activities", "loads", "days", "series", "weeks", "spikes", "ceilings", "leans")
HISTORY = [
    run(
        days_ago,
        distance_m=8000.0 + 200 * (days_ago % 7),
        heart_rate_s=None if days_ago % 5 == 0 else {150: 3600},
        peak_heart_rate_bpm=180.0,
        normalised_graded_speed_mps=3.2,
        rpe_index=4.0 if days_ago % 2 else None,
        descent_m=120.0,
    )
    for days_ago in range(150, 2, -2)
]


@pytest.mark.parametrize(
    "added",
    [
        run(1, distance_m=16_000.0, heart_rate_s={150: 3600}),
        run(60, distance_m=30_000.0, heart_rate_s={160: 3600}),
        run(400, distance_m=5000.0),
        run(77, sport="cycling", heart_rate_s={120: 3600}),
        run(1, peak_heart_rate_bpm=199.0, heart_rate_s={150: 3600}),
    ],
    ids=["the newest", "two months ago", "before all others", "a ride", "a new highest beat"],
)
def test_a_review_after_one_more_activity_equals_a_review_of_all(added: dict[str, Any]) -> None:
    table = make_activities(*HISTORY, added)
    less, more = (Stored(activities=each, last_import=TODAY) for each in (table.head(-1), table))
    before = look_at(less, profile=RUNNER, today=TODAY)
    again = look_at(more, profile=RUNNER, today=TODAY, before=before)
    full = look_at(more, profile=RUNNER, today=TODAY)
    for name in FRAMES:
        assert_frame_equal(getattr(again, name), getattr(full, name), check_exact=True)
    assert (again.flags, again.load_state, again.ceiling) == (
        full.flags,
        full.load_state,
        full.ceiling,
    )


def test_a_threshold_told_today_leaves_the_loads_of_last_month() -> None:
    table = make_activities(run(40, normalised_graded_speed_mps=4.0))
    told = (*as_always(RUNNER), Told(name="threshold_speed_mps", value=5.0, valid_from=TODAY))
    found = look_at(Stored(activities=table, told=told), profile=RUNNER, today=TODAY)
    assert found.loads["pace_load_au"].to_list() == pytest.approx([100.0])
    assert found.thresholds.threshold_speed_mps is not None
    assert found.thresholds.threshold_speed_mps.value == 5.0


def test_the_told_profile_is_without_what_was_only_found() -> None:
    pain = {"entry_id": 1, "local_date": TODAY, "kind": "pain", "place": "knee", "side": "left"}
    diary = DIARY.complete(pl.DataFrame([pain | {"score_index": 5.0}]))
    weekly = [run(7 * week) for week in range(8)]
    found = Stored(activities=make_activities(*weekly), diary=diary, told=())
    review = look_at(found, profile=Profile(), today=TODAY)
    assert review.told_profile == Profile()
    assert [pain.tag for pain in review.profile.pains] == ["knee"]
    assert review.usual_week is not None
