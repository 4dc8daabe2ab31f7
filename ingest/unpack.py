"""Unpack gzip and zip with a foot on the brake: no bomb gets further than its first megabytes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import IO

from core.activity import Limits
from core.errors import DamagedFile, IngestError, UnsafeFile
from ingest.budget import Budget

CHUNK_BYTES = 2**18
RATIO_FROM_BYTES = 2**20  # below a megabyte no ratio harms, and a short file of blanks is honest
BYTES_PER_MIB = 2**20
GZIP_WINDOW = 31  # zlib's number for "with a gzip header"
END_BYTES = 22 + 2**16  # a zip's end record and the longest comment behind it
_END, _END_64, _LOCATOR_64, _ENTRY = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02"
_LOCAL_HEADER_BYTES = 30
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # NotImplementedError too
)
"""What the standard library raises for a member that is not as its directory says."""

BOMB = (
    "This archive unpacks to far more than a watch ever records, as an attack would. "
    "It was not opened any further.",
    "Export the activities again, or choose the files one by one.",
)
BROKEN = (
    "This archive is damaged or breaks off, so what is in it cannot be unpacked.",
    "Download or copy it again.",
)


def too_large(most_bytes: int) -> UnsafeFile:
    """The refusal of a file that is too large for a watch."""
    return UnsafeFile(
        f"This file is larger than {most_bytes // BYTES_PER_MIB} MiB, far more "
        "than any watch records.",
        "The original FIT file of an activity is far smaller than its GPX or TCX: choose that. If "
        "the file holds many activities, export each of them.",
    )


def _most_for(n_packed: int, budget: Budget) -> int:
    """How much so many packed bytes may give."""
    return max(RATIO_FROM_BYTES, n_packed * budget.limits.max_archive_ratio)


def gunzip(file: IO[bytes], *, budget: Budget, most_bytes: int) -> Iterator[bytes]:
    """What a gzip file holds, piece by piece; several packed one behind the other are one file.

    Where it breaks off, what came before is given: the reader of the file says what is missing.

    Raises:
        UnsafeFile: a limit is hit.
        DamagedFile: nothing at all could be unpacked.
    """
    n_taken = n_bytes = 0
    try:
        for n_packed, piece in _pieces(file):
            n_taken += n_packed
            n_bytes += len(piece)
            budget.count(len(piece))
            if n_bytes > _most_for(n_taken, budget):
                raise UnsafeFile(*BOMB)
            if n_bytes > most_bytes:
                raise too_large(most_bytes)
            yield piece
    except zlib.error:
        pass
    if not n_bytes:
        raise DamagedFile(*BROKEN)


def _pieces(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Pieces of a gzip file, and how many packed bytes each one took."""
    unpacker = zlib.decompressobj(GZIP_WINDOW)
    while chunk := file.read(CHUNK_BYTES):
        while chunk:
            piece = unpacker.decompress(chunk, CHUNK_BYTES)
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            yield len(chunk) - len(rest), piece
            chunk = rest
            if unpacker.eof:
                chunk = rest.lstrip(b"\0")
                unpacker = zlib.decompressobj(GZIP_WINDOW)
    yield 0, unpacker.flush()


def open_zip(file: IO[bytes], limits: Limits) -> zipfile.ZipFile:
    """A zip archive whose directory was looked at first.

    Raises:
        UnsafeFile: too many members, or members that share their bytes.
        DamagedFile: there is no whole directory.
    """
    try:
        n_entries = _directory(file).count(_ENTRY)
        if n_entries > limits.max_archive_members:
            raise UnsafeFile(
                f"This archive holds more than {limits.max_archive_members:,} files.",
                "Split it, and upload the parts one after the other.",
            )
        archive = zipfile.ZipFile(file)
    except IngestError:
        raise
    except Exception as cause:
        raise DamagedFile(*BROKEN) from cause
    spans = sorted(
        (info.header_offset, info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size)
        for info in archive.infolist()
    )
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise UnsafeFile(*BOMB)
    return archive


def _directory(file: IO[bytes]) -> bytes:
    """The bytes of a zip's directory, found as every reader finds it: from the end."""
    size = file.seek(0, 2)
    file.seek(max(size - END_BYTES, 0))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise DamagedFile(*BROKEN)
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    end_at = size - len(tail) + end
    if tail[end - 20 : end - 16] == _LOCATOR_64:
        at = int.from_bytes(tail[end - 12 : end - 4], "little")
        file.seek(at)
        record = file.read(56)
        if record.startswith(_END_64):
            length = int.from_bytes(record[40:48], "little")
            end_at = at
    file.seek(max(end_at - length, 0))
    return file.read(min(length, end_at))


def peek(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, n_bytes: int) -> bytes:
    """The first bytes of a member.

    Raises:
        UnsafeFile: the member is not what the directory says.
        DamagedFile: it is locked, or packed in a way that we do not read.
    """
    with _opened(archive, info) as member:
        return member.read(n_bytes)


def unzip(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, budget: Budget, most_bytes: int
) -> Iterator[bytes]:
    """What one member holds, piece by piece.

    Raises:
        UnsafeFile: a limit is hit, or the member is not what the directory says.
        DamagedFile: it is locked, or packed in a way that we do not read.
    """
    n_bytes = info.file_size  # more is never unpacked, whatever the member holds
    if n_bytes > _most_for(info.compress_size, budget):
        raise UnsafeFile(*BOMB)
    if n_bytes > most_bytes:
        raise too_large(most_bytes)
    with _opened(archive, info) as member:
        while chunk := member.read(CHUNK_BYTES):
            budget.count(len(chunk))
            yield chunk


@contextmanager
def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """A member to read from; whatever is wrong with it becomes one of our errors."""
    if info.flag_bits & ENCRYPTED:
        raise DamagedFile("This file is locked with a password.", "Unpack the archive first.")
    if info.compress_type not in _PLAIN_METHODS:
        raise DamagedFile(
            "This file is packed in a way that is not read.", "Unpack the archive first."
        )
    try:
        with archive.open(info) as member:
            yield member
    except FAULTS as cause:
        raise UnsafeFile(
            "This file is not what the directory of its archive says: the archive is damaged, or "
            "made to deceive.",
            "Download the archive again.",
        ) from cause
