"""Strength work as it was done: sessions that the runner logs, and the sets that a watch counted.

A session under way is kept set by set, so that a page that is loaded again has lost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, delete, insert, select, update

from core.errors import NotFound
from core.findings import Side
from core.log import Kind, SessionDone, SetDone
from core.schemas import SESSIONS_DONE, SETS_DONE, WATCH_SETS, Schema
from core.schemas import UTC as UTC_TIME
from store.batches import displayable
from store.database import Store, scope
from store.moments import from_ms, to_ms
from store.own import delete_own, insert_own
from store.tables import activity, set_done, strength_log, watch_set
from store.typed_log import Measures, check_session

Match = Callable[[pl.DataFrame], pl.DataFrame]
"""Finds our exercises in a watch's words: WATCH_SETS to SETS_DONE."""

_PLAIN = ("local_date", "planned_for", "duration_s", "rpe_index", "pain_after_index", "is_finished")


def add(
    store: Store, session: SessionDone, *, today: date, measures: Measures | None = None
) -> int:
    """Keep a session, done or begun.

    Args:
        store: Opened for the runner.
        session: As logged so far.
        today: No session lies after it.
        measures: The exercises that there are; None asks only for the form of an id.

    Returns:
        The id of the entry.

    Raises:
        EntryError: names the first field that cannot be, and its range.
        StoreError: the database cannot be written.
    """
    check_session(session, today=today, measures=measures)
    with store.write() as connection:
        log_id = insert_own(store, connection, _values(session), into=strength_log)
        _keep_sets(store, connection, log_id, sets=session.sets)
    return log_id


def replace(
    store: Store,
    log_id: int,
    session: SessionDone,
    *,
    today: date,
    measures: Measures | None = None,
) -> None:
    """Put what is logged now in the place of what was logged before: all of it, or nothing.

    Raises:
        EntryError: names the first field that cannot be, and its range.
        NotFound: the runner has logged no such session.
        StoreError: the database cannot be written.
    """
    check_session(session, today=today, measures=measures)
    with store.write() as connection:
        ours = scope(update(strength_log), store.principal_id).where(strength_log.c.id == log_id)
        if connection.execute(ours.values(_values(session))).rowcount != 1:
            raise _not_found()
        before = scope(delete(set_done), store.principal_id).where(set_done.c.log_id == log_id)
        connection.execute(before)
        _keep_sets(store, connection, log_id, sets=session.sets)


def remove(store: Store, log_id: int) -> None:
    """Take a logged session out, for good.

    Raises:
        NotFound: the runner has logged no such session.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        if not delete_own(store, connection, log_id, of=strength_log):
            raise _not_found()


def one(store: Store, log_id: int) -> SessionDone:
    """A session as it was logged: what a form, or a session under way, goes on with.

    Raises:
        NotFound: the runner has logged no such session.
    """
    mine = select(strength_log).where(strength_log.c.id == log_id)
    in_order = select(set_done).where(set_done.c.log_id == log_id).order_by(set_done.c.seq)
    with store.read() as connection:
        row = connection.execute(scope(mine, store.principal_id)).one_or_none()
        sets = connection.execute(scope(in_order, store.principal_id)).all()
    if row is None:
        raise _not_found()
    start = None if row.start_time is None else from_ms(row.start_time)
    return SessionDone(
        **{name: getattr(row, name) for name in _PLAIN},
        start_time=start,
        kind=Kind(row.kind),
        notes=row.notes,
        sets=tuple(_set(each) for each in sets),
    )


def under_way(store: Store) -> int | None:
    """The id of the session that was begun last and is not finished; None if there is none."""
    newest = strength_log.c.id.desc()
    stmt = select(strength_log.c.id).where(strength_log.c.is_finished.is_(False)).order_by(newest)
    with store.read() as connection:
        found: int | None = connection.scalar(scope(stmt, store.principal_id).limit(1))
    return found


def sessions(store: Store) -> pl.DataFrame:
    """SESSIONS_DONE that the runner logged, by day; what a watch recorded is in ACTIVITIES."""
    names = [name for name in SESSIONS_DONE.names if name not in {"log_id", "activity_id"}]
    columns = [strength_log.c.id.label("log_id"), *(strength_log.c[name] for name in names)]
    stmt = select(*columns).order_by(strength_log.c.local_date, strength_log.c.id)
    with store.read() as connection:
        found = connection.execute(scope(stmt, store.principal_id)).all()
    return _frame(SESSIONS_DONE, found)


def sets(store: Store, *, match: Match | None = None) -> pl.DataFrame:
    """SETS_DONE, typed and watch together, by day.

    Args:
        store: Opened for the runner.
        match: Finds our exercises in a watch's words; None leaves the watch's sets out.
    """
    names = SETS_DONE.names[3:]
    columns = (set_done.c.log_id, strength_log.c.local_date, *(set_done.c[name] for name in names))
    stmt = select(*columns).join(strength_log, strength_log.c.id == set_done.c.log_id)
    in_order = stmt.order_by(strength_log.c.local_date, set_done.c.log_id, set_done.c.seq)
    with store.read() as connection:
        found = connection.execute(scope(in_order, store.principal_id)).all()
    typed = _frame(SETS_DONE, found)
    if match is None:
        return typed
    both = pl.concat([typed, SETS_DONE.check(match(watch_sets(store)))])
    return both.sort("local_date", maintain_order=True)


def watch_sets(store: Store) -> pl.DataFrame:
    """WATCH_SETS of the activities that count, by day: what the files say, in their words."""
    columns = [watch_set.c[name] for name in WATCH_SETS.names if name != "local_date"]
    stmt = (
        select(*columns, activity.c.local_date)
        .join(activity, activity.c.id == watch_set.c.activity_id)
        .where(activity.c.deleted_at.is_(None), activity.c.canonical_id.is_(None))
        .order_by(activity.c.local_date, activity.c.start_time, activity.c.id, watch_set.c.seq)
    )
    with store.read() as connection:
        found = connection.execute(scope(stmt, store.principal_id)).all()
    return _frame(WATCH_SETS, found)


def _values(session: SessionDone) -> dict[str, object]:
    start = session.start_time
    return {name: getattr(session, name) for name in _PLAIN} | {
        "start_time": None if start is None else to_ms(start),
        "kind": session.kind.value,
        "notes": displayable(session.notes or "").strip() or None,
    }


def _keep_sets(
    store: Store, connection: Connection, log_id: int, *, sets: tuple[SetDone, ...]
) -> None:
    rows = [
        {
            "log_id": log_id,
            "seq": seq,
            "athlete_id": store.principal_id,
            "exercise_id": each.exercise_id,
            "set_index": each.set_index,
            "side": each.side.value,
            "amount_value": each.amount,
            "load_kg": each.load_kg,
            "reserve_index": each.reps_in_reserve,
            "pain_index": each.pain_index,
        }
        for seq, each in enumerate(sets)
    ]
    if rows:
        connection.execute(insert(set_done), rows)


def _set(row: Row[Any]) -> SetDone:
    return SetDone(
        exercise_id=row.exercise_id,
        set_index=row.set_index,
        side=Side(row.side),
        amount=row.amount_value,
        load_kg=row.load_kg,
        reps_in_reserve=None if row.reserve_index is None else int(row.reserve_index),
        pain_index=row.pain_index,
    )


def _frame(schema: Schema, found: Sequence[Row[Any]]) -> pl.DataFrame:
    """A frame of stored rows; what they lack is null."""
    stored = {
        name: pl.Int64() if dtype == UTC_TIME else dtype for name, dtype in schema.dtypes.items()
    }
    rows = [[row._mapping.get(name) for name in stored] for row in found]
    return schema.complete(pl.DataFrame(rows, schema=stored, orient="row"))  # times are cast


def _not_found() -> NotFound:
    return NotFound("This session is not in your log.", "Look at the page again.")
