"""Open the database by its URL, bring it up to date, and hand out transactions.

SQLite for now. Two engines on one file: readers can do nothing but read; every writer begins with
`BEGIN IMMEDIATE`, because SQLite's default lets two read-then-write transactions lose updates
without any error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import platformdirs
from sqlalchemy import (
    URL,
    Connection,
    Delete,
    Engine,
    QueuePool,
    Select,
    Table,
    Update,
    create_engine,
    event,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError
from sqlalchemy.sql import visitors

from core.errors import StoreError
from store import faults
from store.tables import athlete

BUSY_S = 30.0
_FILE = "evenstride.sqlite3"
_READING = ("foreign_keys=ON", "query_only=ON")
_WRITING = ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON")
# A migration drops a table after copying it; with foreign keys on, all that hangs on it would go.
_MIGRATING = ("foreign_keys=OFF", "synchronous=FULL", "secure_delete=ON")

Scoped = TypeVar("Scoped", Select[Any], Update, Delete)


def url_from(environ: Mapping[str, str]) -> str:
    """The URL in `EVENSTRIDE_DB`, else that of a file in the user's data directory."""
    if url := environ.get("EVENSTRIDE_DB"):
        return url
    told = Path(environ.get("XDG_DATA_HOME", ""))
    # The XDG specification wants a relative path to be ignored.
    folder = (
        told / "evenstride"
        if told.is_absolute()
        else platformdirs.user_data_path("evenstride", appauthor=False)
    )
    return URL.create("sqlite", database=str(folder / _FILE)).render_as_string()


def path_from(url: str) -> Path:
    """The file that a database URL names; `~` at its beginning is a home folder.

    Raises:
        StoreError: not a URL, not SQLite, in memory only, or a home folder of nobody.
    """
    advice = "Set EVENSTRIDE_DB to a URL such as sqlite:////home/you/evenstride.sqlite3."
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError("EVENSTRIDE_DB does not hold a database URL.", advice) from error
    if parsed.get_backend_name() != "sqlite":
        raise StoreError("This version of Evenstride can only open SQLite databases.", advice)
    # What follows a question mark would be cut off without a word, and the rest be another file.
    if parsed.database in {None, "", ":memory:"} or "?" in url:
        raise StoreError(
            "The database URL does not name a plain file.",
            f"{advice} A question mark in a name is written %3F, a percent sign %25.",
        )
    try:
        return Path(str(parsed.database)).expanduser().absolute()
    except RuntimeError as error:
        raise StoreError("The database URL names the home folder of nobody.", advice) from error


def scope(stmt: Scoped, principal_id: int) -> Scoped:
    """Only the principal's rows, of every table in `stmt`: the one place that adds this filter.

    Raises:
        ValueError: no table of `stmt` belongs to an athlete, so nothing would be filtered.
    """
    tables = {node for node in visitors.iterate(stmt) if isinstance(node, Table)}
    owners = [
        table.c.id if table is athlete else table.c.athlete_id
        for table in sorted(tables, key=lambda table: table.name)
    ]
    if not owners:
        raise ValueError("A statement without a table cannot be scoped.")
    return stmt.where(*(owner == principal_id for owner in owners))


@dataclass(frozen=True, slots=True)
class Store:
    """The database as one principal may see it. Threads may share it; connections they may not."""

    path: Path
    principal_id: int
    is_read_only: bool
    _reader: Engine = field(repr=False)
    _writer: Engine | None = field(repr=False)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One unchanging view of the data, which cannot write.

        Raises:
            StoreError: the database cannot be read.
        """
        with faults.translated(self.path), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def write(self, *, quietly: bool = False) -> Iterator[Connection]:
        """One transaction that is alone from its first statement; all of it is kept, or nothing.

        Args:
            quietly: Leave the version as it is. A batch of thousands of files would otherwise
                make every page look at everything again after each of them.

        Raises:
            StoreError: the database cannot be written.
        """
        if self._writer is None:
            raise faults.read_only(self.path)
        with faults.translated(self.path), self._writer.begin() as connection:
            self._grow_version(connection, by=0 if quietly else 1)
            yield connection
            self._check_alive(connection)

    @property
    def version(self) -> int:
        """Grows with every write that is not quiet, whichever process wrote: a key for caches."""
        with self.read() as connection:
            stmt = scope(select(athlete.c.version), self.principal_id)
            return connection.scalar(stmt) or 0

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()

    def _grow_version(self, connection: Connection, *, by: int) -> None:
        # First in the transaction: on a server this row is also the lock between two writers.
        stmt = scope(update(athlete), self.principal_id)
        grown = connection.execute(stmt.values(version=athlete.c.version + by))
        if grown.rowcount != 1:
            raise StoreError(
                "This runner is not in the database.", "Sign in again, or restart Evenstride."
            )

    def _check_alive(self, connection: Connection) -> None:
        # After "disk full" SQLite has rolled back by itself; what follows would commit piecemeal.
        driver = connection.connection.dbapi_connection
        if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
            raise faults.full(self.path)


def connect(
    path: Path, *, mode: str = "rw", pragmas: tuple[str, ...] = _WRITING
) -> sqlite3.Connection:
    """A driver connection in which nothing begins by itself; `rw` never makes a file."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?{'immutable=1' if mode == 'immutable' else f'mode={mode}'}",
        uri=True,
        timeout=BUSY_S,
        isolation_level=None,
        check_same_thread=False,  # the pool lends a connection to one thread at a time
    )
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def reader(path: Path, *, mode: str) -> Engine:
    """An engine for any number of threads that can only read."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, mode=mode, pragmas=_READING),
        poolclass=QueuePool,
        max_overflow=-1,
    )
    return _beginning_with("BEGIN", engine)


def writer(path: Path, *, is_migrating: bool = False) -> Engine:
    """An engine with one connection, so the threads of this process queue up in order."""
    pragmas = _MIGRATING if is_migrating else _WRITING
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, pragmas=pragmas),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_S,
    )
    return _beginning_with("BEGIN IMMEDIATE", engine)


def _beginning_with(sql: str, engine: Engine) -> Engine:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(sql)

    return engine
