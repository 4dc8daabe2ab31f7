from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import altair as alt
import polars as pl
import pytest

from core.findings import BALANCE_ACT_PP, BALANCE_WATCH_PP, Level, Review, Side, Tone
from core.schemas import LEANS
from core.where import UsualBand
from tests.makers import (
    OPEN_BALANCE,
    MadeRun,
    make_balance_flag,
    make_blocks,
    make_leans,
    make_review,
)
from tests.real_review import make_real_review
from tests.vega import label
from views import (
    balance_charts,
    balance_ground,
    balance_history,
    flag_pictures,
    run_balance,
    where_charts,
)
from views.balance_charts import (
    PODS,
    STRAP,
    balance_flag,
    first_range,
    history,
    measures,
    present_measure,
    ranges,
    runs_behind,
    verdict,
)
from views.balance_ground import Shown
from views.balance_history import MOST_DOTS, PICK, history_chart, thinned
from views.theme import DARK, LIGHT

TODAY = date(2026, 11, 19)
LAST_FIVE = (1.6, 1.4, 1.9, 1.2, 1.7)
QUARTER = Shown(days=91)
OPEN = make_balance_flag(**OPEN_BALANCE)


def leaning(*leans_pp: float | None, **told: Any) -> Review:
    flag = told.pop("flag", make_balance_flag())
    ids = tuple(range(len(leans_pp)))[-5:]
    flags = (replace(flag, run_ids=ids),) if flag else ()
    return make_review(leans=make_leans(leans_pp, **told), flags=flags)


REVIEWS = {
    "usual": leaning(0.2, 0.5, *LAST_FIVE),
    "empty": leaning(flag=OPEN),
    "no flag": leaning(0.3, flag=None),
    "one run": leaning(0.3, flag=OPEN),
    "all null": leaning(None, None, None, flag=OPEN),
    "to the right": leaning(*(-lean for lean in LAST_FIVE)),
    "two sensors": leaning(0.1, 0.2, *LAST_FIVE, sensors=("old", "old", "new")),
}


def texts(chart: alt.LayerChart) -> list[Any]:
    marks = [layer["mark"] for layer in chart.to_dict()["layer"]]
    return [mark["text"] for mark in marks if mark["type"] == "text"]


def colours(chart: alt.LayerChart, mark: str) -> set[str]:
    marks = [layer["mark"] for layer in chart.to_dict()["layer"]]
    return {each["color"] for each in marks if each["type"] == mark and "color" in each}


@pytest.mark.parametrize("days", [56, 91, 365])
@pytest.mark.parametrize("name", REVIEWS)
def test_the_history_can_be_drawn_of_any_review(name: str, days: int) -> None:
    assert history_chart(REVIEWS[name], DARK, shown=Shown(days=days)).to_dict()["height"] == 320


def test_the_history_names_only_columns_of_leans_or_documented_ones() -> None:
    allowed = {*LEANS.names, *balance_history.DERIVED, *balance_ground.DERIVED}
    spec = history_chart(REVIEWS["two sensors"], LIGHT, shown=QUARTER).to_dict()
    channels = [each for layer in spec["layer"] for each in layer["encoding"].values()]
    assert {each["field"] for each in channels if "field" in each} <= allowed


def test_every_layer_of_the_history_has_the_same_scale_so_that_no_axis_collapses() -> None:
    spec = history_chart(REVIEWS["two sensors"], LIGHT, shown=QUARTER).to_dict()
    ups = [layer["encoding"].get("y", {}) for layer in spec["layer"]]
    domains = [up["scale"]["domain"] for up in ups if "field" in up]
    assert domains.count(domains[0]) == len(domains)


def test_up_is_left() -> None:
    spec = history_chart(REVIEWS["usual"], LIGHT, shown=QUARTER).to_dict()
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low < 0 < high


def test_both_limits_stand_on_the_axis_with_side_and_sign() -> None:
    spec = history_chart(REVIEWS["empty"], LIGHT, shown=QUARTER).to_dict()
    axis = spec["layer"][0]["encoding"]["y"]["axis"]
    assert {value: label(axis["labelExpr"], value) for value in axis["values"]} == {
        -BALANCE_ACT_PP: "◆ 52.2 % R",
        -BALANCE_WATCH_PP: "▲ 51.0 % R",
        0.0: "even",
        BALANCE_WATCH_PP: "▲ 51.0 % L",
        BALANCE_ACT_PP: "◆ 52.2 % L",
    }


@pytest.mark.parametrize(
    "said",
    [
        balance_charts.EDGE_LABEL,
        flag_pictures.SHORT_LABEL,
        run_balance.EDGE_LABEL,
        where_charts.SIDE_LABEL,
    ],
    ids=["history", "flag", "run", "where"],
)
def test_on_every_axis_more_than_even_is_left(said: str) -> None:
    assert [label(said, lean_pp)[-1] for lean_pp in (1.0, -1.0)] == ["L", "R"]


def test_an_interval_beyond_the_limits_widens_the_axis() -> None:
    spec = history_chart(leaning(5.0, 5.2, 5.1), LIGHT, shown=QUARTER).to_dict()
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"][1] > 5.5


def test_the_number_above_the_median_has_room_on_the_left() -> None:
    review = leaning(5.0, 5.2, 5.1)
    spec = history_chart(review, LIGHT, shown=QUARTER).to_dict()
    most_left = max(review.leans["high_pp"])
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"][1] == pytest.approx(most_left + 1)


def test_the_counted_runs_have_the_colour_of_their_side() -> None:
    assert LIGHT.left in colours(history_chart(REVIEWS["usual"], LIGHT, shown=QUARTER), "circle")
    flag = make_balance_flag(side=Side.RIGHT, value=-1.6, low=-2.1, high=-1.1)
    right = leaning(*(-lean for lean in LAST_FIVE), flag=flag)
    assert LIGHT.right in colours(history_chart(right, LIGHT, shown=QUARTER), "circle")


def test_an_even_verdict_lends_no_side_its_colour() -> None:
    flag = make_balance_flag(level=Level.OK, tone=Tone.NONE, side=Side.NONE, value=0.4)
    chart = history_chart(leaning(*LAST_FIVE, flag=flag), LIGHT, shown=QUARTER)
    assert not {LIGHT.left, LIGHT.right} & colours(chart, "circle")


def test_the_median_is_written_beside_its_bar() -> None:
    assert ["last 5 runs", "51.6 % left"] in texts(
        history_chart(REVIEWS["usual"], LIGHT, shown=QUARTER)
    )


def test_no_verdict_draws_no_median() -> None:
    assert texts(history_chart(leaning(*LAST_FIVE, flag=OPEN), LIGHT, shown=QUARTER)) == []


def test_a_change_of_sensor_is_drawn_between_its_runs() -> None:
    chart = history_chart(REVIEWS["two sensors"], LIGHT, shown=QUARTER)
    assert [text for text in texts(chart) if isinstance(text, str)] == ["new sensor", "old sensor"]


def test_one_sensor_draws_no_change() -> None:
    assert "new sensor" not in texts(history_chart(REVIEWS["usual"], LIGHT, shown=QUARTER))


def test_a_run_that_names_no_sensor_is_no_change_of_sensor() -> None:
    review = leaning(*LAST_FIVE, sensors=("new", None, "new"))
    assert "new sensor" not in texts(history_chart(review, LIGHT, shown=QUARTER))


def test_a_short_run_has_a_dot_and_no_interval() -> None:
    leans = make_leans((0.5, 0.6)).with_columns(
        low_pp=pl.lit(None, pl.Float64), high_pp=pl.lit(None, pl.Float64)
    )
    spec = history_chart(make_review(leans=leans), LIGHT, shown=QUARTER).to_dict()
    intervals = [each for each in spec["layer"] if each["encoding"].get("y2")]
    assert [spec["datasets"][each["data"]["name"]] for each in intervals] == [[]]


def test_runs_before_the_window_are_left_out() -> None:
    long_ago = make_leans((1.0,), today=TODAY - timedelta(days=60))
    review = make_review(leans=pl.concat([long_ago, make_leans((1.0, 1.1), first_id=9)]))
    assert history(review, days=56).height == 2


def test_the_runs_behind_a_verdict_are_those_that_the_flag_names() -> None:
    flag = make_balance_flag(run_ids=(4, 1))
    review = make_review(leans=make_leans(LAST_FIVE), flags=(flag,))
    assert runs_behind(review)["activity_id"].to_list() == [1, 4]


def test_without_a_flag_no_run_stands_behind_a_verdict() -> None:
    assert runs_behind(REVIEWS["no flag"]).is_empty()


def test_too_little_data_is_no_verdict() -> None:
    assert verdict(REVIEWS["all null"]) is None


def test_a_verdict_that_is_ok_names_no_side() -> None:
    flag = make_balance_flag(level=Level.OK, tone=Tone.NONE, side=Side.LEFT, value=0.4)
    said = verdict(leaning(*LAST_FIVE, flag=flag))
    assert said is not None
    assert said.side is Side.NONE


def test_the_range_of_all_holds_the_oldest_run() -> None:
    review = make_review(runs=[MadeRun(days_ago=1700)])
    assert ranges(review)["All"] == 1701


def test_a_balance_of_years_ago_is_drawn_at_once() -> None:
    old = make_leans((1.6,) * 3, today=date(2022, 5, 3))
    assert first_range(make_review(leans=old)) == "All"
    assert first_range(make_review(leans=make_leans((1.6,) * 3))) == "12 weeks"


BAND = UsualBand(
    measure=STRAP,
    sensor="HRM-Run",
    since=TODAY - timedelta(days=300),
    until=TODAY - timedelta(days=1),
    low_pp=0.7,
    high_pp=2.3,
)


def rects(shown: Shown) -> int:
    spec = history_chart(REVIEWS["usual"], LIGHT, shown=shown).to_dict()
    return sum(layer["mark"]["type"] == "rect" for layer in spec["layer"])


def test_the_runners_own_usual_lies_on_the_ground() -> None:
    assert rects(Shown(days=84)) == 0
    assert rects(Shown(days=84, usual=(BAND,))) == 1


def test_the_makers_bands_are_drawn_by_name_and_only_if_wanted() -> None:
    chart = history_chart(REVIEWS["usual"], LIGHT, shown=Shown(days=84, has_vendor_bands=True))
    named = [text for text in texts(chart) if isinstance(text, str)]
    assert named == ["Garmin: good, and fair around it"]
    assert named[0] not in texts(history_chart(REVIEWS["usual"], LIGHT, shown=Shown(days=84)))


def test_a_run_can_be_clicked() -> None:
    spec = history_chart(REVIEWS["usual"], LIGHT, shown=Shown(days=84)).to_dict()
    assert PICK in [parameter["name"] for parameter in spec["params"]]


def both_measures() -> Review:
    strap = make_leans((1.0, 1.2, 1.1)).with_columns(measure=pl.lit(STRAP))
    pods = make_leans((-0.4, -0.5, -0.6)).with_columns(measure=pl.lit(PODS))
    flag = make_balance_flag(run_ids=(0, 1, 2))
    return make_review(leans=pl.concat([strap, pods]), flags=(flag,))


def test_two_sensors_on_one_run_are_never_mixed() -> None:
    review = both_measures()
    assert present_measure(review) == STRAP
    assert measures(review, days=84) == (STRAP, PODS)
    assert runs_behind(review)["lean_pp"].to_list() == [1.0, 1.2, 1.1]
    pods = history(review, days=84, measure=PODS)
    assert pods["lean_pp"].to_list() == [-0.4, -0.5, -0.6]
    assert not pods["is_counted"].any()


def test_a_constant_balance_is_not_drawn() -> None:
    flat = make_leans((1.0, 1.2)).with_columns(is_constant=pl.Series([True, False]))
    assert history(make_review(leans=flat), days=84)["lean_pp"].to_list() == [1.2]


def test_the_older_runs_of_a_long_history_are_one_dot_a_month() -> None:
    leans = make_leans([1.0] * (2 * MOST_DOTS), every_days=2)
    runs = history(make_review(leans=leans), days=2000)
    few = thinned(runs)
    assert few.height < MOST_DOTS / 2
    assert few.tail(150)["activity_id"].null_count() == 0
    assert few["activity_id"].null_count() == few.height - 150


def worn(days_ago: int, **told: Any) -> dict[str, Any]:
    return {"local_date": TODAY - timedelta(days=days_ago)} | told


def test_the_runs_that_are_drawn_are_those_of_the_sensor_that_is_judged() -> None:
    rows = [worn(20 - 2 * n, balance_sensor="strap") for n in range(6)]
    rows.append(worn(6, pod_sensor="pods", is_pod_balance_constant=False))
    rows.append(worn(4, balance_sensor="strap", is_balance_constant=True))
    moves = [0.1 * (n % 5 - 2) for n in range(20)]
    strap = [make_blocks(n, stance_balance_left_pct=[51.6 + x for x in moves]) for n in range(1, 7)]
    pods = make_blocks(
        7, stance_balance_left_pct=None, pod_balance_left_pct=[50.2 + x for x in moves]
    )
    review = make_real_review(*rows, today=TODAY, blocks=[*strap, pods, make_blocks(8)])
    flag = balance_flag(review)
    assert flag is not None
    assert (present_measure(review), flag.run_ids) == (PODS, (7,))
    assert runs_behind(review)["activity_id"].to_list() == [7]
