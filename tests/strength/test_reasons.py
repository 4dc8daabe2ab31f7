"""How a flag is named beside an exercise that answers it."""

from __future__ import annotations

from typing import Any

import pytest

from core.findings import Side
from strength.reasons import seen
from tests.strength.situations import make_need_flag

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("flag_id", "told", "said"),
    [
        (
            "ST_CALF",
            {"value": 33.3, "unit": "pct", "side": Side.LEFT},
            "left side 67_% of the other",
        ),
        (
            "ST_SIT_STAND",
            {"value": 23.0, "unit": "pct", "side": Side.LEFT},
            "left side slower, the other took 77_% of its time",
        ),
        ("ST_ANKLE", {"value": 2.5, "unit": "cm", "side": Side.RIGHT}, "2.5 cm less on the right"),
        ("TURN_BIAS", {"value": -0.7, "unit": "of 1", "side": Side.LEFT}, "0.7 of 1 left"),
        ("NO_STRENGTH", {"value": 0.5, "unit": "a week"}, "0.5 a week"),
        ("ROUTE_MONO", {"value": 71.2, "unit": "pct", "n_runs": 9}, "71.2_% over 9 runs"),
    ],
)
def test_a_flag_is_named_with_its_value(flag_id: str, told: dict[str, Any], said: str) -> None:
    flag = make_need_flag(flag_id, **{"n_runs": 0, "title": "X"} | told)
    assert seen(flag) == f"X ({said.replace('_', NO_BREAK)})"


def test_a_test_that_names_no_side_is_named_without_a_value() -> None:
    assert seen(make_need_flag("ST_BRIDGE", value=0.0, unit="pct", title="X")) == "X"
