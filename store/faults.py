"""What the database driver reports, as errors with a sentence and an advice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.errors import StoreBusy, StoreError, StoreFull, StoreReadOnly

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
# A file size limit or a quota ends a write in the middle, which SQLite calls an I/O error.
_WRITE_FAILED = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
    }
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors about the file at `path` into `StoreError`s; let bugs through.

    Raises:
        StoreError: one of its kinds, from the driver's error.
    """
    try:
        yield
    except PoolTimeout as error:
        raise busy() from error
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error) and (ours := _explain(error.orig, path)):
            raise ours from error
        raise
    except sqlite3.Error as error:
        if ours := _explain(error, path):
            raise ours from error
        raise


@contextmanager
def translated_files(path: Path) -> Iterator[None]:
    """As `translated`, and the file system's refusals too: for making and opening the file."""
    try:
        with translated(path):
            yield
    except PermissionError as error:
        raise read_only(path) from error
    except OSError as error:
        raise _unreachable(path, str(error)) from error


def busy() -> StoreBusy:
    """Someone else has been writing for longer than we wait."""
    return StoreBusy(
        "Another program has been using the database for more than half a minute.",
        "Close other copies of Evenstride and backup programs, then try again.",
    )


def full(path: Path) -> StoreFull:
    """Nothing more fits; what was stored before is whole."""
    return StoreFull(
        f"There is no room left on the disk that holds {path}, or it cannot be written.",
        "Make room and try again. Everything stored before is still there.",
    )


def read_only(path: Path) -> StoreReadOnly:
    """The file or its folder may be read but not written."""
    return StoreReadOnly(
        f"The database {path} cannot be written.",
        "Allow writing to the file and to its folder. Until then you can look, but not add.",
    )


def damaged(path: Path, detail: str) -> StoreError:
    """The bytes are not, or no longer, a database; nothing has been changed."""
    return StoreError(
        f"The file {path} is damaged or is not a database of Evenstride ({detail}).",
        f"Nothing was changed. Put a backup in its place (copies made before an upgrade lie in "
        f"{path.parent}), or move the file away to start with an empty one.",
    )


def _unreachable(path: Path, detail: str) -> StoreError:
    return StoreError(
        f"The database {path} cannot be opened ({detail}).",
        "Check that the file and its folder exist and belong to you.",
    )


def _explain(error: sqlite3.Error, path: Path) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", 0)
    kind = code & 0xFF  # the upper bits say where; the lowest eight say what
    found: StoreError | None = None
    if kind in _BUSY:
        found = busy()
    elif kind == sqlite3.SQLITE_FULL or code in _WRITE_FAILED:
        found = full(path)
    elif kind == sqlite3.SQLITE_READONLY:
        found = read_only(path)
    elif kind in _DAMAGED:
        found = damaged(path, str(error))
    elif kind in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}:
        found = _unreachable(path, str(error))
    return found
