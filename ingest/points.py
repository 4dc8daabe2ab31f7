"""The points of a GPX or TCX: texts become columns, and what cannot be is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from core.activity import Issue
from ingest.handlers import Row, Rows

NUMBERS = ("lat", "lon", "ele", "hr", "cad", "power", "temp", "speed", "distance")
COLUMNS = (*NUMBERS, "time", "segment", "stretch")
"""One place of a row each. `segment` counts the file's own, empty ones too; `stretch` counts the
times that the recording began anew."""

MICROSECONDS_PER_S = 1e6


class Points(Rows):
    """The points of one file; `attributes` name those of a point that are its position."""

    def __init__(
        self, element: str, *, column_of: Mapping[str, str], attributes: tuple[str, ...] = ()
    ) -> None:
        """Look for this element; `column_of` gives each wanted local name a column."""
        place_of = {name: COLUMNS.index(column) for name, column in column_of.items()}
        super().__init__(element, attributes=attributes, place_of=place_of)
        self.template: Row = [None] * len(COLUMNS)
        self.begin(segment=0, stretch=0)

    def begin(self, *, segment: int, stretch: int) -> None:
        """Number the points that follow."""
        self.template[-2:] = [segment, stretch]


def records(rows: Sequence[Row]) -> tuple[pl.DataFrame, int | None]:
    """The points as columns, and the offset of local time if their times name one.

    Returns:
        `timestamp` in Unix seconds, `segment`, `stretch` and the numbers, all Float64; text that
        is no finite number is null.
    """
    texts = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    by_name = dict(zip(COLUMNS, texts, strict=True))
    timestamps, offset = times(pl.Series(by_name["time"], dtype=pl.String))
    columns = {"timestamp": timestamps}
    for name in ("segment", "stretch"):
        columns[name] = pl.Series(by_name[name], dtype=pl.Float64)
    return with_numbers(columns, {name: by_name[name] for name in NUMBERS}), offset


def with_numbers(columns: dict[str, pl.Series], texts: Mapping[str, Sequence[Any]]) -> pl.DataFrame:
    """A frame of the columns and of these texts as numbers; null where one is no finite number."""
    told = {
        name: pl.Series(values, dtype=pl.String) for name, values in texts.items() if any(values)
    }
    numbers = [pl.col(name).cast(pl.Float64, strict=False) for name in told]
    finite = [pl.when(number.is_finite()).then(number) for number in numbers]
    silent = [pl.lit(None, pl.Float64).alias(name) for name in texts if name not in told]
    return pl.DataFrame(columns | told).with_columns(*finite, *silent)


def times(texts: pl.Series) -> tuple[pl.Series, int | None]:
    """Unix seconds of each text, and the first offset from UTC that one names.

    Without an offset a time is UTC (GPX 1.1). `Z` says nothing about where the runner was.
    """
    in_utc = texts.str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_unit="us", strict=False)
    seconds = in_utc.cast(pl.Int64) / MICROSECONDS_PER_S
    if in_utc.null_count() == texts.null_count():
        return seconds, None
    read = [_time(text) for text in texts]
    offsets = (offset for _, offset in read if offset)
    return pl.Series([moment for moment, _ in read], dtype=pl.Float64), next(offsets, None)


def _time(text: str | None) -> tuple[float | None, int | None]:
    """Unix seconds and the offset from UTC that the text names."""
    try:
        moment = datetime.fromisoformat(text or "")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        offset = moment.utcoffset()
        return moment.timestamp(), int(offset.total_seconds()) if offset else 0
    except (ValueError, OverflowError):
        return None, None


def bad_points(rows: Sequence[Row], records: pl.DataFrame, *, is_placed: bool) -> Issue | None:
    """How many points carry a position or a time that cannot be one.

    Args:
        rows: The texts.
        records: The same points as columns.
        is_placed: Whether a point must have a position, as in GPX; else only a wrong one is bad.
    """
    at = COLUMNS.index("time")
    has_time = pl.Series([row[at] is not None for row in rows], dtype=pl.Boolean)
    fits = pl.col("lat").is_between(-90, 90) & pl.col("lon").is_between(-180, 180)
    is_unread = has_time & records["timestamp"].is_null()
    wrong = ~fits.fill_null(value=not is_placed) | pl.lit(is_unread)
    n_bad = records.select(wrong.sum()).item()
    if not n_bad:
        return None
    return Issue(
        code="bad_point",
        severity="warning",
        message=f"{n_bad} of {len(rows)} points have a position or a time that cannot be; "
        "those values are left out.",
    )
