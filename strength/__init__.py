"""Strength work: from flags and profile to a week of sessions. Pure: no clock, no chance."""

from strength.adjust import alternatives, what_changes
from strength.engine import plan_strength_week
from strength.focus import focus_side

__all__ = ["alternatives", "focus_side", "plan_strength_week", "what_changes"]
