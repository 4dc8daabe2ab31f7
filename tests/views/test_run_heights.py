"""Heights and lengths of a run are in the units of the runner; a net change is no climb."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import polars as pl
import pytest

from core.run import RunDetail
from tests.run_makers import made
from views import (
    run_along,
    run_figures,
    run_heights,
    run_lanes,
    run_part,
    run_route,
    run_splits,
    run_words,
)
from views.run_lanes import CHANNELS, Look
from views.theme import LIGHT


def detail(kind: str = "long") -> RunDetail:
    return made().details[kind]


@cache
def look(*, is_metric: bool) -> Look:
    review = made().review
    review = replace(review, profile=replace(review.profile, is_metric=is_metric))
    return run_along.look_of(detail(), review, LIGHT)


def figures(*, is_metric: bool) -> dict[str, str]:
    review = made().review
    review = replace(review, profile=replace(review.profile, is_metric=is_metric))
    return {each.name: each.value for each in run_figures.figures(detail(), review)}


def climb_m() -> float:
    value: float = detail().activity["ascent_m"].item()
    return value


def altitude(*, is_metric: bool) -> Any:
    shown = run_lanes.channels_of(detail(), is_metric=is_metric)
    return next(each for each in shown if each.column == "altitude_m")


def words_of(chart: Any) -> str:
    return str(chart.to_dict())


def test_a_climb_is_in_feet_where_the_runner_thinks_in_miles() -> None:
    said = figures(is_metric=False)["Ascent"].replace("\u00a0", " ")
    assert said == f"{climb_m() / 0.3048:,.0f} ft"


def test_a_climb_is_in_metres_elsewhere() -> None:
    said = figures(is_metric=True)["Ascent"].replace("\u00a0", " ")
    assert said == f"{climb_m():,.0f} m"


def test_the_lane_of_the_altitude_is_in_feet() -> None:
    median = detail().seconds["altitude_m"].median() / 0.3048
    lane = run_lanes.lane(detail(), altitude(is_metric=False), look(is_metric=False))
    assert lane.alt.startswith("Altitude: ")
    assert float(lane.alt.split()[1].replace(",", "")) == pytest.approx(median, abs=1.5)
    assert lane.alt.split()[2] == "ft"


def test_the_lane_of_the_altitude_is_in_metres_elsewhere() -> None:
    lane = run_lanes.lane(detail(), altitude(is_metric=True), look(is_metric=True))
    assert lane.alt.split()[2] == "m"


def test_no_other_lane_has_another_unit() -> None:
    known = {each.column: each for each in CHANNELS}
    shown = run_lanes.channels_of(detail(), is_metric=False)
    assert [each for each in shown if each != known[each.column]] == [altitude(is_metric=False)]


def test_the_lanes_as_a_table_are_in_feet() -> None:
    (table,) = run_along.panel(detail(), look(is_metric=False)).tables
    said = table.frame["Altitude, ft"].str.replace(",", "").cast(pl.Float64)
    assert said.median() == pytest.approx(detail().seconds["altitude_m"].median() / 0.3048, rel=0.1)


@pytest.mark.parametrize(("is_metric", "says"), [(True, "500 m"), (False, "2000 ft")])
def test_the_bar_of_the_map_is_in_the_units_of_the_runner(is_metric: bool, says: str) -> None:
    picture = run_route.picture(detail(), look(is_metric=is_metric))
    assert f"{says}   N ↑" in words_of(picture.chart)


def test_the_way_is_described_in_miles() -> None:
    assert " mi from west to east" in run_route.picture(detail(), look(is_metric=False)).alt


def test_end_minus_start_is_not_called_up_and_down() -> None:
    height = detail().seconds["altitude_m"].drop_nulls()
    shown = run_part.figures(detail(), look(is_metric=True).way, None, is_metric=True)
    change = round(height[-1] - height[0])
    assert shown["End against start"][0].replace("−", "-").lstrip("+") == f"{change} m"
    assert not [name for name in shown if "Up" in name]


def test_the_splits_say_end_against_start_in_feet() -> None:
    table = run_splits.panel(detail(), LIGHT, is_metric=False).tables[0]
    assert table.frame["End against start"][0].endswith(" ft")


def test_a_whole_kilometre_has_its_decimal() -> None:
    assert run_splits.panel(detail(), LIGHT, is_metric=True).tables[0].tenths == ("To, km",)


def test_an_unnamed_sport_has_its_article_and_no_time_where_none_is_known() -> None:
    seen, nothing = detail("ride"), dict.fromkeys(("distance_m", "moving_s", "timer_s"))
    row = seen.activity.with_columns(
        pl.lit("generic").alias("sport"),
        pl.lit(0.0).alias("elapsed_s"),
        *(pl.lit(value, pl.Float64).alias(name) for name, value in nothing.items()),
    )
    said = run_words.answer(replace(seen, activity=row), made().review)
    assert said == "An activity of unnamed sport. It counts in no run figure."


@pytest.mark.parametrize(
    ("room_m", "is_metric", "bar"),
    [
        (10.0, True, ("50 m", 50.0)),
        (1999.0, True, ("1 km", 1000.0)),
        (700.0, False, ("2000 ft", 609.6)),
        (1e6, False, ("30 mi", 48_280.32)),
    ],
)
def test_a_bar_is_round_and_fits(room_m: float, is_metric: bool, bar: tuple[str, float]) -> None:
    said, length_m = run_heights.scale_bar(room_m, is_metric=is_metric)
    assert (said, round(length_m, 2)) == bar


@pytest.mark.parametrize(("kind", "has_one"), [("long", True), ("gpx", False)])
def test_splits_speak_of_balance_only_where_there_is_one(kind: str, has_one: bool) -> None:
    said = run_splits.panel(detail(kind), LIGHT, is_metric=True).caption
    assert ("Balance" in said) is has_one


@pytest.mark.parametrize("kind", ["long", "gpx", "strapless"])
def test_the_whole_run_has_the_pace_of_the_answer(kind: str) -> None:
    way = run_along.look_of(detail(kind), made().review, LIGHT).way
    pace = run_part.figures(detail(kind), way, None, is_metric=True)["Pace"][0]
    assert pace in run_words.answer(detail(kind), made().review).replace("\u00a0", " ")
