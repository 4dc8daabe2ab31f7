"""Decode the rare messages of a part (laps, sessions, events, devices): a frame each.

Also finds out what the developer fields of a part are, from their field descriptions.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
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
    rows = [row for _, row in _dated(data, part, number)]
    return pl.from_dicts(rows, schema=_kinds(rows)) if rows else pl.DataFrame()


def descriptions(data: bytes, part: FitPart) -> Described:
    """What each developer field is, by (index of its app, number), in file order.

    Fields without a name keep their place.
    """
    apps: dict[float, str | None] = {}
    found: Described = {}
    rows = _dated(data, part, DEVELOPER_DATA_ID) + _dated(data, part, FIELD_DESCRIPTION)
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


def _dated(data: bytes, part: FitPart, number: int) -> list[tuple[int, dict[str, Value]]]:
    """The messages of one number with their offsets, in file order."""
    found: list[tuple[int, dict[str, Value]]] = []
    for group in part.of(number):
        found += zip(group.offsets, _rows(data, group), strict=True)
    return sorted(found, key=itemgetter(0))


def _rows(data: bytes, group: Group) -> list[dict[str, Value]]:
    spec = message_spec(group.message)
    readable: list[tuple[int, FieldSpec, Place]] = []
    for definition in group.fields:
        field = spec.fields.get(definition.number)
        where = place(definition.base_type, size=definition.size, offset=definition.offset)
        if field is not None and where is not None:
            readable.append((definition.number, field, where))
    columns = gather(data, group, [where for _, _, where in readable])
    rows: list[dict[str, Value]] = [{} for _ in group.offsets]
    for (_, field, where), column in zip(readable, columns, strict=True):
        for row, raw in zip(rows, column.tolist(), strict=True):
            row[field.name] = _value(raw, field, where)
    if any(field.variants for _, field, _ in readable):
        raws = {
            number: column.tolist() for (number, *_), column in zip(readable, columns, strict=True)
        }
        _add_variants(rows, raws, spec)
    return rows


def _add_variants(
    rows: list[dict[str, Value]], raws: Mapping[int, list[Any]], spec: MessageSpec
) -> None:
    """Give a value its special name where another field of its message asks for it."""
    for number, column in raws.items():
        for variant in spec.fields[number].variants:
            for at, row in enumerate(rows):
                if any(raws.get(other, {at: None})[at] == value for other, value in variant.when):
                    row[variant.name] = (
                        row[spec.fields[number].name]
                        if variant.words is None
                        else variant.words.get(column[at], f"unknown_{column[at]}")
                    )


def _value(raw: Any, field: FieldSpec, where: Place) -> Value:
    """One value as the reader's contract says: text, word, number, numbers, or None."""
    if where.base is STRING:
        return raw.split(b"\0")[0].decode("utf-8", "replace") or None
    if where.count > 1:
        numbers = [_number(item, field, where) for item in raw]
        return numbers if any(item is not None for item in numbers) else None
    if field.words is not None and raw != where.base.invalid:
        return field.words.get(raw, f"unknown_{raw}")
    return _number(raw, field, where)


def _number(raw: float, field: FieldSpec, where: Place) -> float | None:
    if raw == where.base.invalid or raw != raw:  # noqa: PLR0124 - only a NaN differs from itself
        return None
    if field.is_time:
        return float(raw + FIT_EPOCH_UNIX_S if raw >= RELATIVE_TIME_BELOW else raw)
    return raw / field.scale - field.offset


def _kinds(rows: list[dict[str, Value]]) -> dict[str, pl.DataType]:
    """One kind a column; where messages differ, single numbers become lists, numbers texts."""
    kinds: dict[str, pl.DataType] = {}
    for row in rows:
        for name, value in row.items():
            kinds[name] = max(kinds.get(name, NUMBER), _kind(value), key=KINDS.index)
    for row in rows:
        for name, value in row.items():
            if isinstance(value, float) and kinds[name] == NUMBERS:
                row[name] = [value]
            elif value is not None and kinds[name] == TEXT:
                row[name] = str(value)
    return kinds


def _kind(value: Value) -> pl.DataType:
    if isinstance(value, str):
        return TEXT
    return NUMBERS if isinstance(value, list) else NUMBER
