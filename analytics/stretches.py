"""Stretches of consecutive seconds that share a property, never across a pause."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def stretches(mask: Bools, segment: Ints) -> tuple[Ints, Ints]:
    """Start and end (exclusive) of every maximal stretch of true seconds within one segment.

    Example:
        >>> starts, ends = stretches(np.array([True, True, False]), np.array([0, 0, 0]))
        >>> starts.tolist(), ends.tolist()
        ([0], [2])
    """
    if mask.size == 0:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    fresh = np.concatenate(([True], segment[1:] != segment[:-1]))
    before = np.concatenate(([False], mask[:-1]))
    after = np.concatenate((mask[1:], [False]))
    last = np.concatenate((fresh[1:], [True]))
    starts = np.flatnonzero(mask & (fresh | ~before))
    ends = np.flatnonzero(mask & (last | ~after)) + 1
    return starts, ends


def long_stretches(mask: Bools, segment: Ints, *, at_least_s: int) -> Bools:
    """Keep only the true seconds that belong to a stretch of at least `at_least_s` seconds."""
    starts, ends = stretches(mask, segment)
    long = ends - starts >= at_least_s
    return filled(starts[long], ends[long], size=mask.size)


def filled(starts: Ints, ends: Ints, *, size: int) -> Bools:
    """True inside every [start, end); the intervals may overlap."""
    steps = np.zeros(size + 1, np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, ends, -1)
    return np.asarray(np.cumsum(steps[:-1]) > 0)


def bridged(values: Floats, segment: Ints, *, max_gap_s: int) -> Floats:
    """Fill missing seconds linearly where the known neighbours are at most `max_gap_s` apart.

    Neighbours must lie in the same segment; the ends of a segment stay missing.
    """
    known = np.flatnonzero(~np.isnan(values))
    missing = np.flatnonzero(np.isnan(values))
    if known.size < 2 or missing.size == 0:
        return values
    after = np.searchsorted(known, missing)
    inside = (after > 0) & (after < known.size)
    missing, after = missing[inside], after[inside]
    left, right = known[after - 1], known[after]
    near = (right - left <= max_gap_s) & (segment[left] == segment[right])
    missing, left, right = missing[near], left[near], right[near]
    share = (missing - left) / (right - left)
    result = values.copy()
    result[missing] = values[left] + share * (values[right] - values[left])
    return result
