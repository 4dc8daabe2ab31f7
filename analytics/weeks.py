"""DAYS -> calendar weeks: sums, change, monotony and strain."""

from __future__ import annotations

from datetime import date

import polars as pl

from core.schemas import DAYS, WEEKS

WEEK_DAYS = 7
MONOTONY_CAP = 10.0  # load law, 6.4: where every day is alike


def change_pct(this_week: pl.Expr, week_before: pl.Expr) -> pl.Expr:
    """Change against the week before in percent; null where that was 0 or one is unknown.

    Source:
        Load law, 6.2.
    """
    return pl.when(week_before > 0).then(100 * (this_week - week_before) / week_before)


def monotony(load: pl.Expr, *, ddof: int = 1, cap: float = MONOTONY_CAP) -> pl.Expr:
    """Mean over standard deviation of the loads of seven days, rest days 0.

    Null for other than seven days, for an unknown day, and where all are 0; at most `cap`.

    Args:
        load: The daily loads of one week.
        ddof: 1 divides by n - 1, as we do; 0 by n, which gives values 8.0 % higher.
        cap: Stands where all days are alike.

    Source:
        Load law, 6.4, after Foster 1998, MSSE 30:1164.
    """
    is_whole = (load.len() == WEEK_DAYS) & load.is_not_null().all()
    value = load.mean() / load.std(ddof=ddof)
    return pl.when(is_whole & (load.mean() > 0)).then(pl.min_horizontal(value, pl.lit(cap)))


def strain(load: pl.Expr, *, ddof: int = 1, cap: float = MONOTONY_CAP) -> pl.Expr:
    """The sum of a week times its monotony; null where that is.

    Source:
        Load law, 6.4, after Foster 1998.
    """
    return load.sum() * monotony(load, ddof=ddof, cap=cap)


def weeks(days: pl.DataFrame, *, today: date, begins_on_sunday: bool = False) -> pl.DataFrame:
    """Every calendar week from the first covered day to the last.

    Args:
        days: DAYS.
        today: A week is over, and judged, when its last day lies before this one.
        begins_on_sunday: Else on Monday.

    Returns:
        WEEKS in order. Change, monotony and strain are null for a week that is not over or not
        covered on all seven days; change also after such a week, and after a week of 0 km.

    Source:
        Load law, 6.2 and 6.4.
    """
    shift = pl.duration(days=1 if begins_on_sunday else 0)
    start = (pl.col("local_date") + shift).dt.truncate("1w") - shift
    load = pl.col("load_au")
    table = (
        DAYS.check(days)
        .group_by(week_start=start, maintain_order=True)
        .agg(
            pl.len().alias("n_days"),
            pl.col("n_runs").sum(),
            *(_sum(name) for name in ("distance_m", "timer_s", "load_au", "descent_m")),
            monotony(load).alias("monotony_ratio"),
            strain(load).alias("strain_au"),
        )
        .sort("week_start")
    )
    is_over = pl.col("week_start") + pl.duration(days=WEEK_DAYS) <= today
    is_whole = (pl.col("n_days") == WEEK_DAYS) & is_over
    judged = ("monotony_ratio", "strain_au")
    change = change_pct(pl.col("distance_m"), pl.col("distance_m").shift(1))
    return WEEKS.complete(
        table.with_columns(
            *(pl.when(is_whole).then(name).alias(name) for name in judged),
            pl.when(is_whole & is_whole.shift(1)).then(change).alias("change_pct"),
        )
    )


def _sum(name: str) -> pl.Expr:
    """A sum with an unknown part is unknown."""
    return pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum()).alias(name)
