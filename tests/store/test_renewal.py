from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import Any

import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from core.activity import ALGO_VERSION
from core.diary import Change, Editable
from core.errors import NotFound
from store import PackedPart, Store, activities, edits, integrity, manual, pack_part, pairs, renewal
from store.tables import activity
from tests.store.faults import Fault
from tests.store.makers import (
    DAY,
    START,
    make_activity,
    make_efforts,
    make_route,
    make_summary,
    pair_with,
    put,
)
from tests.store.test_manual import RUN

TITLE = [Change(field=Editable.TITLE, value="Mine"), Change(field=Editable.RPE, value=8.0)]


def fresh(
    *, distance_m: float = 5123.5, start: Any = START, n_blocks: int = 3, **columns: Any
) -> PackedPart:
    """The first run of these tests as a later version reads it."""
    summary = make_summary(
        start=start, distance_m=distance_m, n_blocks=n_blocks, efforts=make_efforts(), **columns
    )
    return pack_part(make_activity(b"one", start=start, n=60), summary)


def age(store: Store, **versions: int) -> None:
    with store.write() as connection:
        connection.execute(update(activity).values(versions))


def test_what_this_version_read_is_not_stale(store: Store) -> None:
    put(store, b"one")
    assert renewal.stale(store) == ()


@pytest.mark.parametrize("version", ["parser_version", "algo_version"])
def test_what_an_earlier_version_made_is_stale(store: Store, version: str) -> None:
    (id_,) = put(store, b"one").activity_ids
    age(store, **{version: 0})
    (found,) = renewal.stale(store)
    assert (found.activity_ids, found.sport) == ({0: id_}, "running")


def test_what_was_typed_in_is_never_stale(store: Store) -> None:
    manual.add(store, RUN, today=DAY)
    assert renewal.stale(store) == ()


def test_what_was_read_again_is_not_stale(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    age(store, algo_version=ALGO_VERSION - 1)
    renewal.replace(store, {id_: fresh()})
    assert renewal.stale(store) == ()


def test_everything_that_was_read_is_replaced(store: Store) -> None:
    (id_,) = put(store, b"one", route=make_route()).activity_ids
    renewal.replace(store, {id_: fresh()})
    assert activities.frame(store)["distance_m"].to_list() == [5123.5]
    assert len(activities.records(store, id_)) == 60
    assert len(activities.blocks(store)) == 3
    assert len(activities.efforts(store)) == len(make_efforts())
    assert activities.routes(store, since=DAY).is_empty()
    assert integrity.damages(store) == ()


def test_what_the_runner_said_stays(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    edits.change(store, id_, TITLE, edited_at=START)
    renewal.replace(store, {id_: fresh()})
    assert edits.changes_of(store, id_) == tuple(reversed(TITLE))
    assert activities.frame(store)["rpe_index"].to_list() == [8.0]


def test_the_file_and_the_key_stay(store: Store) -> None:
    (id_,) = put(store, b"one", filename="monday.fit").activity_ids
    renewal.replace(store, {id_: fresh()})
    assert activities.original(store, id_) == ("monday.fit", b"one")


def test_what_the_runner_decided_of_a_pair_stays(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    (spare,) = put(store, b"two", judge=pair_with(id_)).activity_ids
    renewal.replace(store, {id_: fresh(), spare: fresh()})
    assert activities.frame(store)["activity_id"].to_list() == [id_]
    assert len(pairs.all_pairs(store)) == 1


def test_what_an_export_told_beside_the_file_stays(store: Store) -> None:
    (id_,) = put(store, b"one", title="From the export", gear="Shoes").activity_ids
    renewal.replace(store, {id_: fresh()})
    row = activities.frame(store).row(0, named=True)
    assert (row["title"], row["gear"]) == ("From the export", "Shoes")


def test_the_local_day_is_decided_once(store: Store) -> None:
    (id_,) = put(store, b"one", local_date=date(2026, 2, 28)).activity_ids
    renewal.replace(store, {id_: fresh()})
    assert activities.frame(store)["local_date"].to_list() == [date(2026, 2, 28)]


def test_a_start_put_right_puts_the_day_right(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    renewal.replace(store, {id_: fresh(start=START + timedelta(days=2))})
    assert activities.frame(store)["local_date"].to_list() == [DAY + timedelta(days=2)]


def test_what_is_read_again_to_the_same_is_as_if_it_was_put_now(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    before = activities.frame(store)
    renewal.replace(store, {id_: pack_part(make_activity(b"one"), make_summary())})
    assert_frame_equal(activities.frame(store), before, check_exact=True)


def test_a_series_in_silence_is_announced_once(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    before = store.version
    renewal.replace(store, {id_: fresh()}, quietly=True)
    assert store.version == before
    renewal.announce(store)
    assert store.version == before + 1


def test_one_run_that_is_not_there_replaces_none(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    with pytest.raises(NotFound):
        renewal.replace(store, {id_: fresh(), 4711: fresh()})
    assert activities.frame(store)["distance_m"].to_list() == [5000.25]


def test_what_was_typed_in_has_no_file_to_be_read_again(store: Store) -> None:
    id_ = manual.add(store, RUN, today=DAY)
    with pytest.raises(NotFound, match="typed in"):
        renewal.replace(store, {id_: fresh()})


def test_a_fault_at_any_statement_leaves_all_of_the_old_or_all_of_the_new(store: Store) -> None:
    (id_,) = put(store, b"one", route=make_route()).activity_ids
    fault, seen = Fault(store), set()
    for n in range(100):
        fault.steps_left = n
        try:
            renewal.replace(store, {id_: fresh()})
            is_done = True
        except (OperationalError, sqlite3.OperationalError):
            is_done = False
        finally:
            fault.steps_left = None
        frame, blocks = activities.frame(store), activities.blocks(store)
        seen.add((is_done, frame["distance_m"].item(), len(blocks)))
        assert integrity.damages(store) == ()
        if is_done:
            break
    assert seen == {(False, 5000.25, 2), (True, 5123.5, 3)}
