"""Which runs have a balance at all, also those too old or too short to judge."""

from __future__ import annotations

import polars as pl

from core.activity import RUNNING
from core.findings import (
    BALANCE_LEAST_BLOCKS,
    BALANCE_LEAST_RUNS,
    BALANCE_WINDOW_DAYS,
    Review,
)
from core.scalars import latest
from views import words

SPARK_RUNS = 12


def seen_balance(review: Review) -> tuple[float, ...]:
    """Left shares of the latest runs that have one, in percent, oldest first."""
    leans = review.leans.sort("start_time")["lean_pp"].drop_nulls()
    return tuple(50 + lean for lean in leans.tail(SPARK_RUNS))


def has_balance(review: Review) -> bool:
    """Whether any run has a balance, also one too old or too short to judge."""
    return not recorded(review).is_empty() or bool(seen_balance(review))


def all_constant(review: Review) -> bool:
    """Whether every run with a balance holds one and the same value from start to end."""
    runs = recorded(review)
    if runs.is_empty():
        return False
    flat = pl.coalesce("is_balance_constant", pl.lit(value=False))
    pods = pl.col("avg_pod_balance_left_pct").is_null() | pl.col("is_pod_balance_constant")
    strap = pl.col("avg_stance_balance_left_pct").is_null() | flat
    return bool(runs.select((strap & pods.fill_null(value=False)).all()).item())


def recorded(review: Review) -> pl.DataFrame:
    """The runs that have a balance at all, oldest first."""
    has_one = pl.any_horizontal(
        pl.col("avg_stance_balance_left_pct", "avg_pod_balance_left_pct").is_not_null()
    )
    return review.activities.filter(pl.col("sport") == RUNNING, has_one).sort("start_time")


def why_none_counts(review: Review) -> str:
    """How many runs have a balance, when the last was, and what it takes to judge."""
    runs = recorded(review)
    last = latest(runs["local_date"])
    n_runs = max(runs.height, len(seen_balance(review)))
    have = f"{words.count(n_runs, 'run')} {'has' if n_runs == 1 else 'have'} a balance"
    when = f", the last on {words.day(last, today=review.today)}" if last else ""
    return (
        f"{have}{when}; too old or too short to judge. It takes {BALANCE_LEAST_RUNS} runs within "
        f"{BALANCE_WINDOW_DAYS // 7} weeks, each with {BALANCE_LEAST_BLOCKS} flat, steady minutes "
        "after the first five."
    )
