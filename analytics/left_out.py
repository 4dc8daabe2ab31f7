"""Which seconds of one run counted for its balance, and why the others did not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from analytics.altitude import rolling_median
from analytics.blocks import (
    BLOCK_S,
    CADENCE_SPM,
    FLAT_PCT,
    HIGHEST_TURN_DEGPS,
    HILL_PCT,
    LEAST_SHARE,
    LEVEL_BY_NATURE,
    SLOWEST_MPS,
    SPEED_RANGE_MPS,
    WARM_UP_S,
    near_pause,
)
from analytics.seconds import with_held_samples
from analytics.turns import turn_right_degps
from core.schemas import LEFT_OUT

COUNTED = "counted"
MINUTE = ("segment_index", "minute")
LEAST_S = round(BLOCK_S * LEAST_SHARE)


def left_out(
    seconds: pl.DataFrame, blocks: pl.DataFrame, *, measure: str | None, sub_sport: str | None
) -> pl.DataFrame:
    """LEFT_OUT: the run from end to end, in stretches that counted for its balance or did not.

    What counted is told by the blocks themselves; of the other seconds the first reason that
    holds is given: the first five minutes, a stop and the 10 s around it, no known pace or cadence,
    walking, no balance measured, then what its minute lacked (flat ground, a straight way,
    an even speed, enough seconds).

    Args:
        seconds: Clean seconds with `way_m`.
        blocks: BLOCKS of these seconds.
        measure: The column of the balance; None where none was measured.
        sub_sport: A treadmill or track is level without an altitude to prove it.

    Source:
        Imbalance law, 1.1 and 1.3.
    """
    if seconds.is_empty():
        return LEFT_OUT.empty()
    held = _with_reasons_of_seconds(with_held_samples(seconds), measure)
    minutes = _minutes(held, measure=measure, sub_sport=sub_sport)
    counted = _counted(blocks, measure=measure, sub_sport=sub_sport)
    minutes = minutes.join(counted, on="from_s", how="left")
    joined = held.join(minutes, on=MINUTE, how="left", maintain_order="left")
    reason = (
        pl.when(pl.col("is_counted"))
        .then(pl.lit(COUNTED))
        .otherwise(pl.coalesce("own_reason", "minute_reason"))
    )
    return _stretches(joined.with_columns(reason=reason))


def _with_reasons_of_seconds(held: pl.DataFrame, measure: str | None) -> pl.DataFrame:
    """The second's own reason, if it has one, and the minute that it belongs to."""
    segment, moving = held["segment_index"].to_numpy(), held["is_moving"].to_numpy()
    speed = rolling_median(held["speed_mps"].to_numpy(), 5)
    frame = held.with_columns(
        speed_mps=pl.Series(speed, nan_to_null=True),
        turn_degps=pl.Series(np.abs(turn_right_degps(held)), nan_to_null=True),
        is_near_pause=near_pause(moving, segment),
        is_first=pl.int_range(pl.len()) < WARM_UP_S,
    )
    is_run = (pl.col("speed_mps") >= SLOWEST_MPS) & pl.col("cadence_spm").is_between(*CADENCE_SPM)
    # Walking goes before a missing balance: a watch measures none while nobody runs.
    reasons = (
        ("first", pl.col("is_first")),
        ("stop", pl.col("is_near_pause")),
        ("no_balance", pl.lit(measure is None)),
        ("unknown_pace", pl.any_horizontal(pl.col("speed_mps", "cadence_spm").is_null())),
        ("slow", ~is_run),
        ("no_balance", pl.lit(False) if measure is None else pl.col(measure).is_null()),
    )
    own = _first_that_holds(reasons, otherwise=None)
    is_valid = is_run.fill_null(value=False) & ~pl.col("is_near_pause")
    return frame.with_columns(
        own_reason=own,
        is_valid=is_valid & ~pl.col("is_first"),
        minute=_position() // BLOCK_S,
    )


def _position() -> pl.Expr:
    """How many seconds after the warm-up, within its segment; the warm-up has a minute of its own.

    Blocks are cut the same way: from the first second after the warm-up of each segment.
    """
    late = (~pl.col("is_first")).cast(pl.Int64)
    return pl.when(~pl.col("is_first")).then(late.cum_sum().over("segment_index") - 1).otherwise(-1)


def _minutes(held: pl.DataFrame, *, measure: str | None, sub_sport: str | None) -> pl.DataFrame:
    """What each minute lacked, in words of one column; null where it lacked nothing we know."""
    valid = pl.col("is_valid")
    speed = pl.col("speed_mps").filter(valid)
    balance = pl.lit(None, pl.Float64) if measure is None else pl.col(measure)
    table = (
        held.filter(~pl.col("is_first"))
        .group_by(MINUTE, maintain_order=True)
        .agg(
            from_s=pl.col("elapsed_s").first(),
            n_valid=valid.sum(),
            range_mps=speed.quantile(0.9, "linear") - speed.quantile(0.1, "linear"),
            turn_degps=pl.col("turn_degps").filter(valid).mean(),
            grade_pct=pl.col("grade_pct").filter(valid).median(),
            n_balance=balance.filter(valid).count(),
        )
    )
    return table.with_columns(minute_reason=_reason(sub_sport)).select(
        *MINUTE, "from_s", "minute_reason"
    )


def _reason(sub_sport: str | None) -> pl.Expr:
    grade = pl.col("grade_pct")
    is_level = grade.is_null() & pl.lit(sub_sport in LEVEL_BY_NATURE)
    reasons = (
        ("few", pl.col("n_valid") < LEAST_S),
        ("bend", pl.col("turn_degps") > HIGHEST_TURN_DEGPS),
        ("uneven", pl.col("range_mps") > SPEED_RANGE_MPS),
        ("no_altitude", grade.is_null() & ~is_level),
        ("climb", grade >= HILL_PCT),
        ("descent", grade <= -HILL_PCT),
        ("slope", grade.abs() > FLAT_PCT),
        ("no_balance", pl.col("n_balance") < LEAST_S),
    )
    return _first_that_holds(reasons, otherwise="few")


def _first_that_holds(reasons: Sequence[tuple[str, pl.Expr]], *, otherwise: str | None) -> pl.Expr:
    """The name of the first condition that is true; an unknown one is not."""
    found = pl.lit(otherwise, pl.String)
    for name, holds in reversed(reasons):
        found = pl.when(holds.fill_null(value=False)).then(pl.lit(name)).otherwise(found)
    return found


def _counted(blocks: pl.DataFrame, *, measure: str | None, sub_sport: str | None) -> pl.DataFrame:
    """Begins of the blocks that speak about the balance: flat minutes in which it is known."""
    if measure is None:
        return pl.DataFrame(schema={"from_s": pl.Float64, "is_counted": pl.Boolean})
    is_level = pl.col("grade_pct").is_null() & pl.lit(sub_sport in LEVEL_BY_NATURE)
    is_flat = (pl.col("grade_class") == "flat").fill_null(value=False) | is_level
    flat = blocks.filter(
        (pl.col("duration_s") == BLOCK_S) & is_flat & pl.col(measure).is_not_null()
    )
    return flat.select(from_s="elapsed_s", is_counted=pl.lit(True))


def _stretches(seconds: pl.DataFrame) -> pl.DataFrame:
    """Neighbouring seconds with one reason as one row; a pause ends none of them."""
    run = pl.col("reason").rle_id()
    table = seconds.group_by(run.alias("stretch"), maintain_order=True).agg(
        pl.col("reason").first(),
        from_s=pl.col("elapsed_s").first(),
        to_s=pl.col("elapsed_s").last() + 1,
        from_m=pl.col("way_m").first(),
        to_m=pl.col("way_m").last(),
        n_s=pl.len().cast(pl.Int32),
    )
    return LEFT_OUT.complete(table)
