"""Pods beside a strap, and balances that say nothing."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.sides import power_sensor, side_columns
from core.activity import FieldSource
from tests.makers import make_activity, make_records

APP = "app c1f5c80a"
PODS = {
    f"stance_time_{side}_ms": FieldSource(
        origin="developer", field=f"RS_ContactTime_{side[0].upper()}", sensor=APP
    )
    for side in ("left", "right")
}


def sides_of(sources: dict[str, FieldSource] | None = None, **columns: Any) -> dict[str, Any]:
    return side_columns(make_activity(records=make_records(**columns), sources=sources or {}))


def test_the_balance_of_the_pods_is_the_left_share_of_contact() -> None:
    row = sides_of(PODS, stance_time_left_ms=255.0, stance_time_right_ms=245.0)
    assert row["avg_pod_balance_left_pct"] == pytest.approx(51)


def test_swapped_pods_swap_the_share() -> None:
    row = sides_of(PODS, stance_time_left_ms=245.0, stance_time_right_ms=255.0)
    assert row["avg_pod_balance_left_pct"] == pytest.approx(49)


def test_one_pod_is_no_pair() -> None:
    row = sides_of(PODS, stance_time_left_ms=255.0)
    assert row["avg_pod_balance_left_pct"] is None


def test_a_share_that_no_runner_has_is_a_fault() -> None:
    row = sides_of(PODS, stance_time_left_ms=390.0, stance_time_right_ms=130.0)
    assert row["avg_pod_balance_left_pct"] is None


def test_the_pods_are_named_after_their_maker() -> None:
    assert sides_of(PODS)["pod_sensor"] == f"RunScribe ({APP})"


def test_two_stryd_pods_are_known_by_their_balances() -> None:
    source = FieldSource(origin="developer", field="Leg Spring Stiffness Balance", sensor=APP)
    row = sides_of({"leg_spring_balance_left_pct": source})
    assert row["pod_sensor"] == f"Stryd ({APP})"


def test_without_pods_there_is_no_pod() -> None:
    assert sides_of()["pod_sensor"] is None


@pytest.mark.parametrize(
    ("balance", "is_constant"),
    [
        (51.0, True),
        ([51.0, 51.2] * 300, False),
        ([51.0] * 59 + [None] * 541, False),
        (None, None),
    ],
    ids=["one value", "it moves", "too few to say", "none at all"],
)
def test_a_balance_that_never_changes_is_constant(balance: Any, is_constant: bool | None) -> None:
    assert sides_of(stance_balance_left_pct=balance)["is_balance_constant"] is is_constant


def test_pods_that_never_change_are_constant() -> None:
    row = sides_of(PODS, stance_time_left_ms=255.0, stance_time_right_ms=245.0)
    assert row["is_pod_balance_constant"] is True


@pytest.mark.parametrize(
    ("source", "named"),
    [
        (FieldSource(origin="native", field="power"), "maker model"),
        (FieldSource(origin="native", field="power", sensor="stryd #1"), "stryd #1"),
        (FieldSource(origin="developer", field="RP_Power", sensor=APP), f"RP_Power ({APP})"),
        (FieldSource(origin="developer", field="Power"), "Power"),
    ],
)
def test_power_is_named_after_what_models_it(source: FieldSource, named: str) -> None:
    assert power_sensor(make_activity(sources={"power_w": source})) == named


def test_without_power_nothing_measured_it() -> None:
    assert power_sensor(make_activity()) is None
