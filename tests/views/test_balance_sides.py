from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from core.athlete import Profile
from core.diary import Editable
from core.findings import Level, Review, Side, Tone
from tests.makers import MadeRun, make_balance_flag, make_leans, make_review
from views import balance_sides

FLIPPED = (1.6, 1.5, 1.7, 1.6, 1.5, -1.6, -1.5, -1.7, -1.6, -1.5)
OPEN: dict[str, Any] = {
    "level": Level.INSUFFICIENT,
    "tone": Tone.NONE,
    "side": Side.NONE,
    "value": None,
    "low": None,
    "high": None,
}


def review_of(*leans_pp: float, n_runs: int = 5, profile: Profile | None = None) -> Review:
    leans = make_leans(leans_pp, sensors=("HRM-Pro #1",))
    ids = tuple(leans["activity_id"].tail(n_runs))
    flag = make_balance_flag(**OPEN, n_runs=n_runs, run_ids=ids)
    runs = [MadeRun(days_ago=1 + 3 * (len(leans_pp) - 1 - n)) for n in range(len(leans_pp))]
    review = make_review(runs=runs, leans=leans, flags=(flag,), profile=profile or Profile())
    worn = review.activities.sort("start_time").with_columns(
        activity_id=pl.int_range(len(leans_pp), dtype=pl.Int64),
        balance_sensor=pl.lit("HRM-Pro #1"),
    )
    return replace(review, activities=worn)


def test_a_flip_is_asked_about_with_the_runs_since_then() -> None:
    asked = balance_sides.question(review_of(*FLIPPED))
    assert asked is not None
    assert sorted(asked.swapped) == [5, 6, 7, 8, 9]
    assert "5 runs" in asked.text


def test_a_yes_turns_the_runs_round() -> None:
    asked = balance_sides.question(review_of(*FLIPPED))
    assert asked is not None
    changes = asked.changes(is_yes=True)
    assert {(change.field, change.value) for change in changes.values()} == {
        (Editable.SWAPPED, True)
    }


def test_a_no_is_kept_with_the_runs() -> None:
    asked = balance_sides.question(review_of(*FLIPPED))
    assert asked is not None
    assert {change.value for change in asked.changes(is_yes=False).values()} == {False}


def test_a_yes_to_runs_of_a_sensor_worn_the_wrong_way_round_turns_them_back() -> None:
    profile = Profile(swapped_sensors=frozenset({"HRM-Pro #1"}))
    asked = balance_sides.question(review_of(*FLIPPED, profile=profile))
    assert asked is not None
    assert set(asked.swapped.values()) == {False}


def test_an_answered_question_says_what_was_said() -> None:
    review = review_of(*FLIPPED)
    told = review.activities.with_columns(is_swapped=pl.lit(value=False))
    asked = balance_sides.question(replace(review, activities=told))
    assert asked is not None
    assert asked.is_answered
    assert "You said that nothing was swapped" in asked.text


def test_the_answer_stays_in_sight_while_the_runs_behind_it_are_judged() -> None:
    review = review_of(*FLIPPED)
    told = review.activities.with_columns(is_swapped=pl.lit(value=False))
    ids = review.flags[0].run_ids
    judged = make_balance_flag(value=-1.6, side=Side.RIGHT, run_ids=ids)
    asked = balance_sides.question(replace(review, activities=told, flags=(judged,)))
    assert asked is not None
    assert asked.is_answered
    later = replace(judged, run_ids=())
    assert balance_sides.question(replace(review, activities=told, flags=(later,))) is None


def test_runs_that_were_turned_round_by_hand_are_no_answer() -> None:
    review = review_of(*FLIPPED)
    told = review.activities.with_columns(is_swapped=pl.lit(value=True))
    asked = balance_sides.question(replace(review, activities=told))
    assert asked is not None
    assert not asked.is_answered
    assert set(asked.swapped.values()) == {False}


def test_a_no_of_a_sensor_worn_the_wrong_way_round_is_an_answer_too() -> None:
    review = review_of(*FLIPPED, profile=Profile(swapped_sensors=frozenset({"HRM-Pro #1"})))
    told = review.activities.with_columns(is_swapped=pl.lit(value=True))
    asked = balance_sides.question(replace(review, activities=told))
    assert asked is not None
    assert asked.is_answered


@pytest.mark.parametrize("n_runs", [0, 2])
def test_too_few_runs_are_no_flip(n_runs: int) -> None:
    assert balance_sides.question(review_of(1.5, 1.6, n_runs=n_runs)) is None


def test_a_verdict_needs_no_question() -> None:
    review = make_review(leans=make_leans((1.5,) * 5), flags=(make_balance_flag(),))
    assert balance_sides.question(review) is None


def test_every_sensor_ever_worn_can_be_chosen() -> None:
    review = review_of(1.5, 1.6, profile=Profile(swapped_sensors=frozenset({"old pod"})))
    assert balance_sides.sensors(review) == ("HRM-Pro #1", "old pod")


def test_a_choice_of_sensors_is_kept_in_the_profile() -> None:
    told = balance_sides.ask(
        Profile(),
        review_of(1.5, 1.6),
        choose=lambda *_, **__: ["HRM-Pro #1"],
        turn=lambda *_, **__: True,
    )
    assert told.swapped_sensors == {"HRM-Pro #1"}
    assert told.has_vendor_bands


def test_without_a_sensor_only_the_bands_are_asked() -> None:
    told = balance_sides.ask(
        Profile(), make_review(), choose=pytest.fail, turn=lambda *_, **__: False
    )
    assert told == Profile()


def flat(n_runs: int) -> str:
    review = make_review(runs=[MadeRun(days_ago=n + 1) for n in range(n_runs)])
    constant = review.activities.with_columns(is_balance_constant=pl.lit(value=True))
    return balance_sides.constant(replace(review, activities=constant))


def test_a_constant_balance_is_named_with_its_day() -> None:
    assert flat(1).startswith(
        "1 run holds one and the same balance from start to end (Wed 18 Nov): nothing was measured."
    )


def test_many_constant_runs_name_the_last() -> None:
    assert "9 runs hold" in flat(9)
    assert "the last of them on Wed 18 Nov" in flat(9)


def test_without_a_constant_balance_nothing_is_said() -> None:
    assert balance_sides.constant(make_review()) == ""
