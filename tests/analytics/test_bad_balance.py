"""Files whose balance is none: from the bytes to LEANS."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from analytics.leans import leans
from analytics.summary import summarise
from core.activity import Summary
from ingest import read_activities
from tests.makers import make_fit

N = 1500
MOVING = [51.0 + 0.1 * (at % 7) for at in range(N)]


def summary_of(balance: Any) -> Summary:
    data = make_fit(n=N, stance_time_balance=balance, enhanced_altitude=100.0)
    [activity] = read_activities(data, "run.fit").activities
    return summarise(activity)


def leans_of(balance: Any) -> pl.DataFrame:
    summary = summary_of(balance)
    stored = summary.row.with_columns(
        activity_id=pl.lit(1, dtype=pl.Int64), local_date=pl.lit(date(2026, 5, 1))
    )
    return leans(stored, summary.blocks.with_columns(activity_id=pl.lit(1, dtype=pl.Int64)))


def test_a_balance_that_moves_is_eligible() -> None:
    row = leans_of(MOVING).row(0, named=True)
    assert (row["is_constant"], row["is_eligible"]) == (False, True)


@pytest.mark.parametrize("value_pct", [50.0, 51.5])
def test_one_constant_value_is_no_balance(value_pct: float) -> None:
    row = leans_of(value_pct).row(0, named=True)
    assert (row["is_constant"], row["is_eligible"]) == (True, False)


def test_zeros_between_do_not_hide_a_constant() -> None:
    balance = [0.0 if at % 5 == 0 else 51.5 for at in range(N)]
    assert leans_of(balance)["is_constant"].to_list() == [True]


def test_all_zeros_are_no_balance() -> None:
    assert leans_of(0.0).is_empty()


def test_all_zeros_have_no_mean_and_no_coverage() -> None:
    row = summary_of(0.0).row.row(0, named=True)
    assert row["avg_stance_balance_left_pct"] is None
    assert row["stance_balance_coverage_pct"] == 0.0
