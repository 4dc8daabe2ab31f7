from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.findings import BALANCE_LEAST_BLOCKS, Review
from tests.makers import MadeRun, make_balance_flag, make_leans, make_review
from views.balance_table import runs_table, sensor_name

SIX = [MadeRun(days_ago=n) for n in (16, 13, 10, 7, 4, 1)]


def review_with(leans: pl.DataFrame, n_runs: int = 3) -> Review:
    ids = tuple(leans["activity_id"].tail(n_runs))
    flag = make_balance_flag(n_runs=n_runs, run_ids=ids)
    return make_review(runs=SIX, leans=leans, flags=(flag,))


def counted(review: Review) -> list[str]:
    return runs_table(review, days=91)["Counted"].to_list()


def test_every_run_has_a_row_newest_first() -> None:
    assert runs_table(review_with(make_leans(())), days=91)["Day"][0] == "Wed 18 Nov"


def test_no_runs_give_no_rows() -> None:
    assert runs_table(make_review(runs=()), days=91).height == 0


def test_runs_before_the_window_are_left_out() -> None:
    assert runs_table(review_with(make_leans(())), days=10).height == 3


def test_a_run_without_balance_says_so() -> None:
    assert set(counted(review_with(make_leans(())))) == {"no balance recorded"}


def test_a_hilly_run_with_balance_says_that_no_minute_was_flat() -> None:
    review = review_with(make_leans(()))
    hilly = review.activities.with_columns(avg_stance_balance_left_pct=pl.lit(51.0))
    assert set(counted(replace(review, activities=hilly))) == {"no flat, steady minute"}


def test_a_run_with_too_few_minutes_is_measured_with_the_limit_of_the_law() -> None:
    review = review_with(make_leans((1.0,) * 6, n_blocks=BALANCE_LEAST_BLOCKS), n_runs=0)
    assert "too short" not in " ".join(counted(review))


def test_a_short_run_says_how_many_minutes_it_had() -> None:
    said = counted(review_with(make_leans((1.0,) * 6, n_blocks=6), n_runs=0))
    assert said[0] == "too short: 6 of 10 flat, steady minutes"


def test_a_run_with_a_wide_interval_says_so() -> None:
    leans = make_leans((1.0,) * 6).with_columns(is_eligible=pl.lit(value=False))
    assert "wider than ±1.0" in counted(review_with(leans, n_runs=0))[0]


def test_the_counted_runs_are_told_from_older_ones() -> None:
    said = counted(review_with(make_leans((1.0,) * 6)))
    assert said[:3] == ["yes"] * 3
    assert set(said[3:]) == {"older; the last runs count"}


def test_balance_and_interval_are_said_in_words() -> None:
    row = runs_table(review_with(make_leans((1.0,) * 6)), days=91).row(0, named=True)
    assert (row["Balance"], row["95 % interval"]) == ("51.0 % left", "±0.4")


def test_a_run_with_an_earlier_sensor_says_so() -> None:
    leans = make_leans((1.0,) * 6, sensors=("old", "old", "old", "new"))
    assert counted(review_with(leans))[3:] == ["another sensor"] * 3


def test_a_run_that_names_no_sensor_says_so() -> None:
    leans = make_leans((1.0,) * 6, sensors=("new", "new", None, "new"))
    assert counted(review_with(leans))[3] == "sensor not named in the file"


def test_a_sensor_is_named_without_the_word_of_makers_without_a_number() -> None:
    assert sensor_name("development Sample strap #2405") == "Sample strap #2405"


def test_an_unnamed_sensor_is_unknown() -> None:
    assert sensor_name(None) == "–"
