"""Stored histograms of many runs -> time in three zones, four weeks at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import numpy as np
import polars as pl

from analytics.intensity import Edges, heart_rate_edges, mix_name, pace_edges, polarisation_index
from analytics.stretches import Bools, Floats
from core.activity import RUNNING
from core.athlete import Era
from core.schemas import (
    ACTIVITIES,
    INTENSITY,
    LOWEST_HEART_RATE_BPM,
    N_HEART_RATE_BINS,
    N_SPEED_BINS,
    SPEED_BIN_MPS,
)

By = Literal["heart_rate", "pace"]
PERIOD_DAYS = 28  # load law, section 8: a window of at least four weeks
LEAST_KNOWN = 0.8  # our choice, as the load law asks of heart rate for a load
ZONES = ("easy", "middle", "hard")

BINS: dict[By, tuple[str, Floats]] = {
    "heart_rate": ("heart_rate_s", LOWEST_HEART_RATE_BPM + np.arange(float(N_HEART_RATE_BINS))),
    "pace": ("graded_speed_s", SPEED_BIN_MPS * np.arange(float(N_SPEED_BINS))),
}
"""Of each kind of zone the column of ACTIVITIES, and the value that each of its bins holds."""


def distribution(
    activities: pl.DataFrame, eras: Sequence[Era], *, since: date, until: date, by: By
) -> pl.DataFrame:
    """INTENSITY: the time of the runs in three zones, one row for each four weeks.

    Time without heart rate (or speed), and runs whose day has no thresholds, are unknown time.
    Under four weeks, or with over 20 % of the time unknown, the mix has no name and no index.

    Args:
        activities: ACTIVITIES, any order; other sports are left out.
        eras: Which thresholds held when, oldest first.
        since: First local day; the oldest row may be shorter than four weeks.
        until: Last local day.
        by: Heart rate lags, so intervals under two minutes are undercounted; pace does not.

    Source:
        Load law, section 8.
    """
    days = pl.col("local_date").is_between(since, until)
    runs = ACTIVITIES.check(activities).filter(days & (pl.col("sport") == RUNNING))
    zoned = runs.select("local_date").hstack(_zoned(runs, eras, by=by))
    number = (pl.lit(until) - pl.col("local_date")).dt.total_days() // PERIOD_DAYS
    sums = zoned.group_by(number.alias("number")).agg(
        pl.len().alias("n_runs"),
        pl.col("is_unknown").sum().alias("n_runs_unknown"),
        pl.col(*(f"{zone}_s" for zone in ZONES), "unknown_s").sum(),
        pl.col("is_approximate").any(),
    )
    periods = _periods(since, until).join(sums, on="number", how="left").sort("period_start")
    counted = periods.with_columns(
        pl.selectors.numeric().fill_null(0), pl.col("is_approximate").fill_null(value=False)
    )
    return INTENSITY.complete(_with_mix(_with_shares(counted)))


def zone_seconds(seconds: Floats, values: Floats, edges: Sequence[float]) -> Floats:
    """Seconds in each zone, of each row of seconds at each value; a lower edge belongs to it.

    Args:
        seconds: One row of a histogram for each run.
        values: What each of its bins holds.
        edges: Where the second, third, ... zone begins, rising.
    """
    zone = np.searchsorted(np.asarray(edges) - 1e-9, values, side="right")
    return np.asarray(seconds @ (zone[:, None] == np.arange(len(edges) + 1)).astype(np.float64))


def _periods(since: date, until: date) -> pl.DataFrame:
    """Four weeks each, counted back from the last day."""
    n = max(0, (until - since).days // PERIOD_DAYS + 1)
    ends = [until - timedelta(days=PERIOD_DAYS * number) for number in range(n)]
    starts = [max(since, end - timedelta(days=PERIOD_DAYS - 1)) for end in ends]
    return pl.DataFrame(
        {
            "number": range(n),
            "period_start": starts,
            "period_end": ends,
            "n_days": [(end - start).days + 1 for start, end in zip(starts, ends, strict=True)],
        },
        schema_overrides={
            "number": pl.Int64,
            "period_start": pl.Date,
            "period_end": pl.Date,
            "n_days": pl.Int32,
        },
    )


def _zoned(runs: pl.DataFrame, eras: Sequence[Era], *, by: By) -> pl.DataFrame:
    """Of each run the seconds in three zones, those in none, and whether an edge is a guess."""
    column, values = BINS[by]
    zones = np.zeros((runs.height, len(ZONES)))
    approximate = np.zeros(runs.height, np.bool_)
    known = runs[column].is_not_null().to_numpy()
    for of_era, edges in _eras(runs, eras, by=by):
        if edges is None or not (of_era & known).any():
            continue
        seconds = runs[column].filter(pl.Series(of_era & known)).to_numpy()
        zones[of_era & known] = zone_seconds(seconds, values, edges[:2])
        approximate[of_era & known] = edges.is_approximate
    total = runs.select(pl.coalesce("moving_s", "timer_s", "elapsed_s")).to_series().fill_null(0.0)
    return pl.DataFrame(
        {f"{zone}_s": zones[:, at] for at, zone in enumerate(ZONES)}
        | {
            "unknown_s": np.maximum(total.to_numpy() - zones.sum(axis=1), 0.0),
            "is_unknown": zones.sum(axis=1) == 0,
            "is_approximate": approximate,
        }
    )


def _eras(runs: pl.DataFrame, eras: Sequence[Era], *, by: By) -> list[tuple[Bools, Edges | None]]:
    """The runs of each era, and its edges."""
    find = heart_rate_edges if by == "heart_rate" else pace_edges
    starts = [*(era.since for era in eras), None]
    found = []
    for era, (begin, end) in zip(eras, pairwise(starts), strict=True):
        inside = pl.col("local_date") >= begin
        inside = inside if end is None else inside & (pl.col("local_date") < end)
        mask = runs.select(inside.fill_null(value=False)).to_series().to_numpy()
        found.append((mask, find(era.thresholds)))
    return found


def _with_shares(periods: pl.DataFrame) -> pl.DataFrame:
    known_s = pl.sum_horizontal(f"{zone}_s" for zone in ZONES)
    return periods.with_columns(
        pl.when(known_s > 0).then(100 * pl.col(f"{zone}_s") / known_s).alias(f"{zone}_pct")
        for zone in ZONES
    )


def _with_mix(periods: pl.DataFrame) -> pl.DataFrame:
    """The index and the name of each four weeks that are whole and known well enough."""
    indices, names = [], []
    for row in periods.iter_rows(named=True):
        zones = tuple(row[f"{zone}_s"] for zone in ZONES)
        total = sum(zones) + row["unknown_s"]
        is_known = row["n_days"] == PERIOD_DAYS and 0 < LEAST_KNOWN * total <= sum(zones)
        indices.append(polarisation_index(*zones) if is_known else None)
        names.append(mix_name(*zones) if is_known else None)
    return periods.with_columns(
        pl.Series("polarisation_index", indices, pl.Float64), pl.Series("mix", names, pl.String)
    )
