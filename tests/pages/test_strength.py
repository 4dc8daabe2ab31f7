from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
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


def button(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def log() -> list[tuple[bool, int]]:
    """Of each logged session, whether it is finished, and how many sets of a side it holds."""
    store = pipeline.open_default_store(os.environ)
    rows = pipeline.log.sessions(store).select("log_id", "is_finished").iter_rows()
    return [(finished, len(pipeline.log.one(store, key).sets)) for key, finished in rows]


def test_a_session_is_logged_set_by_set() -> None:
    page = button(opened(), "start_session")
    assert log() == [(False, 0)]
    button(page, "set_done")
    assert log() == [(False, 1)]


def test_a_page_that_is_loaded_again_goes_on_where_it_was() -> None:
    button(button(opened(), "start_session"), "set_done")
    again = opened()
    assert "So far: " in said(again)
    button(again, "set_done")
    assert log() == [(False, 2)]


def test_the_last_set_is_taken_back() -> None:
    page = button(button(button(opened(), "start_session"), "set_done"), "undo_set")
    assert log() == [(False, 0)]
    assert "Set 1 of" in said(page)


def test_strong_pain_ends_the_exercise_with_the_stop_rule() -> None:
    page = button(opened(), "start_session")
    before = page.header[0].value
    page.segmented_control[1].set_value(4).run()
    page.segmented_control[2].set_value(6).run()
    button(page, "set_done")
    assert "leave this exercise now" in page.warning[0].value
    assert page.header[0].value != before


def test_a_session_ends_with_effort_and_notes() -> None:
    page = button(button(button(opened(), "start_session"), "set_done"), "finish_now")
    page.segmented_control(key="log_effort").set_value(6).run()
    button(page, "finish")
    assert log() == [(True, 1)]
    assert "effort 6" in said(page)


def test_a_session_can_wait_while_the_week_is_looked_at() -> None:
    page = button(button(button(opened(), "start_session"), "set_done"), "pause")
    assert "A session is under way: 1 set kept." in said(page)
    button(page, "go_on")
    assert page.button(key="set_done")


def test_a_session_begun_by_mistake_can_be_thrown_away() -> None:
    page = button(button(opened(), "start_session"), "finish_now")
    button(page, "discard")
    assert log() == []
