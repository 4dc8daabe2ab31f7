"""What planned runs would do to the ceiling and to the curves, and the usual week as a plan."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from analytics.forecast import forecast
from analytics.series import series
from analytics.usual_week import usual_week
from core.athlete import RunDay
from core.forecast import Forecast, PlannedRun
from core.schemas import ACTIVITIES, CEILINGS, DAYS, LOADS, SERIES, SPIKES
from tests import naive
from tests.makers import make_activities

TODAY = date(2026, 11, 22)  # a Sunday
Known = float | None


def run(days_ago: int, km: Known, **columns: Any) -> dict[str, Any]:
    distance_m = None if km is None else km * 1000
    return {"local_date": TODAY - timedelta(days=days_ago), "distance_m": distance_m} | columns


def loads_of(activities: pl.DataFrame, per_km: float = 6.0) -> pl.DataFrame:
    """Each run comes to so much a kilometre."""
    return LOADS.complete(activities.with_columns(load_au=pl.col("distance_m") / 1000 * per_km))


def days_of(loads: pl.DataFrame, *, until: date) -> pl.DataFrame:
    calendar = pl.DataFrame(
        {"local_date": pl.date_range(loads["local_date"].min(), until, eager=True)}
    )
    sums = loads.group_by("local_date").agg(pl.col("load_au").sum())
    days = calendar.join(sums, on="local_date", how="left").sort("local_date")
    return DAYS.complete(days.with_columns(pl.col("load_au").fill_null(0.0)))


def foreseen(
    activities: pl.DataFrame,
    planned: Sequence[PlannedRun] = (),
    *,
    until: date = TODAY,
    per_km: float = 6.0,
) -> Forecast:
    loads = loads_of(activities, per_km)
    known = series(days_of(loads, until=until), loads)
    return forecast(activities, loads, series=known, today=TODAY, planned=planned)


def in_days(n: int, km: Known, **how: Any) -> PlannedRun:
    distance_m = None if km is None else km * 1000
    return PlannedRun(local_date=TODAY + timedelta(days=n), distance_m=distance_m, **how)


USUAL = make_activities(
    *(run(7 * week + ago, km) for week in range(12) for ago, km in ((5, 6), (3, 8), (1, 12)))
)


REST, EASY, LONG = RunDay.REST, RunDay.EASY, RunDay.LONG
DAILY = (EASY,) * 7


def on(*weekdays: int, kind: RunDay = EASY) -> tuple[RunDay, ...]:
    """A week with runs on these weekdays; 0 is Monday."""
    return tuple(kind if weekday in weekdays else REST for weekday in range(7))


def test_the_runs_of_the_week_are_the_plan_and_a_day_of_rest_is_left_free() -> None:
    planned = usual_week(USUAL, on(1, 5), first_day=TODAY + timedelta(days=1))
    assert [(one.local_date.weekday(), one.distance_m) for one in planned] == [
        (1, 6000.0),
        (5, 12_000.0),
    ]


def test_the_usual_week_begins_on_any_weekday() -> None:
    planned = usual_week(USUAL, on(1, 3, 5), first_day=TODAY - timedelta(days=2))
    assert [one.local_date for one in planned] == [
        TODAY + timedelta(days=shift) for shift in (-1, 2, 4)
    ]


def test_a_usual_distance_is_the_median_of_six_weeks() -> None:
    table = make_activities(run(42, 4), run(21, 9), run(14, 5), run(7, 6), run(49, 99))
    planned = usual_week(table, on(6), first_day=TODAY)
    assert [one.distance_m for one in planned] == [5500.0]


@pytest.mark.parametrize(("kind", "metres"), [(EASY, 7500.0), (LONG, 9500.0)])
def test_a_day_that_was_not_run_is_as_far_as_the_others(kind: RunDay, metres: float) -> None:
    table = make_activities(run(12, 6), run(11, 9), run(5, 10), run(4, 5))
    planned = usual_week(table, on(0, kind=kind), first_day=TODAY)
    assert [one.distance_m for one in planned] == [metres]


def test_nobody_who_has_not_run_has_a_usual_distance() -> None:
    assert usual_week(ACTIVITIES.empty(), DAILY, first_day=TODAY) == ()


def test_a_run_without_a_distance_makes_no_distance_shorter() -> None:
    planned = usual_week(make_activities(run(14, 5), run(7, None)), on(6), first_day=TODAY)
    assert [one.distance_m for one in planned] == [5000.0]


@pytest.mark.parametrize(("days_ago", "n_runs"), [((7, 14, 21), 2), ((7, 14), 1)])
def test_two_runs_a_day_are_two_runs_where_they_are_usual(
    days_ago: tuple[int, ...], n_runs: int
) -> None:
    rows = [run(ago, km, elapsed_s=None) for ago in days_ago for km in (10, 4)]
    planned = usual_week(make_activities(*rows), on(6), first_day=TODAY)
    assert [one.distance_m for one in planned] == [10_000.0, 4000.0][:n_runs]


def test_rides_are_no_part_of_the_usual_week() -> None:
    rides = [run(ago, 50, sport="cycling") for ago in (7, 14, 21, 28)]
    assert usual_week(make_activities(*rides), DAILY, first_day=TODAY) == ()


def test_frames_have_their_schema() -> None:
    found = foreseen(USUAL, [in_days(n, 8) for n in (2, 4, 6)])
    assert SERIES.check(found.series).height == CEILINGS.check(found.ceilings).height == 7
    assert SPIKES.check(found.spikes).height == 3


@pytest.mark.parametrize("seed", range(5))
def test_the_curves_are_those_of_the_same_days_once_they_are_run(seed: int) -> None:
    chance = random.Random(seed)
    planned = [in_days(n, chance.choice([5.0, 9.0, 21.0])) for n in (1, 2, 5, 7)]
    found = foreseen(USUAL, planned)
    rows = [{"local_date": one.local_date, "distance_m": one.distance_m} for one in planned]
    loads = loads_of(pl.concat([USUAL, make_activities(*rows)]))
    later = series(days_of(loads, until=TODAY + timedelta(days=7)), loads).tail(7)
    for name in ("local_date", "load_au", "load_42_au", "load_7_au", "difference_au", "ramp_au"):
        assert found.series[name].to_list() == pytest.approx(later[name].to_list())


@pytest.mark.parametrize("seed", range(5))
def test_planned_spikes_and_ceilings_agree_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    done = sorted((chance.randint(0, 60), float(chance.randint(3, 25))) for _ in range(20))[::-1]
    planned = [in_days(n, float(chance.randint(3, 40))) for n in (1, 2, 5, 7)]
    found = foreseen(make_activities(*(run(ago, km) for ago, km in done)), planned)
    runs = [(TODAY - timedelta(days=ago), km * 1000) for ago, km in done]
    runs += [(one.local_date, one.distance_m or 0.0) for one in planned]
    plain = [naive.spike_reference(runs, at) for at in range(len(done), len(runs))]
    assert found.spikes["reference_distance_m"].to_list() == plain
    plain = [naive.longest_in_days_before(runs, day) for day in found.ceilings["local_date"]]
    assert found.ceilings["reference_distance_m"].to_list() == plain


def test_a_planned_run_more_than_twice_the_longest_would_be_a_large_spike() -> None:
    found = foreseen(USUAL, [in_days(3, 25)])
    assert found.spikes["spike_class"].to_list() == ["large"]
    assert found.spikes["spike_ratio"].to_list() == pytest.approx([25 / 12])
    assert found.spikes["is_reference_complete"].to_list() == [True]


def test_a_planned_run_raises_the_ceiling_from_the_day_after() -> None:
    found = foreseen(USUAL, [in_days(3, 13)])
    assert found.ceilings["ceiling_m"].to_list() == pytest.approx([13_200] * 3 + [14_300] * 4)


def test_a_planned_load_is_the_distance_times_the_usual_load_per_kilometre() -> None:
    assert foreseen(USUAL, [in_days(3, 10)], per_km=7.0).planned[0].load_au == pytest.approx(70)


@pytest.mark.parametrize("km", [None, 0.0])
def test_a_run_without_a_distance_tells_nothing_of_a_kilometre(km: Known) -> None:
    past = make_activities(*(run(ago, 8) for ago in range(1, 6)), run(6, km))
    loads = loads_of(past).with_columns(pl.col("load_au").fill_null(48.0))
    known = series(days_of(loads, until=TODAY), loads)
    found = forecast(past, loads, series=known, today=TODAY, planned=[in_days(3, 10)])
    assert found.planned[0].load_au == pytest.approx(60)


def test_a_load_that_is_told_stands() -> None:
    assert foreseen(USUAL, [in_days(3, 10, load_au=99.0)]).planned[0].load_au == 99.0


def test_a_run_planned_by_time_has_a_load_and_no_spike() -> None:
    found = foreseen(USUAL, [in_days(3, None, duration_s=1800.0)])
    assert found.planned[0].load_au == pytest.approx(24.0)  # the median hour is 8 km at 6 a km
    assert found.spikes["spike_class"].to_list() == [None]


def test_the_days_to_come_are_marked_and_reach_the_last_planned_run() -> None:
    found = foreseen(USUAL, [in_days(10, 10)])
    assert found.series["is_forecast"].to_list() == [True] * 10
    assert found.series["local_date"].to_list() == [TODAY + timedelta(days=n) for n in range(1, 11)]


def test_today_is_still_to_come_while_it_is_not_covered() -> None:
    found = foreseen(USUAL, [in_days(0, 5)], until=TODAY - timedelta(days=1))
    assert found.series["local_date"][0] == TODAY
    assert found.series["load_au"][0] == pytest.approx(30.0)


def test_a_plan_for_a_day_that_is_covered_is_left_out() -> None:
    assert foreseen(USUAL, [in_days(0, 50)]).planned == ()


def test_after_days_that_are_not_known_the_curves_do_not_go_on() -> None:
    rows = USUAL.filter(pl.col("local_date") <= TODAY - timedelta(days=5))
    found = foreseen(rows, until=TODAY - timedelta(days=5))
    assert found.series.is_empty()
    assert found.missing == "Nothing added since 17 Nov: the days up to today are not known."
    assert found.ceilings.height == 7


def test_four_runs_do_not_tell_what_a_planned_run_comes_to() -> None:
    found = foreseen(make_activities(*(run(ago, 8) for ago in (1, 3, 5, 7))), [in_days(2, 8)])
    assert found.series.is_empty()
    assert found.missing is not None
    assert "5 runs with a load" in found.missing


def test_a_plan_of_rest_lowers_both_curves() -> None:
    found = foreseen(USUAL, [])
    falling = found.series.select(pl.col("load_42_au", "load_7_au").diff().drop_nulls() < 0)
    assert all(column.all() for column in falling)


def test_nothing_stored_has_no_forecast_and_says_so() -> None:
    found = forecast(ACTIVITIES.empty(), LOADS.empty(), series=SERIES.empty(), today=TODAY)
    assert (found.planned, found.series.height, found.ceilings.height) == ((), 0, 0)
    assert found.missing is not None
