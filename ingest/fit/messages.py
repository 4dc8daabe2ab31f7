"""Decode the rare messages of a part (laps, sessions, events, devices): a frame each.

Also finds out what the developer fields of a part are, from their field descriptions.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

import polars as pl

from core.units import FIT_EPOCH_UNIX_S
from ingest.fit.definitions import Group
from ingest.fit.gather import STRING, Place, gather, place
from ingest.fit.profile import (
    DEVELOPER_DATA_ID,
    FIELD_DESCRIPTION,
    FieldSpec,
    MessageSpec,
    message_spec,
)
from ingest.fit.scan import FitPart
from ingest.reader import DeveloperField, developer_key

RELATIVE_TIME_BELOW = 0x10000000  # FIT profile, date_time: smaller values count from power-up
NUMBER, NUMBERS, TEXT = pl.Float64(), pl.List(pl.Float64()), pl.String()
KINDS = [NUMBER, NUMBERS, TEXT]
Value = float | str | list[float | None] | None
Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Description:
    """How one developer field is stored, what it means, and where in the file that holds.

    A triathlon watch may describe a field anew for another app in the middle of a file; `key` is
    then a column of its own. `since` and `until` are offsets.
    """

    key: str
    base_code: int
    scale: float
    offset: float
    since: int
    until: int
    meaning: DeveloperField


Described = dict[tuple[int, int], list[Description]]


def messages(data: bytes, part: FitPart, number: int) -> pl.DataFrame:
    """All messages of one number, in file order, with the profile's names.

    Args:
        data: The whole file.
        part: Where its messages lie.
        number: Of the message.

    Returns:
        One column a field of the profile that some message has: Float64, String for texts and
        enumerations, List(Float64) for several numbers. Invalid values are null.
    """
    kinds: dict[str, pl.DataType] = {}
    rows = [row for _, row in _dated(data, part, number, kinds=kinds)]
    return pl.from_dicts(rows, schema=kinds) if rows else pl.DataFrame()


def descriptions(data: bytes, part: FitPart) -> Described:
    """What each developer field is, by (index of its app, number), in file order.

    Fields without a name keep their place.
    """
    apps: dict[float, str | None] = {}
    found: Described = {}
    rows = [
        *_dated(data, part, DEVELOPER_DATA_ID, kinds={}),
        *_dated(data, part, FIELD_DESCRIPTION, kinds={}),
    ]
    for offset, row in sorted(rows, key=itemgetter(0)):
        index: Any = row.get("developer_data_index")
        if "field_definition_number" not in row:
            apps[index] = _hex(row.get("application_id"))
        elif _is_whole(row):
            _add(found, row, app=apps.get(index), since=offset)
    return found


def _is_whole(row: Mapping[str, Value]) -> bool:
    needed = ("developer_data_index", "field_definition_number", "fit_base_type_id")
    return all(row.get(name) is not None for name in needed)


def _add(found: Described, row: Mapping[str, Any], *, app: str | None, since: int) -> None:
    """Put a description behind the earlier ones of the same field, unless it only repeats."""
    place = int(row["developer_data_index"]), int(row["field_definition_number"])
    earlier = found.setdefault(place, [])
    native = row.get("native_field_num")
    meaning = DeveloperField(
        name=row.get("field_name"),
        units=row.get("units"),
        app=app,
        native=None if native is None else int(native),
    )
    if earlier and earlier[-1].meaning == meaning:
        return
    if earlier:
        earlier[-1] = replace(earlier[-1], until=since)
    earlier.append(
        Description(
            key=developer_key(*place) + (f":{len(earlier)}" if earlier else ""),
            base_code=int(row["fit_base_type_id"]),
            scale=row.get("scale") or 1.0,
            offset=row.get("offset") or 0.0,
            since=since if earlier else 0,
            until=sys.maxsize,
            meaning=meaning,
        )
    )


def _hex(values: Value) -> str | None:
    """An application id as text; some apps write a single byte, which identifies nothing."""
    if not isinstance(values, list):
        return None
    return bytes(int(value or 0) for value in values).hex()


def _dated(
    data: bytes, part: FitPart, number: int, *, kinds: dict[str, pl.DataType]
) -> list[tuple[int, Row]]:
    """The messages of one number with their offsets, in file order; adds the kinds of columns."""
    found: list[tuple[int, Row]] = []
    mixed: set[str] = set()
    for group in part.of(number):
        rows, own = _rows(data, group)
        for name, kind in own.items():
            if kinds.setdefault(name, kind) is not kind:
                kinds[name] = max(kinds[name], kind, key=KINDS.index)
                mixed.add(name)
        found += zip(group.offsets, rows, strict=True)
    for _, row in found if mixed else ():
        for name in mixed.intersection(row):
            row[name] = _widened(row[name], kinds[name])
    return sorted(found, key=itemgetter(0))


def _widened(value: Value, kind: pl.DataType) -> Value:
    """A value as a column asks for whose messages differ: numbers in lists, or texts."""
    if value is None:
        return None
    if kind is NUMBERS:
        return value if isinstance(value, list) else [float(str(value))]
    return str(value)


def _rows(data: bytes, group: Group) -> tuple[list[Row], dict[str, pl.DataType]]:
    """The messages of one definition, and of which kind their columns are."""
    spec = message_spec(group.message)
    readable: list[tuple[int, FieldSpec, Place]] = []
    for definition in group.fields:
        field = spec.fields.get(definition.number)
        where = place(definition.base_type, size=definition.size, offset=definition.offset)
        if field is not None and where is not None:
            readable.append((definition.number, field, where))
    raws = [column.tolist() for column in gather(data, group, [where for _, _, where in readable])]
    rows: list[Row] = [{} for _ in group.offsets]
    kinds: dict[str, pl.DataType] = {}
    for (_, field, where), raw in zip(readable, raws, strict=True):
        kinds[field.name], values = _values(raw, field, where)
        for row, value in zip(rows, values, strict=True):
            row[field.name] = value
    if any(field.variants for _, field, _ in readable):
        numbers = [number for number, _, _ in readable]
        kinds |= _add_variants(rows, dict(zip(numbers, raws, strict=True)), spec)
    return rows, kinds


def _add_variants(
    rows: list[Row], raws: Mapping[int, list[Any]], spec: MessageSpec
) -> dict[str, pl.DataType]:
    """Give a value its special name where another field of its message asks for it."""
    kinds: dict[str, pl.DataType] = {}
    for number, raw in raws.items():
        for variant in spec.fields[number].variants:
            kinds[variant.name] = NUMBER if variant.words is None else TEXT
            for at, row in enumerate(rows):
                if any(raws.get(other, {at: None})[at] == value for other, value in variant.when):
                    row[variant.name] = (
                        row[spec.fields[number].name]
                        if variant.words is None
                        else variant.words.get(raw[at], f"unknown_{raw[at]}")
                    )
    return kinds


def _values(raw: list[Any], field: FieldSpec, where: Place) -> tuple[pl.DataType, Sequence[Value]]:
    """One column as the reader's contract says: texts, words, numbers, or numbers in lists."""
    if where.base is STRING:
        return TEXT, [text.split(b"\0")[0].decode("utf-8", "replace") or None for text in raw]
    if where.count > 1:
        lists = [_numbers(row, field, where) for row in raw]
        return NUMBERS, [row if any(n is not None for n in row) else None for row in lists]
    if field.words is not None:
        words, invalid = field.words, where.base.invalid
        return TEXT, [None if n == invalid else words.get(n, f"unknown_{n}") for n in raw]
    return NUMBER, _numbers(raw, field, where)


def _numbers(raw: list[Any], field: FieldSpec, where: Place) -> list[float | None]:
    """Scaled numbers; None where the device had none."""
    invalid, scale, offset = where.base.invalid, field.scale, field.offset
    if field.is_time:
        return [None if n == invalid else float(n + _epoch(n)) for n in raw]
    return [
        None if n == invalid or n != n else n / scale - offset  # noqa: PLR0124 - so is a NaN only
        for n in raw
    ]


def _epoch(raw: int) -> int:
    return FIT_EPOCH_UNIX_S if raw >= RELATIVE_TIME_BELOW else 0
