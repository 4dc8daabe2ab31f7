"""Files and what they hold: put a file once, get back rows, blocks, records and the file itself."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

import polars as pl
import pyarrow as pa
from sqlalchemy import Connection, Row, Select, insert, select
from sqlalchemy.dialects import sqlite

from core.activity import Activity, Summary
from core.errors import NotFound
from store import codec, faults, rows, tables
from store.batches import check_own, displayable
from store.database import Store, scope

_ZSTD = pa.Codec("zstd", compression_level=3)


class Arrival(TypedDict):
    """What `put` is told of a file besides its bytes."""

    filename: str
    kind: str
    parts: Sequence[tuple[Activity, Summary]]
    batch_id: int


@dataclass(frozen=True, slots=True)
class Stored:
    """The ids of the activities that a file holds, and whether they are new."""

    activity_ids: tuple[int, ...]
    is_new: bool


def put(store: Store, data: bytes, **arrival: Unpack[Arrival]) -> Stored:
    """Store a file with all that was read from it, exactly once, or nothing of it.

    Args:
        store: Opened for the runner whose file it is.
        data: The file. The same bytes again change nothing, whatever they are called.
        arrival: `filename` is display text; `kind` is such as "fit"; `parts` are the activities
            in file order, each with its summary; `batch_id` is the drop that brought the file.

    Raises:
        NotFound: the batch is not this runner's.
        StoreError: the database cannot be written.
    """
    file = _file_values(data, arrival)
    packed = [_Part.of(outing, summary) for outing, summary in arrival["parts"]]
    with store.write() as connection:
        check_own(store, connection, arrival["batch_id"])
        original_id = _put_file(connection, file | {"athlete_id": store.principal_id})
        if original_id is None:
            known = _ids(store, connection, str(file["sha256"]))
            return Stored(known or (), is_new=False)
        owner = {"athlete_id": store.principal_id}
        ids = tuple(part.put(connection, owner, original_id=original_id) for part in packed)
    return Stored(ids, is_new=True)


def find(store: Store, sha256: str) -> tuple[int, ...] | None:
    """The ids of the activities of a file known by its SHA-256; None if it was never stored."""
    with store.read() as connection:
        return _ids(store, connection, sha256)


def frame(store: Store) -> pl.DataFrame:
    """ACTIVITIES of the runner, by start: none that is deleted, and each outing once."""
    return rows.frame_from(_all(store, _counted(select(*rows.COLUMNS))))


def blocks(store: Store) -> pl.DataFrame:
    """BLOCKS of the activities in `frame`, in its order."""
    block = tables.block
    stmt = select(block.c.activity_id, block.c.fmt, block.c.layout, block.c.data).join(
        tables.activity
    )
    return codec.decode_blocks(_all(store, _counted(stmt)))


def records(
    store: Store, activity_id: int, *, columns: Collection[str] | None = None
) -> pl.DataFrame:
    """RECORDS of one activity, or only some of its columns.

    Raises:
        NotFound: the runner has no such activity.
        StoreError: the stored bytes are damaged, or a later version wrote them.
    """
    stream = tables.stream
    stmt = select(stream.c.fmt, stream.c.n_rows, stream.c.sha256, stream.c.data)
    row = _one(store, stmt.join(tables.activity), activity_id)
    _verify(store, row.data, row.sha256)
    return codec.decode_records(row.data, fmt=row.fmt, n_rows=row.n_rows, columns=columns)


def original(store: Store, activity_id: int) -> tuple[str, bytes]:
    """The name and the bytes of the file that an activity came from, exactly as it was taken in.

    Raises:
        NotFound: the runner has no such activity.
        StoreError: the stored bytes are damaged, or a later version wrote them.
    """
    file = tables.original
    stmt = select(file.c.filename, file.c.codec, file.c.n_bytes, file.c.sha256, file.c.data)
    row = _one(store, stmt.join(tables.activity), activity_id)
    data = unpack_file(row.data, codec_name=row.codec, n_bytes=row.n_bytes)
    _verify(store, data, row.sha256)
    return row.filename, data


def unpack_file(data: bytes, *, codec_name: str, n_bytes: int) -> bytes:
    """The file behind its stored form.

    Raises:
        StoreError: a later version stored it.
    """
    if codec_name == "raw":
        return data
    if codec_name != "zstd":
        raise codec.unknown_form(codec_name)
    try:
        return bytes(_ZSTD.decompress(data, decompressed_size=n_bytes, asbytes=True))
    except OSError:  # flipped bits inside the compressed form; the checksum will say so
        return b""


@dataclass(frozen=True, slots=True)
class _Part:
    """One activity, made ready for its tables before the transaction begins."""

    summary: dict[str, object]
    stream: dict[str, object]
    block: dict[str, object]

    @classmethod
    def of(cls, outing: Activity, summary: Summary) -> _Part:
        records_ = codec.encode_records(outing.records)
        layout, blocks_ = codec.encode_blocks(summary.blocks)
        return cls(
            rows.values_from(outing, summary),
            _blob(records_, fmt=codec.RECORDS_FMT, n_rows=len(outing.records)),
            _blob(blocks_, fmt=codec.BLOCKS_FMT, n_rows=len(summary.blocks)) | {"layout": layout},
        )

    def put(self, connection: Connection, owner: dict[str, int], *, original_id: int) -> int:
        summary = self.summary | owner | {"original_id": original_id}
        stmt = insert(tables.activity).values(summary).returning(tables.activity.c.id)
        activity_id = int(connection.execute(stmt).scalar_one())
        key = owner | {"activity_id": activity_id}
        connection.execute(insert(tables.stream).values(self.stream | key))
        connection.execute(insert(tables.block).values(self.block | key))
        return activity_id


def _blob(data: bytes, *, fmt: str, n_rows: int) -> dict[str, object]:
    return {"fmt": fmt, "n_rows": n_rows, "sha256": _sha256(data), "data": data}


def _file_values(data: bytes, arrival: Arrival) -> dict[str, object]:
    packed = bytes(_ZSTD.compress(data, asbytes=True))
    is_smaller = len(packed) < len(data)
    return {
        "job_id": arrival["batch_id"],
        "sha256": _sha256(data),
        "kind": arrival["kind"],
        "codec": "zstd" if is_smaller else "raw",
        "n_bytes": len(data),
        "filename": displayable(arrival["filename"]),
        "data": packed if is_smaller else data,
    }


def _put_file(connection: Connection, values: dict[str, object]) -> int | None:
    stmt = (
        sqlite.insert(tables.original)
        .values(values)
        .on_conflict_do_nothing(index_elements=["athlete_id", "sha256"])
        .returning(tables.original.c.id)
    )
    return connection.execute(stmt).scalar_one_or_none()


def _ids(store: Store, connection: Connection, sha256: str) -> tuple[int, ...] | None:
    file = scope(select(tables.original.c.id), store.principal_id)
    original_id = connection.scalar(file.where(tables.original.c.sha256 == sha256))
    if original_id is None:
        return None
    parts = scope(select(tables.activity.c.id), store.principal_id)
    ours = parts.where(tables.activity.c.original_id == original_id)
    return tuple(connection.scalars(ours.order_by(tables.activity.c.part)))


def _counted(stmt: Select[Any]) -> Select[Any]:
    activity = tables.activity
    return stmt.where(activity.c.deleted_at.is_(None), activity.c.canonical_id.is_(None)).order_by(
        activity.c.start_time, activity.c.id
    )


def _all(store: Store, stmt: Select[Any]) -> Sequence[Row[Any]]:
    with store.read() as connection:
        return connection.execute(scope(stmt, store.principal_id)).all()


def _one(store: Store, stmt: Select[Any], activity_id: int) -> Row[Any]:
    activity = tables.activity
    found = _all(store, stmt.where(activity.c.id == activity_id, activity.c.deleted_at.is_(None)))
    if not found:
        raise NotFound("This run is not among yours.", "Choose one from the list of your runs.")
    return found[0]


def _verify(store: Store, data: bytes, sha256: str) -> None:
    if _sha256(data) != sha256:
        raise faults.damaged(store.path, "the checksum of a stored run does not match")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
