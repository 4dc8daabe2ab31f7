from __future__ import annotations

import pytest
from sqlalchemy import select, update

from store import Store, integrity, tables
from store.integrity import Damage
from tests.store.makers import make_efforts, make_route, put


def spoil(store: Store, table: str, column: str) -> None:
    target = tables.metadata.tables[table].c[column]
    with store.write() as connection:
        value = connection.scalar(select(target))
        if isinstance(value, bytes):
            value = value[:-1] + bytes([value[-1] ^ 1])
        else:
            value += 0.25
        connection.execute(update(target.table).values({column: value}))


def test_what_is_whole_has_no_damage(store: Store) -> None:
    put(store, b"one" * 1000)
    put(store, b"two", heart_rate_s=None, ascent_m=float("nan"))
    put(store, b"three", efforts=make_efforts(), route=make_route(), graded_speed_s=[1] * 161)
    assert integrity.damages(store) == ()


@pytest.mark.parametrize(
    ("table", "column", "what"),
    [
        ("original", "data", "file"),
        ("stream", "data", "records"),
        ("block", "data", "blocks"),
        ("derived", "data", "efforts"),
        ("activity", "distance_m", "summary"),
        ("activity", "start_time", "summary"),
        ("activity", "heart_rate_s", "summary"),
    ],
)
def test_one_changed_value_is_found_and_named(
    store: Store, table: str, column: str, what: str
) -> None:
    (id_,) = put(store, b"one" * 1000, efforts=make_efforts()).activity_ids
    spoil(store, table, column)
    assert integrity.damages(store) == (Damage(activity_id=id_, what=what),)
