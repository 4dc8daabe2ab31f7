"""One run against the longest of the month before it, and how far the next may go."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from analytics.again import first_changed_day, joined
from analytics.breaks import latest_return
from analytics.descents import recent_descents
from analytics.outings import (
    Outing,
    is_complete,
    longest_may_be_missing,
    outing_frame,
    outings,
    with_window,
)
from core.findings import (
    CEILING_RATIO,
    EDGE_SLACK,
    SPIKE_LARGE,
    SPIKE_MODERATE,
    SPIKE_SMALL,
    SPIKE_WINDOW_DAYS,
    Ceiling,
    Review,
)
from core.load_cause import LoadCause
from core.scalars import earliest
from core.schemas import CEILINGS, SPIKES

NEEDED = ("sport", "elapsed_s", "distance_m")
"""Columns of ACTIVITIES that a spike can depend on."""
RED_DAYS, AMBER_DAYS = 7, 3  # strength law, section 2


CLASSES = ((SPIKE_SMALL, "reference"), (SPIKE_MODERATE, "small"), (SPIKE_LARGE, "moderate"))


def spike_class(ratio: float) -> str:
    """The class of the cohort study: reference, small, moderate or large.

    Source:
        Schuster Brandt Frandsen 2025, 10.1136/bjsports-2024-109380; load law, 6.1.
    """
    return next((name for edge, name in CLASSES if ratio <= edge + EDGE_SLACK), "large")


def longest_before(
    day: Sequence[int],
    distance_m: Sequence[float | None],
    *,
    window_days: int = SPIKE_WINDOW_DAYS,
) -> list[int | None]:
    """For every run, which of those before it is the longest of its day and the 30 days before.

    Of equal distances the later one, because it counts longer. Linear in the number of runs.

    Args:
        day: Number of the local day of each run, in order of start.
        distance_m: How far each went; a run of unknown length is nobody's reference.
        window_days: How far back a run counts; the cohort was studied with 30.
    """
    window: deque[int] = deque()  # falling distances: the longest stands first
    length = [-1.0 if metres is None else metres for metres in distance_m]
    result: list[int | None] = []
    for at, today in enumerate(day):
        while window and today - day[window[0]] > window_days:
            window.popleft()
        result.append(window[0] if window else None)
        if length[at] >= 0:
            while window and length[window[-1]] <= length[at]:
                window.pop()
            window.append(at)
    return result


def spikes(
    activities: pl.DataFrame, *, since: date | None = None, before: Review | None = None
) -> pl.DataFrame:
    """Every run against the longest run of the 30 days before it.

    Args:
        activities: ACTIVITIES, any order; runs only count. History is complete when the first
            activity of any sport is at least 30 days older than the run.
        since: Leave out the runs before this day, and the work for them.
        before: An earlier review without `since`: its rows are taken over as far as they hold.

    Returns:
        SPIKES in order of time, one row a session (see `outings`). Without any earlier run in
        the window the class is "no_recent_run" and the ratio null, never infinite.

    Source:
        Load law, section 6.1.
    """
    if before is not None:
        return _spikes_again(activities, before)
    runs = outing_frame(with_window(activities, since))
    first_day = activities["local_date"].min()
    days = runs["local_date"].to_physical().to_list()
    longest = pl.Series(longest_before(days, runs["distance_m"].to_list()), dtype=pl.UInt32)
    day, ratio = pl.col("local_date"), pl.col("spike_ratio")
    reference_m = pl.col("reference_distance_m")
    table = (
        runs.with_columns(
            reference_distance_m=runs["distance_m"].gather(longest),
            reference_date=runs["local_date"].gather(longest),
            is_reference_complete=(day - pl.lit(first_day, dtype=pl.Date)).dt.total_days()
            >= SPIKE_WINDOW_DAYS,
        )
        .with_columns(spike_ratio=pl.when(reference_m > 0).then(pl.col("distance_m") / reference_m))
        .with_columns(spike_class=_class_of(ratio, days_since=day.diff().dt.total_days()))
    )
    return SPIKES.complete(table if since is None else table.filter(day >= since))


def _spikes_again(activities: pl.DataFrame, before: Review) -> pl.DataFrame:
    """Two days of slack: order is by time, days are local, and a run may go over midnight."""
    changed = first_changed_day(before.activities, activities, of=NEEDED)
    if changed is None:
        return before.spikes
    since = changed - timedelta(days=2)
    both = joined(before.spikes, spikes(activities, since=since), since=since)
    return both.sort("start_time", "activity_id")


def _class_of(ratio: pl.Expr, *, days_since: pl.Expr) -> pl.Expr:
    """Null where a distance is missing: an unknown run is no missing run."""
    named = pl.lit("large")
    for edge, name in reversed(CLASSES):
        named = pl.when(ratio <= edge + EDGE_SLACK).then(pl.lit(name)).otherwise(named)
    has_run = (days_since <= SPIKE_WINDOW_DAYS).fill_null(value=False)
    return pl.when(ratio.is_not_null()).then(named).when(~has_run).then(pl.lit("no_recent_run"))


def ceilings(activities: pl.DataFrame, *, today: date, days_ahead: int = 31) -> pl.DataFrame:
    """How far a run on each day may go, by the runs of the 30 days before that day.

    Runs of the day itself are left out here (the chart stands them against this line); those of
    today count for the next run in `ceiling`.

    Args:
        activities: ACTIVITIES, any order.
        today: Days after it assume no further run.
        days_ahead: How many of those to add.

    Returns:
        CEILINGS from the first run's day on; empty without any run.

    Source:
        Load law, section 6.1.
    """
    day = pl.col("local_date")
    runs = outing_frame(activities).filter(day <= today)
    first = earliest(runs["local_date"])
    if first is None:
        return CEILINGS.empty()
    end = today + timedelta(days=days_ahead)
    best = pl.col("distance_m").rolling_max(SPIKE_WINDOW_DAYS, min_samples=1).shift(1)
    longest = runs.group_by("local_date").agg(pl.col("distance_m").max())
    days = (
        pl.DataFrame({"local_date": pl.date_range(first, end, eager=True)})
        .join(longest, on="local_date", how="left")
        .sort("local_date")
        .with_columns(reference_distance_m=best)
    )
    return CEILINGS.complete(
        days.with_columns(ceiling_m=pl.col("reference_distance_m") * CEILING_RATIO)
    )


def ceiling_m(longest_m: float) -> float:
    """How far the next run may go: 1.10 x the longest single run of the last 30 days.

    Source:
        Load law, section 6.1.
    """
    return CEILING_RATIO * longest_m


def ceiling(activities: pl.DataFrame, *, today: date) -> Ceiling:
    """How far the next run may go if it starts today, and when that changes.

    Args:
        activities: ACTIVITIES, any order; runs of today count.
        today: The day of the next run.

    Source:
        Load law, section 6.1, "Next-run ceiling".
    """
    since = today - timedelta(days=SPIKE_WINDOW_DAYS)
    recent = outings(with_window(activities, since))
    runs = [run for run in recent if run.local_date <= today]
    best = _longest(runs, since=since)
    later = _longest(runs, since=best.local_date + timedelta(days=1)) if best else None
    return Ceiling(
        distance_m=_ceiling_of(best),
        reference_distance_m=best.distance_m if best else None,
        reference_date=best.local_date if best else None,
        until=best.local_date + timedelta(days=SPIKE_WINDOW_DAYS) if best else None,
        then_m=_ceiling_of(later),
        is_reference_complete=is_complete(earliest(activities["local_date"]), today),
        is_distance_missing=longest_may_be_missing(runs, since=since),
    )


def _ceiling_of(run: Outing | None) -> float | None:
    return None if run is None or run.distance_m is None else ceiling_m(run.distance_m)


def _longest(runs: Sequence[Outing], *, since: date) -> Outing | None:
    """The longest run since that day; of equals the latest."""
    known = [run for run in runs if run.local_date >= since and run.distance_m is not None]
    return max(known, key=lambda run: (run.distance_m or 0.0, run.local_date), default=None)


def load_cause(activities: pl.DataFrame, *, today: date, is_ill: bool = False) -> LoadCause | None:
    """Why the running load does not allow all strength work; None where it does.

    Red: an illness that is told of, or a run more than twice the reference within 7 days; amber
    where the history is too short to know the reference. Amber: a run over 1.10 times the
    reference within 3 days; a return after at least 14 days without a run, for two weeks; the most
    descent of 30 days within 3 days (only with 30 days of history: else it is not known).

    Source:
        Strength law, section 2. No ACWR, ramp, monotony or form.
    """
    if is_ill:
        return LoadCause.ILLNESS
    past = activities.filter(pl.col("local_date") <= today)
    week, now = (today - timedelta(days=days) for days in (RED_DAYS, AMBER_DAYS))
    table = spikes(past, since=week)
    large = table.filter(_is_spike(above=SPIKE_LARGE, since=week))
    if not large.is_empty():
        is_known = large["is_reference_complete"].any()
        return LoadCause.LARGE_JUMP if is_known else LoadCause.JUMP
    if not table.filter(_is_spike(above=SPIKE_SMALL, since=now)).is_empty():
        return LoadCause.JUMP
    if latest_return(past, today=today) is not None:
        return LoadCause.RETURN
    has_most = any(descent.is_most for descent in recent_descents(past, today=today))
    return LoadCause.DESCENT if has_most else None


def _is_spike(*, above: float, since: date) -> pl.Expr:
    return (pl.col("spike_ratio") > above + EDGE_SLACK) & (pl.col("local_date") >= since)
