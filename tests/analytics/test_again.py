"""A look that takes over what an earlier one found equals a look at everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analytics.again import first_changed_day
from analytics.days import daily_load
from analytics.load import activity_loads
from analytics.spike import spikes
from analytics.thresholds import as_always, resolve_eras
from core.athlete import Profile, Told
from core.findings import Review
from core.schemas import ACTIVITIES, DAYS, LOADS, SPIKES
from tests.makers import make_activities, make_review

TODAY = date(2026, 11, 22)
RUNNER = Profile(
    max_heart_rate_bpm=190,
    resting_heart_rate_bpm=55,
    threshold_heart_rate_bpm=170,
    threshold_speed_mps=4.0,
)
BASE = make_review()
Row = dict[str, Any]


def look(
    activities: pl.DataFrame,
    *,
    told: tuple[Told, ...] = as_always(RUNNER),
    profile: Profile = RUNNER,
    today: date = TODAY,
    before: Review | None = None,
) -> Review:
    """The part of a review that stands on the activities alone."""
    past = activities.filter(pl.col("local_date") <= today)
    eras = resolve_eras(told, past, today=today)
    loads = activity_loads(past, eras, today=today, profile=profile, before=before)
    return replace(
        BASE,
        today=today,
        profile=profile,
        activities=past,
        eras=eras,
        loads=loads,
        days=daily_load(past, loads, today=today, until=today, before=before),
        spikes=spikes(past, before=before),
    )


def assert_equal(again: Review, full: Review) -> None:
    for name in ("loads", "days", "spikes"):
        assert_frame_equal(getattr(again, name), getattr(full, name), check_exact=True)


def run(at_h: int, **columns: Any) -> Row:
    """A run so many hours before the end of today."""
    start = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=23 - at_h)
    usual = {"start_time": start, "normalised_graded_speed_mps": 3.2, "heart_rate_s": {160: 3600}}
    return usual | {"local_date": start.date()} | columns


rows = st.builds(
    lambda at_h, shift, **columns: (
        (made := run(at_h, **columns)) | {"local_date": made["local_date"] + timedelta(days=shift)}
    ),
    st.integers(0, 60 * 24),
    st.sampled_from([0, 0, 0, -1, 1]),
    sport=st.sampled_from(["running", "running", "running", "cycling", "training"]),
    sub_sport=st.sampled_from([None, "treadmill", "yoga", "strength_training"]),
    distance_m=st.sampled_from([None, 5000.0, 10_000.0, 11_000.0, 23_000.0]),
    descent_m=st.sampled_from([None, 0.0, 300.0]),
    elapsed_s=st.sampled_from([None, 1800.0, 3600.0, 90_000.0]),
    heart_rate_s=st.sampled_from([None, {160: 3600}, {175: 3000}, {150: 1000}]),
    normalised_graded_speed_mps=st.sampled_from([None, 3.0, 3.7]),
    rpe_index=st.sampled_from([None, None, 4.0, 7.0]),
)
histories = st.lists(rows, min_size=0, max_size=25)


def stored(rows: list[Row]) -> pl.DataFrame:
    """With ids that do not move when another row is added or removed."""
    numbered = [{"activity_id": index} | row for index, row in enumerate(rows, start=1)]
    return make_activities(*numbered) if numbered else ACTIVITIES.empty()


@given(histories, rows)
def test_adding_a_run_anywhere_equals_a_full_look(history: list[Row], added: Row) -> None:
    before, after = stored(history), stored([*history, added])
    assert_equal(look(after, before=look(before)), look(after))


@given(histories, rows)
def test_removing_a_run_anywhere_equals_a_full_look(history: list[Row], removed: Row) -> None:
    before, after = stored([*history, removed]), stored(history)
    assert_equal(look(after, before=look(before)), look(after))


@given(histories, rows, rows)
def test_editing_a_run_anywhere_equals_a_full_look(
    history: list[Row], run: Row, edited: Row
) -> None:
    before, after = stored([run, *history]), stored([edited, *history])
    assert_equal(look(after, before=look(before)), look(after))


@given(histories, st.integers(0, 50), st.integers(0, 50))
def test_looking_on_another_day_equals_a_full_look(history: list[Row], then: int, now: int) -> None:
    table = stored(history)
    before = look(table, today=TODAY - timedelta(days=then))
    today = TODAY - timedelta(days=now)
    assert_equal(look(table, today=today, before=before), look(table, today=today))


@given(histories, st.integers(0, 60), st.sampled_from([3.5, 4.5]))
def test_a_new_threshold_equals_a_full_look(
    history: list[Row], days_ago: int, threshold_mps: float
) -> None:
    table, since = stored(history), TODAY - timedelta(days=days_ago)
    told = (
        *as_always(RUNNER),
        Told(name="threshold_speed_mps", value=threshold_mps, valid_from=since),
    )
    assert_equal(look(table, told=told, before=look(table)), look(table, told=told))


@pytest.mark.parametrize(
    "changed",
    [
        replace(RUNNER, load_choice="pace"),
        replace(RUNNER, load_choice="rpe"),
        replace(RUNNER, is_graded_by_cost=True),
    ],
    ids=["pace", "effort", "graded by cost"],
)
def test_another_choice_equals_a_full_look(changed: Profile) -> None:
    rated = {"rpe_index": 5.0, "normalised_graded_speed_minetti_mps": 3.0}
    table = stored([run(24 * day, **rated) for day in range(30)])
    before = look(table)
    assert not look(table, profile=changed).loads.equals(before.loads)
    assert_equal(look(table, profile=changed, before=before), look(table, profile=changed))


def test_the_days_before_the_added_run_are_not_made_again() -> None:
    history = [run(24 * day) for day in range(40)]
    before = look(stored(history))
    marked = replace(before, days=before.days.with_columns(yoga_s=7.0))
    again = look(stored([*history, run(2)]), before=marked)
    assert again.days["yoga_s"].to_list() == [7.0] * 39 + [0.0]


def test_the_loads_and_spikes_of_a_month_ago_are_not_found_again() -> None:
    history = [run(24 * day) for day in range(40)]
    before = look(stored(history))
    marked = replace(
        before,
        loads=before.loads.with_columns(trimp_au=7.0),
        spikes=before.spikes.with_columns(spike_ratio=7.0),
    )
    again = look(stored([*history, run(2)]), before=marked)
    assert again.loads["trimp_au"].eq(7.0).sum() == 39
    assert again.spikes["spike_ratio"].eq(7.0).sum() == 37


def test_equal_frames_have_no_changed_day() -> None:
    table = stored([run(24 * day) for day in range(5)])
    assert first_changed_day(table, table.reverse()) is None


def test_a_run_that_moves_changes_the_earlier_of_both_days() -> None:
    here, there = stored([run(24), run(100)]), stored([run(24), run(200)])
    early = TODAY - timedelta(days=8)
    assert first_changed_day(here, there) == first_changed_day(there, here) == early


def test_frames_have_their_schema_when_taken_over() -> None:
    table = stored([run(24 * day) for day in range(5)])
    again = look(table, before=look(table))
    for schema, frame in ((LOADS, again.loads), (DAYS, again.days), (SPIKES, again.spikes)):
        schema.check(frame)
