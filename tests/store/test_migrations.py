from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from core.athlete import Profile
from core.log import SessionDone
from store import (
    Store,
    activities,
    athletes,
    batches,
    integrity,
    log,
    migrations,
    opening,
    renewal,
    tables,
)
from tests.store.makers import DAY, START, make_old_store, make_store, put

pytestmark = pytest.mark.usefixtures("true_stores")
FACTS = ("table_xinfo", "foreign_key_list", "index_list")


def as_of(before: pytest.MonkeyPatch, *revisions: str) -> None:
    """An Evenstride of earlier days, which knew no later columns."""
    before.setattr(migrations, "REVISIONS", revisions)
    before.setattr(opening, "_check_columns", lambda *_: None)


def facts(path: Path, table: str) -> dict[str, list[tuple[object, ...]]]:
    """What SQLite knows of a table; numbers that only say the order of making are left out."""
    with closing(sqlite3.connect(path)) as connection:
        found = {fact: connection.execute(f"PRAGMA {fact}({table})").fetchall() for fact in FACTS}
        sql = connection.execute(
            "SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE name = ?", (table,)
        ).fetchall()
    return {
        "columns": sorted(row[1:] for row in found["table_xinfo"]),
        "links": sorted(row[2:] for row in found["foreign_key_list"]),
        "indexes": sorted(row[1:4] for row in found["index_list"]),
        "autoincrement": sql,
    }


def test_the_revisions_make_the_tables_of_the_code(store: Store, tmp_path: Path) -> None:
    made = tmp_path / "made.sqlite3"
    engine = create_engine(f"sqlite:///{made}")
    tables.metadata.create_all(engine)
    engine.dispose()
    for table in tables.metadata.tables:
        assert facts(store.path, table) == facts(made, table), (
            f"Table {table}: store/tables.py or core/schemas.py has changed. Write a revision in "
            "store/migrations/versions/ (before the first release: edit 0001)."
        )


def test_alembic_finds_nothing_to_change(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []


def test_the_list_of_revisions_is_that_of_the_files() -> None:
    scripts = ScriptDirectory(str(migrations.HERE))
    in_order = [script.revision for script in scripts.walk_revisions()][::-1]
    assert list(migrations.REVISIONS) == in_order, (
        "Add the new revision to REVISIONS in store/migrations/__init__.py."
    )


def test_every_table_but_that_of_athletes_belongs_to_an_athlete_and_goes_with_them() -> None:
    for table in tables.metadata.tables.values():
        if table is not tables.athlete:
            (link,) = table.c.athlete_id.foreign_keys
            assert (link.column.table, link.ondelete) == (tables.athlete, "CASCADE")
            assert not table.c.athlete_id.nullable


def test_a_database_of_the_first_tables_keeps_its_report_through_the_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        as_of(before, "0001")
        old = make_store(tmp_path)
    old.close()
    line = "INSERT INTO import_item VALUES (1, ?, 1, 'a.fit', ?, '[]', ?, ?, NULL, '', '')"
    with closing(sqlite3.connect(old.path)) as connection, connection:
        connection.execute("INSERT INTO import_job VALUES (1, 1, 'upload', 0)")
        noted = '[{"severity": "warning", "code": "crc", "message": "", "where": null}]'
        connection.execute(line, (0, "read", '["running", "cycling", "running"]', noted))
        connection.execute(line, (1, "read", '["running"]', "[]"))
        connection.execute(line, (2, "refused", "[]", noted))
    (found,) = batches.all_batches(make_store(tmp_path))
    assert found.is_finished
    assert (found.n_all, found.n_noted) == (3, 1)


def test_a_database_with_runs_keeps_all_of_them_through_the_upgrade(tmp_path: Path) -> None:
    make_old_store(tmp_path)
    store = make_store(tmp_path)
    found = activities.frame(store)
    assert found["distance_m"].to_list() == [5000.25, 5000.25]
    assert found["heart_rate_s"].arr.sum().to_list() == [400, 400]
    assert activities.original(store, found["activity_id"][0]) == (
        "monday.fit",
        b"the file of a run",
    )
    assert len(activities.records(store, found["activity_id"][1])) == 120
    assert integrity.damages(store) == ()


def test_what_an_old_database_does_not_know_is_unknown_after_the_upgrade(tmp_path: Path) -> None:
    make_old_store(tmp_path)
    store = make_store(tmp_path)
    assert activities.frame(store)["graded_speed_s"].to_list() == [None, None]
    assert activities.blocks(store)["pod_balance_left_pct"].to_list() == [None] * 4
    assert activities.efforts(store).is_empty()


def test_the_runs_of_an_old_database_are_to_be_read_again(tmp_path: Path) -> None:
    make_old_store(tmp_path)
    assert len(renewal.stale(make_store(tmp_path))) == 2


def test_old_and_new_runs_stand_in_one_frame_after_the_upgrade(tmp_path: Path) -> None:
    make_old_store(tmp_path)
    store = make_store(tmp_path)
    (id_,) = put(store, b"new", start=START + timedelta(days=9)).activity_ids
    assert activities.blocks(store)["activity_id"].unique(maintain_order=True).to_list() == [
        *activities.frame(store)["activity_id"]
    ]
    assert id_ == 4, "The id of the run that was undone was given again."


def test_a_told_profile_stays_through_the_upgrade(tmp_path: Path) -> None:
    make_old_store(tmp_path)
    told = athletes.profile(make_store(tmp_path))
    assert told == Profile(mass_kg=61.5, max_heart_rate_bpm=186.0)


def test_after_the_upgrade_only_what_is_no_run_is_read_again_for_its_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        as_of(before, "0001", "0002", "0003")
        old = make_store(tmp_path)
        put(old, b"a run")
        (gym,) = put(old, b"gym", start=START + timedelta(days=1), sport="training").activity_ids
        old.close()
    store = make_store(tmp_path)
    (file,) = renewal.stale(store)
    assert set(file.activity_ids.values()) == {gym}
    assert len(activities.frame(store)) == 2
    assert integrity.damages(store) == ()


def test_a_session_is_logged_in_a_database_that_was_brought_up_to_date(tmp_path: Path) -> None:
    make_old_store(tmp_path)
    store = make_store(tmp_path)
    id_ = log.add(store, SessionDone(local_date=DAY), today=DAY)
    assert log.one(store, id_) == SessionDone(local_date=DAY)
