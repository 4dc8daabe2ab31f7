from __future__ import annotations

from datetime import date

import polars as pl

from views.windows import ALL, ONE_YEAR, TWELVE_WEEKS, top_of, window

TODAY = date(2026, 11, 19)


def test_twelve_weeks_are_84_days_with_room_for_the_future() -> None:
    shown = window(TWELVE_WEEKS, first_day=None, today=TODAY)
    assert (shown.n_days, shown.is_by_week, (shown.until - TODAY).days) == (84, False, 22)


def test_a_year_is_drawn_in_whole_weeks() -> None:
    shown = window(ONE_YEAR, first_day=date(2020, 1, 1), today=TODAY)
    assert (shown.since, shown.is_by_week) == (date(2025, 11, 17), True)


def test_all_begins_with_the_data() -> None:
    shown = window(ALL, first_day=date(2020, 1, 1), today=TODAY)
    assert shown.since == date(2019, 12, 30)


def test_all_is_never_shorter_than_a_year() -> None:
    shown = window(ALL, first_day=date(2026, 11, 1), today=TODAY)
    assert shown.since == date(2025, 11, 17)


def test_an_axis_of_unknown_values_keeps_its_smallest_end() -> None:
    assert top_of(None, smallest_top=5000.0) == 5000.0


def test_an_axis_leaves_room_above_the_largest_value() -> None:
    assert top_of(10_000.0, smallest_top=5000.0) > 10_000.0


def test_weeks_begin_on_sunday_where_the_runner_says_so() -> None:
    shown = window(ONE_YEAR, first_day=None, today=TODAY, begins_on_sunday=True)
    days = pl.DataFrame(
        {"local_date": [date(2026, 11, 14), date(2026, 11, 15), date(2026, 11, 21)]}
    )
    starts = days.select(shown.week_start()).to_series().to_list()
    assert shown.since.weekday() == 6
    assert starts == [date(2026, 11, 8), date(2026, 11, 15), date(2026, 11, 15)]
