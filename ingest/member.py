"""What comes out of a drop, one by one: a file, a file that could not be unpacked, or a count."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import IngestError
from ingest.strava import Hint

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file that may be an activity, unpacked. `name` is display text only."""

    name: str
    data: bytes
    hint: Hint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file, or a whole archive, that could not be unpacked, and why."""

    name: str
    error: IngestError


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """How many files of one kind were no activities at a glance."""

    kind: str
    count: int


Found = Member | Unreadable | Skipped


def display(name: str) -> str:
    r"""A name that can be shown: without control characters, and of a bearable length.

    Example:
        >>> display("../../a\x00b.fit")
        '../../a?b.fit'
    """
    shown = "".join(letter if letter.isprintable() else "?" for letter in name)
    return shown if len(shown) <= LONGEST_NAME else f"…{shown[1 - LONGEST_NAME :]}"
