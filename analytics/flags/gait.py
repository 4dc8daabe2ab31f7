"""Flags from the gait: how evenly the two feet share the work, and how the steps change."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from analytics.flags import cadence, drift, fatigue, hill, pods, shift, speed, stiffness
from analytics.flags.balance import (
    HISTORY_DAYS,
    SWAPPED,
    evaluate,
    may_be_swapped,
    read_known,
    read_off,
    runs_in,
    with_hysteresis,
)
from analytics.flags.rule import FlagRule, Reading
from analytics.flags.steady import leans_of, more_runs, present, runs_of
from core.findings import (
    BALANCE_ACT_PP,
    BALANCE_LEAST_BLOCKS,
    BALANCE_LEAST_RUNS,
    BALANCE_WATCH_PP,
    BALANCE_WINDOW_DAYS,
    Evidence,
    Grade,
    Level,
    Need,
    Quality,
)

NO_SENSOR = (
    "None of your recent runs has ground-contact balance. A watch on the wrist alone records none: "
    "it takes a chest strap, a waist pod or two foot pods that do, and {least} runs in 8 weeks. "
    "The self-tests need no sensor at all."
)
CONSTANT = (
    "Your sensor wrote one and the same balance from start to end of each run, so nothing was "
    "measured. It takes {least} runs with a balance that moves."
)


def balance_reading(evidence: Evidence) -> Reading:
    """Ground-contact balance of the last runs with the present sensor."""
    since = evidence.today - timedelta(days=HISTORY_DAYS)
    recent = leans_of(evidence).filter(pl.col("local_date") >= since)
    worn = present(recent, until=evidence.today)
    runs = runs_in(worn.table) if worn else ()
    now = evaluate(runs, on=evidence.today)
    if now.across is None:
        return read_off(now, words={"missing": _missing(evidence, recent, n_runs=len(now.runs))})
    if may_be_swapped(runs, now.across):
        return read_off(now, say=SWAPPED)
    stands = with_hysteresis(runs, now)
    return read_known(stands, stands.across or now.across, is_held=stands is not now)


def _missing(evidence: Evidence, table: pl.DataFrame, *, n_runs: int) -> str:
    """What is missing before anything can be said, and how many more runs it takes."""
    runs = runs_of(evidence, days=HISTORY_DAYS + 1)
    averages = runs.select("avg_stance_balance_left_pct", "avg_pod_balance_left_pct")
    if not sum(averages.count().row(0)):
        return NO_SENSOR.format(least=BALANCE_LEAST_RUNS)
    if table.height and table["is_constant"].fill_null(value=False).all():
        return CONSTANT.format(least=BALANCE_LEAST_RUNS)
    minutes = f"each with at least {BALANCE_LEAST_BLOCKS} steady, flat minutes after the first five"
    have = f"You have {n_runs} of the {BALANCE_LEAST_RUNS} runs"
    if table.filter(pl.col("is_eligible")).is_empty():
        have = "Balance was recorded, but no run has enough steady, flat minutes of it yet"
    more = more_runs(BALANCE_LEAST_RUNS - n_runs)
    return (
        f"Collecting data. {have}: it takes {more} with the same sensor within 8 weeks, {minutes}."
    )


RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="GCT_BALANCE",
        title="Ground contact, left against right",
        measure=balance_reading,
        unit="pp",
        watch=BALANCE_WATCH_PP,
        act=BALANCE_ACT_PP,
        window_days=BALANCE_WINDOW_DAYS,
        grade=Grade.MIXED,
        source=(
            "Energy: mixed (Beck 2018, Seminati 2013, Joubert 2020). Injury: against (Malisoux "
            "2024, Bredeweg 2013). Usual spread: table in Garmin's manuals. Thresholds: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: (
                "Left {left} %, right {right} % of the ground time over your last {n} runs. No "
                "difference beyond 1 point that is larger than the doubt about it."
            ),
            Level.WATCH: (
                "Your {side} foot has stayed on the ground a little longer ({b} %) in {k} of your "
                "last {n} runs. About one runner in four shows this much. It is not a fault, and "
                "studies do not link it to injury. One-leg exercises are a sensible answer."
                "{held}"
            ),
            Level.ACT: (
                "Your {side} foot has stayed on the ground clearly longer ({b} %) in {k} of your "
                "last {n} runs. Fewer than one runner in ten shows this much. Check strap, shoes "
                "and road slope first. If it is new or comes with pain, show it to a "
                "physiotherapist.{held}"
            ),
        },
        caveat=(
            "A strap or pod off centre, a bottle on one side, a sloping road, bends, a treadmill "
            "belt or new firmware can shift it. The longer side may be the weaker leg, the stiffer "
            "ankle or the leg that you trust more: the watch cannot tell."
        ),
        rank=50,
        needs=(
            Need(
                quality=Quality.SINGLE_LEG_STRENGTH,
                weight=2,
                why="trains one leg at a time with equal work on both sides",
            ),
            Need(
                quality=Quality.HIP_STABILITY,
                weight=2,
                why="hip muscles that hold the pelvis level in single-leg support",
            ),
            Need(
                quality=Quality.BALANCE,
                weight=1,
                why="single-leg support time without impact",
            ),
        ),
    ),
    *shift.RULES,
    *fatigue.RULES,
    *hill.RULES,
    *speed.RULES,
    *pods.RULES,
    *drift.RULES,
    *cadence.RULES,
    *stiffness.RULES,
)
