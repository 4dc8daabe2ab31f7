"""The whole story of a run: take in, summarise, review, plan.

This is the one staircase that joins the four wings; it decides nothing itself. `take_in` brings
files up to the store, `look` brings what is stored down to the pages; `answers` and `one_run` are
what single pages ask for besides, and `renew` reads old files again.
`gym` is the strength work: planned, done, looked back on.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.workers import Workers
from ingest.sample import sample_files
from pipeline.answers import (
    forecast,
    found_in_tests,
    intensity,
    performance,
    ratios,
    where,
    zones_of,
)
from pipeline.gym import (
    did_it_work,
    exercise_measures,
    exercises,
    plan_week,
    swaps,
    what_a_swap_changes,
    work_done,
)
from pipeline.look import Stored, look_at, review
from pipeline.one_run import one_run
from pipeline.renew import change, renew
from pipeline.take_in import add_manual, make_workers, replace_manual, restore, take_in_all
from pipeline.watch import watch_workout
from store import (
    Store,
    activities,
    athletes,
    batches,
    diary,
    edits,
    imports,
    items,
    log,
    manual,
    open_store,
    pairs,
    plans,
    removal,
    renewal,
    self_tests,
    typed_in,
    url_from,
)

__all__ = [
    "Store",
    "Stored",
    "Workers",
    "activities",
    "add_manual",
    "athletes",
    "batches",
    "change",
    "diary",
    "did_it_work",
    "edits",
    "exercise_measures",
    "exercises",
    "forecast",
    "found_in_tests",
    "imports",
    "intensity",
    "items",
    "log",
    "look_at",
    "make_workers",
    "manual",
    "one_run",
    "open_default_store",
    "pairs",
    "performance",
    "plan_week",
    "plans",
    "ratios",
    "removal",
    "renew",
    "renewal",
    "replace_manual",
    "restore",
    "review",
    "sample_files",
    "self_tests",
    "swaps",
    "take_in_all",
    "typed_in",
    "watch_workout",
    "what_a_swap_changes",
    "where",
    "work_done",
    "zones_of",
]


def open_default_store(environ: Mapping[str, str], *, principal_id: int = 1) -> Store:
    """The store that `EVENSTRIDE_DB` names, else the one in the user's data directory."""
    return open_store(url_from(environ), principal_id=principal_id)
