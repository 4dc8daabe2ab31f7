"""Sessions that the runner moves to another day, and the rules that the moved week breaks.

The move stands, for it is the runner's week; only the day of a race takes no session.
Source: strength law, section 3.3 (D1-D5, D7). Codes are those of the law, texts are for the runner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from core.athlete import KEY_RUNS, RunDay
from core.log import Move
from core.plan import Note, StrengthSession
from core.season import SEASONS
from strength import reasons
from strength.days import FULL_RUNS, LEAST_GAP_DAYS, LIGHT_RUNS, N_DAYS
from strength.notes import DAY_NAMES
from strength.terms import Terms

Sessions = tuple[StrengthSession, ...]
BETWEEN = "muscles build between sessions, and need about two days."


def moved(
    sessions: Sequence[StrengthSession], moves: Sequence[Move], terms: Terms
) -> tuple[Sessions, tuple[Note, ...]]:
    """The week as the runner has it, and what the moves break.

    Args:
        sessions: As planned.
        moves: Of any week; those of this one count, the last one of each planned day. A move of a
            day without a session changes nothing.
        terms: The week: its runs and its race.
    """
    wanted = {move.from_day: move.to_day for move in moves if move.week == terms.monday}
    week, refused = [], []
    for session in sessions:
        to_day = wanted.get(session.day, session.day)
        if (note := _refusal(to_day, terms)) is not None and to_day != session.day:
            refused.append(note)
            to_day = session.day
        week.append(session if to_day == session.day else _on(session, to_day, terms))
    in_order = tuple(sorted(week, key=lambda one: (one.day, one.kind != "full")))
    broken = [note for one in in_order if one.planned_day for note in _broken(one, in_order, terms)]
    return in_order, tuple(dict.fromkeys((*refused, *broken)))


def _on(session: StrengthSession, day: date, terms: Terms) -> StrengthSession:
    run = terms.profile.week[day.weekday()]
    timing = reasons.timing(session.kind, run)
    return replace(session, day=day, planned_day=session.day, timing=timing)


def _refusal(day: date, terms: Terms) -> Note | None:
    if day not in terms.day_dates:
        return Note(
            code="move_outside_week",
            text="A session stays within its week, so it was not moved.",
        )
    if day == terms.race_date or terms.profile.week[day.weekday()] is RunDay.RACE:
        return Note(
            code="move_onto_race",
            text=f"{_name(day)} is the day of a race: no session goes there, so it was not moved.",
        )
    return None


def _broken(session: StrengthSession, week: Sessions, terms: Terms) -> Iterator[Note]:
    if session.kind != "full":
        yield from _light_broken(session, week, terms)
        return
    yield from _next_to_runs(session, terms)
    yield from _too_close(session, week)
    yield from _all_rest_used(session, week, terms)
    yield from _near_race(session, terms)


def _next_to_runs(session: StrengthSession, terms: Terms) -> Iterator[Note]:
    runs, day = terms.profile.week, session.day.weekday()
    today, tomorrow = runs[day], runs[(day + 1) % N_DAYS]
    if today in FULL_RUNS:
        yield Note(
            code="D1",
            text=f"{_name(session.day)} holds a {today.value} run: legs that have run long gain "
            "little from strength work on the same day, and tire more.",
        )
    if tomorrow in KEY_RUNS:
        yield Note(
            code="D1",
            text=f"{_name(session.day)} is the day before a {tomorrow.value} run: legs stay heavy "
            "for a day or more after strength work, and the run is the one that counts.",
        )


def _too_close(session: StrengthSession, week: Sessions) -> Iterator[Note]:
    for other in week:
        apart = abs((other.day - session.day).days)
        is_close = min(apart, N_DAYS - apart) < LEAST_GAP_DAYS
        # Of two moved sessions the earlier one speaks for both.
        is_said = other.planned_day is not None and other.day < session.day
        if other is not session and other.kind == "full" and is_close and not is_said:
            yield Note(code="D2", text=f"{_pair(session.day, other.day)}: {BETWEEN}")


def _pair(day: date, other: date) -> str:
    if day == other:
        return f"{_name(day)} holds two full sessions"
    return f"{_name(day)} and {_name(other)} are less than 48 hours apart"


def _all_rest_used(session: StrengthSession, week: Sessions, terms: Terms) -> Iterator[Note]:
    runs = terms.profile.week
    rest = {day for day in range(N_DAYS) if runs[day] is RunDay.REST}
    if session.day.weekday() in rest and rest <= {
        one.day.weekday() for one in week if one.kind == "full"
    }:
        yield Note(
            code="D4",
            text=f"With {_name(session.day)} every rest day of the week holds strength work: no "
            "day is left that is really easy.",
        )


def _near_race(session: StrengthSession, terms: Terms) -> Iterator[Note]:
    if terms.race_date is None:
        return
    days_left = (terms.race_date - session.day).days
    clear = SEASONS[terms.profile.goal].clear_days
    if 0 <= days_left <= clear:
        yield Note(
            code="D5",
            text=f"{_name(session.day)} is {days_left} days before your race: the last {clear} "
            "days are kept free so that the legs are fresh.",
        )


def _light_broken(session: StrengthSession, week: Sessions, terms: Terms) -> Iterator[Note]:
    shares = any(one is not session and one.day == session.day for one in week)
    if terms.profile.week[session.day.weekday()] not in LIGHT_RUNS or shares:
        yield Note(
            code="D7",
            text=f"{_name(session.day)} is full already: a light session does most on an easy or "
            "free day of its own.",
        )


def _name(day: date) -> str:
    return DAY_NAMES[day.weekday()]
