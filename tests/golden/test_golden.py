"""The golden files give the records that they always gave."""

from __future__ import annotations

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from core.activity import Activity
from core.units import FIT_EPOCH_UNIX_S
from ingest import read_activities
from tests.golden import FOLDER, expected_records
from tests.golden.cases import CASES, START_S, UTC_OFFSET_S


def golden(name: str) -> Activity:
    found = read_activities((FOLDER / f"{name}.fit").read_bytes(), f"{name}.fit")
    assert not found.issues
    return found.activities[0]


def between(name: str, *span: float) -> pl.DataFrame:
    """The records of these seconds after the start, the last one not included."""
    return golden(name).records.filter(pl.col("elapsed_s").is_between(*span, closed="left"))


@pytest.mark.parametrize("name", CASES)
def test_a_golden_file_gives_the_expected_records(name: str) -> None:
    assert_frame_equal(golden(name).records, expected_records(name), abs_tol=1e-6, rel_tol=0)


@pytest.mark.parametrize("name", CASES)
def test_a_golden_file_is_what_its_case_writes(name: str) -> None:
    assert (FOLDER / f"{name}.fit").read_bytes() == CASES[name](), "Run `make golden`."


def test_every_golden_file_has_a_case() -> None:
    assert {path.stem for path in FOLDER.glob("*.fit")} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_the_start_and_the_offset_of_local_time_are_kept(name: str) -> None:
    activity = golden(name)
    assert activity.start_time.timestamp() == START_S + FIT_EPOCH_UNIX_S
    assert activity.utc_offset_s == UTC_OFFSET_S


def test_a_balance_of_zero_is_a_lost_sensor() -> None:
    records = golden("run_with_dynamics").records
    lost = records.filter(pl.col("elapsed_s").is_in([0.0, 3.0, 6.0, 600.0]))
    assert lost["stance_balance_left_pct"].null_count() == 4
    assert records["stance_balance_left_pct"].min() == 51


def test_standing_has_no_dynamics() -> None:
    standing = between("run_with_dynamics", 300, 330)
    assert not standing["is_running"].any()
    assert standing["stance_time_ms"].count() == standing["step_length_mm"].count() == 0


def test_a_stopped_timer_does_not_count() -> None:
    last = golden("run_with_dynamics").records[-1]
    assert (last["elapsed_s"][0], last["timer_s"][0]) == (780, 720)


def test_strides_become_steps_of_both_feet() -> None:
    records = between("run_with_dynamics", 540, 600)
    assert (records["cadence_spm"].min(), records["cadence_spm"].max()) == (164, 172)


def test_the_other_byte_order_is_read() -> None:
    records = golden("run_big_endian").records
    assert (records["speed_mps"].min(), records["speed_mps"].max()) == (2.6, 3.4)


def test_a_heart_rate_that_is_absent_or_zero_is_null() -> None:
    assert between("run_big_endian", 60, 120)["heart_rate_bpm"].count() == 0


def test_the_place_where_no_watch_has_been_is_null() -> None:
    assert between("run_big_endian", 200, 201)["lat_deg"].to_list() == [None]


def test_a_foot_pods_values_are_read_in_our_units() -> None:
    row = between("run_with_developer_fields", 0, 1)
    found = row.select("power_w", "stance_time_ms", "vertical_oscillation_mm", "leg_spring_kn_m")
    assert found.row(0) == pytest.approx((250, 252, 85, 10.5))


def test_a_foot_pods_absent_values_are_null() -> None:
    lost = between("run_with_developer_fields", 100, 130)
    assert lost.select("power_w", "form_power_w", "stance_time_ms").count().row(0) == (0, 0, 0)


def test_compressed_times_are_completed() -> None:
    steps = golden("run_with_compressed_times").records["elapsed_s"].diff().drop_nulls().unique()
    assert steps.to_list() == [4]


def test_a_ride_has_no_steps_and_is_never_running() -> None:
    records = golden("ride").records
    assert records["cadence_spm"].count() == 0
    assert not records["is_running"].any()
