"""Rows of the runner's own: put in, taken out, and asked for before anything is done to them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Table, delete, insert, select

from core.errors import NotFound
from store.database import Store, scope
from store.tables import activity


def insert_own(
    store: Store, connection: Connection, values: Mapping[str, object], *, into: Table
) -> int:
    """Put in a row; the id that it was given."""
    row = {**values, "athlete_id": store.principal_id}
    return int(connection.execute(insert(into).values(row).returning(into.c.id)).scalar_one())


def delete_own(store: Store, connection: Connection, row_id: int, *, of: Table) -> bool:
    """Take a row out; whether there was one."""
    ours = scope(delete(of), store.principal_id).where(of.c.id == row_id)
    return connection.execute(ours).rowcount == 1


def check_own(
    store: Store, connection: Connection, activity_id: int, *, has_file: bool | None = None
) -> None:
    """Pass if the activity is the runner's own and was not taken out.

    Args:
        store: Opened for the runner.
        connection: Of the transaction that is about to use the activity.
        activity_id: Key of the activity.
        has_file: Whether there must be a file behind it, or must not be; None: either.

    Raises:
        NotFound: it is not, or there is none of that kind.
    """
    stmt = select(activity.c.original_id).where(
        activity.c.id == activity_id, activity.c.deleted_at.is_(None)
    )
    found = connection.execute(scope(stmt, store.principal_id)).first()
    if found is None:
        raise NotFound("This run is not among yours.", "Choose one from the list of your runs.")
    if has_file is not None and (found.original_id is not None) != has_file:
        what = "was typed in: there is no file behind it" if has_file else "came from a file"
        raise NotFound(f"This activity {what}.", "Choose another one from the list of your runs.")
