from __future__ import annotations

import pytest

from core.athlete import Experience
from core.load_cause import LoadState
from strength.dose import Portion, minutes_of, portion
from strength.library import library
from strength.terms import terms_of
from tests.strength.situations import make_situation

LIFTER = {"experience": Experience.REGULAR, "weeks_done": 9}


def dosed(exercise_id: str, *, is_cautious: bool = False, **told) -> Portion:
    exercise = library().exercises[exercise_id]
    scheme = library().schemes[exercise.dose]
    return portion(exercise, scheme, terms_of(make_situation(**told)), is_cautious=is_cautious)


@pytest.mark.parametrize(
    ("weeks_done", "stage_sets", "amount"), [(2, 2, (8, 12)), (4, 3, (6, 8)), (8, 3, (3, 6))]
)
def test_learn_then_build_then_strong(
    weeks_done: int, stage_sets: int, amount: tuple[int, int]
) -> None:
    dose = dosed("back_squat", experience=Experience.REGULAR, weeks_done=weeks_done).dose
    assert (dose.sets, dose.amount) == (stage_sets, amount)


def test_the_first_two_weeks_keep_three_in_reserve() -> None:
    assert dosed("split_squat", weeks_done=0).dose.reps_in_reserve == 3


def test_who_does_not_lift_regularly_stays_at_80_percent() -> None:
    dose = dosed("goblet_squat", experience=Experience.SOME, weeks_done=9).dose
    assert dose.pct_1rm == (75, 80)


def test_a_regular_lifter_goes_to_90_percent() -> None:
    assert dosed("back_squat", **LIFTER).dose.pct_1rm == (80, 90)


@pytest.mark.parametrize(("birth_year", "pct_1rm"), [(2010, (75, 80)), (2009, (80, 90))])
def test_who_may_still_be_15_stays_at_80_percent(birth_year: int, pct_1rm: tuple[int, int]) -> None:
    """On a Monday of 2026 a birthday may still be to come."""
    assert dosed("back_squat", **LIFTER, birth_year=birth_year).dose.pct_1rm == pct_1rm


def test_a_red_load_is_lighter_with_half_the_sets_and_more_in_reserve() -> None:
    dose = dosed("back_squat", **LIFTER, load_state=LoadState.RED).dose
    assert (dose.sets, dose.reps_in_reserve, dose.pct_1rm) == (2, 4, (55, 70))


def test_an_amber_load_takes_a_third_of_the_sets() -> None:
    dose = dosed("back_squat", **LIFTER, load_state=LoadState.AMBER).dose
    assert (dose.sets, dose.reps_in_reserve) == (2, 3)


def test_a_taper_halves_the_sets_at_the_same_load() -> None:
    dose = dosed("back_squat", **LIFTER, phase="taper").dose
    assert (dose.sets, dose.pct_1rm) == (1, (80, 85))


def test_a_slight_pain_costs_one_set() -> None:
    assert dosed("split_squat", **LIFTER, is_cautious=True).dose.sets == 2


def test_there_is_always_at_least_one_set() -> None:
    dose = dosed("tree_pose", weeks_done=3, is_cautious=True, load_state=LoadState.RED).dose
    assert dose.sets == 1


def test_jumps_stay_within_their_contacts() -> None:
    assert dosed("bounding", experience=Experience.SOME, weeks_done=5).contacts == 48


def test_a_hold_or_a_jump_has_no_reserve_to_speak_of() -> None:
    assert dosed("tree_pose").dose.reps_in_reserve is None


def test_minutes_count_both_sides_and_the_rests() -> None:
    assert minutes_of(library().exercises["single_leg_sit_to_stand"], 2) == pytest.approx(31 / 6)


def test_an_extra_set_takes_one_side_and_a_rest() -> None:
    exercise = library().exercises["single_leg_sit_to_stand"]
    longer = minutes_of(exercise, 2, has_extra_set=True) - minutes_of(exercise, 2)
    assert longer == pytest.approx(100 / 60)
