"""Strength work: from flags and profile to a week of sessions. Pure: no clock, no chance."""

from strength.engine import plan_strength_week
from strength.focus import focus_side

__all__ = ["focus_side", "plan_strength_week"]
