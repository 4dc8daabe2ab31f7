"""Moments as the tables keep them: whole milliseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """What is stored of an aware moment; what is finer than a millisecond is cut off.

    Raises:
        TypeError: the moment has no zone.
    """
    return (moment - EPOCH) // _MS


def from_ms(ms: int) -> datetime:
    """The moment that was stored, in UTC."""
    return EPOCH + ms * _MS
