"""Activities that the runner took out: they are in nothing any more, and can be brought back."""

from __future__ import annotations

from datetime import datetime

import polars as pl
from sqlalchemy import select, update

from core.errors import NotFound
from core.intake import Judge
from store import edits, pairs, rows
from store.database import Store, scope
from store.moments import to_ms
from store.own import check_own
from store.tables import activity


def remove(store: Store, activity_id: int, *, removed_at: datetime) -> None:
    """Take an activity out of everything; its file stays, so the same bytes do not bring it back.

    Raises:
        NotFound: the runner has no such activity.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        check_own(store, connection, activity_id)
        ours = scope(update(activity), store.principal_id).where(activity.c.id == activity_id)
        connection.execute(ours.values(deleted_at=to_ms(removed_at)))


def restore(store: Store, activity_id: int, *, judge: Judge | None = None) -> None:
    """Bring back an activity that was taken out.

    Args:
        store: Opened for the runner.
        activity_id: Key of the activity.
        judge: Finds recordings of the same outing that came while it was out; None looks for none.

    Raises:
        NotFound: the runner has taken out no such activity.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        ours = scope(update(activity), store.principal_id).where(
            activity.c.id == activity_id, activity.c.deleted_at.is_not(None)
        )
        if connection.execute(ours.values(deleted_at=None)).rowcount != 1:
            raise NotFound("This run was not taken out.", "Choose one from the list.")
        if judge is not None:
            pairs.judge_new(store, connection, [activity_id], judge=judge)


def removed(store: Store) -> pl.DataFrame:
    """ACTIVITIES that were taken out, by start."""
    stmt = select(*rows.COLUMNS).where(activity.c.deleted_at.is_not(None))
    in_order = stmt.order_by(activity.c.start_time, activity.c.id)
    with store.read() as connection:
        found = connection.execute(scope(in_order, store.principal_id)).all()
        told = edits.all_told(store, connection)
    return edits.laid_over(rows.frame_from(found), told)
