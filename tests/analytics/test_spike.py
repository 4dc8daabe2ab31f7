"""The single-session spike, the ceiling of the next run, and what the gym may do."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from analytics.outings import outings
from analytics.spike import ceiling, ceilings, load_cause, spikes
from core.load_cause import LoadCause, LoadState
from core.schemas import ACTIVITIES, CEILINGS, SPIKES
from tests import naive
from tests.analytics.judged import load_state
from tests.makers import make_activities

TODAY = date(2026, 11, 22)


def run(days_ago: int, km: float | None, **columns: Any) -> dict[str, Any]:
    distance_m = None if km is None else km * 1000
    return {"local_date": TODAY - timedelta(days=days_ago), "distance_m": distance_m} | columns


def last(*rows: dict[str, Any]) -> dict[str, Any]:
    return spikes(make_activities(*rows)).row(-1, named=True)


def test_a_run_is_compared_with_the_longest_of_thirty_days() -> None:
    found = last(run(33, 15), run(21, 12), run(14, 8), run(7, 11), run(0, 16))
    assert (found["reference_distance_m"], found["spike_class"]) == (12_000, "moderate")
    assert found["spike_ratio"] == pytest.approx(4 / 3)


@pytest.mark.parametrize(("days_ago", "reference"), [(30, 10_000.0), (31, None)])
def test_a_run_thirty_days_old_counts_and_one_of_31_never(
    days_ago: int, reference: float | None
) -> None:
    assert last(run(days_ago, 10), run(0, 10))["reference_distance_m"] == reference


def test_an_earlier_run_of_the_same_day_belongs_to_the_reference() -> None:
    morning = {"start_time": datetime(2026, 11, 22, 6, tzinfo=UTC)}
    found = last(run(5, 8), run(0, 11, **morning), run(0, 12))
    assert found["reference_distance_m"] == 11_000


def test_rides_are_no_reference() -> None:
    assert last(run(5, 80, sport="cycling"), run(0, 10))["spike_class"] == "no_recent_run"


def test_treadmill_runs_are_runs() -> None:
    assert last(run(5, 10, sub_sport="treadmill"), run(0, 10))["spike_class"] == "reference"


def test_the_first_run_is_never_an_infinite_spike() -> None:
    found = last(run(0, 10))
    assert (found["spike_ratio"], found["spike_class"]) == (None, "no_recent_run")
    assert found["is_reference_complete"] is False


def test_a_missing_distance_has_neither_ratio_nor_class() -> None:
    found = last(run(5, 10), run(0, None))
    assert (found["spike_ratio"], found["spike_class"]) == (None, None)


def test_a_month_of_runs_without_distance_is_no_missing_month() -> None:
    assert last(run(5, None), run(0, 10))["spike_class"] is None


@pytest.mark.parametrize(("days", "is_complete"), [(29, False), (30, True)])
def test_the_reference_is_complete_after_thirty_days_of_history(
    days: int, is_complete: bool
) -> None:
    rows = (run(days, 20, sport="cycling"), run(3, 10), run(0, 10))
    assert last(*rows)["is_reference_complete"] is is_complete


@pytest.mark.parametrize(
    ("reference_km", "km", "named"),
    [
        (12.0, 13.2, "reference"),
        (12.0, 13.201, "small"),
        (10.0, 13.0, "small"),
        (10.0, 13.001, "moderate"),
        (10.0, 20.0, "moderate"),
        (10.0, 20.01, "large"),
    ],
)
def test_an_edge_belongs_to_the_lower_class(reference_km: float, km: float, named: str) -> None:
    assert last(run(5, reference_km), run(0, km))["spike_class"] == named


@pytest.mark.parametrize("k", [0.1, 1.609344, 7.0])
def test_scaling_all_distances_leaves_the_classes(k: float) -> None:
    chance = random.Random(9)
    rows = [
        (chance.randint(0, 90), chance.choice([8.0, 10.0, 11.0, 13.0, 22.0])) for _ in range(60)
    ]
    plain = spikes(make_activities(*(run(day, km) for day, km in rows)))
    scaled = spikes(make_activities(*(run(day, km * k) for day, km in rows)))
    assert plain["spike_class"].to_list() == scaled["spike_class"].to_list()


def random_runs(seed: int, n: int = 80) -> list[tuple[date, float | None]]:
    chance = random.Random(seed)
    days = sorted(chance.randint(0, 200) for _ in range(n))
    known = [chance.choice([None, *(1000.0 * km for km in range(3, 25))]) for _ in days]
    return [(TODAY - timedelta(days=200 - day), m) for day, m in zip(days, known, strict=True)]


def frame(runs: list[tuple[date, float | None]]) -> pl.DataFrame:
    rows = (
        {
            "start_time": datetime(day.year, day.month, day.day, tzinfo=UTC)
            + timedelta(minutes=index),
            "local_date": day,
            "distance_m": metres,
            "elapsed_s": None,
        }
        for index, (day, metres) in enumerate(runs)
    )
    return make_activities(*rows)


@pytest.mark.parametrize("seed", range(10))
def test_references_agree_with_plain_loops_on_random_runs(seed: int) -> None:
    runs = random_runs(seed)
    plain = [naive.spike_reference(runs, index) for index in range(len(runs))]
    assert spikes(frame(runs))["reference_distance_m"].to_list() == plain


@pytest.mark.parametrize("seed", range(5))
def test_ceilings_agree_with_plain_loops_on_random_runs(seed: int) -> None:
    runs = random_runs(seed)
    found = ceilings(frame(runs), today=TODAY)
    plain = [naive.longest_in_days_before(runs, day) for day in found["local_date"]]
    assert found["reference_distance_m"].to_list() == plain


def test_the_order_of_import_does_not_matter() -> None:
    table = frame(random_runs(3))
    assert spikes(table).equals(spikes(table.sample(fraction=1, shuffle=True, seed=2)))


def part(start: datetime, km: float | None, **columns: Any) -> dict[str, Any]:
    return {
        "start_time": start,
        "distance_m": None if km is None else km * 1000,
        "elapsed_s": 1800.0,
    } | columns


START = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize(("gap_min", "n"), [(15, 1), (16, 2), (-20, 2)])
def test_files_at_most_fifteen_minutes_apart_are_one_session(gap_min: int, n: int) -> None:
    second = START + timedelta(minutes=30 + gap_min)
    assert spikes(make_activities(part(START, 5), part(second, 6))).height == n


def test_the_parts_of_a_session_add_up_under_the_first_id() -> None:
    joined = outings(make_activities(part(START, 5), part(START + timedelta(minutes=31), 6)))
    assert [(o.activity_id, o.distance_m) for o in joined] == [(1, 11_000)]


def test_a_part_of_unknown_distance_makes_the_session_unknown() -> None:
    joined = outings(make_activities(part(START, 5), part(START + timedelta(minutes=31), None)))
    assert joined[0].distance_m is None


def test_a_ride_between_two_runs_does_not_join_them() -> None:
    ride = part(START + timedelta(minutes=30), 20, sport="cycling")
    assert len(outings(make_activities(part(START, 5), ride))) == 1


def test_frames_have_their_schema() -> None:
    table = frame(random_runs(1))
    SPIKES.check(spikes(table))
    CEILINGS.check(ceilings(table, today=TODAY))


def test_nothing_stored_has_no_spike_and_no_ceiling() -> None:
    assert spikes(ACTIVITIES.empty()).is_empty()
    assert ceilings(ACTIVITIES.empty(), today=TODAY).is_empty()
    assert ceiling(ACTIVITIES.empty(), today=TODAY).distance_m is None


def test_the_next_run_may_go_ten_percent_beyond_the_longest_of_the_month() -> None:
    found = ceiling(make_activities(run(40, 20), run(20, 12), run(5, 8)), today=TODAY)
    assert found.distance_m == pytest.approx(13_200)
    assert found.reference_date == TODAY - timedelta(days=20)


def test_the_ceiling_says_when_it_changes_and_to_what() -> None:
    found = ceiling(make_activities(run(20, 12), run(5, 8)), today=TODAY)
    assert found.until == TODAY + timedelta(days=10)
    assert found.then_m == pytest.approx(8_800)


def test_the_later_of_two_equal_runs_holds_the_ceiling_longer() -> None:
    found = ceiling(make_activities(run(20, 12), run(5, 12)), today=TODAY)
    assert found.until == TODAY + timedelta(days=25)


def test_a_ceiling_without_another_run_falls_away() -> None:
    assert ceiling(make_activities(run(20, 12)), today=TODAY).then_m is None


def test_a_run_of_today_counts_for_the_next() -> None:
    assert ceiling(make_activities(run(0, 20)), today=TODAY).reference_distance_m == 20_000


def test_a_month_without_a_run_has_no_ceiling() -> None:
    found = ceiling(make_activities(run(31, 20)), today=TODAY)
    assert (found.distance_m, found.is_reference_complete) == (None, True)


@pytest.mark.parametrize(("days_ago", "is_missing"), [(30, True), (31, False)])
def test_a_ceiling_says_that_a_run_of_its_month_has_no_distance(
    days_ago: int, is_missing: bool
) -> None:
    found = ceiling(make_activities(run(days_ago, None), run(5, 12)), today=TODAY)
    assert found.is_distance_missing is is_missing


def test_the_ceilings_go_on_a_month_after_today() -> None:
    found = ceilings(make_activities(run(5, 10)), today=TODAY)
    assert found["local_date"][-1] == TODAY + timedelta(days=31)
    assert found["ceiling_m"][-1] is None


def test_a_run_does_not_raise_the_ceiling_of_its_own_day() -> None:
    found = ceilings(make_activities(run(5, 10), run(0, 20)), today=TODAY)
    assert found.filter(local_date=TODAY)["ceiling_m"].to_list() == pytest.approx([11_000])


def test_the_day_after_agrees_with_the_ceiling_of_today() -> None:
    table = frame(random_runs(4))
    tomorrow = ceilings(table, today=TODAY).filter(local_date=TODAY + timedelta(days=1))
    assert tomorrow["reference_distance_m"].item() == max(
        metres for day, metres in random_runs(4) if metres and (TODAY - day).days < 30
    )


STEADY = tuple(run(day, 10, descent_m=150.0) for day in range(60, 0, -3))


def state_of(*rows: dict[str, Any]) -> LoadState:
    return load_state(make_activities(*STEADY, *rows), today=TODAY)


def test_steady_running_is_green() -> None:
    assert state_of(run(0, 10)) is LoadState.GREEN


@pytest.mark.parametrize(("days_ago", "state"), [(7, LoadState.RED), (8, LoadState.GREEN)])
def test_more_than_twice_the_longest_run_is_red_for_a_week(days_ago: int, state: LoadState) -> None:
    assert state_of(run(days_ago, 20.1)) is state


@pytest.mark.parametrize(("days_ago", "state"), [(7, LoadState.AMBER), (8, LoadState.GREEN)])
def test_a_history_of_less_than_a_month_is_amber_at_most(days_ago: int, state: LoadState) -> None:
    rows = make_activities(run(20, 5), run(days_ago, 12))
    assert load_state(rows, today=TODAY) is state


def test_one_jump_against_a_known_month_is_red_whatever_the_other_stood_against() -> None:
    rows = make_activities(run(31, 3), run(20, 3), run(3, 8), run(0, 20))
    large = spikes(rows, since=TODAY - timedelta(days=7))
    assert large["is_reference_complete"].to_list() == [False, True]
    assert load_state(rows, today=TODAY) is LoadState.RED


@pytest.mark.parametrize(("days_ago", "state"), [(3, LoadState.AMBER), (4, LoadState.GREEN)])
def test_a_spike_is_amber_for_three_days(days_ago: int, state: LoadState) -> None:
    assert state_of(run(days_ago, 13)) is state


@pytest.mark.parametrize(
    ("ago", "since", "state"),
    [(0, 15, LoadState.AMBER), (0, 14, LoadState.GREEN), (13, 28, LoadState.AMBER),
     (14, 29, LoadState.GREEN)],
)  # fmt: skip
def test_a_return_after_two_weeks_off_is_amber_for_two_weeks(
    ago: int, since: int, state: LoadState
) -> None:
    runs = [run(day, 10) for day in range(since + 30, since - 1, -5)] + [run(ago, 10)]
    runs = [*runs, *(run(day, 10) for day in range(max(ago - 3, 0), 0, -3))]
    assert load_state(make_activities(*runs), today=TODAY) is state


@pytest.mark.parametrize(("days_ago", "state"), [(3, LoadState.AMBER), (4, LoadState.GREEN)])
def test_most_descent_of_the_month_is_amber_for_three_days(days_ago: int, state: LoadState) -> None:
    assert state_of(run(days_ago, 10, descent_m=151.0)) is state


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (run(0, 10), None),
        (run(7, 20.1), LoadCause.LARGE_JUMP),
        (run(3, 13), LoadCause.JUMP),
        (run(3, 10, descent_m=151.0), LoadCause.DESCENT),
    ],
)
def test_what_makes_the_week_lighter_is_named(row: dict[str, Any], cause: LoadCause | None) -> None:
    assert load_cause(make_activities(*STEADY, row), today=TODAY) is cause


def test_a_short_run_after_a_break_is_no_jump() -> None:
    rows = [*(run(day, 10) for day in range(100, 21, -3)), run(1, 5)]
    assert load_cause(make_activities(*rows), today=TODAY) is LoadCause.RETURN


def test_a_metre_more_on_flat_ground_is_no_record() -> None:
    flat = [run(day, 10, descent_m=20.0) for day in range(60, 0, -3)]
    activities = make_activities(*flat, run(0, 10, descent_m=21.0))
    assert load_state(activities, today=TODAY) is LoadState.GREEN


def test_most_descent_is_not_known_from_a_short_history() -> None:
    rows = make_activities(run(5, 10, descent_m=50.0), run(1, 10, descent_m=900.0))
    assert load_state(rows, today=TODAY) is LoadState.GREEN


def test_nothing_stored_is_green() -> None:
    assert load_state(ACTIVITIES.empty(), today=TODAY) is LoadState.GREEN


@pytest.mark.parametrize("seed", range(5))
def test_leaving_out_older_runs_changes_nothing_about_the_rest(seed: int) -> None:
    table, since = frame(random_runs(seed)), TODAY - timedelta(days=60)
    assert spikes(table, since=since).equals(spikes(table).filter(pl.col("local_date") >= since))
