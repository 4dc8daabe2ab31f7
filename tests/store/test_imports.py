from __future__ import annotations

from datetime import timedelta

import pytest

from core.intake import BatchKind, Outcome, TakenIn
from store import Store, batches, imports
from tests.store.makers import START, someone_else


def drop(store: Store, outcome: Outcome, *, days: int) -> None:
    """One drop of one file, so many days after the start."""
    batch = batches.begin(store, BatchKind.UPLOAD, created_at=START + timedelta(days=days))
    batches.record(store, batch, TakenIn(filename="a.fit", outcome=outcome))


@pytest.mark.parametrize("outcome", [Outcome.READ, Outcome.DUPLICATE])
def test_the_newest_batch_with_a_readable_file_counts(store: Store, outcome: Outcome) -> None:
    drop(store, Outcome.READ, days=1)
    drop(store, outcome, days=4)
    assert imports.last_import(store) == START + timedelta(days=4)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.SKIPPED])
def test_a_batch_of_unreadable_files_says_nothing_of_its_day(
    store: Store, outcome: Outcome
) -> None:
    drop(store, Outcome.READ, days=1)
    drop(store, outcome, days=4)
    assert imports.last_import(store) == START + timedelta(days=1)


def test_without_a_batch_there_is_no_last_import(store: Store) -> None:
    assert imports.last_import(store) is None


def test_the_batches_of_another_runner_do_not_count(store: Store) -> None:
    drop(someone_else(store), Outcome.READ, days=4)
    assert imports.last_import(store) is None
