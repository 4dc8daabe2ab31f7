"""The hard and the long days of a runner's week, found in the last weeks' runs.

Used where the runner has told no week; always shown, to be corrected. What counts as hard or long,
and how often, is our choice: no source says which days a runner means.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.distribution import BINS, By, zone_seconds
from analytics.intensity import heart_rate_edges, pace_edges
from analytics.outings import outing_frame
from core.activity import RUNNING
from core.athlete import KEY_RUNS, Era, RunDay, Thresholds
from core.schemas import ACTIVITIES, LOADS
from core.season import monday_of
from core.usual import UsualDay, UsualWeek

WEEKS_SEEN = 6
LEAST_WEEKS = 3  # on fewer of the same weekday a day is no habit
LEAST_RUNS = 3  # of those weeks, before a week's longest run says anything
LONG_RATIO, LONG_S = 1.3, 90 * 60.0
HARD_SHARE = 0.20  # of the time with a zone, above the second threshold
HARD_LOAD_RATIO = 1.3  # load of an hour against the runner's median: no zone is known
LEAST_KNOWN = 0.5  # of the moving time, before a share of it says anything
LEAST_KEPT = 0.5  # of the runs on easy days alone, before these are fixed days
N_DAYS = 7
WEEKDAYS = (*("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What is asked of one run: its day, how long it took, whether it was hard; None: unknown."""

    day: date
    moving_s: float | None
    distance_m: float | None
    is_hard: bool | None


def usual_days(
    activities: pl.DataFrame, loads: pl.DataFrame, eras: Sequence[Era], *, today: date
) -> UsualWeek | None:
    """The runner's week of rest, easy, hard and long days, each with what it stands on.

    Looks at the six whole weeks before the one that holds `today`. A weekday is long if it held
    the week's longest run in at least three of them, and that run was at least 1.3 times the
    median or 90 minutes; hard if it held a run with at least 20 % of its time above the second
    threshold, by heart rate or pace, or one of much load for its time where no zone is known;
    rest if it was run in at most two of the weeks. Where no day is hard or long and the easy ones
    hold less than half of the runs, no day is fixed, and all are given as rest.

    Args:
        activities: ACTIVITIES, any order; runs only count.
        loads: LOADS, for runs without a zone.
        eras: Which thresholds held when, oldest first.
        today: The day of the look.

    Returns:
        None with runs in fewer than three of the six weeks: then nobody knows.
    """
    monday = monday_of(today)
    since = monday - WEEKS_SEEN * WEEK
    days = pl.col("local_date").is_between(since, monday, closed="left")
    table = ACTIVITIES.check(activities).filter(days & (pl.col("sport") == RUNNING))
    runs = _runs(table, LOADS.check(loads), eras)
    weeks = {monday_of(run.day) for run in runs}
    if len(weeks) < LEAST_WEEKS or len(runs) < LEAST_RUNS:
        return None
    held = tuple(_day(weekday, runs, n_weeks=len(weeks)) for weekday in range(N_DAYS))
    if not _is_habit(held, runs):
        held = tuple(_open(weekday, runs, n_weeks=len(weeks)) for weekday in range(N_DAYS))
    return UsualWeek(days=held, n_weeks=len(weeks), since=since)


def _is_habit(days: Sequence[UsualDay], runs: Sequence[_Run]) -> bool:
    """Whether the days found are a week at all: a hard or a long day, or half of the runs.

    One easy weekday among runs of every third day is chance, and no week to plan by.
    """
    fixed = {weekday for weekday, day in enumerate(days) if day.kind is not RunDay.REST}
    n_on = sum(run.day.weekday() in fixed for run in runs)
    return any(day.kind in KEY_RUNS for day in days) or n_on >= LEAST_KEPT * len(runs)


def _open(weekday: int, runs: Sequence[_Run], *, n_weeks: int) -> UsualDay:
    """A weekday of a runner without fixed days."""
    n_run = len({monday_of(run.day) for run in runs if run.day.weekday() == weekday})
    said = f"you ran on {n_run} of {n_weeks} {WEEKDAYS[weekday]}"
    return UsualDay(kind=RunDay.REST, evidence=said, n_weeks=n_run)


def _runs(table: pl.DataFrame, loads: pl.DataFrame, eras: Sequence[Era]) -> list[_Run]:
    """The runs in order of time; the parts of a split file count for the first one."""
    hard = _by_zones(table, eras)
    by_load = _by_load(table, loads)
    joined = outing_frame(table)
    times = _moving_s(table, joined)
    found = []
    for row in joined.iter_rows(named=True):
        key = row["activity_id"]
        is_hard = hard.get(key)
        found.append(
            _Run(
                day=row["local_date"],
                moving_s=times.get(key),
                distance_m=row["distance_m"],
                is_hard=by_load.get(key) if is_hard is None else is_hard,
            )
        )
    return found


def _moving_s(table: pl.DataFrame, joined: pl.DataFrame) -> dict[int, float | None]:
    """Moving time of each outing: that of its first part and of the parts that follow it."""
    firsts = joined.select("start_time", pl.col("activity_id").alias("first_id")).sort("start_time")
    parts = table.select(
        "start_time", moving_s=pl.coalesce("moving_s", "timer_s", "elapsed_s")
    ).sort("start_time")
    summed = (
        parts.join_asof(firsts, on="start_time")
        .group_by("first_id")
        .agg(pl.when(pl.col("moving_s").null_count() == 0).then(pl.col("moving_s").sum()))
    )
    return dict(summed.iter_rows())


def _by_zones(table: pl.DataFrame, eras: Sequence[Era]) -> dict[int, bool]:
    """Whether each run was hard, by heart rate, else by pace; runs without a zone are left out."""
    found: dict[int, bool] = {}
    for by in ("pace", "heart_rate"):  # heart rate last: where both are known it decides for hard
        for key, share in _hard_shares(table, eras, by=by).items():
            found[key] = found.get(key, False) or share >= HARD_SHARE
    return found


def _hard_shares(table: pl.DataFrame, eras: Sequence[Era], *, by: By) -> dict[int, float]:
    column, values = BINS[by]
    find = heart_rate_edges if by == "heart_rate" else pace_edges
    shares = {}
    whole = pl.coalesce("moving_s", "timer_s", "elapsed_s").alias("whole_s")
    known = table.filter(pl.col(column).is_not_null()).select(
        "activity_id", "local_date", column, whole
    )
    for key, day, seconds, whole_s in known.iter_rows():
        edges = find(_thresholds(eras, day)) if eras else None
        if edges is None:
            continue
        zones = zone_seconds(np.asarray([seconds], np.float64), values, edges[:2])[0]
        if zones.sum() > 0 and zones.sum() >= LEAST_KNOWN * (whole_s or 0.0):
            shares[key] = float(zones[-1] / zones.sum())
    return shares


def _thresholds(eras: Sequence[Era], day: date) -> Thresholds:
    """Those that held on a day; before the first era the first one's."""
    held = [era for era in eras if era.since <= day]
    return (held[-1] if held else eras[0]).thresholds


def _by_load(table: pl.DataFrame, loads: pl.DataFrame) -> dict[int, bool]:
    """Whether a run's load is high for its time, against the median of the runner's runs."""
    rates = (
        loads.join(table.select("activity_id"), on="activity_id", how="semi")
        .filter((pl.col("load_au") > 0) & (pl.col("moving_s") > 0))
        .select("activity_id", rate=pl.col("load_au") / pl.col("moving_s"))
    )
    if rates.height < LEAST_RUNS:
        return {}
    is_high = pl.col("rate") >= HARD_LOAD_RATIO * pl.col("rate").median()
    return dict(rates.select("activity_id", is_high).iter_rows())


def _day(weekday: int, runs: Sequence[_Run], *, n_weeks: int) -> UsualDay:
    own = [run for run in runs if run.day.weekday() == weekday]
    n_run = len({monday_of(run.day) for run in own})
    n_long = len({monday_of(run.day) for run in _long_runs(runs) if run.day.weekday() == weekday})
    n_hard = len({monday_of(run.day) for run in own if run.is_hard})
    name = WEEKDAYS[weekday]
    if n_long >= LEAST_WEEKS:
        kind, said = RunDay.LONG, f"{n_long} of {n_weeks} {name} were your longest run"
    elif n_hard >= LEAST_WEEKS:
        kind, said = RunDay.HARD, f"{n_hard} of {n_weeks} {name} held a hard run"
    elif n_run >= LEAST_WEEKS:
        kind, said = RunDay.EASY, f"you ran on {n_run} of {n_weeks} {name}, mostly easy"
    else:
        kind, said = RunDay.REST, f"you ran on {n_run} of {n_weeks} {name}"
    return UsualDay(kind=kind, evidence=said, n_weeks=max(n_long, n_hard, n_run))


def _long_runs(runs: Sequence[_Run]) -> list[_Run]:
    """Each week's longest run, if it stands out: 1.3 times the median run, or 90 minutes."""
    by_week: dict[date, list[_Run]] = {}
    for run in runs:
        by_week.setdefault(monday_of(run.day), []).append(run)
    usual = _median([run.moving_s for run in runs if run.moving_s is not None])
    found = []
    for week in by_week.values():
        longest = max(week, key=lambda run: (run.moving_s or 0.0, run.distance_m or 0.0))
        size = longest.moving_s
        is_longer = size is not None and usual is not None and size >= LONG_RATIO * usual
        if is_longer or (longest.moving_s or 0.0) >= LONG_S:
            found.append(longest)
    return found


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None
