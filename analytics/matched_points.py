"""Like with like in points: how far a balance moved between two times, at the same speeds.

A lean is near 0, so a difference in percent, as of `analytics.matched`, would say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from analytics.bootstrap import Interval, draws, interval_of
from analytics.matched import BASE, LEAST_PER_BIN, NOW, Window, drawn_means

LEAST_WEIGHT = 20  # imbalance law, 2.1: of a change of months


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Both windows and their difference over the bins that both know, in points."""

    before: float
    after: float
    bins: tuple[int, ...]
    weight: int

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before


def matched_points(now: Window, base: Window) -> Points | None:
    """The mean of the bins' medians in each window, each bin weighted by its scarcer window.

    Returns:
        None when the weights sum up to less than 20.

    Source:
        Imbalance law, 1.3, "Matched difference"; a difference, not a ratio.
    """
    bins, weights, ours, theirs = [], [], [], []
    for number in np.intersect1d(now.bins, base.bins).tolist():
        after, before = now.within(number)[0], base.within(number)[0]
        weight = min(after.size, before.size)
        if weight < LEAST_PER_BIN:
            continue
        bins.append(number)
        weights.append(weight)
        ours.append(float(np.median(after)))
        theirs.append(float(np.median(before)))
    if sum(weights) < LEAST_WEIGHT:
        return None
    return Points(
        before=float(np.average(theirs, weights=weights)),
        after=float(np.average(ours, weights=weights)),
        bins=tuple(bins),
        weight=sum(weights),
    )


def points_interval(now: Window, base: Window, found: Points) -> Interval | None:
    """The 95 % interval of a matched change, by drawing whole runs again.

    Drawing from few runs makes intervals too narrow, by about sqrt((n - 1) / n) of the fewer; they
    are widened by that.

    Source:
        Imbalance law, 1.3: block bootstrap by run. The widening: Hesterberg 2015, The American
        Statistician 69:371, "narrowness bias".
    """
    ours, theirs = draws(now.n_runs, stream=NOW), draws(base.n_runs, stream=BASE)
    interval = interval_of(
        drawn_means((now, ours), (base, theirs), bins=found.bins, change=np.subtract)
    )
    n = min(now.n_runs, base.n_runs)
    if interval is None or n < 2:
        return None
    stretch = sqrt(n / (n - 1))
    return Interval(
        found.change - stretch * max(0.0, found.change - interval.low),
        found.change + stretch * max(0.0, interval.high - found.change),
    )
