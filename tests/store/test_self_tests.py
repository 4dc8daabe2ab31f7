from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.diary import SelfTest
from core.errors import EntryError, NotFound
from core.schemas import SELF_TESTS
from store import Store, self_tests
from tests.store.makers import DAY

CALF = SelfTest(test="ST_CALF", taken_on=DAY, left=22.0, right=25.0)
REACH = SelfTest(
    test="ST_REACH",
    taken_on=DAY,
    left=66.5,
    right=70.0,
    leg_length_m=0.92,
    left_parts=(66.5, 101.0, 95.5),
    right_parts=(70.0, 102.0, 97.0),
    notes="Barefoot",
)


def add(store: Store, test: SelfTest = CALF) -> int:
    return self_tests.add(store, test, today=DAY + timedelta(days=1))


def test_nothing_typed_is_an_empty_frame(store: Store) -> None:
    assert SELF_TESTS.check(self_tests.frame(store)).is_empty()


def test_a_test_comes_back_as_it_was_typed(store: Store) -> None:
    id_ = add(store, REACH)
    assert SELF_TESTS.check(self_tests.frame(store)).row(0, named=True) == {
        "test_id": id_,
        "test": "ST_REACH",
        "taken_on": DAY,
        "left_value": 66.5,
        "right_value": 70.0,
        "leg_length_m": 0.92,
        "left_parts": [66.5, 101.0, 95.5],
        "right_parts": [70.0, 102.0, 97.0],
        "notes": "Barefoot",
    }


def test_a_side_that_could_not_be_done_is_null_and_not_zero(store: Store) -> None:
    add(store, replace(CALF, left=None))
    add(store, replace(CALF, left=0.0))
    assert self_tests.frame(store)["left_value"].to_list() == [None, 0.0]


def test_tests_come_by_day_and_two_of_a_day_as_they_were_typed(store: Store) -> None:
    add(store, replace(CALF, left=3.0))
    add(store, replace(CALF, left=1.0, taken_on=DAY - timedelta(days=1)))
    add(store, replace(CALF, left=2.0))
    assert self_tests.frame(store)["left_value"].to_list() == [1.0, 3.0, 2.0]


def test_a_test_can_be_taken_out(store: Store) -> None:
    id_ = add(store)
    add(store, REACH)
    self_tests.remove(store, id_)
    assert self_tests.frame(store)["test"].to_list() == ["ST_REACH"]


def test_a_test_that_is_not_there_cannot_be_taken_out(store: Store) -> None:
    with pytest.raises(NotFound):
        self_tests.remove(store, 4711)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"left": 400.0}, "left", "Heel raises cannot be 400. It lies between 0 and 150"),
        ({"right": -1.0}, "right", "between 0 and 150 repetitions"),
        ({"left": 20.5}, "left", "whole"),
        ({"left": float("nan")}, "left", "between"),
        ({"test": "ST_CALF", "taken_on": DAY + timedelta(days=2)}, "taken_on", "still to come"),
        ({"test": "ST_SPLITS"}, "test", "ST_SPLITS"),
        ({"test": "rpe_index"}, "test", "rpe_index"),
        ({"test": "ST_HOP", "left": 500.0}, "left", "between 5 and 350 cm"),
        ({"leg_length_m": 9.0}, "leg_length_m", "between 0.4 and 1.3 m"),
        ({"test": "ST_REACH", "left_parts": (60.0, 70.0)}, "left_parts", "three"),
        ({"test": "ST_REACH", "right_parts": (6.0, 70.0, 70.0)}, "right_parts", "between 10"),
        ({"notes": "x" * 4001}, "notes", "4,001"),
    ],
)
def test_what_nobody_can_do_is_refused_beside_its_field(
    store: Store, wrong: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(EntryError, match=said) as caught:
        add(store, replace(CALF, **wrong))
    assert caught.value.field == field
    assert self_tests.frame(store).is_empty()
