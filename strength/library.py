"""Read the exercise library, check it, and give typed access to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import LibraryError
from core.findings import Grade, Quality
from core.plan import Exercise
from strength.promises import broken_promises

FILE = Path(__file__).with_name("exercises.json")
STAGES = ("learn", "build", "strong", "maintain")
MEASURES = ("reps", "hold_s", "time_s", "distance_m", "contacts")
GRADES = (Grade.STRONG, Grade.MIXED, Grade.WEAK, Grade.DESCRIPTIVE)  # best first
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """Sets of an amount, with what stays in reserve (repetitions, and share of the best single)."""

    sets: int
    amount: Pair
    reps_in_reserve: int | None
    pct_1rm: Pair | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How one kind of exercise is dosed: what is counted, and a dose for each stage."""

    measure: str
    doses: Mapping[str, Dose]
    caps: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One study behind an exercise, and how much it shows for runners."""

    text: str
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The whole library, checked. `exercises` keep the order of the file."""

    exercises: Mapping[str, Exercise]
    schemes: Mapping[str, Scheme]
    sources: Mapping[str, Source]

    def grade(self, exercise: Exercise) -> Grade:
        """The best grade of the exercise's sources."""
        return min((self.sources[key].grade for key in exercise.evidence), key=GRADES.index)

    def texts(self, exercise: Exercise) -> tuple[str, ...]:
        """What the exercise's sources found, in the order of the file."""
        return tuple(self.sources[key].text for key in exercise.evidence)

    def is_loaded(self, exercise: Exercise) -> bool:
        """Whether its dose is a weight: then progress is a heavier one, not another exercise."""
        return self.schemes[exercise.dose].doses["learn"].pct_1rm is not None

    def names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The names that a runner reads for these exercises."""
        return tuple(self.exercises[key].name for key in ids)


@cache
def library() -> Library:
    """The library that ships with Evenstride, read once.

    Raises:
        LibraryError: the file is not as promised.
    """
    return read_library(FILE)


def read_library(file: Path) -> Library:
    """Read and check one library file.

    Raises:
        LibraryError: the file is missing, no JSON, or breaks one of the promises; the sentence
            names the entry and what is wrong with it.
    """
    try:
        return library_from(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as cause:
        raise faulty(f"{file.name} could not be read: {cause}.") from cause


def library_from(content: Mapping[str, Any]) -> Library:
    """Make the library from the file's content, and check it.

    Raises:
        LibraryError: an entry lacks a field, or the whole breaks one of the promises.
    """
    try:
        exercises = tuple(_exercise(entry) for entry in content["exercises"])
        schemes = {name: _scheme(name, raw) for name, raw in content["dose_schemes"].items()}
        sources = {name: _source(name, raw) for name, raw in content["sources"].items()}
        known = {**content["vocabulary"], "dose": tuple(schemes), "evidence": tuple(sources)}
    except KeyError as missing:
        raise faulty(f"it has no part {missing}.") from missing
    if broken := next(broken_promises(exercises, known), None):
        raise faulty(broken)
    return Library(
        exercises=MappingProxyType({exercise.id: exercise for exercise in exercises}),
        schemes=MappingProxyType(schemes),
        sources=MappingProxyType(sources),
    )


def faulty(what: str) -> LibraryError:
    """The error for a library that is not as promised."""
    return LibraryError(
        f"The exercise library is not as promised: {what}",
        "If you changed strength/exercises.json, correct that entry; otherwise please report it.",
    )


def _exercise(entry: Mapping[str, Any]) -> Exercise:
    try:
        values = {field.name: _typed(field.name, entry[field.name]) for field in fields(Exercise)}
    except KeyError as missing:
        raise faulty(f"exercise `{entry.get('id', '?')}` has no field {missing}.") from missing
    except ValueError as cause:
        raise faulty(f"exercise `{entry['id']}`: {cause}.") from cause
    return Exercise(**values)


def _typed(name: str, value: Any) -> Any:
    if name in ("trains", "trains_also"):
        return frozenset(_quality(name) for name in value)
    if name in ("contra", "caution"):
        return frozenset(value)
    if name == "equipment_any_of":
        return tuple(frozenset(kit) for kit in value)
    return tuple(value) if isinstance(value, list) else value


def _quality(name: str) -> Quality:
    if name not in set(Quality):
        known = ", ".join(sorted(Quality))
        raise ValueError(f"'{name}' is not a valid Quality; use one of {known}")
    return Quality(name)


def _scheme(name: str, raw: Mapping[str, Any]) -> Scheme:
    measure = raw.get("type")
    if measure not in MEASURES:
        raise faulty(f"dose scheme `{name}` counts `{measure}`, none of {', '.join(MEASURES)}.")
    missing = [stage for stage in STAGES if stage not in raw]
    if missing:
        raise faulty(f"dose scheme `{name}` has no dose for {', '.join(missing)}.")
    doses = {stage: _dose(raw[stage], measure) for stage in STAGES}
    return Scheme(measure=measure, doses=doses, caps=raw.get("cap", {}))


def _dose(raw: Mapping[str, Any], measure: str) -> Dose:
    low, high = raw[measure]
    pct = raw.get("pct1rm")
    return Dose(
        sets=raw["sets"],
        amount=(low, high),
        reps_in_reserve=raw.get("rir"),
        pct_1rm=(pct[0], pct[1]) if pct else None,
    )


def _source(name: str, raw: Mapping[str, Any]) -> Source:
    try:
        return Source(text=raw["text"], grade=Grade(raw["grade"]))
    except (KeyError, ValueError) as cause:
        raise faulty(f"source `{name}` lacks a text or a known grade.") from cause
