from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from analytics import duplicates
from core.diary import Change, Editable, ManualActivity
from core.errors import EntryError, NotFound
from core.intake import Pair, Richer, Verdict
from core.schemas import ACTIVITIES, RECORDS
from store import Store, activities, edits, integrity, manual, pairs
from tests.store.makers import DAY, START, put

TODAY = DAY + timedelta(days=3)
RUN = ManualActivity(
    sport="running",
    sub_sport="treadmill",
    start_time=START,
    local_date=DAY,
    duration_s=1800.0,
    distance_m=5000.0,
    avg_heart_rate_bpm=150.0,
    ascent_m=20.0,
    descent_m=30.0,
    rpe_index=6.0,
    title="Gym",
    notes="Hot",
)
LEAST = ManualActivity(sport="swimming", start_time=START, local_date=DAY, duration_s=600.0)


def add(store: Store, entry: ManualActivity = RUN, **how: Any) -> int:
    return manual.add(store, entry, today=TODAY, **how)


def test_what_was_typed_in_stands_among_the_activities(store: Store) -> None:
    id_ = add(store)
    row = ACTIVITIES.check(activities.frame(store)).row(0, named=True)
    known = {name: value for name, value in row.items() if value is not None}
    assert known == {
        "activity_id": id_,
        "start_time": START,
        "local_date": DAY,
        "sport": "running",
        "sub_sport": "treadmill",
        "title": "Gym",
        "elapsed_s": 1800.0,
        "timer_s": 1800.0,
        "moving_s": 1800.0,
        "distance_m": 5000.0,
        "is_distance_estimated": False,
        "ascent_m": 20.0,
        "descent_m": 30.0,
        "avg_heart_rate_bpm": 150.0,
        "rpe_index": 6.0,
        "notes": "Hot",
        "is_manual": True,
        "is_edited": False,
    }


@pytest.mark.parametrize("entry", [RUN, LEAST])
def test_a_form_begins_with_what_was_typed(store: Store, entry: ManualActivity) -> None:
    assert manual.told(store, add(store, entry)) == entry


def test_a_form_begins_with_what_was_changed_since(store: Store) -> None:
    id_ = add(store)
    rpe = [Change(field=Editable.RPE, value=9.0)]
    edits.change(store, id_, rpe, edited_at=START)
    assert manual.told(store, id_).rpe_index == 9.0
    assert activities.frame(store)["is_edited"].to_list() == [False]


def test_what_is_typed_now_takes_the_place_of_what_was_typed_before(store: Store) -> None:
    id_ = add(store)
    edits.change(store, id_, [Change(field=Editable.RPE, value=9.0)], edited_at=START)
    later = replace(LEAST, notes="Cold")
    manual.replace(store, id_, later, today=TODAY)
    assert manual.told(store, id_) == later
    assert activities.frame(store)["activity_id"].to_list() == [id_]
    assert integrity.damages(store) == ()


def test_what_was_typed_in_can_be_taken_out(store: Store) -> None:
    manual.remove(store, add(store))
    assert activities.frame(store).is_empty()


def test_nothing_was_recorded_of_it(store: Store) -> None:
    id_ = add(store)
    RECORDS.check(activities.records(store, id_))
    assert activities.records(store, id_, columns=["speed_mps"]).columns == ["speed_mps"]
    assert activities.blocks(store).is_empty()


def test_there_is_no_file_behind_it(store: Store) -> None:
    with pytest.raises(NotFound, match="typed in"):
        activities.original(store, add(store))


@pytest.mark.parametrize("act", [manual.remove, manual.told])
def test_what_came_from_a_file_is_not_typed_in(store: Store, act) -> None:
    (id_,) = put(store, b"one").activity_ids
    with pytest.raises(NotFound, match="came from a file"):
        act(store, id_)


def test_a_file_cannot_be_overwritten_by_typing(store: Store) -> None:
    (id_,) = put(store, b"one").activity_ids
    with pytest.raises(NotFound, match="came from a file"):
        manual.replace(store, id_, RUN, today=TODAY)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"rpe_index": 11}, "rpe_index", "between 0 and 10"),
        ({"distance_m": -1.0}, "distance_m", "Distance cannot be -1"),
        ({"distance_m": 800_000.0}, "distance_m", "Nobody runs that far"),
        ({"distance_m": 50.0}, "distance_m", "No run takes that long"),
        ({"duration_s": 0.0}, "duration_s", "Duration"),
        ({"duration_s": 1e9}, "duration_s", "604,800 s"),
        ({"avg_heart_rate_bpm": 400.0}, "avg_heart_rate_bpm", "between 30 and 230"),
        ({"ascent_m": -1.0}, "ascent_m", "Ascent"),
        ({"sport": "quidditch"}, "sport", "quidditch"),
        ({"local_date": TODAY + timedelta(days=1)}, "local_date", "still to come"),
        ({"local_date": date(1970, 1, 1)}, "local_date", "too long ago"),
        ({"start_time": START - timedelta(days=3)}, "start_time", "not on the day"),
        ({"title": "x" * 201}, "title", "201 letters"),
    ],
)
def test_what_nobody_can_have_run_is_refused_beside_its_field(
    store: Store, wrong: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(EntryError, match=said) as caught:
        add(store, replace(RUN, **wrong))
    assert caught.value.field == field
    assert activities.frame(store).is_empty()


def test_today_is_no_day_to_come(store: Store) -> None:
    now = START + timedelta(days=3)
    add(store, replace(RUN, local_date=TODAY, start_time=now))
    assert len(activities.frame(store)) == 1


def test_a_file_of_the_same_outing_counts_before_what_was_typed(store: Store) -> None:
    typed = add(store, replace(RUN, duration_s=1900.0))
    (file,) = put(store, b"one", elapsed_s=1800.0, judge=duplicates.pairs).activity_ids
    assert activities.frame(store)["activity_id"].to_list() == [file]
    (pair,) = pairs.all_pairs(store)
    assert (pair.pair.spare_id, pair.pair.because) == (typed, Richer.RECORDED)
    assert (pair.spare.filename, pair.spare.batch_id) == ("Gym", None)


def test_what_is_typed_of_an_outing_in_a_file_does_not_count_twice(store: Store) -> None:
    (file,) = put(store, b"one", elapsed_s=1800.0).activity_ids
    add(store, replace(RUN, title=None), judge=duplicates.pairs)
    assert activities.frame(store)["activity_id"].to_list() == [file]
    assert pairs.all_pairs(store)[0].spare.filename == "typed in by hand"


def test_two_like_runs_typed_on_one_day_without_a_start_both_count(store: Store) -> None:
    for _ in range(2):
        add(store, judge=duplicates.pairs)
    assert len(activities.frame(store)) == 2
    assert pairs.all_pairs(store) == ()


def test_a_ride_may_be_faster_than_any_run(store: Store) -> None:
    add(store, replace(RUN, sport="cycling", sub_sport=None, distance_m=23_000.0))
    assert len(activities.frame(store)) == 1


def test_without_a_distance_the_runner_is_asked_and_both_count(store: Store) -> None:
    put(store, b"one", elapsed_s=1800.0)
    add(store, replace(RUN, distance_m=None), judge=duplicates.pairs)
    assert pairs.all_pairs(store)[0].pair.verdict is Verdict.ASKED
    assert len(activities.frame(store)) == 2


def test_moved_to_another_day_it_counts_again(store: Store) -> None:
    put(store, b"one", elapsed_s=1800.0)
    id_ = add(store, judge=duplicates.pairs)
    later = replace(RUN, start_time=START + timedelta(days=1), local_date=DAY + timedelta(days=1))
    manual.replace(store, id_, later, today=TODAY, judge=duplicates.pairs)
    assert len(activities.frame(store)) == 2
    assert pairs.all_pairs(store) == ()


def test_what_the_runner_decided_stays_while_only_words_change(store: Store) -> None:
    put(store, b"one", elapsed_s=1800.0)
    id_ = add(store, judge=duplicates.pairs)
    pairs.decide(store, pairs.all_pairs(store)[0].pair, Verdict.APART)
    manual.replace(store, id_, replace(RUN, title="Other"), today=TODAY, judge=duplicates.pairs)
    assert pairs.all_pairs(store)[0].pair.verdict is Verdict.APART


def test_what_was_set_aside_for_it_counts_when_it_is_taken_out(store: Store) -> None:
    first = add(store)
    pair = Pair(
        spare_id=first + 1, counts_id=first, verdict=Verdict.SAME, because=Richer.LONGER, shift_s=0
    )
    second = add(store, judge=lambda _new, _known: (pair,))
    assert activities.frame(store)["activity_id"].to_list() == [first]
    manual.remove(store, first)
    assert activities.frame(store)["activity_id"].to_list() == [second]


def test_one_changed_value_of_it_is_found(store: Store) -> None:
    from tests.store.test_integrity import spoil

    id_ = add(store)
    spoil(store, "activity", "distance_m")
    assert integrity.damages(store) == (integrity.Damage(activity_id=id_, what="summary"),)
