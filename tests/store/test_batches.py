from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from core.diary import Change, Editable
from core.errors import NotFound
from core.intake import BatchKind, Outcome
from store import Store, activities, batches, edits, manual
from store.tables import derived, edit
from tests.store.makers import DAY, REFUSED, START, begin, make_efforts, pair_with, put
from tests.store.test_manual import RUN


def test_what_became_of_the_files_is_counted(store: Store) -> None:
    batch = begin(store)
    put(store, b"one", batch_id=batch)
    put(store, b"one", batch_id=batch)
    batches.record(store, batch, REFUSED)
    batches.record(store, batch, replace(REFUSED, outcome=Outcome.SKIPPED, n_files=9000))
    (found,) = batches.all_batches(store)
    assert list(found.n_files.values()) == [1, 1, 9000, 1]
    assert (found.n_all, found.n_runs, found.n_noted, found.n_to_look_at) == (9003, 1, 0, 9002)


def test_only_runs_that_count_are_counted(store: Store) -> None:
    batch = begin(store)
    (first,) = put(store, b"one", batch_id=batch).activity_ids
    put(store, b"two", batch_id=batch, judge=pair_with(first))
    (found,) = batches.all_batches(store)
    assert (found.n_runs, found.n_spare) == (1, 1)


def test_a_batch_covers_the_days_of_what_it_brought(store: Store) -> None:
    batch = begin(store)
    for day in (4, 2):
        put(store, b"%d" % day, batch_id=batch, start=START - timedelta(days=day))
    (found,) = batches.all_batches(store)
    assert (found.first_date, found.last_date) == (
        date(2026, 2, 25),
        date(2026, 2, 27),
    )


def test_a_run_dated_after_its_drop_counts_for_no_day_and_as_no_run(store: Store) -> None:
    batch = begin(store)
    put(store, b"one", batch_id=batch)
    put(store, b"wrong clock", batch_id=batch, start=START + timedelta(days=400))
    (found,) = batches.all_batches(store)
    assert (found.n_runs, found.n_ahead) == (1, 1)
    assert found.first_date == found.last_date == date(2026, 3, 1)


def test_a_batch_that_was_never_left_is_not_finished(store: Store) -> None:
    batch = begin(store)
    (found,) = batches.all_batches(store)
    assert not found.is_finished
    batches.leave(store, batch, is_finished=True)
    (found,) = batches.all_batches(store)
    assert found.is_finished


def test_pages_look_again_when_a_batch_is_left_and_not_at_each_file(store: Store) -> None:
    batch = begin(store)
    before = store.version
    put(store, b"one", batch_id=batch)
    batches.record(store, batch, REFUSED)
    assert store.version == before
    batches.leave(store, batch, is_finished=False)
    assert store.version == before + 1


def test_the_time_of_a_batch_is_kept_in_utc(store: Store) -> None:
    zone = timezone(timedelta(hours=2))
    batches.begin(
        store, BatchKind.UPLOAD, created_at=datetime(2026, 3, 1, 10, 0, 0, 123_000, tzinfo=zone)
    )
    (found,) = batches.all_batches(store)
    assert found.created_at == datetime(2026, 3, 1, 8, 0, 0, 123_000, tzinfo=UTC)
    assert found.created_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 3, 1)  # noqa: DTZ001 - that is the case
    with pytest.raises(TypeError):
        batches.begin(store, BatchKind.UPLOAD, created_at=naive)


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


def test_the_same_file_can_come_again_after_its_batch_was_undone(store: Store) -> None:
    batch = begin(store)
    put(store, b"one", batch_id=batch)
    batches.undo(store, batch)
    assert put(store, b"one").outcome is Outcome.READ


def test_a_batch_cannot_be_undone_twice(store: Store) -> None:
    batch = begin(store)
    batches.undo(store, batch)
    with pytest.raises(NotFound):
        batches.undo(store, batch)


def test_no_file_goes_into_a_batch_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFound):
        put(store, b"one", batch_id=4711)
    assert activities.frame(store).is_empty()


def test_a_file_that_a_later_drop_named_too_stays_when_the_first_is_undone(store: Store) -> None:
    first = begin(store)
    put(store, b"one", batch_id=first)
    put(store, b"two", batch_id=first)
    second = begin(store)
    put(store, b"one", batch_id=second)
    batches.undo(store, first)
    assert activities.frame(store).height == 1
    batches.undo(store, second)
    assert activities.frame(store).is_empty()


def test_what_was_said_of_a_run_goes_with_it_and_what_was_typed_in_stays(store: Store) -> None:
    batch = begin(store)
    (id_,) = put(store, b"one", batch_id=batch, efforts=make_efforts()).activity_ids
    edits.change(store, id_, [Change(field=Editable.NOTES, value="Wind")], edited_at=START)
    typed = manual.add(store, RUN, today=DAY)
    batches.undo(store, batch)
    assert activities.frame(store)["activity_id"].to_list() == [typed]
    with store.read() as connection:
        left = [connection.execute(select(t.c.activity_id)).all() for t in (edit, derived)]
    assert left == [[(typed,)], []]
