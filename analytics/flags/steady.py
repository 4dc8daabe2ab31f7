"""What the gait flags look at: the steady blocks of the latest runs, and the present sensor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

import polars as pl

from analytics.blocks import BLOCK_S, HILL_BLOCK_S, LEVEL_BY_NATURE
from analytics.leans import MEASURES, is_mirrored
from analytics.matched import matching_bin
from analytics.symmetry import EVEN_PCT
from core.activity import RUNNING
from core.findings import Evidence, Level
from core.spoken import count
from core.where import Worn

STRAP, PODS = (measure.column for measure in MEASURES)
SENSOR_OF = {measure.column: measure.sensor for measure in MEASURES}
CONSTANT_OF = {measure.column: measure.constant for measure in MEASURES}
ABOUT = (
    *("activity_id", "start_time", "local_date", "sub_sport", "device", "is_swapped"),
    *(name for measure in MEASURES for name in (measure.sensor, measure.constant)),
)
"""What a steady block tells of its run."""
LONGEST_DAYS = 224  # as far as any flag looks at blocks: a look of 16 weeks, 16 weeks ago
RAISED = (Level.WATCH, Level.ACT)


class Judged(Protocol):
    """Anything that has come to a level."""

    @property
    def level(self) -> Level | None:
        """The level."""


Verdict = TypeVar("Verdict", bound=Judged)


def standing(now: Verdict, at_run: Callable[[int], Verdict | None]) -> Verdict:
    """The evaluation that stands: a raised flag is cleared only by two in a row that are ok.

    An evaluation is made at each eligible run from the runs up to it. So the last two decide:
    whatever was raised before them was either cleared by them or is still the level of the first.
    Runs that only grow old can raise a flag, not clear it: that takes a run.

    Args:
        now: The evaluation of today.
        at_run: The evaluation at the last run (0), or at the one before it (1).

    Source:
        Imbalance law, 1.3, "Persistence"; recomputed from the history, never stored.
    """
    if now.level is not Level.OK:
        return now
    last = at_run(0)
    if last is None or last.level in RAISED:
        return last or now
    before = at_run(1) if last.level is Level.OK else None
    return before if before is not None and before.level in RAISED else now


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The balance by the sensor worn last: LEANS in order of time, without the other sensors."""

    measure: str
    sensor: str | None
    table: pl.DataFrame

    def since(self, day: date) -> pl.DataFrame:
        """The rows from that day on."""
        return self.table.filter(pl.col("local_date") >= day)


def worn_last(table: pl.DataFrame, *, until: date) -> Worn | None:
    """The sensor of the last run that measured a balance; the strap before pods on the same run.

    A run whose balance is one value all along measured nothing, and one that does not tell its
    sensor speaks of no change.

    Args:
        table: LEANS in order of time.
        until: The last day that counts.

    Source:
        Imbalance law, 1: a new sensor starts a new baseline. Issue 5: two sensors on one run are
        never mixed.
    """
    return _worn_last(_measured(table, until))


def _worn_last(told: pl.DataFrame) -> Worn | None:
    if told.is_empty():
        return None
    last = told.filter(pl.col("activity_id") == told["activity_id"][-1])["measure"]
    measure = STRAP if STRAP in last else PODS
    known = told.filter(pl.col("measure") == measure)["sensor"].drop_nulls()
    return Worn(measure=measure, sensor=None if known.is_empty() else str(known[-1]))


def present(table: pl.DataFrame, *, until: date) -> Present | None:
    """The runs with the sensor worn last.

    A run that does not tell its sensor is left out: it is neither the old one nor a new one.
    Where no run tells, all are taken as one sensor, since nothing speaks of a change.

    Args:
        table: LEANS in order of time.
        until: The last day that counts.

    Returns:
        None where no run has a balance.
    """
    told = _measured(table, until)
    worn = _worn_last(told)
    if worn is None:
        return None
    is_ours = pl.col("measure") == worn.measure
    if worn.sensor is not None:
        is_ours &= pl.col("sensor") == worn.sensor
    return Present(measure=worn.measure, sensor=worn.sensor, table=told.filter(is_ours))


def _measured(table: pl.DataFrame, until: date) -> pl.DataFrame:
    is_constant = pl.col("is_constant").fill_null(value=False)
    past = table.filter((pl.col("local_date") <= until) & ~is_constant)
    return past.with_columns(pl.col("measure").fill_null(STRAP))


def leans_of(evidence: Evidence) -> pl.DataFrame:
    """The LEANS of the evidence up to today."""
    return evidence.leans.filter(pl.col("local_date") <= evidence.today)


def more_runs(n: int) -> str:
    """That many more runs, in words."""
    return count(n, "more run")


def runs_of(evidence: Evidence, *, days: int, until: date | None = None) -> pl.DataFrame:
    """The runs of the last so many days, the day told included, oldest first."""
    last = until or evidence.today
    day = pl.col("local_date")
    return evidence.activities.filter(
        (pl.col("sport") == RUNNING) & (day > last - timedelta(days=days)) & (day <= last)
    ).sort("start_time", "activity_id")


def with_steady(evidence: Evidence) -> Evidence:
    """The evidence with the steady blocks of all days that a flag looks at, found once for all."""
    # Blocks come from the store in one chunk a run, which is ten times dearer to filter.
    whole = replace(evidence, blocks=evidence.blocks.rechunk())
    return replace(whole, steady=blocks_of(whole, runs_of(whole, days=LONGEST_DAYS)))


def blocks_of(evidence: Evidence, runs: pl.DataFrame) -> pl.DataFrame:
    """The steady blocks of these runs that have a slope, in order of time, with their `bin`.

    Outdoors a block of unknown slope is not flat; on a treadmill or track it is.

    Args:
        evidence: Its BLOCKS are searched by the ids of the runs only.
        runs: ACTIVITIES rows.

    Returns:
        BLOCKS with `bin` and the columns of `ABOUT`.
    """
    is_ours = pl.col("activity_id").is_in(runs["activity_id"].implode())
    if evidence.steady is not None:
        return evidence.steady.filter(is_ours)
    is_level = pl.col("grade_pct").is_null() & pl.col("sub_sport").is_in(LEVEL_BY_NATURE)
    slope = pl.when(is_level).then(pl.lit("flat")).otherwise("grade_class")
    length = pl.when(pl.col("grade_class") == "flat").then(BLOCK_S).otherwise(HILL_BLOCK_S)
    return (
        evidence.blocks.filter(is_ours)
        .join(runs.select(ABOUT), on="activity_id")
        .with_columns(grade_class=slope)
        .filter(pl.col("duration_s") == length)
        .sort("start_time", "activity_id", "block_index")
        .with_columns(bin=matching_bin(pl.col("speed_mps"), pl.col("grade_class")))
    )


def with_lean(blocks: pl.DataFrame, evidence: Evidence, measure: str) -> pl.DataFrame:
    """Those blocks that have a balance, with `lean_pp`: mirrored where the sensor was swapped.

    A run whose balance never changes measured nothing and is left out.

    Args:
        blocks: As `blocks_of` gives them.
        evidence: Its profile names the swapped sensors.
        measure: The column of BLOCKS that holds the balance.

    Source:
        Imbalance law, 1, "Side safety".
    """
    sensor = SENSOR_OF.get(measure, SENSOR_OF[PODS])
    is_swapped = is_mirrored(sensor, evidence.profile.swapped_sensors)
    is_stuck = pl.col(CONSTANT_OF[measure]) if measure in CONSTANT_OF else pl.lit(value=False)
    lean = pl.col(measure) - EVEN_PCT
    return blocks.filter(
        pl.col(measure).is_not_null() & ~is_stuck.fill_null(value=False)
    ).with_columns(lean_pp=pl.when(is_swapped).then(-lean).otherwise(lean))
