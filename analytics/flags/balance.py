"""Several runs' balance -> one verdict: interval, persistence, hysteresis, swapped sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from analytics.flags.rule import Reading, level_of
from analytics.flags.steady import RAISED, standing
from analytics.robust import AcrossRuns, across_runs
from analytics.symmetry import EVEN_PCT
from core.findings import (
    BALANCE_ACT_PP,
    BALANCE_MOST_RUNS,
    BALANCE_WATCH_PP,
    BALANCE_WINDOW_DAYS,
    Level,
    Side,
)

HISTORY_DAYS = 2 * BALANCE_WINDOW_DAYS  # the evaluation before the last looks back so far
MOST_LOOKED_AT = 40  # three looks at 3 runs after a baseline of 20, and some to spare
LEAST_BEYOND = 3  # imbalance law, 1.3, "Persistence"


class Limits(NamedTuple):
    """Beyond what a lean is watched, and beyond what it asks for an answer."""

    watch: float
    act: float


OF_CONTACT = Limits(BALANCE_WATCH_PP, BALANCE_ACT_PP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the rule looks at of one eligible run."""

    activity_id: int
    local_date: date
    lean_pp: float
    n_blocks: int
    is_side_told: bool = False


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
    """Interval, runs beyond `watch` on the side of the median, and level of the last five runs.

    Args:
        run_medians_pp: Oldest first; those before the last five do not count.
        watch: Beyond what it is watched.
        act: Beyond what it asks for an answer.

    Source:
        Imbalance law, 1.3: level by the cautious end, and persistence: at least three of the
        runs beyond on the same side.
    """
    last = run_medians_pp[-BALANCE_MOST_RUNS:]
    across = across_runs(last)
    if across is None:
        return None, 0, Level.INSUFFICIENT
    sign = (across.median > 0) - (across.median < 0)
    n_beyond = sum(sign * lean > watch for lean in last)
    reading = Reading(value=across.median, low=across.low, high=across.high)
    level = level_of(reading, watch=watch, act=act)
    return across, n_beyond, level if n_beyond >= LEAST_BEYOND else Level.OK


def evaluate(runs: Sequence[Run], *, on: date, limits: Limits = OF_CONTACT) -> Balance:
    """The last runs of the 8 weeks before a day, taken together.

    Args:
        runs: Eligible runs with one sensor, oldest first, none after `on`.
        on: The day of the evaluation.
        limits: Of the quantity; those of ground contact unless told.
    """
    since = on - timedelta(days=BALANCE_WINDOW_DAYS)
    recent = tuple(run for run in runs[-BALANCE_MOST_RUNS:] if run.local_date >= since)
    across, n_beyond, level = gct_balance(
        [run.lean_pp for run in recent], watch=limits.watch, act=limits.act
    )
    return Balance(runs=recent, across=across, n_beyond=n_beyond, level=level)


def with_hysteresis(runs: Sequence[Run], now: Balance, *, limits: Limits = OF_CONTACT) -> Balance:
    """The evaluation that stands: a raised flag is cleared only by two in a row that are ok.

    Returns:
        `now`, or the earlier evaluation that is still held: with its own runs, value and side, so
        that the words never claim a level of runs that do not show it.

    Source:
        Imbalance law, 1.3, "Persistence"; recomputed from the history, never stored.
    """

    def at_run(back: int) -> Balance | None:
        upto = runs[: len(runs) - back]
        return evaluate(upto, on=upto[-1].local_date, limits=limits) if upto else None

    return standing(now, at_run)


def may_be_swapped(runs: Sequence[Run], now: AcrossRuns) -> bool:
    """Whether a stable lean has changed sides with about the same size.

    Args:
        runs: Eligible runs with one sensor, oldest first.
        now: The last five (or fewer) of them taken together.

    Source:
        Imbalance law, 1, "Side safety": |new + old| < 0.5 |old| and |old| > 1; then the question is
        asked and nothing raised. "Old" are the five runs before the last five, our choice. Where
        the runner has answered it with a no, the change is real and is judged.
    """
    if is_answered(runs[-BALANCE_MOST_RUNS:], now.median):
        return False
    old = across_runs([run.lean_pp for run in runs[-2 * BALANCE_MOST_RUNS : -BALANCE_MOST_RUNS]])
    if old is None or abs(old.median) <= 1 or old.cautious == 0:
        return False
    return abs(now.median + old.median) < 0.5 * abs(old.median)


def is_answered(runs: Iterable[Run], lean_pp: float) -> bool:
    """Whether the runner said of a run that leans this way that its sides are not swapped."""
    return any(run.is_side_told and run.lean_pp * lean_pp > 0 for run in runs)


SWAPPED = (
    "Your balance has changed sides with about the same size. Are the pods swapped, or is the "
    "strap turned? Nothing is judged until you say so on Balance, or until ten runs lean one way."
)
HELD = (
    " That was an earlier look: taken together now, your runs lie nearer to even. It stays until "
    "two looks in a row say so."
)


def runs_in(table: pl.DataFrame) -> tuple[Run, ...]:
    """The latest eligible runs of a table of leans, in its order: as many as any rule looks at."""
    told = pl.col("is_side_told").fill_null(value=False)
    columns = ("activity_id", "local_date", "lean_pp", "n_blocks", told)
    eligible = table.filter("is_eligible").select(columns).tail(MOST_LOOKED_AT)
    return tuple(Run(**row) for row in eligible.iter_rows(named=True))


def side_of(lean_pp: float) -> Side:
    """The side that is larger."""
    return Side.LEFT if lean_pp > 0 else Side.RIGHT if lean_pp < 0 else Side.NONE


def read_off(
    balance: Balance, *, words: Mapping[str, str] | None = None, say: str | None = None
) -> Reading:
    """What every reading of a balance tells, known or not: the runs that it stands on."""
    return Reading(
        n_runs=len(balance.runs),
        n_blocks=sum(run.n_blocks for run in balance.runs),
        run_ids=tuple(run.activity_id for run in balance.runs),
        say=say,
        words=words or {},
    )


def read_known(balance: Balance, across: AcrossRuns, *, is_held: bool) -> Reading:
    """The reading of a balance that is known: value, interval, side and level."""
    side = side_of(across.median)
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
        read_off(balance, words=words),
        value=across.median,
        low=across.low,
        high=across.high,
        side=side if balance.level in RAISED else Side.NONE,
        n_beyond=balance.n_beyond,
        level=balance.level,
    )
