"""Batches: what one drop of files brought, and how to take it out again."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, case, delete, func, insert, select, update

from core.activity import RUNNING
from core.errors import NotFound
from core.intake import AHEAD, Batch, BatchKind, Outcome, TakenIn
from store import pairs
from store.database import Store, scope
from store.moments import from_ms, to_ms
from store.own import insert_own
from store.tables import activity, import_item, import_job, original


def begin(store: Store, kind: BatchKind, *, created_at: datetime) -> int:
    """Start a batch and get its id.

    Raises:
        StoreError: the database cannot be written.
    """
    values = {"kind": kind.value, "created_at": to_ms(created_at)}
    with store.write() as connection:
        return insert_own(store, connection, values, into=import_job)


def record(store: Store, batch_id: int, taken: TakenIn) -> None:
    """Write down what became of one file of the batch that was not stored by `activities.put`.

    Raises:
        NotFound: the batch is not this runner's.
        StoreError: the database cannot be written.
    """
    with store.write(quietly=True) as connection:
        check_own(store, connection, batch_id)
        add(store, connection, taken, batch_id=batch_id)


def leave(store: Store, batch_id: int, *, is_finished: bool) -> None:
    """End the taking in of a batch, finished or interrupted, and let all pages see what it brought.

    Raises:
        NotFound: the batch is not this runner's.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        check_own(store, connection, batch_id)
        stmt = scope(update(import_job), store.principal_id).where(import_job.c.id == batch_id)
        connection.execute(stmt.values(is_finished=is_finished))


def all_batches(store: Store) -> tuple[Batch, ...]:
    """All batches of the runner, newest first, with their files counted."""
    me = store.principal_id
    jobs = select(import_job).order_by(import_job.c.created_at.desc(), import_job.c.id.desc())
    with store.read() as connection:
        counts: dict[int, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(scope(_counts(), me)):
            counts[row.job_id].append(row)
        spans = {row.job_id: row for row in connection.execute(scope(_spans(), me))}
        found = connection.execute(scope(jobs, me)).all()
    return tuple(_batch_from(row, counts[row.id], spans.get(row.id)) for row in found)


def undo(store: Store, batch_id: int) -> None:
    """Take out a batch, the files that only it brought, and all that hangs on them.

    A file that another drop named too is that drop's from now on: the runner who resumed an
    interrupted drop and takes the first half back still wants the whole of the second.

    Raises:
        NotFound: the batch is not this runner's.
        StoreError: the database cannot be written.
    """
    me = store.principal_id
    with store.write() as connection:
        check_own(store, connection, batch_id)
        for job_id, originals in _also_named(connection, me, batch_id).items():
            stmt = scope(update(original), me).where(original.c.id.in_(originals))
            connection.execute(stmt.values(job_id=job_id))
        connection.execute(scope(delete(original), me).where(original.c.job_id == batch_id))
        connection.execute(scope(delete(import_job), me).where(import_job.c.id == batch_id))
        pairs.settle(store, connection)


def _also_named(connection: Connection, me: int, batch_id: int) -> dict[int, set[int]]:
    """The files of a batch that lines of other batches name too: by such a batch, their ids."""
    lines = scope(select(import_item.c.job_id, import_item.c.activity_ids), me).where(
        import_item.c.job_id != batch_id, import_item.c.outcome == Outcome.DUPLICATE.value
    )
    named = {number: job for job, ids in connection.execute(lines) for number in json.loads(ids)}
    brought = scope(select(activity.c.id, original.c.id), me).where(
        activity.c.original_id == original.c.id, original.c.job_id == batch_id
    )
    found: dict[int, set[int]] = defaultdict(set)
    for number, file_id in connection.execute(brought):
        if number in named:
            found[named[number]].add(file_id)
    return found


def check_own(store: Store, connection: Connection, batch_id: int) -> None:
    """Pass if the batch is the runner's own.

    Raises:
        NotFound: it is not, or there is none.
    """
    stmt = scope(select(import_job.c.id), store.principal_id)
    if connection.scalar(stmt.where(import_job.c.id == batch_id)) is None:
        raise NotFound(
            "This upload is not among yours, or it was undone.", "Drop the files once more."
        )


def add(store: Store, connection: Connection, taken: TakenIn, *, batch_id: int) -> None:
    """Write down what became of one file, behind those of the batch that are there already."""
    last = scope(select(import_item.c.seq), store.principal_id)
    ours = last.where(import_item.c.job_id == batch_id).order_by(import_item.c.seq.desc())
    seq = connection.scalar(ours.limit(1))
    place = {
        "job_id": batch_id,
        "seq": 0 if seq is None else seq + 1,
        "athlete_id": store.principal_id,
    }
    connection.execute(insert(import_item).values(_item_values(taken) | place))


def displayable(filename: str) -> str:
    """A file name as text that every database takes: no NUL, no half characters."""
    return filename.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _counts() -> Any:
    """Files of each batch and outcome, counted by the database: a batch may have 20,000."""
    item = import_item
    n_looks = case((item.c.is_noted | (item.c.n_runs == 0), item.c.n_files), else_=0)
    return select(
        item.c.job_id,
        item.c.outcome,
        func.sum(item.c.n_files).label("n_files"),
        func.sum(case((item.c.is_noted, item.c.n_files), else_=0)).label("n_noted"),
        func.sum(n_looks).label("n_looks"),
    ).group_by(item.c.job_id, item.c.outcome)


def _spans() -> Any:
    """Of what each batch brought: first and last day, the runs that count, what is set aside.

    A recording of days to come tells of a wrong clock, not of a day.
    """
    run = activity.c
    until = import_job.c.created_at + AHEAD // timedelta(milliseconds=1)
    is_there = run.canonical_id.is_(None) & run.deleted_at.is_(None)
    is_past = run.start_time <= until
    counts = (run.sport == RUNNING) & is_there & is_past
    day = case((is_past, run.local_date))
    return (
        select(
            original.c.job_id,
            func.min(day).label("first_date"),
            func.max(day).label("last_date"),
            func.count(activity.c.canonical_id).label("n_spare"),
            func.sum(case((counts, 1), else_=0)).label("n_runs"),
            func.sum(case((is_there & (run.start_time > until), 1), else_=0)).label("n_ahead"),
        )
        .join(activity, activity.c.original_id == original.c.id)
        .join(import_job, original.c.job_id == import_job.c.id)
        .group_by(original.c.job_id)
    )


def _batch_from(row: Row[Any], counts: list[Row[Any]], span: Row[Any] | None) -> Batch:
    return Batch(
        id=row.id,
        kind=BatchKind(row.kind),
        created_at=from_ms(row.created_at),
        is_finished=row.is_finished,
        n_files=dict.fromkeys(Outcome, 0)
        | {Outcome(each.outcome): each.n_files for each in counts},
        n_runs=span.n_runs if span else 0,
        n_noted=sum(each.n_noted for each in counts),
        n_to_look_at=sum(each.n_looks for each in counts),
        n_spare=span.n_spare if span else 0,
        n_ahead=span.n_ahead if span else 0,
        first_date=span and span.first_date,
        last_date=span and span.last_date,
    )


def _item_values(taken: TakenIn) -> dict[str, object]:
    return {
        "filename": displayable(taken.filename),
        "outcome": taken.outcome.value,
        "activity_ids": json.dumps(taken.activity_ids),
        "sports": json.dumps(taken.sports),
        "issues": json.dumps([asdict(issue) for issue in taken.issues]),
        "error_code": taken.error_code,
        "what": taken.what,
        "advice": taken.advice,
        "n_files": taken.n_files,
        "n_runs": taken.n_runs,
        "is_noted": taken.is_noted,
    }
