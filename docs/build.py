"""Write the pages that are made from tables: columns, flags, exercises (`make docs`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path

from analytics.flags import FLAGS
from analytics.flags.rule import FlagRule
from core.findings import Level, Quality
from core.plan import Exercise
from core.schemas import SCHEMAS, Column, Schema
from core.units import UNITS, unit_of
from strength.library import library

DOCS = Path(__file__).resolve().parent
MADE = "<!-- Made by `make docs` from {source}: change it there. -->"
JUDGED = (Level.OK, Level.WATCH, Level.ACT)  # what is missing is said in each case's own words


def columns_page() -> str:
    """Every column of every frame, with its unit, its range and its meaning."""
    return _page(
        "Columns",
        "core/schemas.py",
        "Null is absence, zero is a value. A sample outside its range is a sensor fault and "
        "becomes null. All times are UTC; a local day is that of the start.",
        *(section for schema in SCHEMAS for section in _schema_section(schema)),
    )


def flags_page() -> str:
    """Every flag: when it is up, how sure the literature is, and what it calls for."""
    return _page(
        "Flags",
        "analytics/flags/",
        "A flag is up only when the cautious end of its interval is past the threshold. "
        "Too little data is a result of its own, never “ok”.",
        *(section for rule in FLAGS for section in _flag_section(rule)),
    )


def exercises_page() -> str:
    """Every exercise of the library: what it trains, with what, and who should leave it out."""
    exercises = sorted(
        library().exercises.values(), key=lambda one: (one.family, one.level, one.id)
    )
    head = ("exercise", "family", "level", "trains", "equipment", "evidence", "not with")
    return _page(
        "Exercises",
        "strength/exercises.json",
        f"{len(exercises)} exercises. A plan shows the cues and the reason beside each.",
        _table(head, (_exercise_row(one) for one in exercises)),
    )


PAGES: dict[str, Callable[[], str]] = {
    "columns.md": columns_page,
    "flags.md": flags_page,
    "exercises.md": exercises_page,
}


def _schema_section(schema: Schema) -> tuple[str, str, str]:
    head = ("column", "type", "unit", "range", "meaning")
    return (
        f"## {schema.name}",
        f"One row is {schema.row_is}.",
        _table(head, (_column_row(column) for column in schema.columns)),
    )


def _column_row(column: Column) -> tuple[str, ...]:
    unit = unit_of(column.name)
    low = "" if column.low is None else f"{column.low:,}"
    high = "" if column.high is None else f"{column.high:,}"
    return (
        f"`{column.name}`",
        str(column.dtype),
        UNITS[unit] if unit else "",
        f"{low} to {high}" if low or high else "",
        column.means,
    )


def _flag_section(rule: FlagRule) -> tuple[str, ...]:
    facts = [
        f"watch {_limit(rule, rule.watch)}, act {_limit(rule, rule.act)}, "
        f"over {rule.window_days} days",
        f"evidence: {rule.grade.value}",
        f"source: {rule.source}",
        *(
            f"says at {level.name.lower()}: {rule.say[level]}"
            for level in JUDGED
            if level in rule.say
        ),
        f"but: {rule.caveat}",
        *(f"calls for {_words(need.quality)}: {need.why}" for need in rule.needs),
    ]
    return (f"## {rule.title}", f"`{rule.id}`", "\n".join(f"- {fact}" for fact in facts))


def _limit(rule: FlagRule, limit: float) -> str:
    return "never" if math.isinf(limit) else f"{rule.bound} {limit} {rule.unit}"


def _words(quality: Quality) -> str:
    return quality.value.lower().replace("_", " ")


def _exercise_row(exercise: Exercise) -> tuple[str, ...]:
    return (
        exercise.name,
        exercise.family,
        str(exercise.level),
        ", ".join(sorted(map(_words, exercise.trains))),
        " or ".join(" + ".join(sorted(kit)) or "none" for kit in exercise.equipment_any_of),
        library().grade(exercise),
        ", ".join(sorted(exercise.contra)).replace("_", " "),
    )


def _page(title: str, source: str, *parts: str) -> str:
    return "\n\n".join((MADE.format(source=source), f"# {title}", *parts)) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
