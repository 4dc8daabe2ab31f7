"""Find every message of a FIT file in one pass; nothing is decoded here.

Source: Garmin's FIT protocol document (header, record headers, definition messages). One
dictionary-free look-up per message: a table of 256 header bytes gives the size of the message and
the list that collects its offset, so each distinct definition ends up with the places of all its
messages, ready to be read as columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fastcrc import crc16

from core.activity import Issue, Limits
from core.errors import UnsafeFile
from ingest.fit.definitions import DEVELOPER_BIT, Group, definition_size

MAGIC = b".FIT"
SHORTEST_HEADER = 12
DEFINITION_BIT = 0x40
COMPRESSED_BIT = 0x80
CRC_BYTES = 2
N_COMPRESSED_LOCAL_TYPES = 4  # two bits of a compressed header
STRETCH_BYTES = 2 * 2**20  # walked between two counts, so that the walk itself need not count
ADVICE = "Export the activities one by one from your watch's app or website."
AGAIN = -1  # the table is filled now: look once more at the same byte

_Slot = tuple[int, Callable[[int], None]]


@dataclass(frozen=True, slots=True)
class FitPart:
    """One FIT file of a chain: where its messages lie."""

    start: int
    end: int
    groups: tuple[Group, ...]

    @property
    def n_messages(self) -> int:
        """Messages of any kind, known to us or not."""
        return _count(self.groups)

    def of(self, message: int) -> list[Group]:
        """The groups of one message number that have at least one message."""
        return [group for group in self.groups if group.message == message and group.offsets]


def _count(groups: Iterable[Group]) -> int:
    return sum(len(group.offsets) for group in groups)


def scan(
    data: bytes, limits: Limits | None = None
) -> tuple[tuple[FitPart, ...], tuple[Issue, ...]]:
    """The parts of a FIT file, and what is wrong with it.

    Args:
        data: The whole file. Several FIT files may follow each other.
        limits: How many of them, and how many messages in all; the usual ones if not given.

    Returns:
        Parts in file order (none when there is no FIT header), and issues with their offsets.
        Never raises for a fault: what lies before it is kept.

    Raises:
        UnsafeFile: more parts or messages than `limits` allow.
    """
    limits = limits or Limits()
    n_left = limits.max_fit_messages
    parts: list[FitPart] = []
    issues: list[Issue] = []
    position = 0
    while position < len(data):
        if not _is_header(data, position):
            issues.append(_no_header(data, position, is_first=not parts))
            break
        if len(parts) >= limits.max_parts:
            text = f"This FIT file is a chain of more than {limits.max_parts:,} files."
            raise UnsafeFile(text, ADVICE)
        part, position = _scan_part(data, position, issues, n_left=n_left)
        n_left -= part.n_messages
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
        text = "There is no FIT header."
        return Issue(code="header", severity="error", message=text, where=start)
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


def _scan_part(data: bytes, start: int, issues: list[Issue], *, n_left: int) -> tuple[FitPart, int]:
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
    walk.run(most=n_left)
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
        self.groups: dict[tuple[bytes, bool, bool], Group] = {}
        self.defined: dict[int, Group] = {}
        self.fault: int | None = None
        self.is_cut = False

    def run(self, *, most: int) -> None:
        """Follow the headers to the end, or to the first byte that cannot be one.

        Raises:
            UnsafeFile: there are more than `most` messages.
        """
        table: list[_Slot | None] = [None] * 256
        position = self.position
        while position < self.end and self.fault is None:
            position = self._follow(position, table)
            if _count(self.groups.values()) > most:
                raise UnsafeFile("This FIT file holds more messages than any recording.", ADVICE)
        self.is_cut = position > self.end
        if self.is_cut:
            self._drop_last()
        self.position = min(position, self.end)

    def _follow(self, position: int, table: list[_Slot | None]) -> int:
        """Follow the headers for a stretch of bytes: where to go on."""
        data, end = self.data, min(position + STRETCH_BYTES, self.end)
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
            position += max(size, 0)
        return position

    def _define(self, position: int, table: list[_Slot | None]) -> int:
        """Make sense of a header that the table lacks: bytes to go on by, 0 if there is no sense.

        A definition fills its place in the table, and clears that of its compressed messages; the
        first of these fills it again.
        """
        header = self.data[position]
        if header & COMPRESSED_BIT:
            return self._define_compressed(header, table)
        if not header & DEFINITION_BIT:
            return 0
        size = definition_size(self.data, position, self.end)
        if size == 0:
            return 0
        body = self.data[position + 2 : position + size]
        local = header & 0x0F
        group = self._group(body, has_developer=bool(header & DEVELOPER_BIT), is_compressed=False)
        table[local] = (group.size + 1, group.offsets.append)
        self.defined[local] = group
        if local < N_COMPRESSED_LOCAL_TYPES:
            first = COMPRESSED_BIT | local << 5
            table[first : first + 32] = [None] * 32
        return size

    def _define_compressed(self, header: int, table: list[_Slot | None]) -> int:
        """Let the messages with this kind of header in; they are read in the next step."""
        plain = self.defined.get(header >> 5 & 0x03)
        if plain is None:
            return 0
        group = self._group(plain.body, has_developer=plain.has_developer, is_compressed=True)
        first = header & 0xE0
        table[first : first + 32] = [(group.size + 1, group.offsets.append)] * 32
        return AGAIN

    def _group(self, body: bytes, *, has_developer: bool, is_compressed: bool) -> Group:
        """The group of a definition; identical definitions share one."""
        key = (body, has_developer, is_compressed)
        if key not in self.groups:
            self.groups[key] = Group(body, has_developer=has_developer, is_compressed=is_compressed)
        return self.groups[key]

    def _drop_last(self) -> None:
        """The last message runs over the end: it is cut, so it does not count."""
        for group in self.groups.values():
            if group.offsets and group.offsets[-1] + group.size > self.end:
                group.offsets.pop()
