"""A process that takes in an archive until it is done or killed, for the tests that kill it."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

import pipeline
from core.intake import Drop, Progress
from ingest.fit.write import fit_file, fit_time, named

FIRST_S = fit_time(datetime(2012, 1, 1, 7, tzinfo=UTC))
HALF_DAY_S = 43_200
NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)


def small_run(i: int, *, n: int = 60) -> bytes:
    """The i-th of many runs, half a day after the one before it, a sample each second."""
    start, seconds = FIRST_S + HALF_DAY_S * i, np.arange(n)
    return fit_file(
        [
            named("file_id", type="activity", manufacturer="development", time_created=start),
            named("event", timestamp=start, event="timer", event_type="start"),
            named(
                "record",
                timestamp=start + seconds,
                enhanced_speed=2.8 + np.sin(seconds / 30 + i) / 5,
                distance=(2.8 + i % 7 / 10) * seconds,
                heart_rate=140 + (seconds + i) % 15,
                cadence=np.full(n, 84),
                stance_time_balance=50 + np.sin(seconds / 17 + i),
            ),
            named("event", timestamp=start + n, event="timer", event_type="stop_all"),
            named("session", timestamp=start + n, start_time=start, sport="running"),
        ]
    )


def write_archive(path: Path, n_files: int, *, n: int = 60) -> Path:
    """A zip of small runs."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(n_files):
            archive.writestr(f"activities/{i}.fit", small_run(i, n=n))
    return path


def take_in(url: str, archive: Path, n_workers: int, said: Connection | None = None) -> int:
    """Take the archive in and tell of each file when it is stored; the id of the batch."""

    def tell(so_far: Progress) -> None:
        if said is not None:
            said.send(so_far.n_done)

    store = pipeline.open_default_store({"EVENSTRIDE_DB": url})
    workers = pipeline.make_workers(n_workers) if n_workers else None
    try:
        drop = Drop(sources=[(archive.name, archive)], created_at=NOON)
        return pipeline.take_in_all(drop, store=store, workers=workers, on_progress=tell)
    finally:
        if workers is not None:
            workers.close()
