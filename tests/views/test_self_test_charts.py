"""Two bars a test and a line a side: left first, gaps kept as gaps, labels apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from analytics.self_tests import verdict
from core.findings import Level
from core.self_tests import SelfTested, Verdict
from views import self_test_panels as panels
from views.self_test_charts import bars_chart, bars_table, trend_chart, trend_table
from views.theme import DARK, LIGHT

TODAY = date(2026, 11, 22)


def taken(left: float | None, right: float | None, *, days_ago: int = 0, **told: Any) -> Verdict:
    usual = {"level": Level.OK, "test": "ST_CALF"}
    day = TODAY - timedelta(days=days_ago)
    return Verdict(**(usual | {"left": left, "right": right, "taken_on": day} | told))


def test_left_stands_above_right_in_its_own_colour() -> None:
    bars, labels = bars_chart(taken(18, 27), LIGHT).to_dict()["layer"]
    assert bars["encoding"]["y"]["sort"] == ["left", "right"]
    assert bars["encoding"]["color"]["scale"]["range"] == [LIGHT.left, LIGHT.right]
    assert labels["encoding"]["text"]["field"] == "label"


def test_bars_begin_at_zero() -> None:
    bars = bars_chart(taken(18, 27), DARK).to_dict()["layer"][0]
    assert bars["encoding"]["x"]["scale"]["domain"][0] == 0


def test_the_usual_count_is_a_dashed_rule() -> None:
    _, usual, _ = bars_chart(taken(18, 27, norm=32.0), LIGHT).to_dict()["layer"]
    assert usual["mark"]["strokeDash"]


def test_a_side_without_a_number_is_said_and_not_zero() -> None:
    table = bars_table(taken(None, 9.1, test="ST_SIT_STAND"))
    assert table["value"].to_list() == [None, 9.1]
    assert table["label"][0] == "not possible"


@pytest.mark.parametrize(
    "found", [taken(None, None), taken(0, 0), taken(150, 1)], ids=["none", "zero", "wide"]
)
def test_any_result_is_drawn(found: Verdict) -> None:
    assert bars_chart(found, LIGHT).to_dict()
    assert trend_chart([found, found], LIGHT).to_dict()


def test_the_trend_has_a_row_for_each_side_that_has_a_number() -> None:
    rows = trend_table([taken(18, None, days_ago=50), taken(20, 27)])
    assert rows.select("side", "value").rows() == [("left", 18), ("left", 20), ("right", 27)]


def test_labels_of_equal_sides_do_not_lie_on_each_other() -> None:
    spec = trend_chart([taken(20, 20, days_ago=50), taken(20, 20)], LIGHT).to_dict()
    name = spec["layer"][2]["data"]["name"]
    at = [row["at"] for row in spec["datasets"][name]]
    assert abs(at[0] - at[1]) > 2


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((12, 27), (20, 28), "Since the last test: left +8."),
        ((28, 20), (27, 12), "Since the last test: right −8."),
        ((18, 27), (20, 28), "Since the last test: no change beyond the test’s error."),
        ((None, 27), (20, 35), "Since the last test: right +8."),
    ],
)
def test_a_change_within_the_error_of_the_test_is_none(
    before: tuple[float | None, float], now: tuple[float, float], expected: str
) -> None:
    history = [taken(*before, days_ago=50), taken(*now)]
    assert panels.since_last(history) == expected


def test_one_test_alone_has_no_trend() -> None:
    assert panels.since_last([taken(18, 27)]) == ""


@pytest.mark.parametrize(
    ("test", "left", "right", "expected"),
    [
        ("ST_CALF", 24, 27, "**Difference 3**, the test's error is 6: no difference."),
        ("ST_CALF", 18, 27, "**Difference 9**, the test's error is 6: a difference."),
        ("ST_CALF", 93, 100, "**Difference 7**, the test's error is 6: a small one, 93 %"),
        ("ST_ANKLE", 8.5, 11, "**Difference 2.5 cm**, the test's error is 2 cm: a difference."),
        (
            "ST_SIT_STAND",
            14.5,
            13.1,
            "**Difference 1.4 s**, the test's error is 1.3 s: a small one, the other side took 90",
        ),
        ("ST_CALF", None, 27, ""),
    ],
)
def test_the_difference_is_held_against_the_error_in_words(
    test: str, left: float | None, right: float | None, expected: str
) -> None:
    said = panels.gate(verdict(test, left, right)).replace("\u00a0", " ")
    assert said.startswith(expected)
    assert bool(said) == bool(expected)


def test_fewer_seconds_are_better_in_five_rises() -> None:
    found = verdict("ST_SIT_STAND", 14.2, 11.0)
    told = SelfTested(verdicts=(found,), due=(), against={}, enough={"ST_SIT_STAND": 12.2})
    assert "12.2 s or less on the left" in panels.change(found, told).replace("\u00a0", " ")
