"""What the self-tests and the sliders say, and that a hop waits while something hurts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from analytics.pains import has_bone_stress_history, present_pains
from core.athlete import Pain, Profile, Sex
from core.findings import Evidence, Flag, Level, Side, Tone
from core.schemas import ACTIVITIES, DIARY, SELF_TESTS
from tests.analytics.judged import TODAY, evidence, flag
from tests.analytics.test_self_tests import entries

MAN_OF_34 = Profile(sex=Sex.MALE, birth_year=TODAY.year - 34)


def diary(*rows: dict[str, Any]) -> pl.DataFrame:
    """DIARY; a pain of today per row unless told."""
    made = [
        {"entry_id": index, "local_date": TODAY, "kind": "pain", "score_index": 3.0} | row
        for index, row in enumerate(rows, start=1)
    ]
    return DIARY.complete(pl.DataFrame(made, schema_overrides=DIARY.dtypes))


def given(
    *tests: dict[str, Any], profile: Profile = MAN_OF_34, told: pl.DataFrame | None = None
) -> Evidence:
    self_tests = entries(*tests) if tests else SELF_TESTS.empty()
    frames = {"self_tests": self_tests, "diary": DIARY.empty() if told is None else told}
    return evidence(ACTIVITIES.empty(), profile=profile, **frames)


def taken(test: str, left: float | None, right: float | None, **told: Any) -> Flag:
    row = {"test": test, "left_value": left, "right_value": right}
    return flag(test, given(row | told))


def test_a_weaker_calf_names_the_side_and_says_what_to_do() -> None:
    found = taken("ST_CALF", 18, 27)
    assert (found.level, found.tone, found.side) == (Level.ACT, Tone.AMBER, Side.LEFT)
    assert found.text == (
        "Heel raises on one leg: left side 67 % of the other (18 left, 27 right). About 32 are "
        "usual at your age. Give that side one extra set for six weeks, then test again."
    )


def test_swapping_the_sides_of_a_test_swaps_only_the_side() -> None:
    one, other = taken("ST_BRIDGE", 15, 30), taken("ST_BRIDGE", 30, 15)
    assert (one.level, one.value, one.side) == (other.level, other.value, Side.LEFT)
    assert other.side is Side.RIGHT


def test_a_difference_within_the_error_names_no_side() -> None:
    found = taken("ST_BRIDGE", 26, 30)
    assert (found.level, found.side) == (Level.OK, Side.NONE)
    assert "A difference below 5 bridges is within the error of the test" in found.text


def test_a_difference_that_is_ok_names_no_side_though_it_is_beyond_the_error() -> None:
    found = taken("ST_BRIDGE", 55, 61)
    assert (found.level, found.side) == (Level.OK, Side.NONE)


def test_two_low_sides_are_told_without_a_side() -> None:
    found = taken("ST_BRIDGE", 8, 9)
    assert (found.level, found.side) == (Level.ACT, Side.NONE)
    assert found.text == (
        "Bridge on one leg: 8 left, 9 right. Young footballers manage about 25. Train both sides "
        "alike for six weeks, then test again."
    )


def test_rises_that_are_not_possible_are_told_of_their_leg() -> None:
    found = taken("ST_SIT_STAND", None, 11.0)
    assert (found.level, found.side) == (Level.ACT, Side.LEFT)
    assert "five were not possible on the left leg" in found.text


def test_rises_that_are_not_possible_on_either_leg_name_no_side() -> None:
    found = taken("ST_SIT_STAND", None, None)
    assert (found.level, found.side) == (Level.ACT, Side.NONE)


def test_a_stiffer_ankle_is_told_in_centimetres() -> None:
    found = taken("ST_ANKLE", 10.0, 12.5)
    assert (found.level, found.value, found.unit) == (Level.WATCH, 2.5, "cm")
    assert found.text == "Knee to wall: left side 2.5 cm less than the other (10 left, 12.5 right)."


def test_a_slower_side_is_told_in_seconds_and_is_no_share_of_the_other() -> None:
    found = taken("ST_SIT_STAND", 14.2, 11.0)
    assert (found.level, found.side) == (Level.ACT, Side.LEFT)
    assert found.text.startswith(
        "Five rises on one leg: the left side took 3.2 s longer than the other (14.2 s left, 11 s "
        "right), which took 77 % of its time."
    )


def test_the_composite_of_three_reaches_is_shown() -> None:
    parts = {"left_parts": [62.0, 98.0, 94.0], "right_parts": [62.0, 98.0, 98.0]}
    found = taken("ST_REACH", 62.0, 62.0, leg_length_m=0.9, **parts)
    assert found.level is Level.OK
    assert "All three reaches: 94 % of your leg length left, 96 % right." in found.text


def test_a_count_without_a_norm_says_what_is_missing() -> None:
    row = {"left_value": 20.0, "right_value": 21.0}
    found = flag("ST_CALF", given(row, profile=Profile()))
    assert found.level is Level.OK
    assert "Whether that count is usual cannot be said" in found.text


def test_a_test_that_was_not_taken_is_insufficient() -> None:
    found = flag("ST_CALF", given())
    assert (found.level, found.value) == (Level.INSUFFICIENT, None)


def test_a_test_with_one_side_only_is_insufficient() -> None:
    found = taken("ST_HOP", 120.0, None)
    assert (found.level, found.side) == (Level.INSUFFICIENT, Side.NONE)


def test_an_old_test_asks_to_be_taken_again() -> None:
    found = taken("ST_BRIDGE", 15, 30, taken_on=TODAY - timedelta(days=42))
    assert found.text.endswith("That was on 11 Oct 2026: it is time to test again.")


HOP = {"test": "ST_HOP", "left_value": 90.0, "right_value": 130.0}
SOME_RAISES = {"left_value": 25.0, "right_value": 14.0}


def test_a_hop_is_judged_where_nothing_speaks_against_it() -> None:
    assert flag("ST_HOP", given(HOP)).level is Level.ACT


@pytest.mark.parametrize(
    "told",
    [
        {"profile": Profile(pains=(Pain(tag="neck", score=1),))},
        {"profile": Profile(conditions=frozenset({"pregnancy"}))},
        {"profile": Profile(conditions=frozenset({"bone_stress"}))},
        {"profile": Profile(heel_raises_min=14)},
        {"told": diary({"place": "knee", "score_index": 1.0})},
        {"told": diary({"place": "bone_stress", "local_date": TODAY - timedelta(days=900)})},
    ],
)
def test_a_hop_waits_while_something_speaks_against_it(told: dict[str, Any]) -> None:
    found = flag("ST_HOP", given(HOP, **told))
    assert (found.level, found.side) == (Level.INSUFFICIENT, Side.NONE)
    assert found.text.startswith("Left out: hopping waits")


def test_a_hop_waits_for_fifteen_heel_raises_on_the_weaker_leg() -> None:
    assert flag("ST_HOP", given(SOME_RAISES, HOP)).level is Level.INSUFFICIENT


def stiff(*scores: float, days_ago: int = 0) -> Flag:
    rows = [
        {"kind": "tightness", "score_index": score, "local_date": TODAY - timedelta(days_ago + i)}
        for i, score in enumerate(reversed(scores))
    ]
    return flag("TIGHTNESS", given(told=diary(*rows) if rows else DIARY.empty()))


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        ((4, 4, 3.9), Level.OK),
        ((4, 4, 4), Level.WATCH),
        ((7, 7, 7), Level.ACT),
        ((0, 0, 8, 7, 6), Level.ACT),
    ],
)
def test_the_mean_of_the_last_three_answers_counts(scores: tuple[float, ...], level: Level) -> None:
    found = stiff(*scores)
    assert (found.level, found.tone <= Tone.INFO) == (level, True)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_under_three_answers_nothing_is_said(n: int) -> None:
    found = stiff(*[9.0] * n)
    assert found.level is Level.INSUFFICIENT
    assert f"it takes {3 - n} more" in found.text


def test_answers_of_long_ago_say_nothing_of_now() -> None:
    assert stiff(9.0, 9.0, 9.0, days_ago=56).level is Level.INSUFFICIENT


def test_each_slider_hears_its_own_answers() -> None:
    told = diary(*[{"kind": "focus", "score_index": 8.0}] * 3)
    assert flag("FOCUS_LOW", given(told=told)).level is Level.ACT
    assert flag("TIGHTNESS", given(told=told)).level is Level.INSUFFICIENT


def test_the_newest_entry_of_a_place_and_side_says_whether_it_hurts() -> None:
    told = diary(
        {"place": "knee", "side": "left", "score_index": 6.0, "local_date": TODAY - timedelta(3)},
        {"place": "knee", "side": "left", "score_index": 0.0},
        {"place": "calf", "side": "left", "score_index": 2.4},
        {"place": "calf", "side": "right", "score_index": 1.0},
        {"place": "ankle", "score_index": 5.0, "local_date": TODAY - timedelta(14)},
    )
    assert present_pains(told, today=TODAY) == (Pain(tag="calf", score=3),)


def test_a_bone_that_once_hurt_is_remembered() -> None:
    told = diary({"place": "bone_stress", "local_date": TODAY - timedelta(days=400)})
    assert has_bone_stress_history(told, today=TODAY)
    assert not has_bone_stress_history(DIARY.empty(), today=TODAY)


def test_a_bone_that_was_said_not_to_hurt_is_no_history() -> None:
    told = diary({"place": "bone_stress", "score_index": 0.0})
    assert not has_bone_stress_history(told, today=TODAY)


@pytest.mark.parametrize(("days_ago", "n_pains"), [(13, 1), (14, 0)])
def test_a_pain_is_present_for_two_weeks_today_included(days_ago: int, n_pains: int) -> None:
    told = diary({"place": "calf", "local_date": TODAY - timedelta(days=days_ago)})
    assert len(present_pains(told, today=TODAY)) == n_pains
