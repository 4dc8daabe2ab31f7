"""Run the personas of a file against the engine and print what agrees: exits 1 if anything differs.

    python -m tests.check_personas FILE.md

The file holds blocks as in section 7 of the strength law: a heading `### title`, then a fenced
`json` block with `inputs` and `checks`. Every check of the law's vocabulary is known, the general
checks G1-G11 are run on each persona, and an unknown input or check counts as a difference.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.athlete import WEEKDAYS
from core.findings import Need, Side
from core.plan import Exercise, Prescription, Situation, StrengthSession, WeekPlan
from strength import plan_strength_week
from tests.strength.general_checks import LOWER, contacts, each, full, violations
from tests.strength.situations import needs_of, situation_from

BLOCK = re.compile(
    r"^### (?P<title>[^\n]+)\n(?:(?!^#)[^\n]*\n)*?```json\n(?P<body>.*?)^```",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Persona:
    """One block: who it is, what goes in, what must hold."""

    title: str
    inputs: dict[str, Any]
    checks: dict[str, Any]


def personas(text: str) -> list[Persona]:
    """All persona blocks of a file.

    Raises:
        ValueError: a block is no JSON, or has not what a persona has.
    """
    found = []
    for block in BLOCK.finditer(text):
        try:
            content = json.loads(block["body"])
            found.append(Persona(block["title"], content["inputs"], content["checks"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"“{block['title']}” is no persona: {error!r}") from error
    return found


def read(name: str) -> list[Persona]:
    """The personas of a file, at least one.

    Raises:
        ValueError: it holds none, or one that is broken.
        OSError: it cannot be read.
    """
    found = personas(Path(name).read_text(encoding="utf-8-sig"))
    if not found:
        raise ValueError(
            "it holds no persona, which is a heading `### title` and then a fenced `json` block "
            "with `inputs` and `checks`"
        )
    return found


def differences(persona: Persona) -> list[str]:
    """What the plan for a persona breaks: its own checks, and the general ones."""
    situation = situation_from(persona.inputs)
    plan = plan_strength_week(situation)
    broken = [
        f"{name}: {said}"
        for name, asked in persona.checks.items()
        for said in _run(name, asked, plan)
    ]
    return broken + violations(situation, plan)


def _run(name: str, asked: Any, plan: WeekPlan) -> Iterator[str]:
    if name not in CHECKS:
        yield "this check is unknown"
        return
    yield from CHECKS[name](asked, plan)


def weight(exercise: Exercise, flag_id: str) -> int:
    """How well an exercise serves a flag: the derived `serves` of the law, written once more."""
    return max((_link(exercise, need) for need in needs_of(flag_id)), default=0)


def _link(exercise: Exercise, need: Need) -> int:
    if need.quality in exercise.trains:
        return min(need.weight, 2)
    return min(need.weight, 1) if need.quality in exercise.trains_also else 0


def _day(session: StrengthSession) -> str:
    return WEEKDAYS[session.day.weekday()]


def _full_sessions(asked: list[int] | int, plan: WeekPlan) -> Iterator[str]:
    asked = [asked, asked] if isinstance(asked, int) else asked
    if not asked[0] <= len(full(plan)) <= asked[1]:
        yield f"{len(full(plan))} instead of {asked[0]} to {asked[1]}"


def _full_days(asked: list[str], plan: WeekPlan) -> Iterator[str]:
    if (days := [_day(session) for session in full(plan)]) != asked:
        yield f"{days} instead of {asked}"


def _full_days_in(asked: list[str], plan: WeekPlan) -> Iterator[str]:
    if outside := {_day(session) for session in full(plan)} - set(asked):
        yield f"{sorted(outside)} not in {asked}"


def _minutes_max(asked: int, plan: WeekPlan) -> Iterator[str]:
    if (used := sum(session.minutes for session in plan.sessions)) > asked:
        yield f"{used} of {asked}"


def _full_minutes_max(asked: int, plan: WeekPlan) -> Iterator[str]:
    if (longest := max((session.minutes for session in full(plan)), default=0)) > asked:
        yield f"{longest} of {asked}"


def _none(breaks: Callable[[Any, Prescription], bool]) -> Callable[[Any, WeekPlan], Iterator[str]]:
    """A check that no exercise of the week may break."""

    def run(asked: Any, plan: WeekPlan) -> Iterator[str]:
        for one in each(plan):
            if asked is not False and breaks(asked, one):
                yield one.exercise.id

    return run


def _must_serve(asked: dict[str, int], plan: WeekPlan) -> Iterator[str]:
    for flag_id, least in asked.items():
        serving = sum(weight(one.exercise, flag_id) == 2 for one in each(plan))
        if serving < least:
            yield f"{flag_id} {serving} of {least}"


def _must_pattern(asked: dict[str, int], plan: WeekPlan) -> Iterator[str]:
    for wanted, least in asked.items():
        found = sum(_is_pattern(one.exercise.pattern, wanted) for one in each(plan))
        if found < least:
            yield f"{wanted} {found} of {least}"


def _is_pattern(pattern: str, wanted: str) -> bool:
    if wanted == "lower":
        return pattern in LOWER
    return pattern.startswith("trunk_") if wanted == "trunk" else pattern == wanted


def _extra_set(asked: dict[str, Any] | None, plan: WeekPlan) -> Iterator[str]:
    extra = [one for one in each(plan) if one.extra_set_side is not Side.NONE]
    if asked is None:
        yield from (f"{one.exercise.id} has one" for one in extra)
        return
    if len(extra) < asked.get("min", 0):
        yield f"{len(extra)} of {asked['min']}"
    yield from (
        f"{one.exercise.id} on the {one.extra_set_side}"
        for one in extra
        if one.extra_set_side.value != asked.get("side", one.extra_set_side.value)
    )
    for session in plan.sessions:
        n_extra = sum(one in extra for one in session.prescriptions)
        if n_extra > asked.get("max_per_session", 2):
            yield f"{n_extra} in one session"


def _start_side(asked: str | None, plan: WeekPlan) -> Iterator[str]:
    asked = asked or Side.NONE.value
    for one in each(plan):
        if one.exercise.unilateral and one.start_side.value != asked:
            yield f"{one.exercise.id} starts {one.start_side.value}"


def _heavy_lift(asked: bool, plan: WeekPlan) -> Iterator[str]:
    heavy = [
        one
        for one in each(plan)
        if one.max_pct_1rm
        and one.max_pct_1rm[0] >= 80
        and one.measure == "reps"
        and one.amount[1] <= 6
    ]
    if bool(heavy) != asked:
        yield f"{len(heavy)} heavy lifts"


def _max_plyo_contacts(asked: int, plan: WeekPlan) -> Iterator[str]:
    for session in plan.sessions:
        if (n := sum(contacts(one) for one in session.prescriptions)) > asked:
            yield f"{n} on {_day(session)}"


def _plyo_present(asked: bool, plan: WeekPlan) -> Iterator[str]:
    if any(one.exercise.pattern == "plyo" for one in each(plan)) != asked:
        yield "no jump" if asked else "a jump"


def _light_only(asked: bool, plan: WeekPlan) -> Iterator[str]:
    if asked and full(plan):
        yield "a full session"


def _unilateral_lower_each(asked: bool, plan: WeekPlan) -> Iterator[str]:
    for session in full(plan):
        if asked and not any(
            one.exercise.unilateral and one.exercise.pattern in LOWER
            for one in session.prescriptions
        ):
            yield f"none on {_day(session)}"


def _balance_each(asked: bool, plan: WeekPlan) -> Iterator[str]:
    for session in full(plan):
        if asked and not any(one.exercise.pattern == "balance" for one in session.prescriptions):
            yield f"none on {_day(session)}"


def _notes_include(asked: list[str], plan: WeekPlan) -> Iterator[str]:
    codes = {note.code for note in plan.notes}
    yield from (f"{code} is missing" for code in asked if code not in codes)


def _no_contra(asked: str | list[str], one: Prescription) -> bool:
    return bool(_tags(asked) & one.exercise.contra)


def _no_extra_on_pain(asked: str | list[str], one: Prescription) -> bool:
    hurts = _tags(asked) & (one.exercise.caution | one.exercise.contra)
    return bool(hurts) and one.extra_set_side is not Side.NONE


def _tags(asked: str | list[str]) -> set[str]:
    """One tag, or several."""
    return {asked} if isinstance(asked, str) else set(asked)


CHECKS: dict[str, Callable[[Any, WeekPlan], Iterator[str]]] = {
    "full_sessions": _full_sessions,
    "full_days": _full_days,
    "full_days_in": _full_days_in,
    "minutes_max": _minutes_max,
    "full_minutes_max": _full_minutes_max,
    "no_floor": _none(lambda asked, one: one.exercise.position == "floor"),
    "equipment_only": _none(
        lambda asked, one: not any(kit <= set(asked) for kit in one.exercise.equipment_any_of)
    ),
    "no_high_impact": _none(lambda asked, one: one.exercise.impact == "high"),
    "no_high_soreness": _none(lambda asked, one: one.exercise.soreness == "high"),
    "no_contra": _none(_no_contra),
    "max_level": _none(lambda asked, one: one.exercise.level > asked),
    "min_rir": _none(
        lambda asked, one: one.reps_in_reserve is not None and one.reps_in_reserve < asked
    ),
    "max_pct1rm": _none(
        lambda asked, one: one.max_pct_1rm is not None and one.max_pct_1rm[1] > asked
    ),
    "sets_max": _none(lambda asked, one: one.sets > asked),
    "must_serve": _must_serve,
    "must_pattern": _must_pattern,
    "must_not": _none(lambda asked, one: one.exercise.id in asked),
    "must_not_patterns": _none(lambda asked, one: one.exercise.pattern in asked),
    "extra_set": _extra_set,
    "start_side": _start_side,
    "heavy_lift": _heavy_lift,
    "max_plyo_contacts": _max_plyo_contacts,
    "plyo_present": _plyo_present,
    "light_only": _light_only,
    "unilateral_lower_each": _unilateral_lower_each,
    "balance_each": _balance_each,
    "no_extra_on_pain": _none(_no_extra_on_pain),
    "notes_include": _notes_include,
}


def described(situation: Situation) -> str:
    """The plan in one line a session, to be read beside the checks."""
    plan = plan_strength_week(situation)
    lines = [
        f"    {_day(session)} {session.kind} {session.minutes} min: "
        + ", ".join(
            f"{one.exercise.id} {one.sets}x{one.amount[0]}-{one.amount[1]}"
            + ("+1" if one.extra_set_side is not Side.NONE else "")
            for one in session.prescriptions
        )
        for session in plan.sessions
    ]
    return "\n".join([f"    {plan.phase}, {plan.stage}", *lines])


def main(arguments: list[str]) -> int:
    """Print each persona with what differs; 0 if nothing does, 1 if anything, else 2."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    try:
        found = read(arguments[0])
    except (OSError, ValueError) as error:
        print(f"{arguments[0]} cannot be read: {error}")
        return 2
    n_agreeing = 0
    for persona in found:
        try:
            broken = differences(persona)
            story = described(situation_from(persona.inputs))
        except (ValueError, KeyError, TypeError) as error:
            broken, story = [f"the inputs cannot be read: {error}"], ""
        n_agreeing += not broken
        print(f"{'ok  ' if not broken else 'FAIL'} {persona.title}")
        print(story)
        for line in broken:
            print(f"     - {line}")
    print(f"{n_agreeing} of {len(found)} personas agree")
    return 0 if n_agreeing == len(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
