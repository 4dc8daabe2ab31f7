"""What a typed value is checked against, and the two sentences where it cannot be."""

from __future__ import annotations

from collections.abc import Collection

from core.athlete import Range
from core.errors import EntryError
from core.spoken import typed

Refusal = type[EntryError]
_CHOOSE = "Choose from the list."
_WHOLE = "repetitions"


def check_range(
    span: Range, value: float, *, field: str = "", refusal: Refusal = EntryError
) -> None:
    """Pass if a number lies in its range.

    Raises:
        EntryError: it does not; both ends are named.
    """
    if not span.low <= value <= span.high:  # written so that NaN fails too
        unit = span.unit and f" {span.unit}"
        raise refusal(
            f"{span.words} cannot be {typed(value)}.",
            f"It lies between {typed(span.low)} and {typed(span.high)}{unit}.",
            field,
        )
    if span.unit == _WHOLE and value != int(value):
        raise refusal(
            f"{span.words} cannot be {typed(value)}.", "Count only those that were whole.", field
        )


def check_known(
    what: str,
    told: Collection[object],
    known: Collection[str],
    *,
    field: str = "",
    refusal: Refusal = EntryError,
) -> None:
    """Pass if all that is told is on the list.

    Raises:
        EntryError: it is not.
    """
    for tag in told:
        if tag not in known:
            raise refusal(f"There is no {what} called {tag!r}.", _CHOOSE, field)
