"""FIT through fitparse, as an oracle: one file at a time, as much of it as fitparse can reach."""

from __future__ import annotations

import io
import struct
import threading
from collections import defaultdict
from typing import Any

import fitparse
import polars as pl
from fitparse.records import DEV_TYPES
from fitparse.utils import FitParseError

from core.activity import Issue, Limits
from core.errors import UnsafeFile
from core.units import FIT_EPOCH_UNIX_S
from ingest.reader import DeveloperField, Part, Raw, developer_key
from tests.fitparse_slices import Slice, issue, rest_of, slices

TIME_TYPES = ("date_time", "local_date_time")
NUMBER_TYPES = ("message_index", "weight", "left_right_balance", "left_right_balance_100", "bool")
"""Types of which fitparse lists a few special values, but which are numbers to us."""
RELATIVE_TIME_BELOW = 0x10000000  # FIT protocol: such a time counts from power-up, not from 1989
LEAKS = (FitParseError, struct.error, TypeError, ValueError, LookupError, AttributeError)
"""What fitparse raises in the middle of a garbled file; what came before is still good."""
QUARTER_S = 900
COROS = "unknown_294"

Row = dict[str, Any]

_one_at_a_time = threading.Lock()  # fitparse keeps developer fields in one module dict


class _NoProcessing:
    """Stands in for fitparse's processors: raw times are what we want, and it is faster."""

    def run_type_processor(self, _: object) -> None:
        """Leave the value alone."""

    run_field_processor = run_unit_processor = run_message_processor = run_type_processor


def read(data: bytes, limits: Limits) -> Raw:
    """Every part of the file as frames: names of the FIT profile, scaled; position in semicircles.

    Returns:
        One `Part` per chained part that held messages; a part that breaks off keeps what it had.

    Raises:
        UnsafeFile: more records than `limits` allow.
    """
    parts: list[Part] = []
    issues: list[Issue] = []
    with _one_at_a_time:
        for piece in slices(data):
            rows, fault = _messages(piece, limits)
            if rows:
                parts.append(_part(rows))
                issues += piece.issues
            issues += [fault] if fault is not None else []
    issues += rest_of(data)
    return Raw(kind="fit", parts=tuple(parts), issues=tuple(issues))


def _messages(piece: Slice, limits: Limits) -> tuple[dict[str, list[Row]], Issue | None]:
    """The rows of a part by message name, and where fitparse had to stop."""
    rows: dict[str, list[Row]] = defaultdict(list)
    DEV_TYPES.clear()  # or fields described in an earlier file would be taken for this one's
    file = fitparse.FitFile(io.BytesIO(piece.data), check_crc=False, data_processor=_NoProcessing())
    try:
        for message in file.get_messages():
            rows[message.name].append(_row(message))
            if len(rows["record"]) > limits.max_samples:
                raise UnsafeFile(
                    f"This FIT file holds more than {limits.max_samples:,} samples.",
                    "Export the activities one by one.",
                )
    except LEAKS as error:
        return rows, _fault(error, piece, is_first=piece.start == 0)
    return rows, None


def _fault(error: Exception, piece: Slice, *, is_first: bool) -> Issue | None:
    """Say why reading stopped, unless the part's frame has said it already."""
    if "field size" in str(error):
        text = "A value in this file has an impossible size; what stood before it is kept."
        return issue("field_size", text, piece.start)
    if "No such" in str(error):
        text = "An app on the watch wrote values without a description; reading stopped there."
        return issue("field_undescribed", text, piece.start)
    if is_first and any(issue.code in ("truncated", "header") for issue in piece.issues):
        return None
    text = "A part of this file is damaged; what stood before the damage is kept."
    return issue("part_damaged", text, piece.start)


def _row(message: fitparse.records.DataMessage) -> Row:
    """One message as name to value; a field of the file beats one unpacked from another field."""
    row: Row = {}
    for cell in message.fields:
        if cell.field is None or (value := _value(cell)) is None:
            continue
        if cell.field_type == "devfield":
            row[developer_key(cell.field.dev_data_index, cell.field.def_num)] = value
        elif cell.field_def is not None or cell.name not in row:
            row[cell.name] = value
    return row


def _value(cell: fitparse.records.FieldData) -> float | str | None:
    """Scaled number, profile word, or Unix seconds; None for arrays and for misplaced types."""
    kind, value, raw = cell.field.type, cell.value, cell.raw_value
    if kind.name in TIME_TYPES:
        value = raw + FIT_EPOCH_UNIX_S if raw and raw >= RELATIVE_TIME_BELOW else raw
    elif kind.name in NUMBER_TYPES:
        value = raw
    elif kind.name == "string":
        return value if isinstance(value, str) else None
    elif kind.values:
        return value if isinstance(value, str | None) else f"unknown_{value}"
    elif isinstance(value, tuple) and cell.name.startswith("enhanced_"):
        value = next((number for number in value if number is not None), None)
    return value if isinstance(value, int | float) else None


def _part(rows: dict[str, list[Row]]) -> Part:
    """Frames of the messages that tidying reads, and the single facts beside them."""
    file_id = _first(rows, "file_id")
    device = _device(file_id)
    return Part(
        records=_frame(rows["record"], "timestamp"),
        laps=_frame(rows["lap"], "start_time"),
        sessions=_frame(rows["session"], "start_time"),
        events=_frame(rows["event"], "timestamp"),
        devices=_frame(rows["device_info"], "timestamp"),
        developer=_developer(rows),
        file_type=file_id.get("type"),
        sport=_first(rows, "sport").get("sport"),
        device=device,
        utc_offset_s=_offset(_first(rows, "activity"), file_id),
    )


def _first(rows: dict[str, list[Row]], name: str) -> Row:
    return rows[name][0] if rows[name] else {}


def _frame(rows: list[Row], first: str) -> pl.DataFrame:
    """Rows as columns in order of appearance, `first` always there: Float64, or String."""
    names = dict.fromkeys([first, *(name for row in rows for name in row)])
    return pl.DataFrame([_series(name, [row.get(name) for row in rows]) for name in names])


def _series(name: str, values: list[Any]) -> pl.Series:
    if any(isinstance(value, str) for value in values):
        words = [None if value is None else str(value) for value in values]
        return pl.Series(name, words, dtype=pl.String)
    return pl.Series(name, values, dtype=pl.Float64, strict=False)


def _developer(rows: dict[str, list[Row]]) -> dict[str, DeveloperField]:
    """What the file says about its developer fields, by column name."""
    fields = {}
    for row in rows["field_description"]:
        key = developer_key(row.get("developer_data_index", 0), row["field_definition_number"])
        is_of_records = row.get("native_mesg_num", "record") == "record"
        fields[key] = DeveloperField(
            name=row.get("field_name"),
            units=row.get("units"),
            native=row.get("native_field_num") if is_of_records else None,
        )
    return fields


def _device(file_id: Row) -> str | None:
    """Maker and model as far as the file names them; bare numbers are kept, not hidden."""
    maker = file_id.get("manufacturer")
    model = file_id.get("product_name") or next(
        (file_id[name] for name in file_id if name.endswith("product")), None
    )
    if isinstance(file_id.get("product_name"), str) and str(maker).startswith("unknown"):
        return str(model)
    words = [str(word) for word in (maker, model) if word is not None]
    return " ".join(words) or None


def _offset(activity: Row, file_id: Row) -> int | None:
    """Offset of local time in seconds, a multiple of a quarter hour; None if the file is mute.

    COROS writes UTC into the local time, so its zero says nothing.
    """
    local, utc = activity.get("local_timestamp"), activity.get("timestamp")
    if local is None or utc is None:
        return None
    offset = round((local - utc) / QUARTER_S) * QUARTER_S
    is_mute = offset == 0 and file_id.get("manufacturer") == COROS
    return None if is_mute or abs(offset) > 15 * 3600 or abs(local - utc - offset) > 120 else offset
