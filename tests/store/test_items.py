from __future__ import annotations

from dataclasses import replace

from core.activity import Issue
from core.intake import Choice, Outcome, TakenIn
from store import Store, batches, items
from tests.store.makers import REFUSED, begin, put

RIDE = TakenIn(filename="ride.fit", outcome=Outcome.READ, sports=("cycling",))
RUN = replace(RIDE, filename="run.fit", sports=("running",))
NOTED = replace(
    RUN,
    filename="noted.fit",
    issues=(Issue(code="crc", severity="warning", message="The checksum is wrong."),),
)
AGAIN = replace(RUN, filename="again.fit", outcome=Outcome.DUPLICATE)


def with_items(store: Store, *taken: TakenIn) -> int:
    batch = begin(store)
    for each in taken:
        batches.record(store, batch, each)
    return batch


def names(found: tuple[TakenIn, ...]) -> list[str]:
    return [each.filename for each in found]


def test_what_was_written_down_comes_back(store: Store) -> None:
    batch = with_items(store, REFUSED)
    assert items.report(store, batch, Choice.ALL, at_most=9) == (REFUSED,)


def test_faults_of_which_the_same_is_to_be_said_are_one_item(store: Store) -> None:
    skipped = replace(REFUSED, outcome=Outcome.SKIPPED, what="A photo.", n_files=40)
    other = replace(REFUSED, what="Another fault.")
    batch = with_items(store, skipped, REFUSED, replace(REFUSED, filename="2.fit"), other, skipped)
    found = items.report(store, batch, Choice.TO_LOOK_AT, at_most=9)
    assert [(each.what, each.n_files) for each in found] == [
        (REFUSED.what, 2),
        (other.what, 1),
        (skipped.what, 80),
    ]


def test_what_needs_a_look_comes_before_what_does_not(store: Store) -> None:
    batch = with_items(store, RUN, RIDE, NOTED, AGAIN, REFUSED)
    order = ["page.fit", "again.fit", "noted.fit", "ride.fit", "run.fit"]
    assert names(items.report(store, batch, Choice.ALL, at_most=9)) == order
    assert names(items.report(store, batch, Choice.TO_LOOK_AT, at_most=9)) == order[:-1]


def test_one_outcome_can_be_asked_for(store: Store) -> None:
    batch = with_items(store, RUN, AGAIN)
    assert names(items.report(store, batch, Choice.READ, at_most=9)) == ["run.fit"]


def test_no_more_is_read_than_asked_for(store: Store) -> None:
    batch = with_items(store, REFUSED, RIDE, NOTED, AGAIN)
    assert len(items.report(store, batch, Choice.ALL, at_most=2)) == 2


def test_an_item_still_names_its_run_when_the_first_drop_of_it_is_undone(store: Store) -> None:
    first, second = begin(store), begin(store)
    brought = put(store, b"one", batch_id=first).activity_ids
    put(store, b"one", batch_id=second)
    batches.undo(store, first)
    (found,) = items.report(store, second, Choice.ALL, at_most=9)
    assert found.activity_ids == brought


def test_the_items_of_another_batch_are_not_shown(store: Store) -> None:
    with_items(store, REFUSED, RUN)
    empty = begin(store)
    assert items.report(store, empty, Choice.ALL, at_most=9) == ()
