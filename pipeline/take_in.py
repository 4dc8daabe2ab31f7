"""Files in: read, summarise, pack, keep; a bad file never stops the others."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from analytics import duplicates
from analytics.summary import summarise
from core import refusals
from core.activity import Activity, Issue, Summary, local_date
from core.diary import ManualActivity
from core.errors import IngestError
from core.intake import AHEAD, Drop, Outcome, Progress, TakenIn
from core.limited import Lost
from core.workers import Ready, Workers, in_turn
from ingest import archive, read_activities
from ingest.known import n_files
from ingest.member import Found, Skipped, Unreadable
from ingest.sample import sample_files
from ingest.strava import Hint
from store import Packed, Store, activities, athletes, batches, manual, pack, removal

DATED_AHEAD = (
    "It came in dated in the future, and no figure counts it before that day: check the clock of "
    "the watch."
)


def add_manual(store: Store, entry: ManualActivity, *, today: date) -> int:
    """Keep an activity without a file; where a file of the same outing is there, the file counts.

    Raises:
        EntryError: a value that cannot be; names the field and its range.
        StoreError: the database cannot be written.
    """
    return manual.add(store, entry, today=today, judge=duplicates.pairs)


def replace_manual(store: Store, activity_id: int, entry: ManualActivity, *, today: date) -> None:
    """Put what is typed now in the place of what was typed before; errors as for `add_manual`."""
    manual.replace(store, activity_id, entry, today=today, judge=duplicates.pairs)


def restore(store: Store, activity_id: int) -> None:
    """Bring back an activity that was taken out; what came of its outing since counts only once.

    Raises:
        NotFound: the runner has taken out no such activity.
        StoreError: the database cannot be written.
    """
    removal.restore(store, activity_id, judge=duplicates.pairs)


def make_workers(n: int) -> Workers:
    """Processes that read files; they start with the first long drop."""
    return Workers(n, warm=_warm)


def take_in_all(
    drop: Drop,
    *,
    store: Store,
    workers: Workers | None = None,
    on_progress: Callable[[Progress], object],
) -> int:
    """Take in one drop as one batch; a bad file never stops the others.

    If this ends early, what is in stays, and the same drop again adds only the rest.

    Args:
        drop: Files, archives and folders.
        store: Where to keep them, opened for the runner.
        workers: Who reads them; None reads them here.
        on_progress: Called after each file.

    Returns:
        The id of the batch.

    Raises:
        StoreError: the database cannot be written.
    """
    batch_id = batches.begin(store, drop.kind, created_at=drop.created_at)
    is_finished = False
    try:
        for progress in _taken_in(drop, store=store, workers=workers, batch_id=batch_id):
            on_progress(progress)
        is_finished = True
    finally:
        batches.leave(store, batch_id, is_finished=is_finished)
    return batch_id


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read, the zone of its day, what an export says of it, and when it came."""

    data: bytes
    filename: str
    zone: str | None
    hint: Hint
    came_at: datetime | None = None


_Result = Packed | TakenIn
_Step = Task | Ready[_Result]


def _taken_in(
    drop: Drop, *, store: Store, workers: Workers | None, batch_id: int
) -> Iterator[Progress]:
    began_s, n_done = time.monotonic(), 0
    n_known = sum(n_files(data) for _, data in drop.sources)
    results = workers.results if workers else in_turn
    for step, result in results(_read_and_pack, _steps(drop, store)):
        taken = _kept(step, result, store=store, batch_id=batch_id)
        n_done += taken.n_files
        n_known = max(n_known, n_done)
        elapsed_s = time.monotonic() - began_s
        yield Progress(n_done=n_done, n_known=n_known, elapsed_s=elapsed_s, filename=taken.filename)


def _steps(drop: Drop, store: Store) -> Iterator[_Step]:
    """The files of a drop as they come out of it, with what is known of some of them already."""
    zone = athletes.profile(store).timezone
    for name, data in drop.sources:
        for found in archive.members(data, name):
            step = _step(found, name, store=store, zone=zone)
            yield replace(step, came_at=drop.created_at) if isinstance(step, Task) else step


def _step(found: Found, source: str, *, store: Store, zone: str | None) -> _Step:
    if isinstance(found, Unreadable):
        return Ready(refusals.refused(found.name, found.error))
    if isinstance(found, Skipped):
        return Ready(refusals.left_out(source, kind=found.kind, n_files=found.count))
    known = activities.find(store, hashlib.sha256(found.data).hexdigest())
    if known is None:
        return Task(found.data, found.name, zone, found.hint or Hint())
    return Ready(TakenIn(filename=found.name, outcome=Outcome.DUPLICATE, activity_ids=known))


def _read_and_pack(task: Task) -> _Result:
    """All that can be done without the store: read, summarise, pack; a bad file is a result."""
    try:
        result = read_activities(task.data, task.filename, told_sport=task.hint.sport)
    except IngestError as error:
        if isinstance(error.__cause__, MemoryError):
            raise MemoryError from error
        return refusals.refused(task.filename, error)
    parts = [(outing, summary_of(outing, task)) for outing in result.activities]
    issues = (*result.issues, *_dated_ahead(result.activities, task.came_at))
    return pack(task.data, filename=task.filename, kind=result.kind, parts=parts, issues=issues)


def _dated_ahead(found: Sequence[Activity], came_at: datetime | None) -> tuple[Issue, ...]:
    """Say it of a file that is older than what it holds: no figure counts days to come."""
    if came_at is None or all(each.start_time <= came_at + AHEAD for each in found):
        return ()
    return (Issue(code="clock", severity="warning", message=DATED_AHEAD),)


def _kept(step: _Step, result: _Result | Lost, *, store: Store, batch_id: int) -> TakenIn:
    if isinstance(result, Packed):
        return activities.put(store, result, batch_id=batch_id, judge=duplicates.pairs)
    if isinstance(result, Lost):
        result = refusals.lost(step.filename if isinstance(step, Task) else "", result)
    batches.record(store, batch_id, result)
    return result


def summary_of(activity: Activity, task: Task) -> Summary:
    """Summarise, and decide the local day, once: by the file's own offset, else by the zone."""
    summary = summarise(activity)
    day = pl.lit(local_date(activity.start_time, activity.utc_offset_s, task.zone))
    title, gear = pl.lit(task.hint.name, pl.String), pl.lit(task.hint.gear, pl.String)
    return replace(summary, row=summary.row.with_columns(local_date=day, title=title, gear=gear))


def _warm() -> None:
    """Read a run of our own, so that all libraries are there before the first file comes."""
    name, data = next(iter(sample_files(until=date(2026, 1, 4), weeks=1)))
    _read_and_pack(Task(data, name, None, Hint()))
