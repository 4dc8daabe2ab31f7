"""Crashes, full disks, crowds: an activity that was reported as stored is there, once, whole."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from store import Store, activities, integrity, open_store
from store.tables import setting
from tests.store import workers
from tests.store.faults import Fault
from tests.store.makers import begin, make_efforts, make_old_store, make_route, make_store, put

pytestmark = pytest.mark.usefixtures("true_stores")
PLAIN_OR_PROOF = [
    pytest.param(False, id="plain"),
    pytest.param(True, id="long", marks=pytest.mark.proof),
]


def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'runs.sqlite3'}"


def check_whole(store: Store, *, at_least: set[int], at_most: set[int]) -> None:
    """Everything acknowledged is there, nothing twice, nothing half."""
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("original", "activity", "stream", "block")
        ]
    assert len(set(counts)) == 1
    there = {activities.original(store, id_)[1] for id_ in activities.frame(store)["activity_id"]}
    assert len(there) == counts[0]
    assert {workers.file(i) for i in at_least} <= there <= {workers.file(i) for i in at_most}
    assert integrity.damages(store) == ()


@pytest.mark.parametrize("is_long", PLAIN_OR_PROOF)
def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path, is_long: bool) -> None:
    store, chance = make_store(tmp_path), random.Random(1)
    done: set[int] = set()
    begun: set[int] = set()
    n_landed = 0
    for kill in range(60 if is_long else 5):
        said, saying = workers.PROCESSES.Pipe(duplex=False)
        first = 1000 * kill
        process = workers.PROCESSES.Process(
            target=workers.put_for_ever, args=(url(tmp_path), first, saying)
        )
        process.start()
        saying.close()
        said.recv()  # it is at work
        begun.add(first)
        said.poll(chance.uniform(0.0, 0.05))
        process.join(chance.uniform(0.0, 0.05))
        process.kill()
        process.join()
        before = len(begun) - len(done)
        _hear(said, begun=begun, done=done)
        n_landed += len(begun) - len(done) > before - 1
        check_whole(store, at_least=done, at_most=begun)
    assert n_landed, "No kill landed while a file was being put; the test proves nothing."


def _hear(said, *, begun: set[int], done: set[int]) -> None:
    try:
        while True:
            what, i = said.recv()
            {"begun": begun, "done": done}[what].add(i)
    except EOFError:
        said.close()


@pytest.mark.parametrize("is_long", PLAIN_OR_PROOF)
def test_processes_that_read_then_write_lose_no_update(tmp_path: Path, is_long: bool) -> None:
    n_processes, times = (8, 200) if is_long else (4, 25)
    workers.start_counting(url(tmp_path))
    with workers.in_processes(n_processes) as pool:
        list(pool.map(workers.count_up, [url(tmp_path)] * n_processes, [times] * n_processes))
    with open_store(url(tmp_path)).read() as connection:
        assert connection.scalar(select(setting.c.value)) == str(n_processes * times)


def test_an_upgrade_that_is_killed_is_done_at_the_next_start(tmp_path: Path) -> None:
    old, chance = make_old_store(tmp_path), random.Random(2)
    before = old.read_bytes()
    for _ in range(4):
        for left in tmp_path.glob(f"*{old.name}*"):
            left.unlink()
        old.write_bytes(before)
        process = workers.PROCESSES.Process(target=workers.open_only, args=(url(tmp_path),))
        process.start()
        process.join(chance.uniform(0.0, 0.4))
        process.kill()
        process.join()
        assert len(activities.frame(make_store(tmp_path))) == 2


def test_processes_that_open_a_new_database_at_once_share_it(tmp_path: Path) -> None:
    with workers.in_processes(4) as pool:
        for round_ in range(4):
            place = f"sqlite:///{tmp_path / str(round_) / 'runs.sqlite3'}"
            ids = list(pool.map(workers.open_and_begin, [place] * 4))
            assert sorted(ids) == [1, 2, 3, 4]


def test_processes_that_put_the_same_files_store_each_once(tmp_path: Path) -> None:
    with workers.in_processes(3) as pool:
        news = list(pool.map(workers.put_the_same, [url(tmp_path)] * 3, [5] * 3))
    assert [sum(new) for new in zip(*news, strict=True)] == [1] * 5
    check_whole(open_store(url(tmp_path)), at_least=set(range(5)), at_most=set(range(5)))


def _failing_puts(store: Store, batch: int) -> Iterator[bool]:
    fault = Fault(store)
    for n in range(100):
        fault.steps_left = n
        try:
            put(
                store,
                workers.file(0),
                batch_id=batch,
                efforts=make_efforts(),
                route=make_route(),
            )
        except (OperationalError, sqlite3.OperationalError):
            yield False
        else:
            yield True
            return
        finally:
            fault.steps_left = None


def test_a_fault_at_any_statement_leaves_the_whole_run_or_nothing(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    outcomes = []
    for is_stored in _failing_puts(store, begin(store)):
        outcomes.append(is_stored)
        there = {0} if is_stored else set()
        check_whole(store, at_least=there, at_most=there)
    # begin, version, batch, file, summary, records, blocks, efforts, route, last line, line; commit
    n_statements = 11
    assert outcomes == [False] * (n_statements + 1) + [True]


@pytest.mark.parametrize("limit", [200_000, 400_000])
def test_a_full_disk_is_said_and_what_was_stored_stays(tmp_path: Path, limit: int) -> None:
    n = 25
    with workers.in_processes(1) as pool:
        told = pool.submit(workers.fill_the_disk, url(tmp_path), limit, n).result()
    assert 0 < told["kept"] < n
    assert told == {
        "error": "StoreFull",
        "kept": told["kept"],
        "seen": told["kept"],
        "whole": True,
        "at the end": n,
    }


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may enter; `tmp_path` is the tester's alone."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def without_rights(folder: Path, *, locked: list[Path]) -> dict[str, object]:
    with workers.in_processes(1) as pool:
        return pool.submit(
            workers.look_without_rights, url(folder), [str(path) for path in locked]
        ).result()


@pytest.mark.parametrize("locked", ["file", "folder", "both"])
def test_without_the_right_to_write_you_can_look_but_not_add(
    open_folder: Path, locked: str
) -> None:
    store = make_store(open_folder)
    put(store, b"one")
    version = store.version
    store.close()
    paths = {"file": [store.path], "folder": [open_folder], "both": [store.path, open_folder]}
    workers.give_away(open_folder)
    told = without_rights(open_folder, locked=paths[locked])
    assert told == {"opened": (True, 1, version), "added": "StoreReadOnly"}


def test_a_new_database_in_a_folder_without_the_right_to_write_is_said(open_folder: Path) -> None:
    workers.give_away(open_folder)
    told = without_rights(open_folder, locked=[open_folder])
    assert told == {"opened": "StoreReadOnly", "added": "StoreReadOnly"}


def test_a_database_that_another_user_is_using_can_be_looked_at(open_folder: Path) -> None:
    store = make_store(open_folder)
    put(store, b"one")
    version = store.version
    workers.give_away(open_folder)
    told = without_rights(open_folder, locked=[open_folder])
    assert told == {"opened": (True, 1, version), "added": "StoreReadOnly"}
