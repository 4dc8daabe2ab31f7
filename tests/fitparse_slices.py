"""Cut a chained FIT file at its headers, each part with sound sizes, and say what was wrong."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from fitparse.records import Crc

from core.activity import Issue

HEADER_BYTES = 12
CRC_BYTES = 2
MAGIC = b".FIT"


@dataclass(slots=True)
class Slice:
    """One chained part: its place in the file, a sound copy of its bytes, and its faults."""

    start: int
    data: bytes
    issues: list[Issue] = field(default_factory=list)


def slices(data: bytes) -> Iterator[Slice]:
    """Cut a chained file at its headers; sizes that cannot be are replaced by what is there."""
    start = 0
    while data[start + 8 : start + HEADER_BYTES] == MAGIC:
        end, issues = _end(data, start)
        body = data[start + data[start] : end]
        header = struct.pack("<BBHI4s", HEADER_BYTES, 16, 0, len(body), MAGIC)
        yield Slice(start, header + body + bytes(CRC_BYTES), issues)
        start = end + CRC_BYTES


def _end(data: bytes, start: int) -> tuple[int, list[Issue]]:
    """Where the messages of the part at `start` end, and what is wrong with its frame."""
    size = int.from_bytes(data[start + 4 : start + 8], "little")
    end = start + data[start] + size
    if size == 0:
        text = "The watch did not finish this file (its header gives no size); it was read anyway."
        return len(data), [issue("header", text, start)]
    if end + CRC_BYTES > len(data):
        text = "The file breaks off before its end; what stood before is kept."
        return min(end, len(data)), [issue("truncated", text, len(data))]
    stored = int.from_bytes(data[end : end + CRC_BYTES], "little")
    if stored not in (0, Crc(byte_arr=data[start:end]).value):
        text = "The checksum is wrong: some bytes of this file have changed since it was recorded."
        return end, [issue("crc", text, end)]
    return end, []


def rest_of(data: bytes) -> list[Issue]:
    """What follows the last part: padding, or a further part whose header is damaged."""
    start = 0
    while data[start + 8 : start + HEADER_BYTES] == MAGIC:
        start = _end(data, start)[0] + CRC_BYTES
    rest = data[start:]
    if not rest:
        return []
    if len(rest) < HEADER_BYTES or not rest.strip(b"\x00\xff"):
        text = f"{len(rest)} bytes after the end of the recording were left out."
        return [issue("trailing_bytes", text, start)]
    text = "A further part of this file has a damaged header and was left out."
    return [issue("part_damaged", text, start)]


def issue(code: str, text: str, where: int) -> Issue:
    """A warning at a byte offset of the file."""
    return Issue(code=code, severity="warning", message=text, where=where)
