"""Strength sets that a watch counted: raw `set` messages → SETS."""

from __future__ import annotations

from math import isfinite

import polars as pl

from core.schemas import SETS
from ingest.channels import numeric
from ingest.laps import moment

CATEGORIES = (
    "bench_press",
    "calf_raise",
    "cardio",
    "carry",
    "chop",
    "core",
    "crunch",
    "curl",
    "deadlift",
    "flye",
    "hip_raise",
    "hip_stability",
    "hip_swing",
    "hyperextension",
    "lateral_raise",
    "leg_curl",
    "leg_raise",
    "lunge",
    "olympic_lift",
    "plank",
    "plyo",
    "pull_up",
    "push_up",
    "row",
    "shoulder_press",
    "shoulder_stability",
    "shrug",
    "sit_up",
    "squat",
    "total_body",
    "triceps_extension",
    "warm_up",
    "run",
    "bike",
    "cardio_sensors",
    "move",
    "pose",
    "banded_exercises",
)
"""FIT's kinds of exercise, by their number."""

NO_SUBTYPE = 65535
NUMBERS = {"duration_s": "duration", "n_repetitions": "repetitions", "weight_kg": "weight"}


def sets(raw: pl.DataFrame) -> pl.DataFrame:
    """SETS from raw set messages, in time order; a kind that we do not know is null."""
    if raw.is_empty():
        return SETS.empty()
    numbers = numeric(raw)
    columns = {ours: pl.col(theirs) for ours, theirs in NUMBERS.items() if theirs in numbers}
    if "start_time" in numbers:
        columns["start_time"] = moment(pl.col("start_time"))
    if raw.schema.get("set_type") == pl.String:
        columns["set_type"] = pl.col("set_type")
    named = raw.select(_categories(raw), _subtypes(raw), **columns)
    return SETS.complete(named).sort("start_time", maintain_order=True, nulls_last=True)


def _categories(raw: pl.DataFrame) -> pl.Series:
    """The kind of each set."""
    words = [
        CATEGORIES[int(one)] if one is not None and 0 <= one < len(CATEGORIES) else None
        for one in _first(raw, "category")
    ]
    return pl.Series("category", words, dtype=pl.String)


def _subtypes(raw: pl.DataFrame) -> pl.Series:
    """The number of each exercise within its category; FIT's 65535 says that none is told."""
    numbers = [
        int(one) if one is not None and 0 <= one < NO_SUBTYPE else None
        for one in _first(raw, "category_subtype")
    ]
    return pl.Series("subtype_index", numbers, dtype=pl.Int32)


def _first(raw: pl.DataFrame, name: str) -> list[float | None]:
    """Where the watch offers several, the first is the one that it shows."""
    values = raw[name].to_list() if name in raw.columns else [None] * raw.height
    first = [(one[:1] or [None])[0] if isinstance(one, list) else one for one in values]
    return [float(one) if isinstance(one, int | float) and isfinite(one) else None for one in first]
