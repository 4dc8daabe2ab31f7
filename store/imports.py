"""When the runner last brought in something that Evenstride could read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from core.intake import Outcome
from store.database import Store, scope
from store.own import check_own
from store.tables import activity, import_item, import_job, original

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def last_import(store: Store) -> datetime | None:
    """The start of the newest batch that brought a readable file, new or known; None without one.

    A batch of refused files says nothing about the days before it.

    Raises:
        StoreError: the database cannot be read.
    """
    told = import_item.c.outcome.in_((Outcome.READ.value, Outcome.DUPLICATE.value))
    with_files = select(import_item.c.job_id).where(told)
    newest = scope(select(func.max(import_job.c.created_at)), store.principal_id)
    with store.read() as connection:
        found = connection.scalar(newest.where(import_job.c.id.in_(with_files)))
    return None if found is None else _EPOCH + timedelta(milliseconds=found)


def taken_in(store: Store, activity_id: int) -> datetime | None:
    """The start of the batch that first brought an activity; None where it was typed in.

    Raises:
        NotFound: the runner has no such activity.
    """
    stmt = (
        select(import_job.c.created_at)
        .join(original, original.c.job_id == import_job.c.id)
        .join(activity, activity.c.original_id == original.c.id)
        .where(activity.c.id == activity_id)
    )
    with store.read() as connection:
        check_own(store, connection, activity_id)
        found = connection.scalar(scope(stmt, store.principal_id))
    return None if found is None else _EPOCH + timedelta(milliseconds=found)
