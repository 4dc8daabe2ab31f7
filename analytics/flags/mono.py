"""How much of a month's distance is the same way, or the same surface."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from analytics.flags.recent import recent_runs, total
from analytics.flags.rule import Reading
from analytics.ways import same_way
from core.findings import EDGE_SLACK, Evidence

MONO_WATCH_PCT, MONO_ACT_PCT, MONO_RUNS = 60.0, 80.0, 8  # imbalance law, 2.2


def mono_reading(evidence: Evidence) -> Reading:
    """Share of the month's distance on one way, or on one surface that the runner told."""
    runs = recent_runs(evidence).filter(pl.col("distance_m") > 0)
    total_m = total(runs, "distance_m")
    found = [_way(runs, evidence.routes), _surface(runs)]
    known = [one for one in found if one.n_runs >= MONO_RUNS]
    if not known or total_m <= 0:
        most = max(one.n_runs for one in found)  # eight of one kind are enough
        return Reading(n_runs=most, words={"missing": _more_ways(most)})
    best = max(known, key=lambda one: one.value or 0.0)
    share = 100 * (best.value or 0.0) / total_m
    is_raised = share >= MONO_WATCH_PCT - EDGE_SLACK
    return replace(
        best,
        value=share,
        say=best.say if is_raised else None,
        words=dict(best.words) | {"p": f"{share:.0f}"},
    )


ONE_SURFACE = (
    "{p} % of your distance is on one surface ({surface}). Another one now and then gives the feet "
    "something else to do."
)


def _way(runs: pl.DataFrame, routes: pl.DataFrame) -> Reading:
    """Distance on the way that holds the most of it."""
    has_way = pl.col("activity_id").is_in(routes["activity_id"].unique().to_list())
    placed = runs.filter(has_way)
    if placed.height < MONO_RUNS:
        return Reading(n_runs=placed.height)
    run_ids = placed["activity_id"].to_list()
    is_same = same_way(routes, run_ids)
    on_way_m = is_same @ placed["distance_m"].to_numpy()
    best = int(np.argmax(on_way_m))
    ids = tuple(run_ids[run] for run in np.flatnonzero(is_same[best]))
    return Reading(value=float(on_way_m[best]), n_runs=placed.height, run_ids=ids)


def _surface(runs: pl.DataFrame) -> Reading:
    """Distance on the surface that was told most; its sentence replaces that of the way."""
    told = runs.filter(pl.col("surface").is_not_null())
    if told.height < MONO_RUNS:
        return Reading(n_runs=told.height)
    by_surface = told.group_by("surface").agg(pl.col("distance_m").sum())
    most = by_surface.sort("distance_m", "surface", descending=[True, False]).row(0, named=True)
    ids = told.filter(pl.col("surface") == most["surface"])["activity_id"].drop_nulls()
    return Reading(
        value=most["distance_m"],
        n_runs=told.height,
        run_ids=tuple(ids),
        say=ONE_SURFACE,
        words={"surface": most["surface"]},
    )


def _more_ways(n_runs: int) -> str:
    return (
        f"You have {n_runs} of the {MONO_RUNS} runs of the last 28 days with positions or a "
        f"surface that you told. It takes {MONO_RUNS - n_runs} more."
    )
