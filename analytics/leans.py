"""Steady blocks of many runs -> one balance a run, with its interval."""

from __future__ import annotations

import polars as pl

from analytics.blocks import BLOCK_S, LEVEL_BY_NATURE
from analytics.robust import WIDEST_HALF_PP, run_intervals
from analytics.symmetry import EVEN_PCT
from core.activity import RUNNING
from core.findings import BALANCE_LEAST_BLOCKS
from core.schemas import ACTIVITIES, BLOCKS, LEANS


def leans(activities: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Each run's ground-contact balance, from its flat steady minutes.

    Outdoors a minute of unknown grade is not flat: the law compares flat blocks, and a hill shifts
    the balance. On a treadmill or track the ground is level, so there an unknown grade counts.

    Args:
        activities: ACTIVITIES, any order.
        blocks: BLOCKS of these runs, any order.

    Returns:
        LEANS in order of time; runs without a flat minute of balance are absent. The interval is
        null, and the run not eligible, under 10 blocks.

    Raises:
        SchemaError: a frame is not as its schema promises.

    Source:
        Imbalance law, 1.1 and 1.3.
    """
    runs = (
        ACTIVITIES.check(activities)
        .filter((pl.col("sport") == RUNNING) & pl.col("local_date").is_not_null())
        .select("activity_id", "start_time", "local_date", "sub_sport", "balance_sensor")
    )
    minutes = _flat_minutes(BLOCKS.check(blocks), runs)
    table = run_intervals(minutes, of="lean_pp", by="activity_id").join(runs, on="activity_id")
    enough = pl.col("n_blocks") >= BALANCE_LEAST_BLOCKS
    narrow = (pl.col("high") - pl.col("low")) / 2 <= WIDEST_HALF_PP
    table = table.with_columns(
        lean_pp="median",
        sensor="balance_sensor",
        low_pp=pl.when(enough).then("low"),
        high_pp=pl.when(enough).then("high"),
        is_eligible=enough & narrow,
    )
    return LEANS.complete(table.sort("start_time", "activity_id"))


def _flat_minutes(blocks: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    """Blocks of one minute that have a balance and are flat, in order, with their `lean_pp`."""
    is_flat = pl.col("grade_class") == "flat"
    is_level = pl.col("grade_pct").is_null() & pl.col("sub_sport").is_in(LEVEL_BY_NATURE)
    joined = blocks.join(runs, on="activity_id", how="inner").filter(
        (pl.col("duration_s") == BLOCK_S)
        & pl.col("stance_balance_left_pct").is_not_null()
        & (is_flat.fill_null(value=False) | is_level.fill_null(value=False))
    )
    lean = pl.col("stance_balance_left_pct") - EVEN_PCT
    return joined.select("activity_id", "block_index", lean_pp=lean).sort(
        "activity_id", "block_index"
    )
