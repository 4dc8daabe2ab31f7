"""Two foot pods: whether they differ in spring stiffness or in rise and fall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from analytics.flags.balance import (
    HISTORY_DAYS,
    Balance,
    Limits,
    Run,
    evaluate,
    may_be_swapped,
    read_known,
    read_off,
    with_hysteresis,
)
from analytics.flags.rule import FlagRule, Reading
from analytics.flags.steady import blocks_of, more_runs, runs_of, with_lean
from analytics.robust import WIDEST_HALF_PP, run_intervals
from core.findings import (
    BALANCE_LEAST_BLOCKS,
    BALANCE_LEAST_RUNS,
    BALANCE_WINDOW_DAYS,
    Evidence,
    Grade,
    Level,
    Need,
    Quality,
    Side,
)

OF_PODS = Limits(2.0, 4.0)  # imbalance law, 2.1: LR_OTHER
STIFFNESS, RISE = "leg_spring_balance_left_pct", "vertical_oscillation_balance_left_pct"
WORDS = {STIFFNESS: "spring stiffness", RISE: "rise and fall"}
OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.NONE: Side.NONE}
SWAPPED = (
    "The difference between your two foot pods has changed sides with about the same size. Are "
    "the pods swapped? Nothing is judged until five runs in a row agree."
)


def pods_reading(evidence: Evidence) -> Reading:
    """The larger of the two differences that two pods can show, each over the last runs."""
    every = runs_of(evidence, days=HISTORY_DAYS + 1)
    flat = blocks_of(evidence, every).filter(pl.col("grade_class") == "flat")
    found = {
        measure: _runs(every, with_lean(flat, evidence, measure)) for measure in (STIFFNESS, RISE)
    }
    readings = [_reading(runs, measure, on=evidence.today) for measure, runs in found.items()]
    known = [reading for reading in readings if reading.value is not None]
    if known:
        return max(known, key=lambda one: (one.level or Level.OK, abs(one.value or 0)))
    asked = [reading for reading in readings if reading.say]
    return asked[0] if asked else max(readings, key=lambda one: one.n_runs)


def _reading(runs: tuple[Run, ...], measure: str, *, on: date) -> Reading:
    now = evaluate(runs, on=on, limits=OF_PODS)
    if now.across is None:
        return read_off(now, words={"missing": _missing(len(now.runs))})
    if may_be_swapped(runs, now.across):
        return read_off(now, say=SWAPPED)
    stands = with_hysteresis(runs, now, limits=OF_PODS)
    known = read_known(stands, stands.across or now.across, is_held=stands is not now)
    return _worded(known, stands, measure)


def _worded(known: Reading, balance: Balance, measure: str) -> Reading:
    """With the side of the softer spring: the one whose contact is the longer."""
    larger = known.words["side"]
    detail = (
        f" In {WORDS[measure]} the {larger} side has {known.words['b']} % over your last "
        f"{len(balance.runs)} runs."
    )
    side = OTHER[known.side] if measure == STIFFNESS else known.side
    return replace(known, side=side, words={**known.words, "detail": detail})


def _runs(every: pl.DataFrame, minutes: pl.DataFrame) -> tuple[Run, ...]:
    """The eligible runs with the present pods, oldest first."""
    if minutes.is_empty():
        return ()
    table = run_intervals(minutes, of="lean_pp", by="activity_id").join(
        every.select("activity_id", "start_time", "local_date", "pod_sensor"), on="activity_id"
    )
    table = table.sort("start_time", "activity_id")
    worn = table["pod_sensor"].drop_nulls()
    is_present = pl.col("pod_sensor") == worn[-1] if len(worn) else pl.lit(value=True)
    is_sure = (pl.col("high") - pl.col("low")) / 2 <= WIDEST_HALF_PP
    eligible = table.filter(
        is_present & is_sure & (pl.col("n_blocks") >= BALANCE_LEAST_BLOCKS)
    ).select("activity_id", "local_date", "n_blocks", lean_pp="median")
    return tuple(Run(**row) for row in eligible.iter_rows(named=True))


def _missing(n_runs: int) -> str:
    more = more_runs(BALANCE_LEAST_RUNS - n_runs)
    return (
        "It takes two foot pods that record left and right of spring stiffness or of rise and "
        f"fall. You have {n_runs} of the {BALANCE_LEAST_RUNS} runs: {more} within 8 weeks, each "
        f"with at least {BALANCE_LEAST_BLOCKS} steady, flat minutes after the first five."
    )


WATCH = "Your two foot pods differ in spring stiffness (bounce).{detail}"

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="LR_OTHER",
        title="Bounce, left against right",
        measure=pods_reading,
        unit="pp",
        watch=OF_PODS.watch,
        act=OF_PODS.act,
        window_days=BALANCE_WINDOW_DAYS,
        grade=Grade.WEAK,
        source="Our choice: no study says how much is usual.",
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: (
                "Your two foot pods agree within 2 points, or within the doubt about it.{detail}"
            ),
            Level.WATCH: WATCH + "{held}",
            Level.ACT: WATCH + " Swap the pods once to check the sensors.{held}",
        },
        caveat=(
            "Two pods are never alike, and one that is clipped on otherwise reads otherwise. The "
            "side named is that of the softer spring, which stays on the ground longer; it need "
            "not be the weaker leg."
        ),
        rank=77,
        needs=(
            Need(quality=Quality.SINGLE_LEG_STRENGTH, weight=2, why="loads each leg separately"),
            Need(
                quality=Quality.SINGLE_LEG_SPRING,
                weight=2,
                why="compares spring work side by side",
            ),
        ),
    ),
)
