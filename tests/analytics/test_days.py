"""The local day of every run, from the start of the watch to DAYS and weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from analytics.days import daily_load
from analytics.load import activity_loads
from analytics.weeks import weeks
from core.activity import local_date
from core.athlete import Era, Origin, Threshold, Thresholds
from core.schemas import DAYS
from tests.makers import make_activities

ZURICH, HOUR_S = "Europe/Zurich", 3600
THRESHOLDS = Thresholds(
    resting_heart_rate_bpm=Threshold(value=55, origin=Origin.USER),
    max_heart_rate_bpm=Threshold(value=190, origin=Origin.USER),
    threshold_heart_rate_bpm=Threshold(value=170, origin=Origin.USER),
    threshold_speed_mps=Threshold(value=4.0, origin=Origin.USER),
)
ERAS = [Era(since=date.min, thresholds=THRESHOLDS)]
TODAY = date(2026, 11, 22)


def began(moment: str, offset_h: float | None = None, *, zone: str | None = ZURICH) -> Any:
    """An hour at threshold pace, load 100, that began then in UTC."""
    start = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    offset_s = None if offset_h is None else int(offset_h * HOUR_S)
    return {
        "start_time": start,
        "local_date": local_date(start, offset_s, zone),
        "utc_offset_s": offset_s,
        "normalised_graded_speed_mps": 4.0,
    }


def days_of(*rows: Any, until: date | None = None, today: date = TODAY) -> Any:
    table = make_activities(*rows)
    loads = activity_loads(table, ERAS, today=today)
    return DAYS.check(daily_load(table, loads, today=today, until=until))


OVER_MIDNIGHT = began("2026-11-15T22:30") | {"elapsed_s": 3 * HOUR_S}
SPRING = (
    began("2026-03-28T22:59"),  # 23:59 on Saturday
    began("2026-03-28T23:30"),  # 00:30 on Sunday, before the change
    began("2026-03-29T21:59"),  # 23:59 on Sunday, after it
    began("2026-03-29T22:01"),  # 00:01 on Monday
)
AUTUMN = (
    began("2026-10-24T21:59"),  # 23:59 on Saturday
    began("2026-10-24T22:01"),  # 00:01 on Sunday
    began("2026-10-25T00:30"),  # 02:30 for the first time
    began("2026-10-25T01:30"),  # 02:30 for the second time
    began("2026-10-25T22:59"),  # 23:59 on Sunday
    began("2026-10-25T23:01"),  # 00:01 on Monday
)
FLIGHT = (
    began("2026-10-18T12:00", -4),  # Sunday morning in New York
    began("2026-10-19T02:00", -4),  # Sunday evening there, Monday in Zurich
    began("2026-10-19T16:00", 2),  # Monday evening in Zurich
)
FAR_EAST = (
    began("2026-05-03T09:59", 14),  # the last minute of Sunday
    began("2026-05-03T10:01", 14),  # Monday, while Zurich still has Sunday noon
)

CASES = pytest.mark.parametrize(
    ("rows", "by_day", "by_week"),
    [
        ((OVER_MIDNIGHT,), {"2026-11-15": 100}, {"2026-11-09": 100}),
        (
            SPRING,
            {"2026-03-28": 100, "2026-03-29": 200, "2026-03-30": 100},
            {"2026-03-23": 300, "2026-03-30": 100},
        ),
        (
            AUTUMN,
            {"2026-10-24": 100, "2026-10-25": 400, "2026-10-26": 100},
            {"2026-10-19": 500, "2026-10-26": 100},
        ),
        (
            FLIGHT,
            {"2026-10-18": 200, "2026-10-19": 100},
            {"2026-10-12": 200, "2026-10-19": 100},
        ),
        (
            FAR_EAST,
            {"2026-05-03": 100, "2026-05-04": 100},
            {"2026-04-27": 100, "2026-05-04": 100},
        ),
    ],
    ids=["over midnight", "spring change", "autumn change", "New York to Zurich", "UTC+14"],
)


@CASES
def test_the_load_falls_on_the_local_day(
    rows: tuple[Any, ...], by_day: dict[str, float], by_week: dict[str, float]
) -> None:
    found = days_of(*rows).select("local_date", "load_au").iter_rows()
    assert {day.isoformat(): load for day, load in found} == pytest.approx(by_day)


@CASES
def test_the_load_falls_in_the_local_week(
    rows: tuple[Any, ...], by_day: dict[str, float], by_week: dict[str, float]
) -> None:
    found = weeks(days_of(*rows), today=TODAY).select("week_start", "load_au").iter_rows()
    assert {week.isoformat(): load for week, load in found} == pytest.approx(by_week)


def test_a_run_over_midnight_leaves_the_next_day_a_day_of_rest() -> None:
    found = days_of(OVER_MIDNIGHT, until=date(2026, 11, 16))
    assert found["n_runs"].to_list() == [1, 0]
    assert found["load_au"].to_list() == pytest.approx([100.0, 0.0])


def test_the_same_files_in_another_zone_fall_on_other_days() -> None:
    there = [began("2026-11-15T22:30", zone=zone) for zone in (ZURICH, "Asia/Tokyo")]
    assert [days_of(row)["local_date"].item() for row in there] == [
        date(2026, 11, 15),
        date(2026, 11, 16),
    ]


def test_a_change_of_clocks_makes_no_day_twice_and_none_missing() -> None:
    found = days_of(began("2026-03-01T10:00"), until=TODAY)["local_date"]
    assert found.to_list() == [
        date(2026, 3, 1) + timedelta(days=n) for n in range((TODAY - date(2026, 3, 1)).days + 1)
    ]


def of_day(*rows: Any) -> dict[str, Any]:
    return days_of(*(row | {"local_date": TODAY} for row in rows)).row(0, named=True)


RUN = {"heart_rate_s": {170: 3600}}


@pytest.mark.parametrize(
    ("descents", "metres"),
    [((100.0, 50.0), 150.0), ((100.0, None), None), ((), 0.0)],
    ids=["known", "one unknown", "a ride only"],
)
def test_descent_is_that_of_all_runs(descents: tuple[Any, ...], metres: float | None) -> None:
    ride = {"sport": "cycling", "descent_m": 900.0}
    found = of_day(ride, *(RUN | {"descent_m": descent} for descent in descents))
    assert found["descent_m"] == metres


def test_other_sports_have_a_load_of_their_own() -> None:
    found = of_day(RUN, RUN | {"sport": "cycling"})
    assert (found["load_au"], found["other_load_au"]) == pytest.approx((100.0, 100.0))


def test_an_unknown_load_of_another_sport_leaves_the_runs_known() -> None:
    found = of_day(RUN, {"sport": "cycling"})
    assert (found["load_au"], found["other_load_au"]) == (pytest.approx(100.0), None)


TIMES = ("strength_s", "yoga_s", "pilates_s", "other_s")


@pytest.mark.parametrize(
    ("sport", "sub_sport", "column"),
    [
        ("training", "strength_training", "strength_s"),
        ("fitness_equipment", "strength_training", "strength_s"),
        ("weight_training", None, "strength_s"),
        ("WeightTraining", None, "strength_s"),
        ("training", "yoga", "yoga_s"),
        ("yoga", None, "yoga_s"),
        ("training", "pilates", "pilates_s"),
        ("cycling", "road", "other_s"),
        ("training", "cardio_training", "other_s"),
    ],
)
def test_the_time_of_other_sports_goes_by_its_kind(
    sport: str, sub_sport: str | None, column: str
) -> None:
    found = of_day({"sport": sport, "sub_sport": sub_sport, "timer_s": 2400.0})
    assert {name: found[name] for name in TIMES} == dict.fromkeys(TIMES, 0.0) | {column: 2400.0}


def test_a_run_is_no_time_of_another_sport() -> None:
    found = of_day(RUN | {"sub_sport": "treadmill"})
    assert [found[name] for name in TIMES] == [0.0] * 4


def test_time_of_unknown_length_leaves_its_kind_unknown() -> None:
    found = of_day({"sport": "yoga", "timer_s": None, "elapsed_s": None})
    assert (found["yoga_s"], found["strength_s"]) == (None, 0.0)


def test_a_gym_session_on_a_day_without_a_run_is_a_day_of_no_running_load() -> None:
    found = of_day({"sport": "training", "sub_sport": "strength_training"})
    assert (found["n_runs"], found["n_activities"], found["load_au"]) == (0, 1, 0.0)


def test_heart_rate_deleted_from_one_run_leaves_a_gap_a_reason_and_no_zero() -> None:
    rows = [RUN | {"local_date": TODAY - timedelta(days=ago)} for ago in (3, 2, 1)]
    rows[1] = rows[1] | {"heart_rate_s": None}
    table = make_activities(*rows)
    loads = activity_loads(table, ERAS, today=TODAY)
    found = daily_load(table, loads, today=TODAY, until=TODAY)
    assert found["load_au"].to_list() == [pytest.approx(100), None, pytest.approx(100), 0.0]
    assert loads["missing"].to_list() == [None, "no heart rate and no speed", None]
