from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from core.diary import Change, Editable
from core.errors import EntryError, NotFound
from core.schemas import ACTIVITIES, EFFORTS, ROUTES
from store import Store, activities, edits
from tests.store.makers import DAY, START, make_efforts, make_route, put

TOLD: dict[Editable, Any] = {
    Editable.SPORT: "cycling",
    Editable.SUB_SPORT: "treadmill",
    Editable.DISTANCE: 8123.5,
    Editable.RPE: 7.0,
    Editable.TITLE: "Rain, all the way",
    Editable.NOTES: 'He said "no" – twice.\nStill ran.',
    Editable.GEAR: "Old shoes",
    Editable.SURFACE: "gravel",
    Editable.INCLINE: 1.5,
    Editable.SWAPPED: True,
}
WRONG = [
    (Editable.RPE, 11.0, "Effort cannot be 11", "between 0 and 10"),
    (Editable.RPE, -1.0, "Effort", "between 0 and 10"),
    (Editable.RPE, float("nan"), "Effort", "between 0 and 10"),
    (Editable.RPE, True, "Effort is no number", "digits"),
    (Editable.DISTANCE, -5.0, "Distance cannot be -5", "m"),
    (Editable.DISTANCE, 2e6, "Distance cannot be 2,000,000", "between 0.01 and 1,000,000 m"),
    (Editable.DISTANCE, 0.0, "Distance", "m"),
    (Editable.DISTANCE, "8 km", "Distance is no number", "digits"),
    (Editable.INCLINE, 90.0, "Slope", "between -15 and 40 %"),
    (Editable.SPORT, "quidditch", "no sport called 'quidditch'", "Choose"),
    (Editable.SUB_SPORT, "", "no kind of sport", "Choose"),
    (Editable.SURFACE, "lava", "no surface called 'lava'", "Choose"),
    (Editable.NOTES, "x" * 4001, "4,001 letters", "4,000"),
]


def tell(store: Store, activity_id: int, **told: Any) -> None:
    changes = [Change(field=Editable(name), value=value) for name, value in told.items()]
    edits.change(store, activity_id, changes, edited_at=START)


def told_of(store: Store, column: str) -> list[Any]:
    return activities.frame(store)[column].to_list()


def test_the_list_of_this_test_tells_everything_that_can_be_changed() -> None:
    assert set(TOLD) == set(Editable)


def test_everything_that_can_be_changed_is_a_column() -> None:
    assert set(Editable) <= set(ACTIVITIES.names)


@pytest.mark.parametrize("field", Editable)
def test_what_the_runner_says_lies_over_what_the_file_says(store: Store, field: Editable) -> None:
    (id_,) = put(store, b"one").activity_ids
    tell(store, id_, **{field: TOLD[field]})
    assert told_of(store, field) == [TOLD[field]]


def test_all_of_it_at_once_comes_back_in_the_order_of_the_fields(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    tell(store, id_, **dict(reversed(TOLD.items())))
    assert {each.field: each.value for each in edits.changes_of(store, id_)} == TOLD
    assert [each.field for each in edits.changes_of(store, id_)] == list(Editable)


def test_a_frame_with_everything_changed_is_still_a_frame_of_activities(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    tell(store, id_, **TOLD)
    ACTIVITIES.check(activities.frame(store))


def test_what_is_taken_back_is_what_the_file_says_again(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    before = activities.frame(store)
    tell(store, id_, **TOLD)
    tell(store, id_, **dict.fromkeys(TOLD))
    assert_frame_equal(activities.frame(store), before, check_exact=True)


@pytest.mark.parametrize("nothing", ["", "   "])
def test_a_text_without_letters_takes_it_back(store: Store, nothing: str) -> None:
    (id_,) = put(store, b"one", title="From the export").activity_ids
    tell(store, id_, title="Mine")
    tell(store, id_, title=nothing)
    assert told_of(store, "title") == ["From the export"]


def test_a_change_touches_no_other_run_and_not_the_order(store: Store) -> None:
    ids = [
        put(store, b"%d" % n, start=START + timedelta(days=n)).activity_ids[0] for n in (2, 0, 1)
    ]
    tell(store, ids[0], distance_m=1.0)
    assert told_of(store, "distance_m") == [5000.25, 5000.25, 1.0]


def test_a_changed_distance_is_no_estimate_any_more(store: Store) -> None:
    (id_,) = put(store, b"one", is_distance_estimated=True).activity_ids
    tell(store, id_, distance_m=8000.0)
    assert told_of(store, "is_distance_estimated") == [False]


@pytest.mark.parametrize(
    ("told", "is_edited"),
    [
        ({}, False),
        ({"distance_m": 8000.0}, True),
        ({"distance_m": 5000.25}, False),
        ({"notes": "Wind"}, False),
        ({"sub_sport": "trail"}, False),
        ({"sport": "hiking", "notes": "Wind"}, True),
    ],
)
def test_edited_means_that_the_file_says_otherwise(store: Store, told, is_edited: bool) -> None:
    (id_,) = put(store, b"one").activity_ids
    tell(store, id_, **told)
    assert told_of(store, "is_edited") == [is_edited]


def test_sides_that_nobody_spoke_of_are_neither_swapped_nor_right(store: Store) -> None:
    put(store, b"one")
    assert told_of(store, "is_swapped") == [None]


def test_sides_can_be_said_to_be_right(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    tell(store, id_, is_swapped=False)
    assert told_of(store, "is_swapped") == [False]


def test_the_effort_told_to_the_watch_stands_until_another_is_told(store: Store) -> None:
    (id_,) = put(store, b"one", rpe_index=3.0).activity_ids
    tell(store, id_, rpe_index=8)
    assert told_of(store, "rpe_index") == [8.0]
    tell(store, id_, rpe_index=None)
    assert told_of(store, "rpe_index") == [3.0]


def test_an_effort_of_zero_is_an_effort(store: Store) -> None:
    (id_,) = put(store, b"one", rpe_index=3.0).activity_ids
    tell(store, id_, rpe_index=0)
    assert told_of(store, "rpe_index") == [0.0]


def test_a_change_never_reaches_the_file(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    recorded = activities.as_recorded(store, id_)
    tell(store, id_, **TOLD)
    assert activities.original(store, id_)[1] == b"one"
    assert_frame_equal(activities.as_recorded(store, id_), recorded, check_exact=True)
    assert activities.find(store, hashlib.sha256(b"one").hexdigest()) == (id_,)


def test_one_activity_is_shown_as_it_is_in_the_frame(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    put(store, b"two")
    tell(store, id_, distance_m=1.0)
    here = activities.frame(store).filter(activity_id=id_)
    assert_frame_equal(activities.one(store, id_), here, check_exact=True)


@pytest.mark.parametrize(("field", "value", "what", "advice"), WRONG)
def test_a_value_that_cannot_be_is_refused_beside_its_field(
    store: Store, field: Editable, value: Any, what: str, advice: str
) -> None:
    (id_,) = put(store, b"one").activity_ids
    with pytest.raises(EntryError) as caught:
        tell(store, id_, **{field: value})
    assert caught.value.field == field
    assert what in caught.value.what
    assert advice in caught.value.advice


def test_one_value_that_cannot_be_keeps_none_of_the_changes(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    with pytest.raises(EntryError):
        tell(store, id_, notes="Wind", rpe_index=11)
    assert edits.changes_of(store, id_) == ()


def test_a_run_that_is_not_there_cannot_be_changed(store: Store) -> None:
    with pytest.raises(NotFound):
        tell(store, 4711, notes="Wind")


def test_every_change_lets_the_pages_look_again(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    before = store.version
    tell(store, id_, notes="Wind")
    assert store.version == before + 1


def test_what_the_runner_calls_no_run_has_no_blocks_efforts_or_route(store: Store) -> None:
    (id_,) = put(store, b"one", efforts=make_efforts(), route=make_route()).activity_ids
    tell(store, id_, sport="cycling")
    assert activities.blocks(store).is_empty()
    assert activities.efforts(store).is_empty()
    assert activities.routes(store, since=DAY).is_empty()


def test_what_the_runner_calls_a_run_after_all_has_them_again(store: Store) -> None:
    (id_,) = put(store, b"one", efforts=make_efforts()).activity_ids
    tell(store, id_, sport="cycling")
    tell(store, id_, sport="running")
    assert len(activities.efforts(store)) == len(make_efforts())


def test_efforts_come_back_exactly_with_their_run(store: Store) -> None:
    (id_,) = put(store, b"one", efforts=make_efforts()).activity_ids
    put(store, b"without any", start=START + timedelta(days=1))
    expected = make_efforts().with_columns(activity_id=pl.lit(id_, pl.Int64))
    assert_frame_equal(activities.efforts(store), expected, check_exact=True)


def test_efforts_can_be_those_of_one_run(store: Store) -> None:
    put(store, b"one", efforts=make_efforts())
    (id_,) = put(
        store, b"two", efforts=make_efforts(), start=START + timedelta(days=1)
    ).activity_ids
    assert activities.efforts(store, activity_id=id_)["activity_id"].unique().to_list() == [id_]


def test_routes_are_those_of_the_last_days(store: Store) -> None:
    put(store, b"old", route=make_route())
    (id_,) = put(store, b"new", route=make_route(), start=START + timedelta(days=9)).activity_ids
    found = activities.routes(store, since=DAY + timedelta(days=9))
    expected = make_route().with_columns(activity_id=pl.lit(id_, pl.Int64))
    assert_frame_equal(found, expected, check_exact=True)


def test_an_empty_store_has_empty_efforts_and_routes(store: Store) -> None:
    EFFORTS.check(activities.efforts(store))
    ROUTES.check(activities.routes(store, since=DAY))
