"""Before the next self-test: what waits, and from where on two sides count as alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from analytics.retest import enough, found_in_tests
from analytics.self_tests import verdict
from core.athlete import Pain, Profile
from core.diary import Pocket
from core.findings import Level, Review, Side
from core.guides import FEW_HEEL_RAISES, TESTS
from core.schemas import DIARY
from tests.analytics.test_self_tests import entries
from tests.makers import make_review

BEHIND = [
    ("ST_CALF", 18.0, 27.0),
    ("ST_CALF", 40.0, 31.0),
    ("ST_CALF", 70.0, 95.0),
    ("ST_BRIDGE", 10.0, 25.0),
    ("ST_SIDE_PLANK", 60.0, 90.5),
    ("ST_SIT_STAND", 14.2, 11.0),
    ("ST_REACH", 60.0, 66.5),
    ("ST_HOP", 120.0, 160.0),
    ("ST_ANKLE", 8.5, 11.0),
]


def review(*rows: dict[str, Any], **changes: Any) -> Review:
    return make_review(self_tests=entries(*rows), **changes)


def pain_of(place: str, score: float, review: Review) -> pl.DataFrame:
    row = {
        "entry_id": 1,
        "local_date": review.today,
        "kind": Pocket.PAIN.value,
        "place": place,
        "side": "left",
        "score_index": score,
    }
    return DIARY.complete(pl.DataFrame([row]))


@pytest.mark.parametrize(("test", "left", "right"), BEHIND)
def test_the_least_that_is_enough_is_alike_and_a_step_less_is_not(
    test: str, left: float, right: float
) -> None:
    found = verdict(test, left, right)
    value = enough(found)
    assert value is not None
    weaker, other = (left, right) if found.weaker_side is Side.LEFT else (right, left)
    step = (1.0 if test in ("ST_CALF", "ST_BRIDGE") else 0.1) * (1 if other > weaker else -1)

    def is_uneven(tried: float) -> bool:
        again = verdict(test, tried, other)
        return again.weaker_side is not Side.NONE and again.level > Level.OK

    assert not is_uneven(value)
    assert is_uneven(round(value - step, 1))


def test_swapped_sides_need_the_same() -> None:
    assert enough(verdict("ST_CALF", 18, 27)) == enough(verdict("ST_CALF", 27, 18)) == 22


@pytest.mark.parametrize(
    "sides", [(27, 24), (None, 24), (None, None), (30, 30)], ids=["error", "one", "none", "even"]
)
def test_sides_that_are_not_apart_need_nothing(sides: tuple[float | None, float | None]) -> None:
    assert enough(verdict("ST_CALF", *sides)) is None


def test_every_test_is_due_and_speaks_of_what_is_against_it() -> None:
    found = found_in_tests(review())
    assert set(found.against) == {guide.id for guide in TESTS} == {due.test for due in found.due}
    assert not any(found.against.values())
    assert found.verdicts == ()


def test_a_pain_of_the_profile_holds_tests_back() -> None:
    found = found_in_tests(review(profile=Profile(pains=(Pain(tag="calf", score=2),))))
    assert found.against["ST_CALF"] == {"calf"}
    assert found.against["ST_ANKLE"] == frozenset()


def test_a_pain_of_the_diary_holds_the_hop_back() -> None:
    plain = review()
    found = found_in_tests(replace(plain, diary=pain_of("wrist", 1, plain)))
    assert found.against["ST_HOP"] == {"wrist"}


def test_a_bone_that_once_hurt_holds_the_hop_back() -> None:
    plain = review()
    told = pain_of("bone_stress", 5, plain).with_columns(pl.col("local_date").dt.offset_by("-2y"))
    assert "bone_stress" in found_in_tests(replace(plain, diary=told)).against["ST_HOP"]


def test_few_heel_raises_hold_the_hop_back() -> None:
    few = review({"left_value": 14.0, "right_value": 20.0, "taken_on": review().today})
    assert found_in_tests(few).against["ST_HOP"] == {FEW_HEEL_RAISES}


def test_only_the_newest_entry_says_what_is_enough() -> None:
    day = review().today
    found = found_in_tests(
        review(
            {"left_value": 18.0, "right_value": 27.0, "taken_on": day.replace(day=1)},
            {"left_value": 26.0, "right_value": 27.0, "taken_on": day},
        )
    )
    assert found.enough == {}
    assert [each.left for each in found.verdicts] == [18, 26]
