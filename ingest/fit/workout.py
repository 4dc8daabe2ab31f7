"""A workout as a FIT file that a watch takes: copied to its folder GARMIN/NewFiles.

Source:
    FIT SDK, file type 5 "workout": `file_id`, `workout`, `workout_step`, and the profile's types
    `wkt_step_duration`, `exercise_category`. A repeat is a step of its own after those it repeats;
    it names the first of them. `exercise_title` holds the name that a watch shows for an exercise.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zlib import crc32

from core.workout import Repeat, Step, Until, Work, Workout
from ingest.fit.write import Message, fit_file, fit_time, named

MAKER = "development"  # FIT's word for a maker without a number of its own
STRENGTH = ("training", "strength_training")
UNKNOWN = "unknown"  # the profile's own kind for an exercise that it does not list
LONGEST_NAME, LONGEST_NOTES = 63, 254  # bytes; our choice, and the most that a field can hold
MILLISECONDS = 1000  # of the stored time


def workout_bytes(workout: Workout, *, made_at: datetime) -> bytes:
    """The FIT file of one workout.

    Args:
        workout: Its name and steps, in order.
        made_at: An aware time; watches tell files apart by it and by a number from the name.

    Example:
        >>> from datetime import UTC
        >>> step = Step(name="Plank", until=Until.TIME, amount=30)
        >>> made = workout_bytes(
        ...     Workout(name="A", steps=(step,)), made_at=datetime(2026, 1, 5, tzinfo=UTC)
        ... )
        >>> made[8:12]
        b'.FIT'
    """
    steps = _numbered(workout)
    sport, sub_sport = STRENGTH
    head = named(
        "file_id",
        type="workout",
        manufacturer=MAKER,
        product=1,
        serial_number=crc32(workout.name.encode()) or 1,  # 0 is FIT's word for none
        time_created=fit_time(made_at),
    )
    title = named(
        "workout",
        wkt_name=_cut(workout.name, LONGEST_NAME),
        sport=sport,
        sub_sport=sub_sport,
        num_valid_steps=len(steps),
    )
    return fit_file([head, title, *steps, *_titles(workout)])


def _numbered(workout: Workout) -> list[Message]:
    """One message a step, in order; a repeat comes after its steps and names the first."""
    messages: list[Message] = []
    for part in workout.steps:
        if isinstance(part, Step):
            messages.append(_step(part, len(messages)))
            continue
        first = len(messages)
        messages += [_step(step, first + at) for at, step in enumerate(part.steps)]
        messages.append(_repeat(part, first=first, at=len(messages)))
    return messages


def _step(step: Step, at: int) -> Message:
    amount = step.amount * MILLISECONDS if step.until is Until.TIME else step.amount
    told: dict[str, Any] = {"notes": _cut(step.notes, LONGEST_NOTES)} if step.notes else {}
    return named(
        "workout_step",
        message_index=at,
        wkt_step_name=_cut(step.title, LONGEST_NAME),
        duration_type=step.until.value,
        duration_value=amount if step.until is not Until.PRESS else None,
        target_type="open",
        target_value=0,
        intensity=step.work.value,
        **told,
        **_exercise(step),
    )


def _repeat(repeat: Repeat, *, first: int, at: int) -> Message:
    return named(
        "workout_step",
        message_index=at,
        duration_type="repeat_until_steps_cmplt",
        duration_value=first,
        target_type="open",
        target_value=repeat.n_times,
        intensity=Work.ACTIVE.value,
    )


def _exercise(step: Step) -> dict[str, Any]:
    """Kind, number and weight of an active step; a rest is no exercise."""
    if step.work is not Work.ACTIVE:
        return {}
    told: dict[str, Any] = {"exercise_category": step.category or UNKNOWN}
    if step.category and step.number is not None:
        told["exercise_name"] = step.number
    if step.load_kg is not None:
        told |= {"exercise_weight": step.load_kg, "weight_display_unit": "kilogram"}
    return told


def _titles(workout: Workout) -> list[Message]:
    """What each known exercise is called: the plan's own words, once an exercise."""
    flat = [
        step
        for part in workout.steps
        for step in (part.steps if isinstance(part, Repeat) else [part])
    ]
    names = {
        (step.category, step.number): step.name
        for step in reversed(flat)
        if step.category and step.number is not None
    }
    return [
        named(
            "exercise_title",
            message_index=at,
            exercise_category=category,
            exercise_name=number,
            wkt_step_name=_cut(name, LONGEST_NAME),
        )
        for at, ((category, number), name) in enumerate(sorted(names.items()))
    ]


def _cut(text: str, most: int) -> str:
    """As much of a text as fits, whole characters only."""
    return text.encode()[:most].decode(errors="ignore")
