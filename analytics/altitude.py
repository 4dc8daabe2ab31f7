"""Altitude without noise, the slope underfoot, and metres climbed and descended."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from analytics.moving import STOPPED_MPS
from analytics.stretches import Floats

BARO = "baro"
WINDOW_M = {BARO: 100.0}  # load law, section 2
ROUGH_WINDOW_M = 200.0  # load law, section 2: GNSS or unknown
THRESHOLD_M = {BARO: 3.0}  # load law, section 2
ROUGH_THRESHOLD_M = 10.0  # load law, section 2: GNSS or unknown
MEDIAN_S = 5
STEEPEST_PCT = 45.0
SHORTEST_WINDOW_SHARE = 0.45  # our choice: at the ends only half of the window exists


def smoothed(altitude_m: Floats, distance_m: Floats, *, source: str | None) -> Floats:
    """Altitude after a 5 s median and a centred mean over 100 m (barometer) or 200 m of way.

    Without distance only the median is taken.

    Source:
        Load law, section 2.
    """
    steady = rolling_median(altitude_m, MEDIAN_S)
    known = ~(np.isnan(steady) | np.isnan(distance_m))
    if not known.any():
        return steady
    first, last = _windows(distance_m[known], WINDOW_M.get(source or "", ROUGH_WINDOW_M))
    total = np.concatenate(([0.0], np.cumsum(steady[known])))
    result = steady.copy()
    result[known] = (total[last] - total[first]) / (last - first)
    return result


def grade_pct(
    altitude_m: Floats, distance_m: Floats, speed_mps: Floats, *, source: str | None
) -> Floats:
    """Slope in percent: least squares over the window that smooths the altitude, within +-45.

    NaN while slower than 0.8 m/s, and where no altitude or too little way is known.

    Source:
        Load law, section 2.
    """
    steady = rolling_median(altitude_m, MEDIAN_S)
    with np.errstate(invalid="ignore"):
        known = ~(np.isnan(steady) | np.isnan(distance_m)) & (speed_mps >= STOPPED_MPS)
    result = np.full(altitude_m.size, np.nan)
    if known.any():
        window_m = WINDOW_M.get(source or "", ROUGH_WINDOW_M)
        slope = 100 * _slopes(distance_m[known], steady[known], window_m=window_m)
        result[known] = np.clip(slope, -STEEPEST_PCT, STEEPEST_PCT)
    return result


def _slopes(distance_m: Floats, altitude_m: Floats, *, window_m: float) -> Floats:
    """Least-squares rise over run in a window around every point; NaN where it is too short."""
    first, last = _windows(distance_m, window_m)
    x, y = distance_m - distance_m.mean(), altitude_m - altitude_m.mean()
    n = last - first
    sums = [np.concatenate(([0.0], np.cumsum(v))) for v in (x, y, x * x, x * y)]
    sx, sy, sxx, sxy = (s[last] - s[first] for s in sums)
    spread = sxx - sx * sx / n
    long = distance_m[last - 1] - distance_m[first] >= SHORTEST_WINDOW_SHARE * window_m
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(long & (spread > 0), (sxy - sx * sy / n) / spread, np.nan)


def _windows(distance_m: Floats, window_m: float) -> tuple[np.ndarray, np.ndarray]:
    """First and past-the-last index within half a window of every point."""
    way = np.maximum.accumulate(distance_m)
    half = window_m / 2 + 1e-9
    return np.searchsorted(way, way - half), np.searchsorted(way, way + half, side="right")


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
        (4, 6)
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
