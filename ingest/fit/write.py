"""FIT files of our own making: any message, any field, whole columns at a time.

Serves the sample runner, workouts for the watch, and tests that read back what they wrote.

Source:
    FIT protocol, developer.garmin.com/fit/protocol (file header, definition and data messages,
    compressed timestamp headers, developer fields, base types with their invalid values, CRC).
    Names, numbers and scales of fields: the profile tables of fitparse.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from fastcrc import crc16
from fitparse.profile import MESSAGE_TYPES

from core.units import FIT_EPOCH_UNIX_S
from ingest.fit.base_types import BASE_TYPES, BaseType

PROTOCOL_VERSION = 0x20  # 2.0, the first with developer fields and 64-bit types
PROFILE_VERSION = 2132
_DEFINITION, _HAS_DEVELOPER, _COMPRESSED = 0x40, 0x20, 0x80
_N_LOCAL_TYPES, _N_COMPRESSED_LOCAL_TYPES = 16, 4  # four bits of a header, two if compressed
_HIGHEST_SIZE = 255  # bytes of a field, and fields of a message


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a message.

    `values` is one value for all rows, one per row, or rows x elements for an array field; None
    and NaN are written as the invalid value. Stored is (value + offset) x scale. A developer
    field names the `developer_data_index` that its `field_description` messages carry.
    """

    number: int
    base_type: str
    values: Any
    scale: float = 1
    offset: float = 0
    developer_index: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Rows of one message type that follow each other: as many as its longest field has.

    With `compressed_time_s` (FIT seconds, one per row) the rows carry compressed timestamp
    headers: the low five bits, for readers to add to the last whole timestamp.
    """

    number: int
    fields: tuple[Field, ...]
    is_big_endian: bool = False
    compressed_time_s: npt.ArrayLike | None = None


def fit_file(messages: Iterable[Message], *, has_header_crc: bool = True) -> bytes:
    """The bytes of a FIT file that holds these messages in this order.

    Raises:
        ValueError: a value does not fit its base type, or a field or message is too large.

    Example:
        >>> fit_file([named("file_id", type="activity")])[8:12]
        b'.FIT'
    """
    ordered = tuple(messages)
    compressed = any(message.compressed_time_s is not None for message in ordered)
    body = _body(ordered, _N_COMPRESSED_LOCAL_TYPES if compressed else _N_LOCAL_TYPES)
    header = struct.pack("<BBHI4s", 14, PROTOCOL_VERSION, PROFILE_VERSION, len(body), b".FIT")
    header += struct.pack("<H", crc16.arc(header) if has_header_crc else 0)
    return header + body + struct.pack("<H", crc16.arc(header + body))


def named(name: str, *, is_big_endian: bool = False, **columns: Any) -> Message:
    """A message by the profile's names, in the profile's units; enumerations may be words.

    Raises:
        KeyError: the profile has no such message, field or word.

    Example:
        >>> named("event", event="timer", event_type=["start", "stop_all"]).fields[1].values
        [0, 4]
    """
    message = _PROFILE[name]
    specs = {spec.name: spec for spec in message.fields.values()}
    fields = tuple(_named_field(specs[column], values) for column, values in columns.items())
    return Message(message.mesg_num, fields, is_big_endian)


def fit_time(moment: datetime) -> int:
    """Seconds since the FIT epoch, 1989-12-31T00:00:00Z.

    Example:
        >>> from datetime import UTC
        >>> fit_time(datetime(1990, 1, 1, tzinfo=UTC))
        86400
    """
    return round(moment.timestamp()) - FIT_EPOCH_UNIX_S


_PROFILE = {message.name: message for message in MESSAGE_TYPES.values()}


def _named_field(spec: Any, values: Any) -> Field:
    base_type = spec.base_type.name
    if base_type != "string":
        words = {word: code for code, word in (getattr(spec.type, "values", None) or {}).items()}
        if isinstance(values, str):
            values = words[values]
        elif isinstance(values, list | tuple):
            values = [words[value] if isinstance(value, str) else value for value in values]
    return Field(spec.def_num, base_type, values, spec.scale or 1, spec.offset or 0)


def _body(messages: tuple[Message, ...], n_local_types: int) -> bytes:
    local_types: dict[bytes, int] = {}
    parts: list[bytes] = []
    for message in messages:
        definition, rows = _encode(message)
        if definition not in local_types:
            free = len(local_types)
            if free == n_local_types:  # the one defined longest ago gives way
                free = local_types.pop(next(iter(local_types)))
            local_types[definition] = free
            developer = _HAS_DEVELOPER if any(map(_is_developer, message.fields)) else 0
            parts += [bytes([_DEFINITION | developer | free]), definition]
        rows["header"] = _headers(message, local_types[definition])
        parts.append(rows.tobytes())
    return b"".join(parts)


def _headers(message: Message, local_type: int) -> Any:
    if message.compressed_time_s is None:
        return local_type
    return _COMPRESSED | local_type << 5 | np.asarray(message.compressed_time_s, np.int64) & 0x1F


def _encode(message: Message) -> tuple[bytes, npt.NDArray[Any]]:
    """The definition, and one packed row per message with its header byte still to be set."""
    order: Literal["<", ">"] = ">" if message.is_big_endian else "<"
    fields = sorted(message.fields, key=_is_developer)  # the protocol's order: native ones first
    columns = [_column(field) for field in fields]
    layout: list[Any] = [("header", "u1")]
    for at, column in enumerate(columns):
        layout.append((str(at), column.dtype.newbyteorder(order), column.shape[1:]))
    rows = np.zeros(_n_rows(message, columns), dtype=layout)
    for at, column in enumerate(columns):
        rows[str(at)] = column
    sizes = [rows.dtype[str(at)].itemsize for at in range(len(columns))]
    if max([len(columns), *sizes]) > _HIGHEST_SIZE:
        raise ValueError(f"Message {message.number} is too large: {len(columns)} fields, {sizes}.")
    definition = struct.pack(order + "BBH", 0, message.is_big_endian, message.number)
    n_native = len(fields) - sum(map(_is_developer, fields))
    definition += _described(fields[:n_native], sizes)
    if n_native < len(fields):
        definition += _described(fields[n_native:], sizes[n_native:])
    return definition, rows


def _described(fields: list[Field], sizes: list[int]) -> bytes:
    """How many fields, and of each its number, its size, and its base type or its developer."""
    described = bytes([len(fields)])
    for field, size in zip(fields, sizes, strict=False):
        last = field.developer_index
        if last is None:
            last = BASE_TYPES[field.base_type].code
        described += bytes([field.number, size, last])
    return described


def _is_developer(field: Field) -> bool:
    return field.developer_index is not None


def _n_rows(message: Message, columns: list[npt.NDArray[Any]]) -> int:
    lengths = {len(column) for column in columns}
    if message.compressed_time_s is not None:
        lengths.add(np.size(message.compressed_time_s))
    if len(lengths - {1}) > 1:
        raise ValueError(f"Fields of message {message.number} differ in length: {lengths}.")
    return (lengths - {1} or {1}).pop()


def _column(field: Field) -> npt.NDArray[Any]:
    if field.base_type == "string":
        texts = [field.values] if isinstance(field.values, str) else field.values
        ended = [(text or "").encode() + b"\0" for text in texts]
        return np.array(ended, dtype=f"S{max(map(len, ended))}")
    base = BASE_TYPES[field.base_type]
    numbers = np.atleast_1d(np.asarray(field.values))
    is_plain = numbers.dtype.kind in "iu" and (field.scale, field.offset) == (1, 0)
    if not is_plain or base.dtype[0] == "f":
        numbers = numbers.astype(np.float64)  # None becomes NaN
        numbers = (numbers + field.offset) * field.scale
    return _floats(numbers, base) if base.dtype[0] == "f" else _integers(numbers, base)


def _integers(numbers: npt.NDArray[Any], base: BaseType) -> npt.NDArray[Any]:
    absent = np.isnan(numbers)
    whole = np.where(absent, 0, np.rint(numbers)) if numbers.dtype.kind == "f" else numbers
    limits = np.iinfo(base.dtype)
    if whole.size and not (limits.min <= whole.min() and whole.max() < limits.max + 1):
        raise ValueError(f"{whole.min()} to {whole.max()} is not within a FIT {base.dtype}.")
    stored = whole.astype(base.dtype)
    stored[absent] = base.invalid
    return stored


def _floats(numbers: npt.NDArray[Any], base: BaseType) -> npt.NDArray[Any]:
    stored = numbers.astype(base.dtype)
    # NaN has many bit patterns; FIT's invalid is the one with all bits set.
    stored.view(base.dtype.replace("f", "u"))[np.isnan(stored)] = base.invalid
    return stored
