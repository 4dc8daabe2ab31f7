from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.athlete import Profile, RunDay
from core.log import Adjustment, Move, Wish
from core.usual import UsualDay, UsualWeek
from tests.makers import make_usual_week
from tests.plan_makers import MONDAY, THURSDAY, make_plan, make_session
from views import week_changes

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
MOVED = replace(make_session(WEDNESDAY), planned_day=TUESDAY)
NAMES = {"split_squat": "Split squat", "wall_sit": "Wall sit"}


def said(wish: Wish, instead: str | None = None) -> str:
    told = Adjustment(said_on=MONDAY, exercise_id="split_squat", wish=wish, instead=instead)
    return week_changes.said([told], NAMES, today=THURSDAY)[0].text.replace("\u00a0", " ")


def test_a_session_goes_to_a_day_ahead_or_stays() -> None:
    plan = make_plan(make_session(TUESDAY))
    days = week_changes.days_for(plan.sessions[0], plan, Profile(), today=THURSDAY)
    assert list(days) == [TUESDAY, *(MONDAY + timedelta(days=n) for n in range(3, 7))]


def test_a_moved_session_can_go_back_to_its_planned_day() -> None:
    days = week_changes.days_for(MOVED, make_plan(MOVED), Profile(), today=THURSDAY)
    assert days[TUESDAY].endswith(", as planned")


def test_a_day_says_which_run_it_holds() -> None:
    told = Profile(week=(RunDay.LONG,) * 7)
    assert "long run" in week_changes.days_for(MOVED, make_plan(MOVED), told, today=MONDAY)[TUESDAY]


def test_a_moved_session_says_from_where_to_where() -> None:
    found = week_changes.moved(make_plan(MOVED), today=THURSDAY)
    assert found[0].text == "Session A moved from Tuesday to Wednesday."
    assert found[0].what == Move(week=MONDAY, from_day=TUESDAY, to_day=WEDNESDAY)


def test_a_week_that_nobody_changed_says_nothing() -> None:
    assert week_changes.moved(make_plan(make_session()), today=THURSDAY) == ()


def test_what_hurts_says_until_when_it_is_out_and_when_to_see_somebody() -> None:
    assert "Out until Mon 30 Nov" in said(Wish.HURTS)
    assert "see a professional" in said(Wish.HURTS)


def test_a_swap_names_both_exercises() -> None:
    assert said(Wish.SWAP, "wall_sit") == "**Split squat**: swapped for Wall sit, Mon 16 Nov."


def test_the_latest_word_stands_first() -> None:
    told = [
        Adjustment(said_on=MONDAY + timedelta(days=n), exercise_id="split_squat", wish=Wish.EASIER)
        for n in range(3)
    ]
    found = week_changes.said(told, NAMES, today=THURSDAY)
    assert [each.what.said_on for each in found] == [WEDNESDAY, TUESDAY, MONDAY]


def test_a_week_that_was_found_says_what_each_day_stands_on() -> None:
    days = tuple(UsualDay(kind=RunDay.EASY, evidence=f"day {n}", n_weeks=4) for n in range(7))
    usual = UsualWeek(days=days, n_weeks=5, since=MONDAY)
    assert "found in your runs of 5 weeks" in week_changes.usual_heading(usual)
    assert week_changes.usual_lines(usual).splitlines()[6] == (
        "- **Sunday** easy run: :gray[day 6]"
    )


def test_a_week_without_fixed_days_says_so() -> None:
    said = week_changes.usual_heading(make_usual_week(RunDay.REST))
    assert said == "No regular days were found in your runs of 6 weeks."


def test_a_week_that_was_told_is_not_called_found() -> None:
    assert "Profile" in week_changes.usual_heading(None)
