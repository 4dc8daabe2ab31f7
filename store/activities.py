"""Files and what they hold: put a file once, get back rows, blocks, records and the file itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, Select, Table, insert, select
from sqlalchemy.dialects import sqlite

from core.errors import NotFound
from core.intake import Judge, Outcome, TakenIn
from core.schemas import BLOCKS, EFFORTS, RECORDS, ROUTES, Schema
from store import batches, codec, edits, faults, pairs, rowcodec, rows, tables
from store.database import Store, scope
from store.moments import EPOCH, to_ms
from store.own import check_own
from store.packing import Packed, PackedPart, sha256_of, unpack_file


def put(store: Store, packed: Packed, *, batch_id: int, judge: Judge | None = None) -> TakenIn:
    """Store a file with all that was read from it and its line of the report, or nothing of it.

    Args:
        store: Opened for the runner whose file it is.
        packed: The file. The same bytes again change nothing, whatever they are called.
        batch_id: The drop that brought the file.
        judge: Finds the recordings around it that are of the same outing; None looks for none.

    Raises:
        NotFound: the batch is not this runner's.
        StoreError: the database cannot be written.
    """
    owner = {"athlete_id": store.principal_id}
    with store.write(quietly=True) as connection:
        batches.check_own(store, connection, batch_id)
        file_id = _put_file(connection, packed.file | owner | {"job_id": batch_id})
        if file_id is None:
            ids = _ids(store, connection, str(packed.file["sha256"])) or ()
        else:
            ids = tuple(
                _put_part(connection, part, owner=owner, file_id=file_id) for part in packed.parts
            )
            if judge is not None:
                pairs.judge_new(store, connection, ids, judge=judge)
        taken = TakenIn(
            filename=str(packed.file["filename"]),
            outcome=Outcome.DUPLICATE if file_id is None else Outcome.READ,
            activity_ids=ids,
            sports=packed.sports,
            issues=packed.issues,
        )
        batches.add(store, connection, taken, batch_id=batch_id)
    return taken


def find(store: Store, sha256: str) -> tuple[int, ...] | None:
    """The ids of the activities of a file known by its SHA-256; None if it was never stored."""
    with store.read() as connection:
        return _ids(store, connection, sha256)


def frame(store: Store) -> pl.DataFrame:
    """ACTIVITIES of the runner, by start: none that is deleted, each outing once.

    What the runner changed lies over what the files say; what was typed in stands beside it.
    """
    with store.read() as connection:
        found = _found(store, connection, _counted(select(*rows.COLUMNS)))
        told = edits.all_told(store, connection)
    return edits.laid_over(rows.frame_from(found), told)


def one(store: Store, activity_id: int) -> pl.DataFrame:
    """ACTIVITIES with one row: as in `frame`, but also of a recording that does not count.

    Raises:
        NotFound: the runner has no such activity.
    """
    with store.read() as connection:
        told = edits.all_told(store, connection, activity_id=activity_id)
    return edits.laid_over(as_recorded(store, activity_id), told)


def as_recorded(store: Store, activity_id: int) -> pl.DataFrame:
    """ACTIVITIES with one row, without what the runner changed since.

    Raises:
        NotFound: the runner has no such activity.
    """
    return rows.frame_from([_one(store, select(*rows.COLUMNS), activity_id)])


def blocks(store: Store) -> pl.DataFrame:
    """BLOCKS of the runs in `frame`, in its order."""
    return _decoded(store, BLOCKS, _packed(tables.block))


def efforts(store: Store, *, activity_id: int | None = None) -> pl.DataFrame:
    """EFFORTS of the runs in `frame`, in its order, or of one of them."""
    stmt = _packed(tables.derived).where(tables.derived.c.kind == "efforts")
    if activity_id is not None:
        stmt = stmt.where(tables.activity.c.id == activity_id)
    return _decoded(store, EFFORTS, stmt)


def routes(store: Store, *, since: date) -> pl.DataFrame:
    """ROUTES of the runs in `frame` from a local day on, in its order."""
    run = tables.activity.c
    # Starts have an index, local days have none; no zone is a whole day away from UTC.
    first = datetime.combine(max(since, EPOCH.date()), time(), tzinfo=UTC) - timedelta(days=1)
    stmt = _packed(tables.derived).where(
        tables.derived.c.kind == "route",
        run.local_date >= since,
        run.start_time >= to_ms(first),
    )
    return _decoded(store, ROUTES, stmt)


def records(
    store: Store, activity_id: int, *, columns: Collection[str] | None = None
) -> pl.DataFrame:
    """RECORDS of one activity, or only some of its columns; none where it was typed in.

    Raises:
        NotFound: the runner has no such activity.
        StoreError: the stored bytes are damaged, or a later version wrote them.
    """
    stream = tables.stream
    stmt = select(stream.c.fmt, stream.c.n_rows, stream.c.sha256, stream.c.data)
    found = _all(store, _of(stmt.join(tables.activity), activity_id))
    if not found:
        with store.read() as connection:
            check_own(store, connection, activity_id)
        return RECORDS.empty().select(name for name in RECORDS.names if _is_in(name, columns))
    row = found[0]
    _verify(store, row.data, row.sha256)
    return codec.decode_records(row.data, fmt=row.fmt, n_rows=row.n_rows, columns=columns)


def original(store: Store, activity_id: int) -> tuple[str, bytes]:
    """The name and the bytes of the file that an activity came from, exactly as it was taken in.

    Raises:
        NotFound: the runner has no such activity, or typed it in.
        StoreError: the stored bytes are damaged, or a later version wrote them.
    """
    with store.read() as connection:
        check_own(store, connection, activity_id, has_file=True)
    file = tables.original
    stmt = select(file.c.filename, file.c.codec, file.c.n_bytes, file.c.sha256, file.c.data)
    row = _one(store, stmt.join(tables.activity), activity_id)
    data = unpack_file(row.data, codec_name=row.codec, n_bytes=row.n_bytes)
    _verify(store, data, row.sha256)
    return row.filename, data


def _put_part(
    connection: Connection, part: PackedPart, *, owner: dict[str, int], file_id: int
) -> int:
    summary = part.summary | owner | {"original_id": file_id}
    stmt = insert(tables.activity).values(summary).returning(tables.activity.c.id)
    activity_id = int(connection.execute(stmt).scalar_one())
    key = owner | {"activity_id": activity_id}
    connection.execute(insert(tables.stream).values(part.stream | key))
    connection.execute(insert(tables.block).values(part.block | key))
    for each in part.derived:
        connection.execute(insert(tables.derived).values(each | key))
    if part.sets:
        connection.execute(insert(tables.watch_set), [each | key for each in part.sets])
    return activity_id


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


def _packed(table: Table) -> Select[Any]:
    packed = select(table.c.activity_id, table.c.fmt, table.c.layout, table.c.data)
    return _counted(packed.join(tables.activity, tables.activity.c.id == table.c.activity_id))


def _decoded(store: Store, schema: Schema, stmt: Select[Any]) -> pl.DataFrame:
    """A frame of runs; what the runner says is no run has no part in it."""
    with store.read() as connection:
        found = _found(store, connection, stmt)
        others = edits.no_runs(store, connection)
    return rowcodec.decode(schema, [row for row in found if row.activity_id not in others])


def _found(store: Store, connection: Connection, stmt: Select[Any]) -> Sequence[Row[Any]]:
    return connection.execute(scope(stmt, store.principal_id)).all()


def _all(store: Store, stmt: Select[Any]) -> Sequence[Row[Any]]:
    with store.read() as connection:
        return _found(store, connection, stmt)


def _of(stmt: Select[Any], activity_id: int) -> Select[Any]:
    run = tables.activity.c
    return stmt.where(run.id == activity_id, run.deleted_at.is_(None))


def _one(store: Store, stmt: Select[Any], activity_id: int) -> Row[Any]:
    found = _all(store, _of(stmt, activity_id))
    if not found:
        raise NotFound("This run is not among yours.", "Choose one from the list of your runs.")
    return found[0]


def _is_in(name: str, columns: Collection[str] | None) -> bool:
    return columns is None or name in columns


def _verify(store: Store, data: bytes, sha256: str) -> None:
    if sha256_of(data) != sha256:
        raise faults.damaged(store.path, "the checksum of a stored run does not match")
