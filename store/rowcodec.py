"""Small frames of one activity to packed rows and back, exactly: blocks, best efforts, the route.

All rows of an activity are one value, since reading rows one by one is seven times slower. The
layout travels with the rows, so those from before a new column can still be read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from core.schemas import Schema
from store.codec import Bits, unknown_form

FMT = "np1"

_KEY = "activity_id"  # stays outside: it is the key of the stored row
_STRING = "S8"
_AT_ONCE = 2048
_NUMPY: dict[Any, str] = {
    pl.Float64: "<f8",
    pl.Int32: "<i4",
    pl.Int64: "<i8",
    pl.String: _STRING,
}
_ABSENT = {"<f8": np.nan, "<i4": -(2**31), "<i8": -(2**63)}


def encode(schema: Schema, frame: pl.DataFrame) -> tuple[str, bytes]:
    """A frame of one activity as a layout and its packed rows; `activity_id` stays outside.

    Raises:
        SchemaError: the frame is not as promised.
    """
    schema.check(frame)
    layout = [(c.name, _NUMPY[c.dtype]) for c in schema.columns if c.name != _KEY]
    rows = np.zeros(len(frame), dtype=np.dtype(layout))
    for name, kind in layout:
        rows[name] = _packed(frame[name], kind)
    return json.dumps(layout), rows.tobytes()


def decode(schema: Schema, found: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """The frame of many activities, in the given order, from rows of (id, fmt, layout, data).

    Raises:
        StoreError: a form is not known to this version.
    """
    by_layout: dict[str, list[tuple[int, bytes]]] = {}
    for activity_id, fmt, layout, data in found:
        if fmt != FMT:
            raise unknown_form(fmt)
        by_layout.setdefault(layout, []).append((activity_id, data))
    frames = [_frame_of(schema, layout, packed) for layout, packed in by_layout.items()]
    if len(frames) <= 1:
        return frames[0] if frames else schema.empty()
    order = pl.DataFrame({_KEY: [row[0] for row in found]}, schema={_KEY: pl.Int64})
    return order.join(pl.concat(frames), on=_KEY, maintain_order="left_right")


def _frame_of(schema: Schema, layout: str, packed: Sequence[tuple[int, bytes]]) -> pl.DataFrame:
    dtype = np.dtype([(name, kind) for name, kind in json.loads(layout)])
    # One array over all runs: a step for each run would cost more than all the rest.
    rows = np.frombuffer(b"".join(data for _, data in packed), dtype=dtype)
    counts = [len(data) // dtype.itemsize for _, data in packed]
    ids = np.repeat(np.array([id_ for id_, _ in packed], dtype=np.int64), counts)
    columns = {name: _unpacked(values) for name, values in _columns(rows).items()}
    frame = pl.DataFrame({_KEY: ids} | columns)
    return schema.complete(frame).with_columns(
        pl.col(pl.Float64).fill_nan(None),
        pl.col(pl.Int32).replace(_ABSENT["<i4"], None),
        pl.col(pl.Int64).replace(_ABSENT["<i8"], None),
    )


def _columns(rows: Bits) -> dict[str, Bits]:
    """The columns of packed rows, copied a few thousand rows at a time, which the cache holds.

    Whole columns one after the other would go through all of the memory once for each.
    """
    names = rows.dtype.names or ()
    columns = {name: np.empty(len(rows), dtype=rows.dtype[name]) for name in names}
    for start in range(0, len(rows), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        for name in names:
            columns[name][some] = rows[name][some]
    return columns


def _packed(column: pl.Series, kind: str) -> Bits:
    """One column without nulls: NaN, the lowest integer, or no letters stand for them."""
    if kind == _STRING:
        letters: Bits = column.fill_null("").to_numpy().astype("S")
        if letters.dtype.itemsize > np.dtype(_STRING).itemsize:
            raise ValueError(f"A word of {column.name} is too long to be stored.")
        return letters
    return column.fill_null(_ABSENT[kind]).to_numpy()


def _unpacked(values: Bits) -> pl.Series:
    if values.dtype.kind == "S":  # few words, many rows: each word is read once
        codes = pl.Series(values.view("<u8"))
        known = codes.unique()
        words = [word.decode() or None for word in known.to_numpy().view(_STRING).tolist()]
        return codes.replace_strict(known, pl.Series(words, dtype=pl.String))
    return pl.Series(values)
