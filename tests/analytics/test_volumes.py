"""What one run adds up to, and what is not known of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.clean import clean
from analytics.seconds import with_held_samples
from analytics.volumes import covered_sum, rpe_index, volumes
from tests import naive
from tests.makers import make_activity, make_records

N = 600


def volumes_of(sub_sport: str | None = None, **columns: Any) -> dict[str, float | None]:
    seconds = clean(make_records(n=N, **columns), altitude_source="baro")
    return volumes(with_held_samples(seconds), sub_sport=sub_sport)


@given(st.lists(st.one_of(st.none(), st.floats(0, 5)), min_size=1, max_size=30))
def test_a_covered_sum_agrees_with_the_plain_loop(values: list[float | None]) -> None:
    ours = covered_sum(np.array([np.nan if v is None else v for v in values]))
    assert ours == (None if (slow := naive.covered_sum(values)) is None else pytest.approx(slow))


def test_steps_are_those_of_both_feet() -> None:
    assert volumes_of()["n_steps"] == 1700


def test_ground_time_is_contact_times_steps() -> None:
    assert volumes_of()["ground_time_s"] == pytest.approx(1700 * 0.240)


def test_flight_is_what_contact_leaves_of_a_step() -> None:
    assert volumes_of()["flight_time_ms"] == pytest.approx(60_000 / 170 - 240)


def test_the_force_is_that_of_the_model() -> None:
    flight_s = 60 / 170 - 0.240
    force = np.pi / 2 * (flight_s / 0.240 + 1)
    assert volumes_of()["peak_force_bw"] == pytest.approx(force)


def test_the_trunk_rises_with_every_step() -> None:
    assert volumes_of()["trunk_rise_m"] == pytest.approx(1700 * 0.080)


def test_energy_on_the_flat_is_3_6_joules_a_metre() -> None:
    assert volumes_of()["energy_kj_kg"] == pytest.approx(N * 3 * 3.6 / 1000)


def test_a_climb_costs_what_the_polynomial_says() -> None:
    climb = [100 + 0.15 * at for at in range(N)]
    assert volumes_of(altitude_m=climb)["energy_kj_kg"] == pytest.approx(
        N * 3 * naive.minetti(0.05) / 1000, rel=0.01
    )


@pytest.mark.parametrize(("slope", "metres"), [(0.06, N * 3 * 0.06), (0.04, 0.0), (-0.06, 0.0)])
def test_only_steep_ways_down_are_steep_descent(slope: float, metres: float) -> None:
    down = [500 - slope * 3 * at for at in range(N)]
    assert volumes_of(altitude_m=down)["steep_descent_m"] == pytest.approx(metres, rel=0.01)


def test_a_slope_of_exactly_five_percent_is_steep() -> None:
    seconds = clean(make_records(n=N)).with_columns(grade_pct=pl.lit(-5.0))
    found = volumes(with_held_samples(seconds), sub_sport=None)["steep_descent_m"]
    assert found == pytest.approx(N * 3 * 0.05)


@pytest.mark.parametrize(
    ("missing", "unknown"),
    [
        ("cadence_spm", "n_steps"),
        ("cadence_spm", "ground_time_s"),
        ("stance_time_ms", "ground_time_s"),
        ("stance_time_ms", "flight_time_ms"),
        ("stance_time_ms", "peak_force_bw"),
        ("vertical_oscillation_mm", "trunk_rise_m"),
        ("altitude_m", "energy_kj_kg"),
        ("altitude_m", "steep_descent_m"),
        ("altitude_m", "peak_force_bw"),
    ],
)
def test_a_missing_channel_is_unknown_never_zero(missing: str, unknown: str) -> None:
    assert volumes_of(**{missing: None})[unknown] is None


def test_the_force_needs_no_altitude_on_a_treadmill() -> None:
    assert volumes_of("treadmill", altitude_m=None)["peak_force_bw"] is not None


def test_no_force_is_modelled_on_a_slope() -> None:
    climb = [100 + 0.12 * at for at in range(N)]
    assert volumes_of(altitude_m=climb)["peak_force_bw"] is None


def test_feet_that_never_leave_the_ground_have_no_flight() -> None:
    assert volumes_of(stance_time_ms=380.0)["flight_time_ms"] is None


def test_four_fifths_of_the_steps_are_scaled_to_all() -> None:
    stance = [240.0] * 480 + [None] * 120
    assert volumes_of(stance_time_ms=stance)["ground_time_s"] == pytest.approx(1700 * 0.240)


def test_half_of_the_contact_times_are_no_sum() -> None:
    stance = [240.0] * 300 + [None] * 300
    assert volumes_of(stance_time_ms=stance)["ground_time_s"] is None


@pytest.mark.parametrize(("told", "index"), [(6.0, 6.0), (None, None), (0.0, None), (60.0, None)])
def test_the_effort_of_the_watch_is_one_to_ten(told: float | None, index: float | None) -> None:
    assert rpe_index(make_activity(totals={"workout_rpe_index": told})) == index
