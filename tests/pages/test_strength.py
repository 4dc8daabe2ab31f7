from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.athlete import Pain
from core.findings import LoadState
from core.plan import WeekPlan
from strength import plan_strength_week
from tests.makers import make_balance_flag, make_review
from tests.strength.situations import MONDAY, make_situation
from views import session

APP = Path(__file__).parents[2] / "app.py"
PAGE = "pages/6_Strength.py"


def opened(monkeypatch: pytest.MonkeyPatch | None = None, **told) -> AppTest:
    """The page with a made review and the plan that follows from it; else the empty store."""
    if monkeypatch is not None:
        situation = make_situation(**told)
        review = make_review(
            today=MONDAY + timedelta(days=1), profile=situation.profile, flags=situation.flags
        )
        made: WeekPlan = plan_strength_week(situation)
        monkeypatch.setattr(session, "review", lambda: review)
        monkeypatch.setattr(session, "plan", lambda: made)
        monkeypatch.setattr(session, "coming_plan", lambda: made)
    page = AppTest.from_file(APP, default_timeout=30).run().switch_page(PAGE).run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    texts = (*page.markdown, *page.caption, *page.subheader)
    return " ".join(element.value for element in texts).replace("\u00a0", " ")


def test_an_empty_store_gets_the_basic_week_and_the_way_to_upload() -> None:
    page = opened()
    assert "it is the basic one" in page.info[0].value
    assert "basic week that the evidence supports" in said(page)


def test_the_answer_stands_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened(monkeypatch).header[0].value.startswith("Two sessions this week, ")


def test_every_exercise_of_the_shown_session_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, flags=[make_balance_flag()])
    whys = [each.value for each in page.markdown if each.value.startswith(":gray[Why]")]
    assert any("51.6\u00a0% left over 5 runs" in why for why in whys)


def test_another_session_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch)
    page.segmented_control(key="shown_session").set_value(1).run()
    assert not page.exception
    assert "Session B" in said(page)


def test_the_picture_says_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = opened(monkeypatch).get("vega_lite_chart")[0]
    assert chart.proto.alt.startswith("This week trains most: ")


def test_strong_pain_shows_the_advice_before_the_board(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, pains=(Pain(tag="knee", score=6),))
    assert "doctor or physiotherapist" in page.warning[0].value


def test_a_week_without_sessions_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, strength_minutes_per_week=0)
    assert page.header[0].value == "No strength session this week."
    assert "The minutes you gave are too few" in said(page)


def test_the_stop_rules_are_always_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "stop and see a professional" in said(opened(monkeypatch, load_state=LoadState.RED))
