"""Garmin's bands, as data for a named convention: drawn on request, never a flag.

Source: tables in Garmin's owner manuals (imbalance law, 1.2). They compare runners with each other,
and mostly mirror speed; half of all runners lie outside the band called good.
"""

from __future__ import annotations

from core.findings import EDGE_SLACK

BALANCE_GOOD_PP = 0.7  # 49.3 to 50.7 %, both ends included
BALANCE_FAIR_PP = 2.2  # 47.8 to 52.2 %, both ends included
BALANCE_POSSIBLE_PCT = (40.0, 60.0)  # imbalance law, 1: outside lies a fault of the sensor


def vendor_zone(balance_left_pct: float | None) -> str | None:
    """Garmin's word for a balance: good, fair or poor; None where nothing was measured.

    Source:
        Garmin owner manual; imbalance law, 1.2.

    Example:
        >>> vendor_zone(50.7), vendor_zone(47.8), vendor_zone(52.3), vendor_zone(None)
        ('good', 'fair', 'poor', None)
    """
    low, high = BALANCE_POSSIBLE_PCT
    if balance_left_pct is None or not low <= balance_left_pct <= high:
        return None
    lean = abs(balance_left_pct - 50)
    if lean <= BALANCE_GOOD_PP + EDGE_SLACK:
        return "good"
    return "fair" if lean <= BALANCE_FAIR_PP + EDGE_SLACK else "poor"
