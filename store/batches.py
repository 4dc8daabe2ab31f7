"""Batches: what one drop of files brought, and how to take it out again."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from core.activity import Issue
from core.errors import NotFound
from core.intake import Batch, BatchKind, Outcome, TakenIn
from store.database import Store, scope
from store.tables import activity, import_item, import_job, original

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def begin(store: Store, kind: BatchKind, *, created_at: datetime) -> int:
    """Start a batch and get its id.

    Raises:
        StoreError: the database cannot be written.
    """
    values = {
        "athlete_id": store.principal_id,
        "kind": kind.value,
        "created_at": (created_at - _EPOCH) // _MS,
    }
    with store.write() as connection:
        stmt = insert(import_job).values(values).returning(import_job.c.id)
        return int(connection.execute(stmt).scalar_one())


def record(store: Store, batch_id: int, taken: TakenIn) -> None:
    """Write down what became of one file of the batch.

    Raises:
        NotFound: the batch is not this runner's.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        check_own(store, connection, batch_id)
        items = select(func.count()).select_from(import_item)
        ours = scope(items, store.principal_id).where(import_item.c.job_id == batch_id)
        place = {
            "job_id": batch_id,
            "seq": connection.scalar(ours),
            "athlete_id": store.principal_id,
        }
        connection.execute(insert(import_item).values(_item_values(taken) | place))


def all_batches(store: Store) -> tuple[Batch, ...]:
    """All batches of the runner, newest first; ids of runs taken out since are left out."""
    jobs = select(import_job).order_by(import_job.c.created_at.desc(), import_job.c.id.desc())
    items = select(import_item).order_by(import_item.c.job_id, import_item.c.seq)
    there = select(activity.c.id).where(activity.c.deleted_at.is_(None))
    me = store.principal_id
    with store.read() as connection:
        ids = frozenset(connection.scalars(scope(there, me)))
        taken: dict[int, list[TakenIn]] = defaultdict(list)
        for row in connection.execute(scope(items, me)):
            taken[row.job_id].append(_item_from(row, ids))
        found = connection.execute(scope(jobs, me)).all()
    return tuple(
        Batch(
            id=row.id,
            kind=BatchKind(row.kind),
            created_at=_EPOCH + row.created_at * _MS,
            items=tuple(taken[row.id]),
        )
        for row in found
    )


def has_kind(store: Store, kind: BatchKind) -> bool:
    """Whether the runner has a batch of this kind, such as the sample runner."""
    stmt = scope(select(import_job.c.id), store.principal_id)
    with store.read() as connection:
        return connection.scalar(stmt.where(import_job.c.kind == kind.value).limit(1)) is not None


def undo(store: Store, batch_id: int) -> None:
    """Take out a batch, the files that it was the first to bring, and all that hangs on them.

    Raises:
        NotFound: the batch is not this runner's.
        StoreError: the database cannot be written.
    """
    me = store.principal_id
    with store.write() as connection:
        check_own(store, connection, batch_id)
        connection.execute(scope(delete(original), me).where(original.c.job_id == batch_id))
        connection.execute(scope(delete(import_job), me).where(import_job.c.id == batch_id))


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


def displayable(filename: str) -> str:
    """A file name as text that every database takes: no NUL, no half characters."""
    return filename.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


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
    }


def _item_from(row: Row[Any], there: frozenset[int]) -> TakenIn:
    return TakenIn(
        filename=row.filename,
        outcome=Outcome(row.outcome),
        activity_ids=tuple(id_ for id_ in json.loads(row.activity_ids) if id_ in there),
        sports=tuple(json.loads(row.sports)),
        issues=tuple(Issue(**issue) for issue in json.loads(row.issues)),
        error_code=row.error_code,
        what=row.what,
        advice=row.advice,
    )
