"""Which way a run turns: to the left or to the right, how fast, and on ovals."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from analytics.path import Path, wrapped_deg
from analytics.seconds import HELD_S
from analytics.stretches import Floats, bridged

DEAD_ZONE_DEG = 5.0  # imbalance law, 2.2: smaller changes of heading are jitter
CHORD_S = 5  # our choice: headings between points 10 s apart, so GPS jitter is no turn


class Turning(NamedTuple):
    """Degrees turned to either side, and the bias: 1 all right, -1 all left, None without turns."""

    right_deg: float
    left_deg: float
    bias_ratio: float | None


def turning(headings_deg: npt.ArrayLike, *, dead_zone_deg: float = DEAD_ZONE_DEG) -> Turning:
    """How far a way turns to either side, from the headings of its pieces.

    Args:
        headings_deg: Compass headings in order, clockwise from north; NaN where unknown.
        dead_zone_deg: Changes that are smaller count as none.

    Source:
        Imbalance law, 2.2, `TURN_BIAS`.

    Example:
        >>> turning([350, 10, 350])
        Turning(right_deg=20.0, left_deg=20.0, bias_ratio=0.0)
    """
    changes = wrapped_deg(np.diff(np.asarray(headings_deg, np.float64)))
    counted = changes[np.abs(changes) >= dead_zone_deg]
    right, left = float(counted[counted > 0].sum()), float(np.abs(counted[counted < 0]).sum())
    both = right + left
    return Turning(right, left, (right - left) / both if both else None)


def bend_rate_degps(*, speed_mps: float | None, radius_m: float | None) -> float | None:
    """How fast a runner turns in a bend of this radius; None without either, or without a bend.

    Source:
        Imbalance law, 1.1.

    Example:
        >>> round(bend_rate_degps(speed_mps=4.0, radius_m=36.8), 1)
        6.2
    """
    if speed_mps is None or not radius_m:
        return None
    return float(np.degrees(speed_mps / radius_m))


def path_turning(way: Path) -> Turning | None:
    """How far a run turns to either side; None where its way is not known.

    Source:
        Imbalance law, 2.2, `TURN_BIAS`.
    """
    headings = headings_deg(way)
    return turning(headings) if np.isfinite(headings).any() else None


def headings_deg(way: Path) -> Floats:
    """The heading from each point to the next; NaN from the last point of a piece."""
    if way.piece.size < 2:
        return np.empty(0)
    heading = np.degrees(np.arctan2(np.diff(way.east_m), np.diff(way.north_m)))
    return np.where(np.diff(way.piece) == 0, heading, np.nan)


def turn_right_degps(seconds: pl.DataFrame) -> Floats:
    """How fast the way turns, positive to the right; NaN without position and at pauses.

    Source:
        Imbalance law, 1.1 (a bend of a 400 m track at 4 m/s is 6.2 deg/s); the chords are ours.
    """
    segment = seconds["segment_index"].to_numpy()
    lat, lon = (
        bridged(seconds[name].to_numpy(), segment, max_gap_s=HELD_S)
        for name in ("lat_deg", "lon_deg")
    )
    n = lat.size
    rate = np.full(n, np.nan)
    if n <= 4 * CHORD_S or np.isnan(lat).all():
        return rate
    north = lat[2 * CHORD_S :] - lat[: -2 * CHORD_S]
    east = wrapped_deg(lon[2 * CHORD_S :] - lon[: -2 * CHORD_S])
    heading = np.degrees(np.arctan2(east * np.cos(np.radians(lat[CHORD_S:-CHORD_S])), north))
    turn = wrapped_deg(heading[2 * CHORD_S :] - heading[: -2 * CHORD_S])
    whole = segment[4 * CHORD_S :] == segment[: -4 * CHORD_S]
    rate[2 * CHORD_S : n - 2 * CHORD_S] = np.where(whole, turn / (2 * CHORD_S), np.nan)
    return rate
