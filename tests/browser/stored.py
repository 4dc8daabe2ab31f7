"""What a server has kept, and what the corpus expects of it."""

from __future__ import annotations

from typing import Any

import polars as pl

import pipeline
from core.intake import Batch, Choice, TakenIn
from tests.corpus import expected


def activities_in(database: str) -> pl.DataFrame:
    """ACTIVITIES of a server's store."""
    return pipeline.activities.frame(_open(database))


def batches_in(database: str) -> tuple[Batch, ...]:
    """The drops of a server's store, newest first."""
    return pipeline.batches.all_batches(_open(database))


def items_in(database: str) -> list[TakenIn]:
    """What became of all files that were dropped."""
    store = _open(database)
    return [
        item
        for batch in batches_in(database)
        for item in pipeline.items.report(store, batch.id, Choice.ALL, at_most=100_000)
    ]


def row_of(database: str, filename: str) -> dict[str, Any]:
    """The one activity that a file gave, as a row of ACTIVITIES."""
    ids = {
        id_ for item in items_in(database) if item.filename == filename for id_ in item.activity_ids
    }
    return activities_in(database).filter(pl.col("activity_id").is_in(ids)).row(0, named=True)


def device_totals(name: str) -> dict[str, Any]:
    """The device's own summary, as several decoders agree on it."""
    return expected()[name]["session_totals"][0]


def record_mean(name: str, field: str) -> float:
    """The mean of a field over all records that have it, as several decoders agree on it."""
    return expected()[name]["fields"][field]["mean"]


def gpx_facts(name: str) -> dict[str, Any]:
    """What several XML readers agree on for a GPX."""
    return expected()[name]


def _open(database: str) -> pipeline.Store:
    return pipeline.open_default_store({"EVENSTRIDE_DB": database})
