"""What a column comes down to, in a type that can be trusted: Polars promises none for it."""

from __future__ import annotations

from datetime import date

import polars as pl


def as_number(value: object) -> float | None:
    """A cell, or the mean, median or end of a column, as a number; None where it is none.

    Example:
        >>> as_number(pl.Series([3, 5]).max()), as_number(pl.Series([], dtype=pl.Float64).mean())
        (5.0, None)
    """
    return float(value) if isinstance(value, int | float) else None


def earliest(days: pl.Series) -> date | None:
    """The first of some days; None where none is known."""
    first = days.min()
    return first if isinstance(first, date) else None


def latest(days: pl.Series) -> date | None:
    """The last of some days; None where none is known."""
    last = days.max()
    return last if isinstance(last, date) else None
