"""One run in two files, or on two watches, has one load."""

from __future__ import annotations

import gzip
from datetime import date
from functools import cache
from typing import Any

import polars as pl
import pytest

from analytics.load import activity_loads
from analytics.summary import summarise
from core.athlete import Era, Origin, Threshold, Thresholds
from ingest import read_activities
from tests.corpus import corpus_file

DAY = date(2026, 1, 1)
WITHIN = 0.02
THRESHOLDS = Thresholds(
    resting_heart_rate_bpm=Threshold(value=55, origin=Origin.USER),
    max_heart_rate_bpm=Threshold(value=190, origin=Origin.USER),
    threshold_heart_rate_bpm=Threshold(value=170, origin=Origin.USER),
    threshold_speed_mps=Threshold(value=4.0, origin=Origin.USER),
    first_threshold_heart_rate_bpm=Threshold(value=150, origin=Origin.USER),
    second_threshold_heart_rate_bpm=Threshold(value=170, origin=Origin.USER),
)
TWO_WATCHES = ("fit/20210507_run_coros_pace_2.fit", "fit/20210507_run_garmin_fenix_6.fit")
TREADMILL = ("fit/fr945-treadmill-balance-stryd.fit", "tcx/fr945-treadmill-balance-stryd.tcx")
NO_HEART = ("fit/fr15-run-10k.fit", "tcx/fr15-run-10k.tcx")
NO_SPEED = (
    "tcx/20210119_run_garmin_fenix6_sapphire.tcx",
    "gpx/20210119_run_garmin_fenix6_sapphire.gpx",
)
STRIPPED = ("fit/venusq-2022-05-29-Laufen.fit", "fit/strava-export-12866632127.fit.gz")
OF_HEART = ("trimp_au", "edwards_au", "lucia_au", "hr_load_au")


@cache
def loads(name: str) -> dict[str, Any]:
    """LOADS of the one run in this file."""
    data = corpus_file(name).read_bytes()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    [outing] = read_activities(data, name).activities
    row = summarise(outing).row.with_columns(local_date=pl.lit(DAY))
    eras = [Era(since=date.min, thresholds=THRESHOLDS)]
    return activity_loads(row, eras, today=DAY).row(0, named=True)


CASES = [
    *((pair, of) for pair in (TWO_WATCHES, TREADMILL, NO_SPEED) for of in OF_HEART),
    *((pair, "load_au") for pair in (TWO_WATCHES, TREADMILL, NO_HEART, NO_SPEED)),
    *((pair, "pace_load_au") for pair in (TREADMILL, NO_HEART, STRIPPED, NO_SPEED)),
]


@pytest.mark.parametrize(
    ("pair", "of"), CASES, ids=[f"{of} of {pair[0].split('/')[1]}" for pair, of in CASES]
)
def test_both_files_of_a_run_have_the_same_load(pair: tuple[str, str], of: str) -> None:
    one, other = (loads(name)[of] for name in pair)
    assert one == pytest.approx(other, rel=WITHIN)


def test_heart_rate_left_out_by_an_export_is_no_load_of_zero() -> None:
    assert [loads(name)["hr_load_au"] is None for name in STRIPPED] == [False, True]


def test_heart_rate_for_59_percent_of_a_run_is_named() -> None:
    found = loads("fit/vivoactivehr-run-smart-recording.fit")
    assert (found["hr_load_au"], round(found["heart_rate_coverage_pct"])) == (None, 59)
