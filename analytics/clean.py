"""Records -> even seconds without pauses and faults: what every metric of one run reads."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics import altitude, heart, moving
from analytics.seconds import even_seconds


def clean(
    records: pl.DataFrame, *, altitude_source: str | None = None, is_run: bool = True
) -> pl.DataFrame:
    """One row a second while the timer runs, with every channel cleaned.

    Args:
        records: RECORDS of one activity, of any sport.
        altitude_source: "baro" or anything rougher; None where unknown.
        is_run: Whether the limits that hold for running only apply: top speed, cadence lock.

    Returns:
        The columns of `even_seconds`, where `speed_mps` has no spikes (`is_speed_spike` says
        where they were), `altitude_m` is smooth, `heart_rate_bpm` is believable and null where
        it only copies the cadence (`is_locked`); and `grade_pct`, `is_moving`.

    Raises:
        SchemaError: `records` is not RECORDS.

    Source:
        Load law, section 2.
    """
    seconds = even_seconds(records)
    seconds = _with_speed(seconds, is_run=is_run)
    seconds = _with_heart_rate(seconds, is_run=is_run)
    seconds = _with_altitude(seconds, source=altitude_source)
    return seconds.with_columns(pl.selectors.float().fill_nan(None))


def _with_speed(seconds: pl.DataFrame, *, is_run: bool) -> pl.DataFrame:
    segment = seconds["segment_index"].to_numpy()
    speed = seconds["speed_mps"].to_numpy()
    if np.isnan(speed).all():
        speed = moving.speed_from_distance(seconds["distance_m"].to_numpy(), segment)
    spikes = moving.speed_spikes(speed, segment) if is_run else np.zeros(speed.size, np.bool_)
    speed = moving.without_spikes(speed, spikes, segment)
    return seconds.with_columns(
        speed_mps=speed,
        is_speed_spike=spikes,
        is_moving=moving.is_moving(speed, seconds["cadence_spm"].to_numpy(), segment),
    )


def _with_heart_rate(seconds: pl.DataFrame, *, is_run: bool) -> pl.DataFrame:
    segment = seconds["segment_index"].to_numpy()
    raw = seconds["heart_rate_bpm"].to_numpy()
    locked = np.zeros(raw.size, np.bool_)
    if is_run:
        locked, _ = heart.cadence_lock(raw, seconds["cadence_spm"].to_numpy(), segment)
    believable = heart.believable(raw, segment)
    return seconds.with_columns(
        heart_rate_bpm=np.where(locked, np.nan, believable), is_locked=locked
    )


def _with_altitude(seconds: pl.DataFrame, *, source: str | None) -> pl.DataFrame:
    rough, speed = seconds["altitude_m"].to_numpy(), seconds["speed_mps"].to_numpy()
    distance = seconds["distance_m"].to_numpy()
    if np.isnan(distance).all() and not np.isnan(speed).all():
        distance = np.cumsum(np.nan_to_num(speed))
    way = altitude.Way(distance, seconds["segment_index"].to_numpy())
    return seconds.with_columns(
        altitude_m=altitude.smoothed(rough, way, source=source),
        grade_pct=altitude.grade_pct(rough, way, speed_mps=speed, source=source),
    )
