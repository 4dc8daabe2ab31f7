"""The load of activities that have none, from the runner's own median per hour."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import polars as pl

from core.activity import RUNNING
from core.units import SECONDS_PER_HOUR

IMPUTE_DAYS, IMPUTE_LEAST = 90, 5  # load law, section 7
Known = float | None


def imputed_load(
    duration_s: Known, loads_per_hour: Sequence[Known], *, least: int = IMPUTE_LEAST
) -> Known:
    """The load of one activity: its duration times the runner's median load per hour.

    Args:
        duration_s: Of the activity; without it nothing can be said.
        loads_per_hour: Of the activities of the same sport in the 90 days before.
        least: So many of them must be known.

    Source:
        Load law, section 7.

    Example:
        >>> imputed_load(2700, [52, 60, 48, 70, 55])
        41.25
    """
    known = [rate for rate in loads_per_hour if rate is not None]
    if duration_s is None or len(known) < max(least, 1):
        return None
    return duration_s / SECONDS_PER_HOUR * statistics.median(known)


def with_imputed(loads: pl.DataFrame) -> pl.DataFrame:
    """LOADS with `filled_au`: the load, else the imputed one; null where there is no basis.

    The 90 days before end the day before: runs of the same day tell nothing of each other.

    Source:
        Load law, section 7.
    """
    duration_s = pl.coalesce("timer_s", "moving_s")
    per_second = pl.when(duration_s > 0).then(pl.col("load_au") / duration_s)
    median = pl.col("per_second").rolling_median_by(
        "local_date", f"{IMPUTE_DAYS}d", closed="left", min_samples=IMPUTE_LEAST
    )
    imputed = pl.when(duration_s > 0).then(duration_s * median.over("sport"))
    dated = loads.filter(pl.col("local_date").is_not_null()).with_columns(per_second=per_second)
    return dated.with_columns(filled_au=pl.coalesce("load_au", imputed)).drop("per_second")


def filled_days(
    days: pl.DataFrame, loads: pl.DataFrame, *, with_other_sports: bool = False
) -> pl.DataFrame:
    """What enters the curves on each day: `local_date`, `load_au`, `is_imputed`.

    Args:
        days: DAYS; a load that it knows is taken as it is.
        loads: LOADS of the same activities.
        with_other_sports: Count their load too.

    Returns:
        A row for each of `days`; null where a load is unknown and cannot be imputed.
    """
    parts = PARTS if with_other_sports else PARTS[:1]
    is_unknown = pl.any_horizontal(pl.col(parts).is_null())
    known = days.select("local_date", *parts)
    unknown = known.filter(is_unknown).select("local_date")
    known = known.join(_filled(loads, unknown), on="local_date", how="left", maintain_order="left")
    whole = [pl.coalesce(part, f"{part}_filled") for part in parts]
    load_au = pl.sum_horizontal(whole, ignore_nulls=False)
    return known.select(
        "local_date", load_au=load_au, is_imputed=is_unknown & load_au.is_not_null()
    )


PARTS = ("load_au", "other_load_au")  # of runs, of other sports


def _filled(loads: pl.DataFrame, unknown: pl.DataFrame) -> pl.DataFrame:
    """The sums of the unknown days with what could be imputed; null without a basis for one."""
    filled, is_run = pl.col("filled_au"), (pl.col("sport") == RUNNING).fill_null(value=False)
    sums = [
        pl.when(filled.filter(of).is_not_null().all() & of.any())
        .then(filled.filter(of).sum())
        .alias(f"{part}_filled")
        for part, of in zip(PARTS, (is_run, ~is_run), strict=True)
    ]
    imputed = with_imputed(loads if unknown.height else loads.clear())
    return imputed.join(unknown, on="local_date", how="semi").group_by("local_date").agg(sums)
