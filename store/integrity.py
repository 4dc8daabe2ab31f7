"""Whether all that is stored is still what was stored: SQLite does not notice flipped bits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from store.database import Store, scope
from store.packing import sha256_of, unpack_file
from store.rows import COLUMNS, row_sha256
from store.tables import activity, block, original, stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What no longer matches its checksum; all but the file can be built again from the file."""

    activity_id: int
    what: Literal["file", "records", "blocks", "summary"]


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


def _checks(
    store: Store, connection: Connection, activity_id: int
) -> Iterator[tuple[Literal["file", "records", "blocks", "summary"], bool]]:
    row = connection.execute(
        scope(select(*COLUMNS, activity.c.row_sha256), store.principal_id).where(
            activity.c.id == activity_id
        )
    ).one()
    yield "summary", row_sha256(dict(row._mapping)) == row.row_sha256
    blobs = (
        select(stream.c.sha256, stream.c.data, block.c.sha256, block.c.data)
        .join(block, block.c.activity_id == stream.c.activity_id)
        .where(stream.c.activity_id == activity_id)
    )
    records_sha256, records, blocks_sha256, blocks = connection.execute(
        scope(blobs, store.principal_id)
    ).one()
    yield "records", sha256_of(records) == records_sha256
    yield "blocks", sha256_of(blocks) == blocks_sha256
    file = connection.execute(
        scope(select(original).join(activity), store.principal_id).where(
            activity.c.id == activity_id
        )
    ).one()
    data = unpack_file(file.data, codec_name=file.codec, n_bytes=file.n_bytes)
    yield "file", sha256_of(data) == file.sha256
