"""Steps, distance, speed and running: what tidying completes, and says that it did."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from core.activity import FieldSource
from core.schemas import DYNAMICS, RECORDS
from ingest import laps, motion

NATIVE = FieldSource(origin="native", field="cadence")


def table(n: int = 3, **columns: Any) -> pl.DataFrame:
    """Samples at 1 Hz as `clock` leaves them, with these columns."""
    usual: dict[str, Any] = {
        "timestamp": [1_700_000_000.0 + at for at in range(n)],
        "elapsed_s": [float(at) for at in range(n)],
        "is_timer_on": [True] * n,
        "is_joined": [True] * n,
    }
    return pl.DataFrame(usual | columns)


@pytest.mark.parametrize(
    ("counts", "factor"),
    [
        ([85.0, 86.0, 0.0, 0.0], 2.0),
        ([170.0, 172.0, 0.0, 0.0], 1.0),
        ([119.9], 2.0),
        ([120.0], 1.0),
        ([], 2.0),
    ],
)
def test_a_median_below_120_counts_strides(counts: list[float], factor: float) -> None:
    assert motion.steps_per_count(pl.Series(counts, dtype=pl.Float64)) == factor


def test_strides_become_steps_and_the_source_says_so() -> None:
    sources = {"cadence_spm": NATIVE}
    stepping, _ = motion.with_steps(table(cadence_spm=[85.0, 86.0, 87.0]), sources)
    assert stepping["cadence_spm"].to_list() == [170.0, 172.0, 174.0]
    assert sources["cadence_spm"].rule == "strides x 2"


def test_a_sensor_that_never_saw_a_step_has_seen_nothing() -> None:
    sources = {"cadence_spm": NATIVE}
    stepping, _ = motion.with_steps(table(cadence_spm=[0.0, 0.0, 0.0]), sources)
    assert "cadence_spm" not in stepping.columns
    assert sources == {}


def test_a_position_at_zero_zero_is_null() -> None:
    placed = motion.with_position(table(lat_deg=[0.0, 47.0, 47.0], lon_deg=[0.0, 0.0, None]))
    assert placed["lat_deg"].to_list() == [None, 47.0, None]
    assert placed["lon_deg"].to_list() == [None, 0.0, None]


def test_the_distance_never_falls() -> None:
    got = motion.with_distance(table(distance_m=[0.0, 5.0, 4.0]), {}, before_m=0.0, sport=None)
    assert got["distance_m"].to_list() == [0.0, 5.0, 5.0]


def test_a_distance_that_goes_on_from_the_activity_before_starts_anew() -> None:
    got = motion.with_distance(
        table(distance_m=[100.0, 103.0, 106.0]), {}, before_m=100.0, sport=None
    )
    assert got["distance_m"].to_list() == [0.0, 3.0, 6.0]


def test_a_distance_that_was_reset_is_kept() -> None:
    got = motion.with_distance(table(distance_m=[1.0, 3.0, 6.0]), {}, before_m=100.0, sport=None)
    assert got["distance_m"].to_list() == [1.0, 3.0, 6.0]


def test_without_a_distance_it_is_summed_along_the_positions() -> None:
    sources: dict[str, FieldSource] = {}
    moving = table(lat_deg=[47.0, None, 47.001], lon_deg=[8.0, None, 8.0])
    got = motion.with_distance(moving, sources, before_m=0.0, sport=None)["distance_m"].to_list()
    assert got == [0.0, None, pytest.approx(111.195, abs=0.001)]
    assert sources["distance_m"].origin == "derived"


def test_the_way_between_two_segments_is_not_run() -> None:
    moving = table(lat_deg=[47.0, 47.1, 47.1001], lon_deg=[8.0] * 3, segment_index=[0, 1, 1])
    got = motion.with_distance(moving, {}, before_m=0.0, sport=None)["distance_m"]
    assert got[2] == pytest.approx(11.12, abs=0.01)


def test_without_a_speed_it_follows_from_the_distance() -> None:
    got = motion.with_speed(table(distance_m=[0.0, 3.0, 7.0]), {})
    assert got["speed_mps"].to_list() == [None, 3.0, 4.0]


def test_no_speed_is_made_up_across_a_pause() -> None:
    paused = table(distance_m=[0.0, 3.0, 7.0], is_joined=[True, True, False])
    assert motion.with_speed(paused, {})["speed_mps"].to_list() == [None, 3.0, None]


def test_the_jitter_of_positions_is_spread_over_the_samples_around() -> None:
    summed = {"distance_m": FieldSource(origin="derived", field="position")}
    jittery = table(5, distance_m=[0.0, 2.0, 6.0, 8.0, 12.0])
    got = motion.with_speed(jittery, summed)["speed_mps"].to_list()
    assert got == [None, 2.0, 3.0, 2.0, 4.0]


def test_a_speed_of_the_file_is_left_alone() -> None:
    sources: dict[str, FieldSource] = {}
    got = motion.with_speed(table(distance_m=[0.0, 3.0, 7.0], speed_mps=[1.0, None, 1.0]), sources)
    assert got["speed_mps"].to_list() == [1.0, None, 1.0]
    assert sources == {}


@pytest.mark.parametrize(
    ("columns", "is_running"),
    [
        ({"cadence_spm": 120.0, "speed_mps": 0.0}, True),
        ({"cadence_spm": 119.0, "speed_mps": 3.0}, False),
        ({"cadence_spm": None, "speed_mps": 1.5}, True),
        ({"cadence_spm": None, "speed_mps": 1.4}, False),
        ({"cadence_spm": None, "speed_mps": None}, None),
        ({"cadence_spm": 170.0, "speed_mps": 3.0, "is_timer_on": False}, False),
    ],
)
def test_running_is_120_steps_or_else_speed_while_the_timer_runs(
    columns: dict[str, Any], *, is_running: bool | None
) -> None:
    sample = pl.DataFrame(
        [
            {
                "timestamp": 1_700_000_000.0,
                "elapsed_s": 0.0,
                "is_timer_on": True,
                "is_joined": True,
            }
            | columns
        ],
        schema_overrides={"cadence_spm": pl.Float64, "speed_mps": pl.Float64},
    )
    assert motion.finished(sample, sport="running")["is_running"][0] is is_running


def test_a_brisk_walk_is_no_running() -> None:
    walk = table(cadence_spm=[130.0] * 3)
    assert not motion.finished(walk, sport="walking")["is_running"].any()


@pytest.mark.parametrize("column", DYNAMICS)
def test_no_running_dynamics_while_standing(column: str) -> None:
    low = next(c.low for c in RECORDS.columns if c.name == column) or 0.0
    mixed = table(cadence_spm=[170.0, 0.0, None], speed_mps=[3.0, 0.0, None])
    got = motion.finished(mixed.with_columns(pl.lit(low).alias(column)), sport="running")
    assert got[column].to_list() == [low, None, None]


NORTH_DEG = 3 / 111_195  # three metres


def along(lat_deg: list[float], *, sport: str | None = "running") -> list[float | None]:
    """Metres after each second of a way on one meridian."""
    placed = table(len(lat_deg), lat_deg=lat_deg, lon_deg=[8.0] * len(lat_deg))
    return motion.with_distance(placed, {}, before_m=0.0, sport=sport)["distance_m"].to_list()


def test_a_stray_position_adds_nothing_and_the_way_goes_past_it() -> None:
    way = [47 + at * NORTH_DEG for at in range(6)]
    assert along(way)[-1] == pytest.approx(15, abs=0.01)
    stray = [*way[:3], 47.03, *way[4:]]
    assert along(stray)[3] is None
    assert along(stray)[-1] == pytest.approx(15, abs=0.01)


def test_a_stray_stretch_adds_only_its_own_steps() -> None:
    way = [47 + at * NORTH_DEG for at in range(8)]
    stray = [*way[:3], 47.03, 47.03 + NORTH_DEG, 47.03 + 2 * NORTH_DEG, *way[6:]]
    assert along(stray)[-1] == pytest.approx(6 + 6 + 3, abs=0.01)


def test_what_no_foot_can_do_a_wheel_may() -> None:
    ride = [47 + at * 7 * NORTH_DEG for at in range(6)]  # 21 m/s
    assert along(ride, sport="cycling")[-1] == pytest.approx(105, abs=0.1)
    assert along(ride, sport=None)[-1] == pytest.approx(105, abs=0.1)
    assert along(ride)[-1] == 0


@pytest.mark.parametrize(
    ("sport", "metres", "is_left"),
    [("running", 12.0, True), ("running", 12.1, False), ("cycling", 500.0, True)],
)
def test_a_distance_that_nobody_can_run_is_left_out_and_said(
    sport: str, metres: float, is_left: bool
) -> None:
    records = RECORDS.complete(
        pl.DataFrame({"elapsed_s": [0.0, 1.0], "distance_m": [0.0, metres], "speed_mps": 3.0})
    )
    records, _, said = motion.without_impossible(records, laps.no_totals(), sport=sport)
    assert (said is None) is is_left
    assert (records["distance_m"].count() == 2) is is_left
    assert (records["speed_mps"].count() == 2) is is_left


def test_the_distance_of_a_file_that_lost_its_samples_is_that_of_its_summary() -> None:
    records = RECORDS.complete(pl.DataFrame({"elapsed_s": [0.0, 1.0], "distance_m": [0.0, 3.0]}))
    totals = laps.no_totals().with_columns(distance_m=pl.lit(10_000.0), timer_s=pl.lit(3000.0))
    _, kept, said = motion.without_impossible(records, totals, sport="running")
    assert said is None
    assert kept["distance_m"].item() == 10_000


def test_positions_that_only_jump_are_said() -> None:
    records = RECORDS.complete(
        pl.DataFrame({"elapsed_s": [0.0, 1.0], "distance_m": 0.0, "lat_deg": [47.0, 48.0]})
    )
    _, _, said = motion.without_impossible(records, laps.no_totals(), sport="running")
    assert (said or "").startswith("Its positions lie farther apart")
