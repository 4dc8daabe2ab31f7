"""Real files -> summaries that could be true."""

from __future__ import annotations

import pytest

from analytics.summary import summarise
from core.activity import Summary
from core.schemas import ACTIVITIES, BLOCKS
from ingest import read_activities
from tests.corpus import corpus_file


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


def test_a_real_run_with_strap_and_pods_shows_both_with_their_sides() -> None:
    [summary] = read("fit/FR920xt-with-runscribe-plus.fit")
    row = summary.row.row(0, named=True)
    assert row["avg_stance_balance_left_pct"] == pytest.approx(49.4, abs=0.1)
    assert row["avg_pod_balance_left_pct"] == pytest.approx(51.1, abs=0.1)
    assert "RunScribe" in row["pod_sensor"]


def test_blocks_of_a_real_run_hold_strap_and_pods_apart() -> None:
    [summary] = read("fit/FR920xt-with-runscribe-plus.fit")
    medians = summary.blocks.select("stance_balance_left_pct", "pod_balance_left_pct").median()
    assert medians.row(0) == pytest.approx((49.4, 51.0), abs=0.3)


@pytest.mark.parametrize(
    "name",
    [
        "fit/fr955-run-stryd-2024.fit",
        "fit/with-new-dynamics.fit",
        "fit/Fenix3-Run-1321421020.fit",
        "fit/FR735XT-with-performance-condition.fit",
    ],
)
def test_the_mechanics_of_a_real_run_are_plausible(name: str) -> None:
    [summary] = read(name)
    row = summary.row.row(0, named=True)
    assert 1.5 <= row["peak_force_bw"] <= 4
    assert 140 <= 60 * row["n_steps"] / row["moving_s"] <= 200
    assert 40 <= row["flight_time_ms"] <= 200
    assert 3.2 <= 1000 * row["energy_kj_kg"] / row["distance_m"] <= 4.5


@pytest.mark.parametrize(
    "name", ["fit/FR920xt-with-Stryd.fit", "tcx/20220320_track_run_apple_watch_se.tcx"]
)
def test_a_real_run_on_a_track_is_seen_to_go_round_to_the_left(name: str) -> None:
    [summary] = read(name)
    row = summary.row.row(0, named=True)
    assert row["oval_left_m"] > 0.9 * row["distance_m"]
    assert row["oval_right_m"] == 0.0


def test_a_real_run_in_the_streets_is_on_no_oval() -> None:
    [summary] = read("fit/with-new-dynamics.fit")
    assert summary.row.select("oval_left_m", "oval_right_m").row(0) == (0.0, 0.0)


def test_a_real_run_of_thin_balance_has_no_sum_of_contact() -> None:
    [summary] = read("fit/fr945-treadmill-balance-stryd.fit")
    assert summary.row["ground_time_s"].item() is None


def test_the_effort_that_a_real_runner_typed_is_on_its_scale_of_ten() -> None:
    [summary] = read("fit/fr955-run-stryd-2024.fit")
    assert summary.row["rpe_index"].item() == 5.0


def test_one_run_by_two_formats_goes_the_same_way() -> None:
    fit, gpx = (
        read(f"{kind}/vivoactivehr-run-smart-recording.{kind}")[0] for kind in ("fit", "gpx")
    )
    ours, theirs = (set(one.route["cell_id"]) for one in (fit, gpx))
    assert len(ours & theirs) / len(ours | theirs) > 0.9
