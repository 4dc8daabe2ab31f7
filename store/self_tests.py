"""Self-tests of both sides, as the runner typed them in."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
from sqlalchemy import select

from core.diary import SelfTest
from core.errors import NotFound
from core.schemas import SELF_TESTS
from store.batches import displayable
from store.database import Store, scope
from store.own import delete_own, insert_own
from store.tables import self_test
from store.typed import check_self_test


def add(store: Store, test: SelfTest, *, today: date) -> int:
    """Keep a self-test; every one is kept, which of two on a day counts is not decided here.

    Args:
        store: Opened for the runner.
        test: As typed.
        today: No test lies after it.

    Returns:
        The id of the test.

    Raises:
        EntryError: names the first field that cannot be, and its range.
        StoreError: the database cannot be written.
    """
    check_self_test(test, today=today)
    values = {
        "test": test.test,
        "taken_on": test.taken_on,
        "left_value": test.left,
        "right_value": test.right,
        "leg_length_m": test.leg_length_m,
        "left_parts": json.dumps(test.left_parts),
        "right_parts": json.dumps(test.right_parts),
        "notes": displayable(test.notes or "").strip() or None,
    }
    with store.write() as connection:
        return insert_own(store, connection, values, into=self_test)


def remove(store: Store, test_id: int) -> None:
    """Take out a self-test.

    Raises:
        NotFound: the runner has no such test.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        if not delete_own(store, connection, test_id, of=self_test):
            raise NotFound("This self-test is not among yours.", "Look at the page again.")


def frame(store: Store) -> pl.DataFrame:
    """SELF_TESTS of the runner, by day and then in the order of typing."""
    stmt = select(self_test).order_by(self_test.c.taken_on, self_test.c.id)
    with store.read() as connection:
        found = connection.execute(scope(stmt, store.principal_id)).all()
    columns = {
        "test_id": [row.id for row in found],
        "test": [row.test for row in found],
        "taken_on": [row.taken_on for row in found],
        "left_value": [row.left_value for row in found],
        "right_value": [row.right_value for row in found],
        "leg_length_m": [row.leg_length_m for row in found],
        "left_parts": [json.loads(row.left_parts) for row in found],
        "right_parts": [json.loads(row.right_parts) for row in found],
        "notes": [row.notes for row in found],
    }
    return pl.DataFrame(columns, schema=SELF_TESTS.dtypes)
