"""A session of the plan as steps for the watch."""

from __future__ import annotations

import pytest

from core.findings import Side
from core.workout import Repeat, Until, Work
from ingest.sets import CATEGORIES
from strength.library import library
from strength.matched_sets import exercise_of
from strength.watch_steps import WATCH_NAMES, exercise_steps, workout_of
from tests.plan_makers import make_exercise, make_prescription, make_session

MOST_STEPS = 50  # what Garmin Connect takes; the largest week that the engine made had 42


@pytest.mark.parametrize("exercise_id", WATCH_NAMES)
def test_a_watchs_word_is_read_back_as_the_same_exercise(exercise_id: str) -> None:
    assert exercise_of(*WATCH_NAMES[exercise_id]) == exercise_id


@pytest.mark.parametrize("exercise_id", WATCH_NAMES)
def test_a_word_is_of_a_kind_that_older_watches_know(exercise_id: str) -> None:
    assert WATCH_NAMES[exercise_id][0] in CATEGORIES


def test_sets_repeat_with_both_sides_and_one_rest() -> None:
    (repeat,) = exercise_steps(make_prescription(sets=3))
    assert isinstance(repeat, Repeat)
    assert repeat.n_times == 3
    assert [step.work for step in repeat.steps] == [Work.ACTIVE, Work.ACTIVE, Work.REST]


@pytest.mark.parametrize(
    ("begins", "first"), [(Side.LEFT, "Left"), (Side.RIGHT, "Right"), (Side.NONE, "Left")]
)
def test_the_side_that_begins_comes_first(begins: Side, first: str) -> None:
    (repeat,) = exercise_steps(make_prescription(start_side=begins))
    assert repeat.steps[0].title == f"{first}: Single-leg sit-to-stand"


def test_an_exercise_of_both_sides_is_one_step() -> None:
    both = make_exercise(per_side=False, unilateral=False)
    (repeat,) = exercise_steps(make_prescription(exercise=both, start_side=Side.NONE))
    assert [step.name for step in repeat.steps] == ["Single-leg sit-to-stand", "Rest"]


def test_an_extra_set_is_one_more_of_its_side_alone() -> None:
    steps = exercise_steps(make_prescription(extra_set_side=Side.RIGHT))
    assert [step.title for step in steps[1:]] == ["Right: Single-leg sit-to-stand", "Rest"]


def test_one_set_is_not_repeated() -> None:
    steps = exercise_steps(make_prescription(sets=1))
    assert not any(isinstance(step, Repeat) for step in steps)


def test_repetitions_ask_for_the_upper_end_and_a_hold_lasts_the_lower() -> None:
    (reps,) = exercise_steps(make_prescription(amount=(8, 12)))
    (hold,) = exercise_steps(make_prescription(amount=(20, 30), measure="hold_s"))
    assert (reps.steps[0].until, reps.steps[0].amount) == (Until.REPS, 12)
    assert (hold.steps[0].until, hold.steps[0].amount) == (Until.TIME, 20)


def test_a_distance_ends_with_a_press() -> None:
    (walk,) = exercise_steps(make_prescription(amount=(20, 20), measure="distance_m"))
    assert walk.steps[0].until is Until.PRESS


def test_notes_say_side_range_reserve_and_the_first_cue() -> None:
    (repeat,) = exercise_steps(make_prescription())
    said = "Left side, 8 to 12 repetitions, stop with 3 in reserve. Slowly down."
    assert repeat.steps[0].notes == said


def test_a_full_session_begins_with_the_warm_up_and_does_not_end_in_a_rest() -> None:
    workout = workout_of(
        make_session(prescriptions=(make_prescription(sets=1),)), name="Strength A"
    )
    assert [step.title for step in workout.steps] == [
        "Warm up",
        "Left: Single-leg sit-to-stand",
        "Right: Single-leg sit-to-stand",
    ]


def test_every_exercise_of_the_library_becomes_steps() -> None:
    for exercise in library().exercises.values():
        steps = exercise_steps(make_prescription(exercise=exercise, sets=1))
        assert steps[0].name.endswith(exercise.name)


def test_a_long_session_stays_below_the_steps_that_watches_take() -> None:
    each = make_prescription(sets=3, extra_set_side=Side.RIGHT)
    workout = workout_of(make_session(prescriptions=[each] * 8), name="Strength A")
    n_steps = sum(len(part.steps) + 1 if isinstance(part, Repeat) else 1 for part in workout.steps)
    assert n_steps <= MOST_STEPS
