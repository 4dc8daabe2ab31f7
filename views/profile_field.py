"""One question of the Profile page: label, unit, choices, range; what is shown, what was told.

"Not told" is None everywhere and never a number. SI is stored; the shown unit is turned here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.athlete import RANGES, Profile
from core.errors import ProfileError
from views import words
from views.question import NOT_TOLD, Kind, Question

NEEDED = ("timezone",)  # every run has a local day; what has a default is needed too
DATED = ("birth_year",)  # what is possible depends on the day: refused when it is saved
PACE = re.compile(r"\s*(\d{1,2}):([0-5]\d)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. `per_unit` is SI for one shown unit, metric and imperial.

    `kind` says what it is answered with; `options` holds the choices with their words.
    """

    name: str
    label: str
    kind: Kind = "number"
    options: Mapping[Any, str] = field(default_factory=dict)
    units: tuple[str, str] = ("", "")
    per_unit: tuple[float, float] = (1, 1)
    help: str | None = None
    is_estimated: bool = False
    placeholder: str = NOT_TOLD

    def key(self, *, is_metric: bool) -> str:
        """Key of the widget: another unit is another widget, so no number changes its meaning."""
        unit = self._of(self.units, is_metric=is_metric)
        return f"{self.name} in {unit}" if unit else self.name

    def title(self, *, is_metric: bool) -> str:
        """The label with its unit."""
        unit = self._of(self.units, is_metric=is_metric)
        return f"{self.label}, {unit}" if unit else self.label

    def question(self, *, is_metric: bool) -> Question:
        """The same as something to draw."""
        return Question(
            key=self.key(is_metric=is_metric),
            label=self.title(is_metric=is_metric),
            kind=self.kind,
            options=self.options,
            help=self.help,
            placeholder=self.placeholder,
        )

    def bounds(self, *, is_metric: bool) -> tuple[int, int]:
        """The possible range of a number in the shown unit, both ends possible."""
        scale, span = self._of(self.per_unit, is_metric=is_metric), RANGES[self.name]
        # Rounded first: 1.1 / 0.01 is a hair above 110, and its ceiling would be 111.
        return math.ceil(round(span.low / scale, 6)), math.floor(round(span.high / scale, 6))

    def shown(self, profile: Profile, *, is_metric: bool) -> Any:
        """What the runner told, as the widget takes it; None when not told."""
        value = getattr(profile, self.name)
        if self.kind == "pace":
            return "" if value is None else words.pace(value, is_metric=is_metric).split(" ")[0]
        if self.kind == "several":
            return [choice for choice in self.options if choice in value]
        if self.kind == "number" and value is not None:
            return round(value / self._of(self.per_unit, is_metric=is_metric))
        return value

    def told(self, typed: Any, profile: Profile, *, is_metric: bool) -> Any:
        """What was typed, in SI; the stored value itself where the shown one was left alone.

        Raises:
            ProfileError: what was typed is no pace, or nobody can have it, or a field is empty
                that the app cannot do without.
        """
        if typed == self.shown(profile, is_metric=is_metric):
            return getattr(profile, self.name)
        if self.kind == "pace":
            return read_pace(typed, is_metric=is_metric)
        if self.kind == "several":
            return frozenset(typed)
        if typed is None and self._is_needed:
            raise ProfileError(f"{self.label} is empty.", "It cannot be left out here.")
        if self.kind == "number" and typed is not None:
            self._check(typed, is_metric=is_metric)
            return typed * self._of(self.per_unit, is_metric=is_metric)
        return typed

    @property
    def _is_needed(self) -> bool:
        return self.name in NEEDED or getattr(Profile(), self.name) is not None

    def _check(self, typed: float, *, is_metric: bool) -> None:
        if self.name in DATED:
            return
        low, high = self.bounds(is_metric=is_metric)
        if not low <= typed <= high:
            unit = self._of(self.units, is_metric=is_metric)
            raise ProfileError(
                f"{self.label} cannot be {typed:g}.",
                f"It lies between {low} and {high}{unit and f' {unit}'}.",
            )

    def _of(self, pair: tuple[Any, Any], *, is_metric: bool) -> Any:
        return pair[0 if is_metric else 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions that belong together; a folded section opens on a click."""

    name: str
    title: str
    fields: tuple[Field, ...]
    caption: str = ""
    is_folded: bool = False


def read_pace(typed: str, *, is_metric: bool) -> float | None:
    """The speed behind a pace typed as m:ss; None for an empty field.

    Raises:
        ProfileError: what was typed is no pace, or nobody can hold it for an hour.

    Example:
        >>> read_pace("5:00", is_metric=True)
        3.3333333333333335
    """
    if not typed.strip():
        return None
    found = PACE.fullmatch(typed)
    seconds = int(found[1]) * 60 + int(found[2]) if found else 0
    if not seconds:
        raise ProfileError(f"{typed!r} is no pace.", "Write minutes and seconds, such as 4:45.")
    metres, span = words.metres_per_unit(is_metric=is_metric), RANGES["threshold_speed_mps"]
    fastest, slowest = math.ceil(metres / span.high), math.floor(metres / span.low)
    if not fastest <= seconds <= slowest:
        raise ProfileError(
            f"Threshold pace cannot be {typed.strip()}.",
            f"It lies between {_clock(fastest)} and {_clock(slowest)}.",
        )
    return metres / seconds


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"
