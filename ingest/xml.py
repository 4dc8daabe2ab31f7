"""Safe walking over XML for GPX and TCX: local names only, every DOCTYPE refused.

expat without namespace handling reads files whose prefixes were never declared (Strava through
mapstogpx) or whose default namespace is an extension's (Polar); local names are enough for both.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from core.activity import Issue, Limits
from core.errors import UnsafeFile
from ingest.handlers import OnEnd, OnStart, Rows, connect

_BLANKS = b" \t\r\n"
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_HEAD_BYTES = 2**20
DOCTYPE_SENTENCES = (
    "This XML file brings its own document type definition (DTD), which can be used to "
    "attack a computer. It was not opened any further.",
    "Watches and training sites do not write one: export the activity again from where it "
    "was recorded.",
)


def has_element(data: bytes, name: str) -> bool:
    """True if an element of this local name opens within the first megabyte."""
    pattern = rf"<(?:[\w.-]+:)?{name}[\s/>]"
    if data.startswith(_BOMS):
        return re.search(pattern, text_head(data)) is not None
    head = data[:_HEAD_BYTES]
    is_there = name.encode() in head  # much faster than the pattern where it is not
    return is_there and re.search(pattern.encode(), head) is not None


def text_head(data: bytes) -> str:
    """The first megabyte as text, whatever the encoding; unreadable bytes are replaced."""
    head = data[:_HEAD_BYTES]
    encoding = "utf-16" if head.startswith(_BOMS) else "utf-8-sig"
    return head.decode(encoding, errors="replace")


def refuse_doctype(*_: object) -> None:
    """Raise `UnsafeFile`: no watch or service writes a DTD, and attacks need one.

    Raises:
        UnsafeFile: always.
    """
    raise UnsafeFile(*DOCTYPE_SENTENCES)


def walk(
    data: bytes, *, on_start: OnStart, on_end: OnEnd, points: Rows, limits: Limits
) -> Issue | None:
    """Call back for every element outside the points, and fill the points, in document order.

    Args:
        data: The whole file; blanks before the XML declaration are forgiven.
        on_start: Gets local name and attributes.
        on_end: Gets local name, text (cut at `limits.max_xml_value_chars`) and parent's name.
        points: Gets a row for each of its elements; nothing inside them is called back for.
        limits: How long a value may be, and how many points there may be.

    Returns:
        None if the file was whole, else the issue that says where it breaks off.

    Raises:
        UnsafeFile: the file has a DOCTYPE, or too many points.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    connect(parser, on_start, on_end, points=points, limits=limits)
    try:
        parser.Parse(_without_leading_blanks(data), True)
    except expat.ExpatError as error:
        return Issue(
            code="truncated",
            severity="warning",
            message=f"The file breaks off or is damaged at {_place(error)}; "
            "what stood before is kept.",
            where=parser.ErrorByteIndex,
        )
    return None


def _place(error: expat.ExpatError) -> str:
    """Where a fault is, for a reader with an editor; many exports are one long line."""
    if error.lineno > 1:
        return f"line {error.lineno:,}"
    return f"character {error.offset + 1:,} of line 1"


def _without_leading_blanks(data: bytes) -> bytes:
    """Strava's bulk export writes ten blanks before the declaration, which XML forbids."""
    return data if data.startswith(_BOMS) else data.lstrip(_BLANKS)
