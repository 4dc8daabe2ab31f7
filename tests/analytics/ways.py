"""Made ways on the ground: seconds with positions, as `clean` would give them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import polars as pl

METRES_PER_DEGREE = 6_371_008.8 * math.pi / 180
STRAIGHT_M, RADIUS_M = 84.39, 36.5  # a 400 m track


def seconds_at(
    east_m: Sequence[float],
    north_m: Sequence[float],
    *,
    is_moving: bool | list[bool] = True,
    lon: float = 8.0,
) -> pl.DataFrame:
    """One moving second per point, in metres from 47 degrees north."""
    n = len(east_m)
    lat = 47 + np.asarray(north_m, float) / METRES_PER_DEGREE
    east = np.asarray(east_m, float) / METRES_PER_DEGREE / np.cos(np.radians(lat))
    return pl.DataFrame(
        {
            "lat_deg": lat,
            "lon_deg": (lon + east + 180) % 360 - 180,
            "segment_index": [0] * n,
            "is_moving": pl.Series(
                is_moving if isinstance(is_moving, list) else [is_moving] * n, dtype=pl.Boolean
            ),
        }
    )


def jitter(n: int, *, metres: float, seed: int) -> np.ndarray:
    """A receiver's slow drift."""
    steps = np.random.default_rng(seed).normal(0, metres * math.sqrt(1 - 0.98**2), n)
    drift = [0.0]
    for step in steps[1:]:
        drift.append(0.98 * drift[-1] + step)
    return np.array(drift)


def laps_of_a_track(n: float, *, to_the_left: bool = True, drift_m: float = 0.0) -> pl.DataFrame:
    """So many laps of 400 m at 3.5 m/s, anticlockwise unless told otherwise."""
    points = [_on_track(at % 400) for at in np.arange(0, 400 * n, 3.5)]
    east, north = np.array(points).T
    east = east if to_the_left else -east
    drifts = [jitter(len(points), metres=drift_m, seed=seed) for seed in (1, 2)]
    return seconds_at(east + drifts[0], north + drifts[1])


def _on_track(at_m: float) -> tuple[float, float]:
    bend_m = math.pi * RADIUS_M
    if at_m < STRAIGHT_M:
        return 0.0, at_m
    if at_m < STRAIGHT_M + bend_m:
        angle = (at_m - STRAIGHT_M) / RADIUS_M
        return RADIUS_M * (math.cos(angle) - 1), STRAIGHT_M + RADIUS_M * math.sin(angle)
    if at_m < 2 * STRAIGHT_M + bend_m:
        return -2 * RADIUS_M, 2 * STRAIGHT_M + bend_m - at_m
    angle = (at_m - 2 * STRAIGHT_M - bend_m) / RADIUS_M
    return -RADIUS_M * (1 + math.cos(angle)), -RADIUS_M * math.sin(angle)
