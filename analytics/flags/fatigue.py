"""Whether the difference between the feet grows late in long runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.flags.balance import SWAPPED, may_be_swapped, runs_in, side_of
from analytics.flags.balance import evaluate as evaluate_balance
from analytics.flags.long_runs import (
    FATIGUE_ACT_PP,
    FATIGUE_WATCH_PP,
    LongRun,
    drift_level,
    long_runs,
)
from analytics.flags.rule import FlagRule, Reading
from analytics.flags.steady import (
    RAISED,
    leans_of,
    more_runs,
    present,
    runs_of,
    standing,
)
from analytics.flags.thirds import LEAST_PER_THIRD
from core.findings import Evidence, Grade, Level, Need, Quality, Side

MOST_RUNS, LEAST_RUNS = 5, 3  # imbalance law, 2.1: 3 of the last 5 long runs
WINDOW_DAYS = 112  # our choice: a long run a week is rare enough for 16 weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One evaluation. `third` is the run that all but two of the last five surpass."""

    runs: Sequence[LongRun]
    third: LongRun | None
    side: Side
    n_beyond: int
    level: Level


def fatigue_reading(evidence: Evidence) -> Reading:
    """The third strongest drift of the last five long runs, on one side."""
    worn = present(leans_of(evidence), until=evidence.today)
    known = runs_in(worn.table) if worn else ()
    across = evaluate_balance(known, on=evidence.today).across
    runs: tuple[LongRun, ...] = ()
    if worn is not None:
        every = runs_of(evidence, days=2 * WINDOW_DAYS).filter(
            pl.col("activity_id").is_in(worn.table["activity_id"].implode())
        )
        runs = long_runs(evidence, every, worn.measure)
    now = _look(runs, on=evidence.today)
    if now.third is None:
        return _read_off(now, words={"missing": _missing(len(now.runs))})
    if across is not None and may_be_swapped(known, across):
        return replace(_read_off(now, words={}), say=SWAPPED)

    def at_run(back: int) -> Look | None:
        upto = runs[: len(runs) - back]
        return _look(upto, on=upto[-1].local_date) if upto else None

    return _read_known(standing(now, at_run))


def _look(runs: Sequence[LongRun], *, on: date) -> Look:
    """The last five long runs of the window; it takes three on one side to raise anything."""
    since = on - timedelta(days=WINDOW_DAYS)
    recent = [run for run in runs[-MOST_RUNS:] if run.local_date >= since]
    if len(recent) < LEAST_RUNS:
        return Look(runs=recent, third=None, side=Side.NONE, n_beyond=0, level=Level.INSUFFICIENT)
    looks = [_on_side(recent, side) for side in (Side.LEFT, Side.RIGHT)]
    best = max(looks, key=lambda look: (look.level, look.n_beyond))
    return best if best.level in RAISED else replace(best, third=_third(recent), side=Side.NONE)


def _on_side(recent: Sequence[LongRun], side: Side) -> Look:
    ours = [run for run in recent if side_of(run.drift.late_pp) is side]
    third = _third(ours) if len(ours) >= LEAST_RUNS else None
    return Look(
        runs=recent,
        third=third,
        side=side,
        n_beyond=sum(run.drift.low > FATIGUE_WATCH_PP for run in ours),
        level=Level.OK if third is None else drift_level(third.drift.low),
    )


def _third(runs: Sequence[LongRun]) -> LongRun:
    return sorted(runs, key=lambda run: run.drift.low, reverse=True)[LEAST_RUNS - 1]


def _read_known(look: Look) -> Reading:
    third = look.third
    if third is None:
        return _read_off(look, words={})
    is_up = look.level in RAISED
    middle = float(np.median([run.drift.drift for run in look.runs]))
    words = {
        "detail": (
            f" Seen in {look.n_beyond} of your last {len(look.runs)} long runs. From the first to "
            f"the last third it changed by {middle:+.1f} points, the median of them."
        )
    }
    return replace(
        _read_off(look, words=words),
        value=third.drift.drift,
        low=third.drift.low,
        high=third.drift.high,
        side=look.side if is_up else Side.NONE,
        n_beyond=look.n_beyond,
        level=look.level,
    )


def _read_off(look: Look, *, words: dict[str, str]) -> Reading:
    return Reading(
        n_runs=len(look.runs),
        n_blocks=sum(run.n_blocks for run in look.runs),
        run_ids=tuple(run.activity_id for run in look.runs),
        words=words,
    )


def _missing(n_runs: int) -> str:
    return (
        f"It takes {LEAST_RUNS} runs of an hour or more with one balance sensor, each with "
        f"{LEAST_PER_THIRD} flat minutes at an even speed in its first and in its last third: "
        f"{more_runs(LEAST_RUNS - n_runs)} within 16 weeks."
    )


WATCH = "Late in long runs the difference between your feet grows."

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="BALANCE_FATIGUE",
        title="Balance late in long runs",
        measure=fatigue_reading,
        unit="points",  # a difference of two leans, not a lean
        watch=FATIGUE_WATCH_PP,
        act=FATIGUE_ACT_PP,
        window_days=WINDOW_DAYS,
        grade=Grade.WEAK,
        source=(
            "Group studies show no drift (Mtibaa 2023, Girard 2024); one finds a change at the "
            "joints (Gao 2022). Thresholds: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "The difference between your feet does not grow late in long runs.{detail}",
            Level.WATCH: WATCH + "{detail}",
            Level.ACT: (
                WATCH + " Add hip and side-trunk endurance; shorten the long run if form falls "
                "apart.{detail}"
            ),
        },
        caveat=(
            "A strap that slides with sweat, a road that slopes on the way back or a bottle that "
            "is drunk can look the same."
        ),
        rank=71,
        needs=(
            Need(quality=Quality.HIP_STABILITY, weight=2, why="hip endurance for late in the run"),
            Need(
                quality=Quality.SIDE_TRUNK,
                weight=2,
                why="side trunk and hip hold the pelvis when tired",
            ),
        ),
    ),
)
