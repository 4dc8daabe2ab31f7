"""Other exercises that train the same, and in words what a swap changes.

The wishes themselves ("too hard", "too easy", "hurts", a swap) act in `wishes.py`, moved sessions
in `moves.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.plan import Exercise, Situation
from strength.choose import choice_of
from strength.instead import is_same_work
from strength.library import library
from strength.terms import terms_of

SORENESS = ("low", "medium", "high")


def alternatives(exercise: Exercise, situation: Situation) -> tuple[Exercise, ...]:
    """The exercises that could stand in for one: the same main quality, open to all gates.

    Returns:
        The nearest first: those that share most of what it trains, then those of most worth to
        this runner; never the exercise itself. Empty where nothing suits.
    """
    choice = choice_of(terms_of(situation), library())
    # An exercise that is out for pain or gave way to another is no alternative.
    fitting = [
        one
        for one in choice.eligible
        if one.id != exercise.id
        and one.trains & exercise.trains
        and is_same_work(exercise, one)
        and one.id not in choice.terms.history.too_hard
    ]
    return tuple(
        sorted(
            fitting,
            key=lambda one: (
                one.pattern != exercise.pattern,
                -len(one.trains & exercise.trains),
                -choice.worth[one.id],
            ),
        )
    )


def what_changes(old: Exercise, new: Exercise) -> str:
    """What a swap changes, in a sentence; a short one where nothing much does.

    Example:
        >>> shelf = library().exercises
        >>> what_changes(shelf["split_squat"], shelf["wall_sit"])
        'Both legs at once instead of one; held instead of moved; takes less time.'
    """
    said = "; ".join(_differences(old, new))
    return f"{said[:1].upper()}{said[1:]}." if said else "Trains the same in much the same way."


def _differences(old: Exercise, new: Exercise) -> Iterator[str]:
    if old.unilateral != new.unilateral:
        yield (
            "one side at a time instead of both"
            if new.unilateral
            else ("both legs at once instead of one" if _is_leg(old) else "both sides at once")
        )
    yield from _dose(old, new)
    if old.level != new.level:
        yield "harder" if new.level > old.level else "easier"
    if old.position != new.position:
        yield {"floor": "on the floor", "seated": "sitting", "standing": "standing"}[new.position]
    if (frozenset() in old.equipment_any_of) != (frozenset() in new.equipment_any_of):
        yield "without equipment" if frozenset() in new.equipment_any_of else "with equipment"
    if old.soreness != new.soreness:
        more = SORENESS.index(new.soreness) > SORENESS.index(old.soreness)
        yield "may leave you more sore" if more else "leaves you less sore"
    if (before := _seconds(old)) != (after := _seconds(new)):
        yield "takes more time" if after > before else "takes less time"


def _dose(old: Exercise, new: Exercise) -> Iterator[str]:
    measures = [library().schemes[one.dose].measure for one in (old, new)]
    if measures[0] != measures[1]:
        if measures[1] == "hold_s":
            yield "held instead of moved"
        elif measures[0] == "hold_s":
            yield "moved instead of held"


def _is_leg(exercise: Exercise) -> bool:
    return exercise.pattern in ("knee", "hinge", "calf", "plyo")


def _seconds(exercise: Exercise) -> int:
    return (2 if exercise.per_side else 1) * exercise.set_s + exercise.rest_s
