"""The sets of a strength session are kept for the strength log."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest
from garmin_fit_sdk.profile import Profile

from core.schemas import SETS
from ingest.reader import Part, Raw
from ingest.sets import CATEGORIES, sets
from ingest.tidy import activities

START = 1_767_268_800.0
RAW = pl.DataFrame(
    {
        "start_time": [START + 60, START],
        "duration": [30.0, 45.5],
        "repetitions": [None, 12.0],
        "weight": [None, 22.5],
        "set_type": ["rest", "active"],
        "category": [None, [28.0, 17.0]],
        "category_subtype": [None, [37.0, 65535.0]],
    }
)


def test_a_set_keeps_all_that_the_watch_counted() -> None:
    assert sets(RAW).row(0, named=True) == {
        "start_time": datetime.fromtimestamp(START, UTC),
        "duration_s": 45.5,
        "n_repetitions": 12,
        "weight_kg": 22.5,
        "category": "squat",
        "subtype_index": 37,
        "set_type": "active",
    }


def test_a_rest_counts_nothing() -> None:
    assert sets(RAW)["n_repetitions"].to_list() == [12, None]


@pytest.mark.parametrize(
    ("number", "word"), [(0.0, "bench_press"), (17.0, "lunge"), (65534.0, None), (None, None)]
)
def test_a_kind_of_exercise_has_its_word_or_none(number: float | None, word: str | None) -> None:
    raw = pl.DataFrame({"category": [number]}, schema={"category": pl.Float64})
    assert sets(raw)["category"].to_list() == [word]


@pytest.mark.parametrize(
    ("number", "index"), [(0.0, 0), (37.0, 37), (65535.0, None), (None, None), (float("nan"), None)]
)
def test_an_exercise_has_its_number_or_none(number: float | None, index: int | None) -> None:
    raw = pl.DataFrame({"category_subtype": [number]}, schema={"category_subtype": pl.Float64})
    assert sets(raw)["subtype_index"].to_list() == [index]


def test_our_categories_are_those_of_fit() -> None:
    theirs = {int(n): word for n, word in Profile["types"]["exercise_category"].items()}
    assert [theirs[n] for n in range(len(CATEGORIES))] == list(CATEGORIES)


@pytest.mark.parametrize("raw", [pl.DataFrame(), pl.DataFrame({"weight": ["odd"]})])
def test_what_says_nothing_is_null(raw: pl.DataFrame) -> None:
    SETS.check(sets(raw))


def test_a_session_gets_its_sets() -> None:
    records = pl.DataFrame({"timestamp": [START, START + 90]})
    part = Part(records=records, file_type="activity", others={"set": RAW}, sport="training")
    (activity,) = activities(Raw(kind="fit", parts=(part,)), file_sha256="")
    assert activity.sets["category"].to_list() == ["squat", None]
