from __future__ import annotations

from dataclasses import replace

from core.athlete import Pain
from core.log import Adjustment, Wish
from strength import alternatives, what_changes
from strength.gates import refusal
from strength.library import library
from strength.terms import terms_of
from tests.strength.situations import MONDAY, make_situation
from tests.strength.sweep import random_situation

SHELF = library().exercises


def ids(exercise_id: str, **told) -> list[str]:
    return [one.id for one in alternatives(SHELF[exercise_id], make_situation(**told))]


def test_an_alternative_trains_the_same_main_quality() -> None:
    found = alternatives(SHELF["heel_raise_two_leg"], make_situation())
    assert [one.id for one in found] == ["bent_knee_heel_raise"]


def test_the_nearest_alternative_comes_first() -> None:
    assert ids("split_squat")[0] == "step_up"


def test_an_alternative_passes_every_gate() -> None:
    for seed in range(8):
        situation = random_situation(seed)
        terms = terms_of(situation)
        for exercise in SHELF.values():
            for other in alternatives(exercise, situation)[:3]:
                assert refusal(other, terms) is None


def test_what_hurts_is_no_alternative() -> None:
    said = Adjustment(said_on=MONDAY, exercise_id="step_up", wish=Wish.HURTS)
    now = replace(make_situation(), adjustments=(said,))
    assert "step_up" not in [one.id for one in alternatives(SHELF["split_squat"], now)]


def test_a_sore_knee_leaves_fewer_alternatives() -> None:
    assert len(ids("split_squat", pains=(Pain(tag="knee", score=3),))) < len(ids("split_squat"))


def test_what_a_swap_changes_is_said() -> None:
    said = what_changes(SHELF["heel_raise_two_leg"], SHELF["heel_raise_single"])
    assert said == (
        "One side at a time instead of both; harder; may leave you more sore; takes more time."
    )


def test_a_swap_that_changes_little_says_so() -> None:
    said = what_changes(SHELF["split_squat"], SHELF["step_up"])
    assert said == "Trains the same in much the same way."
