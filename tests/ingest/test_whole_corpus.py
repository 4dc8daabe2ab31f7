"""What must hold for every real file that we have, and for every pair that tells of one run."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from core.activity import Activity
from core.errors import IngestError
from core.schemas import DYNAMICS
from ingest import read_activities
from ingest.archive import members
from ingest.member import Member
from tests.corpus import corpus, corpus_file, expected

BALANCES = [name for name in DYNAMICS if "balance" in name]
JUDGED = ["is_running", "cadence_spm", *DYNAMICS]


@cache
def running_frames() -> dict[str, pl.DataFrame]:
    """Every run of the corpus by file and part, with the columns that are judged here."""
    found: dict[str, pl.DataFrame] = {}
    for path in sorted(corpus().glob("*/*.*")):
        for member in members(path, path.name):
            assert isinstance(member, Member)
            try:
                activities = read_activities(member.data, path.name).activities
            except IngestError:
                continue
            for run in (activity for activity in activities if activity.is_run):
                found[f"{path.name}-{run.part}"] = run.records.select(JUDGED)
    return found


def test_the_corpus_holds_many_runs() -> None:
    assert len(running_frames()) > 70


def test_no_run_holds_a_balance_that_cannot_be() -> None:
    wrong = {
        name: frame.select((pl.col(BALANCES) < 40).sum() + (pl.col(BALANCES) > 60).sum()).row(0)
        for name, frame in running_frames().items()
    }
    assert {name: counts for name, counts in wrong.items() if any(counts)} == {}


def test_no_run_holds_running_dynamics_while_standing() -> None:
    standing = {
        name: frame.filter(~pl.col("is_running").fill_null(value=False)).select(DYNAMICS)
        for name, frame in running_frames().items()
    }
    assert [name for name, frame in standing.items() if any(frame.count().row(0))] == []


def test_every_run_has_the_cadence_of_a_runner_or_none() -> None:
    medians = {
        name: frame.filter("is_running")["cadence_spm"].median()
        for name, frame in running_frames().items()
    }
    wrong = {
        name: median
        for name, median in medians.items()
        if median is not None and not 100 <= median <= 240
    }
    assert wrong == {}


def run(path: str) -> Activity:
    """The only activity of a file."""
    (activity,) = read_activities(corpus_file(path).read_bytes(), path).activities
    return activity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fit/fr945-treadmill-balance-stryd.fit", "tcx/fr945-treadmill-balance-stryd.tcx"),
        ("fit/fr15-run-10k.fit", "tcx/fr15-run-10k.tcx"),
        (
            "gpx/20210119_run_garmin_fenix6_sapphire.gpx",
            "tcx/20210119_run_garmin_fenix6_sapphire.tcx",
        ),
        ("fit/vivoactivehr-run-smart-recording.fit", "gpx/vivoactivehr-run-smart-recording.gpx"),
        ("fit/20210507_run_coros_pace_2.fit", "fit/20210507_run_garmin_fenix_6.fit"),
    ],
)
class TestTwoFilesOfOneRun:
    """Two watches, or two formats: within the bounds of the ingest law, section 8."""

    def test_have_one_start(self, one: str, other: str) -> None:
        apart = run(one).start_time - run(other).start_time
        assert abs(apart.total_seconds()) <= 15

    def test_have_one_distance(self, one: str, other: str) -> None:
        ours, theirs = (run(path).records["distance_m"].max() for path in (one, other))
        # a distance from positions alone is rougher than a watch's own
        bound = 0.015 if not {one[:3], other[:3]} & {"gpx"} else 0.025
        assert ours == pytest.approx(theirs, rel=bound)

    def test_have_one_heart_rate(self, one: str, other: str) -> None:
        ours, theirs = (run(path).records["heart_rate_bpm"].mean() for path in (one, other))
        assert ours == pytest.approx(theirs, abs=1)

    def test_have_one_cadence(self, one: str, other: str) -> None:
        ours, theirs = (
            run(path).records.filter("is_running")["cadence_spm"].mean() for path in (one, other)
        )
        assert ours == pytest.approx(theirs, abs=2)


@pytest.mark.parametrize(
    ("name", "coverage", "mean"),
    [("event_timestamp", 1.0, None), ("sdk-HrmPluginTestActivity", 1.0, 73)],
)
def test_heart_rate_of_the_straps_memory_is_that_of_the_watchs_totals(
    name: str, coverage: float, mean: float | None
) -> None:
    activity = run(f"fit/{name}.fit")
    rates = activity.records["heart_rate_bpm"]
    assert rates.count() / len(rates) >= coverage
    assert rates.max() == pytest.approx(activity.totals["max_heart_rate_bpm"][0], abs=1)
    assert mean is None or rates.mean() == pytest.approx(mean, abs=0.5)


def test_an_app_without_a_maker_is_named_by_its_product() -> None:
    assert run("fit/applewatch-poolswim-bingiwatch.fit").device == "Watch6,18"


def test_all_values_of_the_expectations_agree(capsys: pytest.CaptureFixture[str]) -> None:
    from tests.check_corpus import main

    assert expected()
    assert main([str(corpus()), str(corpus_file("expected.json"))]) == 0, capsys.readouterr().out
