"""Positions of the moving seconds -> the way, one point every 10 m, jitter taken out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from analytics.stretches import Bools, Floats, Ints
from core.units import EARTH_RADIUS_M

SPACING_M = 10.0  # imbalance law, 2.2
SMOOTHED_POINTS = 5  # imbalance law, 2.2
UNSEEN_M = 50.0  # our choice: what lies between positions further apart was not seen
METRES_PER_DEGREE = EARTH_RADIUS_M * np.pi / 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Points 10 m apart; `piece` numbers the parts between which the way was not seen."""

    east_m: Floats
    lat_deg: Floats
    lon_deg: Floats
    piece: Ints

    @property
    def north_m(self) -> Floats:
        """Metres north of the equator."""
        return self.lat_deg * METRES_PER_DEGREE


def path(seconds: pl.DataFrame) -> Path:
    """The way of the moving seconds, resampled to 10 m and smoothed over 5 points.

    Standing still adds nothing. A pause or a gap breaks the way only where the runner turned up
    over 50 m from where they were seen last. The two points at either end of a piece, which have
    no 5 points around them, are left out.

    Args:
        seconds: What `analytics.clean.clean` returns.

    Source:
        Imbalance law, 2.2, `TURN_BIAS`.
    """
    placed = seconds.lazy().filter("is_moving").select("lat_deg", "lon_deg").drop_nulls().collect()
    lat, lon = placed["lat_deg"].to_numpy(), placed["lon_deg"].to_numpy()
    if lat.size < SMOOTHED_POINTS:
        return Path(east_m=lat[:0], lat_deg=lat[:0], lon_deg=lat[:0], piece=np.empty(0, np.int64))
    step_deg = wrapped_deg(np.diff(lon))  # across the date line a step is a short one
    east_step = step_deg * np.cos(np.radians(lat[1:])) * METRES_PER_DEGREE
    step_m = np.hypot(east_step, np.diff(lat) * METRES_PER_DEGREE)
    at, piece, along = _every_10_m(step_m)
    columns = (_summed(0.0, east_step), lat, _summed(lon[0], step_deg))
    east, north, unwrapped = (_smooth(np.interp(at, along, values), piece) for values in columns)
    middle = piece[SMOOTHED_POINTS - 1 :][_is_whole(piece)]
    return Path(east_m=east, lat_deg=north, lon_deg=wrapped_deg(unwrapped), piece=middle)


def wrapped_deg(angle_deg: Floats) -> Floats:
    """The same angle above -180 and up to 180 degrees."""
    return np.asarray(angle_deg - 360 * np.ceil((angle_deg - 180) / 360))


def _summed(first: float, steps: Floats) -> Floats:
    return np.concatenate(([first], first + np.cumsum(steps)))


def _every_10_m(step_m: Floats) -> tuple[Floats, Ints, Floats]:
    """Where the new points lie along the way, the piece of each, and where the old ones lie."""
    is_unseen = step_m > UNSEEN_M
    along = _summed(0.0, step_m)
    first = np.concatenate(([0], np.flatnonzero(is_unseen) + 1))
    last = np.concatenate((first[1:] - 1, [along.size - 1]))
    n = np.floor((along[last] - along[first]) / SPACING_M).astype(np.int64) + 1
    number = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
    return (
        np.repeat(along[first], n) + SPACING_M * number,
        np.repeat(np.arange(first.size), n),
        along,
    )


def _is_whole(piece: Ints) -> Bools:
    """Whether 5 points in a row belong to one piece, by the first of them."""
    reach = SMOOTHED_POINTS - 1
    return np.asarray(piece[reach:] == piece[: max(piece.size - reach, 0)])


def _smooth(values: Floats, piece: Ints) -> Floats:
    """Centred mean of 5 points, where all five belong to one piece."""
    if values.size < SMOOTHED_POINTS:
        return values[:0]
    total = np.concatenate(([0.0], np.cumsum(values - values[0])))
    mean = values[0] + (total[SMOOTHED_POINTS:] - total[:-SMOOTHED_POINTS]) / SMOOTHED_POINTS
    return np.asarray(mean[_is_whole(piece)])
