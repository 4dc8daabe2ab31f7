"""FIT: told by the magic in its header."""

from __future__ import annotations

from ingest.fit.by_fitparse import read
from ingest.fit.slices import HEADER_BYTES, MAGIC
from ingest.reader import Reader


def recognises(data: bytes) -> bool:
    """True if the FIT magic stands where every FIT header has it."""
    return data[8:HEADER_BYTES] == MAGIC


READER = Reader(name="FIT", suffixes=(".fit",), recognises=recognises, read=read)
