"""What would change the advice: for each exercise of the week, in words.

Source: strength law, sections 3.6 and 3.7.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.findings import Flag
from core.load_cause import LoadState
from core.plan import Exercise
from strength.choose import Choice
from strength.dose import Portion
from strength.gates import is_touchy
from strength.terms import LIGHT_FLAGS, NO_STRENGTH, Terms, is_self_test
from strength.verdict import UNITS

SLIDERS = LIGHT_FLAGS - {"INTENSITY_MIX"}


def changes(exercise: Exercise, choice: Choice, given: Portion) -> str:
    """What would bring more, less or something else: the flag, the log, pain and load."""
    return " ".join(_said(exercise, choice, given))


def _said(exercise: Exercise, choice: Choice, given: Portion) -> Iterator[str]:
    terms = choice.terms
    flag = next((one for one in terms.flags if choice.serves(exercise, one.id)), None)
    yield _source(flag)
    if is_touchy(exercise, terms):
        yield "Without the pain it gets its full sets; with more of it, it goes."
    if terms.load_state is not LoadState.GREEN:
        cause = "Being well again" if terms.is_ill else "Steady running"
        yield f"{cause} brings the sets back."
    elif not terms.is_calm:
        yield _next_step(exercise, choice, given)


def _source(flag: Flag | None) -> str:
    if flag is None:
        return "A flag in your runs or tests would put something more specific in its place."
    if is_self_test(flag):
        return "A new self-test without this result would make room for something else."
    if flag.id in SLIDERS:
        return "Lower answers in your diary would make room for something else."
    if flag.id == NO_STRENGTH:
        return "It stays as long as strength work is new; a flag would put another in its place."
    return "Runs that no longer show this would make room for something else."


def _next_step(exercise: Exercise, choice: Choice, given: Portion) -> str:
    dose, terms = given.dose, choice.terms
    left = f" with {dose.reps_in_reserve} in reserve" if dose.reps_in_reserve else ""
    top = f"{dose.sets} × {dose.amount[1]}{UNITS[given.measure]}{left}, twice running"
    if choice.library.is_loaded(exercise):
        return f"After {top}: more weight."
    if exercise.regression_of and not _is_last(exercise, choice, terms):
        return f"After {top}: the harder version."
    return f"After {top}: slower, or with a little weight."


def _is_last(exercise: Exercise, choice: Choice, terms: Terms) -> bool:
    shelf = choice.library.exercises
    return all(shelf[key].level > terms.level_cap for key in exercise.regression_of)
