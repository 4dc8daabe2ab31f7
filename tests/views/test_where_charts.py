from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl
import pytest

from core.schemas import WHERE
from tests.makers import make_review
from tests.views.where_makers import ALL, LATE, NOTHING, cell, found
from views import where_charts, where_lines
from views.theme import DARK, LIGHT
from views.where_charts import cells_chart, look, table
from views.where_lines import late_chart, speed_chart
from views.where_panels import panels
from views.where_words import CAUSES

SEEN = look(ALL, LIGHT, is_metric=True)


def fields(chart: alt.LayerChart) -> set[str]:
    channels = [each for layer in chart.to_dict()["layer"] for each in layer["encoding"].values()]
    return {each["field"] for each in channels if "field" in each}


def rows_of(chart: alt.LayerChart) -> list[dict[str, Any]]:
    found_rows: list[dict[str, Any]] = []
    for rows in chart.to_dict()["datasets"].values():
        found_rows += rows
    return found_rows


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_cells_of_every_cause_can_be_drawn(cause: str, palette: Any) -> None:
    seen = look(ALL, palette, is_metric=False)
    assert cells_chart(ALL.of(cause), seen).to_dict()["height"] > 0


def test_the_pictures_name_only_columns_of_the_schema_or_documented_ones() -> None:
    charts = (cells_chart(ALL.of("turn"), SEEN), speed_chart(ALL, SEEN), late_chart(LATE, SEEN))
    allowed = {*WHERE.names, *where_charts.DERIVED, *where_lines.DERIVED, "local_date"}
    assert set().union(*(fields(chart) for chart in charts)) <= allowed


def test_left_is_on_the_left() -> None:
    spec = cells_chart(ALL.of("third"), SEEN).to_dict()
    domains = [
        layer["encoding"]["x"]["scale"]["domain"]
        for layer in spec["layer"]
        if "field" in layer["encoding"].get("x", {})
    ]
    assert all(first > last for first, last in domains)


def test_all_causes_have_one_scale_that_holds_every_interval() -> None:
    assert SEEN.low_pp <= -1.2
    assert SEEN.high_pp >= 2.8


def test_a_thin_cell_has_words_and_no_dot() -> None:
    chart = cells_chart(ALL.of("turn"), SEEN)
    labels = {row.get("name"): row for row in rows_of(chart) if "name" in row}
    assert labels["Bends to the left · 6 min in 2 runs"]["label"] == "◌ too few"
    dots = [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "circle"]
    data = chart.to_dict()["datasets"][dots[0]["data"]["name"]]
    assert [row["row"] for row in data] == ["00"]


def test_an_interval_that_holds_even_has_no_colour_of_a_side() -> None:
    even = found(cell("turn", "left", 0.1), cell("turn", "right", -0.9))
    colours = [
        row["colour"]
        for row in rows_of(cells_chart(even.of("turn"), look(even, LIGHT, is_metric=True)))
        if "colour" in row
    ]
    assert set(colours) == {LIGHT.even, LIGHT.right}


def test_without_a_usual_no_band_is_drawn() -> None:
    bare = found(cell("turn", "left", 1.0), usual=())
    marks = cells_chart(bare.of("turn"), look(bare, LIGHT, is_metric=True)).to_dict()["layer"]
    assert "bar" not in [layer["mark"]["type"] for layer in marks]


def test_faster_is_to_the_right_and_labelled_as_pace() -> None:
    axis = speed_chart(ALL, SEEN).to_dict()["layer"][0]["encoding"]["x"]
    assert axis["scale"].get("reverse") is None
    assert "1000" in axis["axis"]["labelExpr"]


@pytest.mark.parametrize("late", [(), LATE[:1], LATE])
def test_long_runs_can_be_drawn_however_many(late: Any) -> None:
    assert late_chart(late, SEEN).to_dict()["height"] == 260


def test_no_speed_at_all_can_be_drawn() -> None:
    assert speed_chart(NOTHING, look(NOTHING, LIGHT, is_metric=True)).to_dict()


def test_the_table_holds_every_number_of_a_picture() -> None:
    told = table(ALL.of("turn"), is_metric=True)
    assert told["Balance"].to_list() == ["51.7 % left", "◌ too few"]
    assert told["95 % interval"][0] == "51.5 % left to 51.9 % left"
    assert told["Stands on"][1] == "6 min in 2 runs"


def test_an_empty_table_has_its_columns() -> None:
    assert isinstance(table(WHERE.empty(), is_metric=True), pl.DataFrame)


def headings(*cells: dict[str, Any]) -> list[str]:
    rows = panels(found(*cells), make_review(), LIGHT)
    return [panel.heading for row in rows for panel in row]


def test_sensors_stand_side_by_side_only_where_there_are_two() -> None:
    strap, pods = cell("sensor", "HRM", 1.0), cell("sensor", "pods", -0.4)
    assert "Sensors" not in headings(strap)
    assert "Sensors" in headings(strap, pods)


def test_every_cause_has_a_card_even_if_nothing_is_known() -> None:
    assert len(headings()) == 6


def test_long_runs_are_drawn_below_their_thirds() -> None:
    (third, _), *_ = panels(ALL, make_review(), LIGHT)
    assert [picture.key for picture in third.pictures] == ["where_third", "where_late"]
