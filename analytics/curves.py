"""Daily loads -> the 42-day and the 7-day load: one recursion, three conventions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import Literal

import polars as pl

from core.findings import WARM_UP_DAYS
from core.schemas import SERIES

Convention = Literal["exp", "inverse", "span"]
Known = float | None

LONG_DAYS, SHORT_DAYS = 42, 7  # load law, 6.5
SEED_DAYS = 28  # load law, 6.5: the curves start at the mean load of these
RAMP_DAYS = 7  # load law, 6.5


def decay_alpha(n_days: float, convention: Convention = "exp") -> float:
    """How much of the gap to the day's load a curve of so many days closes in one day.

    Raises:
        ValueError: a curve of less than one day, or an unknown convention.

    Source:
        Load law, 6.5: exp in GoldenCheetah, WKO, intervals.icu (ours); inverse in simplified
        texts; span in Runalyze and Williams' EWMA.

    Example:
        >>> round(decay_alpha(42), 6), decay_alpha(7, "span")
        (0.023528, 0.25)
    """
    if n_days < 1:
        raise ValueError(f"a curve of {n_days} days")
    if convention == "exp":
        return -math.expm1(-1 / n_days)
    if convention == "inverse":
        return 1 / n_days
    if convention == "span":
        return 2 / (n_days + 1)
    raise ValueError(f"unknown convention {convention!r}")


def decayed(loads: Sequence[float], alpha: float, *, seed: float) -> list[float]:
    """The curve at the end of each day: y = y of the day before + alpha (load - y before).

    Source:
        Load law, 6.5. Plain recursion: a library's weighted mean must be told of the seed, of
        nulls and of its own adjustment, and saves nothing at this size.
    """
    return list(accumulate(loads, lambda y, load: y + alpha * (load - y), initial=seed))[1:]


def seed_of(loads: Sequence[float]) -> float:
    """Where the curves start: the mean daily load of the first 28 covered days.

    Source:
        Load law, 6.5.
    """
    first = loads[:SEED_DAYS]
    return sum(first) / len(first)


def ramp(load_42_au: Known, week_before_au: Known) -> Known:
    """The 42-day load against that of seven days before; None where one is unknown.

    Source:
        Load law, 6.5.
    """
    return None if load_42_au is None or week_before_au is None else load_42_au - week_before_au


def curves(
    inputs: pl.DataFrame, *, before: pl.DataFrame | None = None, convention: Convention = "exp"
) -> pl.DataFrame:
    """Both curves of dense daily loads, their difference and ramp.

    A day of unknown load stops the curves; the day after starts new ones, which warm up again.

    Args:
        inputs: One row a day without gaps: `local_date`, `load_au` (null where unknown),
            `is_imputed`, `is_forecast`.
        before: An earlier answer by the same convention; only what follows from the first changed
            day is computed again.
        convention: What the numbers of days mean.

    Returns:
        SERIES, a row for each day of `inputs`; the curves are null where the load is.

    Source:
        Load law, 6.5 and 7. The new start is our choice.
    """
    loads: list[Known] = inputs["load_au"].to_list()
    kept = (0, [], []) if before is None else _kept(inputs, before)
    long, short = _continued(loads, kept, convention)
    found = inputs.with_columns(
        pl.Series("load_42_au", long, pl.Float64), pl.Series("load_7_au", short, pl.Float64)
    )
    return SERIES.complete(found.with_columns(*_told_by_curves()))


Kept = tuple[int, list[Known], list[Known]]  # days that stand, and both curves on them


def _kept(inputs: pl.DataFrame, before: pl.DataFrame) -> Kept:
    """What of an earlier answer still holds: up to the first day whose load is another.

    A stretch that is still shorter than its seed starts anew, since its seed is another too.
    """
    n = min(inputs.height, before.height)
    if n == 0 or inputs["local_date"][0] != before["local_date"][0]:
        return 0, [], []
    same = inputs["load_au"].head(n).eq_missing(before["load_au"].head(n))
    n_same = n if same.all() else (~same).arg_max() or 0
    known = inputs["load_au"].head(n_same).tail(SEED_DAYS).is_not_null().reverse()
    n_tail = known.len() if known.all() else (~known).arg_max() or 0
    n_kept = n_same if n_tail == SEED_DAYS else n_same - n_tail
    ours = before.head(n_kept)
    return n_kept, ours["load_42_au"].to_list(), ours["load_7_au"].to_list()


def _continued(
    loads: Sequence[Known], kept: Kept, convention: Convention
) -> tuple[list[Known], list[Known]]:
    """Both curves from the first day that does not stand; each stretch of known days on its own."""
    n_kept, long, short = kept
    for is_known, days in groupby(loads[n_kept:], key=lambda load: load is not None):
        part = list(days)
        for line, n_days in ((long, LONG_DAYS), (short, SHORT_DAYS)):
            line.extend(_line(part, line, decay_alpha(n_days, convention)) if is_known else part)
    return long, short


def _line(part: Sequence[Known], before: Sequence[Known], alpha: float) -> list[float]:
    """One curve over known days, from where it stood before them, else from their own seed."""
    known = [load for load in part if load is not None]
    stood = before[-1] if before else None
    return decayed(known, alpha, seed=seed_of(known) if stood is None else stood)


def _told_by_curves() -> tuple[pl.Expr, ...]:
    """Warm-up, difference and ramp; none of them reaches over a day that stopped the curves."""
    index = pl.int_range(pl.len())
    stopped = pl.when(pl.col("load_au").is_null()).then(index).forward_fill().fill_null(-1)
    n_days = index - stopped  # 1 on the first day of a stretch
    long = pl.col("load_42_au")
    return (
        (n_days <= WARM_UP_DAYS).alias("is_warming_up"),
        (long - pl.col("load_7_au")).shift(1).alias("difference_au"),
        pl.when(n_days > RAMP_DAYS).then(long - long.shift(RAMP_DAYS)).alias("ramp_au"),
    )
