"""Best efforts of one run against slow twins, and what is left out of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest

from analytics.clean import clean
from analytics.efforts import DISTANCES_M, WINDOWS_S, best_efforts
from core.schemas import EFFORTS
from tests import naive
from tests.makers import make_records


def noisy_speed(n: int, seed: int) -> np.ndarray:
    """A run that wanders between 2 and 5 m/s."""
    rng = np.random.default_rng(seed)
    return np.clip(3.5 + np.cumsum(rng.normal(0, 0.05, n)), 2, 5)


def made_of(speed: np.ndarray, **columns: Any) -> pl.DataFrame:
    """Records whose distance is the sum of these speeds; the first second has none behind it."""
    way = np.concatenate(([0.0], np.cumsum(speed[1:])))
    return make_records(n=speed.size, speed_mps=speed.tolist(), distance_m=way.tolist(), **columns)


def efforts_of(records: pl.DataFrame) -> pl.DataFrame:
    return EFFORTS.check(best_efforts(clean(records, altitude_source="baro")))


def over(efforts: pl.DataFrame, target_s: float) -> dict[str, Any]:
    return efforts.filter(pl.col("target_s") == target_s).row(0, named=True)


@pytest.mark.parametrize("seed", range(5))
def test_the_farthest_in_each_window_agrees_with_the_plain_loops(seed: int) -> None:
    speed = noisy_speed(301, seed)
    steps = speed[1:].tolist()
    curve: list[float] = []
    for window in reversed([window for window in WINDOWS_S if window <= len(steps)]):
        curve.append(max(naive.mean_max(steps, window), curve[-1] if curve else 0.0))
    ours = efforts_of(made_of(speed)).filter(pl.col("target_s").is_not_null())
    assert (ours["distance_m"] / ours["elapsed_s"]).to_list() == pytest.approx(curve[::-1])


@pytest.mark.parametrize("seed", range(5))
def test_the_fastest_over_a_distance_agrees_with_the_plain_loops(seed: int) -> None:
    speed = noisy_speed(301, seed)
    ours = efforts_of(made_of(speed)).filter(pl.col("target_m") == 400)["elapsed_s"].item()
    way = np.concatenate(([0.0], np.cumsum(speed[1:])))
    assert ours == pytest.approx(naive.fastest_s(way.tolist(), 400))


@pytest.mark.parametrize("seed", range(10))
def test_the_curve_never_rises_with_duration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    altitude = (500 + np.cumsum(rng.normal(0, 0.3, 1500))).tolist()
    efforts = efforts_of(made_of(noisy_speed(1500, seed), altitude_m=altitude))
    curve = efforts.filter(pl.col("target_s").is_not_null())
    speeds = (curve["distance_m"] / curve["elapsed_s"]).to_list()
    assert all(short >= long - 1e-12 for short, long in pairwise(speeds))


def test_a_stop_counts_since_elapsed_time_does() -> None:
    walked = [3.0 * second for second in range(600)]
    elapsed = [second if second < 300 else second + 120 for second in range(600)]
    records = make_records(
        n=600,
        elapsed_s=[float(second) for second in elapsed],
        dt_s=[0.0 if second in (299, 599) else 1.0 for second in range(600)],
        distance_m=walked,
    )
    ours = efforts_of(records).filter(pl.col("target_m") == 1000)["elapsed_s"].item()
    assert ours == pytest.approx(1000 / 3 + 120, abs=2)


def test_a_pause_is_no_missing_measurement() -> None:
    elapsed = [second if second < 300 else second + 120 for second in range(600)]
    records = make_records(
        n=600,
        elapsed_s=[float(second) for second in elapsed],
        dt_s=[0.0 if second in (299, 599) else 1.0 for second in range(600)],
    )
    assert over(efforts_of(records), 600)["distance_m"] == pytest.approx(3 * 480, abs=6)


def test_a_window_that_is_not_measured_is_left_out() -> None:
    way: list[float | None] = [3.0 * second for second in range(600)]
    way[100:160] = [None] * 60
    way[160:] = [value + 300 for value in way[160:] if value is not None]  # too fast in the dark
    speed = [None if value is None else 3.0 for value in way]
    efforts = efforts_of(make_records(n=600, distance_m=way, speed_mps=speed))
    assert over(efforts, 120)["distance_m"] < 120 * 3.3  # with all of the gap it would be 5.5 m/s


def every(gap_s: int) -> pl.DataFrame:
    """An even run of 20 minutes whose watch writes only so often."""
    at = [float(second) for second in range(0, 1200, gap_s)]
    return make_records(
        n=len(at),
        elapsed_s=at,
        dt_s=[float(gap_s)] * (len(at) - 1) + [0.0],
        distance_m=[3.0 * second for second in at],
    )


def test_smart_recording_is_measured() -> None:
    assert over(efforts_of(every(8)), 60)["distance_m"] == pytest.approx(180)


def test_a_run_that_is_hardly_measured_has_no_best() -> None:
    assert efforts_of(every(20)).is_empty()


def test_a_window_downhill_is_left_out() -> None:
    fast = np.where(np.arange(900) < 300, 4.5, 3.0)
    altitude = np.interp(np.arange(900), [0, 300, 900], [200, 140, 140])
    efforts = efforts_of(made_of(fast, altitude_m=altitude.tolist()))
    assert over(efforts, 240)["distance_m"] < 240 * 3.6


def test_a_jump_of_the_receiver_is_no_record() -> None:
    way = [3.0 * second + (80 if second >= 300 else 0) for second in range(600)]
    efforts = efforts_of(make_records(n=600, distance_m=way))
    assert over(efforts, 60)["distance_m"] == pytest.approx(180, abs=1)


def test_heart_rate_is_the_highest_mean_of_15_s_within() -> None:
    beats = [150.0] * 600
    beats[400:430] = [150 + min(n, 30 - n) for n in range(30)]  # a bump of 15
    efforts = efforts_of(make_records(n=600, heart_rate_bpm=beats))
    whole = over(efforts, 540)
    assert whole["heart_rate_bpm"] == pytest.approx(
        max(np.mean(beats[at : at + 15]) for at in range(585))
    )


def test_heart_rate_of_before_an_effort_is_no_part_of_it() -> None:
    speed = np.where(np.arange(600) < 300, 3.0, 4.5)
    beats = [float(at % 2) + (158 if at < 295 else 150) for at in range(600)]
    efforts = efforts_of(made_of(speed, heart_rate_bpm=beats))
    assert over(efforts, 240)["heart_rate_bpm"] == pytest.approx(150.5, abs=0.1)


def test_under_15_s_there_is_no_mean_heart_rate() -> None:
    assert over(efforts_of(make_records()), 10)["heart_rate_bpm"] is None


def test_a_run_without_any_way_has_no_efforts() -> None:
    assert efforts_of(make_records(distance_m=None, speed_mps=None)).is_empty()


def test_a_run_of_one_sample_has_no_efforts() -> None:
    assert efforts_of(make_records(n=1)).is_empty()


def test_without_a_distance_the_speed_is_summed() -> None:
    efforts = efforts_of(make_records(distance_m=None))
    assert over(efforts, 60)["distance_m"] == pytest.approx(180)


def test_without_altitude_flat_is_assumed() -> None:
    efforts = efforts_of(make_records(altitude_m=None))
    assert over(efforts, 60)["distance_m"] == pytest.approx(180)


def test_windows_and_distances_rise_and_are_told_once() -> None:
    assert [list(WINDOWS_S), list(DISTANCES_M)] == [
        sorted(set(WINDOWS_S)),
        sorted(set(DISTANCES_M)),
    ]
