"""What planned runs would do to the ceiling and to the 42/7-day load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRun:
    """One run to come. Its load is the one told, else it is estimated from the runner's own.

    `duration_s` is only needed where there is neither a load nor a distance.
    """

    local_date: date
    distance_m: float | None
    load_au: float | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What would be if the runs were run as planned, and no other.

    `series` holds SERIES of the days to come (empty where they cannot be told, and `missing` says
    why), `ceilings` CEILINGS of the same days, `spikes` SPIKES with a row for each planned run.
    `usual` is the runner's usual week, also where others are planned; empty where none is known.
    """

    planned: tuple[PlannedRun, ...]
    series: pl.DataFrame
    ceilings: pl.DataFrame
    spikes: pl.DataFrame
    missing: str | None = None
    usual: tuple[PlannedRun, ...] = ()
