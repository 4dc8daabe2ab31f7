"""Days and distances as the sentences of the flags say them."""

from __future__ import annotations

from datetime import date

from core.units import METRES_PER_MILE


def distance(metres: float, *, is_metric: bool) -> str:
    """One decimal, in the runner's unit."""
    return f"{metres / 1000:.1f} km" if is_metric else f"{metres / METRES_PER_MILE:.1f} miles"


def day(when: date) -> str:
    """A day of the last months, without its year."""
    return f"{when.day} {when:%b}"


def day_and_year(when: date) -> str:
    """A day that may lie longer ago."""
    return f"{when.day} {when:%b %Y}"


def counted(n: int, thing: str) -> str:
    """`1 run`, `2 runs`."""
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"
