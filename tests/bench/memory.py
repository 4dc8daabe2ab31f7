"""The memory of a process and its children over a stretch of time, from Linux's own books."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

EVERY_S = 0.25
PROC = Path("/proc")


class Watch:
    """Look at a process and all below it now and then; `peak_bytes` is the most of all together."""

    def __init__(self, pid: int) -> None:
        self.peak_bytes = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY_S):
            self.peak_bytes = max(self.peak_bytes, sum(map(resident_bytes, family(self._pid))))


def family(pid: int) -> list[int]:
    """A process and all that it and its children have started."""
    found = [pid]
    for each in found:
        for tasks in PROC.glob(f"{each}/task/*/children"):
            try:
                found += [int(child) for child in tasks.read_text().split()]
            except OSError:  # it has ended meanwhile
                continue
    return found


def resident_bytes(pid: int) -> int:
    """What a process holds in memory, its share of what it shares; 0 if it has ended meanwhile."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    kib = [int(line.split()[1]) for line in lines if line.startswith("Pss:")]
    return 1024 * sum(kib)
