"""What other processes do to a store in these tests: run, die, fill the disk, lose their rights."""

from __future__ import annotations

import os
import resource
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert, select, update

from core.errors import StoreError, StoreFull
from core.intake import Outcome
from core.log import SessionDone, SetDone
from store import Store, activities, log, open_store
from store.tables import setting
from tests.store.makers import DAY, begin, put

# A fork of a clean process that has all imports: quick to start, and no thread of pytest in it.
PROCESSES = get_context("forkserver")
# pyarrow imports pandas at its first use, which would otherwise happen in every process.
PROCESSES.set_forkserver_preload(["pandas", "tests.store.workers"])
NOBODY = 65534


def in_processes(n: int) -> ProcessPoolExecutor:
    """A pool of clean processes."""
    return ProcessPoolExecutor(n, mp_context=PROCESSES)


def file(i: int, *, size: int = 20_000) -> bytes:
    """The i-th file, which does not compress."""
    return np.random.default_rng(i).bytes(size)


def count_up(url: str, times: int) -> None:
    """Read a number, add one, write it; in one transaction each."""
    store = open_store(url)
    for _ in range(times):
        with store.write() as connection:
            n = int(connection.scalar(select(setting.c.value)) or 0)
            connection.execute(update(setting).values(value=str(n + 1)))


def start_counting(url: str) -> None:
    """Put the number there."""
    with open_store(url).write() as connection:
        connection.execute(insert(setting).values(athlete_id=1, key="n", value="0"))


def open_and_begin(url: str) -> int:
    """Open a store that may not be there yet, and use it."""
    return begin(open_store(url))


def open_only(url: str) -> None:
    """Open a store, which brings its tables up to date."""
    open_store(url).close()


def put_the_same(url: str, n: int) -> list[bool]:
    """Put files that the other processes put too; whether each was new."""
    store = open_store(url)
    return [put(store, file(i)).outcome is Outcome.READ for i in range(n)]


def put_for_ever(url: str, first: int, said: Connection) -> None:
    """Put files until killed; say each number before and after."""
    store = open_store(url)
    batch = begin(store)
    i = first
    while True:
        said.send(("begun", i))
        put(store, file(i), batch_id=batch)
        said.send(("done", i))
        i += 1


def fill_the_disk(url: str, limit: int, n: int) -> dict[str, Any]:
    """Put files until none fits, look at what is there, make room, put the rest."""
    store = open_store(url)
    batch = begin(store)
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, unlimited[1]))
    error, kept = _until_full(store, batch, n)
    seen = activities.frame(store)
    ids = seen["activity_id"].to_list()
    originals = [activities.original(store, id_)[1] for id_ in ids]
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    for i in range(n):
        put(store, file(i), batch_id=batch)
    return {
        "error": error,
        "kept": kept,
        "seen": len(seen),
        "whole": originals == [file(i) for i in range(kept)],
        "at the end": len(activities.frame(store)),
    }


def _until_full(store: Store, batch: int, n: int) -> tuple[str, int]:
    for i in range(n):
        try:
            put(store, file(i), batch_id=batch)
        except StoreFull as full:
            return full.code, i
    return "none", n


def give_away(folder: Path) -> None:
    """Root may write everywhere, so where root runs the tests the files become somebody else's."""
    if os.getuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)


def look_without_rights(url: str, locked: list[str]) -> dict[str, Any]:
    """Look at a store whose files or folder cannot be written, and try to add."""
    for path in locked:
        Path(path).chmod(0o555 if Path(path).is_dir() else 0o444)
    if os.getuid() == 0:
        os.setuid(NOBODY)
    return {
        "opened": _opened(url),
        "added": _code(lambda: begin(open_store(url))),
    }


def _opened(url: str) -> tuple[bool, int, int] | str:
    try:
        store = open_store(url)
        return store.is_read_only, len(activities.frame(store)), store.version
    except StoreError as error:
        return error.code


def _code(action: Any) -> str:
    try:
        action()
    except StoreError as error:
        return error.code
    return "added"


def log_for_ever(url: str, said: Connection) -> None:
    """Log a session set by set, and say how many sets are kept, until somebody kills us."""
    store, sets = open_store(url), (SetDone(exercise_id="crunch", set_index=0, amount=8.0),)
    session = SessionDone(local_date=DAY, is_finished=False, sets=sets)
    id_ = log.add(store, session, today=DAY)
    while len(sets) < 100:
        said.send(len(sets))
        sets = (*sets, replace(sets[0], set_index=len(sets)))
        log.replace(store, id_, replace(session, sets=sets), today=DAY)
