from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.athlete import Profile
from core.findings import Review
from tests.makers import MadeRun, make_review
from views import load_days
from views.windows import ALL, ONE_YEAR, TWELVE_WEEKS, Window, window

TODAY = date(2026, 11, 19)
SHOWN = window(TWELVE_WEEKS, first_day=None, today=TODAY)


def test_one_run_is_no_average_week() -> None:
    review = make_review(runs=[MadeRun(days_ago=1, distance_m=2200.0)])
    assert load_days.heading(review, shown=SHOWN) == "Day by day: 2.2 km in 2 days"


@pytest.mark.parametrize(
    ("since_days", "said"),
    [(12, "Day by day: 16.0 km in 13 days"), (13, "Day by day: 8.0 km a week on average")],
)
def test_a_mean_week_needs_two_of_them(since_days: int, said: str) -> None:
    review = make_review(runs=[MadeRun(days_ago=since_days), MadeRun(days_ago=1)])
    assert load_days.heading(review, shown=SHOWN) == said


def test_the_weeks_of_a_window_begin_as_the_runner_counts_them() -> None:
    review = make_review(profile=Profile(week_begins_on_sunday=True))
    assert load_days.window_of(ONE_YEAR, review).since.weekday() == 6


def year(runs: list[MadeRun]) -> tuple[Review, Window]:
    return make_review(runs=runs), window(ONE_YEAR, first_day=None, today=TODAY)


def test_a_chart_of_weeks_says_the_highest_week() -> None:
    review, shown = year([MadeRun(days_ago=n, load_au=60.0) for n in (9, 8, 1)])
    assert load_days.load_alt(review, shown=shown).startswith(
        "Heart-rate load of each week, at most 120."
    )


def test_a_thousand_days_are_told_with_their_comma_on_both_sides() -> None:
    review = make_review(runs=[MadeRun(days_ago=1999), MadeRun(days_ago=4, load_au=None)])
    shown = load_days.window_of(ALL, review)
    assert load_days.coverage(review, shown=shown).startswith("1,999 of 2,000 days known.")


@pytest.mark.parametrize(
    ("n_days", "said"), [(420, "Pale with ?: a week"), (421, "Pale on a grey foot: a week")]
)
def test_the_mark_of_an_unknown_week_is_the_one_that_is_drawn(n_days: int, said: str) -> None:
    since = TODAY - timedelta(days=n_days - 1)
    shown = Window(since=since, until=TODAY, today=TODAY, is_by_week=True)
    assert said in load_days.coverage(
        make_review(runs=[MadeRun(days_ago=4, load_au=None)]), shown=shown
    )


def test_the_average_week_is_a_floor_when_a_distance_is_unknown() -> None:
    runs = [*(MadeRun(days_ago=n) for n in (0, 5, 10)), MadeRun(days_ago=13, distance_m=None)]
    said = load_days.heading(make_review(runs=runs), shown=SHOWN)
    assert said == "Day by day: at least 12.0 km a week on average"


def test_no_known_distance_gives_no_average() -> None:
    review = make_review(runs=[MadeRun(days_ago=7, distance_m=None)])
    assert load_days.heading(review, shown=SHOWN) == "Day by day"


def test_a_week_without_runs_is_zero_kilometres() -> None:
    review = make_review(runs=[MadeRun(days_ago=17)])
    assert load_days.distance_line(review) == "0 km in the last 7 days"


def test_a_week_of_unknown_runs_is_unknown() -> None:
    review = make_review(runs=[MadeRun(days_ago=2, distance_m=None)])
    assert load_days.distance_line(review) == "unknown in the last 7 days"


def test_days_that_were_never_imported_are_not_zero_kilometres() -> None:
    review = make_review(runs=[MadeRun(days_ago=17)], covered_until=date(2026, 11, 9))
    assert load_days.distance_line(review) == (
        "unknown in the last 7 days, nothing added since Mon 9 Nov"
    )


def test_the_sum_of_a_partly_imported_week_is_a_floor() -> None:
    review = make_review(
        runs=[MadeRun(days_ago=17), MadeRun(days_ago=5)], covered_until=date(2026, 11, 15)
    )
    assert load_days.distance_line(review).startswith("at least 8.0 km in the last 7 days")


def test_the_coverage_names_the_last_known_day_and_what_is_wrong_with_a_threshold() -> None:
    review = make_review(covered_until=date(2026, 11, 15), load_notice="Your HRmax is too low.")
    assert load_days.coverage(review, shown=SHOWN).endswith(
        "Your HRmax is too low. Nothing added since Sun 15 Nov."
    )


def test_the_coverage_counts_known_days_and_explains_the_others() -> None:
    review = make_review(runs=[MadeRun(days_ago=9), MadeRun(days_ago=4, load_au=None)])
    assert load_days.coverage(review, shown=SHOWN) == (
        "9 of 10 days known. Hatched with ?: you ran, load unknown. Unknown is not zero."
    )
