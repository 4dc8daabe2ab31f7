"""Altitude without noise, the slope underfoot, and metres climbed and descended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from analytics.moving import STOPPED_MPS
from analytics.stretches import Bools, Floats, Ints

BARO = "baro"
WINDOW_M = {BARO: 100.0}  # load law, section 2
ROUGH_WINDOW_M = 200.0  # load law, section 2: GNSS or unknown
THRESHOLD_M = {BARO: 3.0}  # load law, section 2
ROUGH_THRESHOLD_M = 10.0  # load law, section 2: GNSS or unknown
MEDIAN_S = 5
STEEPEST_PCT = 45.0
SHORTEST_WINDOW_SHARE = 0.45  # our choice: at the ends only half of the window exists


class Way(NamedTuple):
    """Where each second lies: distance, and the pause-free segment that windows stay within."""

    distance_m: Floats
    segment: Ints


def smoothed(altitude_m: Floats, way: Way, *, source: str | None) -> Floats:
    """Altitude after a 5 s median and a centred mean over 100 m (barometer) or 200 m of way.

    Without distance only the median is taken.

    Source:
        Load law, section 2.
    """
    steady = rolling_median(altitude_m, MEDIAN_S)
    known = ~(np.isnan(steady) | np.isnan(way.distance_m))
    if not known.any():
        return steady
    first, last = _windows(way, known, WINDOW_M.get(source or "", ROUGH_WINDOW_M))
    total = np.concatenate(([0.0], np.cumsum(steady[known])))
    result = steady.copy()
    result[known] = (total[last] - total[first]) / (last - first)
    return result


def grade_pct(altitude_m: Floats, way: Way, *, speed_mps: Floats, source: str | None) -> Floats:
    """Slope in percent: least squares over the window that smooths the altitude, within +-45.

    NaN while slower than 0.8 m/s, and where no altitude or too little way is known.

    Source:
        Load law, section 2.
    """
    steady = rolling_median(altitude_m, MEDIAN_S)
    with np.errstate(invalid="ignore"):
        known = ~(np.isnan(steady) | np.isnan(way.distance_m)) & (speed_mps >= STOPPED_MPS)
    result = np.full(altitude_m.size, np.nan)
    if known.any():
        window_m = WINDOW_M.get(source or "", ROUGH_WINDOW_M)
        first, last = _windows(way, known, window_m)
        x, y = way.distance_m[known], steady[known]
        slope = 100 * _slopes(x - x.mean(), y - y.mean(), first=first, last=last)
        is_long = x[last - 1] - x[first] >= SHORTEST_WINDOW_SHARE * window_m
        slope = np.clip(slope, -STEEPEST_PCT, STEEPEST_PCT)
        result[known] = np.where(is_long, slope, np.nan)
    return result


def _slopes(x: Floats, y: Floats, *, first: Ints, last: Ints) -> Floats:
    """Least-squares rise over run of every window [first, last); NaN where x does not vary."""
    n = last - first
    sums = [np.concatenate(([0.0], np.cumsum(v))) for v in (x, y, x * x, x * y)]
    sx, sy, sxx, sxy = (s[last] - s[first] for s in sums)
    spread = sxx - sx * sx / n
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spread > 1e-6, (sxy - sx * sy / n) / spread, np.nan)


def _windows(way: Way, known: Bools, window_m: float) -> tuple[Ints, Ints]:
    """First and past-the-last index within half a window of every known second."""
    distance = np.maximum.accumulate(way.distance_m[known])
    segment = way.segment[known]
    half = window_m / 2 + 1e-9
    first = np.searchsorted(distance, distance - half)
    last = np.searchsorted(distance, distance + half, side="right")
    begin = np.searchsorted(segment, segment)
    end = np.searchsorted(segment, segment, side="right")
    return np.maximum(first, begin), np.minimum(last, end)


def rolling_median(values: Floats, window_s: int) -> Floats:
    """Centred median over the known values of the window; NaN where the second itself is."""
    if values.size == 0 or np.isnan(values).all():
        return values
    half = window_s // 2
    padded = np.pad(values, half, constant_values=np.nan)
    view = np.lib.stride_tricks.sliding_window_view(padded, window_s)
    whole = ~np.isnan(view).any(axis=1)
    result = values.copy()
    result[whole] = np.median(view[whole], axis=1)
    partly = ~whole & ~np.isnan(values)
    result[partly] = np.nanmedian(view[partly], axis=1) if partly.any() else result[partly]
    return result


def threshold_m(source: str | None) -> float:
    """Metres that a climb must reach to count: 3 for a barometer, 10 for anything rougher."""
    return THRESHOLD_M.get(source or "", ROUGH_THRESHOLD_M)


def ascent_descent_m(altitude_m: Iterable[float], *, threshold_m: float) -> tuple[float, float]:
    """Metres up and down, where only moves of at least the threshold count.

    Source:
        Load law, section 2, "Hysteresis".

    Example:
        >>> ascent_descent_m([100, 101, 104, 98], threshold_m=3)
        (4.0, 6.0)
    """
    up = down = 0.0
    reference: float | None = None
    for altitude in altitude_m:
        if reference is None:
            reference = altitude
        elif altitude - reference >= threshold_m:
            up, reference = up + altitude - reference, altitude
        elif reference - altitude >= threshold_m:
            down, reference = down + reference - altitude, altitude
    return up, down
