"""A logged session comes back as it was done, and nobody can have lifted what cannot be lifted."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sqlalchemy.exc import OperationalError

from core.errors import EntryError, NotFound
from core.findings import Side
from core.log import MOST_SETS, Kind, SessionDone, SetDone
from core.schemas import SESSIONS_DONE, SETS, SETS_DONE, WATCH_SETS
from store import Store, log, open_store, pack_part, removal, renewal
from tests.store import workers
from tests.store.faults import Fault
from tests.store.makers import DAY, START, make_activity, make_summary, pair_with, put

LEFT = SetDone(
    exercise_id="single_leg_squat",
    set_index=0,
    side=Side.LEFT,
    amount=8.0,
    load_kg=12.5,
    reps_in_reserve=3,
    pain_index=1.0,
)
RIGHT = replace(LEFT, side=Side.RIGHT, load_kg=None, reps_in_reserve=None, pain_index=None)
DONE = SessionDone(
    local_date=DAY,
    start_time=datetime(2026, 3, 1, 17, 30, tzinfo=UTC),
    planned_for=DAY - timedelta(days=1),
    duration_s=1500.0,
    rpe_index=6.0,
    pain_after_index=2.0,
    notes="Felt easy",
    sets=(LEFT, RIGHT),
)
MEASURES = {"single_leg_squat": "reps", "side_plank": "hold_s"}
WATCHED = SETS.complete(
    pl.DataFrame(
        {
            "start_time": [START, START + timedelta(seconds=60)],
            "duration_s": [45.0, 30.0],
            "n_repetitions": [12, None],
            "weight_kg": [20.0, None],
            "category": ["triceps_extension", None],
            "subtype_index": [3, None],
            "set_type": ["active", "rest"],
        }
    )
)


def add(store: Store, session: SessionDone = DONE) -> int:
    return log.add(store, session, today=DAY + timedelta(days=1), measures=MEASURES)


def put_sets(store: Store, data: bytes = b"gym", **how: Any) -> int:
    (id_,) = put(store, data, **how).activity_ids
    part = replace(make_activity(data), sets=WATCHED)
    renewal.replace(store, {id_: pack_part(part, make_summary())})
    return id_


def as_counted(watch: pl.DataFrame) -> pl.DataFrame:
    """A match that knows every set."""
    return SETS_DONE.complete(watch.with_columns(exercise_id=pl.lit("squat")))


def test_nothing_logged_is_an_empty_frame(store: Store) -> None:
    assert SESSIONS_DONE.check(log.sessions(store)).is_empty()
    assert SETS_DONE.check(log.sets(store)).is_empty()
    assert WATCH_SETS.check(log.watch_sets(store)).is_empty()


def test_a_session_comes_back_exactly_as_it_was_logged(store: Store) -> None:
    assert log.one(store, add(store)) == DONE


def test_a_session_of_which_only_the_day_is_told_has_no_zeros(store: Store) -> None:
    bare = SessionDone(local_date=DAY, kind=Kind.YOGA)
    assert log.one(store, add(store, bare)) == bare


def test_sessions_are_a_frame_by_day(store: Store) -> None:
    add(store)
    add(store, SessionDone(local_date=DAY - timedelta(days=3), kind=Kind.PILATES))
    found = SESSIONS_DONE.check(log.sessions(store))
    assert found["kind"].to_list() == ["pilates", "strength"]
    assert found["start_time"].to_list() == [None, DONE.start_time]
    assert found["activity_id"].to_list() == [None, None]


def test_sets_are_a_frame_with_both_sides_apart(store: Store) -> None:
    id_ = add(store)
    assert SETS_DONE.check(log.sets(store)).rows() == [
        (id_, None, DAY, "single_leg_squat", 0, "left", 8.0, 12.5, 3.0, 1.0),
        (id_, None, DAY, "single_leg_squat", 0, "right", 8.0, None, None, None),
    ]


def test_a_session_under_way_is_found_again_with_all_its_sets(store: Store) -> None:
    begun = replace(DONE, is_finished=False, sets=(LEFT,))
    id_ = add(store, begun)
    log.replace(store, id_, replace(begun, sets=(LEFT, RIGHT)), today=DAY)
    assert log.under_way(store) == id_
    assert log.one(store, id_).sets == (LEFT, RIGHT)


def test_a_finished_session_is_not_under_way(store: Store) -> None:
    id_ = add(store, replace(DONE, is_finished=False))
    log.replace(store, id_, DONE, today=DAY)
    assert log.under_way(store) is None


def test_a_session_logged_anew_keeps_no_set_of_before(store: Store) -> None:
    id_ = add(store)
    log.replace(store, id_, replace(DONE, sets=(RIGHT,)), today=DAY)
    assert log.sets(store)["side"].to_list() == ["right"]


def test_a_session_taken_out_takes_its_sets_with_it(store: Store) -> None:
    log.remove(store, add(store))
    assert log.sessions(store).is_empty()
    assert log.sets(store).is_empty()


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: log.one(store, 4711),
        lambda store: log.remove(store, 4711),
        lambda store: log.replace(store, 4711, DONE, today=DAY),
    ],
)
def test_a_session_that_is_not_there_is_not_found(store: Store, ask: Any) -> None:
    with pytest.raises(NotFound):
        ask(store)


WRONG_SETS = [
    ({"amount": 201.0}, "amount", "between 0 and 200"),
    ({"amount": 7.5}, "amount", "whole"),
    ({"exercise_id": "side_plank", "amount": 1801.0}, "amount", "between 0 and 1800 s"),
    ({"load_kg": 501.0}, "load_kg", "between 0 and 500 kg"),
    ({"load_kg": float("nan")}, "load_kg", "between 0 and 500 kg"),
    ({"reps_in_reserve": 11}, "reps_in_reserve", "between 0 and 10"),
    ({"pain_index": -1.0}, "pain_index", "between 0 and 10"),
    ({"set_index": 100}, "set_index", "between 0 and 99"),
    ({"exercise_id": "flying"}, "exercise_id", "flying"),
]
WRONG_SESSIONS = [
    ({"local_date": DAY + timedelta(days=2)}, "local_date", "still to come"),
    ({"local_date": date(1999, 1, 1)}, "local_date", "too long ago"),
    ({"start_time": START + timedelta(days=3)}, "start_time", "not on the day"),
    ({"planned_for": DAY - timedelta(days=8)}, "planned_for", "more than a week"),
    ({"duration_s": 0.0}, "duration_s", "between 1 and"),
    ({"rpe_index": 10.5}, "rpe_index", "between 0 and 10"),
    ({"pain_after_index": 11.0}, "pain_after_index", "between 0 and 10"),
    ({"notes": "x" * 4001}, "notes", "4,001 letters"),
    ({"sets": (LEFT,) * (MOST_SETS + 1)}, "sets", "201 sets"),
]


@pytest.mark.parametrize(("wrong", "field", "said"), WRONG_SESSIONS)
def test_a_session_that_cannot_be_is_refused_beside_its_field(
    store: Store, wrong: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(EntryError, match=said) as caught:
        add(store, replace(DONE, **wrong))
    assert caught.value.field == field
    assert log.sessions(store).is_empty()


@pytest.mark.parametrize(("wrong", "field", "said"), WRONG_SETS)
def test_a_set_that_cannot_be_is_refused_beside_its_field(
    store: Store, wrong: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(EntryError, match=said) as caught:
        add(store, replace(DONE, sets=(replace(LEFT, **wrong),)))
    assert caught.value.field == field
    assert log.sessions(store).is_empty()


def test_a_refused_set_leaves_what_was_logged_before(store: Store) -> None:
    id_ = add(store)
    with pytest.raises(EntryError):
        log.replace(store, id_, replace(DONE, sets=(replace(LEFT, amount=-1.0),)), today=DAY)
    assert log.one(store, id_) == DONE


@pytest.mark.parametrize("id_", ["", "DROP TABLE", "x" * 65, "../up"])
def test_without_the_library_an_id_must_at_least_look_like_one(store: Store, id_: str) -> None:
    with pytest.raises(EntryError):
        log.add(store, replace(DONE, sets=(replace(LEFT, exercise_id=id_),)), today=DAY)


def test_the_sets_that_a_watch_counted_come_back_exactly(store: Store) -> None:
    id_ = put_sets(store)
    found = WATCH_SETS.check(log.watch_sets(store))
    assert found.select(SETS.names).equals(WATCHED)
    assert found["activity_id"].to_list() == [id_, id_]


def test_a_file_read_again_has_its_sets_once(store: Store) -> None:
    put_sets(store)
    put_sets(store, b"another")
    assert len(log.watch_sets(store)) == 4


def test_a_file_without_sets_any_more_has_none(store: Store) -> None:
    id_ = put_sets(store)
    renewal.replace(store, {id_: pack_part(make_activity(b"gym"), make_summary())})
    assert log.watch_sets(store).is_empty()


def test_the_sets_of_an_activity_that_was_taken_out_do_not_count(store: Store) -> None:
    removal.remove(store, put_sets(store), removed_at=START)
    assert log.watch_sets(store).is_empty()


def test_the_sets_of_a_second_recording_do_not_count(store: Store) -> None:
    id_ = put_sets(store)
    put_sets(store, b"second watch", judge=pair_with(id_))
    assert log.watch_sets(store)["activity_id"].unique().to_list() == [id_]


def test_typed_sets_and_those_of_a_watch_stand_in_one_frame(store: Store) -> None:
    log_id, activity_id = add(store), put_sets(store)
    found = SETS_DONE.check(log.sets(store, match=as_counted))
    assert found["log_id"].to_list() == [log_id, log_id, None, None]
    assert found["activity_id"].to_list() == [None, None, activity_id, activity_id]


def test_a_fault_at_any_statement_leaves_the_old_session_or_the_new_one(store: Store) -> None:
    id_ = add(store)
    fault, seen = Fault(store), set()
    for n in range(100):
        fault.steps_left = n
        try:
            log.replace(store, id_, replace(DONE, rpe_index=9.0, sets=(RIGHT,)), today=DAY)
            is_done = True
        except (OperationalError, sqlite3.OperationalError):
            is_done = False
        finally:
            fault.steps_left = None
        now = log.one(store, id_)
        seen.add((is_done, now.rpe_index, now.sets))
        if is_done:
            break
    assert seen == {(False, 6.0, (LEFT, RIGHT)), (True, 9.0, (RIGHT,))}


def test_a_kill_in_the_middle_of_a_session_loses_no_set_that_was_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'runs.sqlite3'}"
    open_store(url).close()
    said, saying = workers.PROCESSES.Pipe(duplex=False)
    process = workers.PROCESSES.Process(target=workers.log_for_ever, args=(url, saying))
    process.start()
    saying.close()
    n_kept = 0
    while n_kept < 5:
        n_kept = said.recv()
    process.kill()
    process.join()
    while said.poll():
        try:
            n_kept = said.recv()
        except EOFError:
            break
    store = open_store(url)
    (session,) = log.sessions(store).to_dicts()
    assert not session["is_finished"]
    indexes = [each.set_index for each in log.one(store, session["log_id"]).sets]
    assert indexes == list(range(len(indexes)))
    assert len(indexes) in {n_kept, n_kept + 1}
