"""How far a run went down, against the runs of the 30 days before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from analytics.outings import Outing, is_complete, outings, with_window
from core.findings import SPIKE_WINDOW_DAYS
from core.scalars import earliest

DESCENT_FOR_DAYS = 3  # strength law, section 2
LEAST_DESCENT_M = 100.0  # our choice: on flat ground a metre more is no record worth easing for


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """One run and the largest known descent of the 30 days before it; None where none is known.

    `is_descent_missing` says that a run of these days has none, so that a larger may be missing.
    """

    run: Outing
    before_m: float | None
    is_reference_complete: bool
    is_descent_missing: bool

    @property
    def is_most(self) -> bool:
        """Whether it went down further than any run of the month before, and that is known."""
        down_m = self.run.descent_m
        if down_m is None or self.before_m is None or not self.is_reference_complete:
            return False
        return down_m >= LEAST_DESCENT_M and down_m > self.before_m


def recent_descents(activities: pl.DataFrame, *, today: date) -> list[Descent]:
    """The runs of today and of the three days before it, oldest first.

    Args:
        activities: ACTIVITIES, any order; runs only count.
        today: Days after it are left out.

    Source:
        Load law, sections 5 and 6.6; strength law, section 2.
    """
    since = today - timedelta(days=DESCENT_FOR_DAYS)
    first_day = earliest(activities["local_date"])
    past = with_window(activities, since).filter(pl.col("local_date") <= today)
    runs = outings(past)
    return [
        _descent(run, runs[:index], first_day=first_day)
        for index, run in enumerate(runs)
        if run.local_date >= since
    ]


def _descent(run: Outing, before: Sequence[Outing], *, first_day: date | None) -> Descent:
    since = run.local_date - timedelta(days=SPIKE_WINDOW_DAYS)
    month = [earlier.descent_m for earlier in before if earlier.local_date >= since]
    return Descent(
        run=run,
        before_m=max((down_m for down_m in month if down_m is not None), default=None),
        is_reference_complete=is_complete(first_day, run.local_date),
        is_descent_missing=None in month,
    )
