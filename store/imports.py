"""When the runner last brought in something that Evenstride could read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from core.intake import Outcome
from store.database import Store, scope
from store.moments import from_ms
from store.tables import import_item, import_job


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
    return None if found is None else from_ms(found)
