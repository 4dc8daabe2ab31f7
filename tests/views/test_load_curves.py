from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from core.findings import Review
from core.schemas import SERIES
from tests.makers import MadeRun, make_review, make_series, usual_runs
from views import curves_chart, load_curves
from views.theme import DARK, LIGHT
from views.windows import CHOICES, ONE_YEAR, TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)


def shown(choice: str = TWELVE_WEEKS) -> Any:
    return window(choice, first_day=date(2020, 1, 1), today=TODAY)


def with_series(runs: Any = None, **how: Any) -> Review:
    review = make_review(runs=runs)
    return replace(review, series=make_series(review.days, **how))


UNKNOWN_DAY = TODAY - timedelta(days=10)
FILLED = [*usual_runs(weeks=16), MadeRun(days_ago=10, load_au=None)]


def filled_review() -> Review:
    return with_series(FILLED, filled={UNKNOWN_DAY: 41.25})


def specs(review: Review, choice: str = TWELVE_WEEKS, **how: Any) -> list[dict[str, Any]]:
    panel = load_curves.curves(review, LIGHT, shown=shown(choice), **how)
    return [picture.chart.to_dict() for picture in panel.pictures]


def rows(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    return spec["datasets"][layer.get("data", spec.get("data"))["name"]]


def labels(spec: dict[str, Any]) -> list[str]:
    texts = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    return [row["label"] for layer in texts for row in rows(spec, layer)]


def dashes(spec: dict[str, Any]) -> list[list[int]]:
    lines = (layer["mark"] for layer in spec["layer"])
    return [mark["strokeDash"] for mark in lines if mark["type"] == "line"]


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(
    "series",
    [
        SERIES.empty(),
        filled_review().series,
        filled_review().series.with_columns(
            pl.lit(None, dtype=pl.Float64).alias(name)
            for name in ("load_au", "load_42_au", "load_7_au", "difference_au")
        ),
    ],
    ids=["empty", "usual", "all null"],
)
def test_the_charts_can_be_drawn_of_any_series(series: Any, palette: Any, choice: str) -> None:
    for draw in (curves_chart.curves_chart, curves_chart.difference_chart):
        assert draw(series, palette, shown=shown(choice)).to_dict()["height"] > 100


def test_the_heading_says_both_numbers_of_the_last_day() -> None:
    row = with_series().series.row(-1, named=True)
    said = load_curves.heading(with_series())
    assert said == f"42-day load {row['load_42_au']:.0f}, 7-day load {row['load_7_au']:.0f}"


def test_heading_chart_and_table_say_one_value() -> None:
    review = with_series()
    panel = load_curves.curves(review, LIGHT, shown=shown())
    spec = panel.pictures[0].chart.to_dict()
    drawn = [row["load_au"] for row in rows(spec, spec["layer"][1])][-1]
    assert drawn == load_curves.today_of(review)["load_42_au"]
    assert panel.tables[0].frame["42-day load"][0] == round(drawn)


def test_solid_is_42_days_and_dashed_is_7_days() -> None:
    assert dashes(specs(with_series())[0]) == [[1, 0], [4, 3]]


def test_a_filled_day_is_dashed_asked_about_and_named() -> None:
    upper = specs(filled_review())[0]
    assert [6, 3] in dashes(upper)
    assert "?" in labels(upper)
    assert "Mon 9 Nov" in load_curves.caption(filled_review(), shown=shown())


def test_the_days_ahead_are_dotted_and_nothing_is_called_filled() -> None:
    review = make_review()
    ahead = make_series(review.days, forecast_days=7).filter("is_forecast")
    review = replace(review, series=make_series(review.days))
    assert [1, 3] in dashes(specs(review, ahead=ahead)[0])


def test_both_lines_are_named_at_their_ends() -> None:
    assert set(labels(specs(with_series())[0])) == {"42-day", "7-day"}


def test_the_number_beside_the_bars_is_that_of_today_not_of_the_plan() -> None:
    review = make_review()
    ahead = make_series(review.days, forecast_days=7).filter("is_forecast")
    review = replace(review, series=make_series(review.days))
    assert labels(specs(review, ahead=ahead)[1]) == labels(specs(review)[1])


@pytest.mark.parametrize(("n_days", "first"), [(28, "Fri 4 Dec"), (42, "Fri 20 Nov")])
def test_the_first_42_days_show_a_bar_and_no_number(n_days: int, first: str) -> None:
    review = with_series([MadeRun(days_ago=n - 1) for n in range(n_days, 0, -3)])
    panel = load_curves.curves(review, LIGHT, shown=shown())
    assert panel.pictures == ()
    assert panel.progress == pytest.approx(n_days / 42)
    assert panel.progress_text.startswith(
        f"**{n_days} of 42 days known.** The first numbers come on {first}"
    )


def test_the_43rd_day_shows_numbers() -> None:
    review = with_series([MadeRun(days_ago=n - 1) for n in range(43, 0, -3)])
    assert load_curves.curves(review, LIGHT, shown=shown()).pictures


def test_the_warm_up_never_shows_in_a_chart() -> None:
    spec = specs(with_series([MadeRun(days_ago=n) for n in range(0, 60, 3)]))[0]
    known = [row for row in rows(spec, spec["layer"][1]) if row["load_au"] is not None]
    assert len(known) == 58 - 42


STOPPED = "The 42-day and the 7-day load stop on 19 Nov 2026: an activity of that day has no load."


def test_a_day_that_cannot_be_filled_stops_the_curves_and_says_so() -> None:
    runs = [*usual_runs(), MadeRun(days_ago=0, load_au=None)]
    review = replace(with_series(runs), series_notice=STOPPED)
    panel = load_curves.curves(review, LIGHT, shown=shown())
    assert panel.notice == STOPPED
    assert panel.pictures == ()


def test_curves_that_began_anew_say_why_and_ask_for_no_older_runs() -> None:
    runs = [*usual_runs(), MadeRun(days_ago=9, load_au=None)]
    review = replace(with_series(runs), series_notice=STOPPED)
    panel = load_curves.curves(review, LIGHT, shown=shown())
    assert panel.notice == STOPPED
    assert "older runs" not in panel.progress_text


def test_without_any_load_there_is_nothing_to_add_up() -> None:
    panel = load_curves.curves(make_review(load_metric=None), LIGHT, shown=shown())
    assert panel.notice == "No load is known, so there is nothing to add up. Unknown is not zero."


def test_months_of_rest_are_no_load_of_zero_where_no_load_was_ever_known() -> None:
    review = replace(with_series([MadeRun(days_ago=200, load_au=None)]), load_metric=None)
    assert review.series.filter(~pl.col("is_warming_up"))["load_42_au"].last() is not None
    panel = load_curves.curves(review, LIGHT, shown=shown())
    assert panel.notice.startswith("No load is known")
    assert panel.pictures == ()


def test_all_of_ten_years_is_drawn_by_week() -> None:
    review = with_series(usual_runs(weeks=520))
    spec = specs(review, "All")[0]
    assert max(len(rows(spec, layer)) for layer in spec["layer"]) <= 530


def test_the_words_are_of_load_and_never_of_fitness_as_a_fact() -> None:
    assert "Bookkeeping, not a measurement of form." in load_curves.caption(
        with_series(), shown=shown()
    )


def test_no_day_is_called_known_while_no_load_is() -> None:
    runs = [MadeRun(days_ago=n, load_au=None) for n in (9, 5, 1)]
    review = make_review(runs=runs, load_metric=None)
    review = replace(review, series=make_series(review.days))
    assert "of each day: none is known yet." in load_curves.curves(review, LIGHT, shown=shown()).why


def test_days_of_unknown_load_are_counted_apart_from_the_known_ones() -> None:
    runs = [MadeRun(days_ago=9), MadeRun(days_ago=5, load_au=None), MadeRun(days_ago=1)]
    review = make_review(runs=runs)
    review = replace(review, series=make_series(review.days))
    said = "9 days known (rest counts as 0), 0 filled in, 1 unknown"
    assert said in load_curves.curves(review, LIGHT, shown=shown()).why


def texts(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [layer["encoding"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]


def test_the_words_of_a_long_window_stand_above_its_lines_and_bars() -> None:
    lines, bars = specs(with_series(usual_runs(weeks=60)), ONE_YEAR)
    places = [text["y"] for spec in (lines, bars) for text in texts(spec)]
    assert (labels(lines), len(labels(bars))) == (["42-day", "7-day"], 1)
    assert places == [{"value": 0}] * 3


@pytest.mark.parametrize(("at", "room"), [(0, 1.2), (1, 1.4)])
def test_no_line_of_a_long_window_reaches_its_words(at: int, room: float) -> None:
    spec = specs(with_series(usual_runs(weeks=60)), ONE_YEAR)[at]
    marks = [layer for layer in spec["layer"] if layer["mark"]["type"] in ("line", "rect")]
    highest = max(row["load_au"] or 0 for layer in marks for row in rows(spec, layer))
    top = spec["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    assert top > room * highest


def test_a_long_window_does_not_speak_of_marks_that_it_lacks() -> None:
    said = load_curves.caption(filled_review(), shown=shown(ONE_YEAR))
    assert "Marked ?" not in said
    assert "Load unknown on some days, filled in" in said


@pytest.mark.parametrize(
    ("choice", "n_days", "is_said"), [(TWELVE_WEEKS, 7, True), (TWELVE_WEEKS, 0, False)]
)
def test_the_plan_is_explained_only_where_it_is_drawn(
    choice: str, n_days: int, is_said: bool
) -> None:
    review = with_series()
    ahead = make_series(review.days, forecast_days=7).tail(7).head(n_days)
    said = load_curves.curves(review, LIGHT, shown=shown(choice), ahead=ahead).caption
    assert ("Dotted and pale" in said) is is_said


def test_a_window_that_ends_today_explains_no_plan() -> None:
    review = with_series()
    ahead = make_series(review.days, forecast_days=7).tail(7)
    ahead = ahead.filter(pl.col("local_date") > TODAY)
    said = load_curves.curves(review, LIGHT, shown=shown(ONE_YEAR), ahead=ahead).caption
    assert "Dotted and pale" not in said
