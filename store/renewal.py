"""What was read by an earlier version is read again: all but what the runner said is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select, update

from core.activity import ALGO_VERSION, PARSER_VERSION
from store import rows
from store.database import Store, scope
from store.own import check_own
from store.packing import PackedPart
from store.tables import activity, block, derived, stream, watch_set

_OUTSIDE = ("title", "gear")  # an export told them beside the file, which may know nothing of them


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleFile:
    """A file to be read again: its activities by their part, and the sport that was read."""

    file_id: int
    activity_ids: Mapping[int, int]
    sport: str | None


def stale(store: Store) -> tuple[StaleFile, ...]:
    """Files with an activity that an earlier parser read, or an earlier version summarised."""
    run = activity.c
    is_old = or_(run.parser_version < PARSER_VERSION, run.algo_version < ALGO_VERSION)
    stmt = (
        select(run.original_id, run.part, run.id, run.sport)
        .where(is_old, run.original_id.is_not(None), run.deleted_at.is_(None))
        .order_by(run.original_id, run.part)
    )
    with store.read() as connection:
        found = connection.execute(scope(stmt, store.principal_id)).all()
    parts: dict[int, dict[int, int]] = {}
    sports: dict[int, str | None] = {}
    for file_id, part, activity_id, sport in found:
        parts.setdefault(file_id, {})[part] = activity_id
        sports.setdefault(file_id, sport)
    return tuple(
        StaleFile(file_id=file_id, activity_ids=ids, sport=sports[file_id])
        for file_id, ids in parts.items()
    )


def replace(store: Store, fresh: Mapping[int, PackedPart], *, quietly: bool = False) -> None:
    """Put what was read now in the place of what was read before; all of it, or nothing.

    Ids, edits, pairs, and what an export told beside the file stay. The local day stays too,
    unless the start is now another.

    Args:
        store: Opened for the runner.
        fresh: Activity id to what was packed of it.
        quietly: Leave the version as it is, as `activities.put` does; `announce` ends the series.

    Raises:
        NotFound: the runner has no such activity, or typed it in.
        StoreError: the database cannot be written.
    """
    with store.write(quietly=quietly) as connection:
        for activity_id, part in fresh.items():
            check_own(store, connection, activity_id, has_file=True)
            _replace(store, connection, activity_id, part=part)


def announce(store: Store) -> None:
    """Let all pages look again, after a series of quiet replacements.

    Raises:
        StoreError: the database cannot be written.
    """
    with store.write():
        pass


def _replace(store: Store, connection: Connection, activity_id: int, *, part: PackedPart) -> None:
    me = store.principal_id
    values = part.summary | _outside(store, connection, activity_id, part=part)
    values |= {"row_sha256": rows.row_sha256(values)}
    ours = scope(update(activity), me).where(activity.c.id == activity_id)
    connection.execute(ours.values(values))
    key = {"activity_id": activity_id, "athlete_id": me}
    fresh = {
        stream: (part.stream,),
        block: (part.block,),
        derived: part.derived,
        watch_set: part.sets,
    }
    for table, rows_of_it in fresh.items():
        connection.execute(scope(delete(table), me).where(table.c.activity_id == activity_id))
        for each in rows_of_it:
            connection.execute(insert(table).values(each | key))


def _outside(
    store: Store, connection: Connection, activity_id: int, *, part: PackedPart
) -> dict[str, object]:
    """What the file alone does not tell: the export's words, and the day as it was decided."""
    run = activity.c
    stmt = select(run.start_time, run.utc_offset_s, run.local_date, run.title, run.gear)
    known = scope(stmt, store.principal_id).where(run.id == activity_id)
    before = connection.execute(known).one()
    outside = {name: getattr(before, name) for name in _OUTSIDE if part.summary[name] is None}
    is_same_start = all(
        getattr(before, name) == part.summary[name] for name in ("start_time", "utc_offset_s")
    )
    return outside | ({"local_date": before.local_date} if is_same_start else {})
