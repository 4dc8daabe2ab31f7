from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from core.athlete import Profile, RunDay
from core.findings import Review
from core.schemas import DAYS
from tests.makers import MadeRun, make_flag, make_review, make_usual_week
from tests.plan_makers import make_plan, make_session
from views import today_charts
from views.theme import DARK, LIGHT
from views.today_charts import week_alt, week_days, week_strip

PLAN = make_plan(make_session(date(2026, 11, 17)), make_session(minutes=20))
FRAMES = {
    "usual": week_days(make_review(), PLAN),
    "no runs": week_days(make_review(runs=()), make_plan()),
    "all null": week_days(
        make_review(runs=[MadeRun(days_ago=n, distance_m=None) for n in range(9)]), PLAN
    ),
    "no rows": pl.DataFrame(schema=today_charts.WEEK),
}


def day(name: str, frame: pl.DataFrame = FRAMES["usual"]) -> dict[str, Any]:
    return frame.row(by_predicate=pl.col("day") == name, named=True)


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_the_strip_can_be_drawn_of_any_week(frame: pl.DataFrame) -> None:
    assert week_strip(frame, DARK).to_dict()["height"] > 100


def test_the_strip_names_only_documented_columns() -> None:
    allowed = {*DAYS.names, *today_charts.DERIVED}
    spec = week_strip(FRAMES["usual"], LIGHT).to_dict()
    channels = [each for layer in spec["layer"] for each in layer["encoding"].values()]
    assert {each["field"] for each in channels if "field" in each} <= allowed


def test_the_days_stand_in_the_order_of_the_week() -> None:
    spec = week_strip(FRAMES["usual"], LIGHT).to_dict()
    days = ["Mon 16", "Tue 17", "Wed 18", "Today", "Fri 20", "Sat 21", "Sun 22"]
    assert all(layer["encoding"]["x"]["scale"]["domain"] == days for layer in spec["layer"])


SUNDAY_FIRST = Profile(week_begins_on_sunday=True)


def test_a_week_that_begins_on_sunday_is_drawn_from_sunday() -> None:
    week = week_days(make_review(profile=SUNDAY_FIRST), PLAN)
    assert week["day"].to_list() == [
        "Sun 15",
        "Mon 16",
        "Tue 17",
        "Wed 18",
        "Today",
        "Fri 20",
        "Sat 21",
    ]
    assert day("Sat 21", week)["usual"] == "easy"


def test_a_run_that_was_done_is_ticked() -> None:
    assert day("Wed 18")["run_label"] == "✓ 12.0"


def test_a_run_of_unknown_distance_has_a_question_mark_and_no_bar() -> None:
    row = day("Wed 18", FRAMES["all null"])
    assert (row["run_label"], row["distance_m"]) == ("✓ ?", None)


def test_a_past_day_without_a_run_is_not_called_rest() -> None:
    assert day("Tue 17")["usual"] == "no run"


def test_a_past_day_that_was_never_imported_is_not_called_a_day_without_a_run() -> None:
    week = week_days(make_review(covered_until=date(2026, 11, 16)), PLAN)
    assert [day("Mon 16", week)["run_label"], day("Wed 18", week)["usual"]] == ["✓ 8.0", "no data"]


def test_the_days_ahead_show_the_usual_week_and_no_distance() -> None:
    assert (day("Sun 22")["usual"], day("Sun 22")["distance_m"]) == ("long", None)


@pytest.mark.parametrize(("n_weeks", "word"), [(2, None), (1, "rest"), (0, "rest")])
def test_a_day_on_which_runs_come_and_go_is_not_called_rest(n_weeks: int, word: str | None) -> None:
    found = make_usual_week(RunDay.REST, n_weeks=n_weeks)
    tuesday = replace(found.days[1], kind=RunDay.HARD)
    found = replace(found, days=(found.days[0], tuesday, *found.days[2:]))
    review = make_review(profile=Profile(week=found.week), usual_week=found)
    assert day("Sun 22", week_days(review, PLAN))["usual"] == word


def test_without_fixed_days_no_day_is_called_rest() -> None:
    found = make_usual_week(RunDay.REST, n_weeks=0)
    review = make_review(profile=Profile(week=found.week), usual_week=found)
    week = week_days(review, PLAN)
    assert day("Sun 22", week)["usual"] is None
    assert "Sun 22: open." in week_alt(week)


RESTARTS = {
    "before": make_review(runs=[MadeRun(days_ago=40)]),
    "after": make_review(flags=(make_flag(id="RETURN", value=42.0),)),
}


@pytest.mark.parametrize("review", RESTARTS.values(), ids=RESTARTS)
def test_around_a_break_no_run_ahead_is_called_hard_or_long(review: Review) -> None:
    ahead = [row for row in week_days(review, PLAN)["usual"].drop_nulls() if row != "no run"]
    assert ahead
    assert set(ahead) <= {"short", "rest"}


def test_today_is_marked() -> None:
    assert FRAMES["usual"].filter("is_today")["day"].to_list() == ["Today"]


def test_planned_strength_is_shown_in_minutes() -> None:
    assert (day("Today")["strength_label"], day("Fri 20")["strength_label"]) == ("20", None)


def test_a_week_without_planned_strength_has_no_empty_box_for_it() -> None:
    free = week_strip(week_days(make_review(), make_plan()), LIGHT).to_dict()
    full = week_strip(FRAMES["usual"], LIGHT).to_dict()
    assert len(free["layer"]) == len(full["layer"]) - 2


def test_miles_are_shown_to_a_reader_of_miles() -> None:
    frame = week_days(make_review(profile=Profile(is_metric=False)), PLAN)
    assert day("Wed 18", frame)["run_label"] == "✓ 7.5"


def test_the_strip_is_told_day_by_day() -> None:
    said = week_alt(FRAMES["usual"])
    assert "Wed 18: ✓ 12.0. Today: easy, strength 20 min planned." in said


def test_a_past_day_plans_no_strength() -> None:
    assert day("Tue 17")["minutes"] is None
