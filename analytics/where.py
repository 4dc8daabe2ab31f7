"""Where an uneven balance comes from: by speed, slope, third, turn, sensor, shoes, hard days.

Every cell is a median of steady blocks with an interval by drawing whole runs again, and refuses to
speak where the law would not let a flag speak either. Nothing here says why: a cell is no cause.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from analytics.bootstrap import drawn_medians, draws, estimate, interval_of
from analytics.flags.long_runs import LONG_RUN_S, at_even_speed
from analytics.flags.steady import (
    PODS,
    SENSOR_OF,
    STRAP,
    blocks_of,
    leans_of,
    present,
    runs_of,
    with_lean,
)
from analytics.flags.thirds import FIRST, LAST, with_third
from analytics.matched import BIN_MPS
from core.findings import Evidence
from core.schemas import WHERE
from core.where import LEAST_CELL_BLOCKS, LEAST_CELL_RUNS, WHERE_DAYS, WhereFrom

STRAIGHT_DEGPS = 0.5  # our choice: half a turn in six minutes is still straight on
HARD_SHARE = 0.75  # our choice: a day in the top quarter of the runner's own running days
WORDS = {STRAP: "strap or waist pod, not named", PODS: "foot pods, not named"}
ORDER = {
    "slope": ("flat", "up", "down"),
    "third": (FIRST, LAST),
    "turn": ("left", "straight", "right"),
    "hard_day": ("0", "1", "2", "3+"),
}


def where_from(evidence: Evidence) -> WhereFrom:
    """The balance of the last half year, cut in seven ways.

    Args:
        evidence: Its ACTIVITIES, BLOCKS, DAYS and LEANS are looked at.

    Source:
        Issue 5, "Where does it come from"; intervals: imbalance law, 1.3.
    """
    until = evidence.today
    since = until - timedelta(days=WHERE_DAYS - 1)
    evidence = replace(evidence, blocks=evidence.blocks.rechunk())  # as for the flags
    every = runs_of(evidence, days=WHERE_DAYS)
    steady = blocks_of(evidence, every)
    worn = present(leans_of(evidence).filter(pl.col("local_date") >= since), until=until)
    if worn is None:
        return WhereFrom(since=since, until=until)
    hard_au = hard_load_au(evidence.days, since=since, until=until)
    ours = with_lean(steady, evidence, worn.measure).filter(
        pl.col("activity_id").is_in(worn.table["activity_id"].implode())
    )
    told = {
        **_of_blocks(ours),
        "third": _thirds(ours, every),
        "sensor": _sensors(steady, evidence),
        "shoes": _named(ours, every, "gear"),
        "hard_day": _hard_days(ours, evidence.days, hard_au),
    }
    rows = [row for cause, blocks in told.items() for row in _cells(cause, blocks)]
    return WhereFrom(
        since=since,
        until=until,
        measure=worn.measure,
        sensor=worn.sensor,
        n_runs=ours["activity_id"].n_unique(),
        hard_load_au=hard_au,
        table=WHERE.complete(pl.DataFrame(rows)) if rows else WHERE.empty(),
    )


def hard_load_au(days: pl.DataFrame, *, since: date, until: date) -> float | None:
    """The load from which a day was hard for this runner; None where no load is known.

    A day counts as hard when its running load is in the top quarter of the runner's own days with
    a run: the simplest line that needs no zones and no plan.
    """
    known = days.filter(pl.col("local_date").is_between(since, until) & (pl.col("load_au") > 0))
    value: float | None = known["load_au"].quantile(HARD_SHARE, "linear")
    return value


def _of_blocks(ours: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """What a block tells by itself: speed and turn on the flat, and the slope."""
    flat = _flat(ours)
    turn = pl.col("turn_right_degps")
    side = (
        pl.when(turn > STRAIGHT_DEGPS)
        .then(pl.lit("right"))
        .when(turn < -STRAIGHT_DEGPS)
        .then(pl.lit("left"))
        .when(turn.is_not_null())
        .then(pl.lit("straight"))
    )
    edge = (pl.col("speed_mps") / BIN_MPS + 1e-9).floor() * BIN_MPS
    speed = edge.round(2).cast(pl.String).alias("cell")
    return {
        "speed": flat.with_columns(speed, bin_mps=edge),
        "slope": ours.with_columns(cell="grade_class"),
        "turn": flat.with_columns(cell=side),
    }


def _flat(blocks: pl.DataFrame) -> pl.DataFrame:
    return blocks.filter(pl.col("grade_class") == "flat")


def _thirds(ours: pl.DataFrame, every: pl.DataFrame) -> pl.DataFrame:
    """First and last thirds of runs of an hour or more, at an even speed."""
    long = every.filter(pl.coalesce("moving_s", "timer_s", "elapsed_s") >= LONG_RUN_S)
    flat = _flat(ours).filter(pl.col("activity_id").is_in(long["activity_id"].implode()))
    return with_third(at_even_speed(flat), long).with_columns(cell="third")


def _sensors(steady: pl.DataFrame, evidence: Evidence) -> pl.DataFrame:
    """Every sensor for itself; two on one run stand side by side."""
    parts = []
    for measure in (STRAP, PODS):
        leaning = with_lean(_flat(steady), evidence, measure)
        worn = pl.col(SENSOR_OF[measure]).fill_null(WORDS[measure])
        parts.append(leaning.with_columns(cell=worn))
    return pl.concat(parts)


def _named(ours: pl.DataFrame, every: pl.DataFrame, column: str) -> pl.DataFrame:
    about = every.select("activity_id", cell=column)
    return _flat(ours).join(about, on="activity_id", maintain_order="left")


def _hard_days(ours: pl.DataFrame, days: pl.DataFrame, hard_au: float | None) -> pl.DataFrame:
    """Days since a hard one; unknown where a day between has an unknown load."""
    if hard_au is None:
        return ours.clear().with_columns(cell=pl.lit(None, dtype=pl.String))
    at = pl.when(pl.col("load_au") >= hard_au).then("local_date").forward_fill()
    unknown = pl.when(pl.col("load_au").is_null()).then("local_date").forward_fill()
    since = (pl.col("local_date") - pl.col("at")).dt.total_days()
    cell = pl.when(since >= 3).then(pl.lit("3+")).otherwise(since.cast(pl.String))
    is_unknown = pl.col("unknown") > pl.col("at")
    table = (
        days.sort("local_date")
        .with_columns(at=at, unknown=unknown)
        .select("local_date", cell=pl.when(~is_unknown.fill_null(value=False)).then(cell))
    )
    return _flat(ours).join(table, on="local_date", how="left", maintain_order="left")


def _cells(cause: str, blocks: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """One row a cell, in the order of the cause."""
    known = blocks.filter(pl.col("cell").is_not_null())
    found = known["cell"].unique(maintain_order=True).to_list()
    for index, name in enumerate(_in_order(cause, found)):
        part = known.filter(pl.col("cell") == name)
        edge = part["bin_mps"][0] if cause == "speed" else None
        yield {
            "cause": cause,
            "cell_index": index,
            "cell": name,
            "speed_mps": edge,
            **_told(part),
        }


def _in_order(cause: str, found: list[str]) -> list[str]:
    if cause == "speed":
        return sorted(found, key=float)
    order = ORDER.get(cause)
    return sorted(found) if order is None else [name for name in order if name in found]


def _told(part: pl.DataFrame) -> dict[str, Any]:
    """Counts, and the median with its interval unless the cell is thin."""
    numbered = part.sort("start_time", "activity_id", "block_index").with_columns(
        run=pl.col("activity_id").rle_id().cast(pl.Int64)
    )
    n_runs, values = part["activity_id"].n_unique(), numbered["lean_pp"].to_numpy()
    counted = {"n_runs": n_runs, "n_blocks": part.height}
    thin = {"lean_pp": None, "low_pp": None, "high_pp": None, "is_thin": True}
    if part.height < LEAST_CELL_BLOCKS or n_runs < LEAST_CELL_RUNS:
        return {**counted, **thin}
    drawn = drawn_medians(values, numbered["run"].to_numpy(), draws(n_runs))
    interval = interval_of(drawn)
    if interval is None:
        return {**counted, **thin}
    found = estimate(float(np.median(values)), interval)
    told = {"lean_pp": found.value, "low_pp": found.low, "high_pp": found.high, "is_thin": False}
    return {**counted, **told}
