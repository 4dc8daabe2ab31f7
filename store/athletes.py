"""The runner's profile, value by value with its history, and what nobody can be."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from core.athlete import Experience, Goal, Origin, Pain, Profile, RunDay, Sex
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
        lambda pains: [[pain.tag, pain.score] for pain in pains],
        lambda pains: tuple(Pain(tag=tag, score=score) for tag, score in pains),
    ),
}


def profile(store: Store) -> Profile:
    """What the runner has told, the newest of each; what was never told stays as not told.

    Raises:
        StoreError: the database cannot be read.
    """
    with store.read() as connection:
        told = _newest(store, connection)
    values = {name: _read(name, text) for name, text in told.items()}
    return Profile(**values)


def save_profile(store: Store, changed: Profile, *, valid_from: date) -> None:
    """Keep what has changed, beside what was told before.

    Args:
        store: Opened for the runner.
        changed: The whole profile as it is now.
        valid_from: The day from which the changed values hold.

    Raises:
        ProfileError: a value that nobody can have; nothing is kept then.
        StoreError: the database cannot be written.
    """
    check_profile(changed, today=valid_from)
    untold = Profile()
    with store.write() as connection:
        told = _newest(store, connection)
        for each in fields(Profile):
            before = told.get(each.name, _written(untold, each.name))
            if (now := _written(changed, each.name)) != before:
                row = {
                    "athlete_id": store.principal_id,
                    "name": each.name,
                    "value": now,
                    "origin": Origin.USER.value,
                    "valid_from": valid_from,
                }
                connection.execute(insert(profile_value).values(row))


def _newest(store: Store, connection: Connection) -> dict[str, str]:
    known = {each.name for each in fields(Profile)}
    stmt = scope(select(profile_value.c.name, profile_value.c.value), store.principal_id)
    rows = connection.execute(stmt.order_by(profile_value.c.id))
    return {row.name: row.value for row in rows if row.name in known}


def _written(whole: Profile, name: str) -> str:
    value = getattr(whole, name)
    return json.dumps(None if value is None else _FORMS.get(name, _PLAIN).write(value))


def _read(name: str, text: str) -> Any:
    value = json.loads(text)
    return None if value is None else _FORMS.get(name, _PLAIN).read(value)
