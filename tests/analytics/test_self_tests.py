"""The seven self-tests: error gate, the worse of two rules, norms, dates, and odd values."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from analytics.self_tests import (
    due,
    heel_raise_norm,
    heel_raises_min,
    newest,
    overdue,
    reach_composite_pct,
    verdict,
    verdicts,
)
from core.athlete import CONDITIONS, PAIN_TAGS, Profile, Sex
from core.diary import TYPED_RANGES
from core.findings import Level, Side
from core.guides import GUIDES, TESTS
from core.schemas import SELF_TESTS
from core.self_tests import Guide
from tests import naive

TODAY = date(2026, 11, 22)
MAN_OF_34 = Profile(sex=Sex.MALE, birth_year=1992)


def entries(*rows: dict[str, Any]) -> pl.DataFrame:
    """SELF_TESTS; a heel-raise test of today per row unless told."""
    made = [
        {"test_id": index, "test": "ST_CALF", "taken_on": TODAY} | row
        for index, row in enumerate(rows, start=1)
    ]
    return SELF_TESTS.complete(pl.DataFrame(made, schema_overrides=SELF_TESTS.dtypes))


@pytest.mark.parametrize(
    ("test", "left", "right", "level", "side"),
    [
        ("ST_CALF", 24, 29, Level.OK, Side.NONE),
        ("ST_CALF", 23, 29, Level.ACT, Side.LEFT),
        ("ST_BRIDGE", 40, 45, Level.WATCH, Side.LEFT),
        ("ST_BRIDGE", 45, 50, Level.OK, Side.LEFT),
        ("ST_BRIDGE", 19, 20, Level.WATCH, Side.NONE),
        ("ST_BRIDGE", 9, 9, Level.ACT, Side.NONE),
        ("ST_BRIDGE", 20, 20, Level.OK, Side.NONE),
        ("ST_SIDE_PLANK", 64, 40, Level.ACT, Side.RIGHT),
        ("ST_SIDE_PLANK", 44, 58, Level.WATCH, Side.NONE),
        ("ST_SIT_STAND", 12.3, 11.0, Level.WATCH, Side.LEFT),
        ("ST_SIT_STAND", 12.2, 11.0, Level.OK, Side.NONE),
        ("ST_SIT_STAND", None, 11.0, Level.ACT, Side.LEFT),
        ("ST_SIT_STAND", 11.0, None, Level.ACT, Side.RIGHT),
        ("ST_SIT_STAND", None, None, Level.ACT, Side.NONE),
        ("ST_REACH", 61.0, 64.9, Level.OK, Side.NONE),
        ("ST_REACH", 61.0, 65.0, Level.WATCH, Side.LEFT),
        ("ST_REACH", 67.0, 61.0, Level.ACT, Side.RIGHT),
        ("ST_HOP", 100, 109, Level.OK, Side.NONE),
        ("ST_HOP", 100, 124, Level.WATCH, Side.LEFT),
        ("ST_ANKLE", 10.0, 11.9, Level.OK, Side.NONE),
        ("ST_ANKLE", 10.0, 13.0, Level.WATCH, Side.LEFT),
        ("ST_ANKLE", 10.0, 13.1, Level.ACT, Side.LEFT),
        ("ST_ANKLE", 8.9, 9.5, Level.WATCH, Side.NONE),
        ("ST_ANKLE", 6.3, 6.5, Level.ACT, Side.NONE),
    ],
)
def test_a_difference_counts_only_beyond_the_error_and_the_worse_rule_wins(
    test: str, left: float | None, right: float | None, level: Level, side: Side
) -> None:
    found = verdict(test, left, right)
    assert (found.level, found.weaker_side) == (level, side)


@pytest.mark.parametrize(
    ("least", "level"), [(24, Level.OK), (23, Level.WATCH), (16, Level.WATCH), (15, Level.ACT)]
)
def test_heel_raises_are_held_against_the_norm(least: float, level: Level) -> None:
    assert verdict("ST_CALF", least, least, norm=32).level is level


@pytest.mark.parametrize(
    ("sex", "age", "norm"),
    [
        (Sex.MALE, 20, 37),
        (Sex.MALE, 89, 10),
        (Sex.FEMALE, 52, 21),
        (Sex.FEMALE, 29.9, 30),
        (Sex.MALE, 19, None),
        (Sex.MALE, 90, None),
        (Sex.MALE, None, None),
        (None, 34, None),
    ],
)
def test_a_norm_is_told_only_for_a_known_sex_and_age(
    sex: Sex | None, age: float | None, norm: int | None
) -> None:
    assert heel_raise_norm(sex, age) == norm


@pytest.mark.parametrize("test", sorted(GUIDES))
@pytest.mark.parametrize("seed", range(5))
def test_random_sides_agree_with_plain_loops(test: str, seed: int) -> None:
    chance = random.Random(f"{test} {seed}")
    low, high = TYPED_RANGES[test].low, TYPED_RANGES[test].high
    for _ in range(200):
        left = round(chance.uniform(low, min(high, low + 60)), 1)
        right = round(min(high, max(low, left + chance.uniform(-20, 20))), 1)
        norm = chance.choice([None, 10, 27, 37]) if test == "ST_CALF" else None
        found = verdict(test, left, right, norm=norm)
        assert (found.level.name.lower(), found.weaker_side.value) == naive.self_test(
            test, left, right, norm
        ), (left, right, norm)


@pytest.mark.parametrize("test", sorted(GUIDES))
def test_swapping_the_sides_swaps_only_the_side(test: str) -> None:
    one, other = verdict(test, 12.0, 40.0, norm=32), verdict(test, 40.0, 12.0, norm=32)
    assert (one.level, one.lsi_pct, one.difference) == (
        other.level,
        other.lsi_pct,
        other.difference,
    )
    assert {one.weaker_side, other.weaker_side} == {Side.LEFT, Side.RIGHT}


@pytest.mark.parametrize("test", sorted(GUIDES.keys() - {"ST_SIT_STAND"}))
@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_a_side_that_is_not_known_is_never_fine(test: str, value: float | None) -> None:
    found = verdict(test, value, 100.0)
    assert (found.level, found.weaker_side) == (Level.INSUFFICIENT, Side.NONE)


def test_one_known_side_that_is_low_says_so_without_a_side() -> None:
    found = verdict("ST_BRIDGE", 8, None)
    assert (found.level, found.weaker_side, found.is_low) == (Level.ACT, Side.NONE, True)


@pytest.mark.parametrize("test", sorted(GUIDES))
@pytest.mark.parametrize(("left", "right"), [(0, 0), (-5, 3), (1e9, 0), (0, None)])
def test_odd_numbers_break_nothing(test: str, left: float, right: float | None) -> None:
    assert verdict(test, left, right, norm=0).level in Level


def test_the_composite_is_the_mean_reach_over_the_leg() -> None:
    assert reach_composite_pct((62.0, 98.0, 94.0), 90.0) == pytest.approx(94.0741, abs=1e-4)


@pytest.mark.parametrize(
    ("parts", "leg"), [((62.0, 98.0), 90.0), ((1, 2, 3), None), ((), 0.0), ((1, None, 3), 90.0)]
)
def test_a_composite_with_a_missing_part_is_unknown(
    parts: tuple[float | None, ...], leg: float | None
) -> None:
    assert reach_composite_pct(parts, leg) is None


def test_the_newest_entry_of_each_test_counts() -> None:
    old, today = TODAY - timedelta(days=60), TODAY
    table = entries(
        {"left_value": 30.0, "right_value": 30.0, "taken_on": today},
        {"left_value": 10.0, "right_value": 30.0, "taken_on": old},
        {"test": "ST_HOP", "left_value": 90.0, "right_value": 91.0, "taken_on": old},
    )
    found = newest(table, MAN_OF_34, today=TODAY)
    assert {test: one.left for test, one in found.items()} == {"ST_CALF": 30.0, "ST_HOP": 90.0}


def test_of_two_entries_of_one_day_the_later_one_counts() -> None:
    table = entries(
        {"left_value": 10.0, "right_value": 30.0}, {"left_value": 29.0, "right_value": 30.0}
    )
    assert newest(table, MAN_OF_34, today=TODAY)["ST_CALF"].left == 29.0


def test_an_entry_of_tomorrow_and_an_unknown_test_are_left_out() -> None:
    table = entries(
        {"left_value": 10.0, "right_value": 30.0, "taken_on": TODAY + timedelta(days=1)},
        {"test": "ST_JUGGLING", "left_value": 1.0, "right_value": 2.0},
    )
    assert verdicts(table, MAN_OF_34, today=TODAY) == ()


def test_every_entry_has_a_verdict_oldest_first() -> None:
    table = entries(
        {"left_value": 27.0, "right_value": 27.0},
        {"left_value": 18.0, "right_value": 27.0, "taken_on": TODAY - timedelta(days=42)},
    )
    found = verdicts(table, MAN_OF_34, today=TODAY)
    assert [one.level for one in found] == [Level.ACT, Level.OK]
    assert [one.norm for one in found] == [32, 32]


def test_none_on_either_side_is_too_little_to_compare() -> None:
    table = entries({"left_value": 0.0, "right_value": 0.0})
    assert newest(table, Profile(), today=TODAY)["ST_CALF"].level is Level.INSUFFICIENT


def test_none_on_either_side_is_little_where_a_usual_count_is_known() -> None:
    table = entries({"left_value": 0.0, "right_value": 0.0})
    profile = Profile(sex=Sex.MALE, birth_year=TODAY.year - 34)
    assert newest(table, profile, today=TODAY)["ST_CALF"].level is Level.ACT


def test_the_first_part_of_a_reach_is_the_one_ahead() -> None:
    row = {"test": "ST_REACH", "left_parts": [61.0, 98.0, 94.0], "right_parts": [66.5, 98.0, 94.0]}
    found = newest(entries(row), Profile(), today=TODAY)["ST_REACH"]
    assert (found.difference, found.weaker_side) == (5.5, Side.LEFT)


def test_a_test_is_due_after_six_weeks() -> None:
    rows = [
        {"test": test, "left_value": 20.0, "right_value": 20.0, "taken_on": TODAY - timedelta(ago)}
        for test, ago in (("ST_CALF", 41), ("ST_BRIDGE", 42))
    ]
    found = {one.test: one for one in due(entries(*rows), today=TODAY)}
    assert [found[test].is_due for test in ("ST_CALF", "ST_BRIDGE", "ST_HOP")] == [
        False,
        True,
        False,
    ]
    assert found["ST_CALF"].due_on == TODAY + timedelta(days=1)
    assert overdue(entries(*rows), today=TODAY) == {"ST_BRIDGE"}
    assert [one.test for one in due(SELF_TESTS.empty(), today=TODAY)] == [one.id for one in TESTS]


def test_heel_raises_of_the_profile_come_first_then_those_of_the_newest_test() -> None:
    table = entries({"left_value": 18.0, "right_value": 27.0})
    told = Profile(heel_raises_min=30)
    assert heel_raises_min(table, told, today=TODAY) == 30
    assert heel_raises_min(table, Profile(), today=TODAY) == 18
    assert heel_raises_min(SELF_TESTS.empty(), Profile(), today=TODAY) is None


def test_a_leg_that_could_not_do_one_raise_allows_no_jump() -> None:
    assert heel_raises_min(entries({"right_value": 27.0}), Profile(), today=TODAY) == 0


@pytest.mark.parametrize("guide", TESTS, ids=lambda guide: guide.id)
def test_a_guide_says_what_to_do_and_who_should_not(guide: Guide) -> None:
    assert len(guide.steps) >= 3
    assert all((guide.note, guide.kit, guide.source, guide.error_source))
    assert guide.not_for.startswith("Not ")
    assert "bone_stress" in guide.leave_out
    assert guide.leave_out <= {*PAIN_TAGS, *CONDITIONS}


@pytest.mark.parametrize("guide", TESTS, ids=lambda guide: guide.id)
def test_a_guide_has_a_range_for_what_is_typed(guide: Guide) -> None:
    assert guide.id in TYPED_RANGES


def test_four_hundred_heel_raises_lie_outside_the_range() -> None:
    assert TYPED_RANGES["ST_CALF"].high < 400
