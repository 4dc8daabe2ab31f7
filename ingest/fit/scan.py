"""Find every message of a FIT file in one pass; nothing is decoded here.

Source: Garmin's FIT protocol document (header, record headers, definition messages). One
dictionary-free look-up per message: a table of 256 header bytes gives the size of the message and
the list that collects its offset, so each distinct definition ends up with the places of all its
messages, ready to be read as columns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from fastcrc import crc16

from core.activity import Issue

MAGIC = b".FIT"
SHORTEST_HEADER = 12
DEFINITION_BIT = 0x40
DEVELOPER_BIT = 0x20
COMPRESSED_BIT = 0x80
CRC_BYTES = 2

_Slot = tuple[int, Callable[[int], None]]


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """One field of a definition: its number, its bytes, its base type, where it starts."""

    number: int
    size: int
    base_type: int
    offset: int


@dataclass(frozen=True, slots=True)
class DeveloperDefinition:
    """One developer field: number and index of the app that describes it, bytes, start."""

    number: int
    size: int
    index: int
    offset: int


@dataclass(frozen=True, slots=True)
class Group:
    """All messages of one definition. `offsets` point behind the header byte, in file order."""

    message: int
    is_big_endian: bool
    is_compressed: bool
    size: int
    fields: tuple[FieldDefinition, ...]
    developer: tuple[DeveloperDefinition, ...]
    offsets: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FitPart:
    """One FIT file of a chain: where its messages lie."""

    start: int
    end: int
    groups: tuple[Group, ...]

    def of(self, message: int) -> list[Group]:
        """The groups of one message number that have at least one message."""
        return [group for group in self.groups if group.message == message and group.offsets]


def scan(data: bytes) -> tuple[tuple[FitPart, ...], tuple[Issue, ...]]:
    """The parts of a FIT file, and what is wrong with it.

    Args:
        data: The whole file. Several FIT files may follow each other.

    Returns:
        Parts in file order (none when there is no FIT header), and issues with their offsets.
        Never raises for bad input: what lies before a fault is kept.
    """
    parts: list[FitPart] = []
    issues: list[Issue] = []
    position = 0
    while position < len(data):
        if not _is_header(data, position):
            issues.append(_no_header(data, position, is_first=not parts))
            break
        part, position = _scan_part(data, position, issues)
        if parts and not part.groups:
            message = "A further part of the file holds no data and was left out."
            issues.append(_issue("part_damaged", message, part.start))
            break
        parts.append(part)
    return tuple(parts), tuple(issues)


def _is_header(data: bytes, start: int) -> bool:
    return (
        start + SHORTEST_HEADER <= len(data)
        and data[start] >= SHORTEST_HEADER
        and data[start + 8 : start + 12] == MAGIC
    )


def _no_header(data: bytes, start: int, *, is_first: bool) -> Issue:
    rest = data[start:]
    if is_first:
        return Issue(
            code="header", severity="error", message="There is no FIT header.", where=start
        )
    if MAGIC in rest[:16] or any(rest):
        return Issue(
            code="part_damaged",
            severity="warning",
            message="A further part of this file is damaged and was left out.",
            where=start,
        )
    return Issue(
        code="trailing_bytes",
        severity="info",
        message=f"{len(rest)} meaningless bytes after the end of the data were left out.",
        where=start,
    )


def _scan_part(data: bytes, start: int, issues: list[Issue]) -> tuple[FitPart, int]:
    """One part, and where the next one begins."""
    first = start + data[start]
    promised = int.from_bytes(data[start + 4 : start + 8], "little")
    if promised == 0 and len(data) > first:
        issues.append(
            _issue("header", "The watch did not finish this file; it was read anyway.", start)
        )
        end, is_closed = len(data), False
    else:
        end = min(first + promised, len(data))
        is_closed = first + promised + CRC_BYTES <= len(data)
    walk = _Walk(data, first, end)
    walk.run()
    if is_closed:
        issues += _crc_issues(data, start, end)
        if walk.fault is not None:
            issues.append(_issue("part_damaged", "The data are garbled from here on.", walk.fault))
    if walk.is_cut or (promised and not is_closed):
        message = "The file ends too early; everything before the cut is kept."
        issues.append(_issue("truncated", message, walk.position))
    part = FitPart(start, end, tuple(walk.groups.values()))
    return part, end + CRC_BYTES if is_closed else len(data)


def _crc_issues(data: bytes, start: int, end: int) -> list[Issue]:
    """Old devices write 0 instead of a checksum; that is no fault."""
    stored = int.from_bytes(data[end : end + CRC_BYTES], "little")
    if stored in (0, crc16.arc(data[start:end])):
        return []
    text = "The checksum is wrong: some bytes of this file have changed since it was recorded."
    return [_issue("crc", text, end)]


def _issue(code: str, message: str, where: int) -> Issue:
    return Issue(code=code, severity="warning", message=message, where=where)


class _Walk:
    """One walk over the messages of a part; holds what the pass collects."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self.data = data
        self.position = start
        self.end = end
        self.groups: dict[tuple[bytes, bool], Group] = {}
        self.fault: int | None = None
        self.is_cut = False

    def run(self) -> None:
        """Follow the headers to the end, or to the first byte that cannot be one."""
        data, end = self.data, self.end
        position = self.position
        table: list[_Slot | None] = [None] * 256
        while position < end:
            slot = table[data[position]]
            if slot is not None:
                slot[1](position + 1)
                position += slot[0]
                continue
            size = self._define(position, table)
            if size == 0:
                self.fault = position
                break
            position += size
        self.is_cut = position > end
        if self.is_cut:
            self._drop_last()
        self.position = min(position, end)

    def _define(self, position: int, table: list[_Slot | None]) -> int:
        """Read the definition at `position` into the table; 0 if there is none or it is cut."""
        header = self.data[position]
        if not header & DEFINITION_BIT or header & COMPRESSED_BIT:
            return 0
        size = _definition_size(self.data, position, self.end)
        if size == 0:
            return 0
        body = self.data[position + 2 : position + size]
        local = header & 0x0F
        plain = self._group(body, has_developer=bool(header & DEVELOPER_BIT), is_compressed=False)
        table[local] = (plain.size + 1, plain.offsets.append)
        if local < 4:
            packed = self._group(
                body, has_developer=bool(header & DEVELOPER_BIT), is_compressed=True
            )
            first = COMPRESSED_BIT | local << 5
            table[first : first + 32] = [(packed.size + 1, packed.offsets.append)] * 32
        return size

    def _group(self, body: bytes, *, has_developer: bool, is_compressed: bool) -> Group:
        """The group of a definition; identical definitions share one."""
        key = (body, is_compressed)
        if key not in self.groups:
            self.groups[key] = _parse_definition(
                body, has_developer=has_developer, is_compressed=is_compressed
            )
        return self.groups[key]

    def _drop_last(self) -> None:
        """The last message runs over the end: it is cut, so it does not count."""
        for group in self.groups.values():
            if group.offsets and group.offsets[-1] + group.size > self.end:
                group.offsets.pop()


def _definition_size(data: bytes, position: int, end: int) -> int:
    """Bytes of the definition message at `position`, header included; 0 if it is cut."""
    if position + 6 > end:
        return 0
    size = 6 + 3 * data[position + 5]
    if data[position] & DEVELOPER_BIT:
        if position + size >= end:
            return 0
        size += 1 + 3 * data[position + size]
    return size if position + size <= end else 0


def _parse_definition(body: bytes, *, has_developer: bool, is_compressed: bool) -> Group:
    is_big_endian = body[0] == 1
    n_fields = body[3]
    offset = 0
    fields: list[FieldDefinition] = []
    for at in range(4, 4 + 3 * n_fields, 3):
        fields.append(FieldDefinition(body[at], body[at + 1], body[at + 2], offset))
        offset += body[at + 1]
    developer: list[DeveloperDefinition] = []
    if has_developer:
        for at in range(5 + 3 * n_fields, len(body), 3):
            developer.append(DeveloperDefinition(body[at], body[at + 1], body[at + 2], offset))
            offset += body[at + 1]
    return Group(
        message=int.from_bytes(body[1:3], "big" if is_big_endian else "little"),
        is_big_endian=is_big_endian,
        is_compressed=is_compressed,
        size=offset,
        fields=tuple(fields),
        developer=tuple(developer),
    )
