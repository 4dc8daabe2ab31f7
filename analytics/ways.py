"""Which runs follow the same way in the same direction, from the cells that they cross."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from core.findings import EDGE_SLACK

SAME_WAY_JACCARD = 0.7  # imbalance law, 2.2, `ROUTE_MONO`
ABSENT = -1


def same_way(routes: pl.DataFrame, run_ids: Sequence[int]) -> npt.NDArray[np.bool_]:
    """For each pair of runs whether they share a way: enough cells, in the same order.

    Two runs share seven tenths of the cells that either crosses. Their order of the first visits
    tells the direction: whether more steps of one lead forward in the other than back. So a loop
    that begins elsewhere stays the same way, and the other way round is another one.

    Args:
        routes: ROUTES, the cells of each run in order of the first visit.
        run_ids: The runs to compare; one without cells is like no other.

    Returns:
        A symmetric square in the order of `run_ids`.

    Source:
        Imbalance law, 2.2, `ROUTE_MONO`. The measure of direction is our choice.
    """
    place = _places(routes, run_ids)
    crosses = (place != ABSENT).astype(np.float32)
    shared = crosses @ crosses.T
    n_cells = crosses.sum(axis=1)
    either = n_cells[:, None] + n_cells[None, :] - shared
    is_near = (shared > 0) & (shared >= SAME_WAY_JACCARD * either - EDGE_SLACK)
    forward = np.array([_steps_forward(place, run) for run in range(len(run_ids))])
    return np.asarray(is_near & (forward + forward.T >= 0), dtype=np.bool_)


def _places(routes: pl.DataFrame, run_ids: Sequence[int]) -> npt.NDArray[np.int64]:
    """Runs by cells: where in the table the run first visits the cell; `ABSENT` if never."""
    rows = pl.DataFrame({"activity_id": run_ids, "row": range(len(run_ids))})
    visits = routes.join(rows.cast(pl.Int64), on="activity_id", maintain_order="left")
    cells, column = np.unique(visits["cell_id"].to_numpy(), return_inverse=True)
    row = visits["row"].to_numpy()
    places = np.full((len(run_ids), len(cells)), ABSENT, dtype=np.int64)
    # Written from the last to the first, so that of a cell named twice the first visit stays.
    places[row[::-1], column[::-1]] = np.arange(len(row))[::-1]
    return places


def _steps_forward(places: npt.NDArray[np.int64], run: int) -> npt.NDArray[np.int64]:
    """Of each other run: steps of this one that lead forward there, less those that lead back."""
    crossed = np.flatnonzero(places[run] != ABSENT)
    in_order = crossed[np.argsort(places[run, crossed])]
    theirs = places[:, in_order]
    before, after = theirs[:, :-1], theirs[:, 1:]
    is_known = (before != ABSENT) & (after != ABSENT)
    steps = np.where(is_known, np.sign(after - before), 0)
    return np.asarray(steps.sum(axis=1), dtype=np.int64)
