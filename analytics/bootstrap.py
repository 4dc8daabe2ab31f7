"""Intervals by drawing whole runs again: blocks of one run are no separate witnesses."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

N_DRAWS = 500  # imbalance law, 1.3
SEED = 1938  # imbalance law, 1.3: fixed, so that the same runs give the same interval
TAIL = 0.025  # of a 95 % interval
LEAST_DRAWS = N_DRAWS // 2  # our choice: with fewer draws that tell anything there is no interval


class Interval(NamedTuple):
    """Both ends of a 95 % interval."""

    low: float
    high: float


@lru_cache(maxsize=16)
def draws(n_runs: int, *, stream: int = 0) -> Ints:
    """How often each run is drawn: one row a draw, `n_runs` columns that sum up to `n_runs`.

    The same for the same arguments, so it is kept and not to be written to.

    Args:
        n_runs: Runs to draw from, in order of time.
        stream: Another number for another, independent set of runs.

    Source:
        Imbalance law, 1.3: block bootstrap by run, 500 draws, seed fixed.
    """
    chance = np.random.default_rng([SEED, stream])
    counts = chance.multinomial(n_runs, np.full(n_runs, 1 / n_runs), size=N_DRAWS)
    counts.flags.writeable = False
    return counts


def drawn_medians(values: Floats, run: Ints, counts: Ints) -> Floats:
    """The median of all blocks of the runs drawn, a run drawn twice counted twice; NaN of none.

    Args:
        values: One a block.
        run: The run of each block, its column in `counts`.
        counts: What `draws` returns.
    """
    if values.size == 0:
        return np.full(len(counts), np.nan)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    small = np.min_scalar_type(int(counts.max()) * values.size)  # less memory to walk through
    by_run = np.ascontiguousarray(counts.T, dtype=small)
    upto = by_run[run[order]]  # one row a value: rows are added whole, which is what is fast
    np.cumsum(upto, axis=0, out=upto)
    total = upto[-1]
    middle = (np.maximum(total, 1) - 1) // 2  # of an even number the lower one
    last = values.size - 1
    below = np.count_nonzero(upto <= middle, axis=0)
    above = np.count_nonzero(upto <= total // 2, axis=0)
    medians = (ordered[np.minimum(below, last)] + ordered[np.minimum(above, last)]) / 2
    return np.where(total > 0, medians, np.nan)


def drawn_sizes(run: Ints, counts: Ints) -> Ints:
    """How many blocks each draw holds.

    Args:
        run: The run of each block, its column in `counts`.
        counts: What `draws` returns.
    """
    return counts @ np.bincount(run, minlength=counts.shape[1])


def interval_of(samples: Floats) -> Interval | None:
    """The middle 95 % of what the draws gave; None where fewer than half gave anything."""
    known = samples[~np.isnan(samples)]
    if known.size < LEAST_DRAWS:
        return None
    low, high = np.quantile(known, [TAIL, 1 - TAIL])
    return Interval(float(low), float(high))


class Estimate(NamedTuple):
    """A value between the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def estimate(value: float, interval: Interval) -> Estimate:
    """The value with its interval, stretched to hold it: no doubt is smaller than the value's."""
    return Estimate(value, min(value, interval.low), max(value, interval.high))
