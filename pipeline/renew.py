"""Files that an earlier version read are read again; what the runner said stays over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from core.activity import Activity, Summary
from core.diary import Change, Editable
from core.errors import IngestError, NotFound
from core.limited import Lost
from core.workers import Ready, Workers, in_turn
from ingest import read_activities
from ingest.strava import Hint
from pipeline.take_in import Task, summary_of
from store import PackedPart, Store, activities, athletes, edits, pack_part, renewal
from store.renewal import StaleFile


@dataclass(frozen=True, slots=True)
class _Again:
    """A file to be read again: its activities by part, and what the runner says they were."""

    task: Task
    activity_ids: dict[int, int]
    sports: dict[int, str]


_Fresh = dict[int, PackedPart]


def renew(
    store: Store,
    *,
    workers: Workers | None = None,
    on_progress: Callable[[int, int], object] = lambda done, known: None,
) -> int:
    """Bring everything up to what this version reads from a file; ends where nothing is old.

    A file that cannot be read any more keeps what was read of it before.

    Args:
        store: Opened for the runner.
        workers: Who reads; None reads here.
        on_progress: Called with how many files are done, of how many.

    Returns:
        How many files were read again.

    Raises:
        StoreError: the database cannot be written.
    """
    old = renewal.stale(store)
    results = workers.results if workers else in_turn
    found = results(_read_again, _steps(store, old))
    for n_done, (_, fresh) in enumerate(found, start=1):
        if not isinstance(fresh, Lost) and fresh:
            renewal.replace(store, fresh, quietly=True)
        on_progress(n_done, len(old))
    if old:
        renewal.announce(store)
    return len(old)


def change(
    store: Store, activity_id: int, changes: Sequence[Change], *, edited_at: datetime
) -> None:
    """Keep what the runner says of an activity; of another sport it is read again as that.

    Raises:
        EntryError: a value that cannot be.
        NotFound: the runner has no such activity.
        StoreError: the database cannot be written.
    """
    edits.change(store, activity_id, changes, edited_at=edited_at)
    if any(each.field is Editable.SPORT for each in changes):
        _as_that_sport(store, activity_id)


def _as_that_sport(store: Store, activity_id: int) -> None:
    """A run has steady blocks and best efforts, a ride has none."""
    try:
        filename, data = activities.original(store, activity_id)
    except NotFound:  # typed in: there is nothing to read
        return
    start = activities.as_recorded(store, activity_id)["start_time"].item()
    told = _told_sport(store, activity_id)
    parts = read_activities(data, filename).activities
    ids = {part.part: activity_id for part in parts if part.start_time == start}
    task = Task(data, filename, athletes.profile(store).timezone, Hint())
    sports = dict.fromkeys(ids, told) if told else {}
    renewal.replace(store, _read_again(_Again(task, ids, sports)))


def _told_sport(store: Store, activity_id: int) -> str | None:
    changes = edits.changes_of(store, activity_id)
    return next((str(each.value) for each in changes if each.field is Editable.SPORT), None)


def _steps(store: Store, old: Sequence[StaleFile]) -> Iterator[_Again | Ready[_Fresh]]:
    zone = athletes.profile(store).timezone
    for file in old:
        filename, data = activities.original(store, next(iter(file.activity_ids.values())))
        told = {part: _told_sport(store, each) for part, each in file.activity_ids.items()}
        yield _Again(
            Task(data, filename, zone, Hint(sport=file.sport)),
            dict(file.activity_ids),
            {part: sport for part, sport in told.items() if sport},
        )


def _read_again(step: _Again) -> _Fresh:
    """Activity id to what is read of it now; nothing where the file cannot be read any more."""
    task = step.task
    try:
        result = read_activities(task.data, task.filename, told_sport=task.hint.sport)
    except IngestError:
        return {}
    return {
        step.activity_ids[part.part]: pack_part(
            part, _summary(part, task, sport=step.sports.get(part.part))
        )
        for part in result.activities
        if part.part in step.activity_ids
    }


def _summary(part: Activity, task: Task, *, sport: str | None) -> Summary:
    """Looked at as the told sport; its row goes on saying what the file says."""
    summary = summary_of(replace(part, sport=sport or part.sport), task)
    return replace(summary, row=summary.row.with_columns(sport=pl.lit(part.sport)))
