"""What every page shares: the runner's day, in whatever zone the browser names."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from core.athlete import Profile
from tests.corpus import HOUSE
from views import session


@pytest.mark.parametrize("zone", ["Etc/Unknown", "", None, "Pacific/Kiritimati"])
def test_a_page_opens_whatever_zone_the_browser_names(zone: str | None) -> None:
    page = AppTest.from_file(HOUSE / "app.py", default_timeout=30)
    page.context = {"timezone": zone}
    page.run()
    assert not page.exception


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


def _guessed(told: Profile, zone: str, locale: str, monkeypatch: pytest.MonkeyPatch) -> Profile:
    context = SimpleNamespace(timezone=zone, locale=locale)
    monkeypatch.setattr(session, "profile", lambda: told)
    monkeypatch.setattr(session.st, "context", context)
    return session.guessed_profile()
