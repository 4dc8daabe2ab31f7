"""What worker processes do in these tests; known by name, as spawned processes need it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def nothing() -> None:
    """Warm nothing up."""


def doubled(n: int) -> int:
    return 2 * n


def where(n: int) -> tuple[int, int]:
    return n, os.getpid()


def killed_at_seven(n: int) -> int:
    if n == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def killed_once(marks: tuple[int, str]) -> int:
    """End the process the first time that a task comes."""
    n, mark = marks
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def slow_at_three(n: int) -> int:
    if n == 3:
        time.sleep(30)
    return n


def greedy_at_three(n: int) -> int:
    return len(bytearray(3 * 2**30)) if n == 3 else n


def broken_at_three(n: int) -> int:
    if n == 3:
        raise KeyError(n)
    return n
