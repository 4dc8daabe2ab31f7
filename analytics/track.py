"""The clean seconds of one run as one line over elapsed time, pauses included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from analytics.moving import HIGHEST_SPEED_MPS, STOPPED_MPS
from analytics.stretches import Bools, Floats, Ints

HEART_RATE_MEAN_S = 15  # as for the peak of a session: load law, section 8
SHORTEST_RUN_S = 5
LONGEST_RUN_S = 7 * 86_400  # our choice: a longer "run" is a watch that was left on
MEASURED_GAP_S = 10.5  # our choice, as HELD_S: "smart recording" writes every few seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One run at 1 Hz over elapsed time, pauses included.

    `distance_m` never falls. `n_filled` counts the seconds up to each one whose way is not
    measured. `altitude_m` is NaN where unknown, `heart_rate_bpm` the mean of the 15 s that end
    at each second, NaN unless all are known.
    """

    begin_s: float
    distance_m: Floats
    n_filled: Ints
    altitude_m: Floats
    heart_rate_bpm: Floats


def track_of(seconds: pl.DataFrame) -> Track | None:
    """The run at 1 Hz over elapsed time; None where no way is known or hardly any time passed.

    Args:
        seconds: What `analytics.clean.clean` returns for a run.

    Source:
        Load law, section 9: "cumulative distance at 1 Hz over elapsed time". What counts as not
        measured is our choice: gaps of over 10 s, jumps of the receiver, and pauses in which the
        runner got on. Between the samples of "smart recording" the way is known at both ends.
    """
    elapsed, way = seconds["elapsed_s"].to_numpy(), _way(seconds)
    known = ~np.isnan(way)
    if known.sum() < 2 or not SHORTEST_RUN_S <= np.ptp(elapsed[known]) <= LONGEST_RUN_S:
        return None
    at = elapsed[known]
    grid = at[0] + np.arange(int(at[-1] - at[0] + 1e-6) + 1)
    steps = np.maximum(np.diff(np.interp(grid, at, way[known]), prepend=way[known][0]), 0)
    faulty = _faulty(seconds, grid, steps)
    steps[faulty] = _at(grid[faulty], elapsed, seconds["speed_mps"].to_numpy())
    segment = seconds["segment_index"].to_numpy()[known]
    filled = faulty | _is_filled(grid, (at, way[known]), segment)
    altitude = seconds["altitude_m"].to_numpy()
    return Track(
        begin_s=float(at[0]),
        distance_m=np.cumsum(np.nan_to_num(steps)),
        n_filled=np.cumsum(filled),
        altitude_m=np.empty(0) if np.isnan(altitude).all() else _at(grid, elapsed, altitude),
        heart_rate_bpm=_heart_rate(seconds, grid),
    )


def _way(seconds: pl.DataFrame) -> Floats:
    """The device's distance; without one the sum of its speed, unknown where the speed is."""
    way, speed = seconds["distance_m"].to_numpy(), seconds["speed_mps"].to_numpy()
    if not np.isnan(way).all() or np.isnan(speed).all():
        return way
    fresh = np.diff(seconds["segment_index"].to_numpy(), prepend=-1) != 0
    steps = _at(seconds["elapsed_s"].to_numpy(), seconds["elapsed_s"].to_numpy(), speed)
    return np.where(np.isnan(speed), np.nan, np.cumsum(np.where(fresh, 0.0, steps)))


def _at(grid: Floats, at: Floats, values: Floats) -> Floats:
    """Values at other moments, by proportion between the known ones; NaN if none is known."""
    known = ~np.isnan(values)
    if not known.any():
        return np.full(grid.size, np.nan)
    return np.interp(grid, at[known], values[known])


def _faulty(seconds: pl.DataFrame, grid: Floats, steps: Floats) -> Bools:
    """The seconds whose way is a jump of the receiver: their cleaned speed counts instead."""
    faulty = steps > HIGHEST_SPEED_MPS
    spikes = seconds["elapsed_s"].to_numpy()[seconds["is_speed_spike"].to_numpy()]
    index = np.rint(spikes - grid[0]).astype(np.int64)
    faulty[index[(index >= 0) & (index < grid.size)]] = True
    return faulty


def _is_filled(grid: Floats, samples: tuple[Floats, Floats], segment: Ints) -> Bools:
    """The seconds between samples that lie apart. A pause is none of them, if nobody moved."""
    at, way = samples
    if at.size == grid.size:
        return np.zeros(grid.size, np.bool_)
    left = np.searchsorted(at, grid + 1e-6, side="right") - 1
    right = np.minimum(left + 1, at.size - 1)
    gap_s = at[right] - at[left]
    stood = (segment[left] != segment[right]) & (way[right] - way[left] <= STOPPED_MPS * gap_s)
    return np.asarray((gap_s > MEASURED_GAP_S) & (grid - at[left] > 1e-6) & ~stood)


def _heart_rate(seconds: pl.DataFrame, grid: Floats) -> Floats:
    """Mean heart rate of the 15 s that end at each second; NaN unless all of them are known."""
    heart_rate = seconds["heart_rate_bpm"].to_numpy()
    known = ~np.isnan(heart_rate)
    beats = np.full(grid.size, np.nan)
    index = np.rint(seconds["elapsed_s"].to_numpy()[known] - grid[0]).astype(np.int64)
    inside = (index >= 0) & (index < grid.size)
    beats[index[inside]] = heart_rate[known][inside]
    total = np.cumsum(np.concatenate(([0.0], np.nan_to_num(beats))))
    n = np.cumsum(np.concatenate(([0], ~np.isnan(beats))))
    means = np.full(grid.size, np.nan)
    if grid.size >= HEART_RATE_MEAN_S:
        size = HEART_RATE_MEAN_S
        whole = n[size:] - n[:-size] == size
        means[size - 1 :] = np.where(whole, (total[size:] - total[:-size]) / size, np.nan)
    return means
