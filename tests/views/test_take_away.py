from __future__ import annotations

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from core.athlete import Pain
from core.findings import Review
from core.plan import WeekPlan
from strength import plan_strength_week
from tests.makers import make_review
from tests.strength.situations import MONDAY, make_situation
from views import session, take_away
from views.panel import Export

NOW = datetime(2026, 1, 6, 12, tzinfo=UTC)


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch) -> Review:
    made = make_review(
        today=MONDAY, profile=make_situation(pains=(Pain(tag="knee", score=1),)).profile
    )
    monkeypatch.setattr(session, "review", lambda: made)
    monkeypatch.setattr(session, "today", lambda: MONDAY)
    monkeypatch.setattr(session, "now", lambda: NOW)
    return made


def exports(review: Review, plan: WeekPlan | None = None, **told) -> dict[str, Export]:
    week = plan_strength_week(make_situation()) if plan is None else plan
    return {each.key: each for each in take_away.panel(week, review, told).exports}


def test_every_session_goes_to_the_watch(review: Review) -> None:
    made = exports(review)
    data = made["export_watch_a"].make()
    assert data[8:12] == b".FIT"
    assert "export_watch_b" in made


def test_the_calendar_holds_the_sessions(review: Review) -> None:
    made = Calendar.from_ical(exports(review)["export_calendar"].make())
    assert len(made.walk("VEVENT")) == 2


def test_the_report_tells_nothing_personal_unless_it_is_ticked(review: Review) -> None:
    told = exports(review, has_health=True, name="Ada")["export_report"].make().decode()
    silent = exports(review)["export_report"].make().decode()
    assert "Pain, as told" in told
    assert "Ada" in told
    assert "Pain, as told" not in silent
    assert "Ada" not in silent


def test_a_week_without_a_session_still_has_its_report(review: Review) -> None:
    empty = plan_strength_week(make_situation(strength_minutes_per_week=0))
    assert list(exports(review, empty)) == ["export_report"]
