"""The next weight of an exercise, and how weights and days are written.

Source: strength law, section 3.6: +5 % for legs, +2.5 % for the upper body.
"""

from __future__ import annotations

from datetime import date

from core.plan import Exercise

LEG_STEP, UPPER_STEP = 1.05, 1.025  # 3.6
PLATE_KG = 0.5  # our choice: the smallest step that is named
LEGS = frozenset({"knee", "hinge", "calf", "hip_lateral", "plyo"})
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def next_load(exercise: Exercise, load_kg: float, *, is_down: bool = False) -> float:
    """The next weight: 5 % more for legs, 2.5 % for the rest, in halves of a kilogram.

    Example:
        >>> from strength.library import library
        >>> next_load(library().exercises["goblet_squat"], 12.0)
        12.5
    """
    share = LEG_STEP if exercise.pattern in LEGS else UPPER_STEP
    wanted = load_kg / share if is_down else load_kg * share
    steps = round(wanted / PLATE_KG)
    here = load_kg / PLATE_KG
    steps = min(steps, int(here - 1e-9)) if is_down else max(steps, int(here + 1e-9) + 1)
    return max(steps, 1) * PLATE_KG


def in_kg(load: float) -> str:
    """A weight as the runner reads it: "12.5 kg"."""
    return f"{load:.1f}".removesuffix(".0") + "\u00a0kg"


def on_day(day: date) -> str:
    """A day as the runner reads it: "12 March"."""
    return f"{day.day} {MONTHS[day.month - 1]}"
