from __future__ import annotations

import hashlib
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from core.activity import ISSUE_CODES
from core.errors import NotFound, SchemaError, StoreError
from core.intake import Outcome
from core.schemas import ACTIVITIES, BLOCKS
from store import Store, activities, pack, tables
from tests.store.makers import (
    START,
    begin,
    make_activity,
    make_records,
    make_summary,
    put,
)

FROM_A_FILE = {"is_manual": pl.lit(value=False), "is_edited": pl.lit(value=False)}


def count(store: Store, table: str) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(tables.metadata.tables[table]))


def test_a_stored_row_comes_back_exactly(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    expected = make_summary().row.with_columns(activity_id=pl.lit(id_, pl.Int64), **FROM_A_FILE)
    assert_frame_equal(activities.frame(store), expected, check_exact=True)


def test_a_row_with_nothing_known_but_its_start_comes_back_exactly(store: Store) -> None:
    unknown = dict.fromkeys(set(ACTIVITIES.names[2:]) - {"n_blocks"})
    (id_,) = put(store, b"one", n_blocks=0, **unknown).activity_ids
    row = ACTIVITIES.complete(
        pl.DataFrame({"activity_id": [id_], "start_time": [START], "n_blocks": [0]})
    ).with_columns(**FROM_A_FILE)
    assert_frame_equal(activities.frame(store), row, check_exact=True)


def test_heart_rate_seconds_stay_with_their_run(store: Store) -> None:
    put(store, b"one", start=START)
    put(store, b"two", start=START + timedelta(days=1), heart_rate_s=None)
    put(store, b"three", start=START + timedelta(days=2), heart_rate_s=[7] * 201)
    found = [None if v is None else sum(v) for v in activities.frame(store)["heart_rate_s"]]
    assert found == [400, None, 1407]


def test_graded_speed_seconds_come_back_beside_those_of_heart_rate(store: Store) -> None:
    put(store, b"one", graded_speed_s=[3] * 161, heart_rate_s=None)
    (found,) = activities.frame(store)["graded_speed_s"].to_list()
    assert found == [3] * 161


def test_a_run_of_which_only_the_heart_rate_is_known_has_no_speed_seconds(store: Store) -> None:
    put(store, b"one")
    assert activities.frame(store)["graded_speed_s"].to_list() == [None]


def test_not_a_number_is_stored_as_unknown(store: Store) -> None:
    put(store, b"one", ascent_m=float("nan"))
    assert activities.frame(store)["ascent_m"].to_list() == [None]


def test_an_empty_store_gives_empty_frames_of_the_right_schema(store: Store) -> None:
    ACTIVITIES.check(activities.frame(store))
    BLOCKS.check(activities.blocks(store))
    assert activities.frame(store).is_empty()


def test_rows_come_by_start_whatever_the_order_of_putting(store: Store) -> None:
    for day in (3, 1, 2):
        put(store, b"run %d" % day, start=START + timedelta(days=day))
    assert activities.frame(store)["start_time"].is_sorted()


def test_records_come_back_exactly(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    assert_frame_equal(activities.records(store, id_), make_records(), check_exact=True)


def test_blocks_come_back_with_their_run(store: Store) -> None:
    (id_,) = put(store, b"one", n_blocks=3).activity_ids
    expected = make_summary(n_blocks=3).blocks.with_columns(activity_id=pl.lit(id_, pl.Int64))
    assert_frame_equal(activities.blocks(store), expected, check_exact=True)


def test_blocks_come_in_the_order_of_the_runs(store: Store) -> None:
    put(store, b"later", start=START + timedelta(days=1))
    put(store, b"sooner", start=START)
    runs = activities.frame(store)["activity_id"].to_list()
    assert activities.blocks(store)["activity_id"].unique(maintain_order=True).to_list() == runs


@pytest.mark.parametrize("size", [0, 1, 10, 10_000])
def test_the_file_comes_back_byte_for_byte(store: Store, size: int) -> None:
    data = np.random.default_rng(size).bytes(size) + bytes(size)
    (id_,) = put(store, data, filename="Morning run.fit").activity_ids
    assert activities.original(store, id_) == ("Morning run.fit", data)


def test_the_same_bytes_under_another_name_are_one_run(store: Store) -> None:
    first = put(store, b"one", filename="a.fit")
    again = put(store, b"one", filename="b.fit")
    assert (first.outcome, again.outcome) == (Outcome.READ, Outcome.DUPLICATE)
    assert again.activity_ids == first.activity_ids
    assert [count(store, t) for t in ("original", "activity", "stream", "block")] == [1, 1, 1, 1]


def test_a_known_file_is_found_by_its_checksum(store: Store) -> None:
    stored = put(store, b"one")
    assert activities.find(store, hashlib.sha256(b"one").hexdigest()) == stored.activity_ids


def test_an_unknown_file_is_not_found(store: Store) -> None:
    assert activities.find(store, hashlib.sha256(b"other").hexdigest()) is None


def test_a_file_of_three_activities_keeps_their_order(store: Store) -> None:
    parts = [(make_activity(b"tri", part=part), make_summary()) for part in range(3)]
    batch = begin(store)
    packed = pack(b"tri", filename="tri.fit", kind="fit", parts=parts)
    put_ = activities.put(store, packed, batch_id=batch)
    found = activities.find(store, hashlib.sha256(b"tri").hexdigest())
    assert put_.activity_ids == found == tuple(sorted(found))


def test_a_file_with_a_part_that_cannot_be_kept_is_not_packed() -> None:
    broken = make_summary().row.drop("sport")
    parts = [
        (make_activity(b"x"), make_summary()),
        (make_activity(b"x", part=1), type(make_summary())(row=broken, blocks=BLOCKS.empty())),
    ]
    with pytest.raises(SchemaError):
        pack(b"x", filename="x.fit", kind="fit", parts=parts)


def test_a_name_with_impossible_letters_is_kept_as_text(store: Store) -> None:
    (id_,) = put(store, b"one", filename="r\x00un\ud800.fit").activity_ids
    assert activities.original(store, id_)[0] == "run?.fit"


def test_a_deleted_run_is_neither_counted_nor_shown(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    with store.write() as connection:
        connection.execute(update(tables.activity).values(deleted_at=1))
    assert activities.frame(store).is_empty()
    assert activities.blocks(store).is_empty()
    with pytest.raises(NotFound):
        activities.records(store, id_)


def test_the_poorer_of_two_recordings_is_not_counted_but_can_be_looked_at(store: Store) -> None:
    (rich,) = put(store, b"rich").activity_ids
    (poor,) = put(store, b"poor").activity_ids
    with store.write() as connection:
        stmt = update(tables.activity).where(tables.activity.c.id == poor)
        connection.execute(stmt.values(canonical_id=rich))
    assert activities.frame(store)["activity_id"].to_list() == [rich]
    assert len(activities.records(store, poor)) == 120


@pytest.mark.parametrize("look", [activities.records, activities.original])
def test_a_run_that_is_not_there_is_not_found(store: Store, look) -> None:
    with pytest.raises(NotFound, match="not among yours"):
        look(store, 4711)


@pytest.mark.parametrize(
    ("table", "look"), [("stream", activities.records), ("original", activities.original)]
)
def test_flipped_bits_are_noticed_when_read(store: Store, table: str, look) -> None:
    (id_,) = put(store, b"one" * 1000).activity_ids
    target = tables.metadata.tables[table]
    with store.write() as connection:
        data = bytearray(connection.scalar(select(target.c.data)))
        data[len(data) // 2] ^= 4
        connection.execute(update(target).values(data=bytes(data)))
    with pytest.raises(StoreError, match="checksum"):
        look(store, id_)


def test_what_was_lost_in_the_file_is_kept_as_flags(store: Store) -> None:
    put(store, b"one")
    with store.read() as connection:
        assert connection.scalar(select(tables.activity.c.quality_flags)) == 1


def test_every_issue_has_a_bit_of_its_own() -> None:
    assert set(tables.QUALITY_FLAGS) == ISSUE_CODES, (
        "Give the new issue code a bit in QUALITY_FLAGS in store/tables.py; never reuse one."
    )
    assert len(set(tables.QUALITY_FLAGS.values())) == len(ISSUE_CODES)


def test_an_id_is_never_given_twice(store: Store) -> None:
    (first,) = put(store, b"one").activity_ids
    with store.write() as connection:
        connection.execute(tables.original.delete())
    (second,) = put(store, b"one").activity_ids
    assert second > first


def test_two_parts_of_a_file_with_one_number_are_refused(store: Store) -> None:
    parts = [(make_activity(b"x"), make_summary())] * 2
    packed = pack(b"x", filename="x.fit", kind="fit", parts=parts)
    batch = begin(store)
    with pytest.raises(IntegrityError, match="UNIQUE"):
        activities.put(store, packed, batch_id=batch)
    assert count(store, "original") == 0
