"""Mechanical volumes against their slow twins."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import mechanics
from analytics.power import normalised_power
from tests import naive

CADENCE = st.floats(60, 240)
CONTACT = st.floats(120, 500)


def known(value: float) -> float | None:
    return None if math.isnan(value) else value


@given(st.lists(CADENCE, min_size=1, max_size=200))
def test_steps_agree_with_the_plain_sum(cadence: list[float]) -> None:
    assert mechanics.steps(np.array(cadence)).sum() == pytest.approx(naive.n_steps(cadence))


@given(st.integers(0, 120), st.integers(0, 127))
def test_steps_are_twice_the_strides_that_a_fit_file_counts(whole: int, fraction: int) -> None:
    strides = whole + fraction / 128
    per_minute = mechanics.steps_per_minute(whole, fraction / 128)
    assert mechanics.steps(per_minute, 60) == pytest.approx(2 * strides)


@given(CADENCE, CONTACT)
def test_flight_time_agrees_with_the_plain_difference(cadence: float, contact: float) -> None:
    ours = known(float(mechanics.flight_time_s(cadence, contact)))
    assert ours == pytest.approx(naive.flight_s(cadence, contact))


@given(st.floats(35, 120), CADENCE, CONTACT)
def test_peak_force_agrees_with_the_half_sine(mass: float, cadence: float, contact: float) -> None:
    ours = mechanics.peak_force_n(mechanics.peak_force_bw(cadence, contact), mass)
    assert known(float(ours)) == pytest.approx(naive.peak_force_n(mass, cadence, contact))


@pytest.mark.parametrize(("cadence", "contact"), [(180, 400), (150, 400), (0, 250), (170, 0)])
def test_without_a_flight_there_is_no_force(cadence: float, contact: float) -> None:
    assert math.isnan(float(mechanics.peak_force_bw(cadence, contact)))


def test_an_unknown_contact_is_an_unknown_force_not_zero() -> None:
    assert math.isnan(float(mechanics.peak_force_bw(170, math.nan)))


def test_ground_time_is_the_contact_of_every_step() -> None:
    ours = mechanics.ground_time_s(np.array([2.0, 3.0]), np.array([250.0, 300.0]))
    assert ours.tolist() == pytest.approx([0.5, 0.9])


def test_lift_is_the_weight_raised_by_every_metre() -> None:
    assert float(mechanics.lift_work_kj(436.05, 70)) == pytest.approx(70 * 9.81 * 436.05 / 1000)


def test_impulse_is_weight_times_time() -> None:
    assert mechanics.vertical_impulse_n_s(70, 1800) == pytest.approx(70 * 9.81 * 1800)


@given(st.floats(0.5, 2), st.floats(0.5, 2))
def test_damage_grows_with_the_power_of_the_force(n: float, force: float) -> None:
    ours = float(mechanics.relative_damage(n, force, 4))
    assert ours == pytest.approx(n * force * force * force * force)


def test_normalised_power_agrees_with_the_plain_loops() -> None:
    segments = [[200.0] * 40 + [300.0] * 50, [250.0] * 70]
    number = np.repeat([0, 1], [90, 70])
    ours = normalised_power(np.concatenate(segments), number)
    assert ours == pytest.approx(naive.normalised(segments))
