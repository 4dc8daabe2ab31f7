"""Many activities -> one row for each local day, rest days included."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.again import ORDER, first_changed_day, joined
from analytics.logged import STRENGTH, looked_at
from analytics.session_load import IS_RUN
from core.findings import Review
from core.scalars import earliest, latest
from core.schemas import ACTIVITIES, DAYS, LOADS

KINDS = (("strength_s", STRENGTH), ("yoga_s", "yoga"), ("pilates_s", "pilates"))
"""Column of DAYS -> pattern in the name of a sport or sub-sport; the first counts."""
OTHER = "other_s"
NEEDED = ("sport", "sub_sport", "elapsed_s", "timer_s", "distance_m", "descent_m")
"""Columns of ACTIVITIES that a day is made of; the loads come from LOADS."""


def covered_until(
    activities: pl.DataFrame, *, last_import: date | None, today: date
) -> date | None:
    """The last day that is known: that of the last import, or of the newest activity if later.

    Args:
        activities: ACTIVITIES, any order; days after today are left out.
        last_import: Local day of the last import; None if that is not known.
        today: Nothing is known beyond it.

    Returns:
        None without any activity.

    Source:
        Load law, section 7: days after the last import do not exist, they are not 0.
    """
    newest = latest(activities.filter(pl.col("local_date") <= today)["local_date"])
    if newest is None:
        return None
    return newest if last_import is None else max(newest, min(last_import, today))


def daily_load(
    activities: pl.DataFrame,
    loads: pl.DataFrame,
    *,
    today: date,
    until: date | None = None,
    before: Review | None = None,
) -> pl.DataFrame:
    """Spread loads over the calendar: one row a day, rest days included.

    Args:
        activities: ACTIVITIES, any order; days after today are left out. Logged sessions that no
            file tells of are among them: `analytics.logged.with_logged`.
        loads: LOADS of these activities, see `analytics.load.activity_loads`.
        today: The day of the look.
        until: Last local date of the result, see `covered_until`; that of the newest activity if
            not told.
        before: An earlier review: days before the first changed one are taken over from it.

    Returns:
        DAYS from the first covered day, which is that of the first activity of any sport; empty
        without any. A day of rest has `load_au` 0; a day with a run whose load is unknown has
        null, and so it is with all other sums.

    Raises:
        SchemaError: a frame is not as its schema promises.

    Source:
        Load law, section 7.
    """
    day = pl.col("local_date")
    covered = ACTIVITIES.check(activities).select(*ORDER, *NEEDED).filter(day <= today)
    first, newest = earliest(covered["local_date"]), latest(covered["local_date"])
    if first is None or newest is None:
        return DAYS.empty()
    last = newest if until is None else max(newest, until)
    known = LOADS.check(loads).filter(day <= today)
    since = first if before is None else max(first, _first_open_day(covered, known, before))
    later = _days(covered.filter(day >= since), known.filter(day >= since), first=since, last=last)
    if before is None or since == first:
        return later
    return joined(before.days, later, since=since, until=last)


def _first_open_day(covered: pl.DataFrame, loads: pl.DataFrame, before: Review) -> date:
    """The first day on which an earlier review may say something else, or nothing."""
    past = pl.col("local_date") <= before.today
    last, first = latest(before.days["local_date"]), earliest(before.days["local_date"])
    if last is None or first != earliest(covered["local_date"]):
        return date.min
    changed = (
        first_changed_day(looked_at(before).filter(past), covered, of=NEEDED),
        first_changed_day(before.loads.filter(past), loads, of=("load_au", "is_load_estimated")),
    )
    return min([last + timedelta(days=1), *(day for day in changed if day is not None)])


def _days(covered: pl.DataFrame, loads: pl.DataFrame, *, first: date, last: date) -> pl.DataFrame:
    """DAYS from the first to the last of these days.

    A day that nothing adds to stays 0; unknown parts are NaN, which no sum forgets.
    """
    calendar = pl.date_range(first, last, eager=True).alias("local_date")
    load, lasts_s = pl.col("load_au"), pl.coalesce("timer_s", "elapsed_s")
    names = (*(name for name, _ in KINDS), OTHER)
    of_activities = _sums(
        covered.with_columns(kind=_kind()),
        {"n_activities": pl.lit(1.0), "n_runs": IS_RUN.cast(pl.Float64)}
        | {name: _part(pl.col(name), IS_RUN) for name in ("distance_m", "timer_s", "descent_m")}
        | {name: _part(lasts_s, pl.col("kind") == name) for name in names},
        first=first,
        n_days=len(calendar),
    )
    is_estimated = IS_RUN & pl.col("is_load_estimated").fill_null(value=False)
    of_loads = _sums(
        loads,
        {"load_au": _part(load, IS_RUN), "other_load_au": _part(load, ~IS_RUN)}
        | {"is_load_estimated": is_estimated.cast(pl.Float64)},
        first=first,
        n_days=len(calendar),
    )
    return DAYS.complete(pl.DataFrame([calendar, *of_activities, *of_loads]))


def _sums(
    table: pl.DataFrame, parts: dict[str, pl.Expr], *, first: date, n_days: int
) -> list[pl.Series]:
    """What each part comes to on each of these days; null where one is unknown."""
    rows = table.sort(ORDER)
    at = rows.select((pl.col("local_date") - first).dt.total_days()).to_series().to_numpy()
    values = rows.select(**parts)
    return [
        pl.Series(name, np.bincount(at, values[name].to_numpy(), n_days)).fill_nan(None)
        for name in parts
    ]


def _part(value: pl.Expr, which: pl.Expr) -> pl.Expr:
    return pl.when(which).then(value.fill_null(np.nan)).otherwise(0.0)


def _kind() -> pl.Expr:
    """The column of DAYS that sums the time of an activity; null for a run."""
    words = pl.concat_str("sport", "sub_sport", separator=" ", ignore_nulls=True).str.to_lowercase()
    kind: pl.Expr = pl.lit(OTHER)
    for name, pattern in reversed(KINDS):
        kind = pl.when(words.str.contains(pattern)).then(pl.lit(name)).otherwise(kind)
    return pl.when(~IS_RUN).then(kind)
