"""Definition messages: which fields the messages after them have, and where these lie.

Source: Garmin's FIT protocol document, definition messages and developer fields.
"""

from __future__ import annotations

from typing import NamedTuple

DEVELOPER_BIT = 0x20


class FieldDefinition(NamedTuple):
    """One field of a definition: its number, its bytes, its base type, where it starts."""

    number: int
    size: int
    base_type: int
    offset: int


class DeveloperDefinition(NamedTuple):
    """One developer field: number and index of the app that describes it, bytes, start."""

    number: int
    size: int
    app: int
    offset: int


class Group:
    """All messages of one definition. `offsets` point behind the header byte, in file order.

    `body` is the definition message behind its first two bytes: byte order, message number,
    fields. Most messages are never read, so only their size is worked out at once.
    """

    __slots__ = ("body", "has_developer", "is_compressed", "message", "offsets", "size")

    def __init__(self, body: bytes, *, has_developer: bool, is_compressed: bool) -> None:
        """Take a definition; its messages come later."""
        self.body = body
        self.has_developer = has_developer
        self.is_compressed = is_compressed
        self.offsets: list[int] = []
        self.message = int.from_bytes(body[1:3], "big" if self.is_big_endian else "little")
        native = 4 + 3 * body[3]
        self.size = sum(body[5:native:3])
        if has_developer:
            self.size += sum(body[native + 2 :: 3])

    @property
    def is_big_endian(self) -> bool:
        """Whether numbers have their largest byte first."""
        return self.body[0] == 1

    @property
    def fields(self) -> list[FieldDefinition]:
        """The fields of the profile, in order."""
        offset, fields = 0, []
        for at in range(4, 4 + 3 * self.body[3], 3):
            number, size, base_type = self.body[at : at + 3]
            fields.append(FieldDefinition(number, size, base_type, offset))
            offset += size
        return fields

    @property
    def developer(self) -> list[DeveloperDefinition]:
        """The developer fields, in order; they lie behind the others."""
        if not self.has_developer:
            return []
        native = 4 + 3 * self.body[3]
        offset, fields = sum(self.body[5:native:3]), []
        for at in range(native + 1, len(self.body), 3):
            number, size, app = self.body[at : at + 3]
            fields.append(DeveloperDefinition(number, size, app, offset))
            offset += size
        return fields


def definition_size(data: bytes, position: int, end: int) -> int:
    """Bytes of the definition message at `position`, header included; 0 if it is cut."""
    if position + 6 > end:
        return 0
    size = 6 + 3 * data[position + 5]
    if data[position] & DEVELOPER_BIT:
        if position + size >= end:
            return 0
        size += 1 + 3 * data[position + size]
    return size if position + size <= end else 0
