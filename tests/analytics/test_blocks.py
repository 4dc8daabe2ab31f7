"""Steady blocks, and the balance of a run that is made of them."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from analytics.blocks import grade_class, steady_blocks
from analytics.clean import clean
from analytics.leans import leans
from core.schemas import BLOCKS, LEANS
from tests.makers import STRAP, make_activities, make_blocks, make_records


def blocks_of(n: int = 900, **columns: Any) -> pl.DataFrame:
    return steady_blocks(clean(make_records(n=n, **columns), altitude_source="baro"))


def test_an_even_quarter_of_an_hour_has_ten_minutes_after_the_warm_up() -> None:
    blocks = blocks_of()
    assert blocks["elapsed_s"].to_list() == [300.0 + 60 * i for i in range(10)]
    assert set(blocks["grade_class"]) == {"flat"}


def test_blocks_have_their_schema() -> None:
    BLOCKS.check(blocks_of())


def test_five_minutes_are_all_warm_up() -> None:
    assert blocks_of(300).is_empty()


@pytest.mark.parametrize(("speed_mps", "n_blocks"), [(1.8, 10), (1.79, 0)])
def test_slower_than_1_8_metres_a_second_gives_no_block(speed_mps: float, n_blocks: int) -> None:
    assert blocks_of(speed_mps=speed_mps).height == n_blocks


@pytest.mark.parametrize("cadence_spm", [129.0, 231.0, None])
def test_an_unlikely_or_unknown_cadence_gives_no_block(cadence_spm: float | None) -> None:
    assert blocks_of(cadence_spm=cadence_spm).is_empty()


@pytest.mark.parametrize(("n_bad", "n_blocks"), [(20, 1), (21, 0)])
def test_a_block_needs_forty_valid_seconds(n_bad: int, n_blocks: int) -> None:
    cadence = [170.0] * 300 + [100.0] * n_bad + [170.0] * (60 - n_bad)
    assert blocks_of(360, cadence_spm=cadence).height == n_blocks


def test_a_change_of_pace_gives_no_block() -> None:
    speed = [3.0] * 330 + [3.7] * 30
    assert blocks_of(360, speed_mps=speed).is_empty()


def test_the_seconds_around_a_pause_are_left_out() -> None:
    times = [float(i) if i < 600 else i + 100.0 for i in range(1200)]
    steps = [0.0 if i in (599, 1199) else 1.0 for i in range(1200)]
    blocks = blocks_of(1200, elapsed_s=times, dt_s=steps)
    assert blocks["valid_s"].to_list() == [60.0] * 4 + [50.0] + [50.0] + [60.0] * 9


def test_the_seconds_around_a_stop_are_left_out() -> None:
    speed = [3.0] * 600 + [0.0] * 60 + [3.0] * 240
    cadence = [170.0] * 600 + [0.0] * 60 + [170.0] * 240
    blocks = blocks_of(900, speed_mps=speed, cadence_spm=cadence)
    assert 50.0 in blocks["valid_s"].to_list()


def test_the_value_of_a_block_is_the_median() -> None:
    balance = [50.0] * 300 + [51.0] * 35 + [58.0] * 25
    assert blocks_of(360, stance_balance_left_pct=balance)["stance_balance_left_pct"].item() == 51


def test_a_metric_known_for_half_a_block_is_unknown_there() -> None:
    balance = [50.0] * 300 + [51.0, None] * 30
    known = blocks_of(360, stance_balance_left_pct=[*balance[:300], *[51.0] * 30, *[None] * 30])
    assert known["stance_balance_left_pct"].item() is None


def climbing(grade: float, n: int = 900) -> list[float]:
    return [100 + grade * 3 * i for i in range(n)]


@pytest.mark.parametrize(
    ("grade", "named"), [(0.0199, "flat"), (0.025, None), (0.0301, "up"), (-0.0301, "down")]
)
def test_a_slope_has_its_class(grade: float, named: str | None) -> None:
    assert set(blocks_of(altitude_m=climbing(grade))["grade_class"][1:-1]) == {named}


def test_the_edge_of_a_class_of_slope_belongs_to_it() -> None:
    slopes = pl.DataFrame({"grade_pct": [-3.0, -2.99, -2.0, 2.0, 2.01, 3.0, None]})
    classes = slopes.select(grade_class(pl.col("grade_pct"))).to_series().to_list()
    assert classes == ["down", None, "flat", "flat", None, "up", None]


@pytest.mark.parametrize(("n_known", "value"), [(40, 51.0), (39, None)])
def test_a_median_stands_on_forty_known_seconds(n_known: int, value: float | None) -> None:
    balance = [50.0] * 300 + [51.0] * n_known + [None] * (60 - n_known)
    blocks = blocks_of(360, stance_balance_left_pct=balance)
    assert blocks["stance_balance_left_pct"].to_list() == [value]


def test_hills_come_in_half_minutes() -> None:
    blocks = blocks_of(altitude_m=climbing(0.05))
    assert set(blocks["duration_s"]) == {30.0}
    assert blocks.height == 20


def test_without_altitude_the_class_is_unknown() -> None:
    blocks = blocks_of(altitude_m=None)
    assert blocks["grade_class"].null_count() == blocks.height == 10


def circling(*, radius_m: float, speed_mps: float, n: int = 600) -> dict[str, list[float]]:
    """Positions on a circle around a point near Zurich."""
    angle = np.arange(n) * speed_mps / radius_m
    per_degree = 6_371_008.8 * math.pi / 180
    return {
        "lat_deg": (47 + radius_m * np.cos(angle) / per_degree).tolist(),
        "lon_deg": (
            8 + radius_m * np.sin(angle) / per_degree / math.cos(math.radians(47))
        ).tolist(),
    }


def test_the_bend_of_a_track_turns_too_fast_for_a_block() -> None:
    assert blocks_of(600, speed_mps=4.0, **circling(radius_m=36.8, speed_mps=4.0)).is_empty()


def test_a_wide_bend_is_straight_enough_and_has_its_turn_rate() -> None:
    blocks = blocks_of(600, speed_mps=4.0, **circling(radius_m=150, speed_mps=4.0))
    assert blocks["turn_rate_degps"].to_list() == pytest.approx(
        [math.degrees(4 / 150)] * blocks.height, rel=0.01
    )


def test_jitter_of_the_receiver_is_no_turn() -> None:
    noise = np.random.default_rng(3).normal(0, 0.5 / 111_195, 600)
    way = 47 + np.arange(600) * 3 / 111_195
    blocks = blocks_of(600, lat_deg=(way + noise).tolist(), lon_deg=(8 + 1.5 * noise).tolist())
    assert blocks["turn_rate_degps"].max() < 1.5


def test_without_position_the_turn_rate_is_unknown_and_does_not_count() -> None:
    blocks = blocks_of()
    assert blocks["turn_rate_degps"].null_count() == blocks.height == 10


def lean_of(blocks: pl.DataFrame, **columns: Any) -> pl.DataFrame:
    row = {"local_date": date(2026, 11, 1), "balance_sensor": STRAP} | columns
    return leans(make_activities(row), blocks)


def test_the_lean_of_a_run_is_the_median_of_its_flat_minutes() -> None:
    values = [51.0] * 11 + [56.0] * 4
    lean = lean_of(make_blocks(1, n=15, stance_balance_left_pct=values)).row(0, named=True)
    assert (lean["lean_pp"], lean["n_blocks"], lean["sensor"]) == (1.0, 15, STRAP)
    assert lean["is_eligible"]


def test_leans_have_their_schema() -> None:
    LEANS.check(lean_of(make_blocks(1)))


def test_nine_minutes_have_a_lean_without_an_interval() -> None:
    lean = lean_of(make_blocks(1, n=9)).row(0, named=True)
    assert (lean["low_pp"], lean["is_eligible"]) == (None, False)


def test_a_run_that_swings_widely_is_not_eligible() -> None:
    values = [46.0, 54.0] * 8
    lean = lean_of(make_blocks(1, n=16, stance_balance_left_pct=values)).row(0, named=True)
    assert not lean["is_eligible"]


@pytest.mark.parametrize(
    "changes",
    [
        {"grade_class": None, "grade_pct": None},
        {"grade_class": "up", "duration_s": 30.0},
        {"stance_balance_left_pct": None},
    ],
    ids=["unknown grade", "uphill", "no balance"],
)
def test_only_flat_minutes_with_a_balance_speak(changes: dict[str, Any]) -> None:
    assert lean_of(make_blocks(1, **changes)).is_empty()


@pytest.mark.parametrize("sub_sport", ["treadmill", "indoor", "track"])
def test_level_ground_needs_no_altitude(sub_sport: str) -> None:
    blocks = make_blocks(1, grade_class=None, grade_pct=None)
    assert lean_of(blocks, sub_sport=sub_sport).height == 1


def test_a_slope_known_to_be_between_the_classes_is_not_level_on_a_treadmill() -> None:
    blocks = make_blocks(1, grade_class=None, grade_pct=2.5)
    assert lean_of(blocks, sub_sport="treadmill").is_empty()


def test_a_ride_has_no_lean() -> None:
    assert lean_of(make_blocks(1), sport="cycling").is_empty()


def test_swapping_the_feet_swaps_the_sign() -> None:
    values = [50.0 + 0.1 * i for i in range(20)]
    left = lean_of(make_blocks(1, stance_balance_left_pct=values))
    right = lean_of(make_blocks(1, stance_balance_left_pct=[100 - v for v in values]))
    assert left["lean_pp"].item() == pytest.approx(-right["lean_pp"].item())
    assert left["low_pp"].item() == pytest.approx(-right["high_pp"].item())


def test_the_order_of_the_blocks_does_not_matter() -> None:
    values = [50.0 + (i * 7 % 5) for i in range(20)]
    blocks = make_blocks(1, stance_balance_left_pct=values)
    shuffled = blocks.sample(fraction=1, shuffle=True, seed=1)
    assert lean_of(blocks).equals(lean_of(shuffled))
