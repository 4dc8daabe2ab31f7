from __future__ import annotations

from datetime import date

import pytest

from core.plan import Note
from tests.plan_makers import THURSDAY, make_plan, make_prescription, make_session
from views import next_session

TUESDAY, FRIDAY = date(2026, 11, 17), date(2026, 11, 20)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_next_session_is_the_first_that_is_not_past() -> None:
    plan = make_plan(make_session(TUESDAY), make_session(FRIDAY))
    due = next_session.next_session(plan, THURSDAY)
    assert due is not None
    assert due.day == FRIDAY


def test_a_session_of_today_is_still_due() -> None:
    plan = make_plan(make_session(THURSDAY))
    assert next_session.next_session(plan, THURSDAY) is plan.sessions[0]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (THURSDAY, "Strength today: 24 min for thighs."),
        (date(2026, 11, 18), "Strength tomorrow: 24 min for thighs."),
        (date(2026, 11, 16), "Strength Thursday: 24 min for thighs."),
        (FRIDAY, "No more strength this week."),
    ],
)
def test_the_sentence_says_when(today: date, said: str) -> None:
    assert plain(next_session.in_a_sentence(make_plan(make_session()), today)) == said


def test_an_empty_plan_says_that_there_is_none() -> None:
    assert next_session.in_a_sentence(make_plan(), THURSDAY) == "No strength this week."


def test_an_empty_plan_gives_its_own_reason() -> None:
    plan = make_plan(message="Race week.", notes=(Note(code="race", text="Rest for the race."),))
    assert next_session.why_none(plan) == "Race week. Rest for the race."


def test_a_week_whose_days_are_over_says_so() -> None:
    assert "days are over" in next_session.why_none(make_plan(make_session(TUESDAY)))


def test_the_areas_are_the_two_with_the_most_minutes() -> None:
    chosen = [
        make_prescription("calf", minutes=6.0),
        make_prescription("trunk_lateral", minutes=2.0),
        make_prescription("hinge", minutes=4.0),
        make_prescription("hip_lateral", minutes=4.0),
    ]
    assert next_session.areas(make_session(prescriptions=chosen)) == "hips and calves"


@pytest.mark.parametrize(
    ("amount", "measure", "said"),
    [
        ((8, 12), "reps", "2 × 8–12"),
        ((20, 20), "hold_s", "2 × 20 s"),
        ((20, 30), "distance_m", "2 × 20–30 m"),
    ],
)
def test_a_dose_is_sets_times_amount(amount: tuple[int, int], measure: str, said: str) -> None:
    each = make_prescription(amount=amount, measure=measure)
    assert plain(next_session.dose(each)) == said


def test_the_place_counts_the_sessions_of_the_week() -> None:
    plan = make_plan(make_session(TUESDAY), make_session())
    assert next_session.place(plan.sessions[1], plan, THURSDAY) == "2 of 2 this week"


def test_a_plan_seen_from_the_week_before_is_next_weeks() -> None:
    plan = make_plan(make_session(TUESDAY), make_session())
    assert next_session.place(plan.sessions[0], plan, date(2026, 11, 15)) == "1 of 2 next week"


def test_a_day_more_than_a_week_ahead_is_named_with_its_date() -> None:
    assert plain(next_session.when(date(2026, 11, 22), date(2026, 11, 12))) == "on Sun 22 Nov"
