"""One ACTIVITIES row to SQL values and many back to a frame, with a hash over each row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import ColumnElement

from core.activity import Activity, Summary
from core.schemas import ACTIVITIES, UTC
from store.tables import BINS, QUALITY_FLAGS, SAID, activity

_STORED = {name: dtype for name, dtype in ACTIVITIES.dtypes.items() if name not in SAID}
COLUMNS: tuple[ColumnElement[Any], ...] = (
    activity.c.id.label("activity_id"),
    *(activity.c[name] for name in _STORED if name != "activity_id"),
    activity.c.original_id.is_(None).label("is_manual"),
)
"""What table `activity` knows of an ACTIVITIES row, in its order."""

_COUNT = "<i4"
_BINNED = tuple(name for name, dtype in _STORED.items() if dtype in BINS)
_STORED_AS: dict[object, pl.DataType] = {UTC: pl.Int64()} | dict.fromkeys(BINS, pl.Binary())


def values_from(outing: Activity, summary: Summary) -> dict[str, object]:
    """What table `activity` keeps of one activity, besides its keys."""
    values = summary_values(summary.row)
    sources = {name: asdict(source) for name, source in outing.sources.items()}
    flags = 0
    for issue in outing.issues:
        flags |= QUALITY_FLAGS[issue.code]
    return values | {
        "part": outing.part,
        "sources": json.dumps(sources),
        "issues": json.dumps([asdict(issue) for issue in outing.issues]),
        "quality_flags": flags,
        "parser_version": outing.parser_version,
        "algo_version": summary.algo_version,
        "row_sha256": row_sha256(values),
    }


def row_sha256(values: Mapping[str, object]) -> str:
    """A hash over the summary values as they are stored; the id is not one of them.

    What is unknown is left out, so a column that comes later does not change old hashes.
    """
    names = (name for name in _STORED if name != "activity_id")
    plain = {name: _plain(values[name]) for name in names if values[name] is not None}
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def frame_from(found: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """ACTIVITIES from rows of `COLUMNS`: as recorded or typed in, no edit laid over them."""
    # Dtypes are given, never guessed: a column that begins with nulls would be guessed wrongly.
    schema = {name: _STORED_AS.get(dtype) or dtype for name, dtype in _STORED.items()}
    schema |= {"is_manual": pl.Boolean()}
    frame = pl.DataFrame([tuple(row) for row in found], schema=schema, orient="row")
    stored = frame.with_columns(
        pl.col("start_time").cast(pl.Datetime("ms")).dt.replace_time_zone("UTC"),
        *(_bins_from(frame[name]) for name in _BINNED),
        is_edited=pl.lit(value=False),
    )
    return ACTIVITIES.complete(stored)


def summary_values(row: pl.DataFrame) -> dict[str, object]:
    """The columns of table `activity` that an ACTIVITIES row of one activity fills.

    Raises:
        SchemaError: the row is not as promised.
    """
    ACTIVITIES.check(row)
    if len(row) != 1:
        raise ValueError(f"A summary has one row, not {len(row)}.")
    values = (
        row.drop("activity_id", *_BINNED, *SAID)
        .with_columns(
            pl.col("start_time").dt.epoch("ms"),
            pl.col(pl.Float64).fill_nan(None),  # SQLite has no NaN; unknown is null
        )
        .row(0, named=True)
    )
    return values | {name: _packed_bins(row[name].item()) for name in _BINNED}


def _packed_bins(bins: Any) -> bytes | None:
    return None if bins is None else np.asarray(bins, dtype=_COUNT).tobytes()


def _bins_from(packed: pl.Series) -> pl.Series:
    dtype = ACTIVITIES.dtypes[packed.name]
    n_bins = BINS[dtype]
    joined = b"".join(packed.fill_null(bytes(4 * n_bins)).to_list())
    bins = np.frombuffer(joined, dtype=_COUNT).reshape(len(packed), n_bins)
    column = pl.Series(packed.name, bins, dtype=dtype)
    return column.zip_with(packed.is_not_null(), pl.Series([None], dtype=dtype))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
