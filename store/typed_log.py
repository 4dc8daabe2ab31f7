"""What nobody can have lifted, held or counted: a logged session is checked before it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from core.athlete import Range
from core.diary import SIDES
from core.errors import EntryError
from core.log import AMOUNT_RANGES, LOG_RANGES, MOST_SETS, Adjustment, Move, SessionDone, SetDone
from store.ranges import check_known, check_range
from store.typed import check_day, check_text

MOST_LETTERS_OF_AN_ID = 64
WEEK_DAYS = 7
PLANNED_WITHIN = timedelta(days=WEEK_DAYS)  # our choice: what is older was not done, but missed
_ID = re.compile(rf"[a-z0-9_]{{1,{MOST_LETTERS_OF_AN_ID}}}")
_ANY_AMOUNT = Range("Amount", 0, max(span.high for span in AMOUNT_RANGES.values()))
_OF_SESSION = ("duration_s", "rpe_index", "pain_after_index")
_OF_SET = ("set_index", "load_kg", "reps_in_reserve", "pain_index")

Measures = Mapping[str, str]
"""Exercise id to what one set of it counts: a key of `AMOUNT_RANGES`."""


def check_session(session: SessionDone, *, today: date, measures: Measures | None = None) -> None:
    """Pass if somebody could have done this.

    Args:
        session: As typed.
        today: No session lies after it.
        measures: The exercises that there are; None asks only for the form of an id.

    Raises:
        EntryError: names the first field that cannot be, and its range.
    """
    check_day(session.local_date, today, field="local_date")
    _check_start(session)
    for name in _OF_SESSION:
        _check(LOG_RANGES[name], getattr(session, name), field=name)
    if len(session.sets) > MOST_SETS:
        raise EntryError(
            f"This session has {len(session.sets)} sets.",
            f"There is room for {MOST_SETS}; log the rest as another session.",
            "sets",
        )
    for each in session.sets:
        check_set(each, measures=measures)
    check_text("notes", session.notes)


def check_set(each: SetDone, *, measures: Measures | None = None) -> None:
    """Pass if somebody could have done this set.

    Raises:
        EntryError: names the first field that cannot be, and its range.
    """
    check_exercise(each.exercise_id, measures=measures)
    check_known("side", [each.side.value], SIDES, field="side")
    measure = (measures or {}).get(each.exercise_id)
    span = AMOUNT_RANGES[measure] if measure else _ANY_AMOUNT
    _check(span, each.amount, field="amount")
    for name in _OF_SET:
        _check(LOG_RANGES[name], getattr(each, name), field=name)


def check_exercise(
    exercise_id: str, *, measures: Measures | None = None, field: str = "exercise_id"
) -> None:
    """Pass if there is such an exercise, or could be one where the library is not at hand.

    Raises:
        EntryError: there is not.
    """
    if measures is not None:
        check_known("exercise", [exercise_id], measures, field=field)
    elif not _ID.fullmatch(exercise_id):
        raise EntryError(
            f"There is no exercise called {exercise_id!r}.", "Choose from the list.", field
        )


def check_move(move: Move) -> None:
    """Pass if both days are of the week, which begins on a Monday.

    Raises:
        EntryError: one is not.
    """
    check_week(move.week)
    for field in ("from_day", "to_day"):
        if not 0 <= (getattr(move, field) - move.week).days < WEEK_DAYS:
            raise EntryError(
                f"{getattr(move, field).isoformat()} is in another week.",
                "A session moves within its own week.",
                field,
            )


def check_week(week: date) -> None:
    """Pass if a week begins on that day.

    Raises:
        ValueError: it is no Monday, which is a fault of ours.
    """
    if week.weekday():
        raise ValueError("A week is named by its Monday.")


def check_adjustment(said: Adjustment, *, today: date, measures: Measures | None = None) -> None:
    """Pass if this could be said of an exercise.

    Raises:
        EntryError: names the first field that cannot be.
    """
    check_day(said.said_on, today, field="said_on")
    check_exercise(said.exercise_id, measures=measures)
    if said.instead is not None:
        check_exercise(said.instead, measures=measures, field="instead")
    if said.instead == said.exercise_id:
        raise EntryError(
            "An exercise cannot be swapped for itself.", "Choose another one.", "instead"
        )


def _check_start(session: SessionDone) -> None:
    start, planned = session.start_time, session.planned_for
    if start is not None and start.tzinfo is None:
        raise ValueError("The start of a session has a time zone.")
    if start is not None and abs(start.date() - session.local_date) > timedelta(days=1):
        raise EntryError(
            "The start is not on the day of the session.",
            "Check the day and the time.",
            "start_time",
        )
    if planned is not None and abs(planned - session.local_date) > PLANNED_WITHIN:
        raise EntryError(
            f"The session planned for {planned.isoformat()} is more than a week away.",
            "Choose a session of that week, or none.",
            "planned_for",
        )


def _check(span: Range, value: float | None, *, field: str) -> None:
    if value is not None:
        check_range(span, value, field=field)
