from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.athlete import Experience, Goal
from core.plan import Situation, WeekPlan
from strength import plan_strength_week
from strength.missed import weeks_before
from tests.strength.logs import make_log, make_sessions, sets_of, weekly
from tests.strength.situations import MONDAY, make_situation

WEEK = timedelta(days=7)


def after(n_weeks: int, *, missed: int = 0, **told) -> Situation:
    """A runner who trained so many weeks and then missed some."""
    made = make_situation(experience=Experience.SOME, **told)
    return replace(made, sessions_done=weekly(MONDAY - missed * WEEK, n_weeks))


def codes(made: WeekPlan) -> set[str]:
    return {note.code for note in made.notes}


def test_the_weeks_of_the_log_count() -> None:
    assert weeks_before(after(5), MONDAY).n_done == 5


def test_without_a_log_the_profile_tells_the_weeks() -> None:
    assert weeks_before(make_situation(weeks_done=6), MONDAY).n_done == 6


def test_weeks_told_on_a_day_go_on_with_the_log() -> None:
    told = replace(after(5, weeks_done=10), weeks_told_on=MONDAY - 3 * WEEK)
    assert weeks_before(told, MONDAY).n_done == 13


def test_weeks_told_nobody_knows_when_are_not_counted_twice() -> None:
    assert weeks_before(after(5, weeks_done=10), MONDAY).n_done == 10


def test_a_session_of_the_week_itself_does_not_count_yet() -> None:
    today = make_sessions({"local_date": MONDAY})
    assert weeks_before(replace(make_situation(), sessions_done=today), MONDAY).n_done == 0


def test_yoga_and_unfinished_sessions_are_no_week_of_strength() -> None:
    day = MONDAY - timedelta(days=3)
    others = make_sessions(
        {"local_date": day, "kind": "yoga"},
        {"local_date": day - WEEK, "is_finished": False},
    )
    assert weeks_before(replace(make_situation(), sessions_done=others), MONDAY).n_done == 0


def test_sets_without_a_session_count_as_one() -> None:
    log = make_log(*sets_of("crunch", MONDAY - timedelta(days=3), 8))
    assert weeks_before(replace(make_situation(), log=log), MONDAY).n_done == 1


def test_two_sessions_of_one_day_are_two() -> None:
    day = MONDAY - timedelta(days=3)
    two = make_sessions({"local_date": day, "log_id": 1}, {"local_date": day, "log_id": 2})
    log = make_log(*sets_of("crunch", day, 8), *sets_of("crunch", day - timedelta(days=2), 8))
    done = replace(make_situation(), sessions_done=two, log=log)
    assert weeks_before(done, MONDAY).n_last == 3


def test_a_missed_session_is_nothing_to_catch_up() -> None:
    made = plan_strength_week(after(5))
    assert codes(made) & {"session_missed", "week_missed", "weeks_missed"} == {"session_missed"}


@pytest.mark.parametrize("missed", [1, 2])
def test_a_missed_week_is_the_same_week_once_more(missed: int) -> None:
    before, again = after(5), after(5, missed=missed)
    made = plan_strength_week(again)
    assert "week_missed" in codes(made)
    assert (made.stage, weeks_before(again, MONDAY).n_done) == (
        plan_strength_week(before).stage,
        5,
    )


def test_three_missed_weeks_bring_one_week_of_first_doses() -> None:
    made = plan_strength_week(after(9, missed=3))
    assert made.stage == "learn"
    assert "weeks_missed" in codes(made)


def test_the_week_after_the_return_goes_on_where_it_was() -> None:
    back = after(9, missed=4)
    done = make_sessions({"local_date": MONDAY - timedelta(days=5)})
    sessions = back.sessions_done.vstack(done)
    assert plan_strength_week(replace(back, sessions_done=sessions)).stage == "strong"


def test_weeks_of_a_race_are_not_missed() -> None:
    race = MONDAY - timedelta(days=15)
    assert weeks_before(after(9, missed=3, goal=Goal.MARATHON, race_date=race), MONDAY).n_missed < 3


def test_after_six_weeks_the_tests_are_due() -> None:
    assert "review_due" in codes(plan_strength_week(after(6)))
