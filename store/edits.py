"""What the runner says of an activity. It lies over what the file says and never goes into it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, Select, delete, insert, select

from core.activity import RUNNING
from core.diary import Change, Editable
from core.schemas import ACTIVITIES
from store.batches import displayable
from store.database import Store, scope
from store.moments import to_ms
from store.own import check_own
from store.stretched import stretched
from store.tables import edit
from store.typed import check_change


def change(
    store: Store, activity_id: int, changes: Sequence[Change], *, edited_at: datetime
) -> None:
    """Keep what the runner says of an activity; None, or no letters, takes it back.

    Args:
        store: Opened for the runner.
        activity_id: Key of the activity.
        changes: All are kept, or none.
        edited_at: Aware.

    Raises:
        EntryError: a value that cannot be; names the field and what it may be.
        NotFound: the runner has no such activity.
        StoreError: the database cannot be written.
    """
    for each in changes:
        check_change(each)
    with store.write() as connection:
        check_own(store, connection, activity_id)
        keep(store, connection, activity_id, changes=changes, edited_at=edited_at)


def keep(
    store: Store,
    connection: Connection,
    activity_id: int,
    *,
    changes: Iterable[Change],
    edited_at: datetime,
) -> None:
    """The same inside a transaction, of checked changes to an activity of the runner's own."""
    for each in changes:
        before = scope(delete(edit), store.principal_id).where(
            edit.c.activity_id == activity_id, edit.c.name == each.field.value
        )
        connection.execute(before)
        if (value := _kept(each.value)) is not None:
            row = {
                "activity_id": activity_id,
                "name": each.field.value,
                "athlete_id": store.principal_id,
                "value": json.dumps(value),
                "edited_at": to_ms(edited_at),
            }
            connection.execute(insert(edit).values(row))


def changes_of(store: Store, activity_id: int) -> tuple[Change, ...]:
    """What the runner says of an activity, in the order of `Editable`.

    Raises:
        NotFound: the runner has no such activity.
    """
    with store.read() as connection:
        check_own(store, connection, activity_id)
        found = all_told(store, connection, activity_id=activity_id)
    told = {row.name: json.loads(row.value) for row in found}
    return tuple(Change(field=each, value=told[each]) for each in Editable if each in told)


def all_told(
    store: Store, connection: Connection, *, activity_id: int | None = None
) -> Sequence[Row[Any]]:
    """Everything that the runner says of one activity, or of all: what `laid_over` takes."""
    stmt: Select[Any] = select(edit.c.activity_id, edit.c.name, edit.c.value)
    if activity_id is not None:
        stmt = stmt.where(edit.c.activity_id == activity_id)
    return connection.execute(scope(stmt, store.principal_id)).all()


def no_runs(store: Store, connection: Connection) -> frozenset[int]:
    """Activities of which the runner says that they are no runs."""
    stmt = select(edit.c.activity_id).where(
        edit.c.name == Editable.SPORT.value, edit.c.value != json.dumps(RUNNING)
    )
    return frozenset(connection.scalars(scope(stmt, store.principal_id)))


def laid_over(frame: pl.DataFrame, told: Sequence[Row[Any]]) -> pl.DataFrame:
    """ACTIVITIES as the runner says that they were; `is_edited` where the file says otherwise.

    Args:
        frame: ACTIVITIES as stored.
        told: From `all_told`.
    """
    by_name: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in told:
        by_name[row.name].append(row)
    for field in Editable:
        if field in by_name:
            values = _values(field, by_name[field])
            if field is Editable.DISTANCE:
                frame = stretched(frame, values)
            frame = _with(frame, values, field=field)
    return frame


def _values(field: Editable, rows: Sequence[Row[Any]]) -> pl.DataFrame:
    values = json.loads(f"[{','.join(row.value for row in rows)}]")  # once for all: much faster
    return pl.DataFrame(
        {"activity_id": [row.activity_id for row in rows], "told": values},
        schema={"activity_id": pl.Int64, "told": ACTIVITIES.dtypes[field]},
    )


def _with(frame: pl.DataFrame, told: pl.DataFrame, *, field: Editable) -> pl.DataFrame:
    differs = (pl.col("told") != pl.col(field)).fill_null(value=False)
    over = frame.join(told, on="activity_id", how="left", maintain_order="left").with_columns(
        pl.coalesce("told", field).alias(field),
        is_edited=pl.col("is_edited") | (differs & ~pl.col("is_manual")),
    )
    if field is Editable.DISTANCE:  # told, so neither indoors nor positions guess it any more
        guess = pl.when(pl.col("told").is_null()).then("is_distance_estimated").otherwise(False)
        over = over.with_columns(is_distance_estimated=guess)
    return over.drop("told")


def _kept(value: str | float | bool | None) -> str | float | bool | None:
    if isinstance(value, str):
        return displayable(value).strip() or None
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
