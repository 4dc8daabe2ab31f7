"""The runner's week as the last weeks' runs show it, to be shown and corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.athlete import RunDay


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualDay:
    """What a weekday usually holds, the sentence behind it, and in how many weeks it was so."""

    kind: RunDay
    evidence: str
    n_weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualWeek:
    """Monday to Sunday as found in the `n_weeks` weeks with a run since that day."""

    days: tuple[UsualDay, ...]
    n_weeks: int
    since: date

    @property
    def week(self) -> tuple[RunDay, ...]:
        """The week as a profile holds it."""
        return tuple(day.kind for day in self.days)

    @property
    def has_fixed_days(self) -> bool:
        """Whether any weekday is run often enough to count on it."""
        return any(kind is not RunDay.REST for kind in self.week)
