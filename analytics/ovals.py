"""Laps of a track: how far a run goes round ovals, and which way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analytics.path import SPACING_M, Path, wrapped_deg
from analytics.stretches import Bools, Floats, Ints, filled
from analytics.turns import DEAD_ZONE_DEG, headings_deg

SHORTEST_LAP_M, LONGEST_LAP_M = 200.0, 500.0  # our choice: indoor tracks to the outer lanes
CLOSED_M = 25.0  # our choice: lanes and jitter of the receiver
FULL_TURN_DEG, TURN_SLACK_DEG = 360.0, 45.0
SLIMMEST = 0.02  # our choice: area over squared length; a track has 0.065, a street 0


class Ovals(NamedTuple):
    """Metres on ovals, run to the left (as races are) and to the right."""

    left_m: float
    right_m: float


def ovals(way: Path, *, is_track: bool = False) -> Ovals | None:
    """Metres run on ovals; None where the way is not known.

    A lap is a loop of 200 to 500 m that ends within 25 m of its beginning, comes to one full turn,
    hardly turns the other way, and has an area: up and down a street is none. Two laps in a row
    make an oval, and every metre of them counts; where the watch says "track", one is enough.

    Args:
        way: The way of one run.
        is_track: Whether the sub-sport says that this was a track.

    Source:
        Imbalance law, 2.2, `TURN_BIAS` ("on ovals one way"); how to know an oval is our choice.
    """
    headings = headings_deg(way)
    if not np.isfinite(headings).any():
        return None
    turns = np.concatenate(([0.0, 0.0], wrapped_deg(np.diff(headings))))[: way.piece.size]
    sides = (_on_ovals(way, turns=side * turns, is_track=is_track) for side in (-1, 1))
    left, right = (SPACING_M * float(on.sum()) for on in sides)
    return Ovals(left, right)


def _on_ovals(way: Path, *, turns: Floats, is_track: bool) -> Bools:
    """The points that lie on an oval; `turns` are positive the way round that is asked for."""
    length = _lap_points(way, turns)
    start = np.flatnonzero(length)
    end = start + length[start]
    if not is_track:
        again = length[np.minimum(end, length.size - 1)]
        start, end = start[again > 0], (end + again)[again > 0]
    return filled(start, np.minimum(end, length.size), size=length.size)


def _lap_points(way: Path, turns: Floats) -> Ints:
    """For each point the length, in points, of the lap that begins there; 0 where none does."""
    turned = np.cumsum(np.nan_to_num(turns))
    back = np.cumsum(np.where(turns <= -DEAD_ZONE_DEG, -turns, 0.0))
    east, north = way.east_m, way.north_m - way.north_m[0]
    swept = np.cumsum(east * np.diff(north, append=0) - north * np.diff(east, append=0))
    nearest = np.full(turns.size, CLOSED_M)
    length = np.zeros(turns.size, np.int64)
    for n in range(round(SHORTEST_LAP_M / SPACING_M), round(LONGEST_LAP_M / SPACING_M) + 1):
        if n >= turns.size:
            break
        apart = np.hypot(east[n:] - east[:-n], north[n:] - north[:-n])
        is_lap = (
            (apart < nearest[:-n])
            & (np.abs(turned[n:] - turned[:-n] - FULL_TURN_DEG) <= TURN_SLACK_DEG)
            & (back[n:] - back[:-n] <= TURN_SLACK_DEG)
            & (way.piece[n:] == way.piece[:-n])
            & (
                np.abs(_area_m2(n, swept, east=east, north=north))
                >= SLIMMEST * (n * SPACING_M) ** 2
            )
        )
        nearest[:-n][is_lap] = apart[is_lap]
        length[:-n][is_lap] = n
    return length


def _area_m2(n: int, swept: Floats, *, east: Floats, north: Floats) -> Floats:
    """Area of the loop of n points from each point on, closed by a straight line."""
    first = np.concatenate(([0.0], swept))[: swept.size]
    within = first[n:] - first[:-n]
    return np.asarray(within + east[n:] * north[:-n] - north[n:] * east[:-n]) / 2
