from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.activity import Issue
from core.errors import NotFound
from core.intake import BatchKind, Outcome, TakenIn
from store import Store, activities, batches
from tests.store.makers import START, begin, put

REFUSED = TakenIn(
    filename="page.fit",
    outcome=Outcome.REFUSED,
    issues=(Issue(code="crc", severity="error", message="Wrong.", where=12),),
    error_code="UnknownFormat",
    what="No reader knows these bytes.",
    advice="Export the run again.",
)


def read(filename: str, *ids: int) -> TakenIn:
    return TakenIn(
        filename=filename, outcome=Outcome.READ, activity_ids=ids, sports=("running",) * len(ids)
    )


def test_what_became_of_the_files_comes_back_in_order(store: Store) -> None:
    batch = begin(store)
    good = read("a.fit", *put(store, b"one", batch_id=batch).activity_ids)
    batches.record(store, batch, good)
    batches.record(store, batch, REFUSED)
    (found,) = batches.all_batches(store)
    assert found.items == (good, REFUSED)


def test_the_time_of_a_batch_is_kept_in_utc(store: Store) -> None:
    zone = timezone(timedelta(hours=2))
    batches.begin(
        store, BatchKind.UPLOAD, created_at=datetime(2026, 3, 1, 10, 0, 0, 123_000, tzinfo=zone)
    )
    (found,) = batches.all_batches(store)
    assert found.created_at == datetime(2026, 3, 1, 8, 0, 0, 123_000, tzinfo=UTC)
    assert found.created_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(TypeError):
        batches.begin(store, BatchKind.UPLOAD, created_at=datetime(2026, 3, 1))  # noqa: DTZ001


def test_the_newest_batch_comes_first(store: Store) -> None:
    for day in (2, 9, 5):
        batches.begin(store, BatchKind.UPLOAD, created_at=START + timedelta(days=day))
    found = [(batch.created_at - START).days for batch in batches.all_batches(store)]
    assert found == [9, 5, 2]


def test_undoing_a_batch_takes_out_all_that_it_brought(store: Store) -> None:
    batch = begin(store)
    put(store, b"one", batch_id=batch)
    batches.undo(store, batch)
    assert activities.frame(store).is_empty()
    assert activities.blocks(store).is_empty()
    assert batches.all_batches(store) == ()


def test_undoing_a_batch_leaves_the_others(store: Store) -> None:
    first, second = begin(store), begin(store)
    put(store, b"one", batch_id=first)
    (kept,) = put(store, b"two", batch_id=second).activity_ids
    batches.undo(store, first)
    assert activities.frame(store)["activity_id"].to_list() == [kept]
    assert [batch.id for batch in batches.all_batches(store)] == [second]


def test_a_run_that_came_again_later_goes_with_the_batch_that_first_brought_it(
    store: Store,
) -> None:
    first, second = begin(store), begin(store)
    put(store, b"one", batch_id=first)
    put(store, b"one", batch_id=second)
    batches.undo(store, second)
    assert len(activities.frame(store)) == 1
    batches.undo(store, first)
    assert activities.frame(store).is_empty()


def test_a_batch_names_no_run_that_has_been_taken_out_since(store: Store) -> None:
    first, second = begin(store), begin(store)
    ids = put(store, b"one", batch_id=first).activity_ids
    batches.record(store, second, read("again.fit", *ids))
    batches.undo(store, first)
    (found,) = batches.all_batches(store)
    assert found.items[0].activity_ids == ()


def test_the_same_file_can_come_again_after_its_batch_was_undone(store: Store) -> None:
    batch = begin(store)
    put(store, b"one", batch_id=batch)
    batches.undo(store, batch)
    assert put(store, b"one").is_new


@pytest.mark.parametrize("kind", BatchKind)
def test_a_kind_is_there_from_its_batch_until_that_is_undone(store: Store, kind: BatchKind) -> None:
    seen = [batches.has_kind(store, kind)]
    batch = begin(store, kind)
    seen.append(batches.has_kind(store, kind))
    batches.undo(store, batch)
    assert [*seen, batches.has_kind(store, kind)] == [False, True, False]


def test_one_kind_is_not_the_other(store: Store) -> None:
    begin(store, BatchKind.UPLOAD)
    assert not batches.has_kind(store, BatchKind.SAMPLE)


def test_a_batch_cannot_be_undone_twice(store: Store) -> None:
    batch = begin(store)
    batches.undo(store, batch)
    with pytest.raises(NotFound):
        batches.undo(store, batch)


def test_no_file_goes_into_a_batch_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFound):
        put(store, b"one", batch_id=4711)
    assert activities.frame(store).is_empty()
