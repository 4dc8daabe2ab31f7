from __future__ import annotations

from datetime import timedelta

import pytest

from core.athlete import Experience, Goal, RunDay
from core.load_cause import LoadState
from strength.days import full_days, light_days, wanted_light_sessions, wanted_sessions
from strength.terms import terms_of
from tests.strength.situations import MONDAY, make_need_flag, make_situation

LETTERS = {"r": RunDay.REST, "e": RunDay.EASY, "h": RunDay.HARD, "l": RunDay.LONG, "x": RunDay.RACE}


def week(letters: str) -> tuple[RunDay, ...]:
    return tuple(LETTERS[letter] for letter in letters)


def days(letters: str, n_sessions: int = 2, **told) -> tuple[int, ...]:
    return full_days(terms_of(make_situation(week=week(letters), **told)), n_sessions)


@pytest.mark.parametrize(("minutes", "sessions"), [(19, 1), (20, 2), (89, 2), (90, 3)])
def test_time_sets_the_number_of_sessions(minutes: int, sessions: int) -> None:
    told = {"experience": Experience.SOME, "strength_minutes_per_week": minutes}
    assert wanted_sessions(terms_of(make_situation(**told))) == sessions


def test_a_red_load_allows_two_sessions_at_most() -> None:
    told = {"experience": Experience.SOME, "strength_minutes_per_week": 120}
    assert wanted_sessions(terms_of(make_situation(**told, load_state=LoadState.RED))) == 2


def test_hard_days_take_the_strength_work_so_that_easy_days_stay_easy() -> None:
    assert days("rhehrel") == (1, 3)


def test_nothing_on_the_day_before_a_long_run_or_on_it() -> None:
    assert days("rrrrrrl", 3) == (0, 2, 4)


def test_the_week_is_a_circle_so_sunday_is_the_day_before_monday() -> None:
    assert 6 not in days("hrrrrrr", 3)


def test_fewer_days_are_used_when_the_gap_does_not_fit() -> None:
    assert days("ehlhehl", 3) == (3,)


def test_not_every_rest_day_is_taken() -> None:
    assert days("reeerel", 2) == (1, 3)


def test_the_last_days_before_a_marathon_are_free() -> None:
    race = MONDAY + timedelta(days=14)
    assert days("rreeeer", 3) == (0, 2, 4)
    assert days("rreeeer", 3, goal=Goal.MARATHON, race_date=race) == (0, 3)


def test_a_light_flag_asks_for_one_light_session() -> None:
    terms = terms_of(make_situation(flags=[make_need_flag("TIGHTNESS")]))
    assert wanted_light_sessions(terms, 2) == 1


def test_a_taper_without_room_for_a_full_session_gets_a_light_one() -> None:
    assert wanted_light_sessions(terms_of(make_situation(phase="taper")), 0) == 1


def test_light_sessions_take_easy_or_rest_days_away_from_the_full_ones() -> None:
    terms = terms_of(make_situation(week=week("rhehrel")))
    assert light_days(terms, (1, 3), 1) == (5,)


def test_the_day_of_the_race_is_left_free() -> None:
    race = MONDAY + timedelta(days=5)
    terms = terms_of(make_situation(week=week("rhehrel"), race_date=race))
    assert light_days(terms, (1, 3), 7) == (0, 2, 4)
