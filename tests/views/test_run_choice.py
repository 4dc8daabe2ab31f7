from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.makers import MadeRun, make_review
from views import run_choice
from views.ceiling_chart import ceiling_chart
from views.load_charts import distance_chart, load_chart
from views.theme import LIGHT
from views.windows import CHOICES, TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)
TWO = make_review(
    runs=[MadeRun(days_ago=9), MadeRun(days_ago=2, distance_m=5000.0), MadeRun(days_ago=2)]
)


def shown(choice: str = TWELVE_WEEKS) -> Any:
    return window(choice, first_day=date(2020, 1, 1), today=TODAY)


def hits(chart: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The chart as data, and the rows that a click can hit."""
    spec = chart.to_dict()
    layer = next(layer for layer in spec["layer"] if "_days" in layer.get("name", ""))
    return spec, spec["datasets"][layer["data"]["name"]]


def test_the_whole_height_of_a_day_with_a_run_can_be_clicked() -> None:
    spec, rows = hits(distance_chart(TWO, LIGHT, shown=shown()))
    assert [row["label"] for row in rows] == ["8.0 km", "13.0 km in 2 runs"]
    assert spec["params"][0]["views"] == ["distance_days"]


def test_a_chart_stays_the_same_from_one_rerun_to_the_next() -> None:
    first, second = (ceiling_chart(TWO, LIGHT, shown=shown()).to_dict() for _ in range(2))
    assert first == second


def test_a_click_on_a_day_leads_to_its_runs() -> None:
    _, rows = hits(distance_chart(TWO, LIGHT, shown=shown()))
    found = run_choice.clicked(TWO, {"distance": rows[:1]}, {"distance": shown()})
    assert found == {0: "Tue 10 Nov, 8.0 km"}


def test_a_click_on_a_week_leads_to_all_of_its_runs() -> None:
    _, rows = hits(distance_chart(TWO, LIGHT, shown=shown("1 year")))
    found = run_choice.clicked(TWO, {"distance": rows[1:]}, {"distance": shown("1 year")})
    assert list(found) == [2, 1] or list(found) == [1, 2]


def test_no_click_offers_the_newest_runs_of_the_window_first() -> None:
    review = make_review()
    offered = run_choice.choices(review, shown=shown())
    assert next(iter(offered.values())) == "Wed 18 Nov, 12.0 km"
    assert len(offered) == 36


def test_a_run_without_distance_is_offered_by_its_day() -> None:
    review = make_review(runs=[MadeRun(days_ago=1, distance_m=None)])
    assert list(run_choice.choices(review, shown=shown()).values()) == ["Wed 18 Nov"]


def test_ten_years_of_runs_are_no_list_to_choose_from() -> None:
    review = make_review(runs=[MadeRun(days_ago=n) for n in range(400)])
    offered = run_choice.choices(review, shown=shown("All"))
    assert len(offered) == run_choice.MOST_CHOICES


def test_the_address_of_a_run_holds_its_id() -> None:
    assert run_choice.query(17) == {"run": "17"}


@pytest.mark.parametrize("choice", CHOICES)
def test_a_bar_of_load_tells_its_load(choice: str) -> None:
    spec, rows = hits(load_chart(TWO, LIGHT, shown=shown(choice)))
    layer = next(layer for layer in spec["layer"] if "_days" in layer.get("name", ""))
    assert [row["label"] for row in rows] == ["50", "100 in 2 runs"]
    assert layer["encoding"]["tooltip"][1] == {"field": "label", "title": "Load", "type": "nominal"}


def test_a_week_tells_its_distance_and_its_runs() -> None:
    _, rows = hits(distance_chart(TWO, LIGHT, shown=shown("1 year")))
    assert [row["label"] for row in rows] == ["8.0 km", "13.0 km in 2 runs"]


def test_what_is_unknown_is_not_told_as_zero() -> None:
    runs = [
        MadeRun(days_ago=9, distance_m=None, load_au=None),
        MadeRun(days_ago=8, load_au=None),
        MadeRun(days_ago=1, distance_m=None, load_au=None),
    ]
    review, year = make_review(runs=runs), shown("1 year")
    distances, loads = (
        [row["label"] for row in hits(draw(review, LIGHT, shown=year))[1]]
        for draw in (distance_chart, load_chart)
    )
    assert distances == ["at least 8.0 km in 2 runs", "unknown"]
    assert loads == ["unknown in 2 runs", "unknown"]


def test_a_day_is_dated_by_a_moment_that_lies_in_it() -> None:
    spec, rows = hits(distance_chart(TWO, LIGHT, shown=shown()))
    layer = next(layer for layer in spec["layer"] if "_days" in layer.get("name", ""))
    moment = rows[0][layer["encoding"]["tooltip"][0]["field"]]
    assert moment.startswith("2026-11-10")


def test_a_click_on_a_week_that_begins_on_sunday_leads_to_its_runs() -> None:
    sundays = window("1 year", first_day=None, today=TODAY, begins_on_sunday=True)
    review = make_review(runs=[MadeRun(days_ago=5), MadeRun(days_ago=4), MadeRun(days_ago=3)])
    _, rows = hits(distance_chart(review, LIGHT, shown=sundays))
    found = run_choice.clicked(review, {"distance": rows[1:]}, {"distance": sundays})
    assert list(found) == [2, 1]


def test_the_box_asks_for_what_can_be_clicked_in_the_window() -> None:
    assert run_choice.hint({}, shown=shown()) == "Choose a run, or click a day above"
    assert run_choice.hint({}, shown=shown("1 year")) == "Choose a run, or click a week above"


def test_a_click_on_several_runs_is_answered_with_their_number() -> None:
    assert run_choice.question({1: "a", 2: "b"}) == "You clicked 2 runs: open one of them"
    assert run_choice.hint({1: "a", 2: "b"}, shown=shown()) == "Choose a run"
    assert run_choice.question({}) == "Open a run"
