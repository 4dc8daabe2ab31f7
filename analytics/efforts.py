"""The clean seconds of one run -> its best efforts over fixed durations and distances."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from analytics.moving import HIGHEST_SPEED_MPS
from analytics.stretches import Bools, Floats, Ints
from analytics.track import HEART_RATE_MEAN_S, Track, track_of
from core.schemas import EFFORTS
from core.units import METRES_PER_MILE

WINDOWS_S = (
    *(5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 105),
    *(120, 140, 160, 180, 210, 240, 270, 300, 360, 420, 480, 540, 600, 720, 840, 900, 1080),
    *(1200, 1500, 1800, 2100, 2400, 2700, 3000, 3600, 4200, 4800, 5400, 6300, 7200, 8400),
    *(9600, 10800, 12600, 14400, 16200, 18000, 19800, 21600, 28800, 36000, 43200, 57600, 86400),
)
"""Load law, section 9: about 60, log-spaced; rounded, and the same for every run."""

DISTANCES_M = (
    *(400.0, 800.0, 1000.0, METRES_PER_MILE, 3000.0, 5000.0, 10_000.0, 15_000.0),
    *(21_097.5, 30_000.0, 42_195.0, 50_000.0),
)
MOST_FILLED = 0.05  # load law, section 9: of the samples of a window
LEAST_MEASURED = 0.5  # our choice: of the windows, else the best of the few is no best
STEEPEST_DROP = 0.01  # load law, section 9: net descent over way

Index = slice | Ints


class Effort(NamedTuple):
    """One row of EFFORTS, without the run that it belongs to."""

    target_s: float | None
    target_m: float | None
    start_s: float
    elapsed_s: float
    distance_m: float
    heart_rate_bpm: float | None


def best_efforts(seconds: pl.DataFrame) -> pl.DataFrame:
    """EFFORTS of one run: the farthest in each duration, the fastest over each distance.

    `activity_id` is null. Elapsed time counts: a stop at a traffic light costs what it cost.

    Windows are left out when over 5 % of them is not measured, when they end more than 1 % of
    their way below their start, or above 12 m/s; a duration or distance is left out when half of
    its windows are not measured, since the best may be among them. A shorter window is never
    slower than a longer one: it takes over the speed, place and heart rate of the longer one.

    Args:
        seconds: What `analytics.clean.clean` returns for a run.

    Source:
        Load law, section 9, "Mean-maximal speed".
    """
    track = track_of(seconds)
    if track is None:
        return EFFORTS.empty()
    found = [farthest(track, window) for window in WINDOWS_S if window < track.distance_m.size]
    raced = [fastest(track, distance) for distance in DISTANCES_M]
    rows = [*never_rising(found), *(effort for effort in raced if effort is not None)]
    frame = pl.DataFrame(rows, schema=[*Effort._fields], orient="row", infer_schema_length=None)
    return EFFORTS.complete(frame)


def farthest(track: Track, window_s: int) -> Effort | None:
    """The best fair effort of so many seconds; None if there is none. O(n)."""
    first, last = slice(None, -window_s), slice(window_s, None)
    gained = track.distance_m[last] - track.distance_m[first]
    gained[~_is_fair(track, (first, last), gained, took_s=float(window_s))] = -1.0
    start = int(np.argmax(gained))
    if gained[start] <= 0:
        return None
    return Effort(
        target_s=float(window_s),
        target_m=None,
        start_s=track.begin_s + start,
        elapsed_s=float(window_s),
        distance_m=float(gained[start]),
        heart_rate_bpm=_peak(track, start, start + window_s),
    )


def fastest(track: Track, distance_m: float) -> Effort | None:
    """The fastest fair effort over a distance; None if there is none.

    From every second the first moment at which the distance is run, between two seconds by
    proportion.
    """
    way = track.distance_m
    n = int(np.searchsorted(way, way[-1] - distance_m, side="right"))
    if n == 0:
        return None
    goal = way[:n] + distance_m
    last = np.minimum(np.searchsorted(way, goal, side="left"), way.size - 1)
    first = np.arange(n)
    over = np.clip((way[last] - goal) / (way[last] - way[last - 1]), 0, 1)
    took = last - over - first
    took[~_is_fair(track, (first, last), np.full(n, distance_m), took_s=took)] = np.inf
    start = int(np.argmin(took))
    if not np.isfinite(took[start]):
        return None
    return Effort(
        target_s=None,
        target_m=distance_m,
        start_s=track.begin_s + start,
        elapsed_s=float(took[start]),
        distance_m=distance_m,
        heart_rate_bpm=_peak(track, start, int(last[start])),
    )


def never_rising(found: list[Effort | None]) -> list[Effort]:
    """The running maximum of speed from the longest window to the shortest (load law, section 9).

    Args:
        found: One effort, or None, for each of the first windows of `WINDOWS_S`.
    """
    kept: list[Effort] = []
    for window, effort in reversed(list(zip(WINDOWS_S, found, strict=False))):
        longer = kept[-1] if kept else None
        if effort is not None and (longer is None or _speed(effort) >= _speed(longer)):
            kept.append(effort)
        elif longer is not None:
            way = _speed(longer) * window
            kept.append(
                longer._replace(target_s=float(window), elapsed_s=float(window), distance_m=way)
            )
    return kept[::-1]


def _speed(effort: Effort) -> float:
    return effort.distance_m / effort.elapsed_s


def _is_fair(
    track: Track, ends: tuple[Index, Index], gained_m: Floats, *, took_s: Floats | float
) -> Bools:
    """Whether each window is measured, not downhill and not faster than a runner."""
    first, last = ends
    fair = gained_m <= HIGHEST_SPEED_MPS * took_s
    if track.n_filled[-1]:
        measured = track.n_filled[last] - track.n_filled[first] <= MOST_FILLED * took_s
        fair &= measured & (measured.mean() >= LEAST_MEASURED)
    if track.altitude_m.size:
        fair &= track.altitude_m[first] - track.altitude_m[last] <= STEEPEST_DROP * gained_m
    return np.asarray(fair)


def _peak(track: Track, start: int, end: int) -> float | None:
    """Highest 15 s mean of heart rate between two seconds."""
    inside = track.heart_rate_bpm[start + HEART_RATE_MEAN_S - 1 : end + 1]
    return None if np.isnan(inside).all() else float(np.nanmax(inside))
