"""Activities without a file: what the runner typed in counts beside what a watch recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import polars as pl
from sqlalchemy import Connection, delete, select, update

from core.diary import Change, Editable, ManualActivity
from core.intake import Judge
from core.schemas import ACTIVITIES
from store import activities, edits, pairs, rows
from store.batches import displayable
from store.database import Store, scope
from store.own import check_own, delete_own, insert_own
from store.tables import activity, edit, pairing
from store.typed import check_manual

_TYPED = tuple(ManualActivity.__dataclass_fields__)
_TRACED = (activity.c.start_time, activity.c.elapsed_s, activity.c.distance_m, activity.c.sport)


def add(store: Store, entry: ManualActivity, *, today: date, judge: Judge | None = None) -> int:
    """Keep an activity that was typed in.

    Args:
        store: Opened for the runner.
        entry: As typed.
        today: No activity lies after it.
        judge: Finds recordings of the same outing; a file counts before what was typed.

    Returns:
        The id of the activity.

    Raises:
        EntryError: names the first field that cannot be, and its range.
        StoreError: the database cannot be written.
    """
    check_manual(entry, today=today)
    values = _values(entry) | {
        "part": 0,
        "sources": "{}",
        "issues": "[]",
        "quality_flags": 0,
        "parser_version": 0,
        "algo_version": 0,
    }
    with store.write() as connection:
        activity_id = insert_own(store, connection, values, into=activity)
        _keep_notes(store, connection, activity_id, entry=entry, today=today)
        if judge is not None:
            pairs.judge_new(store, connection, [activity_id], judge=judge)
    return activity_id


def replace(
    store: Store,
    activity_id: int,
    entry: ManualActivity,
    *,
    today: date,
    judge: Judge | None = None,
) -> None:
    """Put what is typed now in the place of what was typed before.

    What was decided about its being the same outing as a file stays, unless the entry is now of
    another time, length, distance or sport.

    Raises:
        EntryError: names the first field that cannot be, and its range.
        NotFound: the runner has typed in no such activity.
        StoreError: the database cannot be written.
    """
    check_manual(entry, today=today)
    with store.write() as connection:
        check_own(store, connection, activity_id, has_file=False)
        traced = scope(select(*_TRACED), store.principal_id).where(activity.c.id == activity_id)
        before = connection.execute(traced).one()
        ours = scope(update(activity), store.principal_id).where(activity.c.id == activity_id)
        connection.execute(ours.values(_values(entry)))
        said = scope(delete(edit), store.principal_id).where(
            edit.c.activity_id == activity_id, edit.c.name.in_(_TYPED)
        )
        connection.execute(said)
        _keep_notes(store, connection, activity_id, entry=entry, today=today)
        if connection.execute(traced).one() != before:
            _judge_again(store, connection, activity_id, judge=judge)


def remove(store: Store, activity_id: int) -> None:
    """Take out what was typed in, for good.

    Raises:
        NotFound: the runner has typed in no such activity.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        check_own(store, connection, activity_id, has_file=False)
        delete_own(store, connection, activity_id, of=activity)
        pairs.settle(store, connection)


def told(store: Store, activity_id: int) -> ManualActivity:
    """What was typed in, as it is now: what a form begins with.

    Raises:
        NotFound: the runner has typed in no such activity.
    """
    with store.read() as connection:
        check_own(store, connection, activity_id, has_file=False)
    row = activities.one(store, activity_id).row(0, named=True)
    typed = {name: row[name] for name in _TYPED if name != "duration_s"}
    return ManualActivity(duration_s=row["timer_s"], **typed)


def _values(entry: ManualActivity) -> dict[str, object]:
    """The one duration that is known stands for all three kinds of time."""
    typed = {name: getattr(entry, name) for name in _TYPED if name in ACTIVITIES.names}
    row = typed | {
        "title": entry.title and displayable(entry.title),
        "elapsed_s": entry.duration_s,
        "timer_s": entry.duration_s,
        "moving_s": entry.duration_s,
        "is_distance_estimated": None if entry.distance_m is None else False,
    }
    schema = {name: ACTIVITIES.dtypes[name] for name in row}
    frame = ACTIVITIES.complete(pl.DataFrame([row], schema=schema))
    values = rows.summary_values(frame)
    return values | {"row_sha256": rows.row_sha256(values)}


def _keep_notes(
    store: Store, connection: Connection, activity_id: int, *, entry: ManualActivity, today: date
) -> None:
    notes = [Change(field=Editable.NOTES, value=entry.notes)]
    typed_on = datetime.combine(today, time(), tzinfo=UTC)
    edits.keep(store, connection, activity_id, changes=notes, edited_at=typed_on)


def _judge_again(
    store: Store, connection: Connection, activity_id: int, *, judge: Judge | None
) -> None:
    either = (pairing.c.activity_id == activity_id) | (pairing.c.canonical_id == activity_id)
    connection.execute(scope(delete(pairing), store.principal_id).where(either))
    apart = scope(update(activity), store.principal_id).where(
        (activity.c.canonical_id == activity_id) | (activity.c.id == activity_id)
    )
    connection.execute(apart.values(canonical_id=None))
    pairs.settle(store, connection)
    if judge is not None:
        pairs.judge_new(store, connection, [activity_id], judge=judge)
