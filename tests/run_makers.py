"""Runs looked at closely, as the real pipeline makes them, kept for all tests of a process."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import polars as pl

import pipeline
from core.athlete import Profile
from core.diary import ManualActivity
from core.findings import Review
from core.intake import Drop
from core.run import RunDetail
from tests.makers import make_fit, make_timed_gpx

TODAY = date(2026, 11, 22)
KINDS = ("long", "strapless", "gym", "gpx", "ride", "manual")
PROFILE = Profile(birth_year=1985, timezone="Europe/Berlin", mass_kg=70)


@dataclass(frozen=True, slots=True)
class Made:
    """A review and the activities in it, by what they are."""

    review: Review
    details: dict[str, RunDetail]


def drop_of_all_kinds() -> Drop:
    """The sample's last two weeks, a GPX without anything but positions, a ride."""
    files = [
        *pipeline.sample_files(until=TODAY, weeks=2),
        ("bare.gpx", make_timed_gpx(900)),
        ("ride.fit", make_fit(n=900, sport="cycling")),
    ]
    return Drop(sources=files, created_at=datetime(2026, 11, 22, 12, tzinfo=UTC))


def typed_run() -> ManualActivity:
    """A run without a file."""
    return ManualActivity(
        sport="running",
        start_time=datetime(2026, 11, 10, 17, tzinfo=UTC),
        local_date=date(2026, 11, 10),
        duration_s=1800.0,
        distance_m=5000.0,
        rpe_index=4.0,
        notes="in the rain",
    )


def fill(store: pipeline.Store) -> None:
    """Take all kinds in."""
    pipeline.athletes.save_profile(store, PROFILE, valid_from=date.min, today=TODAY)
    pipeline.take_in_all(drop_of_all_kinds(), store=store, on_progress=lambda _: None)
    pipeline.add_manual(store, typed_run(), today=TODAY)


def ids_of(activities: pl.DataFrame) -> dict[str, int]:
    """Which activity is which."""
    run = pl.col("sport") == "running"
    told = pl.col("is_manual").fill_null(value=False)
    strap = pl.col("avg_stance_balance_left_pct").is_not_null()
    by = {
        "long": run & strap & (pl.col("distance_m") > 16_000),
        "strapless": run & ~strap & (pl.col("device") == "Sample watch"),
        "gpx": run & ~told & (pl.col("local_date") == date(2026, 5, 1)),
        "ride": pl.col("sport") == "cycling",
        "gym": pl.col("sport") == "training",
        "manual": told,
    }
    return {name: _only(activities.filter(rows)["activity_id"]) for name, rows in by.items()}


def _only(ids: Iterable[int]) -> int:
    return max(ids)


@cache
def _filled() -> tuple[tempfile.TemporaryDirectory[str], pipeline.Store]:
    """A store with all kinds, filled once in a process; its folder goes with it."""
    folder = tempfile.TemporaryDirectory()
    url = f"sqlite:///{Path(folder.name) / 'runs.db'}"
    store = pipeline.open_default_store({"EVENSTRIDE_DB": url})
    fill(store)
    return folder, store


def copy_to(url: str) -> None:
    """Put all kinds into another, still empty place."""
    folder, _ = _filled()
    place = Path(url.removeprefix("sqlite:///"))
    place.parent.mkdir(parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(Path(folder.name) / "runs.db")) as source,
        closing(sqlite3.connect(place)) as target,
    ):
        source.backup(target)


@cache
def made() -> Made:
    """All kinds, looked at once."""
    _, store = _filled()
    review = pipeline.review(store, profile=PROFILE, today=TODAY)
    ids = ids_of(review.activities)
    details = {name: pipeline.one_run(store, key, review=review) for name, key in ids.items()}
    return Made(review, details)
