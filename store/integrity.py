"""Whether all that is stored is still what was stored: SQLite does not notice flipped bits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, literal, select

from store.database import Store, scope
from store.packing import sha256_of, unpack_file
from store.rows import COLUMNS, row_sha256
from store.tables import activity, block, derived, original, stream

What = Literal["file", "records", "blocks", "efforts", "route", "summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What no longer matches its checksum; all but the file can be built again from the file."""

    activity_id: int
    what: What


def damages(store: Store) -> tuple[Damage, ...]:
    """Everything of the runner that no longer matches its checksum, by activity.

    Raises:
        StoreError: the database cannot be read, or a later version wrote it.
    """
    ids = scope(select(activity.c.id).order_by(activity.c.id), store.principal_id)
    with store.read() as connection:
        return tuple(
            Damage(activity_id=activity_id, what=what)
            for activity_id in connection.scalars(ids).all()
            for what, is_whole in _checks(store, connection, activity_id)
            if not is_whole
        )


def _checks(store: Store, connection: Connection, activity_id: int) -> Iterator[tuple[What, bool]]:
    me = store.principal_id
    mine = select(*COLUMNS, activity.c.row_sha256).where(activity.c.id == activity_id)
    row = connection.execute(scope(mine, me)).one()
    yield "summary", row_sha256(dict(row._mapping)) == row.row_sha256
    if row.is_manual:  # typed in: nothing else is stored of it
        return
    for table, what in ((stream, "records"), (block, "blocks"), (derived, None)):
        kind = literal(what) if what else table.c.kind
        stmt = select(kind, table.c.sha256, table.c.data)
        blobs = scope(stmt.where(table.c.activity_id == activity_id), me)
        for name, sha256, data in connection.execute(blobs):
            yield name, sha256_of(data) == sha256
    files = select(original).join(activity).where(activity.c.id == activity_id)
    file = connection.execute(scope(files, me)).one()
    data = unpack_file(file.data, codec_name=file.codec, n_bytes=file.n_bytes)
    yield "file", sha256_of(data) == file.sha256
