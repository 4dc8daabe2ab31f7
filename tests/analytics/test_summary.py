"""One activity -> one summary row and its blocks, whatever the watch recorded."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from analytics.summary import summarise
from core.activity import FieldSource, Summary
from core.schemas import ACTIVITIES, BLOCKS, RECORDS
from ingest import read_activities
from tests.corpus import corpus_file
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


@pytest.mark.parametrize("sub_sport", ["treadmill", "indoor_running"])
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


def read(name: str) -> list[Summary]:
    result = read_activities(corpus_file(name).read_bytes(), name)
    return [summarise(activity) for activity in result.activities]


@pytest.mark.parametrize(
    ("name", "left_pct", "sensor"),
    [
        ("fit/fr920xt-run-balance-stryd.fit", 48.0, "hrm4_run"),
        ("fit/with-new-dynamics.fit", 52.0, "hrm_run"),
        ("fit/FR920xt-with-runscribe-plus.fit", 49.4, "hrm_tri"),
    ],
)
def test_a_real_lean_is_found_with_its_sensor(name: str, left_pct: float, sensor: str) -> None:
    [summary] = read(name)
    row = summary.row.row(0, named=True)
    assert row["avg_stance_balance_left_pct"] == pytest.approx(left_pct, abs=0.1)
    assert sensor in row["balance_sensor"]
    assert summary.blocks["stance_balance_left_pct"].count() >= 10


def test_a_real_treadmill_run_says_how_little_its_balance_covers() -> None:
    [summary] = read("fit/fr945-treadmill-balance-stryd.fit")
    assert summary.row["stance_balance_coverage_pct"].item() == pytest.approx(18, abs=2)


def test_the_same_run_by_two_formats_has_the_same_heart() -> None:
    fit, gpx = (
        read(f"{kind}/vivoactivehr-run-smart-recording.{kind}")[0] for kind in ("fit", "gpx")
    )
    assert fit.row["avg_heart_rate_bpm"].item() == pytest.approx(
        gpx.row["avg_heart_rate_bpm"].item(), rel=0.02
    )


@pytest.mark.parametrize(
    "name",
    [
        "fit/magellan-27-days.fit",
        "fit/sdk-activity_multisport.fit",
        "fit/garmin-vivosmart-hr.fit",
        "gpx/gpx_subsecond-sample.gpx",
        "gpx/break-between-trkseg.gpx",
    ],
)
def test_an_odd_real_file_is_summarised(name: str) -> None:
    for summary in read(name):
        ACTIVITIES.check(summary.row)
        BLOCKS.check(summary.blocks)
