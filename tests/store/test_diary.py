from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.diary import DiaryEntry, Pocket
from core.errors import EntryError, NotFound
from core.schemas import DIARY
from store import Store, diary
from tests.store.makers import DAY

PAIN = DiaryEntry(
    local_date=DAY, kind=Pocket.PAIN, score_index=4.0, place="calf", side="left", notes="Downhill"
)
TIGHT = DiaryEntry(local_date=DAY, kind=Pocket.TIGHTNESS, score_index=6.0)


def add(store: Store, entry: DiaryEntry = PAIN) -> int:
    return diary.add(store, entry, today=DAY + timedelta(days=1))


def test_nothing_said_is_an_empty_frame(store: Store) -> None:
    assert DIARY.check(diary.frame(store)).is_empty()


def test_a_line_comes_back_as_it_was_typed(store: Store) -> None:
    id_ = add(store)
    assert DIARY.check(diary.frame(store)).row(0) == (
        id_, DAY, "pain", "calf", "left", 4.0, "Downhill",
    )  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in Pocket if kind is not Pocket.PAIN])
def test_a_slider_needs_neither_place_nor_side(store: Store, kind: Pocket) -> None:
    add(store, replace(TIGHT, kind=kind))
    assert diary.frame(store)["kind"].to_list() == [kind.value]


def test_a_slider_moved_twice_on_a_day_is_one_answer(store: Store) -> None:
    add(store, TIGHT)
    add(store, replace(TIGHT, score_index=2))
    assert diary.frame(store)["score_index"].to_list() == [2.0]


@pytest.mark.parametrize(
    "other",
    [
        {"side": "right"},
        {"place": "knee"},
        {"local_date": DAY - timedelta(days=1)},
        {"kind": Pocket.TIGHTNESS},
    ],
)
def test_another_pain_or_day_is_another_line(store: Store, other: dict[str, Any]) -> None:
    add(store)
    add(store, replace(PAIN, **other))
    assert len(diary.frame(store)) == 2


def test_lines_come_by_day(store: Store) -> None:
    add(store)
    add(store, replace(PAIN, local_date=DAY - timedelta(days=1)))
    assert diary.frame(store)["local_date"].is_sorted()


def test_a_line_can_be_taken_out(store: Store) -> None:
    diary.remove(store, add(store))
    assert diary.frame(store).is_empty()


def test_a_line_that_is_not_there_cannot_be_taken_out(store: Store) -> None:
    with pytest.raises(NotFound):
        diary.remove(store, 4711)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"score_index": 11.0}, "score_index", "between 0 and 10"),
        ({"score_index": -1.0}, "score_index", "between 0 and 10"),
        ({"local_date": DAY + timedelta(days=2)}, "local_date", "still to come"),
        ({"place": "ear"}, "place", "ear"),
        ({"place": None}, "place", "place of pain"),
        ({"side": None}, "side", "side"),
        ({"side": "top"}, "side", "top"),
        ({"kind": Pocket.FOCUS, "side": "top"}, "side", "top"),
    ],
)
def test_what_cannot_be_felt_is_refused_beside_its_field(
    store: Store, wrong: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(EntryError, match=said) as caught:
        add(store, replace(PAIN, **wrong))
    assert caught.value.field == field
    assert diary.frame(store).is_empty()
