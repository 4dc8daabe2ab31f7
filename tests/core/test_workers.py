from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from core.limited import Lost
from core.workers import FEW, IN_FLIGHT, Ready, Workers
from tests.core import tasks

N = 40


def done(workers: Workers, work: Callable[[Any], Any], stream: Iterable[Any]) -> list[Any]:
    """The results alone."""
    return [result for _, result in workers.results(work, stream)]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    pool = Workers(2, warm=tasks.nothing, wall_s=0.5)
    yield pool
    pool.close()


def test_results_come_in_the_order_of_the_tasks(workers: Workers) -> None:
    assert done(workers, tasks.doubled, range(N)) == [2 * n for n in range(N)]


def test_a_result_that_is_known_keeps_its_place(workers: Workers) -> None:
    mixed = [Ready(-n) if n % 3 else n for n in range(N)]
    assert done(workers, tasks.doubled, mixed) == [-n if n % 3 else 2 * n for n in range(N)]


def test_many_tasks_are_done_in_other_processes(workers: Workers) -> None:
    places = {pid for _, pid in done(workers, tasks.where, range(N))}
    assert os.getpid() not in places


def test_a_few_tasks_start_no_process() -> None:
    cold = Workers(2, warm=tasks.nothing)
    places = {pid for _, pid in done(cold, tasks.where, range(FEW))}
    assert places == {os.getpid()}


def test_a_stream_is_read_no_further_than_the_window(workers: Workers) -> None:
    n_read = count()
    stream = (next(n_read) for _ in range(1000))
    results = workers.results(tasks.doubled, stream)
    n_results = len(list(islice(results, 100)))
    assert next(n_read) <= n_results + max(FEW + 1, IN_FLIGHT * workers.n)
    results.close()


def test_a_task_that_always_ends_its_process_is_lost_and_no_other(workers: Workers) -> None:
    found = done(workers, tasks.killed_at_seven, range(N))
    assert found == [Lost("killed") if n == 7 else n for n in range(N)]


def test_a_process_that_is_killed_costs_no_result(workers: Workers, tmp_path: Path) -> None:
    marks = [(n, str(tmp_path / str(n)) if n % 10 == 5 else "") for n in range(N)]
    assert done(workers, tasks.killed_once, marks) == list(range(N))
    assert len(list(tmp_path.iterdir())) == 4


def test_a_task_that_takes_too_long_is_stopped(workers: Workers) -> None:
    found = done(workers, tasks.slow_at_three, range(N))
    assert found == [Lost("time") if n == 3 else n for n in range(N)]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux")
def test_a_task_that_wants_too_much_memory_is_stopped(workers: Workers) -> None:
    found = done(workers, tasks.greedy_at_three, range(N))
    assert found == [Lost("memory") if n == 3 else n for n in range(N)]


def test_a_bug_is_seen(workers: Workers) -> None:
    with pytest.raises(KeyError):
        done(workers, tasks.broken_at_three, range(N))


def test_processes_end_when_nobody_needs_them_and_start_again() -> None:
    pool = Workers(1, warm=tasks.nothing, idle_s=0.0)
    first = {pid for _, pid in done(pool, tasks.where, range(N))}
    while pool._pool is not None:
        time.sleep(0.01)
    assert first.isdisjoint(pid for _, pid in done(pool, tasks.where, range(N)))
    pool.close()


def test_processes_stay_while_another_stream_is_open() -> None:
    pool = Workers(1, warm=tasks.nothing, idle_s=0.0)
    open_one = pool.results(tasks.doubled, range(N))
    assert next(open_one)[1] == 0
    done(pool, tasks.doubled, range(N))
    pool._end_if_idle()
    assert [result for _, result in open_one] == [2 * n for n in range(1, N)]
    pool.close()
