from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import altair as alt
import polars as pl
import pytest

from core.schemas import CEILINGS, DAYS, SPIKES
from tests.makers import MadeRun, make_review
from views import ceiling_chart, load_charts
from views.ceiling_chart import ceiling_chart as ceiling
from views.load_charts import distance_chart, load_chart
from views.theme import DARK, LIGHT
from views.windows import CHOICES, TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)
REVIEWS = {
    "usual": make_review(),
    "empty": make_review(runs=()),
    "one run": make_review(runs=[MadeRun(days_ago=2)]),
    "all null": make_review(
        runs=[MadeRun(days_ago=n, distance_m=None, load_au=None) for n in range(5)]
    ),
    "long ago": make_review(runs=[MadeRun(days_ago=n) for n in range(60, 80, 3)]),
}
DRAWN = (ceiling, distance_chart, load_chart)


def shown(choice: str = TWELVE_WEEKS) -> Any:
    return window(choice, first_day=date(2020, 1, 1), today=TODAY)


def layers(chart: alt.LayerChart, mark: str) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def rows(chart: alt.LayerChart, layer: dict[str, Any]) -> list[dict[str, Any]]:
    spec = chart.to_dict()  # the data of an only layer stand at the top
    return spec["datasets"][layer.get("data", spec.get("data"))["name"]]


def words_in(chart: alt.LayerChart) -> list[str]:
    return [row["label"] for layer in layers(chart, "text") for row in rows(chart, layer)]


@pytest.mark.parametrize("name", REVIEWS)
@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("choice", CHOICES)
def test_a_chart_can_be_drawn_of_any_review(name: str, draw: Any, choice: str) -> None:
    assert draw(REVIEWS[name], DARK, shown=shown(choice)).to_dict()["height"] > 100


@pytest.mark.parametrize("draw", DRAWN)
def test_a_chart_names_only_columns_of_a_schema_or_documented_ones(draw: Any) -> None:
    allowed = {*SPIKES.names, *DAYS.names, *CEILINGS.names}
    allowed |= ceiling_chart.DERIVED.keys() | load_charts.DERIVED.keys()
    spec = draw(REVIEWS["usual"], LIGHT, shown=shown()).to_dict()
    named = {
        channel["field"]
        for layer in spec["layer"]
        for channel in layer["encoding"].values()
        if "field" in channel
    }
    assert named <= allowed


@pytest.mark.parametrize("draw", DRAWN)
def test_no_layer_without_rows_is_drawn(draw: Any) -> None:
    chart = draw(REVIEWS["empty"], LIGHT, shown=shown())
    assert all(rows(chart, layer) for layer in chart.to_dict()["layer"])


def test_a_jump_is_labelled_with_sign_distance_and_change() -> None:
    jump = [
        *(MadeRun(days_ago=n, distance_m=10_000.0) for n in range(80, 3, -5)),
        MadeRun(days_ago=2, distance_m=16_000.0),
    ]
    assert "▲ 16.0 km, +60 %" in words_in(ceiling(make_review(runs=jump), LIGHT, shown=shown()))


def test_the_next_ceiling_and_the_one_after_it_are_written_on_the_line() -> None:
    runs = [
        *(MadeRun(days_ago=n) for n in range(70, 2, -4)),
        MadeRun(days_ago=20, distance_m=8500.0),
    ]
    said = words_in(ceiling(make_review(runs=runs), LIGHT, shown=shown()))
    assert {"9.3 km", "8.8 km"} <= set(said)


def test_a_run_without_a_complete_reference_gets_no_verdict() -> None:
    early = [MadeRun(days_ago=60), MadeRun(days_ago=55, distance_m=20_000.0), MadeRun(days_ago=1)]
    chart = ceiling(make_review(runs=early), LIGHT, shown=shown())
    bars = rows(chart, layers(chart, "rect")[0])
    assert [bar["verdict"] for bar in bars] == ["none", "none", "none"]


def test_an_unknown_day_is_asked_about_and_not_drawn_as_zero() -> None:
    review = make_review(runs=[MadeRun(days_ago=9), MadeRun(days_ago=4, load_au=None)])
    chart = load_chart(review, LIGHT, shown=shown())
    assert words_in(chart) == ["?"]


def test_an_estimated_load_is_drawn_apart_from_a_measured_one() -> None:
    review = make_review(runs=[MadeRun(days_ago=4)])
    days = review.days.with_columns(is_load_estimated=pl.col("n_runs") > 0)
    chart = load_chart(replace(review, days=days), LIGHT, shown=shown())
    assert [bar["certainty"] for bar in rows(chart, layers(chart, "rect")[0])] == ["partly"]


def test_a_rest_day_is_not_asked_about() -> None:
    assert words_in(load_chart(REVIEWS["usual"], LIGHT, shown=shown())) == []


def test_a_week_with_an_unknown_run_is_marked_as_partly_known() -> None:
    review = make_review(runs=[MadeRun(days_ago=9), MadeRun(days_ago=8, load_au=None)])
    chart = load_chart(review, LIGHT, shown=shown("1 year"))
    bars = rows(chart, layers(chart, "rect")[0])
    assert [(bar["load_au"], bar["certainty"]) for bar in bars] == [(50.0, "partly")]


def test_a_week_adds_its_days_up() -> None:
    review = make_review(runs=[MadeRun(days_ago=9), MadeRun(days_ago=8)])
    chart = distance_chart(review, LIGHT, shown=shown("1 year"))
    assert [bar["distance_m"] for bar in rows(chart, layers(chart, "rect")[0])] == [16_000.0]


def test_days_are_naive_so_that_no_browser_moves_them() -> None:
    review = make_review(runs=[MadeRun(days_ago=9)])
    chart = distance_chart(review, LIGHT, shown=shown())
    assert rows(chart, layers(chart, "rect")[0])[0]["from_time"] == "2026-11-09T15:00:00"


def test_an_imperial_axis_is_ticked_in_whole_miles() -> None:
    from core.athlete import Profile

    review = make_review(profile=Profile(is_metric=False))
    axis = distance_chart(review, LIGHT, shown=shown()).to_dict()["layer"][0]["encoding"]["y"][
        "axis"
    ]
    assert axis["values"][1] == pytest.approx(2 * 1609.344)
    assert "mi" in axis["labelExpr"]


def test_all_charts_of_a_window_begin_and_end_alike() -> None:
    ends = [
        rows(chart, chart.to_dict()["layer"][0])
        for draw in DRAWN
        for chart in [draw(REVIEWS["usual"], LIGHT, shown=shown())]
    ]
    moments = [[row["from_time"] for row in frame] for frame in ends]
    assert moments[0] == moments[1] == moments[2]


@pytest.mark.parametrize(("metric", "has_dates"), [(None, True), ("hr", False)])
def test_the_lowest_chart_carries_the_dates(metric: str | None, has_dates: bool) -> None:
    chart = distance_chart(make_review(load_metric=metric), DARK, shown=shown()).to_dict()
    axes = [layer["encoding"]["x"]["axis"]["labels"] for layer in chart["layer"]]
    assert set(axes) == {has_dates}


def test_a_bar_begins_on_sunday_where_the_week_does() -> None:
    review = make_review(runs=[MadeRun(days_ago=4), MadeRun(days_ago=3)])  # Sun 15, Mon 16 Nov
    year = window("1 year", first_day=None, today=TODAY, begins_on_sunday=True)
    chart = distance_chart(review, LIGHT, shown=year)
    bars = rows(chart, layers(chart, "rect")[0])
    assert [(bar["from_time"][:10], bar["distance_m"]) for bar in bars] == [
        ("2026-11-15", 16_000.0)
    ]


def name_of_the_ceiling(runs: list[MadeRun]) -> list[dict[str, Any]]:
    chart = ceiling(make_review(runs=runs), LIGHT, shown=shown())
    named = (row for layer in layers(chart, "text") for row in rows(chart, layer))
    return [row for row in named if row["label"] == "ceiling"]


def test_the_word_ceiling_stands_where_no_bar_and_no_step_can_cross_it() -> None:
    rising = [MadeRun(days_ago=n, distance_m=12_000.0 - 100 * n) for n in range(80, 1, -4)]
    assert [row["from_time"] for row in name_of_the_ceiling(rising)] == ["2026-11-19T00:00:00"]


def test_the_word_ceiling_stands_at_the_end_of_a_line_that_has_ended() -> None:
    long_ago = [MadeRun(days_ago=n) for n in range(80, 50, -4)]
    ends = {row["from_time"][:7] for row in name_of_the_ceiling(long_ago)}
    assert ends == {"2026-10"}
