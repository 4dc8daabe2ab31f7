"""Kilometres and miles from clean seconds."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from analytics.clean import clean
from analytics.splits import mean_graded_mps, splits, with_way
from core.schemas import N_SPEED_BINS, RECORDS, SPLITS
from core.units import METRES_PER_MILE
from tests.makers import make_records


def seconds_of(n: int = 1001, *, total_m: float | None = None, **columns: Any) -> pl.DataFrame:
    return with_way(clean(make_records(n=n, **columns), altitude_source="baro"), total_m=total_m)


def split(n: int = 1001, *, length_m: float = 1000.0, **columns: Any) -> pl.DataFrame:
    measure = "stance_balance_left_pct"
    return splits(seconds_of(n, **columns), length_m=length_m, measure=measure)


def test_three_kilometres_are_three_splits() -> None:
    assert split()["to_m"].to_list() == [1000.0, 2000.0, 3000.0]


def test_splits_have_their_schema() -> None:
    SPLITS.check(split())


def test_what_is_left_is_the_last_split() -> None:
    assert split(1101)["to_m"].to_list() == [1000.0, 2000.0, 3000.0, 3300.0]


def test_a_rest_of_a_few_metres_is_no_split() -> None:
    assert split(1003)["to_m"].to_list() == [1000.0, 2000.0, 3000.0]


def test_an_even_run_has_even_paces_though_seconds_do_not_end_at_a_kilometre() -> None:
    assert split()["speed_mps"].to_list() == pytest.approx([3.0, 3.0, 3.0], rel=0.004)


def test_a_mile_is_longer() -> None:
    assert split(length_m=METRES_PER_MILE)["to_m"][0] == METRES_PER_MILE


def test_the_moving_times_sum_to_that_of_the_run() -> None:
    seconds = seconds_of(1101)
    table = splits(seconds, length_m=1000.0)
    assert table["moving_s"].sum() == pytest.approx(seconds["is_moving"].sum(), abs=1.5)


def test_standing_counts_for_elapsed_and_not_for_moving_time() -> None:
    speed = [3.0] * 500 + [0.0] * 60 + [3.0] * 500
    cadence = [170.0] * 500 + [0.0] * 60 + [170.0] * 500
    way = [3.0 * min(at, 500) + 3.0 * max(0, at - 560) for at in range(1060)]
    table = split(1060, speed_mps=speed, cadence_spm=cadence, distance_m=way)
    stood = table["elapsed_s"] - table["moving_s"]
    assert stood.to_list() == pytest.approx([0.0, 60.0, 0.0, 0.0][: table.height], abs=5)


def test_a_gap_in_the_distance_is_bridged() -> None:
    way = [None if 200 <= at < 260 else 3.0 * at for at in range(1001)]
    assert seconds_of(distance_m=way)["way_m"].to_list() == pytest.approx(
        [3.0 * at for at in range(1001)]
    )


def test_without_a_distance_the_speed_is_summed() -> None:
    assert seconds_of(distance_m=None)["way_m"][-1] == pytest.approx(3003.0)


def test_without_distance_and_speed_there_is_no_way_and_no_split() -> None:
    seconds = seconds_of(distance_m=None, speed_mps=None)
    assert seconds["way_m"].null_count() == seconds.height
    assert splits(seconds, length_m=1000.0).is_empty()


def test_an_empty_run_has_no_split() -> None:
    assert splits(with_way(clean(RECORDS.empty())), length_m=1000.0).is_empty()


def test_a_told_distance_stretches_the_way() -> None:
    assert seconds_of(total_m=3300.0)["way_m"][-1] == pytest.approx(3300.0)


def test_a_mean_of_less_than_half_a_split_is_not_said() -> None:
    heart_rate = [150.0] * 100 + [None] * 901
    assert split(heart_rate_bpm=heart_rate)["heart_rate_bpm"].to_list() == [None, None, None]


def test_balance_is_the_median_of_the_split() -> None:
    balance = [51.0] * 400 + [49.0] * 601
    assert split(stance_balance_left_pct=balance)["balance_left_pct"].to_list() == [
        51.0,
        49.0,
        49.0,
    ]


def test_climb_is_signed() -> None:
    altitude = [100.0 + 0.05 * at for at in range(1001)]
    assert split(altitude_m=altitude)["climb_m"][1] == pytest.approx(0.05 * 333, abs=2)


def test_the_mean_graded_speed_is_that_of_its_histogram() -> None:
    seconds = [0] * N_SPEED_BINS
    seconds[60], seconds[80] = 30, 10
    assert mean_graded_mps(seconds) == pytest.approx(3.25)


def test_no_histogram_has_no_mean() -> None:
    assert mean_graded_mps(None) is None
    assert mean_graded_mps([0] * N_SPEED_BINS) is None


def test_smart_recording_speaks_for_the_seconds_until_its_next_sample() -> None:
    sparse = {"distance_m": [3.0 * at if at % 7 == 0 else None for at in range(1001)]}
    for name, value in (
        ("speed_mps", 3.0),
        ("cadence_spm", 170.0),
        ("stance_balance_left_pct", 51.0),
    ):
        sparse[name] = [value if at % 7 == 0 else None for at in range(1001)]
    assert split(**sparse)["balance_left_pct"].to_list() == [51.0, 51.0, 51.0]
