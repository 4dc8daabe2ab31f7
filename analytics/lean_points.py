"""What the pictures of the balance stand on: usual bands, long runs, speeds, and what differs."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from analytics.flags.long_runs import long_runs
from analytics.flags.shift import LAST_RUNS, MOST_BASELINE
from analytics.flags.steady import blocks_of, leans_of, runs_of, with_lean
from analytics.matched import BIN_MPS, mdc95, typical_error
from core.findings import BALANCE_WATCH_PP, EDGE_SLACK, Evidence
from core.scalars import as_number
from core.where import (
    CAUSES,
    WHERE_DAYS,
    Contrast,
    LateRun,
    SpeedPoint,
    UsualBand,
    WhereFrom,
)

LEAST_POINT_BLOCKS = 3  # our choice: fewer minutes at a speed are a dot of noise
MOST_POINTS = 400  # our choice: the latest; more only hide each other


def with_points(found: WhereFrom, evidence: Evidence) -> WhereFrom:
    """The same with its long runs, its speeds, and the usual band of every sensor.

    Args:
        found: Names the present sensor.
        evidence: Its ACTIVITIES, BLOCKS and LEANS are looked at.
    """
    table = leans_of(evidence)
    usual = usual_bands(table)
    if found.measure is None:
        return replace(found, usual=usual)
    worn = table.filter(pl.col("measure").fill_null(found.measure) == found.measure)
    if found.sensor is not None:
        worn = worn.filter(pl.col("sensor") == found.sensor)
    ours = runs_of(evidence, days=WHERE_DAYS).filter(
        pl.col("activity_id").is_in(worn["activity_id"].implode())
    )
    flat = blocks_of(evidence, ours).filter(pl.col("grade_class") == "flat")
    return replace(
        found,
        usual=usual,
        contrasts=contrasts(found),
        late=late_runs(evidence, ours, found.measure),
        points=speed_points(with_lean(flat, evidence, found.measure)),
    )


def usual_band(lean_pp: pl.Series) -> tuple[float, float] | None:
    """Between which leans a runner's own runs lie: the median of the 20 before the last 3, ± MDC95.

    Args:
        lean_pp: Of the eligible runs with one sensor, oldest first, up to the run looked at.

    Returns:
        Lower and upper end in points; None with fewer than 8 runs before the last 3.

    Source:
        Imbalance law, 1.3 ("Change") and 2.1 (`BALANCE_SHIFT`): 8 to 20 runs before the last 3.
    """
    before = lean_pp.head(max(0, lean_pp.len() - LAST_RUNS)).tail(MOST_BASELINE)
    error, middle = typical_error(before.to_list()), as_number(before.median())
    if error is None or middle is None:
        return None
    return middle - mdc95(error), middle + mdc95(error)


def usual_bands(leans: pl.DataFrame) -> tuple[UsualBand, ...]:
    """The usual band of every sensor as of its last run; of one with too few runs there is none.

    Args:
        leans: LEANS, any order.
    """
    eligible = leans.filter("is_eligible").sort("start_time", "activity_id")
    bands = []
    for _, runs in eligible.group_by("measure", "sensor", maintain_order=True):
        band = usual_band(runs["lean_pp"])
        if band is None:
            continue
        bands.append(
            UsualBand(
                measure=runs["measure"][0],
                sensor=runs["sensor"][0],
                since=runs["local_date"][0],
                until=runs["local_date"][-1],
                low_pp=band[0],
                high_pp=band[1],
            )
        )
    return tuple(bands)


def late_runs(evidence: Evidence, runs: pl.DataFrame, measure: str) -> tuple[LateRun, ...]:
    """The first and the last third of each long run, oldest first.

    Args:
        evidence: Its blocks are looked at.
        runs: ACTIVITIES rows of one sensor, oldest first.
        measure: The column of BLOCKS that holds its balance.

    Source:
        Imbalance law, 2.1 (`BALANCE_FATIGUE`).
    """
    return tuple(
        LateRun(
            activity_id=run.activity_id,
            local_date=run.local_date,
            first_pp=run.drift.early_pp,
            last_pp=run.drift.late_pp,
            drift_pp=run.drift.drift,
            low_pp=run.drift.low,
            high_pp=run.drift.high,
            n_blocks=run.n_blocks,
        )
        for run in long_runs(evidence, runs, measure)
    )


def speed_points(flat: pl.DataFrame) -> tuple[SpeedPoint, ...]:
    """The median lean of each run in each of its speed bins, the latest ones.

    Args:
        flat: Blocks on the flat with `lean_pp`, in order of time.

    Source:
        Imbalance law, 1.1: bins of 0.25 m/s.
    """
    edge = (pl.col("speed_mps") / BIN_MPS + 1e-9).floor()
    table = (
        flat.with_columns(edge=edge)
        .group_by("activity_id", "edge", maintain_order=True)
        .agg(pl.col("speed_mps", "lean_pp").median(), n_blocks=pl.len())
        .filter(pl.col("n_blocks") >= LEAST_POINT_BLOCKS)
        .select("speed_mps", "lean_pp", "n_blocks")
        .tail(MOST_POINTS)
    )
    return tuple(SpeedPoint(**row) for row in table.iter_rows(named=True))


def contrasts(found: WhereFrom) -> tuple[Contrast, ...]:
    """The outermost cells of each cause of which two speak, and whether they truly differ.

    Intervals that do not touch are a stricter test than an interval of the difference: many cells
    are looked at, and the two that lie farthest apart are picked after the fact. And less than a
    point is no finding, as for one class of slope. Our choice.

    Args:
        found: Its cells.

    Source:
        Limit: imbalance law, 2.1.
    """
    speaking = found.table.filter(~pl.col("is_thin")).sort("cause", "lean_pp", "cell_index")
    rows = []
    for cause in CAUSES:
        cells = speaking.filter(pl.col("cause") == cause)
        if cells.height < 2:
            continue
        right, left = cells.row(0, named=True), cells.row(-1, named=True)
        apart, gap = left["lean_pp"] - right["lean_pp"], left["low_pp"] - right["high_pp"]
        rows.append(
            Contrast(
                cause=cause,
                most_left=left["cell"],
                most_right=right["cell"],
                apart_pp=apart,
                gap_pp=gap,
                is_clear=gap > 0 and apart >= BALANCE_WATCH_PP - EDGE_SLACK,
            )
        )
    return tuple(rows)
