"""FIT: whole columns at a time, lenient with real files, without state and so safe in threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl

from core.activity import Issue, Limits
from core.errors import UnsafeFile
from core.units import FIT_EPOCH_UNIX_S
from ingest.fit.columns import records
from ingest.fit.messages import RELATIVE_TIME_BELOW, Described, descriptions, messages
from ingest.fit.profile import (
    ACTIVITY,
    DEVELOPER_DATA_ID,
    DEVICE_INFO,
    EVENT,
    FIELD_DESCRIPTION,
    FILE_ID,
    HR,
    LAP,
    RECORD,
    SESSION,
    SET,
    SPORT,
)
from ingest.fit.scan import ADVICE, MAGIC, FitPart, scan
from ingest.reader import DeveloperField, Part, Raw, Reader

MAGIC_AT = 8
RARE = (
    *(ACTIVITY, DEVELOPER_DATA_ID, DEVICE_INFO, EVENT, FIELD_DESCRIPTION, FILE_ID),
    *(HR, LAP, SESSION, SET, SPORT),
)
"""Messages that are decoded row by row, at a hundred times the cost of a sample's."""

QUARTER_S = 900
LARGEST_OFFSET_S = 15 * 3600  # beyond every zone of the world
LARGEST_DRIFT_S = 120  # between the watch's two clocks
COROS = "coros"
NAMELESS_MAKERS = ("unknown", "development")


def recognises(data: bytes) -> bool:
    """True if the FIT magic stands where every FIT header has it."""
    return data[MAGIC_AT : MAGIC_AT + len(MAGIC)] == MAGIC


def read(data: bytes, limits: Limits) -> Raw:
    """Every part of the file as frames: names of the FIT profile, scaled; position in semicircles.

    Returns:
        One `Part` per chained part that held messages; a part that breaks off keeps what it had.

    Raises:
        UnsafeFile: more parts, messages, samples or sessions than `limits` allow.
    """
    parts, issues = scan(data, limits)
    _check(parts, limits)
    whole = [part for part in parts if any(group.offsets for group in part.groups)]
    described = [descriptions(data, part) for part in whole]
    lost = [
        issue for part, known in zip(whole, described, strict=True) for issue in _lost(part, known)
    ]
    found = [_part(data, part, known) for part, known in zip(whole, described, strict=True)]
    return Raw(kind="fit", parts=tuple(found), issues=(*issues, *lost))


def _check(parts: Iterable[FitPart], limits: Limits) -> None:
    """Refuse a file that would cost far more than its bytes, before anything is decoded."""
    counts: Counter[int] = Counter()
    for part in parts:
        for group in part.groups:
            counts[group.message] += len(group.offsets)
    n_rare = sum(counts[number] for number in RARE)
    for n, most, what in (
        (counts[RECORD], limits.max_samples, "samples"),
        (n_rare, limits.max_messages, "laps, events and other marks"),
        (counts[SESSION], limits.max_activities, "activities"),
    ):
        if n > most:
            raise UnsafeFile(f"This FIT file holds more than {most:,} {what}.", ADVICE)


def _part(data: bytes, part: FitPart, described: Described) -> Part:
    """Frames of the messages that tidying reads, and the single facts beside them."""
    file_id = _first(messages(data, part, FILE_ID))
    samples = _dated(records(data, part, RECORD, described=described), "timestamp")

    def rare(number: int, time: str) -> pl.DataFrame:
        return _on_one_clock(_dated(messages(data, part, number), time), samples)

    return Part(
        records=samples,
        laps=rare(LAP, "start_time"),
        sessions=rare(SESSION, "start_time"),
        events=rare(EVENT, "timestamp"),
        devices=rare(DEVICE_INFO, "timestamp"),
        others={"hr": messages(data, part, HR), "set": messages(data, part, SET)},
        developer=_developer(described),
        file_type=_word(file_id.get("type")),
        sport=_word(_first(messages(data, part, SPORT)).get("sport")),
        device=_device(file_id),
        utc_offset_s=_offset(_first(messages(data, part, ACTIVITY)), file_id),
    )


def _on_one_clock(frame: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Times that count from power-up, put on the records' clock.

    A watch whose clock was never set counts from power-up. In records with compressed headers
    these times stand on the FIT epoch, as all decoders read them; laps and events must follow,
    else a whole run lies outside its own timer.
    """
    first = records["timestamp"].min()
    if not isinstance(first, float) or first < FIT_EPOCH_UNIX_S:
        return frame
    names = [name for name in ("timestamp", "start_time") if name in frame.columns]
    if not any((frame[name] < RELATIVE_TIME_BELOW).any() for name in names):
        return frame
    times = [pl.col(name) for name in names]
    late = [
        pl.when(time < RELATIVE_TIME_BELOW).then(FIT_EPOCH_UNIX_S).otherwise(0) for time in times
    ]
    return frame.with_columns(time + epoch for time, epoch in zip(times, late, strict=True))


def _first(frame: pl.DataFrame) -> dict[str, object]:
    return frame.row(0, named=True) if frame.height else {}


def _dated(frame: pl.DataFrame, first: str) -> pl.DataFrame:
    """The frame with its time column, which tidying asks for, always there."""
    if first in frame.columns:
        return frame
    return frame.with_columns(pl.lit(None, pl.Float64).alias(first))


def _developer(described: Described) -> dict[str, DeveloperField]:
    every = [description for versions in described.values() for description in versions]
    return {description.key: description.meaning for description in every}


def _lost(part: FitPart, known: Described) -> Iterable[Issue]:
    """Developer fields that nobody describes: their places are known, their meaning is not."""
    for group in part.of(RECORD):
        for field in group.developer:
            if (field.app, field.number) not in known:
                yield Issue(
                    code="field_undescribed",
                    severity="info",
                    message="An app on the watch wrote values without saying what they are; "
                    "these were left out.",
                    where=group.offsets[0],
                )
                return


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _device(file_id: dict[str, object]) -> str | None:
    """Maker and model as far as the file names them; bare numbers are kept, not hidden."""
    maker, product = file_id.get("manufacturer"), file_id.get("product")
    number = f"{product:.0f}" if isinstance(product, float) else None
    model = file_id.get("product_name") or file_id.get("garmin_product") or number
    if file_id.get("product_name") and str(maker).startswith(NAMELESS_MAKERS):
        return str(model)
    return " ".join(str(word) for word in (maker, model) if word is not None) or None


def _offset(activity: dict[str, object], file_id: dict[str, object]) -> int | None:
    """Offset of local time in seconds, a multiple of a quarter hour; None if the file is mute.

    COROS writes UTC into the local time, so its zero says nothing.
    """
    local, utc = activity.get("local_timestamp"), activity.get("timestamp")
    if not isinstance(local, float) or not isinstance(utc, float):
        return None
    offset = round((local - utc) / QUARTER_S) * QUARTER_S
    is_mute = offset == 0 and file_id.get("manufacturer") == COROS
    is_odd = abs(offset) > LARGEST_OFFSET_S or abs(local - utc - offset) > LARGEST_DRIFT_S
    return None if is_mute or is_odd else offset


READER = Reader(name="FIT", suffixes=(".fit",), recognises=recognises, read=read)
