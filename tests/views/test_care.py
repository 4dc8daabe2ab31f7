from __future__ import annotations

import pytest

from core.athlete import PAIN_TAGS, Pain, Profile
from tests.makers import make_fine_spike_flag, make_flag, make_review
from tests.plan_makers import make_plan, make_session
from views import care, load_words, next_run, today_words

KNEE = Profile(pains=(Pain(tag="calf", score=2), Pain(tag="knee", score=6)))
FIRST = "Your knee hurts, 6 of 10: rest it, and see a professional before you build up."
PLAN = make_plan(make_session())


def test_todays_answer_begins_with_the_pain_and_names_no_distance() -> None:
    said = today_words.answer(make_review(profile=KNEE), PLAN)
    assert said.startswith(FIRST)
    assert "km" not in said


def test_loads_answer_begins_with_the_pain_and_names_no_target() -> None:
    review = make_review(profile=KNEE, flags=(make_fine_spike_flag(),))
    assert load_words.answer(review) == FIRST


def test_nobody_in_pain_is_told_that_nothing_stands_out_at_all() -> None:
    assert today_words.caption(make_review(profile=KNEE)).endswith(
        "In your runs nothing stands out."
    )


def test_nobody_in_pain_is_told_how_to_run_next() -> None:
    said = next_run.advice(make_flag(), make_review(profile=KNEE))
    assert said.startswith("What hurts comes first")


def test_a_pain_under_the_limit_warns_and_leaves_the_answer() -> None:
    told = Profile(pains=(Pain(tag="knee", score=3),))
    assert care.headline(told) == ""
    assert care.warnings(told)[0].startswith("Your knee hurts, 3 of 10.")


def test_a_suspected_bone_comes_first_at_any_score() -> None:
    told = Profile(pains=(Pain(tag="knee", score=8), Pain(tag="bone_stress", score=1)))
    assert care.headline(told).startswith("A bone hurts, 1 of 10")


def test_a_bone_stress_injury_is_a_headline_of_its_own() -> None:
    assert "bone stress injury" in care.headline(Profile(conditions=frozenset({"bone_stress"})))


def test_in_pregnancy_a_midwife_or_doctor_is_asked() -> None:
    (said,) = care.warnings(Profile(conditions=frozenset({"pregnancy"})))
    assert said.startswith("Ask your midwife or doctor")


def test_without_pain_nothing_is_said() -> None:
    told = Profile(pains=(Pain(tag="knee", score=0),))
    assert (care.headline(told), care.warnings(told)) == ("", ())


@pytest.mark.parametrize("tag", PAIN_TAGS)
def test_every_place_that_can_be_told_can_be_said(tag: str) -> None:
    assert care.headline(Profile(pains=(Pain(tag=tag, score=5),)))
