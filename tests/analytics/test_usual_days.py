"""Hard and long days as six weeks of runs show them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import polars as pl
import pytest

from analytics.usual_days import usual_days
from core.athlete import WEEKDAYS, Era, Origin, RunDay, Threshold, Thresholds
from core.schemas import ACTIVITIES, LOADS, N_HEART_RATE_BINS
from core.usual import UsualWeek

TODAY = date(2026, 3, 18)  # a Wednesday
MONDAY = date(2026, 3, 16)
TUE, THU, SUN = 1, 3, 6
LTHR = Threshold(value=170.0, origin=Origin.USER)
ERAS = (Era(since=date(2020, 1, 1), thresholds=Thresholds(threshold_heart_rate_bpm=LTHR)),)


def heart_rate(easy_s: int, hard_s: int) -> list[int]:
    """Seconds at 140 and at 175 beats a minute."""
    seconds = [0] * N_HEART_RATE_BINS
    seconds[140 - 30], seconds[175 - 30] = easy_s, hard_s
    return seconds


def run(weeks_ago: int, weekday: int, minutes: float = 45, **told: Any) -> dict[str, Any]:
    day = MONDAY - timedelta(days=7 * weeks_ago - weekday)
    start = datetime.combine(day, time(7), UTC)
    seconds = minutes * 60
    return {
        "start_time": start,
        "local_date": day,
        "sport": "running",
        "moving_s": seconds,
        "elapsed_s": seconds,
        "distance_m": 3 * seconds,
    } | told


def found(*runs: dict[str, Any], eras=ERAS, loads: pl.DataFrame | None = None) -> UsualWeek | None:
    table = pl.DataFrame([{"activity_id": n} | dict(one) for n, one in enumerate(runs)])
    schema = {"heart_rate_s": ACTIVITIES.dtypes["heart_rate_s"]}
    if "heart_rate_s" in table.columns:
        table = table.cast(schema)
    given = LOADS.empty() if loads is None else loads
    return usual_days(ACTIVITIES.complete(table), given, eras, today=TODAY)


def usual(n_long: int = 6) -> list[dict[str, Any]]:
    """Tuesdays and Thursdays easy, Sundays long in so many of the six weeks."""
    return [
        run(ago, weekday, 100 if weekday == SUN and ago <= n_long else 45)
        for ago in range(1, 7)
        for weekday in (TUE, THU, SUN)
    ]


def kinds(week: UsualWeek | None) -> dict[str, str]:
    assert week is not None
    return dict(zip(WEEKDAYS, (day.kind.value for day in week.days), strict=True))


def test_the_week_is_read_off_the_runs() -> None:
    assert kinds(found(*usual())) == {
        **dict.fromkeys(WEEKDAYS, "rest"),
        "tue": "easy",
        "thu": "easy",
        "sun": "long",
    }


def test_each_day_says_what_it_stands_on() -> None:
    week = found(*usual(n_long=4))
    assert week is not None
    assert week.days[SUN].evidence == "4 of 6 Sundays were your longest run"
    assert week.days[TUE].evidence == "you ran on 6 of 6 Tuesdays, mostly easy"
    assert week.days[0].evidence == "you ran on 0 of 6 Mondays"


def test_two_long_sundays_are_no_habit() -> None:
    assert kinds(found(*usual(n_long=2)))["sun"] == "easy"


def test_ninety_minutes_are_long_whatever_the_others_are() -> None:
    runs = [run(ago, weekday, 92) for ago in range(1, 7) for weekday in (TUE, SUN)]
    runs = [one | ({"moving_s": 5600.0} if n % 2 else {}) for n, one in enumerate(runs)]
    assert kinds(found(*runs))["sun"] == "long"


@pytest.mark.parametrize(("hard_s", "kind"), [(540, "hard"), (539, "easy")])
def test_a_fifth_of_the_time_above_the_second_threshold_is_hard(hard_s: int, kind: str) -> None:
    runs = [
        one | ({"heart_rate_s": heart_rate(2700 - hard_s, hard_s)} if n % 3 == 0 else {})
        for n, one in enumerate(usual())
    ]
    assert kinds(found(*runs))["tue"] == kind


def test_without_a_zone_a_high_load_for_its_time_is_hard() -> None:
    runs = usual()
    loads = LOADS.complete(
        pl.DataFrame(
            {
                "activity_id": range(len(runs)),
                "load_au": [80.0 if n % 3 == 0 else 45.0 for n in range(len(runs))],
                "moving_s": [one["moving_s"] for one in runs],
            }
        )
    )
    assert kinds(found(*runs, loads=loads))["tue"] == "hard"


def test_the_week_under_way_and_older_weeks_do_not_count() -> None:
    others = [run(0, 0), *(run(ago, 0) for ago in range(7, 12))]
    assert kinds(found(*usual(), *others))["mon"] == "rest"


def test_runs_in_two_weeks_say_nothing() -> None:
    assert found(run(1, TUE), run(1, SUN), run(2, TUE)) is None


def test_the_order_of_the_runs_does_not_matter() -> None:
    assert found(*usual()) == found(*usual()[::-1])


def test_the_week_can_stand_in_a_profile() -> None:
    week = found(*usual())
    assert week is not None
    assert week.week[SUN] is RunDay.LONG


def test_other_sports_are_no_runs() -> None:
    rides = [run(ago, 0, 200, sport="cycling") for ago in range(1, 7)]
    assert kinds(found(*usual(), *rides))["mon"] == "rest"


def every_third_day(*more: dict[str, Any]) -> UsualWeek | None:
    days = (MONDAY - timedelta(days=ago) for ago in range(1, 42, 3))
    return found(*(run(0, (day - MONDAY).days) for day in days), *more)


def test_a_run_every_third_day_leaves_no_day_fixed() -> None:
    week = every_third_day()
    assert week is not None
    assert not week.has_fixed_days


def test_one_easy_day_among_runs_of_every_third_day_is_chance() -> None:
    monday = [run(ago, 0) for ago in range(1, 5)]
    week = every_third_day(*monday)
    assert week is not None
    assert not week.has_fixed_days
    assert week.days[0].evidence == "you ran on 4 of 6 Mondays"


def test_a_long_day_is_kept_however_the_other_runs_fall() -> None:
    week = every_third_day(*(run(ago, SUN, 120) for ago in range(1, 5)))
    assert kinds(week)["sun"] == "long"


def test_a_week_with_runs_on_fixed_days_has_them() -> None:
    week = found(*usual())
    assert week is not None
    assert week.has_fixed_days
