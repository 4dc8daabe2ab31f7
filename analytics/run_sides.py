"""Left and right of one run put right, which balance speaks for it, and how it drifted."""

from __future__ import annotations

import polars as pl

from analytics.flags.long_runs import FATIGUE_WATCH_PP, LONG_RUN_S, at_even_speed, balance_drift
from analytics.flags.thirds import FIRST, LAST, with_third
from analytics.lean_points import usual_band
from analytics.leans import PODS, STRAP, is_mirrored
from analytics.robust import run_interval
from analytics.symmetry import EVEN_PCT
from core.run import RunDrift
from core.scalars import as_number

OF_PODS = (
    "pod_balance_left_pct",
    "leg_spring_balance_left_pct",
    "vertical_oscillation_balance_left_pct",
    "impact_loading_rate_balance_left_pct",
)


def put_right(
    frame: pl.DataFrame, row: pl.DataFrame, *, swapped_sensors: frozenset[str]
) -> pl.DataFrame:
    """The same seconds or blocks with left and right changed where a sensor was worn wrongly.

    Args:
        frame: Clean seconds or BLOCKS of one run.
        row: Its one row of ACTIVITIES.
        swapped_sensors: Sensors worn the wrong way round.

    Source:
        Imbalance law, 1, "Side safety".
    """
    columns: list[str] = []
    if row.select(is_mirrored(STRAP.sensor, swapped_sensors)).item():
        columns.append(STRAP.column)
    if row.select(is_mirrored(PODS.sensor, swapped_sensors)).item():
        columns += OF_PODS
    return frame.with_columns((2 * EVEN_PCT - pl.col(name)).alias(name) for name in columns)


def shown_measure(seconds: pl.DataFrame, row: pl.DataFrame) -> str | None:
    """The balance that speaks for one run: the strap's before the pods'; None without any.

    A constant value is no balance: a sensor that writes one has measured nothing.
    """
    for measure in (STRAP, PODS):
        if seconds[measure.column].count() and not row[measure.constant].item():
            return measure.column
    return None


def run_drift(
    blocks: pl.DataFrame, row: pl.DataFrame, seconds: pl.DataFrame, *, measure: str | None
) -> RunDrift | None:
    """How the lean changed from the first to the last third; None where the run cannot tell.

    It takes an hour, and in both thirds 8 flat minutes at an even speed.

    Args:
        blocks: BLOCKS of the run, sides put right.
        row: Its one row of ACTIVITIES.
        seconds: Clean seconds with `way_m`.
        measure: The column of the balance.

    Source:
        Imbalance law, 2.1 (`BALANCE_FATIGUE`), of a single run.
    """
    lasts_s = row.select(pl.coalesce("moving_s", "timer_s", "elapsed_s")).item()
    if measure is None or lasts_s is None or lasts_s < LONG_RUN_S:
        return None
    flat = blocks.filter((pl.col("grade_class") == "flat") & pl.col(measure).is_not_null())
    thirds = with_third(at_even_speed(flat), row)
    first, last = (
        (thirds.filter(pl.col("third") == third)[measure] - EVEN_PCT).to_list()
        for third in (FIRST, LAST)
    )
    drift, early = balance_drift(first, last), run_interval(first, least=1)
    if drift is None or early is None:
        return None
    return RunDrift(
        drift_pp=drift.drift,
        low_pp=drift.low,
        high_pp=drift.high,
        early_pp=early.median,
        late_pp=drift.late_pp,
        is_clear=drift.low > FATIGUE_WATCH_PP,
        since_m=_way_at(seconds, 2 / 3 * (row["elapsed_s"].item() or lasts_s)),
    )


def _way_at(seconds: pl.DataFrame, elapsed_s: float) -> float | None:
    return as_number(seconds.filter(pl.col("elapsed_s") <= elapsed_s)["way_m"].max())


def usual_balance(
    leans: pl.DataFrame, row: pl.DataFrame, *, measure: str | None
) -> tuple[float, float] | None:
    """The usual band of the run's sensor as it stood with this run: see `usual_band`.

    Args:
        leans: LEANS of all runs.
        row: The one row of ACTIVITIES of the run that is looked at.
        measure: The column of its balance.
    """
    sensor = next((each.sensor for each in (STRAP, PODS) if each.column == measure), None)
    if sensor is None:
        return None
    upto = (pl.col("start_time") <= row["start_time"].item()) & pl.col("is_eligible")
    is_worn = pl.col("sensor").eq_missing(pl.lit(row[sensor].item(), pl.String))
    ours = leans.filter(upto & is_worn & (pl.col("measure") == measure))
    return usual_band(ours.sort("start_time", "activity_id")["lean_pp"])
