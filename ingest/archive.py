"""One stream of files from whatever was dropped: a file, gzip, zip, an account's export, a folder.

Nothing is written under a name from outside, nothing is kept but the file in hand, and a bad
member never stops the others.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO

from core.activity import Limits
from core.errors import DamagedFile, IngestError, NotAnActivity, UnsafeFile
from core.refusals import SYSTEM_FILE
from ingest.budget import Budget
from ingest.kinds import HEAD_BYTES, is_gzip, is_zip, unlikely
from ingest.member import Found, Member, Skipped, Unreadable, display
from ingest.strava import LIST_NAME, Hint, hints
from ingest.unpack import gunzip, open_zip, peek, too_large, unzip

DEFAULT_LIMITS = Limits()
IN_MEMORY_BYTES = 2**24  # an archive inside an archive; a larger one waits in a nameless file
SYSTEM_FOLDERS = frozenset(
    {"__MACOSX", ".Spotlight-V100", ".Trashes", ".fseventsd", "$RECYCLE.BIN"}
)
SYSTEM_FILES = frozenset({".ds_store", ".directory", ".localized", "desktop.ini", "thumbs.db"})
NO_HINTS: Mapping[str, Hint] = {}
TOO_DEEP = (
    "This archive lies in an archive in an archive, deeper than any export.",
    "Unpack the outer ones first.",
)
EMPTY = ("This archive is empty.", "If it should hold runs, export it again.")
UNOPENED = ("This file could not be opened.", "Check whether you may read it.")


def members(
    source: bytes | IO[bytes] | Path, filename: str, *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Found]:
    """Every file of a drop that may be an activity, one at a time, in the order of the archive.

    Args:
        source: The bytes, an open file that can be sought, or the path of a file or folder.
        filename: Display text only; the content decides.
        limits: How much may be unpacked.

    Yields:
        Files, what could not be unpacked, and at the end what was left out, counted by kind.
        A file that was dropped alone is always given: its reader says what it is.
    """
    look = _Look(limits)
    if isinstance(source, Path) and source.is_dir():
        yield from look.folder(source)
    else:
        yield from _each(look.alone(source, display(filename)), filename)
    yield from (Skipped(kind=kind, count=n) for kind, n in sorted(look.skipped.items()))


class _Look:
    """One drop being looked through."""

    def __init__(self, limits: Limits) -> None:
        self.skipped: Counter[str] = Counter()
        self._limits = limits
        self._budget = Budget(limits)

    def alone(self, source: bytes | IO[bytes] | Path, name: str) -> Iterator[Found]:
        """What was dropped as one file."""
        with _opened(source) as file:
            head = file.read(HEAD_BYTES)
            if is_zip(head):
                yield from self._zip(file, name, depth=1)
            else:
                yield from self._file(file, name, head=head, is_alone=True)

    def folder(self, folder: Path) -> Iterator[Found]:
        """What lies in a folder of the server's disk, and below it; links are not followed."""
        told = _hints_beside(folder)
        for where, below, names in os.walk(folder):
            below.sort()
            for path in (Path(where, name) for name in sorted(names)):
                if path.is_symlink() or not path.is_file():
                    continue
                relative = path.relative_to(folder).as_posix()
                yield from _each(self._of_folder(path, relative, told), relative)
                if self._budget.is_spent:
                    return

    def _of_folder(self, path: Path, name: str, told: Mapping[str, Hint]) -> Iterator[Found]:
        self._budget.count_member()
        if _is_of_system(name):
            self.skipped[SYSTEM_FILE] += 1
            return
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            if is_zip(head):
                yield from self._zip(file, display(name), depth=1)
            else:
                yield from self._file(file, name, head=head, hint=told.get(name))

    def _zip(self, file: IO[bytes], name: str, *, depth: int) -> Iterator[Found]:
        """The members of an archive, and of the archives in it."""
        if depth > self._limits.max_archive_depth:
            raise UnsafeFile(*TOO_DEEP)
        with open_zip(file, self._limits) as archive:
            told = self._hints_in(archive)
            files = [info for info in archive.infolist() if not info.is_dir()]
            if not files:
                raise NotAnActivity(*EMPTY)
            for info in files:
                shown = f"{name} › {info.filename}"
                hint = told.get(info.filename)
                found = self._of_zip(archive, info, shown, depth=depth, hint=hint)
                yield from _each(found, shown)
                if self._budget.is_spent:
                    return

    def _of_zip(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        name: str,
        *,
        depth: int,
        hint: Hint | None,
    ) -> Iterator[Found]:
        self._budget.count_member()
        if _is_of_system(info.filename):
            self.skipped[SYSTEM_FILE] += 1
            return
        head = peek(archive, info, n_bytes=HEAD_BYTES)
        if is_zip(head):
            most_bytes = self._limits.max_archive_bytes
            with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as inner:
                for chunk in unzip(archive, info, budget=self._budget, most_bytes=most_bytes):
                    inner.write(chunk)
                yield from self._zip(inner, display(name), depth=depth + 1)
        elif is_gzip(head) or not self._is_skipped(head, name, info.file_size):
            most_bytes = self._limits.max_file_bytes
            data = b"".join(unzip(archive, info, budget=self._budget, most_bytes=most_bytes))
            yield from self._file(io.BytesIO(data), name, head=head, hint=hint)

    def _file(
        self,
        file: IO[bytes],
        name: str,
        *,
        head: bytes,
        hint: Hint | None = None,
        is_alone: bool = False,
    ) -> Iterator[Found]:
        """A single file, unpacked if it is packed."""
        file.seek(0)
        most_bytes = self._limits.max_file_bytes
        if is_gzip(head):
            data = b"".join(gunzip(file, budget=self._budget, most_bytes=most_bytes))
            name = name[:-3] if name.lower().endswith(".gz") else name
        else:
            data = file.read(most_bytes + 1)
            if len(data) > most_bytes:
                raise too_large(most_bytes)
        if is_zip(data) or is_gzip(data):
            raise UnsafeFile(*TOO_DEEP)
        if is_alone or not self._is_skipped(data[:HEAD_BYTES], name, len(data)):
            yield Member(name=display(name), data=data, hint=hint)

    def _is_skipped(self, head: bytes, name: str, size: int) -> bool:
        """Count a file that cannot be an activity."""
        kind = unlikely(head, name=name, size=size)
        if kind is not None:
            self.skipped[kind] += 1
        return kind is not None

    def _hints_in(self, archive: zipfile.ZipFile) -> Mapping[str, Hint]:
        """What Strava's list says, by the path inside the archive."""
        lists = [info for info in archive.infolist() if _base(info.filename) == LIST_NAME]
        if not lists:
            return NO_HINTS
        found = min(lists, key=lambda info: info.filename.count("/"))
        most_bytes = self._limits.max_file_bytes
        try:
            data = b"".join(unzip(archive, found, budget=self._budget, most_bytes=most_bytes))
        except IngestError:
            return NO_HINTS
        beside = found.filename.removesuffix(LIST_NAME)
        return {beside + path: hint for path, hint in hints(data).items()}


def _each(found: Iterator[Found], name: str) -> Iterator[Found]:
    """What one member gives; its fault is its own."""
    try:
        yield from found
    except IngestError as error:
        yield Unreadable(name=display(name), error=error)
    except OSError:
        yield Unreadable(name=display(name), error=DamagedFile(*UNOPENED))


def _opened(source: bytes | IO[bytes] | Path) -> AbstractContextManager[IO[bytes]]:
    """The source as a file; one that was given open stays open."""
    if isinstance(source, Path):
        return source.open("rb")
    if isinstance(source, bytes):
        return io.BytesIO(source)
    source.seek(0)
    return nullcontext(source)


def _hints_beside(folder: Path) -> Mapping[str, Hint]:
    try:
        return hints((folder / LIST_NAME).read_bytes())
    except OSError:
        return NO_HINTS


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _is_of_system(name: str) -> bool:
    """What operating systems add to an archive by themselves; a dot alone hides a run, too."""
    *folders, base = name.replace("\\", "/").split("/")
    is_among = not SYSTEM_FOLDERS.isdisjoint(folders)
    return is_among or base.startswith("._") or base.lower() in SYSTEM_FILES
