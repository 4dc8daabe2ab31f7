from __future__ import annotations

import pytest

from core.athlete import Goal
from core.season import is_first_week_back, phase_of


@pytest.mark.parametrize(
    ("goal", "days", "phase"),
    [
        (Goal.TEN_K, None, "base"),
        (Goal.TEN_K, 85, "base"),
        (Goal.TEN_K, 84, "build"),
        (Goal.TEN_K, 28, "peak"),
        (Goal.TEN_K, 10, "taper"),
        (Goal.TEN_K, 6, "race_week"),
        (Goal.TEN_K, 0, "race_week"),
        (Goal.TEN_K, -4, "recovery"),
        (Goal.TEN_K, -5, "base"),
        (Goal.HALF, 14, "taper"),
        (Goal.MARATHON, 35, "peak"),
        (Goal.MARATHON, 21, "taper"),
        (Goal.ULTRA, -14, "recovery"),
        (Goal.ULTRA, -15, "base"),
    ],
)
def test_a_season_runs_from_base_to_recovery(goal: Goal, days: int | None, phase: str) -> None:
    assert phase_of(goal, days) == phase


def test_the_week_after_a_recovery_is_the_first_one_back() -> None:
    assert [is_first_week_back(Goal.HALF, days) for days in (-7, -8, -14, -15, None)] == [
        False,
        True,
        True,
        False,
        False,
    ]
