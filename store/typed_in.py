"""All that a runner typed in besides the profile: counted, and taken out as a whole.

Rows do not say when they were typed, so a trial cannot be told from what was there before it:
the runner is asked, and is told how much there is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Delete, Select, delete, func, select

from store import pairs
from store.database import Store, scope
from store.tables import (
    activity,
    adjustment,
    diary,
    move,
    plan_shown,
    profile_value,
    self_test,
    strength_log,
)

OF_THE_BODY = ("pains", "ill_since", "injured_on", "weaker_side", "swapped_sensors")
"""Fields of the profile that say how the body is now; the others are settings, and stay."""
_TABLES = {"diary": diary, "self_tests": self_test, "sessions": strength_log}
_OF_THE_PLAN = (move, adjustment, plan_shown)


def counts(store: Store) -> Mapping[str, int]:
    """How much of each kind there is: "diary", "self_tests", "sessions", "runs", "body".

    Raises:
        StoreError: the database cannot be read.
    """
    stmts: dict[str, Select[Any]] = {
        kind: select(func.count()).select_from(table) for kind, table in _TABLES.items()
    }
    stmts["runs"] = select(func.count()).where(activity.c.original_id.is_(None))
    with store.read() as connection:
        found = {
            kind: int(connection.execute(scope(stmt, store.principal_id)).scalar_one())
            for kind, stmt in stmts.items()
        }
        return found | {"body": _n_of_the_body(store, connection)}


def forget(store: Store) -> None:
    """Take out all of it for good, and the plans that were made from it.

    Raises:
        StoreError: the database cannot be written.
    """
    stmts: list[Delete] = [delete(table) for table in (*_TABLES.values(), *_OF_THE_PLAN)]
    stmts.append(delete(activity).where(activity.c.original_id.is_(None)))
    stmts.append(delete(profile_value).where(profile_value.c.name.in_(OF_THE_BODY)))
    with store.write() as connection:
        for stmt in stmts:
            connection.execute(scope(stmt, store.principal_id))
        pairs.settle(store, connection)


def _n_of_the_body(store: Store, connection: Connection) -> int:
    """How many of these fields hold something now."""
    stmt = scope(select(profile_value.c.name, profile_value.c.value), store.principal_id)
    ours = stmt.where(profile_value.c.name.in_(OF_THE_BODY)).order_by(profile_value.c.id)
    newest = {row.name: json.loads(row.value) for row in connection.execute(ours)}
    return sum(bool(value) for value in newest.values())
