"""The messages of one definition as one structured array: each field a view in its byte order.

A field whose size is no multiple of its base type (COROS writes such) has no view; its place is
known, so it is skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.fit.base_types import BASE_TYPES, BaseType
from ingest.fit.definitions import Group

Array = np.ndarray[Any, Any]
BY_CODE: dict[int, BaseType] = {base.code: base for base in BASE_TYPES.values()}
STRING = BASE_TYPES["string"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one field lies in every message of a group: a number, `count` numbers, or a text."""

    base: BaseType
    offset: int
    size: int
    count: int

    @property
    def is_scalar(self) -> bool:
        """Whether it is a single number."""
        return self.count == 1 and self.base is not STRING


def place(code: int, *, size: int, offset: int) -> Place | None:
    """The place of a field of this base type, or None if it cannot be viewed.

    Example:
        >>> place(0x86, size=1, offset=0) is None  # one byte of a uint32, as COROS writes
        True
    """
    base = BY_CODE.get(code)
    if base is None or size == 0:
        return None
    if base is STRING:
        return Place(base, offset, size, 1)
    width = int(base.dtype[1])
    return None if size % width else Place(base, offset, size, size // width)


def gather(data: bytes, group: Group, places: Sequence[Place]) -> list[Array]:
    """The raw values of each place, one row a message, in file order; invalid ones still in.

    Args:
        data: The whole file.
        group: The messages of one definition; its fields fill `group.size` bytes.
        places: What to view.

    Returns:
        One array a place: (messages,), or (messages, count) for several numbers.
    """
    if not places:
        return []
    order = ">" if group.is_big_endian else "<"
    layout = np.dtype(
        {
            "names": [str(n) for n in range(len(places))],
            "formats": [_format(place, order) for place in places],
            "offsets": [place.offset for place in places],
            "itemsize": group.size,
        }
    )
    windows: Array = np.ndarray(
        shape=(len(data) - group.size + 1,),
        dtype=np.dtype((np.void, group.size)),
        buffer=data,
        strides=(1,),
    )
    rows = windows[np.array(group.offsets, np.int64)].view(layout)
    return [rows[str(n)] for n in range(len(places))]


def _format(place: Place, order: str) -> str | tuple[str, tuple[int]]:
    if place.base is STRING:
        return f"S{place.size}"
    kind = order + place.base.dtype
    return kind if place.count == 1 else (kind, (place.count,))
