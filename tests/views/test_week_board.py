from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.athlete import Profile, RunDay
from tests.plan_makers import MONDAY, make_plan, make_prescription, make_session
from views import week_board

TUESDAY, SUNDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=6)


def test_the_race_stands_on_its_day_and_frees_the_day_before() -> None:
    days = week_board.board(make_plan(), Profile(race_date=TUESDAY + timedelta(days=1)), TUESDAY)
    assert days[2].run == week_board.RUN_WORDS[RunDay.RACE]
    assert days[0].run != days[2].run


def test_a_race_on_the_coming_monday_is_known_on_sunday() -> None:
    week = (RunDay.EASY,) * 7
    told = Profile(week=week, race_date=SUNDAY + timedelta(days=1))
    assert week_board.board(make_plan(), told, SUNDAY)[6].reason == "Day before race: free"


def test_of_two_sessions_on_one_day_only_the_one_that_was_done_is_ticked() -> None:
    moved = replace(make_session(TUESDAY), planned_day=SUNDAY)
    plan = make_plan(make_session(TUESDAY), moved)
    card = week_board.board(plan, Profile(), TUESDAY, done={TUESDAY})[1]
    assert card.session.count("✓") == 1
    assert card.reason != "Done"
    assert week_board.due_today(plan, TUESDAY, {TUESDAY}) is moved
    assert week_board.board(plan, Profile(), TUESDAY, done={TUESDAY, SUNDAY})[1].reason == "Done"


def test_a_light_session_says_what_is_in_it() -> None:
    given = [make_prescription(pattern) for pattern in ("balance", "trunk_lateral", "breath")]
    light = replace(make_session(prescriptions=given), kind="light")
    days = week_board.board(make_plan(light), Profile(), TUESDAY)
    assert [day.reason for day in days if day.session] == ["Light: balance, trunk and breathing"]


def test_a_week_of_seven_days_of_rest_is_one_without_fixed_runs() -> None:
    days = week_board.board(make_plan(), Profile(week=(RunDay.REST,) * 7), TUESDAY)
    assert {day.run for day in days} == {week_board.OPEN}
    assert week_board.board(make_plan(), Profile(), TUESDAY)[0].run != week_board.OPEN
