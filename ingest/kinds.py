"""A cheap look at the first bytes of a file: could it be an activity, and if not, what is it?

An account's export holds thousands of files that are none: daily counts, settings, photos, lists.
They are counted by kind rather than refused one by one.
"""

from __future__ import annotations

from typing import Literal

from ingest import xml
from ingest.fit import recognises as is_fit

HEAD_BYTES = 4096
GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")  # the second is that of an empty archive
WATCH_SUFFIXES = (".fit", ".gpx", ".tcx")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
ACTIVITY_TYPE = 4
FIT_KINDS = {
    1: "device file",
    2: "settings file",
    3: "settings file",
    5: "workout",
    6: "course",
    7: "workout schedule",
    9: "weight log",
    10: "totals file",
    11: "goals file",
    14: "blood pressure log",
    15: "daily counts",
    28: "daily counts",
    32: "daily counts",
    34: "segment",
    35: "segment list",
    44: "metrics file",
    49: "sleep log",
}
"""FIT's number of a file type, and what we call it; another one is "another FIT file"."""

_HEADER_SIZES = (12, 14)
_DEFINITION, _BIG_ENDIAN, _HAS_DEVELOPER_FIELDS = 0x40, 1, 0x20
_FILE_ID = 0


def is_zip(head: bytes) -> bool:
    """True for a zip archive, an empty one too."""
    return head.startswith(ZIP_MAGICS)


def is_gzip(head: bytes) -> bool:
    """True for one file packed with gzip."""
    return head.startswith(GZIP_MAGIC)


def unlikely(head: bytes, *, name: str, size: int) -> str | None:
    """What a file of an archive is, if it cannot be an activity; None if it may be one.

    A damaged file that is called a watch file may be one: its reader says what is wrong with it.

    Args:
        head: Its first bytes, unpacked; `HEAD_BYTES` are enough.
        name: What the archive calls it, only to tell a damaged run from something else.
        size: Of the whole file.
    """
    if is_fit(head):
        return _fit_kind(head, size)
    if name.lower().removesuffix(".gz").endswith(WATCH_SUFFIXES):
        return None
    if head.startswith(PICTURES) or head[4:8] == b"ftyp":
        return "photo or video"
    text = xml.text_head(head).lstrip().lower()
    if text.startswith("<"):
        return _markup_kind(head, text)
    if text.startswith(("{", "[")):
        return "data file"
    return "other" if "\0" in text or "\ufffd" in text else "text or table"


def _markup_kind(head: bytes, text: str) -> str | None:
    if text.startswith(("<!doctype html", "<html")):
        return "web page"
    if any(xml.has_element(head, name) for name in ("gpx", "TrainingCenterDatabase")):
        return None
    return None if "<!doctype" in text else "other XML file"  # a DTD is refused by name, not hidden


def _fit_kind(head: bytes, size: int) -> str | None:
    """What a FIT file is by its first message; None for an activity, or if it does not tell.

    A file that goes on after its first part may hold an activity there.
    """
    end = head[0] + int.from_bytes(head[4:8], "little") + 2
    kind = _file_type(head)
    if kind in (None, ACTIVITY_TYPE) or end < size:
        return None
    return FIT_KINDS.get(kind or 0, "another FIT file")


def _file_type(head: bytes) -> int | None:
    """The type of the first message if that is a file_id, as the protocol asks."""
    at = head[0]
    if at not in _HEADER_SIZES or len(head) < at + 6 or not head[at] & _DEFINITION:
        return None
    order: Literal["big", "little"] = "big" if head[at + 2] == _BIG_ENDIAN else "little"
    n_fields = head[at + 5]
    fields = head[at + 6 : at + 6 + 3 * n_fields]
    if int.from_bytes(head[at + 3 : at + 5], order) != _FILE_ID:
        return None
    if head[at] & _HAS_DEVELOPER_FIELDS:
        return None
    place = at + 6 + 3 * n_fields + 1
    for number, width, _ in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
        if number == 0:
            return head[place] if place < len(head) and head[place] != 0xFF else None
        place += width
    return None
