"""Medians, spreads and intervals that one bad run cannot move; deterministic.

`run_balance_ci` is `run_intervals` of one run, as the law's worked examples ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from core.findings import BALANCE_LEAST_BLOCKS

Values = npt.ArrayLike

MAD_TO_SD = 1.4826  # normal distribution
IQR_TO_SD = 1.349  # normal distribution
MEDIAN_SE = 1.2533  # standard error of a median over that of a mean: sqrt(pi / 2)
Z_975 = 1.96
T_975 = {3: 4.303, 4: 3.182, 5: 2.776}  # imbalance law, 1.3: t(0.975, K - 1) for K runs
WIDEST_HALF_PP = 1.0  # imbalance law, 1.3: a run with a wider interval is not eligible
BLOCK_FLOOR_PP = 0.1  # imbalance law, 1.3
RUN_FLOOR_PP = 0.3  # imbalance law, 1.3: the sensor's own error, for want of a test-retest study
HIGHEST_R1 = 0.9
LEAST_EFFECTIVE = 3.0


def mad(values: Values) -> float:
    """Median absolute deviation from the median, unscaled."""
    array = np.asarray(values, dtype=np.float64)
    return float(np.median(np.abs(array - np.median(array))))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInterval:
    """One run: the median of its blocks, and how sure it is."""

    median: float
    s: float
    r1: float
    n_eff: float
    se: float
    low: float
    high: float


def run_intervals(blocks: pl.DataFrame, *, of: str, by: str) -> pl.DataFrame:
    """One row a run: `by`, `n_blocks` and the fields of `RunInterval`.

    Args:
        blocks: Blocks in order; those of one run stand together.
        of: The column of values, without nulls.
        by: The column that tells runs apart.

    Source:
        Imbalance law, 1.3, "Within a run". Where all values are equal r1 is 0; the tiny floor
        keeps their rounding from looking like a pattern.
    """
    numbered = blocks.select(by, value=of, _run=pl.col(by).rle_id().set_sorted())
    runs, x = numbered["_run"], pl.col("value")
    means = numbered.group_by("_run", maintain_order=True).agg(
        pl.col(by).first(),
        median=x.median(),
        mean=x.mean(),
        n_blocks=pl.len(),
    )
    deviation = x - means["mean"].gather(runs)
    is_next = (pl.col("_run") == pl.col("_run").shift(1)).fill_null(value=False)
    sums = (  # two passes: medians within medians are ten times slower
        numbered.with_columns(off=(x - means["median"].gather(runs)).abs(), deviation=deviation)
        .with_columns(square=pl.col("deviation") ** 2, before=pl.col("deviation").shift(1))
        .with_columns(pair=pl.when(is_next).then(pl.col("deviation") * pl.col("before")))
        .group_by("_run", maintain_order=True)
        .agg(pl.col("off").median(), pl.col("square", "pair").sum())
    )
    return _with_interval(means.hstack(sums.drop("_run")), by=by)


def _with_interval(runs: pl.DataFrame, *, by: str) -> pl.DataFrame:
    n, square = pl.col("n_blocks"), pl.col("square")
    r1 = pl.when(square > 1e-12).then(pl.col("pair") / square).otherwise(0.0)
    s = pl.max_horizontal(MAD_TO_SD * pl.col("off"), pl.lit(BLOCK_FLOOR_PP))
    n_eff = pl.max_horizontal(n * (1 - pl.col("r1")) / (1 + pl.col("r1")), pl.lit(LEAST_EFFECTIVE))
    half = Z_975 * pl.col("se")
    return (
        runs.select(by, "median", "n_blocks", s=s, r1=r1.clip(0, HIGHEST_R1))
        .with_columns(n_eff=n_eff)
        .with_columns(se=MEDIAN_SE * pl.col("s") / pl.col("n_eff").sqrt())
        .with_columns(low=pl.col("median") - half, high=pl.col("median") + half)
    )


def run_interval(values: Sequence[float], *, least: int) -> RunInterval | None:
    """Median and 95 % interval of blocks in order; None for fewer than `least`.

    Source:
        Imbalance law, 1.3, "Within a run".
    """
    if len(values) < least:
        return None
    blocks = pl.DataFrame({"value": pl.Series(values, dtype=pl.Float64)})
    table = run_intervals(blocks.with_columns(run=0), of="value", by="run")
    return RunInterval(**table.drop("run", "n_blocks").row(0, named=True))


def run_balance_ci(lean_pp: Sequence[float]) -> RunInterval | None:
    """Median and 95 % interval of one run's blocks; None for fewer than ten.

    Source:
        Imbalance law, 1.3, "Within a run".
    """
    return run_interval(lean_pp, least=BALANCE_LEAST_BLOCKS)


class AcrossRuns(NamedTuple):
    """Several runs: the median of their medians, and how sure it is."""

    median: float
    s: float
    half_width: float

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.median - self.half_width

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.median + self.half_width

    @property
    def cautious(self) -> float:
        """The size that is left when the doubt is taken off: 0 when the interval holds 0."""
        return max(0.0, abs(self.median) - self.half_width)


def across_runs(medians: Values) -> AcrossRuns | None:
    """Median and 95 % interval of 3 to 5 run medians; None for any other number of runs.

    Source:
        Imbalance law, 1.3, "Across runs".
    """
    values = np.asarray(medians, dtype=np.float64)
    if values.size not in T_975:
        return None
    q25, q75 = np.quantile(values, [0.25, 0.75])
    s = max(MAD_TO_SD * mad(values), float(q75 - q25) / IQR_TO_SD, RUN_FLOOR_PP)
    half = T_975[values.size] * MEDIAN_SE * s / sqrt(values.size)
    return AcrossRuns(float(np.median(values)), s, half)
