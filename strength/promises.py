"""What the exercise library promises; each broken promise is a sentence.

Source: strength law, section 5, "Checked".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.findings import Quality
from core.plan import Exercise

WORDED = ("family", "position", "pattern", "level", "impact", "soreness", "dose")
Known = Mapping[str, Sequence[Any]]


def broken_promises(exercises: Sequence[Exercise], known: Known) -> Iterator[str]:
    """What is wrong with these exercises, a sentence each; nothing for a good library.

    Args:
        exercises: All entries, in the order of the file.
        known: For each word-like field the words that it may hold, by the field's name.
    """
    if not exercises:
        yield "it holds no exercise."
    for name, times in Counter(exercise.id for exercise in exercises).items():
        if times > 1:
            yield f"exercise `{name}` stands in it {times} times."
    for exercise in exercises:
        yield from _unknown_words(exercise, known)
        yield from _missing(exercise)
    by_id = {exercise.id: exercise for exercise in exercises}
    for exercise in exercises:
        yield from _bad_links(exercise, by_id)
    yield from _loops(by_id)
    yield from _unreachable_qualities(exercises)


def _unknown_words(exercise: Exercise, known: Known) -> Iterator[str]:
    for field in WORDED:
        value = getattr(exercise, field)
        if value not in known[field]:
            yield f"exercise `{exercise.id}` has the unknown {field} `{value}`."
    for tag in sorted((exercise.contra | exercise.caution) - set(known["pain_tags"])):
        yield f"exercise `{exercise.id}` names the unknown pain tag `{tag}`."
    for thing in sorted(frozenset().union(*exercise.equipment_any_of) - set(known["equipment"])):
        yield f"exercise `{exercise.id}` needs the unknown equipment `{thing}`."
    for source in exercise.evidence:
        if source not in known["evidence"]:
            yield f"exercise `{exercise.id}` names the unknown source `{source}`."


def _missing(exercise: Exercise) -> Iterator[str]:
    if not exercise.evidence:
        yield f"exercise `{exercise.id}` names no source."
    if not exercise.trains:
        yield f"exercise `{exercise.id}` trains no quality."
    if not exercise.equipment_any_of:
        yield f"exercise `{exercise.id}` says no equipment: an empty inner list means none."
    if exercise.set_s <= 0 or exercise.rest_s < 0:
        yield f"exercise `{exercise.id}` has an impossible duration of a set or a rest."
    if not 1 <= len(exercise.cues) <= 2:
        yield f"exercise `{exercise.id}` has {len(exercise.cues)} cues; one or two can be kept."


def _bad_links(exercise: Exercise, known: Mapping[str, Exercise]) -> Iterator[str]:
    for easier in exercise.progression_of:
        if easier not in known:
            yield f"exercise `{exercise.id}` follows the unknown `{easier}`."
        elif exercise.id not in known[easier].regression_of:
            yield f"`{exercise.id}` follows `{easier}`, which does not name it as harder."
        elif known[easier].level > exercise.level:
            yield f"`{exercise.id}` follows `{easier}` but has a lower level."
    for harder in exercise.regression_of:
        if harder not in known:
            yield f"exercise `{exercise.id}` leads to the unknown `{harder}`."
        elif exercise.id not in known[harder].progression_of:
            yield f"`{exercise.id}` leads to `{harder}`, which does not name it as easier."


def _loops(known: Mapping[str, Exercise]) -> Iterator[str]:
    # Take away, round by round, whatever follows nothing that is left: a loop is never taken.
    left = dict(known)
    while free := [key for key, one in left.items() if not set(one.progression_of) & set(left)]:
        for key in free:
            del left[key]
    if left:
        yield f"the progressions of {', '.join(f'`{key}`' for key in sorted(left))} run in a loop."


def _unreachable_qualities(exercises: Sequence[Exercise]) -> Iterator[str]:
    for quality in Quality:
        plain = [
            exercise
            for exercise in exercises
            if quality in exercise.trains | exercise.trains_also
            and frozenset() in exercise.equipment_any_of
        ]
        if not plain:
            yield f"no exercise without equipment trains {quality.value}: add one."
