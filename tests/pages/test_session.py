"""What every page shares: the runner's day, in whatever zone the browser names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from core.athlete import Profile
from tests.corpus import HOUSE
from tests.plan_makers import make_plan, make_session
from views import looks, session

LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
NEW_YORK, LINE_ISLANDS = "America/New_York", "Pacific/Kiritimati"


def test_a_browser_that_names_no_zone_of_this_world_breaks_no_page() -> None:
    page = AppTest.from_file(HOUSE / "app.py", default_timeout=30)
    page.context = {"timezone": "Etc/Unknown"}
    page.run()
    assert not page.exception


@pytest.mark.parametrize(
    ("home", "browser", "day"),
    [
        (None, "Etc/Unknown", 22),
        (None, "", 22),
        (None, None, 22),
        (None, LINE_ISLANDS, 23),
        (LINE_ISLANDS, NEW_YORK, 23),
        (NEW_YORK, LINE_ISLANDS, 23),
        (NEW_YORK, NEW_YORK, 22),
    ],
)
def test_today_is_the_later_day_of_home_and_browser(
    home: str | None, browser: str | None, day: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "profile", lambda: Profile(timezone=home))
    monkeypatch.setattr(session, "now", lambda: LATE)
    monkeypatch.setattr(session.st, "context", SimpleNamespace(timezone=browser))
    assert session.today() == date(2026, 11, day)


@pytest.mark.parametrize("is_metric", [True, False])
def test_the_first_drop_leaves_told_units_as_they_are(
    is_metric: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Profile(timezone="Europe/Berlin", is_metric=is_metric)
    assert _guessed(told, "America/New_York", "en-US", monkeypatch) == told


def test_units_told_without_a_zone_are_not_guessed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Profile(mass_kg=70)
    guess = _guessed(told, "America/New_York", "en-US", monkeypatch)
    assert guess == replace(told, timezone="America/New_York")


def test_nothing_told_takes_the_units_of_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    guess = _guessed(Profile(), "America/New_York", "en-US", monkeypatch)
    assert guess == Profile(
        timezone="America/New_York", is_metric=False, week_begins_on_sunday=True
    )


@pytest.mark.parametrize(("on_sunday", "n_weeks"), [(True, 2), (False, 1)])
def test_a_sunday_that_begins_a_week_has_the_plan_of_the_days_after_it(
    on_sunday: bool, n_weeks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Profile(week_begins_on_sunday=on_sunday)
    monkeypatch.setattr(session, "profile", lambda: told)
    monkeypatch.setattr(session, "today", lambda: date(2026, 11, 22))
    monkeypatch.setattr(
        session, "plan_of", lambda week: replace(make_plan(make_session(week)), week=week)
    )
    days = [each.day for each in looks.shown_plan().sessions]
    assert days == [date(2026, 11, 16), date(2026, 11, 23)][:n_weeks]


def _guessed(told: Profile, zone: str, locale: str, monkeypatch: pytest.MonkeyPatch) -> Profile:
    context = SimpleNamespace(timezone=zone, locale=locale)
    monkeypatch.setattr(session, "profile", lambda: told)
    monkeypatch.setattr(session.st, "context", context)
    return session.guessed_profile()
