from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from core.athlete import Era, Origin, Threshold, Thresholds
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


def thresholds(bpm: float) -> Thresholds:
    return Thresholds(threshold_heart_rate_bpm=Threshold(value=bpm, origin=Origin.USER))


def test_a_threshold_that_holds_from_a_day_on_is_said_with_its_day() -> None:
    eras = (
        Era(since=date.min, thresholds=thresholds(150.0)),
        Era(since=date(2026, 11, 17), thresholds=thresholds(170.0)),
    )
    review = make_review(thresholds=thresholds(170.0), eras=eras)
    assert load_why.scale(review) == "100 = 1 h at your threshold of 170 bpm since Tue 17 Nov"


def test_a_threshold_of_all_runs_is_said_without_a_day() -> None:
    eras = (Era(since=date.min, thresholds=thresholds(170.0)),)
    review = make_review(thresholds=thresholds(170.0), eras=eras)
    assert load_why.scale(review) == "100 = 1 h at your threshold of 170 bpm"
