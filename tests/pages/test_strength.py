from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
from core.athlete import Pain, RunDay
from core.load_cause import LoadState
from core.log import Kind, SessionDone, Wish
from core.plan import WeekPlan
from strength import plan_strength_week
from tests.makers import make_balance_flag, make_review
from tests.pages.reading import APP, said
from tests.strength.situations import MONDAY, make_situation
from views import session
from views.session_timer import LEAD_S

PAGE = "pages/6_Strength.py"
TUESDAY = MONDAY + timedelta(days=1)
NOON = datetime(TUESDAY.year, TUESDAY.month, TUESDAY.day, 12, tzinfo=UTC)
FIRST = "single_leg_sit_to_stand"  # opens the basic week


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test is on the same day of the week: a plan depends on it."""
    monkeypatch.setattr(session, "today", lambda: TUESDAY)
    monkeypatch.setattr(session, "now", lambda: NOON)


def opened(monkeypatch: pytest.MonkeyPatch | None = None, **told) -> AppTest:
    """The page with a made review and the plan that follows from it; else the empty store."""
    if monkeypatch is not None:
        situation = make_situation(**told)
        review = make_review(today=TUESDAY, profile=situation.profile, flags=situation.flags)
        made: WeekPlan = plan_strength_week(situation)
        monkeypatch.setattr(session, "review", lambda: review)
        monkeypatch.setattr(session, "plan", lambda: made)
        monkeypatch.setattr(session, "coming_plan", lambda: made)
    page = AppTest.from_file(APP, default_timeout=30).switch_page(PAGE).run()
    assert not page.exception
    return page


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


def test_pain_of_exactly_three_goes_on_with_the_exercise() -> None:
    page = button(opened(), "start_session")
    before = page.header[0].value
    page.segmented_control[1].set_value(3).run()
    button(page, "set_done")
    assert (page.header[0].value, len(page.warning)) == (before, 0)


def test_a_set_that_ends_while_the_clock_runs_holds_what_it_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calm = opened(monkeypatch, pains=(Pain(tag="knee", score=6),))  # it begins with a held pose
    page = button(button(calm, "start_session"), "start_hold")
    monkeypatch.setattr(session, "now", lambda: NOON + timedelta(seconds=LEAD_S + 21.4))
    button(page, "set_done")
    store = pipeline.open_default_store(os.environ)
    done = pipeline.log.one(store, pipeline.log.under_way(store))
    assert done.sets[0].amount == 21


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


def first_wish(page: AppTest, wish: Wish) -> AppTest:
    """Say something of the first exercise of the page."""
    page.session_state[f"wish_{FIRST}"] = True
    page.run()
    return button(page, f"{wish.name}_{FIRST}")


def test_what_hurts_leaves_the_week_and_can_be_taken_back() -> None:
    page = first_wish(opened(), Wish.HURTS)
    assert "Out until" in said(page)
    back = next(each.key for each in page.button if (each.key or "").startswith("take_back_"))
    assert "What you said" not in said(button(page, back))


def test_an_exercise_is_swapped_for_one_that_trains_the_same() -> None:
    page = opened()
    page.session_state[f"wish_{FIRST}"] = True
    page.run()
    page.selectbox(key=f"swap_{FIRST}").select_index(0).run()
    button(page, f"swap_it_{FIRST}")
    assert "swapped for" in said(page)


def test_a_session_is_moved_and_broken_rules_are_said_at_once() -> None:
    page = opened()
    page.session_state["move_sessions"] = True
    page.run()
    box = next(each for each in page.selectbox if each.key.startswith("move_"))
    box.select_index(4).run()
    assert not page.exception
    assert "moved from" in said(page)
    assert any("day before a long run" in each.value for each in page.warning)
    back = next(each.key for each in page.button if (each.key or "").startswith("put_back_"))
    assert "moved from" not in said(button(page, back))


def test_the_board_says_where_its_runs_come_from() -> None:
    assert any("Profile" in each.label for each in opened().expander)


def test_a_session_is_logged_as_planned_by_one_click() -> None:
    page = button(opened(), "as_planned")
    assert log()[0][0]
    assert log()[0][1] > 0
    assert "In your log" in said(page)


def test_the_answer_goes_on_to_the_next_session_once_one_is_done() -> None:
    before = opened().header[0].value
    assert button(opened(), "as_planned").header[0].value != before


def test_the_morning_after_is_asked_once() -> None:
    store = pipeline.open_default_store(os.environ)
    done = SessionDone(local_date=TUESDAY - timedelta(days=1), duration_s=1200.0)
    key = pipeline.log.add(store, done, today=TUESDAY)
    page = opened()
    page.segmented_control(key=f"pain_after_{key}").set_value(2).run()
    assert pipeline.log.one(store, key).pain_after_index == 2
    assert "The morning after" not in said(opened())


def test_a_logged_session_can_be_taken_out() -> None:
    page = button(opened(), "as_planned")
    gone = next(each.key for each in page.button if (each.key or "").startswith("delete_"))
    button(page, gone)
    assert log() == []


def test_a_logged_session_can_be_changed() -> None:
    page = button(opened(), "as_planned")
    change = next(each.key for each in page.button if (each.key or "").startswith("edit_"))
    button(page, change)
    name = change.removeprefix("edit_")
    page.number_input(key=f"minutes_{name}").set_value(31).run()
    button(page, f"keep_{name}")
    assert "31 min" in said(page)


def test_yoga_without_a_watch_is_logged_by_its_minutes() -> None:
    page = opened()
    page.session_state["log_other"] = True
    page.run()
    page.selectbox(key="kind_other").set_value(Kind.YOGA).run()
    page.number_input(key="minutes_other").set_value(25).run()
    button(page, "keep_other")
    assert "Yoga, 25 min" in said(page)


def test_an_empty_session_is_not_kept() -> None:
    page = opened()
    page.session_state["log_other"] = True
    page.run()
    button(page, "keep_other")
    assert "at least one set" in page.warning[0].value
    assert log() == []


def test_a_day_that_has_not_come_is_refused_beside_the_table() -> None:
    page = opened()
    page.session_state["log_other"] = True
    page.run()
    page.number_input(key="minutes_other").set_value(20).run()
    page.date_input(key="day_other").set_value(TUESDAY + timedelta(days=3)).run()
    button(page, "keep_other")
    assert page.error
    assert log() == []


def test_a_week_that_nobody_looked_back_on_says_what_it_takes() -> None:
    assert "Did it work?" in said(opened())


def test_everything_can_be_taken_away() -> None:
    labels = [each.proto.label for each in opened().get("download_button")]
    assert labels[0] == "Week for your calendar"
    assert "Strength A for your watch" in labels
    assert labels[-2:] == ["Week to print", "Two-page report"]


@pytest.mark.parametrize(
    "told",
    [
        {"week": (RunDay.HARD,) * 7},
        {"week": (RunDay.LONG,) * 7},
        {"strength_minutes_per_week": 5},
        {"max_strength_sessions": 0},
        {"conditions": frozenset({"pregnancy", "bone_stress"})},
        {"floor_ok": False, "equipment": frozenset({"trampoline"})},
    ],
)
def test_a_profile_that_leaves_no_room_still_has_a_page_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, told: dict
) -> None:
    page = opened(monkeypatch, **told)
    assert page.header[0].value
    assert "Why this plan" in said(page)
    assert len(said(page)) > 500
