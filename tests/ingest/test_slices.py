"""A FIT file is cut at its headers, and each fault of its frame is named."""

from __future__ import annotations

import pytest

from ingest.fit.slices import rest_of, slices
from tests.makers import make_fit

GOOD = make_fit()
DATA_SIZE = slice(4, 8)


def codes(data: bytes) -> list[str]:
    """Every issue of every part, and of what follows the last."""
    found = [issue.code for piece in slices(data) for issue in piece.issues]
    return found + [issue.code for issue in rest_of(data)]


def with_size(size: int) -> bytes:
    data = bytearray(GOOD)
    data[DATA_SIZE] = size.to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (GOOD, []),
        (GOOD + GOOD, []),
        (GOOD[:-1] + bytes([GOOD[-1] ^ 1]), ["crc"]),
        (GOOD[:-2] + b"\x00\x00", []),
        (GOOD[:-10], ["truncated"]),
        (with_size(10**6), ["truncated"]),
        (with_size(0), ["header"]),
        (GOOD + bytes(37), ["trailing_bytes"]),
        (GOOD + b"\x0c\x10 a header that is none, and then some", ["part_damaged"]),
    ],
    ids=[
        "whole",
        "two chained",
        "wrong checksum",
        "no checksum at all",
        "end missing",
        "size beyond the file",
        "no size",
        "padding behind",
        "bad second header",
    ],
)
def test_each_fault_of_the_frame_has_its_code(data: bytes, expected: list[str]) -> None:
    assert codes(data) == expected


def test_chained_parts_start_where_they_stand_in_the_file() -> None:
    assert [piece.start for piece in slices(GOOD + GOOD)] == [0, len(GOOD)]
