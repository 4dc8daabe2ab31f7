"""What the Profile page says and keeps: the answer, estimates, pains, and the changed profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from core.athlete import (
    PAIN_SCORE,
    RANGES,
    WEEKDAYS,
    Origin,
    Pain,
    Profile,
    RunDay,
    Threshold,
    Thresholds,
)
from core.errors import ProfileError
from core.findings import Review
from views import words
from views.profile_field import Field, Section
from views.profile_fields import PAIN_WORDS, PLACE, SECTIONS
from views.question import Question

GUESS = "Guessed from your browser. It holds until you save something else."
PACE_NAME = "threshold_speed_mps"
SENSORS = "swapped_sensors"
HEART_ORDERS = {
    (
        "resting_heart_rate_bpm",
        "threshold_heart_rate_bpm",
        "max_heart_rate_bpm",
    ): "Resting, threshold and highest heart rate rise in this order.",
    (
        "resting_heart_rate_bpm",
        "first_threshold_heart_rate_bpm",
        "second_threshold_heart_rate_bpm",
        "max_heart_rate_bpm",
    ): "Resting heart rate, first and second threshold, and highest rise in this order.",
}
"""Heart rates that rise, each lies between its neighbours; and how that is said."""
NOTHING_SAVED = ProfileError("Nothing is saved yet.", "A field above cannot be kept as it is.")


def answer(profile: Profile, *, is_guess: bool) -> str:
    """Whose profile it is, in one sentence; a guess of units or zone is said to be one."""
    units = "Kilometres" if profile.is_metric else "Miles"
    zone = profile.timezone or "time zone not told"
    minutes = words.together(f"{profile.strength_minutes_per_week} min")
    guess = " (your browser's, a guess)" if is_guess else ""
    return f"{units}, {zone.replace('_', ' ')}{guess}, {minutes} of strength a week."


def caption(section: Section, *, is_guess: bool) -> str:
    """What stands under a section's title; a guess of units and zone is said there."""
    return GUESS if is_guess and section.name == PLACE.name else section.caption


def check_complete(*, is_complete: bool) -> None:
    """Pass if every field could be read.

    Raises:
        ProfileError: one could not; the reason stands beside it.
    """
    if not is_complete:
        raise NOTHING_SAVED


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


def pain_question(tag: str) -> Question:
    """How much a place hurts."""
    return Question(key=f"pain_{tag}", label=f"{PAIN_WORDS[tag]}, 0 to 10", kind="number")


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


def week_caption(review: Review | None) -> str:
    """What the usual week is for, and whether it was found in the runs."""
    said = "Your usual week: no strength work falls on the day before a hard or long run."
    found = None if review is None else review.usual_week
    if found is None:
        return said
    if not found.has_fixed_days:
        return f"{said} No regular days found in your runs: set them if you have some."
    return f"{said} As found in your runs: change what is not so."


def week_begin(profile: Profile, review: Review | None) -> tuple[RunDay, ...]:
    """The week that the form begins with: the one found in the runs where none is told."""
    found = None if review is None else review.usual_week
    return profile.week if found is None else found.week


def week_evidence(review: Review | None) -> tuple[str | None, ...]:
    """What each day of a found week stands on, Monday first."""
    found = None if review is None else review.usual_week
    return (None,) * len(WEEKDAYS) if found is None else tuple(day.evidence for day in found.days)


def week_told(
    profile: Profile, typed: tuple[RunDay, ...], *, begin: tuple[RunDay, ...]
) -> tuple[RunDay, ...]:
    """What is kept of the week: a found one that nobody changed stays found."""
    return profile.week if typed == begin else typed


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


def sections(review: Review | None) -> tuple[Section, ...]:
    """All questions; those about sensors know the sensors that were seen."""
    return tuple(
        replace(section, fields=tuple(_with_sensors(field, review) for field in section.fields))
        for section in SECTIONS
    )


def told(
    field: Field, typed: Any, values: Mapping[str, Any], *, profile: Profile, is_metric: bool
) -> Any:
    """What was typed into a field, if it can be beside what was typed before.

    Args:
        field: The question.
        typed: Its answer.
        values: What the fields above hold; those that were refused are not in it.
        profile: As it is stored.
        is_metric: The units of the page.

    Raises:
        ProfileError: the answer cannot be, or two heart rates do not rise; it names the field.
    """
    value = field.told(typed, profile, is_metric=is_metric)
    now = {**values, field.name: value}
    draft = changed(profile, now)
    for names, order in HEART_ORDERS.items():
        known = [name for name in names if now.get(name) is not None]
        for pair in pairwise(known):
            low, high = (getattr(draft, name) for name in pair)
            if field.name in pair and low >= high:
                lower, upper = (RANGES[name].words for name in pair)
                what = f"{lower} ({low:g}) is not below {upper.lower()} ({high:g})."
                touched = [name for name in pair if getattr(profile, name) != now[name]]
                blamed = touched[0] if len(touched) == 1 else field.name
                raise place_of(ProfileError(what, order, blamed), draft)
    return value


def refusals(error: ProfileError, draft: Profile) -> tuple[ProfileError, ...]:
    """What a refused saving says: beside the field what cannot be, beside Save that it was not."""
    placed = place_of(error, draft)
    return (placed, NOTHING_SAVED) if placed.field else (placed,)


def place_of(error: ProfileError, draft: Profile) -> ProfileError:
    """A refusal of a wrong order, with the range that is left beside the other heart rates."""
    order = next((names for names in HEART_ORDERS if error.field in names), None)
    if order is None or "rise in this order" not in error.advice:
        return error
    known = {name: value for name in order if (value := getattr(draft, name)) is not None}
    others = [name for name in known if name != error.field]
    span, at = RANGES[error.field], order.index(error.field)
    below = [known[name] for name in others if order.index(name) < at]
    above = [known[name] for name in others if order.index(name) > at]
    low, high = max([span.low, *(n + 1 for n in below)]), min([span.high, *(n - 1 for n in above)])
    if low > high:
        return error
    beside = f"Beside what you told it lies between {low:g} and {high:g}."
    return ProfileError(error.what, f"{error.advice} {beside}", error.field)


def _with_sensors(field: Field, review: Review | None) -> Field:
    if field.name != SENSORS or review is None:
        return field
    told, seen = review.profile.swapped_sensors, review.activities
    names = {*told, *seen["balance_sensor"].drop_nulls(), *seen["pod_sensor"].drop_nulls()}
    return replace(field, options={name: name for name in sorted(names)})
