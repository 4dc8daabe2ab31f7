"""Steady blocks of many runs -> one balance a run and sensor, with its interval."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from analytics.blocks import BLOCK_S, LEVEL_BY_NATURE
from analytics.robust import WIDEST_HALF_PP, run_intervals
from analytics.symmetry import EVEN_PCT
from core.activity import RUNNING
from core.findings import BALANCE_LEAST_BLOCKS
from core.schemas import ACTIVITIES, BLOCKS, LEANS


class Measure(NamedTuple):
    """A balance of ground contact: its column of BLOCKS, and what ACTIVITIES say of it."""

    column: str
    sensor: str
    constant: str


STRAP = Measure("stance_balance_left_pct", "balance_sensor", "is_balance_constant")
PODS = Measure("pod_balance_left_pct", "pod_sensor", "is_pod_balance_constant")
MEASURES = (STRAP, PODS)


def leans(
    activities: pl.DataFrame,
    blocks: pl.DataFrame,
    *,
    swapped_sensors: frozenset[str] = frozenset(),
) -> pl.DataFrame:
    """Each run's ground-contact balance, from its flat steady minutes: strap and pods apart.

    Outdoors a minute of unknown grade is not flat: the law compares flat blocks, and a hill shifts
    the balance. On a treadmill or track the ground is level, so there an unknown grade counts.

    Args:
        activities: ACTIVITIES, any order.
        blocks: BLOCKS of these runs, any order.
        swapped_sensors: Sensors worn the wrong way round: their left is the runner's right.

    Returns:
        LEANS in order of time, of one run the strap before the pods; runs without a flat minute
        of balance are absent. The interval is null, and the run not eligible, under 10 blocks
        and where the balance is one constant value.

    Raises:
        SchemaError: a frame is not as its schema promises.

    Source:
        Imbalance law, 1 ("Side safety"), 1.1 and 1.3.
    """
    runs = ACTIVITIES.check(activities).filter(
        (pl.col("sport") == RUNNING) & pl.col("local_date").is_not_null()
    )
    names = ("activity_id", "block_index", "duration_s", "grade_class", "grade_pct")
    read = BLOCKS.check(blocks).select(*names, *(measure.column for measure in MEASURES))
    read = read.rechunk()  # a frame of one chunk a run is ten times dearer to filter
    tables = [
        _leans_of(runs, read, measure=measure, swapped_sensors=swapped_sensors)
        for measure in MEASURES
    ]
    in_order = pl.concat(tables).sort("start_time", "activity_id", maintain_order=True)
    return LEANS.complete(in_order)


def is_mirrored(sensor: str, swapped_sensors: frozenset[str]) -> pl.Expr:
    """Whether left and right of a row of ACTIVITIES must change places; never null.

    What the runner says of one run goes before what they say of a sensor.

    Args:
        sensor: The column that names the sensor.
        swapped_sensors: Sensors worn the wrong way round.

    Source:
        Imbalance law, 1, "Side safety".
    """
    return pl.coalesce("is_swapped", _is_worn_so(sensor, swapped_sensors)).fill_null(value=False)


def is_side_told(sensor: str, swapped_sensors: frozenset[str]) -> pl.Expr:
    """Whether the runner said of a run that its sensor is read as it was worn; never null.

    That is the "no" to the question whether sides were swapped. A run that was turned round by
    hand is no answer to it.
    """
    is_as_worn = pl.col("is_swapped") == _is_worn_so(sensor, swapped_sensors).fill_null(value=False)
    return is_as_worn.fill_null(value=False)


def _is_worn_so(sensor: str, swapped_sensors: frozenset[str]) -> pl.Expr:
    return pl.col(sensor).is_in(pl.Series(sorted(swapped_sensors), dtype=pl.String).implode())


def _leans_of(
    runs: pl.DataFrame,
    blocks: pl.DataFrame,
    *,
    measure: Measure,
    swapped_sensors: frozenset[str],
) -> pl.DataFrame:
    """LEANS of one measure."""
    about = runs.select(
        "activity_id",
        "start_time",
        "local_date",
        "sub_sport",
        sensor=measure.sensor,
        is_constant=pl.col(measure.constant).fill_null(value=False),
        is_side_told=is_side_told(measure.sensor, swapped_sensors),
        sign=pl.when(is_mirrored(measure.sensor, swapped_sensors)).then(-1.0).otherwise(1.0),
    )
    minutes = _flat_minutes(blocks, about, measure.column)
    if minutes.is_empty():
        return LEANS.empty()
    table = run_intervals(minutes, of="lean_pp", by="activity_id").join(about, on="activity_id")
    enough = (pl.col("n_blocks") >= BALANCE_LEAST_BLOCKS) & ~pl.col("is_constant")
    narrow = (pl.col("high") - pl.col("low")) / 2 <= WIDEST_HALF_PP
    named = table.with_columns(
        measure=pl.lit(measure.column),
        lean_pp="median",
        low_pp=pl.when(enough).then("low"),
        high_pp=pl.when(enough).then("high"),
        is_eligible=enough & narrow,
    )
    return LEANS.complete(named)


def _flat_minutes(blocks: pl.DataFrame, runs: pl.DataFrame, column: str) -> pl.DataFrame:
    """Blocks of one minute that have this balance and are flat, in order, with `lean_pp`."""
    is_flat = (pl.col("grade_class") == "flat").fill_null(value=False)
    is_unknown = pl.col("grade_pct").is_null()
    minutes = blocks.filter(  # first the rows, then the runs: a join of all blocks is dear
        pl.col(column).is_not_null() & (pl.col("duration_s") == BLOCK_S) & (is_flat | is_unknown)
    ).select("activity_id", "block_index", column, is_flat=is_flat)
    about = runs.select("activity_id", "sign", is_level=pl.col("sub_sport").is_in(LEVEL_BY_NATURE))
    lean = pl.col("sign") * (pl.col(column) - EVEN_PCT)
    return (
        minutes.join(about, on="activity_id", how="inner")
        .filter(pl.col("is_flat") | pl.col("is_level").fill_null(value=False))
        .select("activity_id", "block_index", lean_pp=lean)
        .sort("activity_id", "block_index")
    )
