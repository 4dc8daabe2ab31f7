from __future__ import annotations

from typing import Any

import pytest

from core.findings import Review, Side
from core.schemas import LEANS, SPIKES
from tests.makers import MadeRun, make_balance_flag, make_flag, make_leans, make_review
from views import flag_pictures
from views.flag_pictures import lollipop_chart, picture, spike_run
from views.theme import DARK, LIGHT

LAST_FIVE = make_balance_flag(run_ids=(1, 2, 3, 4, 5))
LEFT = make_review(flags=(LAST_FIVE,), leans=make_leans((0.3, 1.6, 1.4, 1.9, -0.2, 1.7)))
SPIKED = make_review(
    runs=[
        MadeRun(days_ago=9, distance_m=12000.0),
        MadeRun(days_ago=5),
        MadeRun(days_ago=1, distance_m=16000.0),
    ]
)
SPIKE = make_flag(value=16 / 12)


def fields(spec: dict[str, Any]) -> set[str]:
    channels = [each for layer in spec["layer"] for each in layer["encoding"].values()]
    return {each["field"] for each in channels if "field" in each}


def drawn(review: Review, flag: Any) -> dict[str, Any]:
    found = picture(flag, review, LIGHT)
    assert found is not None
    return found[0].to_dict()


@pytest.mark.parametrize(
    "review",
    [make_review(), LEFT, make_review(flags=(make_balance_flag(),), leans=make_leans((None,)))],
    ids=["empty", "usual", "all null"],
)
def test_the_lollipops_can_be_drawn_of_any_review(review: Review) -> None:
    assert lollipop_chart(review, DARK).to_dict()["height"] > 60


def test_left_is_on_the_left() -> None:
    start, end = drawn(LEFT, LEFT.flags[0])["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert start > 0 > end


def test_only_the_counted_runs_have_a_row() -> None:
    spec = drawn(LEFT, LEFT.flags[0])
    assert max(len(rows) for rows in spec["datasets"].values()) == 5


def test_two_runs_of_one_day_have_two_rows_with_one_label() -> None:
    flag = make_balance_flag(run_ids=(0, 1, 2))
    review = make_review(flags=(flag,), leans=make_leans((1.6, 1.4, 1.9), every_days=0))
    spec = drawn(review, flag)
    rows = {row["row"] for rows in spec["datasets"].values() for row in rows if "row" in row}
    assert sorted(rows) == ["0|Wed 18 Nov", "1|Wed 18 Nov", "2|Wed 18 Nov"]
    axes = [layer["encoding"].get("y", {}).get("axis") or {} for layer in spec["layer"]]
    assert {axis["labelExpr"] for axis in axes if "labelExpr" in axis} == {
        "split(datum.label, '|')[1]"
    }


def test_the_runs_have_the_colour_of_the_side_that_is_raised() -> None:
    review = make_review(
        flags=(make_balance_flag(side=Side.RIGHT, value=-1.6, run_ids=tuple(range(5))),),
        leans=make_leans((-1.6,) * 5),
    )
    marks = [layer["mark"] for layer in drawn(review, review.flags[0])["layer"]]
    assert {mark["color"] for mark in marks if mark["type"] == "circle"} == {LIGHT.right}


def test_the_pictures_name_only_columns_of_a_schema_or_documented_ones() -> None:
    allowed = {*LEANS.names, *SPIKES.names, *flag_pictures.DERIVED}
    assert fields(drawn(LEFT, LEFT.flags[0])) <= allowed
    assert fields(drawn(SPIKED, SPIKE)) <= allowed


def test_a_spike_is_drawn_from_the_run_with_the_ratio_of_the_flag() -> None:
    run = spike_run(SPIKE, SPIKED)
    assert run is not None
    assert (run["distance_m"], run["reference_distance_m"]) == (16000.0, 12000.0)


def test_a_spike_without_a_ratio_has_no_picture() -> None:
    assert picture(make_flag(value=None), SPIKED, LIGHT) is None


def test_the_limit_is_written_on_its_rule() -> None:
    marks = [layer["mark"] for layer in drawn(SPIKED, SPIKE)["layer"]]
    assert "1.10 times: 13.2 km" in [mark.get("text") for mark in marks]


def test_the_limit_crosses_the_bars_and_no_label() -> None:
    layers = drawn(SPIKED, SPIKE)["layer"]
    assert "rule" not in [layer["mark"]["type"] for layer in layers]
    [mark] = [layer["mark"] for layer in layers if layer["mark"]["type"] == "tick"]
    [bar] = [layer["mark"] for layer in layers if layer["mark"]["type"] == "bar"]
    [label] = [layer["mark"] for layer in layers if layer["mark"].get("dy")]
    assert mark["yOffset"] - mark["height"] / 2 > label["dy"]
    assert mark["yOffset"] == bar["yOffset"]


def test_both_runs_are_named_with_day_and_distance() -> None:
    rows = [row for rows in drawn(SPIKED, SPIKE)["datasets"].values() for row in rows]
    assert [row["label"] for row in rows if "label" in row] == [
        "Longest of the 30 days before, Tue 10 Nov: 12.0 km",
        "This run, Wed 18 Nov: 16.0 km",
    ]


def test_a_flag_without_a_picture_has_none() -> None:
    assert picture(make_flag(id="MONOTONY"), SPIKED, LIGHT) is None
