"""Makers of logs for the strength tests: sets and sessions as they were done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

from core.findings import Side
from core.plan import Prescription, StrengthSession, WeekPlan
from core.schemas import SESSIONS_DONE, SETS_DONE

ROW = Mapping[str, Any]


def make_log(*rows: ROW) -> pl.DataFrame:
    """SETS_DONE with these rows; what a row does not name is not told."""
    full = [
        dict.fromkeys(SETS_DONE.names) | {"side": "none", "set_index": 0} | dict(row)
        for row in rows
    ]
    return pl.DataFrame(full, schema=SETS_DONE.dtypes)


def make_sessions(*rows: ROW) -> pl.DataFrame:
    """SESSIONS_DONE with these rows: finished strength sessions where they do not say otherwise."""
    usual = {"kind": "strength", "is_finished": True}
    full = [dict.fromkeys(SESSIONS_DONE.names) | usual | dict(row) for row in rows]
    return pl.DataFrame(full, schema=SESSIONS_DONE.dtypes)


def sets_of(
    exercise_id: str | None, day: date, amount: float | None, *, n_sets: int = 2, **told: Any
) -> list[dict[str, Any]]:
    """The same set several times: one exercise on one day."""
    return [
        {
            "local_date": day,
            "exercise_id": exercise_id,
            "set_index": index,
            "amount_value": amount,
        }
        | told
        for index in range(n_sets)
    ]


def weekly(monday: date, n_weeks: int) -> pl.DataFrame:
    """One finished session in each of the weeks before a Monday."""
    days = (monday - timedelta(days=7 * ago - 1) for ago in range(1, n_weeks + 1))
    return make_sessions(*({"log_id": n, "local_date": day} for n, day in enumerate(days)))


def as_done(
    session: StrengthSession,
    *,
    amount: str = "top",
    reserve: int | None = None,
    pain: Mapping[str, float] | None = None,
) -> list[dict[str, Any]]:
    """A planned session as it was done: at the top or the low end of each range, both sides.

    Args:
        session: As planned.
        amount: "top" or "low".
        reserve: Repetitions in reserve; None does as asked.
        pain: Exercise to what hurt during it.
    """
    rows = []
    for one in session.prescriptions:
        sides = (Side.LEFT, Side.RIGHT) if one.exercise.per_side else (Side.NONE,)
        for side in sides:
            rows += _sets(one, session.day, side=side, is_top=amount == "top", reserve=reserve)
    for row in rows:
        row["pain_index"] = (pain or {}).get(row["exercise_id"])
    return rows


def _sets(
    one: Prescription, day: date, *, side: Side, is_top: bool, reserve: int | None
) -> Iterable[dict[str, Any]]:
    return sets_of(
        one.exercise.id,
        day,
        float(one.amount[1 if is_top else 0]),
        n_sets=one.sets,
        side=side.value,
        load_kg=one.load_kg,
        reserve_index=one.reps_in_reserve if reserve is None else reserve,
    )


def given(plan: WeekPlan) -> dict[str, Prescription]:
    """Each exercise of a week once, by its id."""
    return {one.exercise.id: one for session in plan.sessions for one in session.prescriptions}
