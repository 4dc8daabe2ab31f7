"""Flags from the gait: how evenly the two feet share the work, measured over several runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import polars as pl

from analytics.flags.balance import (
    HISTORY_DAYS,
    RAISED,
    Balance,
    Run,
    evaluate,
    may_be_swapped,
    with_hysteresis,
)
from analytics.flags.rule import FlagRule, Reading
from analytics.leans import leans
from analytics.robust import AcrossRuns
from analytics.symmetry import EVEN_PCT
from core.activity import RUNNING
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
    Side,
)


def balance_reading(evidence: Evidence) -> Reading:
    """Ground-contact balance of the last runs with the present sensor."""
    runs_only = evidence.activities.filter(
        (pl.col("sport") == RUNNING)
        & pl.col("local_date").is_between(
            evidence.today - timedelta(days=HISTORY_DAYS), evidence.today
        )
    )
    table = leans(runs_only, evidence.blocks)
    runs = _with_present_sensor(table)
    now = evaluate(runs, on=evidence.today)
    if now.across is None:
        missing = _missing(runs_only, table, n_runs=len(now.runs))
        return _reading(now, words={"missing": missing})
    if may_be_swapped(runs, now.across):
        return _reading(now, say=SWAPPED)
    stands = with_hysteresis(runs, now)
    return _known(stands, stands.across or now.across, is_held=stands is not now)


SWAPPED = (
    "Your balance has changed sides with about the same size. Are the pods swapped, or is the "
    "strap turned? Nothing is judged until five runs in a row agree."
)


HELD = (
    " That was an earlier look: taken together now, your runs lie nearer to even. It stays until "
    "two looks in a row say so."
)


def _with_present_sensor(table: pl.DataFrame) -> list[Run]:
    """Eligible runs measured by the last known sensor: a new one starts anew.

    A run that does not tell its sensor is left out: it is neither the old one nor a new one.
    Where no run tells, all are taken as one sensor, since nothing speaks of a change.
    """
    known = table["sensor"].drop_nulls()
    present = pl.col("sensor") == known[-1] if len(known) else pl.lit(value=True)
    columns = ("activity_id", "local_date", "lean_pp", "n_blocks")
    eligible = table.filter(present & pl.col("is_eligible")).select(columns)
    return [Run(**row) for row in eligible.iter_rows(named=True)]


def _known(balance: Balance, across: AcrossRuns, *, is_held: bool) -> Reading:
    side = Side.LEFT if across.median > 0 else Side.RIGHT if across.median < 0 else Side.NONE
    words = {
        "side": side.value,
        "b": f"{EVEN_PCT + abs(across.median):.1f}",
        "left": f"{EVEN_PCT + across.median:.1f}",
        "right": f"{EVEN_PCT - across.median:.1f}",
        "k": str(balance.n_beyond),
        "n": str(len(balance.runs)),
        "held": HELD if is_held else "",
    }
    return replace(
        _reading(balance, words=words),
        value=across.median,
        low=across.low,
        high=across.high,
        side=side if balance.level in RAISED else Side.NONE,
        n_beyond=balance.n_beyond,
        level=balance.level,
    )


def _reading(
    balance: Balance, *, words: Mapping[str, str] | None = None, say: str | None = None
) -> Reading:
    """What every reading of the balance tells: the runs that it stands on."""
    return Reading(
        n_runs=len(balance.runs),
        n_blocks=sum(run.n_blocks for run in balance.runs),
        run_ids=tuple(run.activity_id for run in balance.runs),
        say=say,
        words=words or {},
    )


def _missing(runs: pl.DataFrame, table: pl.DataFrame, *, n_runs: int) -> str:
    """What is missing before anything can be said, and how many more runs it takes."""
    more = BALANCE_LEAST_RUNS - n_runs
    runs_word = "run" if more == 1 else "runs"
    if runs["avg_stance_balance_left_pct"].count() == 0:
        return (
            "None of your recent runs has ground-contact balance. It takes a chest strap, a waist "
            f"pod or two foot pods that record it, and {BALANCE_LEAST_RUNS} runs in 8 weeks."
        )
    minutes = f"each with at least {BALANCE_LEAST_BLOCKS} steady, flat minutes after the first five"
    have = f"You have {n_runs} of the {BALANCE_LEAST_RUNS} runs"
    if table.filter(pl.col("is_eligible")).is_empty():
        have = "Balance was recorded, but no run has enough steady, flat minutes of it yet"
    return (
        f"Collecting data. {have}: it takes {more} more {runs_word} with the same sensor within "
        f"8 weeks, {minutes}."
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
)
