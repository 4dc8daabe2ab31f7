"""The diary: pains with their place, and the sliders of a day."""

from __future__ import annotations

from datetime import date

import polars as pl
from sqlalchemy import delete, select

from core.diary import DiaryEntry
from core.errors import NotFound
from core.schemas import DIARY
from store.batches import displayable
from store.database import Store, scope
from store.own import delete_own, insert_own
from store.tables import diary
from store.typed import check_diary

_KEY = ("local_date", "kind", "place", "side")


def add(store: Store, entry: DiaryEntry, *, today: date) -> int:
    """Keep a line of the diary; what the runner said of the same thing on that day gives way.

    Args:
        store: Opened for the runner.
        entry: As typed.
        today: No line lies after it.

    Returns:
        The id of the line.

    Raises:
        EntryError: names the first field that cannot be, and its range.
        StoreError: the database cannot be written.
    """
    check_diary(entry, today=today)
    values = {
        "local_date": entry.local_date,
        "kind": entry.kind.value,
        "place": entry.place,
        "side": entry.side,
        "score_index": float(entry.score_index),
        "notes": displayable(entry.notes or "").strip() or None,
    }
    same = (diary.c[name].is_not_distinct_from(values[name]) for name in _KEY)
    with store.write() as connection:
        connection.execute(scope(delete(diary), store.principal_id).where(*same))
        return insert_own(store, connection, values, into=diary)


def remove(store: Store, entry_id: int) -> None:
    """Take out a line of the diary.

    Raises:
        NotFound: the runner has no such line.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        if not delete_own(store, connection, entry_id, of=diary):
            raise NotFound("This line is not in your diary.", "Look at the page again.")


def frame(store: Store) -> pl.DataFrame:
    """DIARY of the runner, by day and then in the order of typing."""
    columns = [diary.c.id.label("entry_id"), *(diary.c[name] for name in DIARY.names[1:])]
    stmt = select(*columns).order_by(diary.c.local_date, diary.c.id)
    with store.read() as connection:
        found = connection.execute(scope(stmt, store.principal_id)).all()
    return pl.DataFrame([tuple(row) for row in found], schema=DIARY.dtypes, orient="row")
