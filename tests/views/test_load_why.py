from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from core.athlete import Era, Origin, Threshold, Thresholds
from core.findings import Review
from tests.makers import MadeRun, make_fine_spike_flag, make_review
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


def changed(*steps: tuple[date, float], runs: list[MadeRun] | None = None) -> Review:
    """A look at runs whose threshold changed on these days."""
    eras = tuple(Era(since=since, thresholds=thresholds(bpm)) for since, bpm in steps)
    return make_review(thresholds=eras[-1].thresholds, eras=eras, runs=runs)


TWO = ((date.min, 150.0), (date(2026, 11, 17), 170.0))
BOTH = "100 = 1 h at your threshold of 150 bpm, from Tue 17 Nov on 170 bpm"


def test_both_thresholds_that_bars_stand_on_are_said_with_the_day_of_the_change() -> None:
    assert load_why.scale(changed(*TWO)) == BOTH


def test_a_threshold_that_no_bar_stands_on_yet_does_not_replace_the_one_that_they_do() -> None:
    assert load_why.scale(changed(*TWO, runs=[MadeRun(days_ago=5)])) == BOTH


def test_a_threshold_is_said_with_its_day_where_every_bar_stands_on_it() -> None:
    review = changed(*TWO, runs=[MadeRun(days_ago=1)])
    assert load_why.scale(review) == "100 = 1 h at your threshold of 170 bpm since Tue 17 Nov"


def test_a_change_before_the_window_says_nothing_of_its_bars() -> None:
    review = changed(*TWO, runs=[MadeRun(days_ago=9), MadeRun(days_ago=1)])
    said = load_why.scale(review, since=date(2026, 11, 17))
    assert said == "100 = 1 h at your threshold of 170 bpm since Tue 17 Nov"


def test_many_thresholds_are_said_as_a_span_and_the_last_of_them() -> None:
    later = ((date(2026, 11, day), float(150 + day)) for day in (2, 9, 16))
    said = load_why.scale(changed((date.min, 140.0), *later))
    assert said.endswith("of 140 to 166 bpm, from Mon 16 Nov on 166 bpm")


def test_the_reason_names_both_thresholds_too() -> None:
    assert "threshold 150 bpm, from Tue 17 Nov on 170 bpm" in load_why.thresholds(changed(*TWO))


def test_a_last_run_is_held_against_all_runs_of_its_month() -> None:
    review = make_review(flags=(make_fine_spike_flag(n_runs=1),))
    assert "from 14 runs of the last 30 days" in load_why.ceiling(review)


def test_a_threshold_of_all_runs_is_said_without_a_day() -> None:
    eras = (Era(since=date.min, thresholds=thresholds(170.0)),)
    review = make_review(thresholds=thresholds(170.0), eras=eras)
    assert load_why.scale(review) == "100 = 1 h at your threshold of 170 bpm"
