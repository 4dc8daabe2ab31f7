"""One run against the longest of the month before it, and how far the next may go."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from analytics.breaks import latest_return
from analytics.descents import recent_descents
from analytics.outings import (
    Outing,
    is_complete,
    longest_may_be_missing,
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
    LoadState,
)
from core.schemas import CEILINGS, SPIKES

RED_DAYS, AMBER_DAYS = 7, 3  # strength law, section 2


def spike_class(ratio: float) -> str:
    """The class of the cohort study: reference, small, moderate or large.

    Source:
        Schuster Brandt Frandsen 2025, 10.1136/bjsports-2024-109380; load law, 6.1.
    """
    edges = ((SPIKE_SMALL, "reference"), (SPIKE_MODERATE, "small"), (SPIKE_LARGE, "moderate"))
    return next((name for edge, name in edges if ratio <= edge + EDGE_SLACK), "large")


def longest_before(runs: Sequence[Outing]) -> list[Outing | None]:
    """For every run, the longest of those that started before it on its day or 30 days back.

    Of equal distances the later one, because it counts longer. Linear in the number of runs.
    """
    window: deque[Outing] = deque()  # falling distances: the longest stands first
    result: list[Outing | None] = []
    for run in runs:
        while window and (run.local_date - window[0].local_date).days > SPIKE_WINDOW_DAYS:
            window.popleft()
        result.append(window[0] if window else None)
        _push(window, run)
    return result


def _push(window: deque[Outing], run: Outing) -> None:
    if run.distance_m is None:
        return
    while window and (window[-1].distance_m or 0.0) <= run.distance_m:
        window.pop()
    window.append(run)


def spikes(activities: pl.DataFrame, *, since: date | None = None) -> pl.DataFrame:
    """Every run against the longest run of the 30 days before it.

    Args:
        activities: ACTIVITIES, any order; runs only count. History is complete when the first
            activity of any sport is at least 30 days older than the run.
        since: Leave out the runs before this day, and the work for them.

    Returns:
        SPIKES in order of time, one row a session (see `outings`). Without any earlier run in
        the window the class is "no_recent_run" and the ratio null, never infinite.

    Source:
        Load law, section 6.1.
    """
    runs = outings(with_window(activities, since))
    first = activities["local_date"].min()
    references = longest_before(runs)
    previous = [None, *runs][: len(runs)]
    rows = [
        _spike(run, reference, before=before)
        | {"is_reference_complete": is_complete(first, run.local_date)}
        for run, reference, before in zip(runs, references, previous, strict=True)
        if since is None or run.local_date >= since
    ]
    return SPIKES.complete(pl.DataFrame(rows, schema=SPIKES.dtypes, orient="row"))


def _spike(run: Outing, reference: Outing | None, *, before: Outing | None) -> dict[str, object]:
    known = reference is not None and reference.distance_m
    ratio = run.distance_m / known if known and run.distance_m is not None else None
    return {
        "activity_id": run.activity_id,
        "start_time": run.start_time,
        "local_date": run.local_date,
        "distance_m": run.distance_m,
        "reference_distance_m": reference.distance_m if reference else None,
        "reference_date": reference.local_date if reference else None,
        "spike_ratio": ratio,
        "spike_class": _class_of(run, ratio, before=before),
    }


def _class_of(run: Outing, ratio: float | None, *, before: Outing | None) -> str | None:
    """Null where a distance is missing: an unknown run is no missing run."""
    if ratio is not None:
        return spike_class(ratio)
    ran = before is not None and (run.local_date - before.local_date).days <= SPIKE_WINDOW_DAYS
    return None if ran else "no_recent_run"


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
    runs = [run for run in outings(activities) if run.local_date <= today]
    if not runs:
        return CEILINGS.empty()
    longest = pl.DataFrame(
        {
            "local_date": [run.local_date for run in runs],
            "distance_m": pl.Series([run.distance_m for run in runs], dtype=pl.Float64),
        }
    ).group_by("local_date")
    end = today + timedelta(days=days_ahead)
    days = pl.DataFrame({"local_date": pl.date_range(runs[0].local_date, end, eager=True)})
    best = pl.col("distance_m").rolling_max(SPIKE_WINDOW_DAYS, min_samples=1).shift(1)
    days = days.join(longest.agg(pl.col("distance_m").max()), on="local_date", how="left")
    days = days.sort("local_date").with_columns(reference_distance_m=best)
    ceiling_m = pl.col("reference_distance_m") * CEILING_RATIO
    return CEILINGS.complete(days.with_columns(ceiling_m=ceiling_m))


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
        is_reference_complete=is_complete(activities["local_date"].min(), today),
        is_distance_missing=longest_may_be_missing(runs, since=since),
    )


def _ceiling_of(run: Outing | None) -> float | None:
    return None if run is None or run.distance_m is None else ceiling_m(run.distance_m)


def _longest(runs: Sequence[Outing], *, since: date) -> Outing | None:
    """The longest run since that day; of equals the latest."""
    known = [run for run in runs if run.local_date >= since and run.distance_m is not None]
    return max(known, key=lambda run: (run.distance_m or 0.0, run.local_date), default=None)


def load_state(activities: pl.DataFrame, *, today: date) -> LoadState:
    """What the running load allows in the gym.

    Red: a run more than twice the reference within 7 days; amber where the history is too short
    to know the reference. Amber: a run over 1.10 times the reference within 3 days; a return after
    at least 14 days without a run, for two weeks; the most descent of 30 days within 3 days (only
    with 30 days of history: else it is not known).

    Source:
        Strength law, section 2. No ACWR, ramp, monotony or form.
    """
    past = activities.filter(pl.col("local_date") <= today)
    week, now = (today - timedelta(days=days) for days in (RED_DAYS, AMBER_DAYS))
    table = spikes(past, since=week)
    large = table.filter(_is_spike(above=SPIKE_LARGE, since=week))
    if not large.is_empty():
        return LoadState.RED if large["is_reference_complete"].any() else LoadState.AMBER
    if not table.filter(_is_spike(above=SPIKE_SMALL, since=now)).is_empty():
        return LoadState.AMBER
    has_most = any(descent.is_most for descent in recent_descents(past, today=today))
    is_amber = has_most or latest_return(past, today=today) is not None
    return LoadState.AMBER if is_amber else LoadState.GREEN


def _is_spike(*, above: float, since: date) -> pl.Expr:
    return (pl.col("spike_ratio") > above + EDGE_SLACK) & (pl.col("local_date") >= since)
