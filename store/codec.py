"""RECORDS to bytes and back, exactly: a compressed Parquet file.

FIT values are scaled integers, so most columns of RECORDS become integers without any loss, which
halves the size. Where a value does not come back to the last bit, its column stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from core.errors import StoreError
from core.schemas import RECORDS, UTC

RECORDS_FMT = "pq1"

SCALES: tuple[tuple[int, int, int], ...] = (
    (1, 1, 0),
    (1, 10, 0),
    (1, 100, 0),
    (1, 1000, 0),
    (1, 5, 500),  # FIT: altitude
    (1, 64, 0),  # FIT: cadence with its fraction, both feet
    (180, 2**31, 0),  # FIT: semicircles
    (1, 10**6, 0),
    (1, 10**7, 0),  # GPX: degrees
)
"""Rows of (numerator, denominator, offset), tried in this order.

A value is n * numerator / denominator - offset, with n a whole number.

Source: FIT SDK profile, field scales and offsets; GPX writers' usual decimals.
"""

_EXACT_INT = 2**53  # a float holds every integer up to here
_MARK = "@"  # "distance_m@2" holds whole numbers of SCALES[2]

Bits = np.ndarray[Any, np.dtype[Any]]


def encode_records(records: pl.DataFrame) -> bytes:
    """RECORDS as one compressed Parquet file, columns without any value left out."""
    RECORDS.check(records)
    arrays = dict(
        _encode_column(column)
        for column in records.iter_columns()
        if column.null_count() < len(column)
    )
    sink = BytesIO()
    pq.write_table(
        pa.table(arrays),
        sink,
        compression="zstd",
        compression_level=3,
        use_dictionary=False,
        column_encoding={name: _encoding(array.type) for name, array in arrays.items()},
        write_statistics=False,
        store_schema=False,
    )
    return sink.getvalue()


def decode_records(
    data: bytes, *, fmt: str, n_rows: int, columns: Collection[str] | None = None
) -> pl.DataFrame:
    """The RECORDS that `encode_records` was given, or some columns of them, in schema order.

    Raises:
        StoreError: the form is not known to this version.
    """
    if fmt != RECORDS_FMT:
        raise unknown_form(fmt)
    file = pq.ParquetFile(BytesIO(data))
    there = {name.partition(_MARK)[0]: name for name in file.schema_arrow.names}
    wanted = [name for name in RECORDS.names if columns is None or name in columns]
    table = file.read([there[name] for name in wanted if name in there])
    return pl.DataFrame(
        [
            _decode_column(table.column(there[name]), name, mark=there[name].partition(_MARK)[2])
            if name in there
            else pl.Series(name, [None], dtype=RECORDS.dtypes[name]).new_from_index(0, n_rows)
            for name in wanted
        ]
    )


def unknown_form(fmt: str) -> StoreError:
    """Some later version wrote this."""
    return StoreError(
        f"A stored run is written in a form that this version does not know ({fmt}).",
        "Install the newest version of Evenstride. The original files are not touched.",
    )


def _encode_column(column: pl.Series) -> tuple[str, pa.Array]:
    if column.dtype == pl.Float64:
        values = column.drop_nulls().to_numpy()
        for scale in range(len(SCALES)):
            whole = _whole_numbers(values, scale)
            if whole is not None:
                array = _with_nulls(whole, column.is_not_null().to_numpy())
                return f"{column.name}{_MARK}{scale}", array
    plain = column.cast(pl.Int64) if column.dtype == UTC else column
    return column.name, plain.to_arrow()


def _whole_numbers(values: Bits, scale: int) -> Bits | None:
    """The integers behind the values, if every value comes back to the last bit."""
    for part in (values[:16], values):  # most scales fail at once
        numerator, denominator, offset = SCALES[scale]
        with np.errstate(all="ignore"):
            near = np.rint((part + offset) * denominator / numerator)
        if not np.all(np.abs(near) <= _EXACT_INT):
            return None
        whole = near.astype(np.int64)
        if not np.array_equal(_scaled(whole, scale).view(np.int64), part.view(np.int64)):
            return None
    return whole


def _scaled(whole: Bits, scale: int) -> Bits:
    numerator, denominator, offset = SCALES[scale]
    # numpy, because Polars may divide by multiplying with the reciprocal, which is not exact.
    scaled: Bits = whole.astype(np.float64) * numerator / denominator - offset
    return scaled


def _with_nulls(whole: Bits, is_valid: Bits) -> pa.Array:
    fits = len(whole) == 0 or np.abs(whole).max() < 2**31
    spread = np.zeros(len(is_valid), dtype=np.int32 if fits else np.int64)
    spread[is_valid] = whole
    return pa.array(spread, mask=~is_valid)


def _encoding(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "DELTA_BINARY_PACKED"
    return "BYTE_STREAM_SPLIT" if pa.types.is_floating(kind) else "PLAIN"


def _decode_column(column: pa.ChunkedArray, name: str, *, mark: str) -> pl.Series:
    if not mark:
        return pl.Series(name, column).cast(RECORDS.dtypes[name])
    is_null = column.is_null().to_numpy()
    values = _scaled(column.fill_null(0).to_numpy(), int(mark))
    return pl.Series(name, pa.array(values, mask=is_null))
