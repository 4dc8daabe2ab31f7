"""What the log and the runner's words left behind: where each exercise stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """Which way an exercise goes next."""

    UP = "up"
    REPEAT = "repeat"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one exercise stands after its last day, and the weight that it goes on with.

    `done_kg` is the weight of that day, `load_kg` the next one. `said` is the runner's sentence.
    """

    step: Step
    said: str
    last_day: date
    done_kg: float | None = None
    load_kg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Why an exercise gives way: to a harder one, an easier one, or the one of a swap.

    `why` goes on after "Up from ..." or "Step back from ...".
    """

    day: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All of it. Keys are ids of exercises.

    `out` holds the first day on which an exercise may come back, `outgrown` those that give way to
    a harder version, `too_hard` to an easier one, `swapped` to the one that the runner chose.
    `blocked` are the harder versions of what hurt or was too hard: they wait until it goes well.
    """

    standings: Mapping[str, Standing] = field(default_factory=dict)
    out: Mapping[str, date] = field(default_factory=dict)
    outgrown: Mapping[str, Turn] = field(default_factory=dict)
    too_hard: Mapping[str, Turn] = field(default_factory=dict)
    swapped: Mapping[str, str] = field(default_factory=dict)
    blocked: frozenset[str] = frozenset()

    @property
    def known(self) -> frozenset[str]:
        """The exercises that the runner has done in the last three months."""
        return frozenset(self.standings)
