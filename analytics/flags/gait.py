"""Flags from the gait: how evenly the two feet share the work, measured over several runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from analytics.flags.rule import FlagRule, Reading, level_of
from analytics.leans import leans
from analytics.robust import LEAST_BLOCKS, AcrossRuns, across_runs
from analytics.symmetry import EVEN_PCT
from core.activity import RUNNING
from core.findings import Evidence, Grade, Level, Need, Quality, Side

WINDOW_DAYS = 56  # imbalance law, 1.3: 8 weeks
HISTORY_DAYS = 2 * WINDOW_DAYS  # the evaluation before the last one looks back this far at most
MOST_RUNS, LEAST_RUNS = 5, 3  # imbalance law, 1.3
LEAST_BEYOND = 3  # imbalance law, 1.3, "Persistence"
BALANCE_WATCH_PP, BALANCE_ACT_PP = 1.0, 2.2  # imbalance law, 2.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the rule looks at of one eligible run."""

    local_date: date
    lean_pp: float
    n_blocks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One evaluation: the last runs taken together. `across` is None for fewer than three."""

    runs: tuple[Run, ...]
    across: AcrossRuns | None
    n_beyond: int
    level: Level


def gct_balance(
    run_medians_pp: Sequence[float],
    *,
    watch: float = BALANCE_WATCH_PP,
    act: float = BALANCE_ACT_PP,
) -> tuple[AcrossRuns | None, int, Level]:
    """Interval, runs beyond `watch` on the side of the median, and level of up to five runs.

    Source:
        Imbalance law, 1.3: level by the cautious end, and persistence: at least three of the
        runs beyond on the same side.
    """
    across = across_runs(run_medians_pp)
    if across is None:
        return None, 0, Level.INSUFFICIENT
    sign = 1 if across.median >= 0 else -1
    n_beyond = sum(sign * lean > watch for lean in run_medians_pp)
    reading = Reading(value=across.median, low=across.low, high=across.high)
    level = level_of(reading, watch=watch, act=act)
    return across, n_beyond, level if n_beyond >= LEAST_BEYOND else Level.OK


def evaluate(runs: Sequence[Run], *, on: date) -> Balance:
    """The last runs of the 8 weeks before a day, taken together.

    Args:
        runs: Eligible runs with one sensor, oldest first, none after `on`.
        on: The day of the evaluation.
    """
    since = on - timedelta(days=WINDOW_DAYS)
    recent = tuple(run for run in runs[-MOST_RUNS:] if run.local_date >= since)
    across, n_beyond, level = gct_balance([run.lean_pp for run in recent])
    return Balance(runs=recent, across=across, n_beyond=n_beyond, level=level)


def with_hysteresis(runs: Sequence[Run], now: Balance) -> Level:
    """The level of today: a raised flag is cleared only by two evaluations in a row that are ok.

    An evaluation is made at each run from the runs up to it. So the last two decide: whatever
    was raised before them was either cleared by them or is still the level of the first. Runs
    that only grow old can raise the flag, not clear it: that takes a run.

    Source:
        Imbalance law, 1.3, "Persistence"; recomputed from the history, never stored.
    """
    if now.level is not Level.OK:
        return now.level
    last, before = (
        evaluate(runs[: len(runs) - back], on=runs[-1 - back].local_date).level
        if len(runs) > back
        else Level.INSUFFICIENT
        for back in (0, 1)
    )
    if last in {Level.WATCH, Level.ACT}:
        return last
    return before if before in {Level.WATCH, Level.ACT} and last is Level.OK else Level.OK


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
        return Reading(
            n_runs=len(now.runs),
            n_blocks=sum(run.n_blocks for run in now.runs),
            words={"missing": _missing(runs_only, table, n_runs=len(now.runs))},
        )
    level = with_hysteresis(runs, now)
    return _known(now, now.across, level)


def _with_present_sensor(table: pl.DataFrame) -> list[Run]:
    """Eligible runs measured by what measured the latest run: a new sensor starts anew."""
    if table.is_empty():
        return []
    present = pl.col("sensor").eq_missing(pl.lit(table["sensor"][-1], dtype=pl.String))
    columns = ("local_date", "lean_pp", "n_blocks")
    eligible = table.filter(present & pl.col("is_eligible")).select(columns)
    return [Run(**row) for row in eligible.iter_rows(named=True)]


def _known(now: Balance, across: AcrossRuns, level: Level) -> Reading:
    side = Side.LEFT if across.median > 0 else Side.RIGHT if across.median < 0 else Side.NONE
    return Reading(
        value=across.median,
        low=across.low,
        high=across.high,
        side=side if level in {Level.WATCH, Level.ACT} else Side.NONE,
        n_runs=len(now.runs),
        n_blocks=sum(run.n_blocks for run in now.runs),
        level=level,
        words={
            "side": side.value,
            "b": f"{EVEN_PCT + abs(across.median):.1f}",
            "left": f"{EVEN_PCT + across.median:.1f}",
            "right": f"{EVEN_PCT - across.median:.1f}",
            "k": str(now.n_beyond),
            "n": str(len(now.runs)),
        },
    )


def _missing(runs: pl.DataFrame, table: pl.DataFrame, *, n_runs: int) -> str:
    """What is missing before anything can be said, and how many more runs it takes."""
    more = LEAST_RUNS - n_runs
    runs_word = "run" if more == 1 else "runs"
    if runs["avg_stance_balance_left_pct"].count() == 0:
        return (
            "None of your recent runs has ground-contact balance. It takes a chest strap, a waist "
            f"pod or two foot pods that record it, and {LEAST_RUNS} runs in 8 weeks."
        )
    minutes = f"each with at least {LEAST_BLOCKS} steady, flat minutes after the first five"
    have = f"You have {n_runs} of the {LEAST_RUNS} runs"
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
        window_days=WINDOW_DAYS,
        grade=Grade.MIXED,
        source=(
            "Imbalance law, 1.3 and 2.1. Energy: mixed (Beck 2018, Seminati 2013, Joubert 2020). "
            "Injury: against (Malisoux 2024, Bredeweg 2013). Usual spread: Garmin's table."
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
            ),
            Level.ACT: (
                "Your {side} foot has stayed on the ground clearly longer ({b} %) in {k} of your "
                "last {n} runs. Fewer than one runner in ten shows this much. Check strap, shoes "
                "and road slope first. If it is new or comes with pain, show it to a "
                "physiotherapist."
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
