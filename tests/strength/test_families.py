"""Every family of exercises that the project set out with stands in some persona's plan.

The table of the README says where. It is computed here from the personas beside this file and the
real engine: `python -m tests.strength.test_families` writes it anew (`make docs` does so too).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from core.athlete import WEEKDAYS
from core.plan import Exercise, WeekPlan
from strength import plan_strength_week
from tests.check_personas import personas
from tests.strength.situations import situation_from

OWN = Path(__file__).with_name("personas.md")
README = Path(__file__).resolve().parents[2] / "README.md"
TABLE = re.compile(r"(?<=<!-- families -->\n).*?(?=<!-- /families -->)", re.DOTALL)
MOST = 4
WEIGHTS = frozenset({"dumbbell", "kettlebell", "barbell", "machine"})


def is_plank(exercise: Exercise) -> bool:
    return "plank" in exercise.id


def is_core(exercise: Exercise, position: str) -> bool:
    return exercise.family == "core" and exercise.position == position and not is_plank(exercise)


def is_lifted(exercise: Exercise) -> bool:
    """Whether it cannot be done without something heavy."""
    return all(kit & WEIGHTS for kit in exercise.equipment_any_of)


FAMILIES: dict[str, Callable[[Exercise], bool]] = {
    "one-leg squats and deadlifts": lambda one: (
        one.family in {"balance", "weights"}
        and one.unilateral
        and one.id.startswith(("single_leg_squat", "single_leg_deadlift", "single_leg_sit"))
    ),
    "balance: tree pose, reaches": lambda one: one.pattern == "balance" and one.family == "balance",
    "core on the floor": lambda one: is_core(one, "floor"),
    "core standing": lambda one: is_core(one, "standing"),
    "planks": is_plank,
    "lats: rows and pull-downs": lambda one: one.pattern == "pull" and "lats" in one.muscles,
    "yoga": lambda one: one.family == "yoga",
    "pilates": lambda one: one.family == "pilates",
    "weights": is_lifted,
}


@cache
def plans() -> dict[str, WeekPlan]:
    """The week of each persona, by its title."""
    asked = personas(OWN.read_text(encoding="utf-8"))
    return {one.title: plan_strength_week(situation_from(one.inputs)) for one in asked}


def found(plan: WeekPlan, is_of: Callable[[Exercise], bool]) -> Iterator[tuple[str, str]]:
    """Day and name of each exercise of a family in a week."""
    for session in plan.sessions:
        for each in session.prescriptions:
            if is_of(each.exercise):
                yield WEEKDAYS[session.day.weekday()].capitalize(), each.exercise.name


def best(where: dict[str, list[tuple[str, str]]]) -> str:
    """The persona with the most different exercises of a family, in the shortest week."""

    def rank(title: str) -> tuple[int, int]:
        n_all = sum(len(session.prescriptions) for session in plans()[title].sessions)
        return len({name for _, name in where[title]}), -n_all

    return max(where, key=rank)


def said(rows: list[tuple[str, str]]) -> str:
    """Each exercise once, with its first day; four of them are enough."""
    first = {name: day for day, name in reversed(rows)}
    return "; ".join(f"{first[name]}: {name}" for name in list(reversed(first))[:MOST])


def table() -> str:
    """One row a family: in whose week it shows best, and how many weeks have it."""
    lines = ["| family | in whose plan | day and exercise | plans with it |", "|---|---|---|--:|"]
    for family, is_of in FAMILIES.items():
        where = {title: list(found(plan, is_of)) for title, plan in plans().items()}
        title = best(where)
        cells = (
            family,
            title,
            said(where[title]),
            f"{sum(map(bool, where.values()))} of {len(where)}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_stands_in_the_plan_of_some_persona(family: str) -> None:
    assert any(list(found(plan, FAMILIES[family])) for plan in plans().values())


def test_the_table_of_the_readme_says_where() -> None:
    (written,) = TABLE.findall(README.read_text(encoding="utf-8"))
    assert written == table(), "Run `make docs` and commit the result."


def main() -> None:
    """Write the table into the README."""
    text = README.read_text(encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")


if __name__ == "__main__":
    main()
