from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from core.athlete import Profile
from core.errors import NotFound
from core.intake import BatchKind, Choice, Outcome, Pair, TakenIn, Verdict
from store import Store, activities, athletes, batches, imports, integrity, items, pairs
from tests.store.makers import DAY, START, begin, make_store, pair_with, put, someone_else

FILE = b"a run of athlete 1"
TAKEN = TakenIn(filename="a.fit", outcome=Outcome.READ)


@dataclass(frozen=True, slots=True)
class House:
    """Athlete 1 with one run of theirs, and a stranger with nothing."""

    owner: Store
    stranger: Store
    batch_id: int
    activity_id: int
    pair: Pair


@pytest.fixture
def house(tmp_path: Path) -> House:
    owner = make_store(tmp_path)
    batch_id = begin(owner, BatchKind.SAMPLE)
    (activity_id,) = put(owner, FILE, batch_id=batch_id).activity_ids
    batches.record(owner, batch_id, replace(TAKEN, outcome=Outcome.REFUSED))
    put(owner, b"the same outing", batch_id=batch_id, judge=pair_with(activity_id))
    pair = pairs.all_pairs(owner)[0].pair
    athletes.save_profile(owner, Profile(mass_kg=61.0), valid_from=DAY)
    return House(owner, someone_else(owner), batch_id, activity_id, pair)


# What the stranger asks for, with the owner's ids, and what the answer must be.
ASKED: dict[str, tuple[Callable[[House], Any], Any]] = {
    "activities.find": (
        lambda h: activities.find(h.stranger, hashlib.sha256(FILE).hexdigest()),
        None,
    ),
    "activities.frame": (lambda h: len(activities.frame(h.stranger)), 0),
    "activities.blocks": (lambda h: len(activities.blocks(h.stranger)), 0),
    "activities.records": (lambda h: activities.records(h.stranger, h.activity_id), NotFound),
    "activities.original": (lambda h: activities.original(h.stranger, h.activity_id), NotFound),
    "activities.put": (lambda h: put(h.stranger, b"mine", batch_id=h.batch_id), NotFound),
    "batches.begin": (
        lambda h: batches.begin(h.stranger, BatchKind.UPLOAD, created_at=START) == h.batch_id,
        False,
    ),
    "batches.record": (lambda h: batches.record(h.stranger, h.batch_id, TAKEN), NotFound),
    "batches.all_batches": (lambda h: batches.all_batches(h.stranger), ()),
    "batches.leave": (
        lambda h: batches.leave(h.stranger, h.batch_id, is_finished=True),
        NotFound,
    ),
    "items.report": (
        lambda h: items.report(h.stranger, h.batch_id, Choice.ALL, at_most=9),
        (),
    ),
    "pairs.all_pairs": (lambda h: pairs.all_pairs(h.stranger), ()),
    "pairs.decide": (lambda h: pairs.decide(h.stranger, h.pair, Verdict.APART), NotFound),
    "imports.last_import": (lambda h: imports.last_import(h.stranger), None),
    "batches.has_kind": (lambda h: batches.has_kind(h.stranger, BatchKind.SAMPLE), False),
    "batches.undo": (lambda h: batches.undo(h.stranger, h.batch_id), NotFound),
    "athletes.profile": (lambda h: athletes.profile(h.stranger), Profile()),
    "athletes.save_profile": (
        lambda h: athletes.save_profile(h.stranger, Profile(mass_kg=90.0), valid_from=DAY),
        None,
    ),
    "integrity.damages": (lambda h: integrity.damages(h.stranger), ()),
}


def doors(module: ModuleType) -> list[str]:
    """The public functions of a module that take a store."""
    room = module.__name__.rpartition(".")[2]
    return [
        f"{room}.{name}"
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "store" in inspect.signature(function).parameters
        and "connection" not in inspect.signature(function).parameters  # inside of the others
    ]


@pytest.mark.parametrize(
    "module", [activities, batches, athletes, integrity, items, pairs, imports]
)
def test_every_door_is_tried_by_the_stranger(module: ModuleType) -> None:
    missing = set(doors(module)) - set(ASKED)
    assert not missing, f"Add {missing} to ASKED in tests/store/test_isolation.py."


@pytest.mark.parametrize("door", ASKED)
def test_a_stranger_gets_nothing(house: House, door: str) -> None:
    ask, expected = ASKED[door]
    if expected is NotFound:
        with pytest.raises(NotFound):
            ask(house)
    else:
        assert ask(house) == expected


@pytest.mark.parametrize("door", ASKED)
def test_a_stranger_changes_nothing(house: House, door: str) -> None:
    def seen() -> tuple[object, ...]:
        owner = house.owner
        return (
            activities.frame(owner).to_dicts(),
            activities.original(owner, house.activity_id),
            batches.all_batches(owner),
            pairs.all_pairs(owner),
            athletes.profile(owner),
            owner.version,
        )

    before = seen()
    with suppress(NotFound):
        ASKED[door][0](house)
    assert seen() == before


def test_the_same_file_of_two_runners_is_a_run_of_each(house: House) -> None:
    stored = put(house.stranger, FILE)
    assert stored.outcome is Outcome.READ
    assert stored.activity_ids != (house.activity_id,)


def test_undoing_the_strangers_batch_leaves_the_same_file_of_the_owner(house: House) -> None:
    batch = begin(house.stranger)
    put(house.stranger, FILE, batch_id=batch)
    batches.undo(house.stranger, batch)
    assert activities.original(house.owner, house.activity_id)[1] == FILE
