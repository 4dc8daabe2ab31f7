"""Turning to the left against turning to the right, over a month of runs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from analytics.flags.recent import recent_runs, total
from analytics.flags.rule import Reading
from core.findings import EDGE_SLACK, Evidence, Level, Side

TURN_RUNS, LEAST_TURNING_DEG = 6, 1080.0  # imbalance law, 2.2
TURN_WATCH, TURN_ACT, SAME_SIGN_SHARE = 0.35, 0.6, 0.6  # imbalance law, 2.2
OVALS_ACT_M = 25_000.0  # imbalance law, 2.2


def turn_reading(evidence: Evidence) -> Reading:
    """Turning to the right against turning to the left, weighted by distance."""
    left, right = pl.col("turn_left_deg"), pl.col("turn_right_deg")
    runs = recent_runs(evidence).filter(
        (left + right >= LEAST_TURNING_DEG) & (pl.col("distance_m") > 0)
    )
    seen = Reading(run_ids=tuple(runs["activity_id"].drop_nulls()), n_runs=runs.height)
    if runs.height < TURN_RUNS:
        return replace(seen, words={"missing": _more_turns(runs.height)})
    bias = runs.select(((right - left) / (right + left)).alias("bias"))["bias"].to_numpy()
    value = float(np.average(bias, weights=runs["distance_m"].to_numpy()))
    ovals_m = (total(runs, "oval_left_m"), total(runs, "oval_right_m"))
    n_same = int((np.sign(bias) == np.sign(value)).sum())
    level = turn_level(value, n_same / runs.height, ovals_m=ovals_m)
    is_left = value < 0
    if level is Level.ACT and abs(value) < TURN_ACT - EDGE_SLACK:
        is_left = ovals_m[0] > ovals_m[1]  # the ovals alone raise it
    side = Side.LEFT if is_left else Side.RIGHT
    return replace(
        seen,
        value=value,
        level=level,
        side=side if level > Level.OK else Side.NONE,
        words={"dir": side.value, "n": str(runs.height)},
        n_beyond=n_same,
    )


def turn_level(bias: float, same_sign: float, *, ovals_m: tuple[float, float]) -> Level:
    """Level of the turns of a month.

    Args:
        bias: -1 where all turns go left, 1 where all go right.
        same_sign: Share of the runs that turn to that side.
        ovals_m: Distance on ovals run to the left, and to the right.

    Source:
        Imbalance law, 2.2. "One way" on ovals: the other way is less than half of it, our choice.
    """
    more, less = max(ovals_m), min(ovals_m)
    is_one_way = more >= OVALS_ACT_M and less < more / 2
    if abs(bias) >= TURN_ACT - EDGE_SLACK or is_one_way:
        return Level.ACT
    is_watch = abs(bias) >= TURN_WATCH - EDGE_SLACK and same_sign >= SAME_SIGN_SHARE - EDGE_SLACK
    return Level.WATCH if is_watch else Level.OK


def _more_turns(n_runs: int) -> str:
    return (
        f"You have {n_runs} of the {TURN_RUNS} runs of the last 28 days with positions and at "
        f"least three full turns in all. It takes {TURN_RUNS - n_runs} more."
    )
