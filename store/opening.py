"""From a path to an open store: make the file, or check it and bring it up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from core.errors import StoreReadOnly, StoreTooNew
from store import faults, migrations, tables
from store.database import Store, connect, path_from, reader, writer

_REVISION = "SELECT version_num FROM alembic_version"
_COLUMNS = (
    "SELECT made.name, has.name FROM sqlite_master made "
    "JOIN pragma_table_info(made.name) has WHERE made.type = 'table'"
)


def open_store(url: str, *, principal_id: int = 1) -> Store:
    """Open the database for one principal; make it, or bring its tables up to date, if needed.

    Args:
        url: As `url_from` gives it.
        principal_id: The athlete whose data the store will show and change.

    Raises:
        StoreTooNew: a later version of Evenstride made it.
        StoreError: it is damaged, something else, or out of reach.
    """
    path = path_from(url)
    with faults.translated_files(path):
        if not path.exists():
            _create(path)
        is_read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        mode = _readable_mode(path) if is_read_only else "rw"
        if (found := _revision(path, mode)) != migrations.REVISIONS[-1]:
            _bring_up_to_date(path, found=found, is_read_only=is_read_only)
    return Store(
        path=path,
        principal_id=principal_id,
        is_read_only=is_read_only,
        _reader=reader(path, mode=mode),
        _writer=None if is_read_only else writer(path),
    )


def _create(path: Path) -> None:
    """Make the whole database under another name and link it: no one ever sees half of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with _migration(draft) as migration:
            migrations.upgrade(migration)
        with closing(connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        _publish(draft, path)
    finally:
        for left in path.parent.glob(f"{draft.name}*"):
            left.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return  # another process was quicker, and its database is as good as ours
    except OSError:  # a disk without hard links, such as a memory card
        if not path.exists():
            draft.rename(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # a name is only safe from a power cut once its folder is on disk
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _readable_mode(path: Path) -> str:
    """A WAL database in a folder without write permission opens only as unchanging."""
    try:
        with closing(connect(path, mode="ro")) as connection:
            connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise
        return "immutable"
    return "ro"


def _revision(path: Path, mode: str) -> str:
    """The revision of the tables.

    Raises:
        StoreTooNew: it is not one of ours.
        StoreError: there is none, or a column is missing of the newest one.
    """
    with closing(connect(path, mode=mode)) as connection:
        try:
            found = connection.execute(_REVISION).fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:  # that one is "no such table"
                raise
            found = None
        if found is not None and found[0] == migrations.REVISIONS[-1]:
            _check_columns(path, connection.execute(_COLUMNS))
    if found is None:
        raise faults.damaged(path, "it has no tables of ours")
    if found[0] not in migrations.REVISIONS:
        raise StoreTooNew(
            f"The database {path} was made by a later version of Evenstride.",
            "Install the newest version. Nothing was changed.",
        )
    return str(found[0])


def _check_columns(path: Path, found: Iterable[Any]) -> None:
    """Pass if all our columns are there: a number of a revision is a claim, and no more.

    Raises:
        StoreError: a column is missing; every page would stumble over it.
    """
    there = {(table, column) for table, column in found}
    for table in tables.metadata.tables.values():
        for column in table.columns:
            if (table.name, column.name) not in there:
                raise faults.damaged(path, f"its table {table.name} has no column {column.name}")


def _bring_up_to_date(path: Path, *, found: str, is_read_only: bool) -> None:
    """Copy the database beside itself, then upgrade it, so that nothing can be lost."""
    if is_read_only:
        raise StoreReadOnly(
            f"The tables of {path} must be brought up to date, but it cannot be written.",
            "Allow writing to the file and to its folder, then start again.",
        )
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with closing(connect(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        with _migration(path) as migration:
            # Under the lock: a second process that waited here finds the work done.
            if migration.exec_driver_sql(_REVISION).scalar() == found:
                draft.replace(path.with_name(f"backup-{found}-{path.name}"))
                migrations.upgrade(migration)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _migration(path: Path) -> Iterator[Connection]:
    engine = writer(path, is_migrating=True)
    try:
        with engine.begin() as connection:
            yield connection
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise faults.damaged(path, "rows refer to others that are gone")
            _check_columns(path, connection.exec_driver_sql(_COLUMNS))
    finally:
        engine.dispose()
