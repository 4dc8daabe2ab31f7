"""What the runner changes of a plan is kept, and so is what was shown."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import EntryError, NotFound
from core.findings import Side
from core.log import Adjustment, Move, SessionDone, Wish
from core.plan import StrengthSession
from core.schemas import SHOWN
from store import Store, log, plans
from tests.plan_makers import MONDAY, THURSDAY, make_plan, make_prescription, make_session
from tests.store.makers import make_store

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
MOVED = Move(week=MONDAY, from_day=TUESDAY, to_day=WEDNESDAY)
HARD = Adjustment(said_on=TUESDAY, exercise_id="sit_up", wish=Wish.EASIER)
SWAP = Adjustment(said_on=TUESDAY, exercise_id="crunch", wish=Wish.SWAP, instead="dead_bug")


def adjust(store: Store, said: Adjustment = HARD) -> None:
    plans.adjust(store, said, today=THURSDAY)


def show(store: Store, *sessions: StrengthSession, today: date) -> None:
    plans.keep_shown(store, make_plan(*sessions), today=today)


def shown_days(store: Store) -> list[date]:
    return plans.shown(store)["local_date"].to_list()


def test_nothing_changed_is_nothing(store: Store) -> None:
    assert plans.moves(store, MONDAY) == ()
    assert plans.adjustments(store) == ()
    assert SHOWN.check(plans.shown(store)).is_empty()


def test_a_move_comes_back_as_it_was_made(store: Store) -> None:
    plans.move(store, MOVED)
    assert plans.moves(store, MONDAY) == (MOVED,)


def test_a_move_is_of_its_week_alone(store: Store) -> None:
    plans.move(store, MOVED)
    assert plans.moves(store, MONDAY + timedelta(days=7)) == ()


def test_a_session_moved_twice_is_on_its_last_day(store: Store) -> None:
    plans.move(store, MOVED)
    again = Move(week=MONDAY, from_day=TUESDAY, to_day=THURSDAY)
    plans.move(store, again)
    assert plans.moves(store, MONDAY) == (again,)


def test_a_session_moved_back_was_never_moved(store: Store) -> None:
    plans.move(store, MOVED)
    plans.move(store, Move(week=MONDAY, from_day=TUESDAY, to_day=TUESDAY))
    assert plans.moves(store, MONDAY) == ()


@pytest.mark.parametrize("days", [-1, 7])
def test_a_session_stays_in_its_week(store: Store, days: int) -> None:
    far = Move(week=MONDAY, from_day=TUESDAY, to_day=MONDAY + timedelta(days=days))
    with pytest.raises(EntryError, match="another week") as caught:
        plans.move(store, far)
    assert caught.value.field == "to_day"


def test_what_is_said_of_exercises_comes_back_in_order(store: Store) -> None:
    adjust(store, SWAP)
    adjust(store)
    assert plans.adjustments(store) == (SWAP, HARD)


def test_what_is_said_twice_of_an_exercise_on_a_day_is_the_last_word(store: Store) -> None:
    adjust(store)
    light = Adjustment(said_on=TUESDAY, exercise_id="sit_up", wish=Wish.HARDER)
    adjust(store, light)
    assert plans.adjustments(store) == (light,)


@pytest.mark.parametrize("said", [MOVED, HARD])
def test_what_was_said_can_be_taken_back(store: Store, said: Move | Adjustment) -> None:
    plans.move(store, MOVED)
    adjust(store)
    plans.take_back(store, said)
    assert len(plans.moves(store, MONDAY)) + len(plans.adjustments(store)) == 1


@pytest.mark.parametrize("said", [MOVED, HARD])
def test_what_was_never_said_cannot_be_taken_back(store: Store, said: Move | Adjustment) -> None:
    with pytest.raises(NotFound):
        plans.take_back(store, said)


def test_an_unknown_exercise_is_refused_beside_its_field(store: Store) -> None:
    with pytest.raises(EntryError) as caught:
        plans.adjust(store, SWAP, today=THURSDAY, measures={"crunch": "reps"})
    assert caught.value.field == "instead"


def test_nothing_is_said_of_a_day_to_come(store: Store) -> None:
    with pytest.raises(EntryError, match="still to come"):
        plans.adjust(store, HARD, today=MONDAY)


def test_a_plan_that_was_shown_comes_back_with_its_extra_set(store: Store) -> None:
    extra = make_prescription(sets=3, extra_set_side=Side.LEFT)
    show(store, make_session(prescriptions=[extra, make_prescription()]), today=MONDAY)
    twice = "single_leg_sit_to_stand single_leg_sit_to_stand"
    assert SHOWN.check(plans.shown(store)).rows() == [(MONDAY, THURSDAY, "full", 1440.0, 6, twice)]


def test_a_newer_plan_takes_the_place_of_the_days_ahead(store: Store) -> None:
    show(store, make_session(TUESDAY), make_session(THURSDAY), today=MONDAY)
    show(store, make_session(WEDNESDAY), today=MONDAY)
    assert shown_days(store) == [WEDNESDAY]


def test_a_day_that_is_over_stays_as_it_was_shown(store: Store) -> None:
    show(store, make_session(TUESDAY, minutes=20), make_session(THURSDAY), today=MONDAY)
    show(store, make_session(TUESDAY, minutes=40), today=WEDNESDAY)
    assert plans.shown(store)["duration_s"].to_list() == [1200.0]


def test_what_was_first_planned_after_its_day_was_never_shown(store: Store) -> None:
    show(store, make_session(TUESDAY), make_session(THURSDAY), today=WEDNESDAY)
    assert shown_days(store) == [THURSDAY]


def test_todays_session_stays_once_it_was_begun(store: Store) -> None:
    show(store, make_session(TUESDAY), today=TUESDAY)
    log.add(store, SessionDone(local_date=TUESDAY, is_finished=False), today=TUESDAY)
    show(store, today=TUESDAY)
    assert shown_days(store) == [TUESDAY]


def test_a_session_moved_after_its_day_is_planned_once(store: Store) -> None:
    show(store, make_session(TUESDAY), today=TUESDAY)
    plans.move(store, Move(week=MONDAY, from_day=TUESDAY, to_day=THURSDAY))
    show(store, make_session(THURSDAY), today=WEDNESDAY)
    assert shown_days(store) == [THURSDAY]


def test_showing_the_same_plan_again_writes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(store, make_session(TUESDAY), make_session(THURSDAY), today=MONDAY)
    monkeypatch.setattr(Store, "write", None)
    show(store, make_session(THURSDAY), make_session(TUESDAY), today=MONDAY)


def test_showing_a_plan_makes_no_page_look_again(store: Store) -> None:
    before = store.version
    show(store, make_session(THURSDAY), today=MONDAY)
    assert store.version == before


def test_a_plan_can_be_shown_where_nothing_can_be_written(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    frozen = Store(store.path, 1, is_read_only=True, _reader=store._reader, _writer=None)
    show(frozen, make_session(THURSDAY), today=MONDAY)
    assert plans.shown(store).is_empty()
