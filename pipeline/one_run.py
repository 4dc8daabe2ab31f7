"""One run looked at closely: its seconds, laps, blocks and what the watch said of it."""

from __future__ import annotations

import polars as pl

from analytics.blocks import steady_blocks
from analytics.clean import clean
from analytics.thresholds import thresholds_on
from core.activity import RUNNING, Activity
from core.errors import IngestError, NotFound
from core.findings import Review
from core.run import RunDetail
from core.schemas import BLOCKS, LAPS, RECORDS
from ingest import read_activities
from store import Store, activities


def one_run(store: Store, activity_id: int, *, review: Review) -> RunDetail:
    """An activity with its seconds; its neighbours are the runs before and after it.

    Args:
        store: Opened for the runner.
        activity_id: Key of the activity.
        review: The look that holds it.

    Raises:
        NotFound: no such activity among the runner's own, or it is dated after the look.
        StoreError: the database cannot be read.
    """
    row = review.activities.filter(pl.col("activity_id") == activity_id)
    if row.is_empty():
        raise NotFound("This run is not among yours.", "Choose one from the list of your runs.")
    is_run = row["sport"].item() == RUNNING
    records, filename, outing = _recorded(store, activity_id, row)
    seconds = clean(records, altitude_source=row["altitude_source"].item(), is_run=is_run)
    blocks = steady_blocks(seconds) if is_run and seconds.height else BLOCKS.empty()
    previous_id, next_id = _neighbours(review.activities, activity_id)
    here = pl.col("activity_id") == activity_id
    return RunDetail(
        activity=row,
        loads=review.loads.filter(here),
        spike=review.spikes.filter(here),
        seconds=seconds,
        laps=LAPS.empty() if outing is None else outing.laps,
        blocks=blocks.with_columns(activity_id=pl.lit(activity_id, dtype=pl.Int64)),
        leans=review.leans.filter(here),
        efforts=activities.efforts(store, activity_id=activity_id),
        thresholds=thresholds_on(review.eras, row["local_date"].item()),
        pauses=_pauses(seconds),
        issues=() if outing is None else outing.issues,
        sources=None if outing is None else outing.sources,
        filename=filename,
        previous_id=previous_id,
        next_id=next_id,
    )


def _recorded(
    store: Store, activity_id: int, row: pl.DataFrame
) -> tuple[pl.DataFrame, str | None, Activity | None]:
    """Records as they are stored, and the file read again for its laps; none if typed in."""
    if row["is_manual"].item():
        return RECORDS.empty(), None, None
    records = activities.records(store, activity_id)
    filename, data = activities.original(store, activity_id)
    try:
        parts = read_activities(data, filename).activities
    except IngestError:  # a later version refuses it; what was read then still stands
        return records, filename, None
    start = row["start_time"].item()
    return records, filename, next((part for part in parts if part.start_time == start), None)


def _pauses(seconds: pl.DataFrame) -> tuple[tuple[float, float], ...]:
    """Where the timer stood still: (elapsed_s, length in s)."""
    edge = pl.col("segment_index") != pl.col("segment_index").shift()
    gaps = seconds.select(
        at=pl.col("elapsed_s").shift(), length=pl.col("elapsed_s").diff(), edge=edge
    ).filter("edge")
    return tuple(gaps.select("at", "length").iter_rows())


def _neighbours(table: pl.DataFrame, activity_id: int) -> tuple[int | None, int | None]:
    """The runs before and after in time."""
    is_shown = (pl.col("sport") == RUNNING) | (pl.col("activity_id") == activity_id)
    ids = table.filter(is_shown).sort("start_time", "activity_id")["activity_id"].to_list()
    at = ids.index(activity_id)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)
