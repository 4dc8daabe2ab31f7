"""Laps and totals as the device summed them, in our units."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from core.schemas import EVENTS, LAPS
from ingest.laps import events, laps, no_totals

START_S = datetime(2026, 5, 1, 6, 30, tzinfo=UTC).timestamp()


def lap(steps_per_count: float | None = 2.0, **fields: Any) -> dict[str, Any]:
    """One raw lap with these fields, tidied."""
    raw = pl.DataFrame([{"start_time": START_S, "total_elapsed_time": 60.0} | fields])
    return laps(raw, steps_per_count=steps_per_count).to_dicts()[0]


@pytest.mark.parametrize(
    ("fields", "column", "value"),
    [
        ({"total_distance": 1000.0}, "distance_m", 1000.0),
        ({"total_timer_time": 55.5}, "timer_s", 55.5),
        ({"avg_speed": 2.9, "enhanced_avg_speed": 3.0}, "avg_speed_mps", 3.0),
        ({"avg_speed": 2.9, "enhanced_avg_speed": None}, "avg_speed_mps", 2.9),
        ({"avg_running_cadence": 85.0, "avg_fractional_cadence": 0.5}, "avg_cadence_spm", 171.0),
        ({"avg_stance_time_balance": 47.99}, "avg_stance_balance_left_pct", 47.99),
        ({"avg_stance_time_balance": 0.0}, "avg_stance_balance_left_pct", None),
        ({"workout_rpe": 70.0}, "workout_rpe_index", 7.0),
        ({"lap_trigger": "distance"}, "trigger", "distance"),
        ({}, "distance_m", None),
    ],
)
def test_a_lap_field_fills_its_column(fields: dict[str, Any], column: str, value: object) -> None:
    assert lap(**fields)[column] == value


def test_a_lap_ends_when_its_elapsed_time_is_over() -> None:
    assert lap()["end_time"] == datetime(2026, 5, 1, 6, 31, tzinfo=UTC)


def test_turns_of_another_sport_are_no_steps() -> None:
    assert lap(None, avg_cadence=85.0)["avg_cadence_spm"] is None


def test_laps_are_in_time_order() -> None:
    raw = pl.DataFrame({"start_time": [START_S + 60, START_S], "total_distance": [2.0, 1.0]})
    assert laps(raw, steps_per_count=2.0)["distance_m"].to_list() == [1.0, 2.0]


def test_no_laps_are_an_empty_frame() -> None:
    LAPS.check(laps(pl.DataFrame(), steps_per_count=2.0))


def test_a_device_without_totals_gives_one_row_of_nulls() -> None:
    row = LAPS.check(no_totals()).to_dicts()
    assert [set(values.values()) for values in row] == [{None}]


def test_events_are_in_time_order() -> None:
    raw = pl.DataFrame(
        {
            "timestamp": [START_S + 1, START_S],
            "event": ["timer"] * 2,
            "event_type": ["stop", "start"],
        }
    )
    assert EVENTS.check(events(raw))["event_type"].to_list() == ["start", "stop"]
