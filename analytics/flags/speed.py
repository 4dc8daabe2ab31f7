"""Whether the balance changes with speed."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics.bootstrap import Estimate, Floats, estimate
from analytics.flags.balance import Limits, side_of
from analytics.flags.lean_looks import (
    LEAST_RUNS,
    Look,
    leans_and_runs,
    level_within,
    numbered,
    read_looks,
    spread_of,
)
from analytics.flags.rule import FlagRule, Reading
from analytics.flags.steady import more_runs
from analytics.slope import slope_interval, theil_sen_slope
from core.findings import BALANCE_WINDOW_DAYS, Evidence, Grade, Level, Need, Quality

OF_SPEED = Limits(0.5, 1.0)  # imbalance law, 2.1: points per m/s
LEAST_BLOCKS = 60  # imbalance law, 2.1
LEAST_SPREAD_MPS = 0.8  # imbalance law, 2.1: P90 - P10
MOST_RUNS = 20  # our choice: as many as a baseline holds


def speed_reading(evidence: Evidence) -> Reading:
    """How the lean changes with speed on the flat."""
    return read_looks(evidence, speed_look)


def speed_look(blocks: pl.DataFrame, is_now: bool) -> Look:
    """The slope of the lean over speed, on the flat, over the latest twenty runs.

    Args:
        blocks: With `lean_pp`, `grade_class` and `run`, in order of time.
        is_now: Whether the interval is wanted even where the value alone is within the band.

    Source:
        Imbalance law, 2.1 (`BALANCE_SPEED`); interval by the bootstrap of 1.3.
    """
    flat = blocks.filter(pl.col("grade_class") == "flat")
    flat = numbered(numbered(flat).filter(pl.col("run") > pl.col("run").max() - MOST_RUNS))
    speed, (lean, run) = flat["speed_mps"].to_numpy(), leans_and_runs(flat)
    n_runs, spread = flat["run"].n_unique(), spread_of(speed)
    if speed.size < LEAST_BLOCKS or spread < LEAST_SPREAD_MPS or n_runs < LEAST_RUNS:
        return Look(blocks=flat, missing=_missing(speed.size, spread, n_runs))
    slope = theil_sen_slope(speed, lean) or 0.0
    if not is_now and abs(slope) <= OF_SPEED.watch:
        return Look(blocks=flat, found=Estimate(slope, slope, slope), level=Level.OK)
    interval = slope_interval(speed, lean, run)
    if interval is None:
        return Look(blocks=flat, missing=_missing(speed.size, spread, n_runs))
    found = estimate(slope, interval)
    return Look(
        blocks=flat,
        found=found,
        level=level_within(found, OF_SPEED),
        words={"detail": _detail(found, speed)},
        say=None if _grows(slope, speed, lean) else SHRINKS[level_within(found, OF_SPEED)],
    )


def _grows(slope: float, speed: Floats, lean: Floats) -> bool:
    """Whether the difference at the fast end is the larger one: a slope may lead to even, too."""
    middle = float(np.median(lean)) - slope * float(np.median(speed))
    slow, fast = (middle + slope * end for end in np.quantile(speed, [0.1, 0.9]))
    return bool(abs(fast) >= abs(slow))


def _detail(found: Estimate, speed: Floats) -> str:
    slow, fast = np.quantile(speed, [0.1, 0.9])
    if found.value == 0:
        return ""
    return (
        f" With each m/s it moves {abs(found.value):.1f} points to the {side_of(found.value)} "
        f"({found.low:+.1f} to {found.high:+.1f}; plus is left), seen between {slow:.1f} and "
        f"{fast:.1f} m/s."
    )


def _missing(n_blocks: int, spread_mps: float, n_runs: int) -> str:
    """What is there, and how many more runs it takes at least."""
    return (
        f"It takes {LEAST_BLOCKS} steady, flat minutes with balance over {LEAST_RUNS} runs within "
        f"8 weeks, and speeds {LEAST_SPREAD_MPS} m/s apart. You have {n_blocks} minutes in "
        f"{n_runs} runs, {spread_mps:.1f} m/s apart: at least "
        f"{more_runs(max(1, LEAST_RUNS - n_runs))}, slow and fast."
    )


WATCH = "The faster you run, the bigger the difference."
ACT = " Build one-leg strength before adding speed."
NEARER = "The slower you run, the bigger the difference: at speed your feet come nearer to even."
SHRINKS = {
    Level.OK: None,
    Level.WATCH: NEARER + "{detail}",
    Level.ACT: NEARER + ACT + "{detail}",
}

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="BALANCE_SPEED",
        title="Balance with speed",
        measure=speed_reading,
        unit="points per m/s",
        watch=OF_SPEED.watch,
        act=OF_SPEED.act,
        window_days=BALANCE_WINDOW_DAYS,
        grade=Grade.WEAK,
        source="Speed had no effect in a group (Girard 2019). Thresholds: our choice.",
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "Your balance stays much the same at all speeds.{detail}",
            Level.WATCH: WATCH + "{detail}",
            Level.ACT: WATCH + ACT + "{detail}",
        },
        caveat=(
            "Fast minutes often lie on the same track or road, with its own bends and slope. A "
            "strap also sits otherwise when you breathe hard."
        ),
        rank=75,
        needs=(
            Need(
                quality=Quality.SINGLE_LEG_STRENGTH,
                weight=2,
                why="single-leg strength for faster running",
            ),
            Need(quality=Quality.CALF_STRENGTH, weight=1, why="calf demand grows with speed"),
            Need(quality=Quality.LEG_SPRING, weight=2, why="fast force on each leg"),
        ),
    ),
)
