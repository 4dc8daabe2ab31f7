"""What the flags and the view of causes find in the sample runner's last eight weeks."""

from __future__ import annotations

from functools import cache

import polars as pl

from analytics.summary import summarise
from analytics.where import where_from
from core.activity import local_date
from core.findings import Evidence, Level, Side
from ingest import read_activities
from ingest.sample import sample_files
from tests.analytics.judged import TODAY, evidence, flag


@cache
def sample() -> Evidence:
    rows, blocks = [], []
    for number, (name, data) in enumerate(sample_files(until=TODAY, weeks=8)):
        [run] = read_activities(data, name).activities
        found = summarise(run)
        day = pl.lit(local_date(run.start_time, run.utc_offset_s, None))
        key = pl.lit(number, pl.Int64)
        rows.append(found.row.with_columns(activity_id=key, local_date=day))
        blocks.append(found.blocks.with_columns(activity_id=key))
    return evidence(pl.concat(rows), pl.concat(blocks))


def test_the_sample_runner_s_drift_late_in_long_runs_is_found() -> None:
    found = flag("BALANCE_FATIGUE", sample())
    assert (found.level, found.side) == (Level.WATCH, Side.LEFT)


def test_the_view_of_causes_shows_the_same_drift() -> None:
    thirds = where_from(sample()).of("third")
    first, last = thirds["lean_pp"]
    assert last - first > 0.5
    assert not thirds["is_thin"].any()


def test_nothing_else_is_found_that_is_not_there() -> None:
    calm = ("BALANCE_SHIFT", "BALANCE_HILL", "FORM_DRIFT", "LR_OTHER", "BALANCE_SPEED")
    assert all(flag(name, sample()).level < Level.WATCH for name in calm)
