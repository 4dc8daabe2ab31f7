from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from core.findings import Grade, Review, Tone
from tests.makers import MadeRun, make_flag, make_review, make_weeks, usual_runs
from views import load_more, load_weeks
from views.panel import Entry


def entries(review: Review, panel: Any) -> dict[str, Entry]:
    return {entry.key: entry for entry in panel(review).entries}


def with_volumes(**columns: Any) -> Review:
    review = make_review()
    told = [pl.lit(value).alias(name) for name, value in columns.items()]
    return replace(review, activities=review.activities.with_columns(told))


def test_the_week_change_comes_with_the_sentence_of_the_law() -> None:
    change = entries(make_review(weeks=make_weeks()), load_weeks.weeks)["week_change"]
    assert change.value == "+9 %, to 26.0 km"
    assert change.text == "Weekly change has not predicted injury in the largest cohort."
    assert change.grade == "mixed"


def test_a_week_under_way_is_not_compared() -> None:
    weeks = make_weeks(n_days=[7, 7, 3], change_pct=[0.0, 5.0, -60.0])
    change = entries(make_review(weeks=weeks), load_weeks.weeks)["week_change"]
    assert change.value.startswith("+5 %")


def test_an_unknown_change_is_a_dash_and_never_zero() -> None:
    weeks = make_weeks(change_pct=None, monotony_ratio=None, strain_au=None)
    found = entries(make_review(weeks=weeks), load_weeks.weeks)
    assert found["week_change"].value.startswith("–,")
    assert (found["monotony"].value, found["strain"].value) == ("–", "–")


def test_on_its_last_day_a_week_is_still_under_way() -> None:
    sunday = date(2026, 11, 15)
    weeks = make_weeks(monotony_ratio=[1.1, 1.2, None], strain_au=[1.0, 2.0, None])
    panel = load_weeks.weeks(replace(make_review(weeks=weeks), today=sunday))
    assert panel.heading == "Week of Mon 2 Nov"
    assert panel.entries[1].value == "1.2"


def test_on_the_day_after_its_last_a_week_is_over() -> None:
    monday = date(2026, 11, 16)
    panel = load_weeks.weeks(replace(make_review(weeks=make_weeks()), today=monday))
    assert panel.heading == "Week of Mon 9 Nov"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"distance_m": None}, "A run of this week has no distance."),
        ({"distance_m": [1.0, None, 2.0]}, "A run of the week before has no distance."),
        ({"distance_m": [1.0, 0.0, 2.0]}, load_weeks.NO_RUN_BEFORE),
        ({"n_days": [7, 3, 7]}, "The week before it is not known as a whole."),
    ],
)
def test_a_week_that_is_not_compared_says_why(told: dict[str, Any], reason: str) -> None:
    weeks = make_weeks(**({"change_pct": None} | told))
    assert entries(make_review(weeks=weeks), load_weeks.weeks)["week_change"].text == reason


@pytest.mark.parametrize("name", ["monotony", "strain"])
@pytest.mark.parametrize(
    ("load_au", "reason"),
    [
        (0.0, "No run in this week, so nothing to compare."),
        (None, "The load of 2 days of this week is unknown."),
    ],
)
def test_a_week_without_monotony_says_why(load_au: float | None, reason: str, name: str) -> None:
    weeks = make_weeks(load_au=load_au, monotony_ratio=None, strain_au=None)
    review = make_review(weeks=weeks, runs=usual_runs())
    is_unknown = pl.col("local_date").is_in([date(2026, 11, 9), date(2026, 11, 14)])
    days = review.days.with_columns(load_au=pl.when(~is_unknown).then("load_au"))
    assert entries(replace(review, days=days), load_weeks.weeks)[name].text == reason


def test_no_whole_week_says_so_and_shows_no_number() -> None:
    panel = load_weeks.weeks(make_review())
    assert (panel.heading, panel.entries) == ("No whole week is known yet", ())


def test_a_raised_flag_speaks_in_place_of_the_usual_sentence() -> None:
    flag = make_flag(id="MONOTONY", tone=Tone.INFO, grade=Grade.WEAK, text="Every day was alike.")
    review = make_review(weeks=make_weeks(), flags=(flag,))
    assert entries(review, load_weeks.weeks)["monotony"].text == "Every day was alike."


def test_steps_are_summed_over_seven_days() -> None:
    found = entries(with_volumes(n_steps=5130), load_more.volumes)
    assert found["volume_n_steps"].value == "15,390"


def test_a_force_is_averaged_and_called_a_model() -> None:
    force = entries(with_volumes(peak_force_bw=2.2), load_more.volumes)["volume_peak_force_bw"]
    assert (force.value, force.name) == ("2.2 × body weight", "Peak force, modelled")


def test_a_volume_that_no_sensor_gave_is_left_out() -> None:
    assert list(entries(make_review(), load_more.volumes)) == ["descent"]


def test_runs_without_altitude_have_an_unknown_descent_and_not_none() -> None:
    descent = entries(make_review(), load_more.volumes)["descent"]
    assert descent.value.startswith("– (0 of 3 runs)")
    assert descent.text == "No altitude in these runs."


def test_the_largest_descent_of_a_month_is_named_with_its_day() -> None:
    descent = entries(with_volumes(descent_m=103.0), load_more.volumes)["descent"]
    assert descent.value == "309 m"
    assert descent.text == "Most in 30 days: 103 m in one run, on Wed 18 Nov."


def test_a_week_without_a_run_shows_no_volume() -> None:
    panel = load_more.volumes(make_review(runs=[MadeRun(days_ago=9)]))
    assert (panel.notice, panel.entries) == ("No run in the last 7 days.", ())


def test_volumes_say_what_they_cannot_say() -> None:
    why = load_more.volumes(make_review()).why
    assert "No link to injury has been shown yet" in why
    assert "a pilot, not a threshold" in why


def test_every_entry_opens_into_its_reason() -> None:
    review = replace(with_volumes(n_steps=5130, descent_m=10.0), weeks=make_weeks())
    found = entries(review, load_weeks.weeks) | entries(review, load_more.volumes)
    assert all(entry.why for entry in found.values())


def test_the_reasons_do_not_repeat_what_stands_below_them() -> None:
    found = entries(with_volumes(n_steps=5130), load_more.volumes)
    assert found["volume_n_steps"].why == (
        "**How it is worked out.** Cadence of both feet, summed over the moving time."
    )


def test_a_flat_month_has_no_largest_descent() -> None:
    descent = entries(with_volumes(descent_m=0.0), load_more.volumes)["descent"]
    assert descent.text == "No descent in 30 days that would count."
