"""What a watch counted is found in the library where its words fit, and nowhere else."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
from garmin_fit_sdk.profile import Profile

from core.schemas import SETS_DONE, WATCH_SETS
from strength.library import library
from strength.matched_sets import FILE, exercise_of, matched_sets, measures

ROWS = json.loads(FILE.read_text(encoding="utf-8"))["names"]
GOBLET, PLANK, SIDE_PLANK = 37, 43, 66


def watched(*rows: dict[str, Any]) -> pl.DataFrame:
    """WATCH_SETS of one activity: goblet squats unless told."""
    usual = {
        "activity_id": 5,
        "local_date": date(2026, 3, 1),
        "start_time": datetime(2026, 3, 1, 8, tzinfo=UTC),
        "duration_s": 40.0,
        "n_repetitions": 10,
        "weight_kg": 16.0,
        "category": "squat",
        "subtype_index": GOBLET,
        "set_type": "active",
    }
    return pl.DataFrame([usual | row for row in rows], schema=WATCH_SETS.dtypes)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['category']}-{row['name']}")
def test_a_number_has_the_name_that_fit_gives_it(row: dict[str, Any]) -> None:
    names = Profile["types"][f"{row['category']}_exercise_name"]
    assert {int(n): name for n, name in names.items()}[row["number"]] == row["name"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['category']}-{row['name']}")
def test_a_name_leads_to_an_exercise_of_the_library(row: dict[str, Any]) -> None:
    assert exercise_of(row["category"], row["number"]) == row["exercise"]
    assert row["exercise"] in library().exercises


def test_no_number_of_a_category_stands_twice() -> None:
    keys = [(row["category"], row["number"]) for row in ROWS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("category", "number"), [(None, None), (None, 3), ("squat", None), ("squat", 9999), ("?", 1)]
)
def test_a_word_that_fits_none_of_ours_is_no_exercise(
    category: str | None, number: int | None
) -> None:
    assert exercise_of(category, number) is None


def test_a_category_that_leaves_no_choice_is_an_exercise() -> None:
    assert exercise_of("plank", None) == "forearm_plank"


def test_every_exercise_has_its_measure() -> None:
    assert set(measures()) == set(library().exercises)


def test_a_set_of_a_watch_is_a_set_done() -> None:
    assert SETS_DONE.check(matched_sets(watched({}))).rows() == [
        (None, 5, date(2026, 3, 1), "goblet_squat", 0, "none", 10.0, 16.0, None, None)
    ]


def test_a_hold_is_told_in_seconds() -> None:
    plank = {"category": "plank", "subtype_index": SIDE_PLANK, "n_repetitions": None}
    assert matched_sets(watched(plank))["amount_value"].to_list() == [40.0]


def test_a_rest_is_no_set() -> None:
    assert len(matched_sets(watched({}, {"set_type": "rest"}, {"set_type": None}))) == 2


def test_sets_are_counted_within_their_exercise() -> None:
    plank = {"category": "plank", "subtype_index": PLANK}
    found = matched_sets(watched({}, plank, {}, {"activity_id": 6}))
    assert found["set_index"].to_list() == [0, 0, 1, 0]


def test_a_weight_of_zero_is_no_weight_told() -> None:
    assert matched_sets(watched({"weight_kg": 0.0}))["load_kg"].to_list() == [None]


def test_an_unknown_exercise_stays_a_set_that_was_done() -> None:
    found = matched_sets(watched({"category": "bench_press", "subtype_index": 1}))
    assert found.select("exercise_id", "amount_value").rows() == [(None, 10.0)]


def test_no_sets_are_an_empty_frame() -> None:
    assert SETS_DONE.check(matched_sets(WATCH_SETS.empty())).is_empty()
