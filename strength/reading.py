"""The history of the exercises while it is being read: what grows, what shrinks, what hurts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.plan import Exercise
from strength.history import Standing, Step, Turn
from strength.library import Library
from strength.record import Bout
from strength.verdict import Asked, Verdict

OUT = timedelta(weeks=2)  # S6


@dataclass(slots=True, kw_only=True)
class Streak:
    """How often running an exercise was at the top, or too hard, at which weight."""

    n_top: int = 0
    n_hard: int = 0
    load_kg: float | None = None
    did: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The newest day of an exercise that is repeated: its sentence is written at the end."""

    bout: Bout
    found: Verdict
    asked: Asked


@dataclass(slots=True, kw_only=True)
class Reading:
    """The history while it is being read."""

    shelf: Library
    standings: dict[str, Standing] = field(default_factory=dict)
    out: dict[str, date] = field(default_factory=dict)
    outgrown: dict[str, Turn] = field(default_factory=dict)
    too_hard: dict[str, Turn] = field(default_factory=dict)
    swapped: dict[str, str] = field(default_factory=dict)
    streaks: dict[str, Streak] = field(default_factory=dict)
    last: dict[str, Last] = field(default_factory=dict)

    def grows(self, exercise: Exercise, turn: Turn) -> None:
        """The exercise gives way to a harder version."""
        self.outgrown.setdefault(exercise.id, turn)
        self.too_hard.pop(exercise.id, None)
        for harder in exercise.regression_of:
            self.too_hard.pop(harder, None)

    def shrinks(self, exercise: Exercise, turn: Turn) -> None:
        """The exercise gives way to an easier version, which is no longer outgrown."""
        self.too_hard[exercise.id] = turn
        for key in (exercise.id, *exercise.progression_of):
            self.outgrown.pop(key, None)

    def hurts(self, exercise: Exercise, day: date, why: str) -> None:
        """S6: out for two weeks, and one step down; harder versions of it are out as well."""
        until = day + OUT
        for key in (exercise.id, *harder_than(exercise, self.shelf)):
            self.out[key] = max(until, self.out.get(key, until))
        self.streaks.pop(exercise.id, None)
        if (stood := self.standings.get(exercise.id)) is not None:
            # What was reached with pain is no step up: the old weight, and the count begins anew.
            self.standings[exercise.id] = replace(
                stood, step=Step.REPEAT, said=f"Repeat: {why}.", load_kg=stood.done_kg
            )
        self.shrinks(exercise, Turn(day=day, why=why))


def harder_than(exercise: Exercise, shelf: Library) -> frozenset[str]:
    """All versions that are harder, however many steps away."""
    found: set[str] = set()
    ahead = list(exercise.regression_of)
    while ahead:
        key = ahead.pop()
        if key not in found:
            found.add(key)
            ahead += shelf.exercises[key].regression_of
    return frozenset(found)
