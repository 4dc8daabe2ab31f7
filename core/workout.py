"""A session as a watch leads through it: steps, rests, and steps that repeat."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.findings import Side


class Work(StrEnum):
    """What a step is for, in FIT's words for intensity."""

    ACTIVE = "active"
    REST = "rest"
    WARM_UP = "warmup"


class Until(StrEnum):
    """What ends a step: so many repetitions, so much time, or the runner's own press."""

    REPS = "reps"
    TIME = "time"
    PRESS = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. `amount` counts what `until` says, seconds for a time; 0 for a press.

    `category` is FIT's word for the kind of exercise and `number` its number within that kind;
    None where FIT knows no such exercise: the watch then shows the name alone.
    """

    name: str
    side: Side = Side.NONE
    work: Work = Work.ACTIVE
    until: Until = Until.PRESS
    amount: int = 0
    notes: str = ""
    category: str | None = None
    number: int | None = None
    load_kg: float | None = None

    @property
    def title(self) -> str:
        """The name with its side before it: a small screen cuts the end."""
        return (
            self.name if self.side is Side.NONE else f"{self.side.value.capitalize()}: {self.name}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Steps that are done several times in a row."""

    n_times: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workout:
    """One session for a watch; the name is the one in its list."""

    name: str
    steps: tuple[Step | Repeat, ...]
