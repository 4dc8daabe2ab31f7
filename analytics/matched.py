"""Like with like: two windows compared only within the same speed and the same slope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import polars as pl

from analytics.bootstrap import (
    Floats,
    Interval,
    Ints,
    drawn_medians,
    drawn_sizes,
    draws,
    interval_of,
)
from analytics.robust import MAD_TO_SD, RUN_FLOOR_PP, Z_975, mad

BIN_MPS = 0.25  # imbalance law, 1.1
CLASSES = ("flat", "up", "down")  # imbalance law, 1.1
BINS_PER_CLASS = 1000
LEAST_PER_BIN = 5  # imbalance law, 1.3: blocks of a bin in both windows
LEAST_WEIGHT = 10  # imbalance law, 1.3
LEAST_BASELINE = 8  # imbalance law, 1.3: runs of a baseline
NOW, BASE = 1, 2  # streams of the draws: the two windows are drawn apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The blocks of one window: value, bin and run (0 to `n_runs` - 1) of each."""

    values: Floats
    bins: Ints
    run: Ints
    n_runs: int

    def within(self, number: int) -> tuple[Floats, Ints]:
        """Values and runs of one bin."""
        chosen = self.bins == number
        return self.values[chosen], self.run[chosen]

    def of_run(self, number: int) -> Window:
        """The blocks of one run alone."""
        chosen = self.run == number
        return Window(
            values=self.values[chosen],
            bins=self.bins[chosen],
            run=np.zeros(int(chosen.sum()), dtype=np.int64),
            n_runs=1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How much one window differs from the other, over the bins that both know."""

    diff_pct: float
    bins: tuple[int, ...]
    weight: int


def matching_bin(speed_mps: pl.Expr, grade_class: pl.Expr) -> pl.Expr:
    """The number of the bin of speed and slope; null where either is unknown.

    Source:
        Imbalance law, 1.1: bins of 0.25 m/s, compared only within one grade class.
    """
    by_class = grade_class.replace_strict(
        list(CLASSES), list(range(len(CLASSES))), default=None, return_dtype=pl.Int64
    )
    by_speed = (speed_mps / BIN_MPS + 1e-9).floor().cast(pl.Int64)
    return by_class * BINS_PER_CLASS + by_speed


def matched_difference(
    now: Window,
    base: Window,
    *,
    least_per_bin: int = LEAST_PER_BIN,
    least_weight: int = LEAST_WEIGHT,
) -> Difference | None:
    """The mean difference of the bins' medians in percent, each weighted by its scarcer window.

    Returns:
        None when the weights sum up to less than `least_weight`, ten unless told.

    Source:
        Imbalance law, 1.3, "Matched difference".
    """
    bins, weights, differences = [], [], []
    for number in np.intersect1d(now.bins, base.bins).tolist():
        ours, theirs = now.within(number)[0], base.within(number)[0]
        weight = min(ours.size, theirs.size)
        if weight < least_per_bin or np.median(theirs) == 0:
            continue
        bins.append(number)
        weights.append(weight)
        differences.append(100 * (float(np.median(ours)) / float(np.median(theirs)) - 1))
    total = sum(weights)
    if total < max(least_weight, 1):
        return None
    mean = sum(w * d for w, d in zip(weights, differences, strict=True)) / total
    return Difference(diff_pct=mean, bins=tuple(bins), weight=total)


def matched_interval(
    now: Window, base: Window, found: Difference, *, is_paired: bool = False
) -> Interval | None:
    """The 95 % interval of a matched difference, by drawing whole runs again.

    Args:
        now: The later window.
        base: The window that it is compared with.
        found: The difference; its bins are kept in every draw.
        is_paired: Both windows are parts of the same runs, which are then drawn together.

    Source:
        Imbalance law, 1.3: block bootstrap by run.
    """
    ours = draws(now.n_runs, stream=NOW)
    theirs = ours if is_paired else draws(base.n_runs, stream=BASE)

    def change_pct(later: Floats, earlier: Floats) -> Floats:
        return 100 * (later / earlier - 1)

    return interval_of(drawn_means((now, ours), (base, theirs), bins=found.bins, change=change_pct))


def drawn_means(
    now: tuple[Window, Ints],
    base: tuple[Window, Ints],
    *,
    bins: Iterable[int],
    change: Callable[[Floats, Floats], Floats],
) -> Floats:
    """The mean change of the bins' medians in every draw, each weighted by its scarcer window.

    Args:
        now: The later window and the draws of its runs.
        base: The window that it is compared with, and its draws.
        bins: Those that count.
        change: What becomes of a bin's medians in both windows.

    Returns:
        One value a draw; NaN of none.
    """
    (later, ours), (earlier, theirs) = now, base
    total, weighted = np.zeros(len(ours)), np.zeros(len(ours))
    for number in bins:
        (value, run), (old_value, old_run) = later.within(number), earlier.within(number)
        weight = np.minimum(drawn_sizes(run, ours), drawn_sizes(old_run, theirs))
        old = drawn_medians(old_value, old_run, theirs)
        moved = change(drawn_medians(value, run, ours), old)
        weighted += np.where(weight > 0, weight * moved, 0.0)
        total += weight
    means = np.full(len(ours), np.nan)
    np.divide(weighted, total, out=means, where=total > 0)
    return means


def window_of(blocks: pl.DataFrame, column: str, runs: Sequence[int]) -> Window:
    """The blocks of these runs that have a value and a bin.

    Args:
        blocks: Has `activity_id`, `bin` and the column.
        column: What is compared.
        runs: Their ids, in order of time.
    """
    number = pl.col("activity_id").replace_strict(
        pl.Series(runs, dtype=pl.Int64), pl.int_range(len(runs), eager=True), default=None
    )
    known = blocks.select("bin", column, run=number).drop_nulls()
    return Window(
        values=known[column].to_numpy().astype(np.float64),
        bins=known["bin"].to_numpy().astype(np.int64),
        run=known["run"].to_numpy().astype(np.int64),
        n_runs=len(runs),
    )


def typical_error(baseline: Iterable[float], *, floor: float = RUN_FLOOR_PP) -> float | None:
    """The runner's own spread from run to run; None for fewer than eight runs.

    Source:
        Imbalance law, 1.3, "Change": SEM = max(1.4826 MAD of at least 8 baseline runs, 0.3).
    """
    values = np.asarray(list(baseline), dtype=np.float64)
    if values.size < LEAST_BASELINE:
        return None
    return max(MAD_TO_SD * mad(values), floor)


def mdc95(sem: float) -> float:
    """The smallest change that is more than the spread explains.

    Source:
        Imbalance law, 1.3: 1.96 x sqrt(2) x SEM.

    Example:
        >>> round(mdc95(0.3), 4)
        0.8316
    """
    return Z_975 * sqrt(2) * sem
