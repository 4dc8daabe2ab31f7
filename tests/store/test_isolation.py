from __future__ import annotations

import hashlib
import inspect
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from core.athlete import Profile
from core.diary import Change, Editable
from core.errors import NotFound
from core.intake import BatchKind, Choice, Outcome, Pair, TakenIn, Verdict
from store import (
    Store,
    activities,
    athletes,
    batches,
    diary,
    edits,
    imports,
    integrity,
    items,
    log,
    manual,
    open_store,
    pack_part,
    pairs,
    plans,
    removal,
    renewal,
    self_tests,
    typed_in,
)
from tests.plan_makers import MONDAY, THURSDAY, make_plan, make_session
from tests.store.makers import (
    DAY,
    START,
    begin,
    make_activity,
    make_efforts,
    make_route,
    make_store,
    make_summary,
    pair_with,
    put,
    someone_else,
)
from tests.store.test_diary import PAIN
from tests.store.test_log import DONE, as_counted, put_sets
from tests.store.test_manual import RUN
from tests.store.test_plans import HARD, MOVED
from tests.store.test_self_tests import CALF

FILE = b"a run of athlete 1"
TAKEN = TakenIn(filename="a.fit", outcome=Outcome.READ)
NOTES = [Change(field=Editable.NOTES, value="Wind")]
AGAIN = pack_part(make_activity(FILE), make_summary(distance_m=1.0))
PLAN = make_plan(make_session())


@dataclass(frozen=True, slots=True)
class House:
    """Athlete 1 with one run of theirs, and a stranger with nothing."""

    owner: Store
    stranger: Store
    batch_id: int
    activity_id: int
    pair: Pair
    typed_id: int
    removed_id: int
    test_id: int
    entry_id: int
    log_id: int


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The house that every test gets a copy of; nobody is in it."""
    owner = make_store(tmp_path_factory.mktemp("house"))
    batch_id = begin(owner, BatchKind.SAMPLE)
    more = {"efforts": make_efforts(), "route": make_route()}
    (activity_id,) = put(owner, FILE, batch_id=batch_id, **more).activity_ids
    batches.record(owner, batch_id, replace(TAKEN, outcome=Outcome.REFUSED))
    put(owner, b"the same outing", batch_id=batch_id, judge=pair_with(activity_id))
    pair = pairs.all_pairs(owner)[0].pair
    athletes.save_profile(owner, Profile(mass_kg=61.0), valid_from=DAY)
    edits.change(owner, activity_id, NOTES, edited_at=START)
    (removed_id,) = put(owner, b"taken out", batch_id=batch_id).activity_ids
    removal.remove(owner, removed_id, removed_at=START)
    put_sets(owner, b"gym", batch_id=batch_id)
    plans.move(owner, MOVED)
    plans.adjust(owner, HARD, today=THURSDAY)
    plans.keep_shown(owner, PLAN, today=MONDAY)
    house = House(
        owner=owner,
        stranger=someone_else(owner),
        batch_id=batch_id,
        activity_id=activity_id,
        pair=pair,
        typed_id=manual.add(owner, RUN, today=DAY),
        removed_id=removed_id,
        test_id=self_tests.add(owner, CALF, today=DAY),
        entry_id=diary.add(owner, PAIN, today=DAY),
        log_id=log.add(owner, replace(DONE, is_finished=False), today=DAY),
    )
    house.owner.close()
    house.stranger.close()
    return house


@pytest.fixture
def house(built: House, tmp_path: Path) -> Iterator[House]:
    copy = shutil.copy(built.owner.path, tmp_path)
    owner, stranger = (
        open_store(f"sqlite:///{copy}", principal_id=each.principal_id)
        for each in (built.owner, built.stranger)
    )
    yield replace(built, owner=owner, stranger=stranger)
    owner.close()
    stranger.close()


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
    "batches.undo": (lambda h: batches.undo(h.stranger, h.batch_id), NotFound),
    "athletes.profile": (lambda h: athletes.profile(h.stranger), Profile()),
    "athletes.save_profile": (
        lambda h: athletes.save_profile(h.stranger, Profile(mass_kg=90.0), valid_from=DAY),
        None,
    ),
    "integrity.damages": (lambda h: integrity.damages(h.stranger), ()),
    "activities.one": (lambda h: activities.one(h.stranger, h.activity_id), NotFound),
    "activities.as_recorded": (
        lambda h: activities.as_recorded(h.stranger, h.activity_id),
        NotFound,
    ),
    "activities.efforts": (lambda h: len(activities.efforts(h.stranger)), 0),
    "activities.routes": (lambda h: len(activities.routes(h.stranger, since=DAY)), 0),
    "athletes.told": (lambda h: athletes.told(h.stranger), ()),
    "edits.change": (
        lambda h: edits.change(h.stranger, h.activity_id, NOTES, edited_at=START),
        NotFound,
    ),
    "edits.changes_of": (lambda h: edits.changes_of(h.stranger, h.activity_id), NotFound),
    "manual.add": (lambda h: manual.add(h.stranger, RUN, today=DAY) == h.typed_id, False),
    "manual.replace": (
        lambda h: manual.replace(h.stranger, h.typed_id, RUN, today=DAY),
        NotFound,
    ),
    "manual.remove": (lambda h: manual.remove(h.stranger, h.typed_id), NotFound),
    "manual.told": (lambda h: manual.told(h.stranger, h.typed_id), NotFound),
    "removal.remove": (
        lambda h: removal.remove(h.stranger, h.activity_id, removed_at=START),
        NotFound,
    ),
    "removal.restore": (lambda h: removal.restore(h.stranger, h.removed_id), NotFound),
    "removal.removed": (lambda h: len(removal.removed(h.stranger)), 0),
    "renewal.stale": (lambda h: renewal.stale(h.stranger), ()),
    "renewal.replace": (
        lambda h: renewal.replace(h.stranger, {h.activity_id: AGAIN}),
        NotFound,
    ),
    "renewal.announce": (lambda h: renewal.announce(h.stranger), None),
    "self_tests.add": (
        lambda h: self_tests.add(h.stranger, CALF, today=DAY) == h.test_id,
        False,
    ),
    "self_tests.remove": (lambda h: self_tests.remove(h.stranger, h.test_id), NotFound),
    "self_tests.frame": (lambda h: len(self_tests.frame(h.stranger)), 0),
    "diary.add": (lambda h: diary.add(h.stranger, PAIN, today=DAY) == h.entry_id, False),
    "diary.remove": (lambda h: diary.remove(h.stranger, h.entry_id), NotFound),
    "diary.frame": (lambda h: len(diary.frame(h.stranger)), 0),
    "log.add": (lambda h: log.add(h.stranger, DONE, today=DAY) == h.log_id, False),
    "log.replace": (lambda h: log.replace(h.stranger, h.log_id, DONE, today=DAY), NotFound),
    "log.remove": (lambda h: log.remove(h.stranger, h.log_id), NotFound),
    "log.one": (lambda h: log.one(h.stranger, h.log_id), NotFound),
    "log.under_way": (lambda h: log.under_way(h.stranger), None),
    "log.sessions": (lambda h: len(log.sessions(h.stranger)), 0),
    "log.sets": (lambda h: len(log.sets(h.stranger, match=as_counted)), 0),
    "log.watch_sets": (lambda h: len(log.watch_sets(h.stranger)), 0),
    "plans.move": (lambda h: plans.move(h.stranger, MOVED), None),
    "plans.moves": (lambda h: plans.moves(h.stranger, MONDAY), ()),
    "plans.adjust": (lambda h: plans.adjust(h.stranger, HARD, today=THURSDAY), None),
    "plans.adjustments": (lambda h: plans.adjustments(h.stranger), ()),
    "plans.take_back": (lambda h: plans.take_back(h.stranger, MOVED), NotFound),
    "plans.keep_shown": (
        lambda h: plans.keep_shown(h.stranger, make_plan(), today=MONDAY),
        None,
    ),
    "plans.shown": (lambda h: len(plans.shown(h.stranger)), 0),
    "typed_in.counts": (lambda h: any(typed_in.counts(h.stranger).values()), False),
    "typed_in.forget": (lambda h: typed_in.forget(h.stranger), None),
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
    "module",
    [
        activities,
        athletes,
        batches,
        diary,
        edits,
        imports,
        integrity,
        items,
        log,
        manual,
        pairs,
        plans,
        removal,
        renewal,
        self_tests,
        typed_in,
    ],
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


def seen(house: House) -> tuple[object, ...]:
    """All that the owner has."""
    owner = house.owner
    return (
        activities.frame(owner).to_dicts(),
        activities.original(owner, house.activity_id),
        batches.all_batches(owner),
        pairs.all_pairs(owner),
        athletes.told(owner),
        activities.efforts(owner).to_dicts(),
        activities.routes(owner, since=DAY).to_dicts(),
        removal.removed(owner).to_dicts(),
        edits.changes_of(owner, house.activity_id),
        manual.told(owner, house.typed_id),
        self_tests.frame(owner).to_dicts(),
        diary.frame(owner).to_dicts(),
        log.sessions(owner).to_dicts(),
        log.sets(owner, match=as_counted).to_dicts(),
        plans.moves(owner, MONDAY),
        plans.adjustments(owner),
        plans.shown(owner).to_dicts(),
        owner.version,
    )


@pytest.fixture(scope="module")
def before(built: House) -> tuple[object, ...]:
    return seen(built)


@pytest.mark.parametrize("door", ASKED)
def test_a_stranger_changes_nothing(house: House, before: tuple[object, ...], door: str) -> None:
    with suppress(NotFound):
        ASKED[door][0](house)
    assert seen(house) == before


def test_the_same_file_of_two_runners_is_a_run_of_each(house: House) -> None:
    stored = put(house.stranger, FILE)
    assert stored.outcome is Outcome.READ
    assert stored.activity_ids != (house.activity_id,)


def test_undoing_the_strangers_batch_leaves_the_same_file_of_the_owner(house: House) -> None:
    batch = begin(house.stranger)
    put(house.stranger, FILE, batch_id=batch)
    batches.undo(house.stranger, batch)
    assert activities.original(house.owner, house.activity_id)[1] == FILE
