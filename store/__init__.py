"""The memory of the house: what was taken in, exactly once, byte for byte."""

from store import activities, athletes, batches, integrity, items, pairs
from store.database import Store, scope, url_from
from store.opening import open_store
from store.packing import Packed, pack

__all__ = [
    "Packed",
    "Store",
    "activities",
    "athletes",
    "batches",
    "integrity",
    "items",
    "open_store",
    "pack",
    "pairs",
    "scope",
    "url_from",
]
