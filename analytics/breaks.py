"""The end of a break from running: what counts as a return, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from core.activity import RUNNING
from core.findings import RETURN_DAYS

RETURN_FOR_DAYS = 14  # strength law, section 2: for two weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A run after at least 14 whole days without one."""

    last_run: date
    returned_on: date

    @property
    def n_days_off(self) -> int:
        """Whole days without a run between the two."""
        return (self.returned_on - self.last_run).days - 1


def latest_return(activities: pl.DataFrame, *, today: date) -> Return | None:
    """The latest return of the last two weeks, today included; None if there is none.

    The first run of a history is no return: what came before it is not known.

    Args:
        activities: ACTIVITIES, any order; runs only count.
        today: Days after it are left out.

    Source:
        Load law, 6.6; strength law, section 2.
    """
    is_run = (pl.col("sport") == RUNNING) & (pl.col("local_date") <= today)
    days = activities.filter(is_run).select(pl.col("local_date").unique().sort())
    last_run = pl.col("local_date").shift(1)
    is_return = (pl.col("local_date") - last_run).dt.total_days() > RETURN_DAYS
    is_recent = pl.col("local_date") > today - timedelta(days=RETURN_FOR_DAYS)
    found = days.with_columns(last_run=last_run).filter(is_return & is_recent).tail(1)
    if found.is_empty():
        return None
    returned_on, before = found.row(0)
    return Return(last_run=before, returned_on=returned_on)
