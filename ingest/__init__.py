"""From bytes to activities: one door for every format, told apart by content, never by name."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from core.activity import ImportResult, Limits
from core.errors import DamagedFile, IngestError, UnknownFormat, UnsafeFile
from ingest import fit, gpx, tcx, tidy, xml
from ingest.kinds import is_gzip, is_zip
from ingest.reader import Reader
from ingest.unpack import too_large

READERS: tuple[Reader, ...] = (fit.READER, gpx.READER, tcx.READER)

DEFAULT_LIMITS = Limits()


def read_activities(
    data: bytes,
    filename: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    told_sport: str | None = None,
) -> ImportResult:
    """Read one watch file: every activity in it, and what was lost on the way.

    Args:
        data: The file, unpacked.
        filename: Display text only; the content decides what the file is.
        limits: How much we are willing to read.
        told_sport: What an export says of the file beside it, for a file that is mute.

    Returns:
        At least one activity. What was lost in a file that could be used is an issue.

    Raises:
        UnknownFormat: no reader knows the bytes, or there are none.
        DamagedFile: recognised, but not one sample could be recovered.
        NotAnActivity: a route, course, settings or monitoring file, or too few times.
        UnsafeFile: a DTD, or over one of the limits.
    """
    if len(data) > limits.max_file_bytes:
        raise too_large(limits.max_file_bytes)
    reader = next((reader for reader in READERS if reader.recognises(data)), None)
    if reader is None:
        raise _unknown(data)
    return _read(reader, data, limits, told_sport=told_sport)


def _read(reader: Reader, data: bytes, limits: Limits, *, told_sport: str | None) -> ImportResult:
    """Read and tidy; whatever a garbled file makes us throw becomes a `DamagedFile`."""
    try:
        raw = reader.read(data, limits)
        told = [replace(part, sport=part.sport or told_sport) for part in raw.parts]
        raw = replace(raw, parts=tuple(told))
        activities = tidy.activities(raw, file_sha256=hashlib.sha256(data).hexdigest())
    except IngestError:
        raise
    except Exception as cause:
        raise DamagedFile(
            f"This {reader.name} file is damaged so badly that nothing in it could be read.",
            "Copy it from the watch again, or export it again from your watch's app or website.",
        ) from cause
    own = (issue for activity in activities for issue in activity.issues)
    issues = tuple(dict.fromkeys((*raw.issues, *own)))
    return ImportResult(activities=activities, issues=issues, kind=raw.kind)


def _unknown(data: bytes) -> IngestError:
    """The sentence for bytes that no reader knows: what they seem to be, and what to do."""
    text = xml.text_head(data).lstrip().lower()
    if not data:
        return UnknownFormat(
            "This file is empty: it has no bytes at all.",
            "Copy it from the watch again; if it is empty there too, the watch never saved it.",
        )
    if text.startswith(("<!doctype html", "<html")):
        return UnknownFormat(
            "This is a web page, not a watch file: the site answered with a page, often because "
            "you were no longer signed in.",
            "Sign in, export the activity again, and choose the new file.",
        )
    if "<!doctype" in text:
        return UnsafeFile(*xml.DOCTYPE_SENTENCES)
    if is_zip(data) or is_gzip(data):
        return UnknownFormat(
            "This is a packed archive (zip or gz), not a single watch file.",
            "Unpack it first, then choose the FIT, GPX or TCX files inside.",
        )
    return UnknownFormat(
        "This is no watch file that we know: neither FIT nor GPX nor TCX.",
        "Choose the original file from the watch, or export the activity as FIT, GPX or TCX.",
    )
