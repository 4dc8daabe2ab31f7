from __future__ import annotations

import pytest
from polars.testing import assert_frame_equal

from core.errors import NotFound
from core.intake import Outcome, Verdict
from store import Store, activities, pairs, removal
from tests.store.makers import START, pair_with, put


def test_what_is_taken_out_is_in_nothing_any_more(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    removal.remove(store, id_, removed_at=START)
    assert activities.frame(store).is_empty()
    assert activities.blocks(store).is_empty()
    with pytest.raises(NotFound):
        activities.one(store, id_)


def test_what_is_taken_out_can_be_brought_back_as_it_was(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    before = activities.frame(store)
    removal.remove(store, id_, removed_at=START)
    assert_frame_equal(removal.removed(store), before, check_exact=True)
    removal.restore(store, id_)
    assert_frame_equal(activities.frame(store), before, check_exact=True)
    assert removal.removed(store).is_empty()


def test_the_same_bytes_do_not_bring_it_back(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    removal.remove(store, id_, removed_at=START)
    assert put(store, b"one").outcome is Outcome.DUPLICATE
    assert activities.frame(store).is_empty()


def test_the_poorer_recording_of_it_does_not_take_its_place(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    put(store, b"two", judge=pair_with(id_))
    removal.remove(store, id_, removed_at=START)
    assert activities.frame(store).is_empty()


def test_what_is_brought_back_does_not_count_beside_what_came_of_its_outing_since(
    store: Store,
) -> None:
    (first,) = put(store, b"one").activity_ids
    removal.remove(store, first, removed_at=START)
    (second,) = put(store, b"two").activity_ids
    removal.restore(store, first, judge=pair_with(second))
    assert activities.frame(store)["activity_id"].to_list() == [second]


def test_what_was_said_of_a_pair_before_stays_when_one_is_brought_back(store: Store) -> None:
    (first,) = put(store, b"one").activity_ids
    (second,) = put(store, b"two", judge=pair_with(first)).activity_ids
    pairs.decide(store, pairs.all_pairs(store)[0].pair, Verdict.APART)
    removal.remove(store, second, removed_at=START)
    removal.restore(store, second, judge=pair_with(first))
    assert activities.frame(store)["activity_id"].to_list() == [first, second]


def test_what_is_there_cannot_be_brought_back(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    with pytest.raises(NotFound, match="not taken out"):
        removal.restore(store, id_)


def test_what_is_out_cannot_be_taken_out_again(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    removal.remove(store, id_, removed_at=START)
    with pytest.raises(NotFound):
        removal.remove(store, id_, removed_at=START)
