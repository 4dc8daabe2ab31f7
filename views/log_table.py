"""A strength session as a table to type in: one row a set of a side, and back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from core.findings import Side
from core.log import SessionDone, SetDone

COLUMNS = {
    "Exercise": pl.String,
    "Set": pl.Int64,
    "Side": pl.String,
    "Done": pl.Float64,
    "Weight kg": pl.Float64,
    "In reserve": pl.Int64,
    "Pain": pl.Float64,
}
BOTH = "both"
SIDES = (BOTH, Side.LEFT.value, Side.RIGHT.value)
HINT = (
    "Done: repetitions, seconds or metres. It begins with the target: change what was different, "
    "and empty what you left out. Pain from 0 to 10."
)


def frame(done: SessionDone, names: Mapping[str, str]) -> pl.DataFrame:
    """The sets of a session as rows.

    Args:
        done: As logged, or as planned.
        names: Exercise id to name.
    """
    rows = [
        (
            names.get(each.exercise_id, each.exercise_id),
            each.set_index + 1,
            BOTH if each.side is Side.NONE else each.side.value,
            each.amount,
            each.load_kg,
            each.reps_in_reserve,
            each.pain_index,
        )
        for each in done.sets
    ]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def sets(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> tuple[SetDone, ...]:
    """The sets that were typed: rows without an exercise or without an amount are left out.

    A row without a number is the next set of its exercise and side.
    """
    ids = {name: key for key, name in names.items()}
    found: dict[tuple[str, int, str], SetDone] = {}
    for row in rows:
        exercise_id = ids.get(row["Exercise"] or "", row["Exercise"])
        if not exercise_id or row["Done"] is None:
            continue
        side = row["Side"] if row["Side"] in SIDES[1:] else Side.NONE.value
        at = _index(row["Set"], [key for key in found if (key[0], key[2]) == (exercise_id, side)])
        found[exercise_id, at, side] = SetDone(
            exercise_id=exercise_id,
            set_index=at,
            side=Side(side),
            amount=row["Done"],
            load_kg=row["Weight kg"],
            reps_in_reserve=row["In reserve"],
            pain_index=row["Pain"],
        )
    return tuple(found.values())


def _index(number: int | None, before: Sequence[tuple[str, int, str]]) -> int:
    """A place for a set that no set before it has."""
    taken = {key[1] for key in before}
    at = max(taken, default=-1) + 1 if number is None else number - 1
    return at if at not in taken else max(taken) + 1
