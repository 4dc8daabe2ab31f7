"""Where an uneven balance comes from: each cut, its counts, and cells that refuse to speak."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from analytics.where import hard_load_au, where_from
from core.findings import Evidence
from core.schemas import DAYS
from core.where import WhereFrom
from tests.analytics.gaited import (
    WEEKLY,
    fast_run,
    hilly_run,
    long_run,
    mirrored,
    runner,
    shuffled,
)
from tests.analytics.judged import TODAY, evidence
from tests.makers import make_activities


def cells(found: WhereFrom, cause: str) -> dict[str, Any]:
    return {row["cell"]: row for row in found.of(cause).iter_rows(named=True)}


def test_the_lean_is_told_for_each_speed() -> None:
    found = where_from(runner(WEEKLY, lambda n: fast_run(1.0, seed=n)))
    by_speed = cells(found, "speed")
    assert list(by_speed) == ["2.5", "2.75", "3.0", "3.25", "3.5", "3.75", "4.0"]
    assert by_speed["3.75"]["lean_pp"] - by_speed["2.75"]["lean_pp"] == pytest.approx(1.0, abs=0.1)
    assert by_speed["3.75"]["speed_mps"] == 3.75


def test_the_lean_is_told_for_each_slope_with_its_interval() -> None:
    up = cells(where_from(runner(WEEKLY, lambda n: hilly_run(0.2, 2.0, seed=n))), "slope")["up"]
    assert (up["n_runs"], up["n_blocks"], up["is_thin"]) == (5, 50, False)
    assert up["low_pp"] <= up["lean_pp"] <= up["high_pp"]
    assert up["lean_pp"] == pytest.approx(2.0, abs=0.1)


def test_a_thin_cell_counts_and_refuses_to_speak() -> None:
    up = cells(where_from(runner(WEEKLY[-2:], lambda n: hilly_run(0.2, 2.0, seed=n))), "slope")[
        "up"
    ]
    assert (up["n_runs"], up["n_blocks"], up["is_thin"]) == (2, 20, True)
    assert (up["lean_pp"], up["low_pp"], up["high_pp"]) == (None, None, None)


def test_first_and_last_thirds_of_long_runs_are_told_apart() -> None:
    thirds = cells(where_from(runner(WEEKLY, lambda n: long_run(0.5, 2.0, seed=n))), "third")
    assert thirds["first"]["lean_pp"] == pytest.approx(0.5, abs=0.1)
    assert thirds["last"]["lean_pp"] == pytest.approx(2.0, abs=0.1)


def test_minutes_that_turn_right_are_told_from_those_that_turn_left() -> None:
    def bends(_: int) -> dict[str, object]:
        return {
            "n": 30,
            "turn_right_degps": [2.0] * 10 + [-2.0] * 10 + [0.1] * 10,
            "stance_balance_left_pct": [51.0] * 10 + [49.0] * 10 + [50.0] * 10,
        }

    turns = cells(where_from(runner(WEEKLY, bends)), "turn")
    assert {name: row["lean_pp"] for name, row in turns.items()} == {
        "left": -1.0,
        "straight": 0.0,
        "right": 1.0,
    }


def test_half_a_degree_a_second_is_still_straight_on() -> None:
    given = runner(WEEKLY, lambda _: {"n": 20, "turn_right_degps": [0.5] * 10 + [-0.5] * 10})
    assert list(cells(where_from(given), "turn")) == ["straight"]


def test_shoes_are_told_apart_and_unknown_ones_left_out() -> None:
    gear = ["old", "new", None]
    given = runner(
        list(range(27, 0, -3)),
        lambda n: {"stance_balance_left_pct": 51.0 if n % 3 else 50.0},
        row=lambda n: {"gear": gear[n % 3]},
    )
    shoes = cells(where_from(given), "shoes")
    assert {name: row["lean_pp"] for name, row in shoes.items()} == {"new": 1.0, "old": 0.0}


def two_sensors() -> Evidence:
    return runner(
        WEEKLY,
        lambda _: {"stance_balance_left_pct": 51.0, "pod_balance_left_pct": 49.0},
        row=lambda _: {"pod_sensor": "two pods", "avg_pod_balance_left_pct": 49.0},
    )


def test_two_sensors_on_one_run_stand_side_by_side() -> None:
    sensors = cells(where_from(two_sensors()), "sensor")
    assert {name: row["lean_pp"] for name, row in sensors.items()} == {
        "strap #1": 1.0,
        "two pods": -1.0,
    }


def test_all_other_cuts_are_by_the_present_sensor_alone() -> None:
    found = where_from(two_sensors())
    assert found.sensor == "strap #1"
    assert cells(found, "slope")["flat"]["lean_pp"] == 1.0


def loads(*values: float | None) -> pl.DataFrame:
    """DAYS with these loads, the last one today."""
    first = TODAY - timedelta(days=len(values) - 1)
    rows = [
        {"local_date": first + timedelta(days=n), "load_au": value}
        for n, value in enumerate(values)
    ]
    return DAYS.complete(pl.DataFrame(rows, schema_overrides={"load_au": pl.Float64}))


def test_a_hard_day_is_in_the_top_quarter_of_the_runner_s_own() -> None:
    days = loads(0, 10, 20, 30, 40, 0)
    assert hard_load_au(days, since=TODAY - timedelta(days=9), until=TODAY) == 32.5


@pytest.mark.parametrize(
    ("days", "n_runs"),
    [
        (
            loads(90, 10, 10, 10, 90, 10, None, 10, 90, 10, 10, 10),
            {"0": 3, "1": 3, "2": 2, "3+": 2},
        ),
        (
            loads(90, None, 10, 10, 90, 10, 10, 10, 90, 10, 10, 10),
            {"0": 3, "1": 2, "2": 2, "3+": 2},
        ),
    ],
    ids=["two days after", "the day after"],
)
def test_days_since_a_hard_one_are_counted_up_to_an_unknown_one(
    days: pl.DataFrame, n_runs: dict[str, int]
) -> None:
    ago = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    given = runner(ago, lambda _: {"stance_balance_left_pct": 51.0}, days=days)
    since = cells(where_from(given), "hard_day")
    assert {name: row["n_runs"] for name, row in since.items()} == n_runs


def test_without_any_balance_there_is_no_cell() -> None:
    found = where_from(evidence(make_activities({"local_date": TODAY})))
    assert found.table.is_empty()
    assert found.sensor is None


def test_exchanging_left_and_right_exchanges_only_the_sign() -> None:
    given = runner(WEEKLY, lambda n: hilly_run(0.2, 2.0, seed=n))
    ours, other = (cells(where_from(each), "slope")["up"] for each in (given, mirrored(given)))
    assert (ours["lean_pp"], ours["low_pp"]) == pytest.approx(
        (-other["lean_pp"], -other["high_pp"])
    )


def test_the_order_of_import_changes_no_cell() -> None:
    given = runner(WEEKLY, lambda n: long_run(0.5, 2.0, seed=n))
    assert where_from(given).table.equals(where_from(shuffled(given)).table)
