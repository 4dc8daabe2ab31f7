"""The way of one run without gaps, and its kilometres or miles."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics.seconds import with_held_samples
from analytics.stretches import Floats
from core.schemas import SPEED_BIN_MPS, SPLITS

LEAST_REST_M = 10.0  # our choice: a shorter rest is the rounding of the watch, not a split
LEAST_SHARE = 0.5  # our choice: a mean of less than half of a split does not speak for it


def with_way(seconds: pl.DataFrame, *, total_m: float | None = None) -> pl.DataFrame:
    """The seconds with `way_m`: the distance so far, without gaps, never falling.

    Args:
        seconds: What `analytics.clean.clean` returns.
        total_m: What the whole way came to, where the runner knows better than the watch; it
            stretches every metre alike.

    Returns:
        `way_m` is null in all seconds where neither a distance nor a speed was recorded.
    """
    way = _way_m(seconds)
    if total_m is not None and way.size and way[-1] > 0:
        way = way * (total_m / way[-1])
    return seconds.with_columns(way_m=pl.Series(way, dtype=pl.Float64).fill_nan(None))


def _way_m(seconds: pl.DataFrame) -> Floats:
    told = seconds["distance_m"].to_numpy()
    known = np.flatnonzero(~np.isnan(told))
    if known.size:
        at = np.arange(told.size)
        return np.maximum.accumulate(np.interp(at, known, told[known]))
    speed = seconds["speed_mps"].to_numpy()
    if np.isnan(speed).all():
        return np.full(speed.size, np.nan)
    return np.cumsum(np.nan_to_num(speed))


def splits(seconds: pl.DataFrame, *, length_m: float, measure: str | None = None) -> pl.DataFrame:
    """SPLITS: kilometre by kilometre, or mile by mile; the last one is what is left.

    Times are found between two seconds, so that 5:21 is not rounded to a whole second twice.

    Args:
        seconds: Clean seconds with `way_m`.
        length_m: Metres of one split.
        measure: The column of the balance, if there is one.

    Returns:
        SPLITS; empty without a distance.
    """
    way = seconds["way_m"].to_numpy()
    if not way.size or np.isnan(way).all() or way[-1] < LEAST_REST_M:
        return SPLITS.empty()
    marks = _marks(float(way[-1]), length_m)
    clock = np.cumsum(seconds["is_moving"].to_numpy()).astype(np.float64)
    moving_s = np.diff(np.interp(marks, way, clock))
    elapsed_s = np.diff(np.interp(marks, way, seconds["elapsed_s"].to_numpy()))
    length = np.diff(marks)
    table = pl.DataFrame(
        {
            "split_index": np.arange(length.size),
            "from_m": marks[:-1],
            "to_m": marks[1:],
            "moving_s": moving_s,
            "elapsed_s": elapsed_s,
            "speed_mps": length / np.where(moving_s > 0, moving_s, np.nan),
        }
    ).with_columns(pl.col("speed_mps").fill_nan(None), pl.col("split_index").cast(pl.Int32))
    means = _means(with_held_samples(seconds), length_m=length_m, n=length.size, measure=measure)
    joined = table.join(means, on="split_index", how="left", maintain_order="left")
    return SPLITS.complete(joined)


def _marks(total_m: float, length_m: float) -> Floats:
    """Where one split ends and the next begins."""
    whole = np.arange(0.0, total_m, length_m)
    if total_m - whole[-1] < LEAST_REST_M and whole.size > 1:
        return whole
    return np.append(whole, total_m)


def _means(seconds: pl.DataFrame, *, length_m: float, n: int, measure: str | None) -> pl.DataFrame:
    index = (pl.col("way_m") // length_m).clip(0, n - 1).cast(pl.Int32)
    balance = pl.lit(None, pl.Float64) if measure is None else pl.col(measure)
    height = pl.col("altitude_m").drop_nulls()
    return seconds.group_by(index.alias("split_index")).agg(
        _if_covered(pl.col("heart_rate_bpm"), pl.col("heart_rate_bpm").mean()),
        _if_covered(pl.col("cadence_spm"), pl.col("cadence_spm").mean()),
        _if_covered(balance, balance.median()).alias("balance_left_pct"),
        climb_m=height.last() - height.first(),
    )


def _if_covered(channel: pl.Expr, value: pl.Expr) -> pl.Expr:
    return pl.when(channel.is_not_null().mean() >= LEAST_SHARE).then(value)


def mean_graded_mps(graded_speed_s: list[int] | None) -> float | None:
    """The mean graded speed of one run, from its histogram; None where no speed is known.

    Source:
        Load law, section 4.1.

    Example:
        >>> mean_graded_mps([0] * 60 + [10] + [0] * 100)
        3.0
    """
    if graded_speed_s is None or not sum(graded_speed_s):
        return None
    seconds = np.asarray(graded_speed_s, np.float64)
    return float(np.average(SPEED_BIN_MPS * np.arange(seconds.size), weights=seconds))
