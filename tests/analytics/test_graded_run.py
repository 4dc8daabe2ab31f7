"""Graded speed of one run: both gradings, the histogram, power and heart."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from analytics.clean import clean
from analytics.graded_run import graded_columns, speed_histogram
from tests import naive
from tests.makers import make_records


def columns_of(n: int = 600, **columns: Any) -> dict[str, Any]:
    return graded_columns(clean(make_records(n=n, **columns), altitude_source="baro"))


def climbing(grade: float) -> list[float]:
    return [100 + 3 * grade * at for at in range(600)]


def test_both_gradings_of_a_climb_are_kept() -> None:
    row = columns_of(altitude_m=climbing(0.05))
    assert row["normalised_graded_speed_mps"] == pytest.approx(3 * naive.empirical(0.05), rel=0.01)
    assert row["normalised_graded_speed_minetti_mps"] == pytest.approx(
        3 * naive.minetti(0.05) / 3.6, rel=0.01
    )


def test_without_altitude_flat_is_assumed_for_both() -> None:
    row = columns_of(altitude_m=None)
    assert row["normalised_graded_speed_minetti_mps"] == pytest.approx(3.0)


def test_the_histogram_holds_every_moving_second() -> None:
    bins = columns_of()["graded_speed_s"]
    assert (sum(bins), bins[60]) == (600, 600)


def test_faster_than_the_last_bin_is_in_the_last_bin() -> None:
    bins = speed_histogram(np.array([8.0, 9.5, np.nan]))
    assert bins is not None
    assert (bins[160], sum(bins)) == (2, 2)


def test_without_speed_there_is_no_histogram() -> None:
    assert speed_histogram(np.array([np.nan])) is None


def test_even_power_is_its_own_normalised_power() -> None:
    assert columns_of(power_w=250.0)["normalised_power_w"] == pytest.approx(250)


@pytest.mark.parametrize("power_w", [None, 0.0])
def test_no_power_and_power_of_nothing_but_zeros_are_unknown(power_w: float | None) -> None:
    assert columns_of(power_w=power_w)["normalised_power_w"] is None


def test_efficiency_is_metres_per_heartbeat() -> None:
    beats = [150.0 + at % 2 for at in range(600)]
    assert columns_of(heart_rate_bpm=beats)["efficiency_mpb"] == pytest.approx(180 / 150.5)


def test_a_heart_that_rises_at_even_speed_is_decoupled() -> None:
    beats = [140.0 + at % 2 for at in range(2400)] + [154.0 + at % 2 for at in range(1800)]
    row = columns_of(4200, heart_rate_bpm=beats)
    assert row["decoupling_pct"] == pytest.approx(100 * (1 - 140.5 / 154.5), abs=0.1)


@pytest.mark.parametrize("name", ["efficiency_mpb", "decoupling_pct", "durability_ratio"])
def test_without_heart_rate_nothing_is_said_against_it(name: str) -> None:
    assert columns_of(6000, heart_rate_bpm=None)[name] is None
