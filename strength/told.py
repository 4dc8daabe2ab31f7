"""What a profile tells, made safe to plan by, and what in it cannot be understood.

A profile may come from an older version, another program or a hand-made file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.athlete import (
    CONDITIONS,
    EQUIPMENT,
    KEY_RUNS,
    PAIN_TAGS,
    USUAL_WEEK,
    WEEKDAYS,
    Profile,
)
from core.plan import Note


def as_known(profile: Profile) -> Profile:
    """The profile with values that a week can be planned by; what is unknown is left out."""
    week = profile.week if len(profile.week) == len(WEEKDAYS) else USUAL_WEEK
    asked = profile.max_strength_sessions
    return replace(
        profile,
        week=week,
        strength_minutes_per_week=max(0, profile.strength_minutes_per_week),
        weeks_done=max(0, profile.weeks_done),
        equipment=profile.equipment & frozenset(EQUIPMENT),
        max_strength_sessions=None if asked is None else max(0, asked),
    )


def misunderstood(profile: Profile) -> Iterator[Note]:
    """What the profile tells that nobody here knows, each with what to change."""
    if unknown := sorted(profile.equipment - frozenset(EQUIPMENT)):
        yield Note(
            code="unknown_equipment",
            text=f"Your profile names equipment that is not known here: {', '.join(unknown)}. It "
            f"is left out. Known are {', '.join(EQUIPMENT)}; change it on the Profile page.",
        )
    pains = {pain.tag for pain in profile.pains if pain.score > 0}
    if unknown := sorted(pains - frozenset(PAIN_TAGS) - frozenset(CONDITIONS)):
        yield Note(
            code="unknown_pain",
            text=f"Your profile names a pain that is not known here: {', '.join(unknown)}. No "
            "exercise could be left out for it: name the nearest place on the Profile page, and "
            "stop whatever hurts.",
        )
    if unknown := sorted(profile.conditions - frozenset(CONDITIONS)):
        yield Note(
            code="unknown_condition",
            text=f"Your profile names a condition that is not known here: {', '.join(unknown)}. "
            "Show this week to your doctor before you begin.",
        )
    if len(profile.week) != len(WEEKDAYS):
        yield Note(
            code="week_not_told",
            text="Your profile tells no whole week, so a usual one stands in: hard on Tuesday, "
            "long on Sunday. Tell your own on the Profile page.",
        )
    elif all(run in KEY_RUNS for run in profile.week):
        yield Note(
            code="every_day_hard",
            text="Your profile names every day a hard, long or race day. No training plan has "
            "that: tell which days are easy or free on the Profile page.",
        )
