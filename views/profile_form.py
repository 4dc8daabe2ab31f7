"""What the Profile page says and keeps: the answer, estimates, pains, and the changed profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.athlete import PAIN_SCORE, RANGES, Origin, Pain, Profile, Threshold, Thresholds
from core.errors import ProfileError
from views import words
from views.profile_field import Section
from views.profile_fields import PAIN_WORDS, PLACE, SECTIONS

NOT_TOLD = "not told"
GUESS = "Guessed from your browser. It holds until you save something else."
PACE_NAME = "threshold_speed_mps"


def answer(profile: Profile, *, is_guess: bool) -> str:
    """Whose profile it is, in one sentence; a guess of units or zone is said to be one."""
    units = "Kilometres" if profile.is_metric else "Miles"
    zone = profile.timezone or "time zone not told"
    minutes = words.together(f"{profile.strength_minutes_per_week} min")
    guess = " (your browser's, a guess)" if is_guess else ""
    return f"{units}, {zone.replace('_', ' ')}{guess}, {minutes} of strength a week."


def caption(section: Section, *, is_guess: bool) -> str:
    """What stands under a section's title; a guess of units and zone is said there."""
    return GUESS if is_guess and section is PLACE else section.caption


def check_complete(*, is_complete: bool) -> None:
    """Pass if every field could be read.

    Raises:
        ProfileError: one could not; the reason stands beside it.
    """
    if not is_complete:
        raise ProfileError("Nothing is saved yet.", "A field above cannot be kept as it is.")


def estimate(name: str, thresholds: Thresholds, *, is_metric: bool) -> str:
    """What is used while a threshold is not told, and where it comes from; empty if it is told."""
    known: Threshold | None = getattr(thresholds, name)
    if known is None:
        return "Not told, and nothing to estimate it from yet."
    if known.origin is Origin.USER:
        return ""
    is_pace = name == PACE_NAME
    value = words.pace(known.value, is_metric=is_metric) if is_pace else f"{known.value:.0f}"
    says_how = known.note.startswith(known.origin.value)
    return f"Not told. Used meanwhile: {value}, {known.note if says_how else words.origin(known)}."


def pains(tags: Sequence[str], scores: Mapping[str, int | None]) -> tuple[Pain, ...]:
    """The places that hurt with their scores.

    Raises:
        ProfileError: a place has no score yet, or one that is no score.
    """
    found = []
    for tag in tags:
        score = scores.get(tag)
        if score is None:
            raise ProfileError(
                f"{PAIN_WORDS[tag]}: no score yet.", "Say how much it hurts, from 0 to 10."
            )
        if not PAIN_SCORE.low <= score <= PAIN_SCORE.high:
            raise ProfileError(
                f"{PAIN_WORDS[tag]}: the score cannot be {score}.", "It lies between 0 and 10."
            )
        found.append(Pain(tag=tag, score=score))
    return tuple(found)


def changed(profile: Profile, values: Mapping[str, Any]) -> Profile:
    """The profile with what was typed; what a plan cannot do without stays as it was if emptied."""
    untold = Profile()
    typed: dict[str, Any] = {
        name: getattr(profile, name)
        if value is None and getattr(untold, name) is not None
        else value
        for name, value in values.items()
    }
    return replace(profile, **typed)


def section_of(error: ProfileError) -> str:
    """The section whose field an error names first; "save" where it names none."""
    found = (
        section.name
        for section in SECTIONS
        for field in section.fields
        if field.name in RANGES and error.what.startswith(RANGES[field.name].words)
    )
    return next(found, "save")
