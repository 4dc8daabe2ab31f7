"""What a look at everything costs: `python -m tests.bench.review [--no-store]`.

One table for 1, 10 and 40 years of 365 runs: CPU milliseconds of one core (best of several), from
the stored summaries' frames to flags, step by step and as a whole. "history" is what goes through
all years, "history again" the same with a review of all runs but the last, "one run added" a whole
review with it. Beside them stands reading the frames from a store (SQLite). The last column
compares a year of many with the only year. Ends with a non-zero exit code if growth is worse than
linear or the goal for ten years is missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from analytics import leans, load, spike
from analytics.days import daily_load
from analytics.flags import raise_flags
from analytics.series import series
from analytics.thresholds import as_always, resolve_eras
from analytics.usual_days import usual_days
from analytics.weeks import weeks
from core.activity import Activity, Summary
from core.athlete import Profile
from core.findings import Evidence, Review
from core.intake import BatchKind
from core.schemas import (
    ACTIVITIES,
    BLOCKS,
    LOWEST_HEART_RATE_BPM,
    N_HEART_RATE_BINS,
    N_SPEED_BINS,
    RECORDS,
)
from pipeline.look import Stored, look_at, stored
from store import activities, batches, open_store, pack
from tests.corpus import HOUSE
from tests.makers import STRAP, make_activity

YEARS = (1, 10, 40)
RUNS_A_YEAR = 365
BLOCKS_A_RUN = 20
PARTS_A_FILE = 100  # fewer transactions: filling the store is not what is measured
N_BEST = 25  # other work on the machine only adds
GOAL_YEARS, GOAL_MS = 10, 100.0
SLACK = 1.25  # of linear: a busy machine is no defect
TODAY = date(2026, 11, 22)
RUNNER = Profile(
    birth_year=1986,
    max_heart_rate_bpm=190,
    resting_heart_rate_bpm=55,
    threshold_heart_rate_bpm=170,
    threshold_speed_mps=4.0,
    first_threshold_heart_rate_bpm=150,
    second_threshold_heart_rate_bpm=170,
)


TOLD = tuple(told for told in as_always(RUNNER) if told.name != "week")  # it is found in the runs


def made_activities(n: int) -> pl.DataFrame:
    """ACTIVITIES of a runner who went out every day up to today; every tenth run lacks a heart."""
    chance = np.random.default_rng(n)
    at = np.arange(n)
    start = datetime.combine(TODAY, datetime.min.time(), UTC) - timedelta(days=n - 1, hours=-7)
    heart = np.zeros((n, N_HEART_RATE_BINS), np.int32)
    for second in range(0, 3000, 50):
        beats = chance.normal(145 - LOWEST_HEART_RATE_BPM, 12, n).astype(int)
        heart[at, beats] += 50 + second % 3
    speeds = np.zeros((n, N_SPEED_BINS), np.int32)
    speeds[:, 60] = 3000
    moving_s = heart.sum(axis=1).astype(float)
    table = pl.DataFrame(
        {
            "activity_id": at + 1,
            "start_time": [start + timedelta(days=int(day)) for day in at],
            "local_date": [TODAY - timedelta(days=n - 1 - int(day)) for day in at],
            "sport": "running",
            "moving_s": moving_s,
            "timer_s": moving_s,
            "elapsed_s": moving_s + 60,
            "distance_m": chance.uniform(5000, 15_000, n),
            "descent_m": chance.uniform(0, 300, n),
            "heart_rate_s": pl.Series(heart, dtype=pl.Array(pl.Int32, N_HEART_RATE_BINS)),
            "graded_speed_s": pl.Series(speeds, dtype=pl.Array(pl.Int32, N_SPEED_BINS)),
            "peak_heart_rate_bpm": chance.normal(178, 4, n),
            "normalised_graded_speed_mps": chance.normal(3.2, 0.2, n),
            "rpe_index": chance.integers(2, 8, n).astype(float),
            "balance_sensor": STRAP,
            "avg_stance_balance_left_pct": chance.normal(50.3, 0.5, n),
        }
    )
    has_heart = pl.col("activity_id") % 10 != 0
    return ACTIVITIES.complete(table.with_columns(pl.when(has_heart).then("heart_rate_s")))


def made_blocks(n: int) -> pl.DataFrame:
    """BLOCKS of these runs: flat steady minutes with everything that a strap tells."""
    chance = np.random.default_rng(n)
    size = n * BLOCKS_A_RUN
    index = np.tile(np.arange(BLOCKS_A_RUN), n)
    table = pl.DataFrame(
        {
            "activity_id": np.repeat(np.arange(n) + 1, BLOCKS_A_RUN),
            "block_index": index,
            "elapsed_s": 300.0 + 60 * index,
            "duration_s": 60.0,
            "valid_s": 60.0,
            "speed_mps": chance.normal(3.0, 0.2, size),
            "grade_pct": chance.normal(0, 0.5, size),
            "grade_class": "flat",
            "turn_rate_degps": 0.5,
            "heart_rate_bpm": chance.normal(145, 8, size),
            "cadence_spm": chance.normal(172, 3, size),
            "stance_time_ms": chance.normal(245, 8, size),
            "stance_balance_left_pct": chance.normal(50.3, 0.5, size),
            "vertical_oscillation_mm": chance.normal(85, 4, size),
            "vertical_ratio_pct": chance.normal(7.5, 0.3, size),
            "step_length_mm": chance.normal(1100, 40, size),
        }
    )
    return BLOCKS.complete(table)


def best_ms(work: Callable[[], object]) -> float:
    """CPU milliseconds of the fastest of several rounds, after one that warms up."""
    work()
    times = []
    for _ in range(N_BEST):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def steps(found: Stored, review: Review) -> Mapping[str, Callable[[], object]]:
    """Each step of a review by itself, on what the steps before it found."""
    table, days, loads = review.activities, review.days, review.loads
    evidence = Evidence(
        activities=table,
        blocks=found.blocks,
        days=days,
        profile=RUNNER,
        today=TODAY,
        loads=loads,
        weeks=review.weeks,
        spikes=review.spikes,
        leans=review.leans,
    )
    return {
        "eras": lambda: resolve_eras(TOLD, table, today=TODAY),
        "loads": lambda: load.activity_loads(table, review.eras, today=TODAY, profile=RUNNER),
        "days": lambda: daily_load(table, loads, today=TODAY, until=TODAY),
        "series": lambda: series(days, loads),
        "weeks": lambda: weeks(days, today=TODAY),
        "spikes": lambda: spike.spikes(table),
        "ceilings": lambda: spike.ceilings(table, today=TODAY),
        "leans": lambda: leans.leans(table, found.blocks),
        "usual week": lambda: usual_days(table, loads, review.eras, today=TODAY),
        "flags": lambda: raise_flags(evidence),
    }


def history(review: Review, before: Review | None) -> None:
    """The steps that go through all years and can take over what an earlier review found."""
    table = review.activities
    loads = load.activity_loads(table, review.eras, today=TODAY, profile=RUNNER, before=before)
    days = daily_load(table, loads, today=TODAY, until=TODAY, before=before)
    series(days, loads, before=None if before is None else before.series)
    spike.spikes(table, before=before)


def one_less(found: Stored) -> Review:
    """A review of all but the last run."""
    without = replace(found, activities=found.activities.head(-1))
    return look_at(without, profile=RUNNER, today=TODAY)


def measured(years: int, *, with_store: bool) -> dict[str, float]:
    """Milliseconds by step."""
    n = years * RUNS_A_YEAR
    found = Stored(
        activities=made_activities(n), blocks=made_blocks(n), told=TOLD, last_import=TODAY
    )
    review = look_at(found, profile=RUNNER, today=TODAY)
    times = {name: best_ms(work) for name, work in steps(found, review).items()}
    times["whole review"] = best_ms(lambda: look_at(found, profile=RUNNER, today=TODAY))
    before = one_less(found)
    times["history"] = best_ms(lambda: history(review, None))
    times["history again"] = best_ms(lambda: history(review, before))
    times["one run added"] = best_ms(
        lambda: look_at(found, profile=RUNNER, today=TODAY, before=before)
    )
    if with_store:
        times["reading"] = reading_ms(found)
    return times


def reading_ms(found: Stored) -> float:
    """What the store takes to give these frames back."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}", principal_id=1)
        batch_id = batches.begin(store, BatchKind.UPLOAD, created_at=datetime.now(UTC))
        parts = [*_parts(found)]
        for n in range(0, len(parts), PARTS_A_FILE):
            packed = pack(
                f"file {n}".encode(),
                filename=f"{n}.fit",
                kind="fit",
                parts=parts[n : n + PARTS_A_FILE],
            )
            activities.put(store, packed, batch_id=batch_id)
        batches.leave(store, batch_id, is_finished=True)
        return best_ms(lambda: stored(store, profile=RUNNER, today=TODAY))


def _parts(found: Stored) -> Iterator[tuple[Activity, Summary]]:
    """Each run as it is stored; its records, which no review reads, are empty."""
    outing, unstored = make_activity(records=RECORDS.empty()), pl.lit(None, pl.Int64)
    for n, blocks in enumerate(found.blocks.iter_slices(BLOCKS_A_RUN)):
        row = found.activities.slice(n, 1).with_columns(activity_id=unstored)
        part = replace(outing, part=n % PARTS_A_FILE)
        yield part, Summary(row=row, blocks=blocks.with_columns(activity_id=unstored))


def in_own_process(years: int, *arguments: str) -> dict[str, float]:
    """The figures of so many years from a fresh process with one core."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.review", str(years), *arguments],
        cwd=HOUSE,
        env=os.environ | {"POLARS_MAX_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(answer.stdout)


def main(arguments: list[str]) -> int:
    """Print the table; 1 if a year costs more the more of them there are, or the goal is missed."""
    if arguments and arguments[0].isdigit():
        print(json.dumps(measured(int(arguments[0]), with_store="--no-store" not in arguments)))
        return 0
    table = {years: in_own_process(years, *arguments) for years in YEARS}
    few, many = YEARS[0], YEARS[-1]
    heads = [f"{years} y" for years in YEARS]
    print(f"{'CPU ms':14}", *(f"{head:>9}" for head in heads), f"a year of {many} y against {few}")
    for name in table[few]:
        per_year = table[many][name] / table[few][name] * few / many
        times = [f"{table[years][name]:9.1f}" for years in YEARS]
        print(f"{name:14}", *times, f"{per_year:9.2f}")
    whole = {years: times["whole review"] for years, times in table.items()}
    print(f"whole review of {GOAL_YEARS} years: {whole[GOAL_YEARS]:.0f} ms, goal {GOAL_MS:.0f} ms")
    grows = whole[many] / many > SLACK * whole[few] / few
    return int(grows or whole[GOAL_YEARS] > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
