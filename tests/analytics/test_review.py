"""What the review says of days and activities that lie beyond what is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from core.athlete import Profile
from core.findings import Level
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
