"""The 7:28-day ratio, three ways: shown for comparison where a runner asks, never judged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import polars as pl

from analytics.curves import Known, decay_alpha, decayed
from core.schemas import DAYS, RATIOS

ACUTE_DAYS, CHRONIC_DAYS = 7, 28  # load law, 6.3


def coupled(
    loads: Sequence[Known], *, acute: int = ACUTE_DAYS, chronic: int = CHRONIC_DAYS
) -> Known:
    """Mean of the last 7 days over the mean of the last 28, which hold them.

    None without 28 known days in a row up to the last, or with nothing in them.

    Source:
        Load law, 6.3.

    Example:
        >>> round(coupled([30] * 21 + [50] * 7), 3)
        1.429
    """
    known = _known(loads, chronic)
    return None if known is None else _over(_mean(known[-acute:]), _mean(known))


def uncoupled(
    loads: Sequence[Known], *, acute: int = ACUTE_DAYS, chronic: int = CHRONIC_DAYS
) -> Known:
    """Mean of the last 7 days over the mean of the 21 before them; None as for `coupled`.

    Source:
        Load law, 6.3.
    """
    known = _known(loads, chronic)
    return None if known is None else _over(_mean(known[-acute:]), _mean(known[:-acute]))


def exponential(
    loads: Sequence[Known],
    *,
    acute: int = ACUTE_DAYS,
    chronic: int = CHRONIC_DAYS,
    seed: Known = None,
) -> Known:
    """The 7-day exponential mean over the 28-day one; None as for `coupled`.

    Args:
        loads: All days; both means start on the first day after the last unknown one.
        acute: Days of the numerator.
        chronic: Days of the denominator.
        seed: Where both start; the first load if not told.

    Source:
        Load law, 6.3, after Williams 2017, 10.1136/bjsports-2016-096589: 2 / (N + 1).
    """
    line = _exponential_line(loads, acute=acute, chronic=chronic, seed=seed)
    return line[-1] if line else None


def ratios(days: pl.DataFrame, *, of: str = "distance_m") -> pl.DataFrame:
    """All three for every covered day.

    Args:
        days: DAYS.
        of: What is compared: distance by default, or another sum of the day.

    Returns:
        RATIOS, a row for each of `days`.

    Source:
        Load law, 6.3.
    """
    week = pl.col(of).rolling_mean(ACUTE_DAYS)
    month = pl.col(of).rolling_mean(CHRONIC_DAYS)
    before = pl.col(of).rolling_mean(CHRONIC_DAYS - ACUTE_DAYS).shift(ACUTE_DAYS)
    # A rolling mean of nothing may be a trace of what left the window; a rolling maximum is not.
    has_month = pl.col(of).rolling_max(CHRONIC_DAYS) > 0
    has_before = pl.col(of).rolling_max(CHRONIC_DAYS - ACUTE_DAYS).shift(ACUTE_DAYS) > 0
    line = _exponential_line(DAYS.check(days)[of].to_list())
    return RATIOS.complete(
        days.select(
            "local_date",
            pl.when(has_month).then(week / month).alias("coupled_ratio"),
            pl.when(has_before & month.is_not_null()).then(week / before).alias("uncoupled_ratio"),
            pl.Series("ewma_ratio", line, pl.Float64),
        )
    )


def _exponential_line(
    loads: Sequence[Known],
    *,
    acute: int = ACUTE_DAYS,
    chronic: int = CHRONIC_DAYS,
    seed: Known = None,
) -> list[Known]:
    result: list[Known] = []
    for is_known, days in groupby(loads, key=lambda load: load is not None):
        part = list(days)
        if not is_known:
            result += part
            continue
        known = [load for load in part if load is not None]
        start = known[0] if seed is None else seed
        short, long = (decayed(known, decay_alpha(n, "span"), seed=start) for n in (acute, chronic))
        line = [_over(a, b) for a, b in zip(short, long, strict=True)]
        result += [None] * min(chronic - 1, len(line)) + line[chronic - 1 :]
    return result


def _known(loads: Sequence[Known], n_days: int) -> list[float] | None:
    known = [load for load in loads[-n_days:] if load is not None]
    return known if len(known) == n_days else None


def _mean(loads: Sequence[float]) -> float:
    return sum(loads) / len(loads)


def _over(acute: float, chronic: float) -> Known:
    return acute / chronic if chronic > 0 else None
