"""Looking again after something changed: what an earlier look found before that day still holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

ORDER = ("local_date", "start_time", "activity_id")


def first_changed_day(
    before: pl.DataFrame, after: pl.DataFrame, *, of: Sequence[str] | None = None
) -> date | None:
    """The first local day on which two frames of activities differ; None if they are equal.

    Whatever is built day by day from such a frame is the same before that day.

    Args:
        before: ACTIVITIES, LOADS or SPIKES, any order, all with a day.
        after: The same schema.
        of: Columns to compare; all unless told.
    """
    names = [*ORDER, *(name for name in of or before.columns if name not in ORDER)]
    old, new = (frame.select(names).sort(ORDER) for frame in (before, after))
    n = min(old.height, new.height)
    both = old.head(n).hstack(new.head(n).rename(lambda name: f"new_{name}"))
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"new_{name}")) for name in names)
    places = both.select(differs.arg_true()).to_series()
    at = n if places.is_empty() else places[0]
    return min(
        (day for frame in (old, new) for day in frame["local_date"][at : at + 1]), default=None
    )


def joined(
    before: pl.DataFrame, tail: pl.DataFrame, *, since: date | None, until: date | None = None
) -> pl.DataFrame:
    """The rows of an earlier answer before a day, and those found now.

    Args:
        before: The earlier answer, in order of `local_date`.
        tail: The answer for that day and all later ones.
        since: That day; None keeps all of the earlier answer.
        until: Leave out what lies after it.
    """
    day = pl.col("local_date")
    head = before if since is None else before.filter(day < since)
    both = pl.concat([head, tail])
    return both if until is None else both.filter(day <= until)
