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
from core.schemas import ACTIVITIES, HEART_RATE_BINS, N_HEART_RATE_BINS, UTC
from store.tables import QUALITY_FLAGS, activity

COLUMNS: tuple[ColumnElement[Any], ...] = tuple(
    activity.c.id.label("activity_id") if name == "activity_id" else activity.c[name]
    for name in ACTIVITIES.names
)
"""The columns of table `activity` that make an ACTIVITIES row, in its order."""

_BINS = "<i4"
_STORED_AS: dict[object, pl.DataType] = {UTC: pl.Int64(), HEART_RATE_BINS: pl.Binary()}


def values_from(outing: Activity, summary: Summary) -> dict[str, object]:
    """What table `activity` keeps of one activity, besides its keys."""
    values = _summary_values(summary.row)
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
    names = (name for name in ACTIVITIES.names if name != "activity_id")
    plain = {name: _plain(values[name]) for name in names if values[name] is not None}
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def frame_from(found: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """ACTIVITIES from rows of `COLUMNS`."""
    # Dtypes are given, never guessed: a column that begins with nulls would be guessed wrongly.
    schema = {name: _STORED_AS.get(dtype) or dtype for name, dtype in ACTIVITIES.dtypes.items()}
    frame = pl.DataFrame([tuple(row) for row in found], schema=schema, orient="row")
    return frame.with_columns(
        pl.col("start_time").cast(pl.Datetime("ms")).dt.replace_time_zone("UTC"),
        _bins_from(frame["heart_rate_s"]),
    )


def _summary_values(row: pl.DataFrame) -> dict[str, object]:
    ACTIVITIES.check(row)
    if len(row) != 1:
        raise ValueError(f"A summary has one row, not {len(row)}.")
    values = (
        row.drop("activity_id", "heart_rate_s")
        .with_columns(
            pl.col("start_time").dt.epoch("ms"),
            pl.col(pl.Float64).fill_nan(None),  # SQLite has no NaN; unknown is null
        )
        .row(0, named=True)
    )
    bins = row["heart_rate_s"].item()
    packed = None if bins is None else np.asarray(bins, dtype=_BINS).tobytes()
    return values | {"heart_rate_s": packed}


def _bins_from(packed: pl.Series) -> pl.Series:
    absent = bytes(4 * N_HEART_RATE_BINS)
    joined = b"".join(packed.fill_null(absent).to_list())
    bins = np.frombuffer(joined, dtype=_BINS).reshape(len(packed), N_HEART_RATE_BINS)
    column = pl.Series(packed.name, bins, dtype=HEART_RATE_BINS)
    return column.zip_with(packed.is_not_null(), pl.Series([None], dtype=HEART_RATE_BINS))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
