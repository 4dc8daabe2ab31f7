"""The whole story of a run, top to bottom: take in, summarise, review, plan.

This is the one staircase that joins the four wings; it decides nothing itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import polars as pl

from analytics import leans, load, spike
from analytics.flags import raise_flags
from analytics.summary import summarise
from analytics.thresholds import resolve_thresholds
from core.activity import Activity, ImportResult, Summary, local_date
from core.athlete import Profile
from core.errors import IngestError, NotAnActivity
from core.findings import Evidence, Review
from core.intake import Batch, BatchKind, Outcome, TakenIn
from core.plan import Situation, WeekPlan
from ingest import read_activities
from ingest.sample import sample_files
from store import Store, activities, athletes, batches, open_store, url_from
from strength.engine import plan_strength_week
from strength.focus import focus_side

__all__ = [
    "Progress",
    "Store",
    "athletes",
    "batches",
    "open_default_store",
    "plan_week",
    "review",
    "sample_files",
    "take_in",
    "take_in_all",
]

Progress = Callable[[int, int, str], object]


def open_default_store(environ: Mapping[str, str], *, principal_id: int = 1) -> Store:
    """The store that `EVENSTRIDE_DB` names, else the one in the user's data directory."""
    return open_store(url_from(environ), principal_id=principal_id)


def take_in_all(
    files: Sequence[tuple[str, bytes]],
    *,
    store: Store,
    now: datetime,
    kind: BatchKind = BatchKind.UPLOAD,
    on_progress: Progress,
) -> Batch:
    """Take in one drop of files as one batch; a bad file never stops the others.

    Args:
        files: File name and bytes. The name is display text only.
        store: Where to keep them, opened for the runner.
        now: Aware time of the drop.
        kind: An upload, or the sample runner.
        on_progress: Called after each file with files done, files in all, and the file's name.

    Returns:
        The batch with one outcome per file, in the order of `files`.

    Raises:
        StoreError: the database cannot be written; files already taken in stay.
    """
    batch_id = batches.begin(store, kind, created_at=now)
    items: list[TakenIn] = []
    for name, data in files:
        item = take_in(data, name, store=store, batch_id=batch_id)
        batches.record(store, batch_id, item)
        items.append(item)
        on_progress(len(items), len(files), name)
    return Batch(id=batch_id, kind=kind, created_at=now, items=tuple(items))


def take_in(data: bytes, filename: str, *, store: Store, batch_id: int) -> TakenIn:
    """Read one file, summarise what it holds and store both; the same bytes twice are one run.

    Args:
        data: The file as it is on the watch.
        filename: Display text only; the content decides.
        store: Where to keep it.
        batch_id: The drop that brought it.

    Returns:
        What became of the file. Bad input is an outcome, not an error.

    Raises:
        StoreError: the database cannot be written; nothing of this file is kept then.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if (known := activities.find(store, sha256)) is not None:
        return TakenIn(filename=filename, outcome=Outcome.DUPLICATE, activity_ids=known)
    try:
        result = read_activities(data, filename)
    except IngestError as error:
        return _refused(filename, error)
    return _stored(result, data, filename=filename, store=store, batch_id=batch_id)


def _refused(filename: str, error: IngestError) -> TakenIn:
    """A file that holds no activity was skipped; one that could not be read was refused."""
    outcome = Outcome.SKIPPED if isinstance(error, NotAnActivity) else Outcome.REFUSED
    return TakenIn(
        filename=filename,
        outcome=outcome,
        error_code=error.code,
        what=error.what,
        advice=error.advice,
    )


def _stored(
    result: ImportResult, data: bytes, *, filename: str, store: Store, batch_id: int
) -> TakenIn:
    zone = athletes.profile(store).timezone
    parts = [(activity, _dated(activity, zone)) for activity in result.activities]
    stored = activities.put(
        store, data, filename=filename, kind=result.kind, parts=parts, batch_id=batch_id
    )
    return TakenIn(
        filename=filename,
        outcome=Outcome.READ if stored.is_new else Outcome.DUPLICATE,
        activity_ids=stored.activity_ids,
        sports=tuple(activity.sport for activity in result.activities),
        issues=result.issues,
    )


def _dated(activity: Activity, zone: str | None) -> Summary:
    """Summarise and decide the local day, once: the file's own offset, else the profile's zone."""
    summary = summarise(activity)
    day = local_date(activity.start_time, activity.utc_offset_s, zone)
    return Summary(row=summary.row.with_columns(local_date=pl.lit(day)), blocks=summary.blocks)


def review(store: Store, *, profile: Profile, today: date) -> Review:
    """Look at everything stored, as of one day.

    Returns:
        Frames, flags in page order, the next-run ceiling, and what the load allows in the gym.

    Raises:
        StoreError: the database cannot be read.
    """
    table = activities.frame(store).filter(pl.col("local_date") <= today)
    blocks = activities.blocks(store)
    thresholds = resolve_thresholds(profile, table, today=today)
    days = load.daily_load(table, thresholds, today=today)
    evidence = Evidence(activities=table, blocks=blocks, days=days, profile=profile, today=today)
    return Review(
        today=today,
        profile=profile,
        thresholds=thresholds,
        load_metric=load.load_metric(table, thresholds, today=today),
        activities=table,
        days=days,
        spikes=spike.spikes(table),
        ceilings=spike.ceilings(table, today=today),
        leans=leans.leans(table, blocks),
        ceiling=spike.ceiling(table, today=today),
        flags=raise_flags(evidence),
        load_state=spike.load_state(table, today=today),
    )


def plan_week(review: Review, *, profile: Profile, week: date) -> WeekPlan:
    """Choose the strength work of one week from the review's flags and the runner's profile.

    Args:
        review: The latest look at the data.
        profile: Days, equipment, pains.
        week: The Monday of the week; the plan stays the same through the week.
    """
    return plan_strength_week(
        Situation(
            flags=review.flags,
            profile=profile,
            load_state=review.load_state,
            today=week,
            focus=focus_side(review.flags),
        )
    )
