"""Which exercise stands in for which: a swap, a harder version that is due, an easier one.

Source: strength law, sections 3.6 (next level) and 3.1 (S6, one step down). Whatever stands in has
passed every gate of the week; where none does, the exercise itself stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.plan import Exercise
from strength.history import Step, Turn
from strength.terms import Terms

LOWER = frozenset({"knee", "hinge"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """`exercise` takes the place of `of`; `step` and `turn` say why, None for a swap."""

    of: Exercise
    exercise: Exercise
    step: Step | None = None
    turn: Turn | None = None


def stand_ins(
    eligible: Sequence[Exercise],
    terms: Terms,
    *,
    resting: Sequence[Exercise],
    worth: Mapping[str, int],
) -> tuple[StandIn, ...]:
    """Every exercise that gives way this week, and the one that takes its place in the end.

    Args:
        eligible: What the gates allow.
        terms: History, and whether anything may go up this week.
        resting: What is out for two weeks after pain, but may be followed by an easier version.
        worth: Points of each of them, to choose between versions.
    """
    open_now = {exercise.id: exercise for exercise in eligible}
    first = {
        one.id: found
        for one in (*eligible, *resting)
        if (found := _stand_in(one, open_now, terms, worth=worth)) is not None
    }
    ends = ((found, _end(found, first)) for found in first.values())
    return tuple(replace(found, exercise=end) for found, end in ends if end is not None)


def is_same_work(one: Exercise, other: Exercise) -> bool:
    """Whether the second can take the first one's place: legs for legs, trunk for trunk.

    Calf work may stand in for a jump, never the other way round.
    """
    return _kind(one) == _kind(other) or (one.pattern == "plyo" and other.pattern == "calf")


def _stand_in(
    exercise: Exercise,
    open_now: Mapping[str, Exercise],
    terms: Terms,
    *,
    worth: Mapping[str, int],
) -> StandIn | None:
    past = terms.history
    chosen = open_now.get(past.swapped.get(exercise.id, ""))
    if chosen is not None and is_same_work(exercise, chosen):
        return StandIn(of=exercise, exercise=chosen)
    if (turn := past.too_hard.get(exercise.id)) is not None:
        step, keys = Step.BACK, exercise.progression_of
    elif (turn := past.outgrown.get(exercise.id)) is not None:
        # In a week in which nothing goes up, only a version that is not new may stand in.
        step = Step.UP
        keys = tuple(
            key
            for key in exercise.regression_of
            if key not in past.too_hard and (not terms.held_because or key in past.known)
        )
    else:
        return None
    nearest = _nearest(exercise, [open_now[key] for key in keys if key in open_now], worth=worth)
    if nearest is None:
        return None
    return StandIn(of=exercise, exercise=nearest, step=step, turn=turn)


def _nearest(
    exercise: Exercise, versions: Sequence[Exercise], *, worth: Mapping[str, int]
) -> Exercise | None:
    """The version that trains most of the same; ties go to the one of most worth."""
    same = [one for one in versions if is_same_work(exercise, one)]
    return max(
        same,
        key=lambda one: (
            len(exercise.trains & one.trains),
            one.pattern == exercise.pattern,
            worth[one.id],
        ),
        default=None,
    )


def _end(found: StandIn, first: Mapping[str, StandIn]) -> Exercise | None:
    """Where a row of stand-ins ends; None where it comes back to an exercise of its own."""
    seen = {found.of.id}
    here = found.exercise
    while here.id in first:
        if here.id in seen:
            return None
        seen.add(here.id)
        here = first[here.id].exercise
    return None if here.id in seen else here


def _kind(exercise: Exercise) -> str:
    if exercise.pattern in LOWER:
        return "lower"
    return "trunk" if exercise.pattern.startswith("trunk") else exercise.pattern
