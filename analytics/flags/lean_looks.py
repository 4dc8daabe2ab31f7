"""What the flags on slopes and on speed share: the blocks of 8 weeks, and how a look is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.bootstrap import Estimate, Floats, Ints
from analytics.flags.balance import SWAPPED, Limits, evaluate, may_be_swapped, runs_in, side_of
from analytics.flags.rule import Reading, level_of
from analytics.flags.steady import (
    RAISED,
    blocks_of,
    leans_of,
    present,
    runs_of,
    standing,
    with_lean,
)
from core.findings import BALANCE_WINDOW_DAYS, Evidence, Level, Side

LEAST_RUNS = 3  # imbalance law, 2.1 (`BALANCE_HILL`); for `BALANCE_SPEED` our choice
NO_BALANCE = "No run has a balance that can be compared yet: it takes a sensor that records it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One evaluation: what was found, and in which blocks; no `found` where too few are known.

    `words` fill the row's sentences, `say` replaces them where the flag is up.
    """

    blocks: pl.DataFrame
    found: Estimate | None = None
    level: Level = Level.INSUFFICIENT
    missing: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    say: str | None = None


Measure = Callable[[pl.DataFrame, bool], Look]
"""Blocks with `lean_pp` and `run`, and whether the interval is wanted within the band too."""


def read_looks(evidence: Evidence, measure: Measure) -> Reading:
    """The look of today, or the earlier one that still stands."""
    worn = present(leans_of(evidence), until=evidence.today)
    if worn is None:
        return Reading(words={"missing": NO_BALANCE})
    every = runs_of(evidence, days=2 * BALANCE_WINDOW_DAYS + 1).filter(
        pl.col("activity_id").is_in(worn.table["activity_id"].implode())
    )
    blocks = numbered(with_lean(blocks_of(evidence, every), evidence, worn.measure))
    now = measure(_since(blocks, evidence.today), True)
    if now.found is None:
        return replace(_read_off(now), words={"missing": now.missing})
    known = runs_in(worn.table)
    across = evaluate(known, on=evidence.today).across
    if across is not None and may_be_swapped(known, across):
        return replace(_read_off(now), say=SWAPPED)

    def at_run(back: int) -> Look | None:
        upto = blocks.filter(pl.col("run") <= pl.col("run").max() - back)
        return None if upto.is_empty() else measure(_since(upto, upto["local_date"][-1]), False)

    return _read_known(standing(now, at_run))


def numbered(blocks: pl.DataFrame) -> pl.DataFrame:
    """Blocks in order of time with the number of their run, from 0 without gaps."""
    return blocks.with_columns(run=pl.col("activity_id").rle_id().cast(pl.Int64))


def _since(blocks: pl.DataFrame, on: date) -> pl.DataFrame:
    """The blocks of the 8 weeks before a day."""
    since = on - timedelta(days=BALANCE_WINDOW_DAYS)
    return numbered(blocks.filter(pl.col("local_date") >= since))


def leans_and_runs(blocks: pl.DataFrame) -> tuple[Floats, Ints]:
    """The lean and the run of each block."""
    return blocks["lean_pp"].to_numpy(), blocks["run"].to_numpy()


def level_within(found: Estimate, limits: Limits) -> Level:
    """The level by the cautious end of the interval."""
    reading = Reading(value=found.value, low=found.low, high=found.high)
    return level_of(reading, watch=limits.watch, act=limits.act)


def spread_of(values: Floats) -> float:
    """From the lowest tenth to the highest; 0 of nothing."""
    return float(np.subtract(*np.quantile(values, [0.9, 0.1]))) if values.size else 0.0


def _read_known(look: Look) -> Reading:
    value, low, high = look.found or Estimate(0.0, 0.0, 0.0)
    is_up = look.level in RAISED
    return replace(
        _read_off(look),
        value=value,
        low=low,
        high=high,
        side=side_of(value) if is_up else Side.NONE,
        level=look.level,
        say=look.say if is_up else None,
        words=look.words,
    )


def _read_off(look: Look) -> Reading:
    ids = look.blocks["activity_id"].unique(maintain_order=True).to_list()
    return Reading(n_runs=len(ids), n_blocks=look.blocks.height, run_ids=tuple(ids))
