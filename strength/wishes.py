"""What the runner said of an exercise: too hard, too easy, it hurts, or another one instead.

Source: strength law, section 3.6 (steps along the progression) and 3.1 (S6).
"""

from __future__ import annotations

from dataclasses import replace

from core.log import Adjustment, Wish
from core.plan import Exercise
from strength.history import Standing, Step, Turn
from strength.reading import Reading
from strength.steps import in_kg, next_load, on_day


def heed(reading: Reading, said: Adjustment) -> None:
    """Take one wish into the history; one about an exercise that is no longer there is let go."""
    exercise = reading.shelf.exercises.get(said.exercise_id)
    if exercise is None:
        return
    turn = Turn(day=said.said_on, why=f"you said “{said.wish.value}” on {on_day(said.said_on)}")
    reading.streaks.pop(exercise.id, None)
    if said.wish is Wish.HURTS:
        reading.hurts(exercise, said.said_on, turn.why)
    elif said.wish is Wish.SWAP:
        _swap(reading, exercise.id, said.instead)
    elif said.wish is Wish.EASIER:
        reading.shrinks(exercise, turn)
        _as_wished(reading, exercise, turn, step=Step.BACK)
    else:
        if exercise.regression_of:
            reading.grows(exercise, turn)
        _as_wished(reading, exercise, turn, step=Step.UP)


def _swap(reading: Reading, from_id: str, to_id: str | None) -> None:
    if to_id is None or to_id not in reading.shelf.exercises or to_id == from_id:
        return
    # What is wanted now no longer gives way itself, so swaps never run in a circle.
    reading.swapped.pop(to_id, None)
    reading.swapped[from_id] = to_id


def _as_wished(reading: Reading, exercise: Exercise, turn: Turn, *, step: Step) -> None:
    """The weight follows the wish as well: for a week in which no other version is open."""
    fresh = Standing(step=step, said="", last_day=turn.day)
    before = reading.standings.get(exercise.id, fresh)
    load = before.done_kg
    if load is not None:
        load = next_load(exercise, load, is_down=step is Step.BACK)
    word = "Up" if step is Step.UP else "Step back"
    to = "" if load is None else f" to {in_kg(load)}"
    said = f"{word}{to}: {turn.why}."
    reading.standings[exercise.id] = replace(
        before, step=step, said=said, last_day=turn.day, load_kg=load
    )
