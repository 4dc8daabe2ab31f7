"""The memory of the house: what was taken in, exactly once, byte for byte."""

from store import activities, athletes, batches, integrity
from store.database import Store, scope, url_from
from store.opening import open_store

__all__ = [
    "Store",
    "activities",
    "athletes",
    "batches",
    "integrity",
    "open_store",
    "scope",
    "url_from",
]
