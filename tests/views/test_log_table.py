from __future__ import annotations

from core.findings import Side
from core.log import SessionDone, SetDone
from tests.plan_makers import THURSDAY
from views import log_table

NAMES = {"plank": "Plank", "squat": "Squat"}
ROW = {
    "Exercise": "Squat",
    "Set": 1,
    "Side": "left",
    "Done": 10.0,
    "Weight kg": 8.0,
    "In reserve": 2,
    "Pain": 0.0,
}


def test_what_was_logged_comes_back_as_it_was() -> None:
    sets = (
        SetDone(exercise_id="squat", set_index=0, side=Side.LEFT, amount=10, load_kg=8),
        SetDone(exercise_id="plank", set_index=1, amount=30, reps_in_reserve=1, pain_index=2),
    )
    rows = log_table.frame(SessionDone(local_date=THURSDAY, sets=sets), NAMES).to_dicts()
    assert log_table.sets(rows, NAMES) == sets


def test_a_row_without_an_amount_was_not_done() -> None:
    assert log_table.sets([ROW | {"Done": None}], NAMES) == ()


def test_a_row_without_an_exercise_is_left_out() -> None:
    assert log_table.sets([ROW | {"Exercise": None}], NAMES) == ()


def test_a_row_without_a_number_is_the_next_set() -> None:
    found = log_table.sets([ROW, ROW | {"Set": None}], NAMES)
    assert [one.set_index for one in found] == [0, 1]


def test_a_number_that_is_there_twice_is_two_sets() -> None:
    assert len(log_table.sets([ROW, ROW], NAMES)) == 2


def test_what_is_not_told_stays_unknown() -> None:
    row = ROW | {"Weight kg": None, "In reserve": None, "Pain": None, "Side": None}
    assert log_table.sets([row], NAMES) == (SetDone(exercise_id="squat", set_index=0, amount=10),)


def test_an_empty_session_is_a_table_to_fill() -> None:
    empty = log_table.frame(SessionDone(local_date=THURSDAY), NAMES)
    assert empty.is_empty()
    assert empty.columns == list(ROW)
