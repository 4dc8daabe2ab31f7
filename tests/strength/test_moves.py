"""Moved sessions: the move stands, and the rules that it breaks are said at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.athlete import Experience, Goal, RunDay
from core.log import Move
from core.plan import WeekPlan
from strength import plan_strength_week
from tests.strength.situations import MONDAY, make_need_flag, make_situation
from tests.strength.test_days import week

DAYS = [MONDAY + timedelta(days=day) for day in range(7)]
MON, TUE, WED, THU, FRI, SAT, SUN = DAYS


def moved(*moves: tuple[int, int], runs: str = "rhehrel", **told) -> WeekPlan:
    """The usual week has its sessions on Tuesday and Thursday."""
    usual = {"experience": Experience.SOME, "week": week(runs)}
    made = make_situation(**(usual | told))
    asked = tuple(Move(week=MONDAY, from_day=DAYS[a], to_day=DAYS[b]) for a, b in moves)
    return plan_strength_week(replace(made, moves=asked))


def codes(plan: WeekPlan) -> list[str]:
    return [note.code for note in plan.broken]


def test_a_move_stands_and_keeps_its_planned_day() -> None:
    plan = moved((3, 4))
    assert [(one.day, one.planned_day) for one in plan.sessions] == [(TUE, None), (FRI, THU)]


def test_a_move_that_breaks_nothing_says_nothing() -> None:
    assert codes(moved((3, 4))) == []


def test_a_move_to_another_day_says_when_on_that_day() -> None:
    assert moved((3, 4)).sessions[1].timing == "No run today: any time that suits you."


@pytest.mark.parametrize(
    ("move", "said"),
    [
        ((3, 5), "Saturday is the day before a long run"),
        ((3, 6), "Sunday holds a long run"),
        ((1, 2), "Wednesday is the day before a hard run"),
    ],
)
def test_a_move_next_to_a_key_run_breaks_d1(move: tuple[int, int], said: str) -> None:
    plan = moved(move)
    assert any(note.code == "D1" and note.text.startswith(said) for note in plan.broken)


def test_a_move_closer_than_two_days_breaks_d2() -> None:
    plan = moved((3, 2), runs="rheerel")
    assert codes(plan) == ["D2"]
    assert "Wednesday and Tuesday are less than 48 hours apart" in plan.broken[0].text


def test_a_move_onto_the_day_of_another_session_names_that_day_once() -> None:
    plan = moved((3, 1))
    said = [note.text for note in plan.broken if note.code == "D2"]
    assert [text.partition(":")[0] for text in said] == ["Tuesday holds two full sessions"]


def test_a_move_onto_the_last_free_day_breaks_d4() -> None:
    assert "D4" in codes(moved((3, 4), runs="ehehree"))


def test_a_move_close_to_the_race_breaks_d5() -> None:
    plan = moved((1, 4), phase="peak", goal=Goal.HALF, race_date=MONDAY + timedelta(days=11))
    assert "D5" in codes(plan)


def test_a_light_session_on_a_hard_day_breaks_d7() -> None:
    told = {"flags": [make_need_flag("TIGHTNESS", "act")], "strength_minutes_per_week": 80}
    told["max_strength_sessions"] = 1
    light = next(one for one in moved(**told).sessions if one.kind == "light")
    assert codes(moved((light.day.weekday(), 3), **told)) == ["D7"]


def test_no_session_is_moved_onto_a_race() -> None:
    plan = moved((1, 5), runs="rherrxr")
    assert SAT not in {session.day for session in plan.sessions}
    assert codes(plan) == ["move_onto_race"]


def test_a_session_stays_in_its_week() -> None:
    away = Move(week=MONDAY, from_day=TUE, to_day=MONDAY + timedelta(days=9))
    plan = plan_strength_week(
        replace(make_situation(week=week("rhehrel"), weeks_done=5), moves=(away,))
    )
    assert [note.code for note in plan.broken] == ["move_outside_week"]


def test_a_move_of_another_week_or_of_an_empty_day_changes_nothing() -> None:
    other = Move(week=MONDAY - timedelta(days=7), from_day=TUE, to_day=FRI)
    made = make_situation(week=week("rhehrel"), experience=Experience.SOME)
    assert plan_strength_week(replace(made, moves=(other,))) == plan_strength_week(made)
    assert moved((6, 4)) == moved()


def test_the_last_move_of_a_session_counts() -> None:
    assert [one.day for one in moved((3, 5), (3, 4)).sessions] == [TUE, FRI]


def test_no_rule_is_named_to_the_runner() -> None:
    texts = " ".join(note.text for note in moved((3, 5), (1, 2)).broken)
    assert not any(f"D{number}" in texts for number in range(1, 8))


def test_an_every_day_hard_week_asks_which_days_are_easy() -> None:
    plan = plan_strength_week(make_situation(week=(RunDay.HARD,) * 7))
    assert "every_day_hard" in {note.code for note in plan.notes}
