"""One activity -> one summary row and its blocks, whatever the watch recorded."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.summary import summarise
from core.activity import FieldSource
from core.schemas import ACTIVITIES, BLOCKS, EFFORTS, RECORDS, ROUTES
from tests.analytics.ways import seconds_at
from tests.makers import STRAP, make_activity, make_records


def row_of(**changes: Any) -> dict[str, Any]:
    return summarise(make_activity(**changes)).row.row(0, named=True)


def wobbling(n: int) -> list[float]:
    return [150.0 + i % 2 for i in range(n)]


def long_run(n: int = 1200, **columns: Any) -> pl.DataFrame:
    return make_records(n=n, **({"heart_rate_bpm": wobbling(n)} | columns))


def test_the_frames_have_their_schemas() -> None:
    summary = summarise(make_activity(records=long_run()))
    ACTIVITIES.check(summary.row)
    BLOCKS.check(summary.blocks)


def test_there_is_one_row_without_id_and_day() -> None:
    row = row_of()
    assert (row["activity_id"], row["local_date"]) == (None, None)


def test_the_totals_of_the_device_come_before_our_own() -> None:
    row = row_of(totals={"distance_m": 1234.0, "elapsed_s": 700.0, "timer_s": 650.0})
    assert (row["distance_m"], row["elapsed_s"], row["timer_s"]) == (1234.0, 700.0, 650.0)


def test_without_totals_the_records_tell() -> None:
    row = row_of()
    assert (row["distance_m"], row["elapsed_s"], row["timer_s"]) == (1797.0, 599.0, 599.0)


def test_a_run_of_no_metres_is_a_run_of_unknown_distance() -> None:
    row = row_of(totals={"distance_m": 0.0}, records=make_records(distance_m=None))
    assert (row["distance_m"], row["is_distance_estimated"]) == (None, None)


def test_a_strength_session_of_no_metres_stays_one() -> None:
    row = row_of(sport="training", totals={"distance_m": 0.0})
    assert row["distance_m"] == 0.0


@pytest.mark.parametrize(
    "sub_sport", ["treadmill", "indoor_running", "indoor", "virtual_activity", "virtual"]
)
def test_a_distance_indoors_is_estimated(sub_sport: str) -> None:
    assert row_of(sub_sport=sub_sport)["is_distance_estimated"] is True


def test_a_distance_from_positions_is_estimated() -> None:
    sources = {"distance_m": FieldSource(origin="derived", field="lat, lon")}
    assert row_of(sources=sources)["is_distance_estimated"] is True


def test_a_distance_of_the_device_is_not_estimated() -> None:
    assert row_of()["is_distance_estimated"] is False


def test_means_are_plain_means_over_the_records() -> None:
    balance = [48.0, 52.0, None] * 200
    row = row_of(records=make_records(stance_balance_left_pct=balance))
    assert row["avg_stance_balance_left_pct"] == 50.0


def test_the_histogram_holds_every_moving_second() -> None:
    row = row_of(records=long_run())
    assert sum(row["heart_rate_s"]) == row["moving_s"] == 1200
    assert row["heart_rate_s"][150 - 30] == 600


def test_without_heart_rate_there_is_no_histogram_and_no_coverage() -> None:
    row = row_of(records=make_records(heart_rate_bpm=None))
    assert row["heart_rate_s"] is None
    assert row["peak_heart_rate_bpm"] is None
    assert row["heart_rate_coverage_pct"] == 0.0


def test_a_locked_run_has_no_peak() -> None:
    beats = wobbling(400) + [172.0 + i % 2 for i in range(400)] + wobbling(400)
    row = row_of(records=make_records(n=1200, heart_rate_bpm=beats, cadence_spm=172.0))
    assert row["cadence_lock_s"] == 400
    assert row["peak_heart_rate_bpm"] is None


def test_half_of_a_balance_is_half_of_the_coverage() -> None:
    balance = [50.0] * 300 + [None] * 300
    row = row_of(records=make_records(stance_balance_left_pct=balance))
    assert row["stance_balance_coverage_pct"] == 50.0


def test_the_sensor_and_the_altitude_say_where_they_come_from() -> None:
    row = row_of()
    assert (row["balance_sensor"], row["altitude_source"]) == (STRAP, "baro")


def test_without_altitude_nothing_was_climbed_or_not_climbed() -> None:
    row = row_of(records=make_records(altitude_m=None))
    assert (row["ascent_m"], row["descent_m"], row["altitude_source"]) == (None, None, None)


def test_a_flat_run_climbed_nothing() -> None:
    row = row_of()
    assert (row["ascent_m"], row["descent_m"]) == (0.0, 0.0)


def test_an_even_flat_run_has_its_own_speed_as_normalised_graded_speed() -> None:
    assert row_of()["normalised_graded_speed_mps"] == pytest.approx(3.0)


def test_a_climb_is_worth_more_than_its_speed() -> None:
    climb = [100 + 0.15 * i for i in range(600)]
    row = row_of(records=make_records(altitude_m=climb))
    assert row["normalised_graded_speed_mps"] == pytest.approx(3 * 1.182, rel=0.01)


def test_a_ride_has_neither_blocks_nor_normalised_speed() -> None:
    summary = summarise(make_activity(sport="cycling", records=long_run()))
    assert summary.blocks.is_empty()
    assert summary.row["normalised_graded_speed_mps"].item() is None


def test_the_minutes_of_the_blocks_are_counted() -> None:
    summary = summarise(make_activity(records=long_run(1500)))
    assert summary.row["n_blocks"].item() == summary.blocks.height == 20


def circling(n: int = 1200, radius_m: float = 60.0) -> dict[str, list[float]]:
    """Positions of laps to the right, 3 m a second."""
    angle = np.arange(n) * 3 / radius_m
    way = seconds_at(radius_m * (1 - np.cos(angle)), radius_m * np.sin(angle))
    return {name: way[name].to_list() for name in ("lat_deg", "lon_deg")}


def test_turns_and_ovals_have_their_side() -> None:
    row = row_of(records=long_run(**circling()))
    assert row["turn_right_deg"] == pytest.approx(math.degrees(1200 * 3 / 60), rel=0.02)
    assert (row["turn_left_deg"], row["oval_left_m"]) == (0.0, 0.0)
    assert row["oval_right_m"] == pytest.approx(3600, rel=0.02)


def test_a_run_with_positions_has_a_route() -> None:
    summary = summarise(make_activity(records=long_run(**circling())))
    assert ROUTES.check(summary.route).height >= 6


def test_the_drift_of_a_receiver_indoors_is_no_way() -> None:
    summary = summarise(make_activity(records=long_run(**circling()), sub_sport="treadmill"))
    assert summary.route.is_empty()
    assert summary.row["turn_right_deg"].item() is None


def test_a_run_has_best_efforts() -> None:
    efforts = EFFORTS.check(summarise(make_activity(records=long_run())).efforts)
    best = efforts.filter(pl.col("target_s") == 600)
    assert best["distance_m"].item() == pytest.approx(1800, rel=0.01)


def test_steep_metres_down_are_never_more_than_the_metres_down() -> None:
    rough = [100.0 + 4 * math.sin(at / 9) for at in range(1200)]
    row = row_of(records=long_run(altitude_m=rough), sources={})
    assert row["steep_descent_m"] <= row["descent_m"]


def test_a_ride_has_no_steps_efforts_or_route() -> None:
    summary = summarise(make_activity(sport="cycling", records=long_run(**circling())))
    assert summary.row["n_steps"].item() is None
    assert summary.efforts.is_empty()
    assert summary.route.is_empty()


def test_the_effort_of_the_watch_is_kept_for_any_sport() -> None:
    assert row_of(sport="training", totals={"workout_rpe_index": 7.0})["rpe_index"] == 7.0


def mirrored(records: pl.DataFrame) -> pl.DataFrame:
    """The same run with left and right exchanged."""
    shares = [name for name in records.columns if name.endswith("_left_pct")]
    pairs = [name for name in records.columns if "_left_" in name and name not in shares]
    swapped = {name: pl.col(name.replace("_left_", "_right_")) for name in pairs} | {
        name.replace("_left_", "_right_"): pl.col(name) for name in pairs
    }
    return records.with_columns(*((100 - pl.col(name)).alias(name) for name in shares), **swapped)


def test_exchanging_the_feet_changes_the_sides_and_nothing_else() -> None:
    rng = np.random.default_rng(4)
    uneven = {
        name: rng.normal(mean, 0.5, 1200).tolist()
        for name, mean in (
            ("stance_balance_left_pct", 51.0),
            ("leg_spring_balance_left_pct", 48.0),
            ("vertical_oscillation_balance_left_pct", 49.0),
            ("impact_loading_rate_balance_left_pct", 52.0),
            ("power_balance_left_pct", 50.5),
            ("stance_time_left_ms", 250.0),
            ("stance_time_right_ms", 240.0),
        )
    }
    records = long_run(**uneven)
    ours, theirs = (summarise(make_activity(records=made)) for made in (records, mirrored(records)))
    for mine, other in ((ours.row, theirs.row), (ours.blocks, theirs.blocks)):
        sides = [name for name in mine.columns if name.endswith("_left_pct")]
        back = other.with_columns((100 - pl.col(name)).alias(name) for name in sides)
        assert_frame_equal(mine, back)


EVERY_CHANNEL = {
    column.name: None
    for column in RECORDS.columns
    if column.name not in ("time", "elapsed_s", "timer_s", "dt_s")
}


@pytest.mark.parametrize("n", [0, 1, 2, 100])
def test_a_recording_of_nothing_but_time_is_summarised(n: int) -> None:
    columns = EVERY_CHANNEL | {"dt_s": [1.0] * n}
    summary = summarise(make_activity(records=make_records(n=n, **columns)))
    assert summary.row.select("n_records", "distance_m", "ascent_m", "heart_rate_s").row(0) == (
        n,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("missing", sorted(EVERY_CHANNEL))
def test_any_single_channel_may_be_missing(missing: str) -> None:
    summary = summarise(make_activity(records=long_run(**{missing: None})))
    ACTIVITIES.check(summary.row)
