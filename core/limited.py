"""What a worker process does: begin politely, work within limits, and end with its parent.

Only the standard library is imported here, so that a fresh process can set itself up before the
first large library comes in.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Literal, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MEMORY_BYTES = 2**30
_GRACE_S = 5.0  # code that never returns to Python is ended by a watchdog a little later
_NICENESS = 10  # whoever looks at a page comes before whoever waits for an import


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without a result: it ended its process each time, or was stopped at a limit."""

    why: Literal["killed", "time", "memory"]


class _TooLong(BaseException):
    """Raised by the alarm; not an `Exception`, so that no reader takes it for a damaged file."""


def begin(warm: bytes) -> None:
    """Make a fresh process a good worker: alone on its thread, polite, and limited."""
    os.environ["POLARS_MAX_THREADS"] = "1"  # before the first import of Polars, hence the pickle
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pickle.loads(warm)()
    _limit_memory()


def _end_with_parent() -> None:
    """A killed parent cannot end its workers, which would wait for it for ever."""
    if (parent := parent_process()) is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _limit_memory() -> None:
    """Refuse more than `MEMORY_BYTES` above what the libraries have reserved by now."""
    statm = Path("/proc/self/statm")
    if sys.platform != "win32" and statm.exists():
        import resource  # noqa: PLC0415 - there is none on Windows

        reserved_bytes = int(statm.read_text().split()[0]) * resource.getpagesize()
        hardest = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (reserved_bytes + MEMORY_BYTES, hardest))


def limited(work: Callable[[T], R], task: T, wall_s: float) -> R | Lost:
    """Do the work within the limits; runs in the worker."""
    faulthandler.dump_traceback_later(wall_s + _GRACE_S, exit=True)
    try:
        _set_alarm(wall_s)
        return work(task)
    except _TooLong:
        return Lost("time")
    except MemoryError:
        return Lost("memory")
    finally:
        _set_alarm(0.0)
        faulthandler.cancel_dump_traceback_later()


def _set_alarm(after_s: float) -> None:
    """Raise `_TooLong` in the main thread after a while, again and again; 0 takes it back."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, after_s, 1.0 if after_s else 0.0)


def _ring(*_: object) -> None:
    raise _TooLong
