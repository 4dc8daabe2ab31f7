from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.findings import Side
from core.log import Kind, SessionDone, SetDone
from tests.plan_makers import THURSDAY, make_exercise, make_prescription, make_session
from views import log_steps
from views.log_steps import Step

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
LEGS = make_prescription()
TRUNK = make_prescription(
    "trunk_lateral",
    exercise=make_exercise(id="plank", per_side=False, pattern="trunk_lateral"),
    start_side=Side.NONE,
    amount=(20, 30),
    measure="hold_s",
)
SESSION = make_session(prescriptions=[LEGS, TRUNK])
STEPS = log_steps.steps(SESSION)


def done(*steps: Step, amount: float = 10.0) -> SessionDone:
    fresh = log_steps.begun(SESSION, on=THURSDAY, at=NOON)
    for step in steps:
        exercise_id, at, side = step.key
        one = SetDone(exercise_id=exercise_id, set_index=at, side=side, amount=amount)
        fresh = log_steps.with_set(fresh, one)
    return fresh


def sides(**told) -> list[Side]:
    made = make_session(prescriptions=[make_prescription(**told)])
    return [step.side for step in log_steps.steps(made)]


def test_the_side_that_begins_comes_first_in_every_set() -> None:
    assert sides(start_side=Side.RIGHT) == [Side.RIGHT, Side.LEFT] * 2


def test_an_extra_set_is_of_one_side_only() -> None:
    assert sides(extra_set_side=Side.LEFT)[-1] is Side.LEFT
    assert len(sides(extra_set_side=Side.LEFT)) == 5


def test_both_sides_of_a_set_share_its_number() -> None:
    assert [step.set_index for step in STEPS[:4]] == [0, 0, 1, 1]


def test_the_first_set_that_is_not_logged_comes_next() -> None:
    assert log_steps.next_step(STEPS, done(*STEPS[:3])) is STEPS[3]


def test_a_skipped_exercise_is_passed_over() -> None:
    skipped = [LEGS.exercise.id]
    assert log_steps.next_step(STEPS, done(), skipped=skipped) is STEPS[4]


def test_what_was_passed_over_stays_so_after_a_reload() -> None:
    assert log_steps.next_step(STEPS, done(STEPS[4])) is STEPS[5]


def test_the_runner_may_go_back_to_what_was_passed_over() -> None:
    assert log_steps.next_step(STEPS, done(STEPS[4]), at=0) is STEPS[0]


def test_nothing_is_left_when_all_sets_are_in() -> None:
    assert log_steps.next_step(STEPS, done(*STEPS)) is None


def test_a_first_set_begins_at_the_lower_end_of_its_range() -> None:
    assert log_steps.suggested(STEPS[0], done()) == (8.0, None)


def test_the_other_side_copies_the_count() -> None:
    assert log_steps.suggested(STEPS[1], done(STEPS[0], amount=11.0))[0] == 11.0


def test_the_weight_of_the_plan_is_there_at_first() -> None:
    weighted = replace(STEPS[0], each=replace(LEGS, load_kg=12.0))
    assert log_steps.suggested(weighted, done())[1] == 12.0


def test_a_set_that_is_logged_again_counts_once() -> None:
    assert len(done(STEPS[0], STEPS[0]).sets) == 1


def test_the_last_set_can_be_taken_back() -> None:
    assert log_steps.without_last(done(*STEPS[:2])).sets == done(STEPS[0]).sets


@pytest.mark.parametrize(("at", "seconds"), [(0, 0), (1, 60), (3, 60), (5, 0)])
def test_a_rest_comes_after_both_sides_and_not_at_the_end(at: int, seconds: int) -> None:
    assert log_steps.rests_after(STEPS[at], STEPS) == seconds


def test_a_session_as_planned_claims_no_more_than_the_lower_end() -> None:
    logged = log_steps.as_planned(SESSION, on=THURSDAY)
    assert {one.amount for one in logged.sets} == {8.0, 20.0}
    assert len(logged.sets) == len(STEPS)
    assert logged.is_finished


def test_a_session_as_planned_tells_no_pain() -> None:
    assert {one.pain_index for one in log_steps.as_planned(SESSION, on=THURSDAY).sets} == {None}


@pytest.mark.parametrize(
    ("families", "kind"),
    [
        (("yoga", "yoga"), Kind.YOGA),
        (("pilates",), Kind.PILATES),
        (("yoga", "balance"), Kind.STRENGTH),
    ],
)
def test_a_session_is_yoga_only_where_all_of_it_is(families: tuple[str, ...], kind: Kind) -> None:
    chosen = [make_prescription(exercise=make_exercise(family=name)) for name in families]
    assert log_steps.kind_of(make_session(prescriptions=chosen)) is kind
