"""The lines of a batch's report, a screenful at a time: a batch may have 20,000 files."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select, true

from core.activity import Issue
from core.intake import Choice, Outcome, TakenIn
from store.database import Store, scope
from store.tables import activity, import_item

_FAULTS = (Outcome.REFUSED.value, Outcome.SKIPPED.value)


def report(store: Store, batch_id: int, choice: Choice, *, at_most: int) -> tuple[TakenIn, ...]:
    """What became of the files of a batch: refused, skipped, duplicates, read with a note, read.

    Faults of which the same is to be said are one item that says how many there are.

    Args:
        store: Opened for the runner.
        batch_id: A batch; one of somebody else has no files.
        choice: Which files.
        at_most: How many items.
    """
    is_read = import_item.c.outcome == Outcome.READ.value
    if choice is Choice.READ:
        return _of_each(store, batch_id, is_read, at_most=at_most)
    needs_a_look = import_item.c.is_noted | (import_item.c.n_runs == 0)
    is_wanted = needs_a_look if choice is Choice.TO_LOOK_AT else true()
    faults = _faults(store, batch_id, at_most=at_most)
    rest = _of_each(store, batch_id, is_wanted, at_most=at_most - len(faults))
    return (*faults, *rest)


def _faults(store: Store, batch_id: int, *, at_most: int) -> tuple[TakenIn, ...]:
    item = import_item
    said = (item.c.outcome, item.c.error_code, item.c.what, item.c.advice)
    groups = (
        scope(
            select(func.min(item.c.seq).label("seq"), func.sum(item.c.n_files).label("n_together")),
            store.principal_id,
        )
        .where(item.c.job_id == batch_id, item.c.outcome.in_(_FAULTS))
        .group_by(*said)
        .subquery()
    )
    first = select(item, groups.c.n_together).join(groups, item.c.seq == groups.c.seq)
    return _items(store, first.order_by(item.c.outcome, item.c.seq), batch_id, at_most=at_most)


def _of_each(
    store: Store, batch_id: int, is_wanted: ColumnElement[bool], *, at_most: int
) -> tuple[TakenIn, ...]:
    item = import_item
    place = case(
        (item.c.outcome == Outcome.DUPLICATE.value, 0),
        (item.c.is_noted, 1),
        (item.c.n_runs == 0, 2),
        else_=3,
    )
    stmt = select(item, item.c.n_files.label("n_together"))
    stmt = stmt.where(item.c.outcome.not_in(_FAULTS), is_wanted).order_by(place, item.c.seq)
    return _items(store, stmt, batch_id, at_most=at_most)


def _items(store: Store, stmt: Select[Any], batch_id: int, *, at_most: int) -> tuple[TakenIn, ...]:
    """The items of a statement; ids of activities that were taken out since are left out."""
    ours = scope(stmt, store.principal_id).where(import_item.c.job_id == batch_id)
    with store.read() as connection:
        found = connection.execute(ours.limit(at_most)).all()
        named = {id_ for row in found for id_ in json.loads(row.activity_ids)}
        there = select(activity.c.id).where(
            activity.c.id.in_(named), activity.c.deleted_at.is_(None)
        )
        ids = frozenset(connection.scalars(scope(there, store.principal_id)))
    return tuple(_item_from(row, ids) for row in found)


def _item_from(row: Row[Any], there: frozenset[int]) -> TakenIn:
    return TakenIn(
        filename=row.filename,
        outcome=Outcome(row.outcome),
        activity_ids=tuple(id_ for id_ in json.loads(row.activity_ids) if id_ in there),
        sports=tuple(json.loads(row.sports)),
        issues=tuple(Issue(**issue) for issue in json.loads(row.issues)),
        error_code=row.error_code,
        what=row.what,
        advice=row.advice,
        n_files=row.n_together,
    )
