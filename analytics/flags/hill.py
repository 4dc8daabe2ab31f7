"""Whether the feet share the time otherwise uphill or downhill than on the flat."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics.bootstrap import Estimate, drawn_medians, draws, estimate, interval_of
from analytics.flags.balance import Limits, side_of
from analytics.flags.lean_looks import (
    LEAST_RUNS,
    Look,
    leans_and_runs,
    level_within,
    read_looks,
)
from analytics.flags.rule import FlagRule, Reading
from analytics.flags.steady import more_runs
from core.findings import BALANCE_WINDOW_DAYS, Evidence, Grade, Level, Need, Quality

OF_HILLS = Limits(1.0, 2.0)  # imbalance law, 2.1
LEAST_BLOCKS = 10  # imbalance law, 2.1: of each class, over at least three runs
SLOPES = {"up": "Uphill", "down": "Downhill"}


def hill_reading(evidence: Evidence) -> Reading:
    """Uphill or downhill against the flat, whichever differs more surely."""
    return read_looks(evidence, hill_look)


def hill_look(blocks: pl.DataFrame, is_now: bool) -> Look:
    """Up and down against the flat.

    Args:
        blocks: With `lean_pp`, `grade_class` and `run`, in order of time.
        is_now: Whether the interval is wanted even where the value alone is within the band.

    Source:
        Imbalance law, 2.1 (`BALANCE_HILL`); interval by the bootstrap of 1.3.
    """
    counted = _counted(blocks)
    enough = [
        name for name, (n, runs) in counted.items() if n >= LEAST_BLOCKS and runs >= LEAST_RUNS
    ]
    looks = [_slope_look(blocks, slope, is_now) for slope in SLOPES if slope in enough]
    if "flat" not in enough or not looks:
        return Look(blocks=blocks, missing=_missing(counted))
    return max(looks, key=lambda one: (one.level, abs(one.found.value) if one.found else 0.0))


def _counted(blocks: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Blocks and runs of each class."""
    table = blocks.group_by("grade_class").agg(
        pl.len().alias("n"), pl.col("run").n_unique().alias("runs")
    )
    return {name: (n, runs) for name, n, runs in table.iter_rows()}


def _slope_look(blocks: pl.DataFrame, slope: str, is_now: bool) -> Look:
    on_slope, on_flat = (
        leans_and_runs(blocks.filter(pl.col("grade_class") == name)) for name in (slope, "flat")
    )
    value = float(np.median(on_slope[0]) - np.median(on_flat[0]))
    if not is_now and abs(value) <= OF_HILLS.watch:
        return Look(blocks=blocks, found=Estimate(value, value, value), level=Level.OK)
    counts = draws(int(blocks["run"][-1]) + 1)
    interval = interval_of(drawn_medians(*on_slope, counts) - drawn_medians(*on_flat, counts))
    if interval is None:
        return Look(blocks=blocks, missing=_missing(_counted(blocks)))
    found = estimate(value, interval)
    words = {"slope": SLOPES[slope], "detail": _detail(found, SLOPES[slope])}
    return Look(blocks=blocks, found=found, level=level_within(found, OF_HILLS), words=words)


def _detail(found: Estimate, slope: str) -> str:
    if found.value == 0:
        return f" {slope} and flat are the same."
    return (
        f" {slope} it lies {abs(found.value):.1f} points further {side_of(found.value)} "
        f"({found.low:+.1f} to {found.high:+.1f}; plus is left)."
    )


def _missing(counted: dict[str, tuple[int, int]]) -> str:
    """What is there of each class, and how many more runs it takes at least."""
    have = {name: counted.get(name, (0, 0)) for name in ("flat", *SLOPES)}
    short = max(have["up"], have["down"]), have["flat"]
    more = max(1, *(LEAST_RUNS - runs for _, runs in short))
    told = ", ".join(f"{name} {n} in {runs}" for name, (n, runs) in have.items())
    return (
        f"It takes {LEAST_BLOCKS} steady blocks with balance on one slope and on the flat, each "
        f"over {LEAST_RUNS} runs within 8 weeks; you have: {told} "
        f"runs. That is at least {more_runs(more)} in hills."
    )


WATCH = "{slope} your feet share the time differently than on the flat."

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="BALANCE_HILL",
        title="Balance on hills",
        measure=hill_reading,
        unit="points",  # a difference of two leans, not a lean
        watch=OF_HILLS.watch,
        act=OF_HILLS.act,
        window_days=BALANCE_WINDOW_DAYS,
        grade=Grade.WEAK,
        source="Garmin's manual notes that hills shift the balance. Thresholds: our choice.",
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "On hills your feet share the time much as on the flat.{detail}",
            Level.WATCH: WATCH + "{detail}",
            Level.ACT: WATCH + " Practise slow step-downs and easy hills.{detail}",
        },
        caveat=(
            "A road that slopes sideways, or a path with one good side, shifts the balance on the "
            "same hill every time."
        ),
        rank=73,
        needs=(
            Need(
                quality=Quality.BALANCE,
                weight=1,
                why="single-leg control for uneven and sloping ground",
            ),
            Need(quality=Quality.CALF_STRENGTH, weight=1, why="calf demand grows uphill"),
            Need(
                quality=Quality.THIGH_LOWERING,
                weight=2,
                why="single-sided lowering control for slopes",
            ),
            Need(quality=Quality.HIP_HAMSTRING_STRENGTH, weight=2, why="hip drive for climbs"),
        ),
    ),
)
