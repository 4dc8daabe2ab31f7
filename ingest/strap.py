"""Heart rate that a strap kept in its own memory and appended after the activity.

Under water a watch hears no strap; straps for swimming hand over what they stored when the
activity ends, as `hr` messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

TICKS_PER_S = 1024
ROLLS_OVER_AT = 4096  # the packed times have twelve bits
LATEST_BEAT_S = 5.0  # our choice: an older heart rate is not that of the sample
STORED = "heart_rate_or_hr"
"""The raw column of the watch's own heart rate, filled from the strap's memory."""


def with_stored(records: pl.DataFrame, hr: pl.DataFrame) -> pl.DataFrame:
    """The records with `STORED`, where there are `hr` messages that say anything.

    Args:
        records: `timestamp` in Unix seconds, and `heart_rate` if the watch heard one.
        hr: The messages of the strap, in file order.
    """
    beats = [*_beats(hr)]
    if not beats or not records["timestamp"].dtype.is_numeric():
        return records
    schema = {"timestamp": pl.Float64, "stored": pl.Float64}
    stored = pl.DataFrame(beats, schema=schema, orient="row").drop_nulls().sort("timestamp")
    rows = records.select(pl.col("timestamp").cast(pl.Float64)).with_row_index("row")
    known = rows.drop_nulls("timestamp").sort("timestamp")
    joined = known.join_asof(stored, on="timestamp", tolerance=LATEST_BEAT_S)
    found = rows.join(joined.select("row", "stored"), on="row", how="left", maintain_order="left")
    own = records.get_column("heart_rate", default=pl.Series([None] * records.height))
    heard = own.cast(pl.Float64, strict=False)
    return records.with_columns(
        pl.Series(STORED, heard).replace(0.0, None).fill_null(found["stored"]).alias(STORED)
    )


def _beats(hr: pl.DataFrame) -> Iterator[tuple[float, float | None]]:
    """Unix seconds and beats a minute of every event.

    A message with a full time of day ties the strap's clock to it; the ones behind it only count
    on, in twelve bits each.

    Source:
        FIT profile, hr message: event_timestamp, event_timestamp_12 (accumulated).
    """
    offset: float | None = None
    last = 0
    for row in hr.to_dicts():
        ticks = [round((at or 0.0) * TICKS_PER_S) for at in _list(row, "event_timestamp")]
        if ticks and isinstance(row.get("timestamp"), float):
            offset = row["timestamp"] + _fraction(row) - ticks[0] / TICKS_PER_S
        for packed in [] if ticks else _twelve_bits(row):
            step = (packed - (ticks[-1] if ticks else last)) % ROLLS_OVER_AT
            ticks.append((ticks[-1] if ticks else last) + step)
        last = ticks[-1] if ticks else last
        if offset is not None:
            moments = [offset + tick / TICKS_PER_S for tick in ticks]
            yield from zip(moments, _list(row, "filtered_bpm"), strict=False)


def _fraction(row: Mapping[str, Any]) -> float:
    """The part of a second behind the full time."""
    told = row.get("fractional_timestamp")
    return told if isinstance(told, float) else 0.0


def _twelve_bits(row: Mapping[str, Any]) -> list[int]:
    """The packed times: two in three bytes. A byte of 255 is a value, not the lack of one."""
    packed = _list(row, "event_timestamp_12")
    octets = [255 if one is None else int(one) for one in packed]
    if all(octet == 255 for octet in octets):
        return []
    found: list[int] = []
    for at in range(0, len(octets) - 2, 3):
        low, middle, high = octets[at : at + 3]
        found += [low | (middle & 15) << 8, middle >> 4 | high << 4]
    return found


def _list(row: Mapping[str, Any], name: str) -> list[float | None]:
    """One number or several, as the file has it; nothing of a garbled file's other types."""
    value = row.get(name)
    several = value if isinstance(value, list) else [value]
    return several if any(isinstance(one, float) for one in several) else []
