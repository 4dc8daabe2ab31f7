"""FIT's left-right balance: one number with a bit that says whose it is.

Public decoders disagree about the sides; this is the profile's own word. The bit says "right".
Without it the number may be of either side, so the left share is unknown.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

RIGHT_U8, SHARE_U8, INVALID_U8 = 0x80, 0x7F, 0xFF  # records: whole percent
RIGHT_U16, SHARE_U16, INVALID_U16 = 0x8000, 0x3FFF, 0xFFFF  # sessions and laps: hundredths
HUNDREDTHS = 100


class LeftRight(NamedTuple):
    """A share as the device wrote it, the side it is of, and the left share; None if unknown."""

    value_pct: float | None
    refers_to: str
    left_pct: float | None


def left_right_u8(raw: int | None) -> LeftRight:
    """The balance of one record.

    Source:
        FIT profile, `left_right_balance`; imbalance law, section 1.

    Example:
        >>> left_right_u8(174)
        LeftRight(value_pct=46, refers_to='right', left_pct=54)
    """
    if raw is None or raw == INVALID_U8:
        return LeftRight(None, "unknown", None)
    return _of(raw & SHARE_U8, is_right=bool(raw & RIGHT_U8))


def left_right_u16(raw: int | None) -> LeftRight:
    """The balance of a session or lap.

    Source:
        FIT profile, `left_right_balance_100`; imbalance law, section 1.

    Example:
        >>> left_right_u16(37888)
        LeftRight(value_pct=51.2, refers_to='right', left_pct=48.8)
    """
    if raw is None or raw == INVALID_U16:
        return LeftRight(None, "unknown", None)
    return _of((raw & SHARE_U16) / HUNDREDTHS, is_right=bool(raw & RIGHT_U16))


def _of(value_pct: float, *, is_right: bool) -> LeftRight:
    if not is_right:
        return LeftRight(value_pct, "unknown", None)
    return LeftRight(value_pct, "right", 100 - value_pct)


def left_share_u8(raw: pl.Expr) -> pl.Expr:
    """The left share of a column of such bytes; null where the side is unknown."""
    right_pct = raw - RIGHT_U8
    return pl.when(right_pct >= 0).then(100.0 - right_pct)
