from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from core.athlete import Pain, Profile, RunDay
from core.findings import Level, Tone
from core.load_cause import LoadCause
from tests.makers import (
    OPEN_BALANCE,
    MadeRun,
    make_balance_flag,
    make_fine_spike_flag,
    make_flag,
    make_leans,
    make_review,
    make_usual_week,
)
from tests.plan_makers import make_plan, make_session
from views import gaps, next_run, today_words

PLAN = make_plan(make_session())
UNKNOWN = MadeRun(days_ago=3, distance_m=None, load_au=None)
OPEN = make_balance_flag(**OPEN_BALANCE, n_runs=2)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_answer_says_how_far_and_what_to_train() -> None:
    said = plain(today_words.answer(make_review(), PLAN))
    assert said == "Next run up to 13.2 km. Strength today: 24 min for thighs."


def test_the_answer_is_in_the_units_of_the_reader() -> None:
    review = make_review(profile=Profile(is_metric=False))
    assert plain(today_words.answer(review, PLAN)).startswith("Next run up to 8.2 mi.")


def test_without_a_run_in_30_days_the_answer_asks_for_a_short_one() -> None:
    review = make_review(runs=[MadeRun(days_ago=31)])
    assert today_words.answer(review, PLAN).startswith("No run in the last 30 days")


def test_runs_without_distance_are_not_taken_for_no_runs() -> None:
    review = make_review(runs=[UNKNOWN])
    assert today_words.answer(review, PLAN).startswith("No ceiling for your next run")


def test_an_unknown_load_is_said() -> None:
    assert "Load is unknown" in today_words.caption(make_review(load_metric=None))


def test_a_short_history_is_said() -> None:
    assert "incomplete" in today_words.caption(make_review(runs=[MadeRun(days_ago=2)]))


def test_the_caption_begins_with_the_day() -> None:
    assert today_words.caption(make_review()).startswith("Thursday 19 November.")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ((), "Nothing stands out."),
        ((make_flag(),), "One thing to look at."),
        ((make_flag(), make_balance_flag()), "Two things to look at."),
        ((OPEN,), "Nothing stands out; 1 pattern had too little data."),
    ],
)
def test_the_caption_ends_with_how_much_there_is_to_look_at(flags: tuple, said: str) -> None:
    assert today_words.caption(make_review(flags=flags)).endswith(said)


JUMPED = [
    *(MadeRun(days_ago=n, distance_m=10_000.0) for n in range(60, 3, -5)),
    MadeRun(days_ago=2, distance_m=25_000.0),
    MadeRun(days_ago=1, distance_m=3000.0),
]


def test_a_jump_before_the_last_run_is_the_answer() -> None:
    fine = make_fine_spike_flag()
    review = make_review(runs=JUMPED, flags=(fine,), load_cause=LoadCause.LARGE_JUMP)
    said = plain(today_words.answer(review, PLAN))
    assert said.startswith("Next run back to 10.0 km at most: 25.0 km on Tuesday was a jump.")
    assert "Nothing stands out" not in today_words.caption(review)


def test_a_jump_behind_a_pain_is_named_in_the_caption() -> None:
    told = Profile(pains=(Pain(tag="knee", score=6),))
    said = plain(today_words.caption(make_review(runs=JUMPED, profile=told)))
    assert said.endswith("A jump on Tue 17 Nov: 25.0 km.")


def test_a_beginner_is_not_told_how_many_patterns_are_open() -> None:
    review = make_review(runs=[MadeRun(days_ago=2)], flags=(OPEN,) * 29)
    said = today_words.caption(review)
    assert said.endswith("Nothing stands out; most patterns need some weeks of runs first.")


def test_a_jump_is_named_once_beside_another_flag() -> None:
    review = make_review(runs=JUMPED, flags=(make_balance_flag(),))
    said = plain(today_words.caption(review))
    assert said.endswith("is made of the jump itself: no goal. One thing to look at.")


def test_a_lighter_week_stands_out_even_without_a_jump() -> None:
    said = today_words.caption(make_review(load_cause=LoadCause.RETURN))
    assert "Strength is lighter after a break from running." in said
    assert "Nothing stands out" not in said


def test_the_caption_names_the_last_day_that_is_in() -> None:
    said = today_words.caption(make_review(covered_until=date(2026, 11, 12)))
    assert "Nothing added since Thu 12 Nov." in said


def test_an_import_of_yesterday_leaves_no_gap() -> None:
    said = today_words.caption(make_review(covered_until=date(2026, 11, 18)))
    assert "nothing added" not in said.lower()


def test_activities_of_a_clock_that_is_ahead_are_counted() -> None:
    said = today_words.caption(make_review(n_ahead=1))
    assert "1 activity is dated in the future: check the clock of the watch." in said


def test_without_a_run_of_the_past_a_page_tells_of_those_in_the_future() -> None:
    said = gaps.no_run_yet(make_review(runs=(), n_ahead=2), "No run is in yet.")
    assert said.startswith("No run is in yet. 2 activities are dated in the future")


def test_days_that_were_never_imported_are_no_month_without_a_run() -> None:
    review = make_review(runs=[MadeRun(days_ago=50)], covered_until=date(2026, 10, 1))
    assert "nothing added since Thu 1 Oct" in today_words.answer(review, PLAN)
    assert today_words.ceiling_card(review).note == "nothing added since Thu 1 Oct"


def test_days_that_were_never_imported_make_the_week_a_floor() -> None:
    runs = [MadeRun(days_ago=9), MadeRun(days_ago=5)]
    card = today_words.week_card(make_review(runs=runs, covered_until=date(2026, 11, 15)))
    assert (card.value, card.note) == ("≥ 8.0 km", "nothing added since Sun 15 Nov")


def test_today_counts_as_it_is_so_far_after_an_import_of_yesterday() -> None:
    review = make_review(runs=[MadeRun(days_ago=9)], covered_until=date(2026, 11, 18))
    assert today_words.daily_distances(review, 2) == [0.0, 0.0]


def test_a_wrong_threshold_is_the_reason_for_an_unknown_load() -> None:
    review = make_review(load_metric=None, load_notice="Your threshold is above your maximum.")
    assert "Load is unknown: Your threshold is above" in today_words.caption(review)


def test_changed_sides_are_not_called_too_few_runs() -> None:
    flag = make_balance_flag(level=Level.INSUFFICIENT, tone=Tone.NONE, value=None, n_runs=5)
    card = today_words.balance_card(make_review(flags=(flag,), leans=make_leans((1.6,) * 5)))
    assert card.note == "◌ no verdict: changed sides?"


def test_the_ceiling_card_says_until_when_and_what_then() -> None:
    runs = [MadeRun(days_ago=18, distance_m=15000.0), MadeRun(days_ago=4, distance_m=14182.0)]
    card = today_words.ceiling_card(make_review(runs=runs))
    assert (card.value, card.note) == ("16.5 km", "until Tue 1 Dec, then 15.6 km")


def test_the_bars_of_the_ceiling_are_the_last_28_days() -> None:
    card = today_words.ceiling_card(make_review())
    assert (len(card.series), card.series[-2]) == (28, 12.0)


def test_an_unknown_day_is_no_bar_of_zero() -> None:
    card = today_words.ceiling_card(make_review(runs=[MadeRun(days_ago=9), UNKNOWN]))
    assert math.isnan(card.series[-4])


def test_the_balance_card_shows_tone_and_half_of_the_interval() -> None:
    review = make_review(flags=(make_balance_flag(),), leans=make_leans((1.6,) * 5))
    card = today_words.balance_card(review)
    assert (card.value, card.note, card.colour) == ("51.6 % left", "▲ watch, ±0.5", "yellow")


def test_too_few_runs_for_a_balance_are_counted() -> None:
    card = today_words.balance_card(make_review(flags=(OPEN,), leans=make_leans((1.0, 1.1))))
    assert (card.value, card.note) == ("–", "◌ not enough data yet: 2 of 3 runs")


def test_a_sensor_that_wrote_one_value_is_neither_too_old_nor_too_short() -> None:
    none = replace(OPEN, n_runs=0)
    review = make_review(flags=(none,))
    flat = {"avg_stance_balance_left_pct": pl.lit(50.0), "is_balance_constant": pl.lit(value=True)}
    review = replace(review, activities=review.activities.with_columns(**flat))
    card = today_words.balance_card(review)
    assert card.note == "◌ one value only, nothing measured"


def test_no_balance_at_all_is_said() -> None:
    assert today_words.balance_card(make_review()).note == "◌ no balance recorded"


def test_the_week_is_compared_with_the_one_before() -> None:
    runs = [MadeRun(days_ago=9, distance_m=10000.0), MadeRun(days_ago=30), MadeRun(days_ago=1)]
    card = today_words.week_card(make_review(runs=runs))
    assert (card.value, card.note) == ("8.0 km", "−20 % on the 7 days before")


@pytest.mark.parametrize(
    ("days_ago", "note"),
    [(1, "no run in the 7 days before"), (9, "−100 % on the 7 days before")],
    ids=["after a week without a run", "in a week without a run"],
)
def test_only_a_week_with_a_run_before_is_compared_with(days_ago: int, note: str) -> None:
    runs = [MadeRun(days_ago=30), MadeRun(days_ago=days_ago)]
    assert today_words.week_card(make_review(runs=runs)).note == note


def test_a_week_with_an_unknown_run_is_a_floor() -> None:
    card = today_words.week_card(make_review(runs=[MadeRun(days_ago=1), UNKNOWN]))
    assert card.value == "≥ 8.0 km"


def test_a_week_of_unknown_runs_is_unknown_and_not_zero() -> None:
    assert today_words.week_card(make_review(runs=[UNKNOWN])).value == "–"


def test_days_before_the_data_begin_are_unknown_and_not_rest_days() -> None:
    review = make_review(runs=[MadeRun(days_ago=2)])
    assert today_words.daily_distances(review, 5) == [None, None, 8000.0, 0.0, 0.0]


def test_the_week_heading_counts_from_monday() -> None:
    said = today_words.week_heading(make_review(), PLAN)
    assert said == "This week: 20.0 km so far, 1 strength session planned"


def test_an_unknown_run_makes_the_week_a_floor() -> None:
    review = make_review(runs=[MadeRun(days_ago=9), UNKNOWN])
    assert today_words.week_heading(review, PLAN).startswith("This week: unknown so far")
    review = make_review(runs=[MadeRun(days_ago=9), UNKNOWN, MadeRun(days_ago=1)])
    assert "at least 8.0 km so far" in today_words.week_heading(review, PLAN)


def test_after_a_long_run_the_ceiling_is_no_goal() -> None:
    assert "shorter again" in next_run.advice(make_flag(), make_review())


def test_after_a_month_off_and_a_short_run_nobody_is_told_to_run_shorter_again() -> None:
    said = next_run.advice(make_flag(value=None), make_review())
    assert said.startswith("Keep the next runs short too.")


def test_without_a_reference_the_advice_is_a_short_run() -> None:
    review = make_review(runs=[MadeRun(days_ago=40)])
    assert "short run" in next_run.advice(make_flag(value=None), review)


def test_the_date_of_a_last_run_long_ago_is_no_recent_run() -> None:
    review = make_review(today=date(2026, 11, 19), runs=[MadeRun(days_ago=400)])
    assert today_words.ceiling_card(review).note == "no run in 30 days"


def test_the_heading_counts_the_strength_that_is_still_ahead() -> None:
    plan = make_plan(make_session(date(2026, 11, 17)), make_session())
    assert today_words.week_heading(make_review(), plan).endswith("1 strength session planned")


def test_a_week_that_was_never_told_is_called_assumed() -> None:
    assert "an assumed week; set yours in Profile" in today_words.week_caption(make_review())
    told = make_review(profile=Profile(week=(RunDay.EASY,) * 7))
    assert "as told in Profile" in today_words.week_caption(told)


def test_a_week_that_was_found_is_not_called_told() -> None:
    found = make_usual_week(RunDay.HARD)
    review = make_review(profile=Profile(week=found.week), usual_week=found)
    said = today_words.week_caption(review)
    assert "as found in 6 weeks of your runs; correct it in Profile" in said


def test_a_week_without_fixed_days_is_not_called_a_week_of_rest() -> None:
    found = make_usual_week(RunDay.REST)
    review = make_review(profile=Profile(week=found.week), usual_week=found)
    said = today_words.week_caption(review)
    assert said.endswith("No regular days found in 6 weeks of your runs; tell yours in Profile.")


def test_around_a_break_the_strip_says_that_runs_stay_short() -> None:
    review = make_review(flags=(make_flag(id="RETURN", value=42.0),))
    assert today_words.week_caption(review).endswith("Runs stay short around a break.")
    assert "short" not in today_words.week_caption(make_review())


def test_a_week_that_begins_on_sunday_is_counted_from_there() -> None:
    runs = [MadeRun(days_ago=4, distance_m=5000.0), MadeRun(days_ago=1, distance_m=8000.0)]
    plan = make_plan(make_session(date(2026, 11, 21)), make_session(date(2026, 11, 22)))
    monday, sunday = (
        make_review(runs=runs, profile=Profile(week_begins_on_sunday=on_sunday))
        for on_sunday in (False, True)
    )
    said = today_words.week_heading(sunday, plan)
    assert said == "This week: 13.0 km so far, 1 strength session planned"
    assert today_words.week_heading(monday, plan).startswith("This week: 8.0 km so far, 2 strength")
