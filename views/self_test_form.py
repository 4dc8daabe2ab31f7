"""What is asked of a self-test, and what was typed: the best try of each side, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.diary import TYPED_RANGES, SelfTest
from core.errors import EntryError
from core.findings import Review
from core.self_tests import Guide
from views import self_test_words as say
from views import words
from views.question import Question

SIDES = ("left", "right")
REACH = "ST_REACH"
MORE_REACHES = {"back_in": "Back and in, cm", "back_out": "Back and out, cm"}
LEG = "leg_length"
CM_PER_M = 100
FORGET = "forget_test_"
MOST_LINES = 3
Typed = Mapping[str, Any]


def questions(guide: Guide, side: str, round_: int) -> dict[str, Question]:
    """The tries of one side, by name; another round is empty again."""
    unit = f", {guide.unit}"
    names = {
        f"{side}_{n}": (f"Try {n}" if guide.n_tries > 1 else side.capitalize()) + unit
        for n in range(1, guide.n_tries + 1)
    }
    return {name: _number(guide, name, label, round_=round_) for name, label in names.items()}


def unable(guide: Guide, side: str, round_: int) -> Question:
    """The tick for a side that could not be done: an answer of its own."""
    label = "Five were not possible" if guide.is_lower_better else "Could not do this side"
    help_ = (
        "That counts as the weaker side."
        if guide.is_lower_better
        else "Then the two sides are not compared. None at all of what is counted is a 0."
    )
    key = f"{guide.id}_{side}_none_{round_}"
    return Question(key=key, label=label, kind="switch", help=help_)


def more(guide: Guide, round_: int) -> dict[str, Question]:
    """What else the reach test can take: two more reaches of each side, and the leg."""
    if guide.id != REACH:
        return {}
    reaches = {
        f"{side}_{part}": f"{side.capitalize()}: {label.lower()}"
        for side in SIDES
        for part, label in MORE_REACHES.items()
    }
    asked = reaches | {LEG: "Length of the leg, cm"}
    return {name: _number(guide, name, label, round_=round_) for name, label in asked.items()}


def day(round_: int) -> Question:
    """When it was done."""
    return Question(key=f"taken_on_{round_}", label="Day", kind="day")


def range_words(guide: Guide) -> str:
    """What a number of the test may be: "0 to 150 repetitions"."""
    span = TYPED_RANGES[guide.id]
    return f"{span.low:g} to {span.high:g}{span.unit and f' {span.unit}'}"


def read(guide: Guide, typed: Typed, *, taken_on: date | None) -> SelfTest:
    """The test as it is kept: the best try of each side, None where it could not be done.

    Raises:
        EntryError: a try that nobody can have, or a side without an answer; names the side.
    """
    if taken_on is None:
        raise EntryError("On which day was it?", "Choose the day of the test.", "taken_on")
    best = {side: _best(guide, typed, side) for side in SIDES}
    if not guide.is_lower_better and best["left"] is None and best["right"] is None:
        raise EntryError("Neither side was done.", "Then there is nothing to keep yet.", "right")
    parts = {side: _parts(typed, side, best[side]) for side in SIDES}
    leg_cm = typed.get(LEG)
    return SelfTest(
        test=guide.id,
        taken_on=taken_on,
        left=best["left"],
        right=best["right"],
        leg_length_m=None if leg_cm is None else leg_cm / CM_PER_M,
        left_parts=parts["left"],
        right_parts=parts["right"],
    )


def kept(test: SelfTest) -> str:
    """What was kept, for the line after it."""
    left, right = (say.amount(value, test.test) for value in (test.left, test.right))
    return f"Kept. {say.SHORT[test.test]}: left {left}, right {right}."


def typed_in(review: Review) -> tuple[tuple[str, tuple[str, str, str]], ...]:
    """The tests that were typed in last, each with a button that takes it back."""
    rows = review.self_tests.sort("test_id", descending=True).head(MOST_LINES)
    return tuple(
        (
            f"{words.day(row['taken_on'], today=review.today)}: {say.SHORT[row['test']]}, "
            f"left {say.amount(row['left_value'], row['test'])}, "
            f"right {say.amount(row['right_value'], row['test'])}",
            (f"{FORGET}{row['test_id']}", "Take it back", ":material/undo:"),
        )
        for row in rows.iter_rows(named=True)
    )


def id_behind(clicked: str) -> int:
    """Which test a button takes back."""
    return int(clicked.removeprefix(FORGET))


def free_key(guide: Guide, typed: Typed, side: str, *, round_: int) -> str:
    """The key of the first try of a side that is still empty, else of the last."""
    asked = questions(guide, side, round_)
    free = [each.key for name, each in asked.items() if typed.get(name) is None]
    return free[0] if free else [each.key for each in asked.values()][-1]


def field_of(error: EntryError) -> str:
    """Beside which field an error stands: the side of a part, or the leg."""
    return error.field.removesuffix("_parts").removesuffix("_m")


def _number(guide: Guide, name: str, label: str, *, round_: int) -> Question:
    return Question(
        key=f"{guide.id}_{name}_{round_}",
        label=label,
        kind="count" if _is_counted(guide) else "decimal",
        placeholder="not done yet",
    )


def _best(guide: Guide, typed: Typed, side: str) -> float | None:
    """The best of the tries, each of which must be possible; None where the side was ticked."""
    if typed.get(f"{side}_none"):
        return None
    names = [f"{side}_{n}" for n in range(1, guide.n_tries + 1)]
    tries = [float(typed[name]) for name in names if typed.get(name) is not None]
    for value in tries:
        _check(guide, value, side)
    if not tries:
        raise EntryError(
            f"The {side} side has no number yet.",
            "Type it, or say that it could not be done.",
            side,
        )
    return min(tries) if guide.is_lower_better else max(tries)


def _check(guide: Guide, value: float, side: str) -> None:
    """Pass if somebody can have done this; the store looks again at what is kept."""
    span = TYPED_RANGES[guide.id]
    if not span.low <= value <= span.high:
        raise EntryError(
            f"{span.words} cannot be {words.typed(value)}.",
            f"It lies between {words.typed(span.low)} and {words.typed(span.high)}"
            f"{span.unit and f' {span.unit}'}.",
            side,
        )
    if _is_counted(guide) and not value.is_integer():
        raise EntryError(
            f"{span.words} cannot be {words.typed(value)}.",
            "They are counted in whole numbers: leave out the one that was not complete.",
            side,
        )


def _is_counted(guide: Guide) -> bool:
    return guide.unit not in ("s", "cm")


def _parts(typed: Typed, side: str, ahead: float | None) -> tuple[float, ...]:
    """The three reaches of one side, if the two others were measured; one alone is refused."""
    others = [typed.get(f"{side}_{part}") for part in MORE_REACHES]
    known = [float(value) for value in others if value is not None]
    if not known:
        return ()
    if len(known) < len(others) or ahead is None:
        raise EntryError(
            f"Not all three reaches of the {side} side are there.",
            "Type all three, or the reach ahead alone.",
            f"{side}_parts",
        )
    return (ahead, *known)
