"""What the runner changed of a plan, and what was shown of it: the plan itself is never stored.

A plan follows from the data; but what was done is held against what the runner saw.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import polars as pl
from sqlalchemy import Connection, delete, insert, or_, select

from core.errors import NotFound
from core.findings import Side
from core.log import Adjustment, Move, Wish
from core.plan import StrengthSession, WeekPlan
from core.schemas import SHOWN
from core.units import SECONDS_PER_MINUTE
from store import tables
from store.database import Store, scope
from store.typed_log import Measures, check_adjustment, check_move, check_week

_KEYS = ("said_on", "exercise_id")


def move(store: Store, moved: Move) -> None:
    """Move a session to another day of its week; back on its planned day it was never moved.

    Raises:
        EntryError: a day is not of that week.
        StoreError: the database cannot be written.
    """
    check_move(moved)
    with store.write() as connection:
        _forget_move(store, connection, moved)
        if moved.to_day != moved.from_day:
            values = {"week": moved.week, "from_day": moved.from_day, "to_day": moved.to_day}
            row = values | {"athlete_id": store.principal_id}
            connection.execute(insert(tables.move).values(row))


def moves(store: Store, week: date) -> tuple[Move, ...]:
    """What was moved in the week that begins on this Monday, by planned day."""
    check_week(week)
    return tuple(each for each in _all_moves(store) if each.week == week)


def adjust(
    store: Store, said: Adjustment, *, today: date, measures: Measures | None = None
) -> None:
    """Keep what the runner says of an exercise; what was said of it on that day gives way.

    Args:
        store: Opened for the runner.
        said: As told.
        today: Nothing is said of a day after it.
        measures: The exercises that there are; None asks only for the form of an id.

    Raises:
        EntryError: names the first field that cannot be.
        StoreError: the database cannot be written.
    """
    check_adjustment(said, today=today, measures=measures)
    values = {
        "athlete_id": store.principal_id,
        "said_on": said.said_on,
        "exercise_id": said.exercise_id,
        "wish": said.wish.value,
        "instead": said.instead,
    }
    with store.write() as connection:
        _forget_adjustment(store, connection, said)
        connection.execute(insert(tables.adjustment).values(values))


def adjustments(store: Store) -> tuple[Adjustment, ...]:
    """All that the runner said of exercises, by day and then in the order of telling."""
    told = tables.adjustment
    stmt = select(told).order_by(told.c.said_on, told.c.id)
    with store.read() as connection:
        found = connection.execute(scope(stmt, store.principal_id)).all()
    return tuple(
        Adjustment(
            said_on=row.said_on,
            exercise_id=row.exercise_id,
            wish=Wish(row.wish),
            instead=row.instead,
        )
        for row in found
    )


def take_back(store: Store, said: Move | Adjustment) -> None:
    """Undo a move, or what was said of an exercise on a day.

    Raises:
        NotFound: the runner said no such thing.
        StoreError: the database cannot be written.
    """
    with store.write() as connection:
        if isinstance(said, Move):
            n_gone = _forget_move(store, connection, said)
        else:
            n_gone = _forget_adjustment(store, connection, said)
        if not n_gone:
            raise NotFound("There is nothing to take back.", "Look at the page again.")


def keep_shown(store: Store, plan: WeekPlan, *, today: date) -> None:
    """Keep what the runner was shown for a week: nothing changes of days that are over.

    Of today and the days ahead the newest plan counts, but a session of today that was begun
    stays as it was. Nothing is written where nothing is new, or where nothing can be written.

    Args:
        store: Opened for the runner.
        plan: As shown, moves and all.
        today: The day on which it is shown.

    Raises:
        StoreError: the database cannot be written.
    """
    check_week(plan.week)
    if store.is_read_only:
        return
    with store.read() as connection:
        since = _open_since(store, connection, today)
        fresh = [_row(store, plan.week, each) for each in plan.sessions if each.day >= since]
        if _kept(store, connection, plan.week, since=since) == _sorted(fresh):
            return
    # Quietly: what was shown changes no page of today.
    with store.write(quietly=True) as connection:
        shown_before = tables.plan_shown.c
        ours = scope(delete(tables.plan_shown), store.principal_id).where(
            shown_before.week == plan.week, shown_before.day >= since
        )
        connection.execute(ours)
        if fresh:
            connection.execute(insert(tables.plan_shown), fresh)


def shown(store: Store) -> pl.DataFrame:
    """SHOWN: what was planned of each week as the runner saw it, moved sessions once, by day."""
    told = tables.plan_shown
    stmt = select(told).order_by(told.c.day, told.c.kind)
    with store.read() as connection:
        found = connection.execute(scope(stmt, store.principal_id)).all()
    of_moves = _all_moves(store)
    left = {(each.week, each.from_day) for each in of_moves}
    left -= {(each.week, each.to_day) for each in of_moves}
    rows = []
    for row in found:
        if (row.week, row.day) in left:
            continue
        prescribed = json.loads(row.prescribed)
        n_sets = sum(each["sets"] for each in prescribed)
        ids = " ".join(each["exercise_id"] for each in prescribed)
        rows.append(
            (row.week, row.day, row.kind, float(SECONDS_PER_MINUTE * row.minutes), n_sets, ids)
        )
    return pl.DataFrame(rows, schema=SHOWN.dtypes, orient="row")


def _all_moves(store: Store) -> tuple[Move, ...]:
    told = tables.move
    stmt = select(told).order_by(told.c.week, told.c.from_day)
    with store.read() as connection:
        found = connection.execute(scope(stmt, store.principal_id)).all()
    return tuple(Move(week=row.week, from_day=row.from_day, to_day=row.to_day) for row in found)


def _forget_move(store: Store, connection: Connection, said: Move) -> int:
    told = tables.move
    ours = scope(delete(told), store.principal_id).where(
        told.c.week == said.week, told.c.from_day == said.from_day
    )
    return int(connection.execute(ours).rowcount)


def _forget_adjustment(store: Store, connection: Connection, said: Adjustment) -> int:
    told = tables.adjustment
    same = (told.c[name] == getattr(said, name) for name in _KEYS)
    return int(connection.execute(scope(delete(told), store.principal_id).where(*same)).rowcount)


def _open_since(store: Store, connection: Connection, today: date) -> date:
    """The first day of which a new plan still counts: tomorrow, once today's was begun."""
    log = tables.strength_log
    begun = select(log.c.id).where(or_(log.c.planned_for == today, log.c.local_date == today))
    is_begun = connection.scalar(scope(begun, store.principal_id).limit(1)) is not None
    return today + timedelta(days=1) if is_begun else today


def _kept(
    store: Store, connection: Connection, week: date, *, since: date
) -> list[dict[str, object]]:
    told = tables.plan_shown
    stmt = select(told).where(told.c.week == week, told.c.day >= since)
    found = connection.execute(scope(stmt, store.principal_id)).all()
    return _sorted([dict(row._mapping) for row in found])


def _sorted(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: (str(row["day"]), str(row["kind"])))


def _row(store: Store, week: date, session: StrengthSession) -> dict[str, object]:
    prescribed = [
        {
            "exercise_id": each.exercise.id,
            "sets": each.sets + (each.extra_set_side is not Side.NONE),
            "amount": list(each.amount),
            "measure": each.measure,
        }
        for each in session.prescriptions
    ]
    return {
        "athlete_id": store.principal_id,
        "week": week,
        "day": session.day,
        "kind": session.kind,
        "minutes": session.minutes,
        "prescribed": json.dumps(prescribed),
    }
