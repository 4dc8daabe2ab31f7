"""Records as the watch wrote them -> one row a second, pauses left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from analytics.stretches import Floats, Ints

MAX_GAP_S = 5  # load law, section 2: "smart recording" leaves gaps of a few seconds
MAX_HEART_RATE_GAP_S = 10  # load law, section 2
PAUSE_S = 30  # load law, section 2: a longer gap without timer events is a pause
LOST_S = 3600  # our choice: an hour without a sample is a stopped watch, whatever the timer says
HELD_S = 10  # our choice, as for heart rate: how long a sample of "smart recording" speaks
CLOCK_SLACK_S = 0.5  # our choice: device clocks round to whole seconds

CHANNELS = (
    "lat_deg",
    "lon_deg",
    "distance_m",
    "speed_mps",
    "altitude_m",
    "heart_rate_bpm",
    "cadence_spm",
    "power_w",
    "stance_time_ms",
    "stance_balance_left_pct",
    "vertical_oscillation_mm",
    "vertical_ratio_pct",
    "step_length_mm",
    "leg_spring_kn_m",
    "leg_spring_balance_left_pct",
    "vertical_oscillation_balance_left_pct",
)
"""Columns of RECORDS that have a value every second."""


class Clock(NamedTuple):
    """Moments, of samples or of even seconds, and the pause-free segment each belongs to."""

    time_s: Floats
    segment: Ints


def even_seconds(records: pl.DataFrame) -> pl.DataFrame:
    """One row a second while the timer runs: `elapsed_s`, `segment_index` and the `CHANNELS`.

    Linear between samples up to 5 s apart (heart rate 10 s); in longer gaps the channels are
    null. A new `segment_index` begins after every pause, and nothing is interpolated across it.

    Args:
        records: RECORDS of one activity.

    Source:
        Load law, section 2, "Resample" and "Pauses".
    """
    time_s = records["elapsed_s"].to_numpy()
    samples = Clock(time_s, _segments(time_s, records["dt_s"].to_numpy()))
    grid = _grid(samples)
    columns = {"elapsed_s": grid.time_s, "segment_index": grid.segment}
    for name in CHANNELS:
        columns[name] = _channel(records[name], samples, grid)
    return pl.DataFrame(columns).with_columns(pl.col(CHANNELS).fill_nan(None))


def with_held_samples(seconds: pl.DataFrame) -> pl.DataFrame:
    """The seconds in which the watch wrote nothing keep the last sample, 10 s at most.

    A watch in "smart recording" writes only when something changes, every 6 to 8 s. The imbalance
    law counts what records say, so there such a record speaks for the seconds until the next one.
    A channel that is missing while others were written stays missing.

    Args:
        seconds: What `analytics.clean.clean` returns.
    """
    silent = pl.all_horizontal(pl.col("distance_m", "speed_mps", "cadence_spm").is_null())
    channels = [*(name for name in CHANNELS if not name.endswith("_deg")), "grade_pct"]
    held = pl.col(channels).forward_fill(HELD_S - 1).over("segment_index")
    return seconds.with_columns(pl.when(silent).then(held).otherwise(pl.col(channels)))


def _segments(time_s: Floats, dt_s: Floats) -> Ints:
    """The number of the pause-free segment of each sample."""
    if time_s.size == 0:
        return np.empty(0, np.int64)
    gap_s = np.diff(time_s)
    running_s = dt_s[:-1]
    paused = np.where(np.isnan(running_s), gap_s > PAUSE_S, running_s < gap_s - CLOCK_SLACK_S)
    return np.concatenate(([0], np.cumsum(paused | (gap_s > LOST_S))))


def _grid(samples: Clock) -> Clock:
    """Whole seconds from the first to the last sample of every segment.

    Some watches go on writing during a pause: such samples are segments without any length,
    and no second is theirs. A lone sample is an activity of one second.
    """
    _, first, n = np.unique(samples.segment, return_index=True, return_counts=True)
    begin, end = samples.time_s[first], samples.time_s[first + n - 1]
    has_length = end > begin
    if not has_length.any():
        has_length[:1] = True
    first, begin, end = first[has_length], begin[has_length], end[has_length]
    n_seconds = np.floor(end - begin + 1e-6).astype(np.int64) + 1
    total = int(n_seconds.sum())
    offset = np.arange(total) - np.repeat(np.cumsum(n_seconds) - n_seconds, n_seconds)
    return Clock(np.repeat(begin, n_seconds) + offset, np.repeat(samples.segment[first], n_seconds))


def _channel(column: pl.Series, samples: Clock, grid: Clock) -> Floats:
    """One channel on the grid; NaN where its samples lie too far apart."""
    values = column.to_numpy()
    known = ~np.isnan(values) if column.null_count() < len(column) else np.zeros(0, np.bool_)
    if not known.any():
        return np.full(grid.time_s.size, np.nan)
    max_gap_s = MAX_HEART_RATE_GAP_S if column.name == "heart_rate_bpm" else MAX_GAP_S
    at, value, part = samples.time_s[known], values[known], samples.segment[known]
    left = np.maximum(np.searchsorted(at, grid.time_s + 1e-6, side="right") - 1, 0)
    right = np.minimum(left + 1, at.size - 1)
    span = np.maximum(at[right] - at[left], 1e-9)
    after = grid.time_s - at[left]
    ours = part[left] == grid.segment
    exact = ours & (np.abs(after) <= 1e-6)
    between = ours & (part[right] == grid.segment) & (span <= max_gap_s)
    between &= (after >= 0) & (grid.time_s <= at[right])
    line = value[left] + np.clip(after / span, 0, 1) * (value[right] - value[left])
    return np.where(exact, value[left], np.where(between, line, np.nan))
