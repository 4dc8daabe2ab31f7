"""The first and the last third of a run, by the clock."""

from __future__ import annotations

import polars as pl

FIRST, LAST = "first", "last"
LEAST_PER_THIRD = 8  # imbalance law, 2.1: blocks


def with_third(blocks: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    """Blocks with their `third`: first, last, or null in between and where it is not known.

    A block belongs where its middle lies. Without the length of the run its last block ends it.

    Args:
        blocks: Has `activity_id`, `elapsed_s`, `duration_s`.
        runs: ACTIVITIES rows of these runs.
    """
    middle = pl.col("elapsed_s") + pl.col("duration_s") / 2
    last_s = (pl.col("elapsed_s") + pl.col("duration_s")).max().over("activity_id")
    length = runs.select("activity_id", run_s="elapsed_s")
    share = middle / pl.max_horizontal("run_s", last_s)
    return blocks.join(length, on="activity_id", how="left", maintain_order="left").with_columns(
        third=pl.when(share < 1 / 3).then(pl.lit(FIRST)).when(share > 2 / 3).then(pl.lit(LAST))
    )
