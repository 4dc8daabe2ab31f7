"""What a column comes down to."""

from __future__ import annotations

from datetime import date

import polars as pl

from core.scalars import as_number, earliest, latest

DAYS = pl.Series([date(2026, 3, 2), None, date(2026, 3, 1)])
NONE_KNOWN = pl.Series([None], dtype=pl.Date)


def test_a_whole_number_is_a_number_too() -> None:
    assert as_number(pl.Series([3, 5]).max()) == 5.0


def test_a_column_of_nothing_has_no_number() -> None:
    assert as_number(pl.Series([None], dtype=pl.Float64).mean()) is None


def test_a_day_is_no_number() -> None:
    assert as_number(DAYS.max()) is None


def test_unknown_days_do_not_hide_the_ends() -> None:
    assert (earliest(DAYS), latest(DAYS)) == (date(2026, 3, 1), date(2026, 3, 2))


def test_where_no_day_is_known_there_is_no_end() -> None:
    assert (earliest(NONE_KNOWN), latest(NONE_KNOWN)) == (None, None)
