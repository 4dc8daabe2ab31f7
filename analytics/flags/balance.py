"""Several runs' balance -> one verdict: interval, persistence, hysteresis, swapped sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analytics.flags.rule import Reading, level_of
from analytics.robust import AcrossRuns, across_runs
from core.findings import (
    BALANCE_ACT_PP,
    BALANCE_MOST_RUNS,
    BALANCE_WATCH_PP,
    BALANCE_WINDOW_DAYS,
    Level,
)

HISTORY_DAYS = 2 * BALANCE_WINDOW_DAYS  # the evaluation before the last looks back so far
RAISED = (Level.WATCH, Level.ACT)
LEAST_BEYOND = 3  # imbalance law, 1.3, "Persistence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the rule looks at of one eligible run."""

    activity_id: int
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
    since = on - timedelta(days=BALANCE_WINDOW_DAYS)
    recent = tuple(run for run in runs[-BALANCE_MOST_RUNS:] if run.local_date >= since)
    across, n_beyond, level = gct_balance([run.lean_pp for run in recent])
    return Balance(runs=recent, across=across, n_beyond=n_beyond, level=level)


def with_hysteresis(runs: Sequence[Run], now: Balance) -> Balance:
    """The evaluation that stands: a raised flag is cleared only by two in a row that are ok.

    An evaluation is made at each run from the runs up to it. So the last two decide: whatever
    was raised before them was either cleared by them or is still the level of the first. Runs
    that only grow old can raise the flag, not clear it: that takes a run.

    Returns:
        `now`, or the earlier evaluation that is still held: with its own runs, value and side, so
        that the words never claim a level of runs that do not show it.

    Source:
        Imbalance law, 1.3, "Persistence"; recomputed from the history, never stored.
    """
    if now.level is not Level.OK:
        return now
    last, before = (_evaluated(runs, back=back) for back in (0, 1))
    if last is None or last.level in RAISED:
        return last or now
    is_held = last.level is Level.OK and before is not None and before.level in RAISED
    return before if is_held and before is not None else now


def _evaluated(runs: Sequence[Run], *, back: int) -> Balance | None:
    """The evaluation at the last run, or so many runs before it."""
    if len(runs) <= back:
        return None
    return evaluate(runs[: len(runs) - back], on=runs[-1 - back].local_date)


def may_be_swapped(runs: Sequence[Run], now: AcrossRuns) -> bool:
    """Whether a stable lean has changed sides with about the same size.

    Args:
        runs: Eligible runs with one sensor, oldest first.
        now: The last five (or fewer) of them taken together.

    Source:
        Imbalance law, 1, "Side safety": |new + old| < 0.5 |old| and |old| > 1; then the question is
        asked and nothing raised. "Old" are the five runs before the last five, our choice.
    """
    old = across_runs([run.lean_pp for run in runs[-2 * BALANCE_MOST_RUNS : -BALANCE_MOST_RUNS]])
    if old is None or abs(old.median) <= 1 or old.cautious == 0:
        return False
    return abs(now.median + old.median) < 0.5 * abs(old.median)
