"""The memory of the house: what was taken in, exactly once, byte for byte."""

from store import (
    activities,
    athletes,
    batches,
    diary,
    edits,
    integrity,
    items,
    log,
    manual,
    pairs,
    plans,
    removal,
    renewal,
    self_tests,
)
from store.database import Store, scope, url_from
from store.opening import open_store
from store.packing import Packed, PackedPart, pack, pack_part

__all__ = [
    "Packed",
    "PackedPart",
    "Store",
    "activities",
    "athletes",
    "batches",
    "diary",
    "edits",
    "integrity",
    "items",
    "log",
    "manual",
    "open_store",
    "pack",
    "pack_part",
    "pairs",
    "plans",
    "removal",
    "renewal",
    "scope",
    "self_tests",
    "url_from",
]
