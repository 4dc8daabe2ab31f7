from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from core.findings import Side
from core.schemas import SESSIONS_DONE, SETS_DONE
from tests.plan_makers import THURSDAY, make_plan, make_prescription, make_session
from views import log_steps, log_words

STEPS = log_steps.steps(make_session())
USUAL: dict[str, Any] = {
    "log_id": 1,
    "local_date": THURSDAY,
    "planned_for": None,
    "kind": "strength",
    "is_finished": True,
}


def sessions(*rows: dict[str, Any]) -> pl.DataFrame:
    made = pl.DataFrame([USUAL | row for row in rows], infer_schema_length=None)
    return SESSIONS_DONE.complete(made)


def sets(*rows: dict[str, Any]) -> pl.DataFrame:
    return SETS_DONE.complete(pl.DataFrame(rows)) if rows else SETS_DONE.empty()


def text(**told: Any) -> str:
    made = log_words.lines(sessions(told), sets(), today=THURSDAY)
    return made[0].text.replace("\u00a0", " ")


def test_a_set_says_its_number_and_its_side() -> None:
    assert log_words.set_heading(STEPS[3]) == "Set 2 of 2 · :blue[Right side]"


def test_the_button_names_the_side() -> None:
    assert log_words.done_button(STEPS[0]) == "Set done: left"


def test_a_target_says_how_much_and_what_stays_in_reserve() -> None:
    assert log_words.target(STEPS[0]) == "Aim for **8–12**, 3 in reserve."


def test_the_newest_session_stands_first() -> None:
    days = ({"local_date": THURSDAY - timedelta(days=n), "log_id": n} for n in (3, 1, 2))
    made = log_words.lines(sessions(*days), sets(), today=THURSDAY)
    assert [line.log_id for line in made] == [1, 2, 3]


def test_a_session_under_way_is_not_in_the_log_yet() -> None:
    assert log_words.lines(sessions({"is_finished": False}), sets(), today=THURSDAY) == ()


def test_a_session_of_the_watch_says_so_and_can_be_looked_at() -> None:
    made = log_words.lines(sessions({"log_id": None, "activity_id": 7}), sets(), today=THURSDAY)
    assert "from your watch" in made[0].text
    assert made[0].activity_id == 7


def test_both_sides_of_a_set_are_one_set() -> None:
    one = {"log_id": 1, "local_date": THURSDAY, "exercise_id": "plank", "set_index": 0}
    both = sets(one | {"side": "left"}, one | {"side": "right"})
    made = log_words.lines(sessions({}), both, today=THURSDAY)
    assert "1 set" in made[0].text.replace("\u00a0", " ")


def test_what_is_unknown_of_a_session_is_not_said() -> None:
    assert text() == "**Thu 19 Nov** Strength"


def test_effort_and_minutes_are_said() -> None:
    assert text(duration_s=1500.0, rpe_index=6.0).endswith("Strength, 25 min, effort 6")


@pytest.mark.parametrize(("ago", "is_asked"), [(0, False), (1, True), (3, True), (4, False)])
def test_the_morning_after_is_asked_for_three_days(ago: int, is_asked: bool) -> None:
    table = sessions({"local_date": THURSDAY - timedelta(days=ago)})
    assert (log_words.asks_after(table, today=THURSDAY) is not None) is is_asked


def test_a_morning_that_was_told_is_not_asked_again() -> None:
    table = sessions({"local_date": THURSDAY - timedelta(days=1), "pain_after_index": 0.0})
    assert log_words.asks_after(table, today=THURSDAY) is None


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ({"planned_for": THURSDAY, "local_date": THURSDAY - timedelta(days=1)}, {THURSDAY}),
        ({"log_id": None, "activity_id": 7}, {THURSDAY}),
        ({"is_finished": False, "planned_for": THURSDAY}, set()),
        ({"planned_for": THURSDAY - timedelta(days=2)}, set()),
    ],
)
def test_a_planned_session_is_done_by_its_plan_or_by_its_day(
    row: dict[str, Any], days: set[date]
) -> None:
    assert log_words.done_days(make_plan(make_session()), sessions(row)) == days


MOVED = replace(make_session(), planned_day=THURSDAY - timedelta(days=2))
TWO_OF_A_DAY = make_plan(make_session(), MOVED)


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ([{"planned_for": THURSDAY}], {THURSDAY}),
        ([{"log_id": None, "activity_id": 7}], {THURSDAY}),
        (
            [{"planned_for": THURSDAY}, {"planned_for": THURSDAY}],
            {THURSDAY, THURSDAY - timedelta(days=2)},
        ),
    ],
)
def test_of_two_sessions_moved_to_one_day_each_entry_does_one(
    rows: list[dict[str, Any]], days: set[date]
) -> None:
    assert log_words.done_days(TWO_OF_A_DAY, sessions(*rows)) == days


def test_what_was_counted_so_far_is_said_side_by_side() -> None:
    assert log_words.so_far(STEPS[0], log_steps.as_planned(make_session(), on=THURSDAY)) == (
        "So far: 8 left, 8 right, 8 left, 8 right"
    )


def test_an_exercise_of_both_sides_has_no_side_on_its_button() -> None:
    plain = make_prescription(start_side=Side.NONE)
    step = log_steps.Step(each=plain, at=0, set_index=0, side=Side.NONE, n_sets=2)
    assert log_words.done_button(step) == "Set done"
