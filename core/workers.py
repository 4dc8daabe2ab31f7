"""Worker processes: a pure function over a long stream, in order, and through killed processes.

Never more than a window of the stream is in memory. A task that keeps ending its process, takes
too long, or wants too much memory has the result `Lost`; the others are not touched by it.
"""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

from core.limited import Lost, begin, limited

T = TypeVar("T")
R = TypeVar("R")

FEW = 8  # tasks that are done before a pool has started
IN_FLIGHT = 4  # tasks a worker: enough that none waits, few enough that memory is bounded
MOST_DEATHS = 3
WALL_S = 60.0
IDLE_S = 60.0  # a second drop often follows; after that the memory is worth more


@dataclass(frozen=True, slots=True)
class Ready(Generic[R]):
    """A task that needs no work: its result is known, and keeps its place in the order."""

    result: R


@dataclass(slots=True)
class _Slot(Generic[T, R]):
    task: T | Ready[R]
    future: Future[R | Lost]
    pool: Executor | None = None
    n_deaths: int = 0


class Workers:
    """Processes kept for many streams; they start when the first long stream needs them."""

    def __init__(
        self,
        n: int,
        *,
        warm: Callable[[], object],
        wall_s: float = WALL_S,
        idle_s: float = IDLE_S,
    ) -> None:
        """Get ready to start.

        Args:
            n: Processes.
            warm: What each does first. The memory that it takes then is not counted.
            wall_s: The longest that one task may take.
            idle_s: How long the processes stay without a stream.
        """
        self.n = n
        self._begin = partial(begin, pickle.dumps(warm))
        self._wall_s, self._idle_s = wall_s, idle_s
        self._n_streams = 0
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def results(
        self, work: Callable[[T], R], tasks: Iterable[T | Ready[R]]
    ) -> Iterator[tuple[T | Ready[R], R | Lost]]:
        """Each task with its result, in order; a few tasks are done here, without a process.

        Args:
            work: Pure, and known by name to another process.
            tasks: Read only as far as the window goes. Those that are `Ready` are passed on.
        """
        stream = iter(tasks)
        first = list(islice(stream, FEW + 1))
        if len(first) <= FEW and self._pool is None:
            yield from in_turn(work, first)
            return
        with self._in_use():
            yield from self._streamed(work, chain(first, stream))

    def _streamed(
        self, work: Callable[[T], R], tasks: Iterable[T | Ready[R]]
    ) -> Iterator[tuple[T | Ready[R], R | Lost]]:
        slots: deque[_Slot[T, R]] = deque()
        try:
            for task in tasks:
                slots.append(self._submitted(work, _Slot(task, Future())))
                while len(slots) >= IN_FLIGHT * self.n or (slots and slots[0].future.done()):
                    done, result = slots[0].task, self._result(work, slots)
                    yield done, result
            while slots:
                done, result = slots[0].task, self._result(work, slots)
                yield done, result
        finally:
            for slot in slots:
                slot.future.cancel()

    def close(self) -> None:
        """End the processes; they start again when they are needed."""
        with self._lock:
            self._end()

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with self._lock:
            self._n_streams += 1
        try:
            yield
        finally:
            with self._lock:
                self._n_streams -= 1
            later = threading.Timer(self._idle_s, self._end_if_idle)
            later.daemon = True
            later.start()

    def _end_if_idle(self) -> None:
        with self._lock:
            if not self._n_streams:
                self._end()

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submitted(self, work: Callable[[T], R], slot: _Slot[T, R]) -> _Slot[T, R]:
        """Hand a task to the pool; a pool that is broken already is replaced first."""
        if isinstance(slot.task, Ready):
            slot.future.set_result(slot.task.result)
            return slot
        while True:
            slot.pool = self._running(instead_of=None)
            try:
                slot.future = slot.pool.submit(limited, work, slot.task, self._wall_s)
            except BrokenExecutor:
                self._running(instead_of=slot.pool)
            else:
                return slot

    def _result(self, work: Callable[[T], R], slots: deque[_Slot[T, R]]) -> R | Lost:
        """The result of the first slot. After a death, all that was under way is done again."""
        first = slots[0]
        try:
            result = first.future.result()
        except BrokenExecutor:
            for slot in [slot for slot in slots if slot.pool is first.pool and _is_lost(slot)]:
                slot.n_deaths += 1
                self._redone(work, slot)
            result = first.future.result()
        slots.popleft()
        return result

    def _redone(self, work: Callable[[T], R], slot: _Slot[T, R]) -> None:
        """Do one task again while nothing else runs, so that it is known who ends the process."""
        while slot.n_deaths < MOST_DEATHS:
            self._submitted(work, slot)
            try:
                slot.future.result()
            except BrokenExecutor:
                slot.n_deaths += 1
            else:
                return
        slot.future = Future()
        slot.future.set_result(Lost("killed"))

    def _running(self, *, instead_of: Executor | None) -> Executor:
        """The pool; a new one where there is none yet, or where the one named is the broken one."""
        with self._lock:
            if self._pool is None or self._pool is instead_of:
                if self._pool is not None:
                    self._pool.shutdown(wait=False)
                self._pool = ProcessPoolExecutor(
                    self.n, mp_context=get_context("spawn"), initializer=self._begin
                )
            return self._pool


def in_turn(
    work: Callable[[T], R], tasks: Iterable[T | Ready[R]]
) -> Iterator[tuple[T | Ready[R], R]]:
    """Each task with its result, done in this process and without limits."""
    for task in tasks:
        yield task, task.result if isinstance(task, Ready) else work(task)


def _is_lost(slot: _Slot[Any, Any]) -> bool:
    """Whether the process ended under a task; waits for those that the pool is still failing."""
    return isinstance(slot.future.exception(), BrokenExecutor)
