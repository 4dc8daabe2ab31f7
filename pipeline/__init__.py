"""The whole story of a run: take in, summarise, review, plan.

This is the one staircase that joins the four wings; it decides nothing itself. `take_in` brings
files up to the store, `look` brings what is stored down to the pages.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.workers import Workers
from ingest.sample import sample_files
from pipeline.look import plan_week, review
from pipeline.take_in import make_workers, take_in_all
from store import (
    Store,
    activities,
    athletes,
    batches,
    imports,
    items,
    open_store,
    pairs,
    url_from,
)

__all__ = [
    "Store",
    "Workers",
    "activities",
    "athletes",
    "batches",
    "imports",
    "items",
    "make_workers",
    "open_default_store",
    "pairs",
    "plan_week",
    "review",
    "sample_files",
    "take_in_all",
]


def open_default_store(environ: Mapping[str, str], *, principal_id: int = 1) -> Store:
    """The store that `EVENSTRIDE_DB` names, else the one in the user's data directory."""
    return open_store(url_from(environ), principal_id=principal_id)
