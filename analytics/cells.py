"""The way of a run as 50 m cells of the globe: what tells one route from another."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics.path import METRES_PER_DEGREE, Path
from analytics.stretches import Floats, Ints
from core.schemas import ROUTES

CELL_M = 50.0  # imbalance law, 2.2, `ROUTE_MONO`
ROW_SHIFT = 20  # 2**20 is more than the 800,604 cells of 50 m around the equator


def cells(way: Path) -> pl.DataFrame:
    """ROUTES: the cells of a run in order of the first visit; `activity_id` is null.

    Args:
        way: The way of one run.

    Source:
        Imbalance law, 2.2, `ROUTE_MONO`.
    """
    ids = pl.DataFrame({"cell_id": cell_id(way.lat_deg, way.lon_deg)})
    return ROUTES.complete(ids.unique(maintain_order=True))


def cell_id(lat_deg: Floats, lon_deg: Floats) -> Ints:
    """The cell that holds each position: 50 m from south to north, and near 50 m across.

    Rows of 50 m count from the south pole. Each row has as many cells as fit its own circle of
    latitude, counted from the date line, so a cell is as wide as high wherever one runs. The id
    is the row times 2**20 plus the cell of the row.
    """
    row = np.floor((lat_deg + 90) * METRES_PER_DEGREE / CELL_M).astype(np.int64)
    middle_deg = (row + 0.5) * CELL_M / METRES_PER_DEGREE - 90
    around = np.cos(np.radians(middle_deg)) * 360 * METRES_PER_DEGREE / CELL_M
    n = np.maximum(np.rint(around).astype(np.int64), 1)
    column = np.floor((lon_deg + 180) / 360 * n).astype(np.int64) % n
    return np.asarray((row << ROW_SHIFT) + column)
