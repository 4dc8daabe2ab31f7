"""One run looked at closely: what the page of a run shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from core.activity import FieldSource, Issue
from core.athlete import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDetail:
    """One activity with its seconds. Frames are named by their schema.

    `activity` (ACTIVITIES), `loads` (LOADS) and `spike` (SPIKES) have one row, or none where it
    has no part in them. `seconds` are the clean seconds of `analytics.clean.clean`, at 1 Hz while
    the timer ran, with `segment_index` for pauses and `elapsed_s`; empty for a manual entry.
    `records` are RECORDS with position. `laps` are LAPS as the watch cut them. `pauses` are
    (elapsed_s, length in s). `thresholds` are those that held on its day. Missing file,
    device or sources are said as None or empty.
    """

    activity: pl.DataFrame
    loads: pl.DataFrame
    spike: pl.DataFrame
    seconds: pl.DataFrame
    laps: pl.DataFrame
    blocks: pl.DataFrame
    leans: pl.DataFrame
    efforts: pl.DataFrame
    thresholds: Thresholds
    pauses: tuple[tuple[float, float], ...] = ()
    issues: tuple[Issue, ...] = ()
    sources: Mapping[str, FieldSource] | None = None
    filename: str | None = None
    taken_in: datetime | None = None
    previous_id: int | None = None
    next_id: int | None = None
