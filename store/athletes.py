"""The runner's profile, value by value with its history, and what nobody can be."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from core.athlete import Experience, Goal, Origin, Pain, Profile, RunDay, Sex, Told
from store.database import Store, scope
from store.plausible import check_profile
from store.tables import profile_value


@dataclass(frozen=True, slots=True)
class _Form:
    """How a value that JSON does not know is written and read."""

    write: Callable[[Any], object]
    read: Callable[[Any], object]


_PLAIN = _Form(lambda value: value, lambda value: value)
_TAGS = _Form(sorted, frozenset)
_DATE = _Form(date.isoformat, date.fromisoformat)
_FORMS: Mapping[str, _Form] = {
    "sex": _Form(str, Sex),
    "experience": _Form(str, Experience),
    "goal": _Form(str, Goal),
    "race_date": _DATE,
    "injured_on": _DATE,
    "ill_since": _DATE,
    "swapped_sensors": _TAGS,
    "equipment": _TAGS,
    "conditions": _TAGS,
    "wants": _TAGS,
    "week": _Form(list, lambda days: tuple(RunDay(day) for day in days)),
    "pains": _Form(
        lambda pains: [
            [pain.tag, pain.score] + ([pain.side] if pain.side != "none" else []) for pain in pains
        ],
        lambda pains: tuple(
            Pain(tag=tag, score=score, side=side[0] if side else "none")
            for tag, score, *side in pains
        ),
    ),
}


def profile(store: Store) -> Profile:
    """What the runner has told, the newest of each; what was never told stays as not told.

    Raises:
        StoreError: the database cannot be read.
    """
    with store.read() as connection:
        rows = _history(store, connection)
    return Profile(**{row.name: _read(row.name, row.value) for row in rows})


def told(store: Store) -> tuple[Told, ...]:
    """Everything that holds of what the runner has told, by the day from which on it does.

    A value told later for an earlier day takes the place of those that began after it; told from
    `date.min` on, it holds for all runs, and no older one of its name is left. Of one day all are
    given, in the order of telling: the first value ever told holds for the runs before that day.

    Raises:
        StoreError: the database cannot be read.
    """
    with store.read() as connection:
        rows = _history(store, connection)
    holding: dict[str, list[Told]] = {}
    for row in rows:
        value = Told(name=row.name, value=_read(row.name, row.value), valid_from=row.valid_from)
        is_for_all = value.valid_from == date.min
        before = [
            old
            for old in holding.get(row.name, [])
            if old.valid_from <= value.valid_from and not is_for_all
        ]
        holding[row.name] = [*before, value]
    every = (value for values in holding.values() for value in values)
    return tuple(sorted(every, key=lambda value: value.valid_from))


def save_profile(
    store: Store,
    changed: Profile,
    *,
    valid_from: date,
    today: date | None = None,
    anew: Collection[str] = (),
) -> None:
    """Keep what has changed, beside what was told before.

    Args:
        store: Opened for the runner.
        changed: The whole profile as it is now.
        valid_from: The day from which the changed values hold; `date.min` for all runs.
        today: What nobody can be depends on it; None where it is `valid_from`.
        anew: Fields that hold from that day though their value stays.

    Raises:
        ProfileError: a value that nobody can have; nothing is kept then.
        StoreError: the database cannot be written.
    """
    if valid_from == date.min and today is None:
        raise ValueError("A profile for all runs is checked as of a day.")
    check_profile(changed, today=today or valid_from)
    untold = Profile()
    with store.write() as connection:
        before = {row.name: row.value for row in _history(store, connection)}
        for each in fields(Profile):
            now = _written(changed, each.name)
            if now == before.get(each.name, _written(untold, each.name)) and each.name not in anew:
                continue
            row = {
                "athlete_id": store.principal_id,
                "name": each.name,
                "value": now,
                "origin": Origin.USER.value,
                "valid_from": valid_from,
            }
            connection.execute(insert(profile_value).values(row))


def _history(store: Store, connection: Connection) -> list[Row[Any]]:
    """All that was ever told of fields that there still are, in the order of telling."""
    known = {each.name for each in fields(Profile)}
    columns = (profile_value.c.name, profile_value.c.value, profile_value.c.valid_from)
    stmt = scope(select(*columns), store.principal_id).order_by(profile_value.c.id)
    return [row for row in connection.execute(stmt) if row.name in known]


def _written(whole: Profile, name: str) -> str:
    value = getattr(whole, name)
    return json.dumps(None if value is None else _FORMS.get(name, _PLAIN).write(value))


def _read(name: str, text: str) -> Any:
    value = json.loads(text)
    return None if value is None else _FORMS.get(name, _PLAIN).read(value)
