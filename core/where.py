"""Where an uneven balance comes from: one table, and what it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from core.schemas import WHERE

CAUSES = ("speed", "slope", "third", "turn", "sensor", "shoes", "hard_day")
WHERE_DAYS = 182  # our choice: half a year, so that shoes and seasons have enough runs
LEAST_CELL_BLOCKS, LEAST_CELL_RUNS = 10, 3  # imbalance law, 2.1: as for one class of slope


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn:
    """The sensor that speaks for the balance: its column of BLOCKS, and its name where it is told.

    It is that of the last run that measured a balance.
    """

    measure: str
    sensor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualBand:
    """Between which leans the runs with one sensor usually lie, and from when to when it was worn.

    `measure` is the column of BLOCKS behind it.
    """

    measure: str
    sensor: str | None
    since: date
    until: date
    low_pp: float
    high_pp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRun:
    """One long run: its lean in the first and in the last third, and how much the size grew.

    `low_pp` and `high_pp` bound `drift_pp`, the growth.
    """

    activity_id: int
    local_date: date
    first_pp: float
    last_pp: float
    drift_pp: float
    low_pp: float
    high_pp: float
    n_blocks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedPoint:
    """The lean of one run at one of its speeds, on the flat."""

    speed_mps: float
    lean_pp: float
    n_blocks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The two cells of a cause that lie farthest apart: the most left one and the most right one.

    `gap_pp` is what lies between their intervals: beyond 0 they do not touch. `is_clear` says that
    they do not touch and that at least the watch limit lies between the cells.
    """

    cause: str
    most_left: str
    most_right: str
    apart_pp: float
    gap_pp: float
    is_clear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereFrom:
    """The cells of all causes, by the present sensor (`sensor` has one for every sensor).

    `table` is WHERE; a cause of which nothing is known has no row. `measure` is the column of
    BLOCKS behind it, `hard_load_au` the load from which a day counts as hard (None: not known).
    `late` are the long runs of the window and `points` its speeds, both by the present sensor;
    `usual` has one band for every sensor ever worn often enough. `contrasts` has one row for each
    cause of which two cells speak.
    """

    since: date
    until: date
    measure: str | None = None
    sensor: str | None = None
    n_runs: int = 0
    hard_load_au: float | None = None
    table: pl.DataFrame = field(default_factory=WHERE.empty)
    late: tuple[LateRun, ...] = ()
    points: tuple[SpeedPoint, ...] = ()
    usual: tuple[UsualBand, ...] = ()
    contrasts: tuple[Contrast, ...] = ()

    def of(self, cause: str) -> pl.DataFrame:
        """The cells of one cause, in order."""
        return self.table.filter(pl.col("cause") == cause)
