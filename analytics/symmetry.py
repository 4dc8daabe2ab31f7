"""The side formulas. Internally one number: `lean_pp`, positive where left is larger.

The other indices have no page yet: the law's worked examples check them.
"""

from __future__ import annotations

from math import atan2, degrees
from typing import NamedTuple

EVEN_PCT = 50.0


class Sides(NamedTuple):
    """One quantity of both feet."""

    left_ms: float
    right_ms: float


def lean_pp(left_pct: float) -> float:
    """Points above an even share: 51 % left is +1."""
    return left_pct - EVEN_PCT


def sides_from_balance(stance_time_ms: float, left_pct: float) -> Sides:
    """Contact time of each foot, from the mean of both and the left share.

    Source:
        Imbalance law, 1.2.

    Example:
        >>> sides_from_balance(250.0, 51.0)
        Sides(left_ms=255.0, right_ms=245.0)
    """
    both = 2 * stance_time_ms
    return Sides(both * left_pct / 100, both * (100 - left_pct) / 100)


def robinson_index(left: float, right: float) -> float | None:
    """Difference over the mean, in percent; positive where left is larger. None of no amount.

    Source:
        Robinson 1987; imbalance law, 1.2.
    """
    both = left + right
    return 100 * (left - right) / (0.5 * both) if both > 0 else None


def robinson_from_balance(left_pct: float) -> float:
    """The Robinson index of a left share: exactly four times the lean."""
    return 4 * lean_pp(left_pct)


def symmetry_angle(left: float, right: float) -> float | None:
    """Zifchock's angle in percent: 0 is even, no side is the reference, + is left larger.

    None where both sides are 0: there is no angle.

    Source:
        Zifchock 2008; imbalance law, 1.2.
    """
    return (degrees(atan2(left, right)) - 45) / 90 * 100 if left or right else None


def limb_symmetry_index(left: float, right: float) -> float:
    """The smaller side as a percentage of the larger one; for tests.

    Source:
        Imbalance law, 1.2. 100 where both are 0: nothing tells them apart.
    """
    larger = max(left, right)
    return 100.0 if larger == 0 else 100 * min(left, right) / larger
