"""Real watch files: raw frames against what other decoders agree on, and what the rules make."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from core.activity import Activity, ImportResult, Limits
from core.errors import IngestError
from ingest import READERS, read_activities
from ingest.reader import Raw
from ingest.tidy import activities
from tests import fitparse_reader
from tests.corpus import corpus, corpus_file, expected

TOLERANCE = 1e-6
GPX_NAMES = ("ele", "hr", "cad", "power", "temp", "speed", "distance")
FIT_FILES = (
    "fit/garmin-fenix-5-run.fit",
    "fit/DeveloperData.fit",
    "fit/suunto9-run.fit",
    "fit/Multisession.fit",
    "fit/fr70-compressed-timestamps-intervals.fit",
    "fit/compressed-speed-distance.fit",
    "fit/FR630-with-lth.fit",
    "fit/with-new-dynamics.fit",
    "fit/fr920xt-run-balance-stryd.fit",
    "fit/FR920xt-with-runscribe-plus.fit",
    "fit/coros-apexpro-run-with-pod.fit",
    "fit/fr955-run-stryd-2024.fit",
    "fit/sample_mulitple_header.fit",
    "fit/sdk-activity_multisport.fit",
    "fit/chained-activity-settings.fit",
)
GPX_FILES = (
    "gpx/20210119_run_garmin_fenix6_sapphire.gpx",
    "gpx/Movescount-mixed-extensions.gpx",
    "gpx/activereader-testdata.gpx",
    "gpx/amazfit.gpx",
    "gpx/break-between-trkseg.gpx",
    "gpx/cerknicko-without-times.gpx",
    "gpx/garmin-ns3-extension.gpx",
    "gpx/garmin_example-run.gpx",
    "gpx/gpx1.1_with_all_fields.gpx",
    "gpx/gpx_subsecond-sample.gpx",
    "gpx/opentracks-barefoot-walk.gpx",
    "gpx/route.gpx",
    "gpx/strava-export.gpx",
    "gpx/track_with_speed.gpx",
    "gpx/urbanbiker-powerextension-3seg.gpx",
    "gpx/vivoactivehr-run-smart-recording.gpx",
)


@cache
def raw(name: str) -> Raw:
    data = corpus_file(name).read_bytes()
    reader = next(reader for reader in READERS if reader.recognises(data))
    return reader.read(data, Limits())


@cache
def result(name: str) -> ImportResult:
    return read_activities(corpus_file(name).read_bytes(), name)


def run(name: str) -> Activity:
    """The only activity of a file."""
    (activity,) = result(name).activities
    return activity


def raw_records(name: str) -> pl.DataFrame:
    """The records of all parts; developer fields under `dev.<name>`, apart from native ones."""
    frames = []
    for part in raw(name).parts:
        names = {key: f"dev.{field.name}" for key, field in part.developer.items()}
        frames.append(part.records.rename(names, strict=False))
    return pl.concat(frames, how="diagonal_relaxed")


def statistics(values: pl.Series) -> dict[str, Any]:
    return {
        "count": values.count(),
        "mean": values.mean(),
        "min": values.min(),
        "max": values.max(),
    }


def disagreements(values: pl.Series, wanted: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Statistics that are not as expected: name to ours and theirs."""
    ours = statistics(values)
    return {
        f"{values.name}.{name}": (ours[name], wanted[name])
        for name in ours
        if name in wanted and ours[name] != pytest.approx(wanted[name], rel=TOLERANCE)
    }


@pytest.mark.parametrize("name", FIT_FILES)
def test_a_fit_file_is_read_as_other_decoders_read_it(name: str) -> None:
    wanted = expected()[name]
    records = raw_records(name)
    developer = {f"dev.{key}": it for key, it in wanted.get("dev_fields", {}).items()}
    assert records.height == wanted["records"]["value"]
    assert sum(part.sessions.height for part in raw(name).parts) == wanted["sessions"]["value"]
    wrong = [
        disagreements(records[column], it) for column, it in (wanted["fields"] | developer).items()
    ]
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("name", GPX_FILES)
def test_a_gpx_file_is_read_as_other_readers_read_it(name: str) -> None:
    wanted = expected()[name]
    records = raw_records(name)
    assert records.height == wanted["points"]
    assert records["timestamp"].count() == wanted["time_count"]
    for column in GPX_NAMES:
        told = {key.removeprefix(f"{column}_"): it for key, it in wanted.items() if column in key}
        assert disagreements(records[column], told) == {}


def test_points_whose_prefix_was_never_declared_are_all_there() -> None:
    assert raw_records("gpx/strava-cadence-gpxx-temperature-6037744996.gpx").height == 4040


REFUSED = {
    "empty-sessions-0-bytes.fit": "UnknownFormat",
    "made_empty.gpx": "UnknownFormat",
    "made_html_login_page.fit": "UnknownFormat",
    "made_random_bytes.fit": "UnknownFormat",
    "made_header_only.fit": "DamagedFile",
    "made_random_after_header.fit": "DamagedFile",
    "made_truncated_inside_definition.fit": "DamagedFile",
    "made_billion_laughs.gpx": "UnsafeFile",
    "made_quadratic_blowup.gpx": "UnsafeFile",
    "made_xxe_local_file.gpx": "UnsafeFile",
    "made_xxe_external_dtd.tcx": "UnsafeFile",
}
"""Broken file to the class that refuses it."""

WHOLE = {
    "made_fit_with_gpx_extension.gpx": [21],
    "made_gpx_with_fit_extension.fit": [16],
    "made_chained_two_runs.fit": [821, 658],
    "made_commented_trackpoint.gpx": [2],
    "made_deep_nesting.gpx": [2],
    "made_utf16.gpx": [2],
    "made_default_namespace_is_tpx_v2.gpx": [10],
    "made_strava_leading_spaces.tcx": [49],
}
"""Odd file to the samples of each of its activities."""

SAVED = {
    "activity-filecrc.fit": ("crc", [14]),
    "activity-activity-filecrc.fit": ("crc", [14, 14]),
    "made_one_bit_flipped.fit": ("crc", [2361]),
    "activity-unexpected-eof.fit": ("truncated", [14]),
    "made_truncated_at_60pct.fit": ("truncated", [1421]),
    "made_truncated.gpx": ("truncated", [11]),
    "made_truncated.tcx": ("truncated", [35]),
    "sigma-rox-nick-length-mismatch.fit": ("truncated", [14390]),
    "activity-settings-corruptheader.fit": ("part_damaged", [14]),
    "activity-settings-nodata.fit": ("part_damaged", [14]),
    "made_header_datasize_zero.fit": ("header", [2361]),
    "empty-activities.fit": ("header", [2319]),
    "sdk-activity_truncated.fit": ("no_summary", [14]),
    "made_trailing_garbage.fit": ("trailing_bytes", [2361]),
    "made_devfields_without_description.fit": ("field_undescribed", [1681]),
    "made_nan_and_out_of_range.gpx": ("bad_point", [2]),
}
"""Broken file to the issue that it must have, and the samples that are saved."""


RAW = {
    "made_truncated.tcx": 36,
    "sigma-rox-nick-length-mismatch.fit": 14391,
    "made_nan_and_out_of_range.gpx": 3,
    "lezyne_super_gps-garmin_fit-sample-bad-endian.fit": 804,
    "Bryton-bad-data-170729181231.fit": 9522,
}
"""Broken file to the samples that its reader finds, those without a time too."""


@pytest.mark.parametrize(("name", "samples"), RAW.items())
def test_a_broken_file_gives_all_its_samples_to_the_reader(name: str, samples: int) -> None:
    assert sum(part.records.height for part in raw(f"broken/{name}").parts) == samples


def n_samples(name: str) -> list[int]:
    """Samples of each activity of a broken file."""
    return [activity.records.height for activity in result(f"broken/{name}").activities]


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_hopeless_file_is_refused_by_the_right_class(name: str, code: str) -> None:
    with pytest.raises(IngestError) as caught:
        result(f"broken/{name}")
    assert caught.value.code == code


@pytest.mark.parametrize(("name", "samples"), WHOLE.items())
def test_an_odd_file_is_read_whole(name: str, samples: list[int]) -> None:
    assert n_samples(name) == samples


@pytest.mark.parametrize(("name", "wanted"), SAVED.items())
def test_a_broken_file_is_saved_and_says_what_is_wrong(
    name: str, wanted: tuple[str, list[int]]
) -> None:
    assert n_samples(name) == wanted[1]
    assert wanted[0] in {issue.code for issue in result(f"broken/{name}").issues}


@pytest.mark.parametrize(
    "name",
    [
        "fit/non-activity-WorkoutRepeatSteps.fit",
        "fit/non-activity-course-Berlin.fit",
        "fit/non-activity-Settings.fit",
        "fit/non-activity-MonitoringFile.fit",
        "gpx/MetadataOnly.gpx",
        "gpx/route.gpx",
        "gpx/cerknicko-without-times.gpx",
        "gpx/unicode_with_bom.gpx",
        "gpx/waypoint_with_garmin_extension.gpx",
        "tcx/course-route-only.tcx",
    ],
)
def test_what_is_no_activity_is_refused_as_such(name: str) -> None:
    with pytest.raises(IngestError) as caught:
        result(name)
    assert caught.value.code == "NotAnActivity"


@pytest.mark.parametrize(
    ("name", "left_pct"),
    [
        ("fit/fr920xt-run-balance-stryd.fit", 47.99),
        ("fit/with-new-dynamics.fit", 51.99),
        ("fit/FR630-with-lth.fit", 50.08),
        ("fit/FR920xt-with-runscribe-plus.fit", 49.40),
    ],
)
def test_the_balance_is_what_the_watch_itself_summed(name: str, left_pct: float) -> None:
    assert run(name).records["stance_balance_left_pct"].mean() == pytest.approx(left_pct, abs=0.02)


def test_foot_pods_and_strap_of_one_run_keep_columns_of_their_own() -> None:
    records = run("fit/FR920xt-with-runscribe-plus.fit").records.drop_nulls("stance_time_left_ms")
    left, right = (records[f"stance_time_{side}_ms"].mean() for side in ("left", "right"))
    assert 100 * left / (left + right) == pytest.approx(51.1, abs=0.1)


@pytest.mark.parametrize("name", [*FIT_FILES[2:-1], *GPX_FILES[:4]])
def test_no_balance_is_zero_or_measured_while_standing(name: str) -> None:
    for activity in result(name).activities:
        held = activity.records.drop_nulls("stance_balance_left_pct")
        assert held["is_running"].all()
        assert (held["stance_balance_left_pct"] >= 40).all()


@pytest.mark.parametrize(
    "name",
    [
        "fit/suunto9-run.fit",
        "fit/fr70-compressed-timestamps-intervals.fit",
        "fit/compressed-speed-distance.fit",
        "fit/coros-apexpro-run-with-pod.fit",
        "fit/fr920xt-run-balance-stryd.fit",
        "gpx/strava-export.gpx",
        "gpx/20210119_run_garmin_fenix6_sapphire.gpx",
        "gpx/garmin_example-run.gpx",
    ],
)
def test_a_run_has_the_cadence_of_a_runner(name: str) -> None:
    assert 100 <= run(name).records["cadence_spm"].median() <= 240


@pytest.mark.parametrize("name", ["fr920xt-run-balance-stryd", "suunto9-run", "with-new-dynamics"])
def test_distance_and_timer_are_the_watchs_totals(name: str) -> None:
    (wanted,) = expected()[f"fit/{name}.fit"]["session_totals"]
    totals = run(f"fit/{name}.fit").totals.to_dicts()[0]
    assert totals["distance_m"] == pytest.approx(wanted["total_distance"])
    assert totals["timer_s"] == pytest.approx(wanted["total_timer_time"])


def test_our_own_timer_agrees_with_the_watchs() -> None:
    activity = run("fit/with-new-dynamics.fit")
    assert activity.records["timer_s"][-1] == pytest.approx(activity.totals["timer_s"][0], abs=10)


def test_two_watches_on_one_run_agree() -> None:
    coros = run("fit/20210507_run_coros_pace_2.fit").records
    garmin = run("fit/20210507_run_garmin_fenix_6.fit").records
    assert coros["distance_m"].max() == pytest.approx(garmin["distance_m"].max(), rel=0.015)
    assert coros["heart_rate_bpm"].mean() == pytest.approx(garmin["heart_rate_bpm"].mean(), abs=1)
    assert coros["cadence_spm"].median() == pytest.approx(garmin["cadence_spm"].median(), abs=2)


def test_one_run_in_fit_and_gpx_agrees() -> None:
    fit = run("fit/vivoactivehr-run-smart-recording.fit").records
    gpx = run("gpx/vivoactivehr-run-smart-recording.gpx").records
    assert gpx["distance_m"].max() == pytest.approx(fit["distance_m"].max(), rel=0.025)
    assert gpx["heart_rate_bpm"].mean() == pytest.approx(fit["heart_rate_bpm"].mean(), abs=1)


def test_the_corpus_is_where_the_tests_look() -> None:
    assert (corpus() / "expected.json").is_file()


@pytest.mark.parametrize("name", ["suunto9-run", "Multisession", "fr920xt-run-balance-stryd"])
def test_fitparse_leads_to_the_same_records(name: str) -> None:
    data = corpus_file(f"fit/{name}.fit").read_bytes()
    by_fitparse = activities(fitparse_reader.read(data, Limits()), file_sha256="")
    for ours, theirs in zip(result(f"fit/{name}.fit").activities, by_fitparse, strict=True):
        assert_frame_equal(ours.records, theirs.records, rel_tol=TOLERANCE)
