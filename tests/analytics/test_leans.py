"""LEANS: strap and pods side by side, sides put right, constants refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from analytics.leans import leans
from core.schemas import LEANS
from tests.makers import STRAP, make_activities, make_blocks

POD = "RunScribe (app 1)"
LEFT = [51.0 + 0.1 * (at % 3) for at in range(20)]
RIGHT = [48.0 - 0.1 * (at % 3) for at in range(20)]


def leans_of(*, swapped: frozenset[str] = frozenset(), **columns: Any) -> pl.DataFrame:
    row = {"local_date": date(2026, 11, 1), "balance_sensor": STRAP, "pod_sensor": POD} | columns
    blocks = make_blocks(1, stance_balance_left_pct=LEFT, pod_balance_left_pct=RIGHT)
    return leans(make_activities(row), blocks, swapped_sensors=swapped)


def of(table: pl.DataFrame, measure: str) -> dict[str, Any]:
    return table.filter(pl.col("measure") == measure).row(0, named=True)


def test_strap_and_pods_stand_side_by_side() -> None:
    table = LEANS.check(leans_of())
    assert table.select("measure", "sensor", pl.col("lean_pp").round(6)).rows() == [
        ("stance_balance_left_pct", STRAP, 1.1),
        ("pod_balance_left_pct", POD, -2.1),
    ]


@pytest.mark.parametrize(
    ("swapped", "told", "strap_pp", "pods_pp"),
    [
        (frozenset(), None, 1.1, -2.1),
        (frozenset({STRAP}), None, -1.1, -2.1),
        (frozenset({POD}), None, 1.1, 2.1),
        (frozenset(), True, -1.1, 2.1),
        (frozenset({STRAP}), True, -1.1, 2.1),
        (frozenset({STRAP}), False, 1.1, -2.1),
    ],
)
def test_what_was_swapped_is_put_right(
    swapped: frozenset[str], told: bool | None, strap_pp: float, pods_pp: float
) -> None:
    table = leans_of(swapped=swapped, is_swapped=told)
    found = [
        of(table, name)["lean_pp"] for name in ("stance_balance_left_pct", "pod_balance_left_pct")
    ]
    assert found == pytest.approx([strap_pp, pods_pp])


def test_the_interval_is_mirrored_with_the_lean() -> None:
    plain, mirrored = (
        of(leans_of(is_swapped=told), "stance_balance_left_pct") for told in (None, True)
    )
    assert (mirrored["low_pp"], mirrored["high_pp"]) == pytest.approx(
        (-plain["high_pp"], -plain["low_pp"])
    )


def test_a_constant_balance_is_not_eligible_and_says_why() -> None:
    row = of(leans_of(is_balance_constant=True), "stance_balance_left_pct")
    assert (row["is_constant"], row["is_eligible"], row["low_pp"]) == (True, False, None)


def test_constant_pods_leave_the_strap_as_it_is() -> None:
    table = leans_of(is_pod_balance_constant=True)
    assert table["is_constant"].to_list() == [False, True]
    assert table["is_eligible"].to_list() == [True, False]


@pytest.mark.parametrize(
    ("swapped", "told", "is_side_told"),
    [
        (frozenset(), None, False),
        (frozenset(), False, True),
        (frozenset(), True, False),
        (frozenset({STRAP}), True, True),
        (frozenset({STRAP}), False, False),
    ],
)
def test_a_side_is_told_where_the_runner_left_it_as_the_sensor_is_worn(
    swapped: frozenset[str], told: bool | None, is_side_told: bool
) -> None:
    table = leans_of(swapped=swapped, is_swapped=told)
    strap = table.filter(pl.col("measure") == "stance_balance_left_pct")
    assert strap["is_side_told"].to_list() == [is_side_told]


def test_a_sensor_without_a_name_cannot_be_swapped() -> None:
    table = leans_of(swapped=frozenset({STRAP}), balance_sensor=None)
    assert of(table, "stance_balance_left_pct")["lean_pp"] == pytest.approx(1.1)
