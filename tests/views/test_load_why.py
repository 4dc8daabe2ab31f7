from __future__ import annotations

from dataclasses import replace

import polars as pl

from tests.makers import make_review
from views import load_why


def test_runs_with_heart_rate_lack_a_maximum_and_not_a_heart_rate() -> None:
    review = make_review(load_metric=None)
    rates = pl.lit(150.0).alias("avg_heart_rate_bpm")
    review = replace(review, activities=review.activities.with_columns(rates))
    assert "no highest heart rate is known" in load_why.unknown_because(review)
    assert "No highest heart rate is known" in load_why.no_load(review)


def test_runs_without_heart_rate_lack_just_that() -> None:
    review = make_review(load_metric=None)
    assert load_why.unknown_because(review) == "no run has the heart rate or pace it needs."
    assert load_why.no_load(review) == load_why.NO_LOAD
