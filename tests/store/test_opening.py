from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from core.errors import StoreError, StoreReadOnly, StoreTooNew
from store import activities, migrations, open_store, opening, tables
from tests.store.makers import begin, make_store, put

pytestmark = pytest.mark.usefixtures("true_stores")
LATER = '''
"""A revision of this test: copy table `activity`, on which records and blocks hang."""
import sqlalchemy as sa
from alembic import op

revision = "9998"
down_revision = "{newest}"


def upgrade():
    with op.batch_alter_table("activity", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text()))
    {fault}
'''


NEWEST = migrations.REVISIONS[-1]


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A code that knows one revision more."""
    folder = tmp_path / "versions"
    folder.mkdir()
    for file in migrations.VERSIONS.glob("*.py"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "9998_mood.py").write_text(LATER.format(fault="", newest=NEWEST), encoding="utf-8")
    monkeypatch.setattr(migrations, "VERSIONS", folder)
    monkeypatch.setattr(migrations, "REVISIONS", (*migrations.REVISIONS, "9998"))
    return folder


def columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(activity)")}


def test_a_new_database_and_its_folder_are_the_runners_alone(tmp_path: Path) -> None:
    store = make_store(tmp_path / "new")
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_making_a_database_leaves_nothing_else_behind(tmp_path: Path) -> None:
    store = make_store(tmp_path / "new")
    assert [file.name for file in store.path.parent.iterdir()] == [store.path.name]


def test_a_folder_with_odd_letters_is_no_trouble(tmp_path: Path) -> None:
    store = make_store(tmp_path / "100% läufe #1?")
    assert store.path.parent.name == "100% läufe #1?"
    put(store, b"one")
    assert len(activities.frame(store)) == 1


def test_the_writer_waits_for_the_disk_and_wipes_what_it_deletes(tmp_path: Path) -> None:
    with make_store(tmp_path).write() as connection:
        found = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "synchronous", "secure_delete", "busy_timeout")
        }
    full = 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "secure_delete": 1,
        "busy_timeout": 30_000,
    }


def test_what_was_stored_is_there_after_opening_again(tmp_path: Path) -> None:
    first = make_store(tmp_path)
    put(first, b"one")
    first.close()
    assert len(activities.frame(make_store(tmp_path))) == 1


def test_a_database_of_a_later_version_is_refused(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew, match="later version"):
        make_store(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with runs in it."""
    path = tmp_path_factory.mktemp("whole") / "runs.sqlite3"
    store = open_store(sqlite_url(path))
    for i in range(30):
        put(store, b"%d" % i * 500)
    store.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda _: b"", id="no bytes"),
        pytest.param(lambda _: b"<!DOCTYPE html><p>Sorry", id="something else"),
        pytest.param(lambda whole: whole[:10_000], id="cut short"),
        pytest.param(lambda whole: whole[:-4096], id="without its last page"),
        pytest.param(lambda whole: whole[:100], id="only the header"),
        pytest.param(lambda whole: whole[:100] + bytes(len(whole) - 100), id="zeros"),
        pytest.param(lambda whole: b"XQLite" + whole[6:], id="another beginning"),
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, whole: bytes, spoil) -> None:
    path = tmp_path / "runs.sqlite3"
    spoilt = spoil(whole)
    path.write_bytes(spoilt)
    with pytest.raises(StoreError, match="damaged") as caught:
        open_store(sqlite_url(path))
    assert str(tmp_path) in caught.value.advice
    assert path.read_bytes() == spoilt


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no tables of ours"):
        open_store(sqlite_url(path))
    assert path.read_bytes() == before


def without_a_column(folder: Path) -> Path:
    """A database whose number of a revision is ours, and whose columns are not."""
    store = make_store(folder)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("ALTER TABLE activity DROP COLUMN title")
    return store.path


def test_a_database_of_ours_without_a_column_is_refused_when_it_is_opened(tmp_path: Path) -> None:
    path = without_a_column(tmp_path)
    with pytest.raises(StoreError, match="activity has no column title"):
        open_store(sqlite_url(path))


def test_an_older_database_without_a_column_is_refused_and_not_upgraded(
    tmp_path: Path, request
) -> None:
    path = without_a_column(tmp_path)
    request.getfixturevalue("later")
    with pytest.raises(StoreError, match="activity has no column title"):
        open_store(sqlite_url(path))
    assert "mood" not in columns(path)


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(sqlite_url(tmp_path))


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(sqlite_url(tmp_path / "data" / "runs.sqlite3"))


def test_a_database_that_is_taken_away_is_not_made_again(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.path.unlink()
    with pytest.raises(StoreError):
        begin(store)
    assert not store.path.exists()


def test_an_upgrade_keeps_every_row_and_what_hangs_on_it(tmp_path: Path, request) -> None:
    before = make_store(tmp_path)
    put(before, b"one")
    before.close()
    request.getfixturevalue("later")
    after = make_store(tmp_path)
    assert "mood" in columns(after.path)
    (id_,) = activities.frame(after)["activity_id"]
    assert len(activities.records(after, id_)) == 120
    assert len(activities.blocks(after)) == 2


def test_an_upgrade_leaves_a_copy_from_before(tmp_path: Path, request) -> None:
    before = make_store(tmp_path)
    put(before, b"one")
    before.close()
    request.getfixturevalue("later")
    copy = make_store(tmp_path).path.with_name(f"backup-{NEWEST}-runs.sqlite3")
    assert "mood" not in columns(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM activity").fetchone() == (1,)


def test_an_upgrade_happens_once(tmp_path: Path, request) -> None:
    make_store(tmp_path).close()
    request.getfixturevalue("later")
    first = make_store(tmp_path)
    copy = first.path.with_name(f"backup-{NEWEST}-runs.sqlite3")
    written = copy.stat().st_mtime_ns
    make_store(tmp_path)
    assert copy.stat().st_mtime_ns == written


def test_an_upgrade_without_the_right_to_write_is_said(
    tmp_path: Path, request, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_store(tmp_path).close()
    request.getfixturevalue("later")
    monkeypatch.setattr(opening.os, "access", lambda *_: False)
    with pytest.raises(StoreReadOnly, match="brought up to date"):
        make_store(tmp_path)


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, later: Path, monkeypatch) -> None:
    revisions = migrations.REVISIONS
    monkeypatch.setattr(migrations, "REVISIONS", revisions[:-1])
    store = make_store(tmp_path)
    put(store, b"one")
    monkeypatch.setattr(migrations, "REVISIONS", revisions)
    fault = 'raise RuntimeError("power cut")'
    (later / "9998_mood.py").write_text(LATER.format(fault=fault, newest=NEWEST), encoding="utf-8")
    with pytest.raises(RuntimeError, match="power cut"):
        make_store(tmp_path)
    assert "mood" not in columns(store.path)
    monkeypatch.setattr(migrations, "REVISIONS", revisions[:-1])
    assert len(activities.frame(make_store(tmp_path))) == 1


def test_the_first_runner_comes_with_the_tables(tmp_path: Path) -> None:
    with make_store(tmp_path).read() as connection:
        found = connection.execute(select(tables.athlete.c.id, tables.athlete.c.display_name))
        assert found.all() == [(1, "local")]
