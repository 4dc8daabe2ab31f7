"""How an exercise goes on for this runner: the sentence and the weight.

Source: strength law, section 3.6.
"""

from __future__ import annotations

from typing import NamedTuple

from core.plan import Exercise
from strength.choose import Choice
from strength.history import Standing, Step
from strength.instead import StandIn
from strength.steps import in_kg

STAYING = frozenset({"mobility", "breath", "drill", "plyo"})


class Going(NamedTuple):
    """What the log changed, and the weight to take; None where no weight was told."""

    said: str = ""
    load_kg: float | None = None


def going(exercise: Exercise, choice: Choice) -> Going:
    """What the log and the runner's words come to for one exercise of this week."""
    past = choice.terms.history
    standing = past.standings.get(exercise.id)
    own = _own(standing, choice) if standing is not None else Going()
    origin = choice.origins.get(exercise.id)
    if origin is not None and _is_newer(origin, standing):
        return Going(_taken_over(origin), own.load_kg)
    if (turn := past.too_hard.get(exercise.id)) is not None:
        said = f"Step back: {turn.why}. No easier version is open this week, so one set less."
        return Going(said, own.load_kg)
    if standing is None or standing.step is not Step.UP or choice.terms.held_because:
        return own
    if own.load_kg is not None or choice.library.is_loaded(exercise):
        return own
    return Going(f"{own.said} {_until_then(exercise, choice)}")


def _until_then(exercise: Exercise, choice: Choice) -> str:
    """Nothing harder stands in for it this week: how to make it harder all the same."""
    how = _without_harder(exercise, choice)
    if not exercise.regression_of:
        return how
    return f"No harder version is open this week; until then: {how[:1].lower()}{how[1:]}"


def _without_harder(exercise: Exercise, choice: Choice) -> str:
    if exercise.pattern in STAYING:
        return "Stay with it: it need not grow."
    if exercise.pattern == "balance":
        return "Look aside, then close your eyes beside a wall."
    if choice.library.schemes[exercise.dose].measure == "hold_s":
        return "Hold a little longer, up to a minute."
    return "Go slower, or take a little weight or the next band."


def _own(standing: Standing, choice: Choice) -> Going:
    if standing.step is not Step.UP or not choice.terms.held_because:
        return Going(standing.said, standing.load_kg)
    same = "" if standing.done_kg is None else f" at {in_kg(standing.done_kg)}"
    return Going(f"Repeat{same}: nothing goes up {choice.terms.held_because}.", standing.done_kg)


def _is_newer(origin: StandIn, standing: Standing | None) -> bool:
    return standing is None or origin.turn is None or standing.last_day <= origin.turn.day


def _taken_over(origin: StandIn) -> str:
    if origin.turn is None:
        return f"In place of {origin.of.name}, as you asked."
    word = "Up" if origin.step is Step.UP else "Step back"
    return f"{word} from {origin.of.name}: {origin.turn.why}."
