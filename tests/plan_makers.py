"""A made week of strength work, without the engine: one keyword per thing a test cares about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.findings import Quality, Side
from core.plan import Exercise, Note, Prescription, StrengthSession, WeekPlan

THURSDAY = date(2026, 11, 19)
MONDAY = date(2026, 11, 16)


def make_exercise(**changes: Any) -> Exercise:
    """A one-legged exercise; every field can be told."""
    usual: dict[str, Any] = {
        "id": "single_leg_sit_to_stand",
        "name": "Single-leg sit-to-stand",
        "family": "balance",
        "position": "standing",
        "unilateral": True,
        "pattern": "knee",
        "level": 1,
        "trains": frozenset({Quality.SINGLE_LEG_STRENGTH}),
        "trains_also": frozenset(),
        "equipment_any_of": (frozenset(),),
        "props": (),
        "muscles": ("glutes",),
        "dose": "STRENGTH",
        "per_side": True,
        "set_s": 40,
        "rest_s": 60,
        "impact": "low",
        "soreness": "low",
        "cues": ("Slowly down.",),
        "contra": frozenset(),
        "caution": frozenset(),
        "progression_of": (),
        "regression_of": (),
        "evidence": (),
    }
    return Exercise(**(usual | changes))


def make_prescription(pattern: str = "knee", **changes: Any) -> Prescription:
    """Two sets of one exercise, in answer to the balance flag."""
    usual: dict[str, Any] = {
        "exercise": make_exercise(pattern=pattern),
        "sets": 2,
        "amount": (8, 12),
        "measure": "reps",
        "reps_in_reserve": 3,
        "max_pct_1rm": None,
        "minutes": 4.0,
        "because": ("GCT_BALANCE",),
        "reason": "Equal work for each leg.",
        "start_side": Side.LEFT,
    }
    return Prescription(**(usual | changes))


def make_session(
    day: date = THURSDAY, *, minutes: int = 24, prescriptions: Sequence[Prescription] | None = None
) -> StrengthSession:
    """One full session."""
    chosen = prescriptions if prescriptions is not None else (make_prescription(),)
    return StrengthSession(
        day=day, kind="full", minutes=minutes, prescriptions=tuple(chosen), timing="After the run."
    )


def make_plan(
    *sessions: StrengthSession, message: str = "", notes: tuple[Note, ...] = ()
) -> WeekPlan:
    """The week of 16 November 2026; empty unless sessions are told."""
    return WeekPlan(
        week=MONDAY,
        phase="base",
        stage="learn",
        sessions=sessions,
        notes=notes,
        uncovered=(),
        message=message,
    )
