"""DAYS and LOADS -> the 42-day and the 7-day load of every day, and why they stop where they do."""

from __future__ import annotations

import polars as pl

from analytics.curves import Convention, curves
from analytics.imputed import IMPUTE_DAYS, IMPUTE_LEAST, filled_days
from core.findings import WARM_UP_DAYS
from core.scalars import latest
from core.schemas import DAYS, LOADS
from core.spoken import full_date


def series(
    days: pl.DataFrame,
    loads: pl.DataFrame,
    *,
    with_other_sports: bool = False,
    before: pl.DataFrame | None = None,
    convention: Convention = "exp",
) -> pl.DataFrame:
    """The 42-day and the 7-day load of every covered day, unknown loads filled where they can be.

    Args:
        days: DAYS.
        loads: LOADS of the same activities, any order.
        with_other_sports: Count their load too.
        before: An earlier SERIES by the same convention; only what follows from the first changed
            day is computed again, with the same result.
        convention: What 42 and 7 days mean, see `analytics.curves.decay_alpha`.

    Returns:
        SERIES, a row for each of `days`. A day that cannot be filled has no load and no curves,
        and the day after it starts new ones; `stop_notice` says why.

    Raises:
        SchemaError: `days` is not DAYS, or `loads` not LOADS.

    Source:
        Load law, 6.5 and 7.
    """
    inputs = filled_days(DAYS.check(days), LOADS.check(loads), with_other_sports=with_other_sports)
    inputs = inputs.with_columns(is_forecast=pl.lit(value=False))
    return curves(inputs, before=before, convention=convention)


def stop_notice(table: pl.DataFrame, loads: pl.DataFrame) -> str | None:
    """Why the curves show no number now, if a day of unknown load stopped them.

    Args:
        table: SERIES, as `series` gives it.
        loads: LOADS, which say what is missing.
    """
    stops = table.tail(WARM_UP_DAYS + 1).filter(pl.col("load_au").is_null())["local_date"]
    day = latest(stops)
    if day is None:
        return None
    of_day = loads.filter((pl.col("local_date") == day) & pl.col("load_au").is_null())
    lacks = of_day["missing"].drop_nulls()
    why = f" ({lacks[0]})" if len(lacks) else ""
    return (
        f"The 42-day and the 7-day load stop on {full_date(day)}: an activity of that day has "
        f"no load{why}, and fewer than {IMPUTE_LEAST} of its sport in the {IMPUTE_DAYS} days "
        "before tell how much it may have been. An unknown day is no day of rest, so they start "
        f"anew after it and show numbers again {WARM_UP_DAYS} days later. Your effort for that "
        "activity, told by you, can close the gap."
    )
