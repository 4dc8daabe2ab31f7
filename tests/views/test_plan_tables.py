from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.athlete import Experience, Pain, Profile, RunDay
from core.findings import Side
from core.load_cause import LoadCause, LoadState
from core.plan import Focus, WeekPlan
from strength import plan_strength_week
from tests.makers import MadeRun, make_review
from tests.strength.situations import MONDAY, make_need_flag, make_situation
from views import exercise_words, plan_tables, week_board

TUESDAY, SUNDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=6)
TESTED = {
    "flags": [make_need_flag("ST_CALF", "act", side=Side.LEFT)],
    "focus": Focus(side=Side.LEFT, is_provisional=False),
    "experience": Experience.SOME,
    "weeks_done": 5,
}


def plan(**told) -> WeekPlan:
    return plan_strength_week(make_situation(**told))


def cards(made: WeekPlan) -> list[exercise_words.ExerciseCard]:
    return [
        exercise_words.exercise_card(each, number)
        for session in made.sessions
        for number, each in enumerate(session.prescriptions, start=1)
    ]


def test_the_answer_says_how_many_what_first_and_when_next() -> None:
    answer = plan_tables.answer(plan(), TUESDAY).replace("\u00a0", " ")
    assert answer.startswith("Two sessions this week, ")
    assert " first. The next one is today: " in answer
    assert answer.endswith(" min.")


def test_an_answer_after_the_last_day_says_that_it_is_over() -> None:
    assert plan_tables.answer(plan(), SUNDAY).endswith("The week's days for it are over.")


def test_an_illness_leads_before_any_session() -> None:
    answer = plan_tables.answer(plan(), TUESDAY, profile=Profile(ill_since=MONDAY))
    assert answer.startswith("You are ill since ")
    assert "next one" not in answer


def test_a_week_without_a_session_says_so() -> None:
    assert plan_tables.answer(plan(strength_minutes_per_week=0), TUESDAY) == (
        "No strength session this week."
    )


@pytest.mark.parametrize(
    ("state", "word"),
    [(LoadState.GREEN, "● Load"), (LoadState.AMBER, "▲ Load"), (LoadState.RED, "◆ Load")],
)
def test_the_load_badge_has_sign_and_word(state: LoadState, word: str) -> None:
    assert word in plan_tables.badges(plan(), Profile(), state)


def test_the_side_that_begins_has_its_own_colour() -> None:
    assert ":orange-badge[Start left]" in plan_tables.badges(
        plan(**TESTED), Profile(), LoadState.GREEN
    )


def test_a_calm_week_is_named_calm() -> None:
    made = plan(pains=(Pain(tag="knee", score=6),))
    assert ":yellow-badge[▲ Calm week" in plan_tables.badges(made, Profile(), LoadState.GREEN)


def test_no_green_mark_stands_beside_the_advice_to_see_a_professional() -> None:
    made = plan(pains=(Pain(tag="knee", score=6),))
    assert "green" not in plan_tables.badges(made, Profile(), LoadState.GREEN)


def test_every_exercise_shows_why_how_and_how_much() -> None:
    for card in cards(plan()):
        assert card.why.startswith(":gray[Why] ")
        assert card.cues.startswith("– ")
        assert "×" in card.dose
        assert "Evidence: " in card.foot


def test_sides_are_split_only_where_they_differ() -> None:
    doses = [card.dose for card in cards(plan(**TESTED))]
    assert any(":orange[4\u00a0×" in dose and ":blue[3\u00a0×" in dose for dose in doses)
    assert any(dose.endswith("each side**") for dose in doses)


def test_the_side_that_begins_stands_first() -> None:
    right = TESTED | {
        "flags": [make_need_flag("ST_CALF", "act", side=Side.RIGHT)],
        "focus": Focus(side=Side.RIGHT, is_provisional=False),
    }
    split = [card.dose for card in cards(plan(**right)) if "left]" in card.dose]
    assert split
    assert all(dose.startswith("**:blue[") for dose in split)


def test_an_extra_set_says_that_its_evidence_is_weak() -> None:
    assert any("Extra left set: weak" in card.foot for card in cards(plan(**TESTED)))


def test_safety_notes_are_read_first_and_once() -> None:
    made = plan(pains=(Pain(tag="knee", score=6),))
    assert [note.code for note in plan_tables.first_notes(made)] == ["see_professional"]
    assert "see_professional" not in [note.code for note in plan_tables.other_notes(made)]


def test_every_source_is_listed_once() -> None:
    lines = plan_tables.limits(plan()).splitlines()
    assert len(lines) == len(set(lines))
    assert any("Hebert-Losier 2017" in line for line in lines)


def test_the_next_session_is_shown_first() -> None:
    made = plan()
    assert plan_tables.first_shown(made, made.sessions[1].day) == 1
    assert plan_tables.first_shown(made, SUNDAY) == 0


def test_the_board_has_seven_days_and_marks_today() -> None:
    days = week_board.board(plan(), Profile(), TUESDAY)
    assert [day.is_today for day in days] == [False, True, *[False] * 5]
    assert days[1].head.startswith("**Today**")


def test_a_free_day_says_why() -> None:
    days = week_board.board(plan(), Profile(), TUESDAY)
    assert days[0].reason == "Day before hard: free"
    assert days[5].reason == "Day before long: free"
    assert days[6].reason == "Long run: free"


def test_a_race_day_is_free() -> None:
    week = (RunDay.EASY,) * 6 + (RunDay.RACE,)
    days = week_board.board(plan(week=week), replace(Profile(), week=week), TUESDAY)
    assert days[6].reason == "Race: free"


def test_sessions_are_named_in_the_order_of_the_week() -> None:
    made = plan()
    assert [week_board.session_label(session, made)[:2] for session in made.sessions] == [
        "A,",
        "B,",
    ]


@pytest.mark.parametrize(
    "runs", [(), (MadeRun(days_ago=31),), (MadeRun(days_ago=2, distance_m=None, load_au=None),)]
)
def test_a_load_that_nobody_knows_is_not_called_ready(runs: tuple[MadeRun, ...]) -> None:
    state = plan_tables.known_load(make_review(runs=runs))
    assert ":gray-badge[◌ Load: unknown]" in plan_tables.badges(plan(), Profile(), state)


def test_a_recent_run_makes_the_load_known() -> None:
    assert plan_tables.known_load(make_review(runs=[MadeRun(days_ago=30)])) is LoadState.GREEN


def test_a_lighter_week_stays_one_without_a_recent_run() -> None:
    review = make_review(runs=(), load_cause=LoadCause.JUMP)
    assert plan_tables.known_load(review) is LoadState.AMBER
