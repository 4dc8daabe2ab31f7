from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from core.errors import StoreBusy, StoreError, StoreFull
from store import Store, database, open_store, scope, tables, url_from
from tests.store.makers import begin, make_store, put, someone_else

SETTING = tables.setting


def told(store: Store, value: str) -> dict[str, object]:
    return {"athlete_id": store.principal_id, "key": "colour", "value": value}


def values(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(select(SETTING.c.value)))


def test_the_url_in_the_environment_wins() -> None:
    url = "sqlite:////elsewhere/runs.sqlite3"
    assert url_from({"EVENSTRIDE_DB": url, "XDG_DATA_HOME": "/data"}) == url


def test_without_a_url_the_file_lies_in_the_data_directory() -> None:
    url = url_from({"XDG_DATA_HOME": "/data of mine?"})
    assert database.path_from(url) == Path("/data of mine?/evenstride/evenstride.sqlite3")


@pytest.mark.parametrize("environ", [{}, {"XDG_DATA_HOME": "relative"}, {"EVENSTRIDE_DB": ""}])
def test_without_any_word_the_file_lies_in_the_users_own_place(environ: dict[str, str]) -> None:
    path = database.path_from(url_from(environ))
    assert path.is_absolute()
    assert path.name == "evenstride.sqlite3"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///~/runs.sqlite3", "/home/you/runs.sqlite3"),
        ("sqlite:////my runs#1.sqlite3", "/my runs#1.sqlite3"),
        ("sqlite:////my%20runs%3F.sqlite3", "/my runs?.sqlite3"),
    ],
)
def test_a_url_names_a_file(url: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/you")
    assert database.path_from(url) == Path(path)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("runs.sqlite3", "does not hold a database URL"),
        ("postgresql://localhost/runs", "only open SQLite"),
        ("sqlite://", "plain file"),
        ("sqlite:///:memory:", "plain file"),
        ("sqlite:///file:x?mode=memory&uri=true", "plain file"),
        ("sqlite:////runs?.sqlite3", "plain file"),
        ("sqlite:///~nobody-of-this-name/runs.sqlite3", "home folder of nobody"),
    ],
)
def test_a_url_that_cannot_be_used_says_why(url: str, what: str) -> None:
    with pytest.raises(StoreError, match=what):
        open_store(url)


def test_nothing_of_a_transaction_that_fails_is_kept(store: Store) -> None:
    def write_and_fail() -> None:
        with store.write() as connection:
            connection.execute(insert(SETTING).values(told(store, "red")))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert values(store) == []


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot be written"), store.read() as connection:
        connection.execute(insert(SETTING).values(told(store, "red")))


def test_a_reader_sees_one_unchanging_view(store: Store) -> None:
    with store.read() as connection:
        before = connection.scalars(select(SETTING.c.value)).all()
        with store.write() as writing:
            writing.execute(insert(SETTING).values(told(store, "red")))
        assert connection.scalars(select(SETTING.c.value)).all() == before


def test_a_foreign_key_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(DBAPIError, match="FOREIGN KEY"), store.write() as connection:
        connection.execute(insert(SETTING).values({**told(store, "red"), "athlete_id": 99}))


def test_a_bug_in_a_statement_stays_a_bug(store: Store) -> None:
    with pytest.raises(DBAPIError, match="no such table"), store.read() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_the_version_grows_with_every_write(store: Store) -> None:
    before = store.version
    for _ in range(3):
        begin(store)
    assert store.version == before + 3


def test_the_version_stays_while_only_reading(store: Store) -> None:
    put(store, b"one")
    before = store.version
    values(store)
    assert store.version == before


def test_the_version_stays_when_a_write_fails(store: Store) -> None:
    before = store.version
    with pytest.raises(RuntimeError), store.write():
        raise RuntimeError
    assert store.version == before


def test_the_version_grows_for_every_store_on_the_file(store: Store, tmp_path: Path) -> None:
    another = make_store(tmp_path)
    begin(another)
    assert store.version == another.version == 1


def test_the_version_of_one_runner_is_not_that_of_another(store: Store) -> None:
    other = someone_else(store)
    before = store.version
    begin(other)
    assert (store.version, other.version) == (before, 1)


def test_a_runner_who_is_not_in_the_database_cannot_write(store: Store) -> None:
    nobody = open_store(f"sqlite:///{store.path}", principal_id=99)
    with pytest.raises(StoreError, match="not in the database"):
        begin(nobody)


def test_a_writer_is_alone_before_its_first_statement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.05)
    one, two = make_store(tmp_path), make_store(tmp_path)
    with one._writer.begin(), pytest.raises(StoreBusy):
        begin(two)


def test_a_database_in_use_for_too_long_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.05)
    one, two = make_store(tmp_path), make_store(tmp_path)
    with one.write(), pytest.raises(StoreBusy):
        begin(two)


def test_a_writer_in_the_same_process_that_waits_too_long_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.05)
    store = make_store(tmp_path)
    with store.write(), pytest.raises(StoreBusy):
        begin(store)


def test_a_swallowed_end_of_the_transaction_does_not_pass_as_kept(store: Store) -> None:
    def lose_it_unnoticed() -> None:
        with store.write() as connection:
            connection.execute(insert(SETTING).values(told(store, "red")))
            connection.exec_driver_sql("ROLLBACK")  # as SQLite itself does when the disk is full

    with pytest.raises(StoreFull):
        lose_it_unnoticed()


def test_threads_share_a_store(store: Store) -> None:
    def write() -> None:
        for _ in range(5):
            begin(store)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.version == 40


@pytest.mark.parametrize(
    "stmt",
    [
        select(tables.original.c.id),
        select(tables.stream).join(tables.activity),
        update(tables.activity).values(part=0),
        delete(tables.import_job),
        select(tables.athlete.c.version),
    ],
)
def test_a_scoped_statement_names_the_principal_for_each_of_its_tables(stmt) -> None:
    text = str(scope(stmt, 7).compile(compile_kwargs={"literal_binds": True}))
    in_it = [name for name in tables.metadata.tables if f"{name}." in text]
    owners = [f"{n}.{'id' if n == 'athlete' else 'athlete_id'} = 7" for n in in_it]
    assert in_it
    assert all(owner in text for owner in owners)


def test_a_statement_without_an_owner_cannot_be_scoped() -> None:
    with pytest.raises(ValueError, match="cannot be scoped"):
        scope(select(1), 7)


def test_only_scope_adds_the_filter() -> None:
    folder = Path(database.__file__).parent
    guilty = [
        file.name
        for file in folder.glob("*.py")
        if "athlete_id ==" in file.read_text(encoding="utf-8")
        or "athlete.c.id ==" in file.read_text(encoding="utf-8")
    ]
    assert guilty == [], "Use store.scope: it is the only place that adds the athlete filter."
