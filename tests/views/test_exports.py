from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from core.schemas import LOADS
from tests.makers import MadeRun, make_review, make_series, usual_runs
from views import exports, load_cards, load_curves, words
from views.ceiling_chart import ceiling_chart
from views.load_charts import load_chart
from views.theme import LIGHT
from views.windows import TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)
SHOWN = window(TWELVE_WEEKS, first_day=None, today=TODAY)
RUNS = [*usual_runs()[:-1], MadeRun(days_ago=0, distance_m=13_579.2468, load_au=84.123456789)]


def review() -> Any:
    made = make_review(runs=RUNS)
    return replace(made, series=make_series(made.days))


def back(frame: pl.DataFrame) -> pl.DataFrame:
    """The export as a spreadsheet reads it."""
    return pl.read_csv(io.BytesIO(exports.csv(frame)), try_parse_dates=True)


def drawn(chart: Any, column: str) -> float:
    """The last number of a chart's first bars."""
    spec = chart.to_dict()
    layer = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "rect")
    return spec["datasets"][layer["data"]["name"]][-1][column]


def test_card_chart_and_export_hold_one_distance_of_the_last_run() -> None:
    made = review()
    of_export = back(exports.runs_frame(made))["distance_m"][0]
    assert drawn(ceiling_chart(made, LIGHT, shown=SHOWN), "distance_m") == of_export
    assert load_cards.cards(made, shown=SHOWN)[1].value == words.distance(of_export)


def test_no_run_moved_for_longer_than_it_lasted() -> None:
    made = review()
    moving = pl.Series([None, 5876.0] + [60.0] * (made.activities.height - 2))
    rows = made.activities.with_columns(elapsed_s=pl.lit(5875.0), moving_s=moving)
    table = exports.runs_frame(replace(made, activities=rows)).sort("activity_id")
    assert table["moving_s"].to_list()[:3] == [None, 5875.0, 60.0]


def test_card_and_export_hold_one_ceiling() -> None:
    made = review()
    card = load_cards.cards(make_review(runs=usual_runs()), shown=SHOWN)[0]
    of_today = back(exports.days_frame(make_review(runs=usual_runs())))["ceiling_m"][0]
    assert card.value == words.distance(of_today)
    assert made.ceiling.distance_m != of_today


def test_chart_and_export_hold_one_load_of_the_day() -> None:
    made = review()
    of_export = back(exports.days_frame(made))["load_au"][0]
    assert drawn(load_chart(made, LIGHT, shown=SHOWN), "load_au") == of_export == 84.123456789


def test_heading_and_export_hold_one_42_day_load() -> None:
    made = review()
    of_export = back(exports.days_frame(made))["load_42_au"][0]
    assert load_curves.heading(made).startswith(f"42-day load {words.load(of_export)},")


def test_unknown_is_an_empty_cell_and_rest_is_zero() -> None:
    made = make_review(runs=[MadeRun(days_ago=2, load_au=None), MadeRun(days_ago=1)])
    loads = back(exports.days_frame(made)).sort("local_date")["load_au"].to_list()
    assert loads == [None, 50.0, 0.0]


def test_no_number_of_the_warm_up_leaves_the_house() -> None:
    made = make_review(runs=[MadeRun(days_ago=3)])
    made = replace(made, series=make_series(made.days))
    assert exports.days_frame(made)["load_42_au"].null_count() == made.days.height


def test_the_reason_for_a_missing_load_is_exported() -> None:
    row = {"activity_id": [0], "missing": ["Heart rate for 50 % of the run."]}
    made = make_review(runs=[MadeRun(days_ago=1, load_au=None)])
    made = replace(made, loads=LOADS.complete(pl.DataFrame(row)))
    assert exports.runs_frame(made)["missing"].to_list() == ["Heart rate for 50 % of the run."]


def test_the_files_are_named_for_the_day_and_made_when_asked() -> None:
    runs, days = exports.of_runs_and_days(review())
    assert (runs.file_name, days.label) == ("evenstride-runs-2026-11-19.csv", "Days as CSV")
    assert runs.make().startswith(b"activity_id,local_date,distance_m")


def test_an_empty_history_exports_its_heads() -> None:
    assert exports.csv(exports.days_frame(make_review(runs=()))).count(b"\n") == 1
