"""One run looked at closely: its seconds, laps, blocks and what the watch said of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import polars as pl

from analytics.blocks import steady_blocks
from analytics.clean import clean
from analytics.left_out import left_out
from analytics.run_sides import put_right, run_drift, shown_measure, usual_balance
from analytics.run_zones import run_zones
from analytics.splits import mean_graded_mps, splits, with_way
from analytics.thresholds import thresholds_on
from core.activity import RUNNING, Activity
from core.diary import Editable
from core.errors import IngestError, NotFound
from core.findings import Review
from core.run import RunDetail
from core.scalars import as_number
from core.schemas import BLOCKS, LAPS, RECORDS
from core.units import METRES_PER_KM, METRES_PER_MILE
from ingest import read_activities
from store import Store, activities, edits

MOST_SPLITS = 45  # a marathon kilometre by kilometre


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
    records, filename, outing = _recorded(store, activity_id, row)
    previous_id, next_id = _neighbours(review.activities, activity_id)
    told = {each.field for each in edits.changes_of(store, activity_id)}
    is_told = Editable.DISTANCE in told
    here = pl.col("activity_id") == activity_id
    thresholds = thresholds_on(review.eras, row["local_date"].item())
    seen = RunDetail(
        activity=row,
        loads=review.loads.filter(here),
        spike=review.spikes.filter(here),
        seconds=_seconds(records, row, review, is_distance_told=is_told),
        laps=LAPS.empty() if outing is None else outing.laps,
        blocks=BLOCKS.empty(),
        leans=review.leans.filter(here),
        efforts=activities.efforts(store, activity_id=activity_id),
        thresholds=thresholds,
        issues=() if outing is None else outing.issues,
        sources=None if outing is None else outing.sources,
        filename=filename,
        previous_id=previous_id,
        next_id=next_id,
        graded_mps=mean_graded_mps(_listed(row, "graded_speed_s")),
        zones=run_zones(_listed(row, "heart_rate_s"), thresholds),
        is_distance_told=is_told,
        recorded_m=_recorded_m(store, activity_id) if is_told else None,
    )
    return _at_told_speed(_with_sides(seen, review)) if seen.seconds.height else seen


def _recorded_m(store: Store, activity_id: int) -> float | None:
    """The distance that the file says."""
    return as_number(activities.as_recorded(store, activity_id)["distance_m"].item())


def _at_told_speed(seen: RunDetail) -> RunDetail:
    """The seconds as fast as the distance says that was told.

    Last of all: which minutes count for the balance is judged by what the watch saw.
    """
    told_m = seen.activity["distance_m"].item()
    if not seen.recorded_m or told_m is None:
        return seen
    faster = pl.col("speed_mps") * (told_m / seen.recorded_m)
    return replace(seen, seconds=seen.seconds.with_columns(faster))


def _seconds(
    records: pl.DataFrame, row: pl.DataFrame, review: Review, *, is_distance_told: bool
) -> pl.DataFrame:
    """Clean seconds with the way, as long as the runner told, left and right put right."""
    is_run = row["sport"].item() == RUNNING
    seconds = clean(records, altitude_source=row["altitude_source"].item(), is_run=is_run)
    seconds = with_way(seconds, total_m=row["distance_m"].item() if is_distance_told else None)
    return put_right(seconds, row, swapped_sensors=review.profile.swapped_sensors)


def _with_sides(seen: RunDetail, review: Review) -> RunDetail:
    """What is worked out from the seconds: pauses, splits, and of a run blocks and balance."""
    row, seconds = seen.activity, seen.seconds
    cut = partial(splits, seconds, length_m=_split_m(seconds, is_metric=review.profile.is_metric))
    if row["sport"].item() != RUNNING:
        return replace(seen, pauses=_pauses(seconds), splits=cut())
    numbered = steady_blocks(seconds).with_columns(activity_id=row["activity_id"].item())
    blocks = BLOCKS.complete(numbered)
    measure, sub_sport = shown_measure(seconds, row), row["sub_sport"].item()
    return replace(
        seen,
        pauses=_pauses(seconds),
        splits=cut(measure=measure),
        blocks=blocks,
        measure=measure,
        usual_pp=usual_balance(review.leans, row, measure=measure),
        drift=run_drift(blocks, row, seconds, measure=measure),
        left_out=left_out(seconds, blocks, measure=measure, sub_sport=sub_sport),
    )


def _split_m(seconds: pl.DataFrame, *, is_metric: bool) -> float:
    """A kilometre or mile; five of them on a long way."""
    unit = METRES_PER_KM if is_metric else METRES_PER_MILE
    way_m = as_number(seconds["way_m"].max()) or 0.0
    return unit * 5 if way_m > MOST_SPLITS * unit else unit


def _listed(row: pl.DataFrame, column: str) -> list[int] | None:
    """A histogram of one activity."""
    value = row[column].item()
    return None if value is None else list(value)


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
