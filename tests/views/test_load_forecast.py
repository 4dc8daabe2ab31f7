from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import polars as pl
import pytest

from core.athlete import Profile, RunDay
from core.forecast import Forecast, PlannedRun
from core.schemas import CEILINGS, SERIES, SPIKES
from core.usual import UsualDay, UsualWeek
from tests.makers import MadeRun, make_review, make_series
from views import load_forecast, words

TODAY = date(2026, 11, 19)
NO_DAY = UsualDay(kind=RunDay.REST, evidence="you ran on 2 of 6 Mondays", n_weeks=2)
REVIEW = make_review()  # longest of the month 12.0 km, so up to 13.2 km


def forecast(
    *distances_m: float, missing: str | None = None, usual_m: tuple[float, ...] = ()
) -> Forecast:
    """One planned run a day from tomorrow, against a longest of 12 km; `usual_m` likewise."""
    runs, usual = (
        tuple(
            PlannedRun(local_date=TODAY + timedelta(days=n + 1), distance_m=distance)
            for n, distance in enumerate(each)
        )
        for each in (distances_m, usual_m)
    )
    spikes = [
        {
            "local_date": run.local_date,
            "distance_m": run.distance_m,
            "spike_ratio": (run.distance_m or 0) / 12_000,
            "spike_class": "small" if (run.distance_m or 0) > 13_200 else "reference",
        }
        for run in runs
    ]
    days = [
        {"local_date": TODAY + timedelta(days=n + 1), "reference_distance_m": 12_000.0}
        for n in range(7)
    ]
    series = make_series(REVIEW.days, forecast_days=7).filter("is_forecast")
    return Forecast(
        planned=runs,
        series=SERIES.empty() if missing else series,
        ceilings=CEILINGS.complete(pl.DataFrame(days)),
        spikes=SPIKES.complete(pl.DataFrame(spikes)) if spikes else SPIKES.empty(),
        missing=missing,
        usual=usual,
    )


def test_a_planned_week_is_no_jump_and_leaves_the_ceiling() -> None:
    said = load_forecast.heading(forecast(8000.0, 12_000.0, usual_m=(8000.0,)), REVIEW)
    assert said == "Next week as planned: no jump, then up to 13.2\u00a0km"


def test_a_usual_week_that_nobody_changed_is_not_called_a_plan() -> None:
    said = load_forecast.heading(forecast(8020.0, usual_m=(8000.0,)), REVIEW)  # shown as 8.0
    assert said == "If next week goes like your last weeks: no jump, then up to 13.2\u00a0km"


JUMPED = make_review(
    runs=[
        *(MadeRun(days_ago=n, distance_m=10_000.0) for n in range(60, 6, -5)),
        MadeRun(days_ago=5, distance_m=16_000.0),
    ]
)


def test_after_a_jump_a_run_past_the_longest_before_it_is_too_far_for_now() -> None:
    panel = load_forecast.plan(forecast(9000.0, 13_000.0, usual_m=(9000.0, 13_000.0)), JUMPED)
    assert panel.heading == (
        "If next week goes like your last weeks: 1 run too far for now, past 10.0\u00a0km"
    )
    assert "**Sat 21 Nov, 13.0\u00a0km** would be past 10.0\u00a0km" in panel.text


def test_a_week_after_the_jump_its_distance_counts_no_more() -> None:
    found = forecast(9000.0, 9000.0, 13_000.0)  # the third day is the eighth after it
    assert load_forecast.heading(found, JUMPED) == "Next week as planned: no jump"


@pytest.mark.parametrize(
    ("usual", "why"),
    [
        (None, "Your usual week is not known"),
        (UsualWeek(days=(NO_DAY,) * 7, n_weeks=6, since=TODAY), "No regular days were found"),
    ],
)
def test_where_no_run_is_usual_the_table_says_why_it_is_empty(
    usual: UsualWeek | None, why: str
) -> None:
    panel = load_forecast.plan(forecast(), make_review(usual_week=usual))
    assert panel.heading == "Next week: add the runs that you plan"
    assert why in panel.text


def test_a_planned_run_above_the_ceiling_is_named_with_its_change() -> None:
    panel = load_forecast.plan(forecast(8000.0, 14_400.0), REVIEW)
    assert panel.heading == "Next week as planned: 1 run above the ceiling"
    assert "▲ **Sat 21 Nov, 14.4\u00a0km** would be +20 % against your longest run" in panel.text


def test_the_ceiling_after_the_plan_counts_the_planned_runs() -> None:
    panel = load_forecast.plan(forecast(14_000.0), REVIEW)
    assert "After Thu 26 Nov the ceiling would be 15.4\u00a0km (now 13.2\u00a0km)." in panel.text


def test_the_curves_after_the_plan_are_told() -> None:
    row = forecast(8000.0).series.row(-1, named=True)
    panel = load_forecast.plan(forecast(8000.0), REVIEW)
    assert f"42-day load would be {row['load_42_au']:.0f}" in panel.text


def test_curves_without_a_planned_run_are_those_of_rest() -> None:
    assert "Without a run, 42-day load would be" in load_forecast.plan(forecast(), REVIEW).text
    assert "Without a run" not in load_forecast.plan(forecast(8000.0), REVIEW).text


def test_where_no_load_is_known_the_plan_adds_none_up() -> None:
    panel = load_forecast.plan(forecast(8000.0), make_review(load_metric=None))
    assert "load would be" not in panel.text
    assert "the ceiling would be" in panel.text


def test_curves_that_cannot_be_told_say_why() -> None:
    panel = load_forecast.plan(forecast(8000.0, missing="Nothing added since 1 Nov."), REVIEW)
    assert "Nothing added since 1 Nov." in panel.text


def test_no_planned_run_is_no_fault() -> None:
    panel = load_forecast.plan(forecast(usual_m=(8000.0,)), REVIEW)
    assert panel.heading == "Next week as planned: no run"


def test_the_table_holds_the_planned_runs_in_the_unit_of_the_reader() -> None:
    miles = make_review(profile=Profile(is_metric=False))
    editor = load_forecast.editor(forecast(16_093.44), miles)
    assert editor.frame["Distance, mi"].to_list() == [10.0]
    assert editor.numbers == ("Distance, mi",)


def test_an_edited_table_gives_runs_and_a_row_half_filled_is_none() -> None:
    rows: list[dict[str, Any]] = [
        {"Day": datetime.combine(date(2026, 11, 21), time()), "Distance, km": 10.0},
        {"Day": date(2026, 11, 22), "Distance, km": None},
        {"Day": None, "Distance, km": 5.0},
        {"Day": date(2026, 11, 23), "Distance, km": -4.0},
        {"Day": date(2026, 11, 23), "Distance, km": 9999.0},
    ]
    runs = load_forecast.planned(rows, REVIEW)
    assert runs == (PlannedRun(local_date=date(2026, 11, 21), distance_m=10_000.0),)


@pytest.mark.parametrize("typed", [-5.0, 0.0, 9999.0])
def test_a_distance_that_nobody_runs_is_refused_with_the_range(typed: float) -> None:
    rows = [{"Day": date(2026, 11, 22), "Distance, km": typed}]
    said = load_forecast.plan(forecast(), REVIEW, rows).notice.replace("\u00a0", " ")
    named = words.number(typed, 1)
    assert said == (
        f"{named} km is no distance of a run: it lies above 0 and goes up to 300 km. "
        "That row is left out."
    )


def test_several_refused_distances_are_named_together() -> None:
    rows = [{"Day": date(2026, 11, 22), "Distance, mi": typed} for typed in (-1.0, 500.0)]
    said = load_forecast.refused(rows, make_review(profile=Profile(is_metric=False)))
    assert said.replace("\u00a0", " ") == (
        "−1.0 mi and 500.0 mi are no distances of a run: it lies above 0 and goes up to 186 mi. "
        "Those rows are left out."
    )


@pytest.mark.parametrize("typed", [None, 0.1, 300.0])
def test_a_possible_distance_is_not_refused(typed: float | None) -> None:
    rows = [{"Day": date(2026, 11, 22), "Distance, km": typed}]
    assert load_forecast.plan(forecast(), REVIEW, rows).notice == ""
