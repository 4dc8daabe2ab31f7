"""Decode all record messages of a part at once, a column at a time.

The rows of one definition are gathered into one structured array, so each field is a view. It is
compared with its invalid value, made float, scaled, and written to the rows that the definition
holds in file order. Nothing here keeps state: safe in threads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from core.units import FIT_EPOCH_UNIX_S
from ingest.fit.definitions import Group
from ingest.fit.gather import Array, Place, gather, place
from ingest.fit.messages import RELATIVE_TIME_BELOW, Described
from ingest.fit.profile import TIMESTAMP, Component, FieldSpec, message_spec
from ingest.fit.scan import FitPart

COMPRESSED_TIME_STEPS = 32  # FIT protocol: five bits of a compressed header, in seconds


def records(data: bytes, part: FitPart, number: int, *, described: Described) -> pl.DataFrame:
    """All messages of one number as columns, in file order.

    Args:
        data: The whole file.
        part: Where its messages lie.
        number: Of the message; meant for records, right for all whose fields are single numbers.
        described: What the developer fields are.

    Returns:
        One Float64 column a field of the profile and a developer field (texts, enumerations and
        fields of several numbers are left out). Scaled, invalid values null, packed components
        unpacked; the device's own field comes before an unpacked one.
    """
    groups = part.of(number)
    table = _Table(groups)
    for group, rows in zip(groups, table.rows, strict=True):
        _decode_native(data, group, rows)
        _decode_developer(data, group, rows, described=described)
    for component, bits in table.counters.items():
        table.every.fill(component.name, _scaled(_unrolled(bits, component), component))
    if any(group.is_compressed for group in groups):
        times = _compressed_times(data, part)
        found = np.array([times.get(at, np.nan) for at in table.at.tolist()])
        table.every.fill("timestamp", found)
    return table.to_polars()


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one definition in the columns under construction."""

    columns: dict[str, Array]
    counters: dict[Component, Array]
    where: Array | slice
    n_rows: int

    def put(self, name: str, values: Array) -> None:
        """Write values, whatever was there."""
        if isinstance(self.where, slice):
            self.columns[name] = values
            return
        if name not in self.columns:
            self.columns[name] = np.full(self.n_rows, np.nan)
        self.columns[name][self.where] = values

    def fill(self, name: str, values: Array) -> None:
        """Write values where there are none yet."""
        if name not in self.columns:
            self.put(name, values)
            return
        present = self.columns[name][self.where]
        self.columns[name][self.where] = np.where(np.isnan(present), values, present)

    def count(self, component: Component, bits: Array) -> None:
        """Keep the bits of a counter until those of all definitions are there."""
        if component not in self.counters:
            self.counters[component] = np.full(self.n_rows, np.nan)
        self.counters[component][self.where] = bits


class _Table:
    """Columns under construction: each definition writes its own rows, in file order over all."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.columns: dict[str, Array] = {}
        self.counters: dict[Component, Array] = {}
        every = np.array([at for group in groups for at in group.offsets], np.int64)
        order = np.argsort(every, kind="stable")
        self.at: Array = every[order]
        places: list[Array | slice] = [slice(None)] * len(groups)
        if len(groups) > 1:
            rank = np.empty(len(every), np.int64)
            rank[order] = np.arange(len(every))
            ends = np.cumsum([len(group.offsets) for group in groups])
            places = list(np.split(rank, ends[:-1]))
        self.rows = [_Rows(self.columns, self.counters, where, len(every)) for where in places]
        self.every = _Rows(self.columns, self.counters, slice(None), len(every))

    def to_polars(self) -> pl.DataFrame:
        """The finished frame; what is not a number is null."""
        return pl.DataFrame(
            [pl.Series(name, values, nan_to_null=True) for name, values in self.columns.items()]
        )


def _decode_native(data: bytes, group: Group, rows: _Rows) -> None:
    """The fields of the profile that hold one number, and what is packed into some of them."""
    fields = message_spec(group.message).fields
    readable = []
    for definition in group.fields:
        field = fields.get(definition.number)
        where = place(definition.base_type, size=definition.size, offset=definition.offset)
        if field is None or where is None or field.words is not None:
            continue
        if where.is_scalar or field.components:
            readable.append((field, where))
    raws = gather(data, group, [where for _, where in readable])
    for (field, where), raw in zip(readable, raws, strict=True):
        if where.is_scalar:
            rows.put(field.name, _numbers(raw, field, where))
    for (field, where), raw in zip(readable, raws, strict=True):
        for component in field.components:
            bits = _unpack(raw, component, where)
            if component.is_accumulated:
                rows.count(component, bits)
            else:
                rows.fill(component.name, _scaled(bits, component))


def _decode_developer(data: bytes, group: Group, rows: _Rows, *, described: Described) -> None:
    """The developer fields that are described and hold one number."""
    readable = []
    for definition in group.developer:
        for description in described.get((definition.app, definition.number), ()):
            where = place(description.base_code, size=definition.size, offset=definition.offset)
            if where is not None and where.is_scalar:
                readable.append((description, where))
    raws = gather(data, group, [where for _, where in readable])
    for (description, where), raw in zip(readable, raws, strict=True):
        field = FieldSpec(description.key, description.scale, description.offset)
        values = _numbers(raw, field, where)
        if description.since or description.until < len(data):
            at = np.array(group.offsets)
            values[(at < description.since) | (at >= description.until)] = np.nan
        rows.put(description.key, values)


def _numbers(raw: Array, field: FieldSpec, where: Place) -> Array:
    """Raw numbers as the profile means them; NaN where the device had none."""
    values: Array = raw.astype(np.float64)
    if field.is_time:
        values[raw >= RELATIVE_TIME_BELOW] += FIT_EPOCH_UNIX_S
    if field.scale != 1:
        values /= field.scale
    if field.offset:
        values -= field.offset
    if where.base.dtype[0] != "f":
        values[raw == where.base.invalid] = np.nan
    return values


def _unpack(raw: Array, component: Component, where: Place) -> Array:
    """The bits of one component as whole numbers; NaN where the device had none.

    Source: FIT protocol, components.
    """
    whole, missing = _whole(raw, where)
    if not where.is_scalar or component.bit_offset:
        whole = whole >> component.bit_offset & ((1 << component.bits) - 1)
    values: Array = whole.astype(np.float64)
    values[missing] = np.nan
    return values


def _unrolled(bits: Array, component: Component) -> Array:
    """A counter that goes on counting where it rolls over.

    It takes all rows of the message in file order: a watch may change its definition in mid-run,
    and its counter does not start anew.

    Source: FIT protocol, accumulated fields.
    """
    is_known = ~np.isnan(bits)
    known = bits[is_known]
    steps = np.diff(known, prepend=known[:1]) % (1 << component.bits)
    counted = bits.copy()
    counted[is_known] = known[:1] + np.cumsum(steps)
    return counted


def _scaled(values: Array, component: Component) -> Array:
    """Raw numbers of a component as the profile means them."""
    scaled: Array = values / component.scale - component.offset
    return scaled


def _whole(raw: Array, where: Place) -> tuple[Array, Array]:
    """A field's bytes as one integer, and where the device had none."""
    if where.is_scalar:
        return raw.astype(np.int64), raw == where.base.invalid
    powers = 256 ** np.arange(min(where.count, 7), dtype=np.int64)
    whole: Array = (raw[:, : len(powers)].astype(np.int64) * powers).sum(axis=1)
    return whole, (raw == where.base.invalid).all(axis=1)


def _compressed_times(data: bytes, part: FitPart) -> dict[int, float]:
    """The time of each message with a compressed header, by offset.

    The five bits count seconds from the last full time in the file and roll over at 32.

    Source: FIT protocol, compressed timestamp header.
    """
    times: dict[int, float] = {}
    last: int | None = None
    for offset, full in sorted(_time_marks(data, part)):
        if full is not None:
            last = full
        elif last is not None:
            step = data[offset - 1] & (COMPRESSED_TIME_STEPS - 1)
            last += (step - last) % COMPRESSED_TIME_STEPS
            times[offset] = float(last + FIT_EPOCH_UNIX_S)
    return times


def _time_marks(data: bytes, part: FitPart) -> Iterator[tuple[int, int | None]]:
    """Every message that carries a time: its offset, and the full time or None if compressed."""
    for group in part.groups:
        if group.is_compressed:
            yield from ((offset, None) for offset in group.offsets)
            continue
        order: Literal["big", "little"] = "big" if group.is_big_endian else "little"
        for definition in group.fields:
            if definition.number == TIMESTAMP and definition.size == 4:
                at = definition.offset
                for offset in group.offsets:
                    full = int.from_bytes(data[offset + at : offset + at + 4], order)
                    if full != 0xFFFFFFFF:
                        yield offset, full
