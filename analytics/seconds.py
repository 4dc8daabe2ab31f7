"""Records as the watch wrote them -> one row a second, pauses left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from analytics.pods import pod_balance_left_pct

if TYPE_CHECKING:
    from analytics.stretches import Bools, Floats, Ints

MAX_GAP_S = 5  # load law, section 2: "smart recording" leaves gaps of a few seconds
MAX_HEART_RATE_GAP_S = 10  # load law, section 2
PAUSE_S = 30  # load law, section 2: a longer gap without timer events is a pause
LOST_S = 3600  # our choice: an hour without a sample is a stopped watch, whatever the timer says
HELD_S = 10  # our choice, as for heart rate: how long a sample of "smart recording" speaks
CLOCK_SLACK_S = 0.5  # our choice: device clocks round to whole seconds

METRICS = (
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
    "impact_loading_rate_balance_left_pct",
    "power_balance_left_pct",
    "pod_balance_left_pct",
)
"""What heart and legs do: columns of the seconds, and of the blocks made of them."""

CHANNELS = ("lat_deg", "lon_deg", "distance_m", "speed_mps", "altitude_m", *METRICS)
"""Columns of RECORDS that have a value every second, and the balance of two pods."""


class Clock(NamedTuple):
    """Moments, of samples or of even seconds, and the pause-free segment each belongs to."""

    time_s: Floats
    segment: Ints


class _Between(NamedTuple):
    """For every even second its neighbours among the samples, and how it lies between them."""

    left: Ints
    right: Ints
    after_s: Floats
    span_s: Floats
    is_exact: Bools
    is_inside: Bools


def even_seconds(records: pl.DataFrame) -> pl.DataFrame:
    """One row a second while the timer runs: `elapsed_s`, `segment_index` and the `CHANNELS`.

    Linear between samples up to 5 s apart (heart rate 10 s); in longer gaps the channels are
    null. A new `segment_index` begins after every pause, and nothing is interpolated across it.

    Args:
        records: RECORDS of one activity.

    Source:
        Load law, section 2, "Resample" and "Pauses".
    """
    records = records.with_columns(pod_balance_left_pct=pod_balance_left_pct())
    time_s = records["elapsed_s"].to_numpy()
    samples = Clock(time_s, _segments(time_s, records["dt_s"].to_numpy()))
    grid = _grid(samples)
    whole = _between(samples, grid)
    columns = {"elapsed_s": grid.time_s, "segment_index": grid.segment}
    for name in CHANNELS:
        columns[name] = _channel(records[name], samples, grid, whole=whole)
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


def _between(samples: Clock, grid: Clock) -> _Between:
    """Between which samples every even second lies."""
    at = samples.time_s
    left = np.maximum(np.searchsorted(at, grid.time_s + 1e-6, side="right") - 1, 0)
    right = np.minimum(left + 1, at.size - 1)
    after = grid.time_s - at[left]
    is_ours = samples.segment[left] == grid.segment
    inside = is_ours & (samples.segment[right] == grid.segment)
    inside &= (after >= 0) & (grid.time_s <= at[right])
    return _Between(
        left, right, after, at[right] - at[left], is_ours & (abs(after) <= 1e-6), inside
    )


def _channel(column: pl.Series, samples: Clock, grid: Clock, *, whole: _Between) -> Floats:
    """One channel on the grid; NaN where its samples lie too far apart.

    `whole` is where the seconds lie between all samples: most channels are known in all of them.
    """
    values = column.to_numpy()
    known = ~np.isnan(values) if column.null_count() < len(column) else np.zeros(0, np.bool_)
    if not known.any():
        return np.full(grid.time_s.size, np.nan)
    place, value = whole, values
    if not known.all():
        place = _between(Clock(samples.time_s[known], samples.segment[known]), grid)
        value = values[known]
    max_gap_s = MAX_HEART_RATE_GAP_S if column.name == "heart_rate_bpm" else MAX_GAP_S
    left, right = value[place.left], value[place.right]
    span_s = np.maximum(place.span_s, 1e-9)
    line = left + np.clip(place.after_s / span_s, 0, 1) * (right - left)
    is_line = place.is_inside & (span_s <= max_gap_s)
    return np.where(place.is_exact, left, np.where(is_line, line, np.nan))
