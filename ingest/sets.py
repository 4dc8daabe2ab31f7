"""Strength sets that a watch counted: raw `set` messages → SETS."""

from __future__ import annotations

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
)
"""FIT's kinds of exercise, by their number."""

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
    named = raw.select(_categories(raw), **columns)
    return SETS.complete(named).sort("start_time", maintain_order=True, nulls_last=True)


def _categories(raw: pl.DataFrame) -> pl.Series:
    """The kind of each set; where the watch offers several, the first is the one that it shows."""
    values = raw["category"].to_list() if "category" in raw.columns else [None] * raw.height
    first = [(one[:1] or [None])[0] if isinstance(one, list) else one for one in values]
    words = [
        CATEGORIES[int(one)] if isinstance(one, float) and 0 <= one < len(CATEGORIES) else None
        for one in first
    ]
    return pl.Series("category", words, dtype=pl.String)
