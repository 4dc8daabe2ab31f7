"""Even seconds -> steady blocks: the only seconds that may speak about gait."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics.altitude import rolling_median
from analytics.seconds import METRICS, with_held_samples
from analytics.stretches import Bools, Ints, filled
from analytics.turns import turn_right_degps
from core.activity import BELTS
from core.schemas import BLOCKS

SLOWEST_MPS = 1.8  # imbalance law, 1.1
CADENCE_SPM = (130.0, 230.0)  # imbalance law, 1.1
WARM_UP_S = 300  # imbalance law, 1.1
AROUND_PAUSE_S = 10  # imbalance law, 1.1
BLOCK_S, HILL_BLOCK_S = 60, 30  # imbalance law, 1.1
LEAST_SHARE = 2 / 3  # imbalance law, 1.1: 40 of 60, 20 of 30 seconds
SPEED_RANGE_MPS = 0.6  # imbalance law, 1.1: P90 - P10
HIGHEST_TURN_DEGPS = 3.0  # imbalance law, 1.1
FLAT_PCT, HILL_PCT = 2.0, 3.0  # imbalance law, 1.1

MEDIANS = ("grade_pct", *METRICS)

LEVEL_BY_NATURE = (*sorted(BELTS), "track")
"""Sub-sports that are flat without an altitude to prove it."""


def steady_blocks(seconds: pl.DataFrame) -> pl.DataFrame:
    """Steady minutes on the flat and between, steady half minutes on hills.

    A metric of a block is null unless as many seconds know it as the block must have. Without
    position the turn rate is null and does not count against the block; without altitude
    the grade class is null, since unknown is not flat.

    Args:
        seconds: What `analytics.clean.clean` returns.

    Returns:
        BLOCKS in order; `activity_id` is null.

    Source:
        Imbalance law, 1.1.
    """
    return blocks_of_held(with_held_samples(seconds))


def blocks_of_held(held: pl.DataFrame) -> pl.DataFrame:
    """The steady blocks of seconds that went through `with_held_samples` already."""
    usable = _usable(held)
    if usable.is_empty():
        return BLOCKS.empty()
    is_hill = pl.col("grade_class").is_in(["up", "down"])
    minutes = _cut(usable, BLOCK_S).filter(~is_hill.fill_null(value=False))
    hills = _cut(usable, HILL_BLOCK_S).filter(is_hill)
    blocks = pl.concat([minutes, hills]).sort("elapsed_s", "duration_s")
    return BLOCKS.complete(blocks.with_row_index("block_index"))


def _usable(seconds: pl.DataFrame) -> pl.DataFrame:
    """The seconds after the warm-up, with what decides whether they count."""
    segment = seconds["segment_index"].to_numpy()
    moving = seconds["is_moving"].to_numpy()
    speed = rolling_median(seconds["speed_mps"].to_numpy(), 5)
    frame = seconds.with_columns(
        speed_mps=pl.Series(speed, nan_to_null=True),
        turn_right_degps=pl.Series(turn_right_degps(seconds), nan_to_null=True),
        is_near_pause=near_pause(moving, segment),
    )
    steady = (
        (pl.col("speed_mps") >= SLOWEST_MPS)
        & pl.col("cadence_spm").is_between(*CADENCE_SPM)
        & ~pl.col("is_near_pause")
    )
    frame = frame.slice(WARM_UP_S).with_columns(is_valid=steady.fill_null(value=False))
    return frame.with_columns(position=pl.int_range(pl.len()).over("segment_index"))


def near_pause(moving: Bools, segment: Ints) -> Bools:
    """Stops, and the 10 s on either side of every pause and stop."""
    if moving.size == 0:
        return moving
    edges = np.flatnonzero(segment[1:] != segment[:-1]) + 1
    stopped = np.flatnonzero(~moving)
    starts = np.concatenate((edges, stopped)) - AROUND_PAUSE_S
    ends = np.concatenate((edges, stopped + 1)) + AROUND_PAUSE_S
    return filled(np.maximum(starts, 0), np.minimum(ends, moving.size), size=moving.size)


def _cut(usable: pl.DataFrame, duration_s: int) -> pl.DataFrame:
    """Blocks of one length, those kept that are steady and straight enough."""
    least = round(duration_s * LEAST_SHARE)
    valid = pl.col("is_valid")
    speed = pl.col("speed_mps").filter(valid)
    metrics = [_median_of(name, valid, least=least) for name in MEDIANS]
    return (
        usable.group_by("segment_index", pl.col("position") // duration_s, maintain_order=True)
        .agg(
            pl.col("elapsed_s").first(),
            pl.lit(float(duration_s)).alias("duration_s"),
            valid.sum().cast(pl.Float64).alias("valid_s"),
            speed.median().alias("speed_mps"),
            (speed.quantile(0.9, "linear") - speed.quantile(0.1, "linear")).alias("range_mps"),
            pl.col("turn_right_degps").filter(valid).abs().mean().alias("turn_rate_degps"),
            pl.col("turn_right_degps").filter(valid).mean(),
            *metrics,
        )
        .filter(
            (pl.col("valid_s") >= least)
            & (pl.col("range_mps") <= SPEED_RANGE_MPS)
            & (pl.col("turn_rate_degps").fill_null(0) <= HIGHEST_TURN_DEGPS)
        )
        .with_columns(grade_class=grade_class(pl.col("grade_pct")))
    )


def _median_of(name: str, valid: pl.Expr, *, least: int) -> pl.Expr:
    """Median over the valid seconds; null unless at least `least` of them are known."""
    values = pl.col(name).filter(valid)
    return pl.when(values.count() >= least).then(values.median()).alias(name)


def grade_class(grade_pct: pl.Expr) -> pl.Expr:
    """Flat within 2 %, up from 3 %, down from -3 %; null in between and where unknown."""
    return (
        pl.when(grade_pct.abs() <= FLAT_PCT)
        .then(pl.lit("flat"))
        .when(grade_pct >= HILL_PCT)
        .then(pl.lit("up"))
        .when(grade_pct <= -HILL_PCT)
        .then(pl.lit("down"))
        .otherwise(pl.lit(None, dtype=pl.String))
    )
