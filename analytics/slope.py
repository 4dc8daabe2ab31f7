"""A straight line that outliers cannot turn: the median of the slopes of all pairs."""

from __future__ import annotations

import numpy as np

from analytics.bootstrap import Floats, Interval, Ints, draws, interval_of

SLOPE_STEP = 0.02  # of the interval's ends: pairs are counted, not sorted anew in every draw
SMALL_PRODUCT = 200_000  # larger ones are spread over all cores, which mostly wait for each other
STEEPEST = 4.0  # slopes beyond count as this: four times the limit for act


def theil_sen_slope(x: Floats, y: Floats) -> float | None:
    """The median slope of all pairs of points; pairs with the same x tell nothing.

    Source:
        Theil 1950, Sen 1968; imbalance law, 2.1 (`BALANCE_SPEED`).

    Returns:
        None where all x are the same.
    """
    slopes, _, _ = _pairs(x, y)
    return float(np.median(slopes)) if slopes.size else None


def slope_interval(x: Floats, y: Floats, run: Ints) -> Interval | None:
    """The 95 % interval of that slope, by drawing whole runs again.

    A pair counts as often as both of its runs are drawn. All pairs are counted once per pair of
    runs and step of slope, so a draw is one product of matrices.

    Args:
        x: One a block.
        y: One a block.
        run: The run of each block, from 0 without gaps.

    Source:
        Imbalance law, 1.3: block bootstrap by run.
    """
    slopes, first, second = _pairs(x, y)
    if slopes.size == 0:
        return None
    n_runs = int(run.max()) + 1
    n_side = round(STEEPEST / SLOPE_STEP)
    step = np.rint(np.clip(slopes, -STEEPEST, STEEPEST) / SLOPE_STEP).astype(np.int64) + n_side
    n_steps = 2 * n_side + 1
    low, high = np.minimum(run[first], run[second]), np.maximum(run[first], run[second])
    pair = low * n_runs + high
    table = np.bincount(pair * n_steps + step, minlength=n_runs**2 * n_steps)
    rows, columns = np.triu_indices(n_runs)
    counts = draws(n_runs)
    weights = (counts[:, rows] * counts[:, columns]).astype(np.float32)
    by_step = table.reshape(n_runs**2, n_steps)[rows * n_runs + columns].astype(np.float32)
    n_parts = weights.shape[0] * by_step.size // SMALL_PRODUCT + 1
    products = [part @ by_step for part in np.array_split(weights, n_parts)]
    upto = np.cumsum(np.concatenate(products), axis=1)  # whole numbers far below 2^24: exact
    total = upto[:, -1]
    below = (upto <= np.floor((total - 1) / 2)[:, None]).sum(axis=1)
    above = (upto <= np.floor(total / 2)[:, None]).sum(axis=1)
    medians = ((below + above) / 2 - n_side) * SLOPE_STEP
    return interval_of(np.where(total > 0, medians, np.nan))


def _pairs(x: Floats, y: Floats) -> tuple[Floats, Ints, Ints]:
    """Slope of each pair of points with different x, and the places of both."""
    first, second = np.triu_indices(x.size, k=1)
    run, rise = x[second] - x[first], y[second] - y[first]
    apart = np.abs(run) > 1e-12
    return rise[apart] / run[apart], first[apart], second[apart]
