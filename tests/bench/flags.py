"""What each gait flag costs on ten years of daily runs: `python -m tests.bench.flags`.

3,650 runs of 40 blocks with every channel. Processor time, the second of two rounds.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl

from analytics.flags import gait, raise_flags
from analytics.flags.rule import judge
from analytics.leans import leans
from analytics.where import where_from
from core.athlete import Profile
from core.findings import Evidence
from core.schemas import ACTIVITIES, BLOCKS, DAYS

TODAY = date(2026, 11, 22)
N_RUNS, N_BLOCKS = 3650, 40


def history() -> Evidence:
    """A run a day for ten years; every seventh is long, every eighth block goes up."""
    activities, blocks = _activities(), _blocks()
    return Evidence(
        activities=activities,
        blocks=blocks,
        days=DAYS.empty(),
        profile=Profile(mass_kg=70, height_m=1.75),
        today=TODAY,
        leans=leans(activities, blocks),
    )


def _activities() -> pl.DataFrame:
    days = [TODAY - timedelta(days=N_RUNS - 1 - n) for n in range(N_RUNS)]
    frame = pl.DataFrame(
        {
            "activity_id": range(1, N_RUNS + 1),
            "start_time": [datetime(d.year, d.month, d.day, 12, tzinfo=UTC) for d in days],
            "local_date": days,
            "sport": "running",
            "elapsed_s": [3600.0 if n % 7 == 0 else 2750.0 for n in range(N_RUNS)],
            "balance_sensor": "strap",
            "pod_sensor": "pods",
            "avg_stance_balance_left_pct": 50.5,
        }
    )
    return ACTIVITIES.complete(frame)


def _blocks() -> pl.DataFrame:
    chance, n = np.random.default_rng(0), N_RUNS * N_BLOCKS
    index = np.tile(np.arange(N_BLOCKS), N_RUNS)
    is_up = index % 8 == 0
    long = np.repeat(np.arange(N_RUNS) % 7 == 0, N_BLOCKS)
    frame = pl.DataFrame(
        {
            "activity_id": np.repeat(np.arange(1, N_RUNS + 1), N_BLOCKS),
            "block_index": index,
            "elapsed_s": 300.0 + np.where(long, 82, 60) * index,
            "duration_s": np.where(is_up, 30.0, 60.0),
            "valid_s": 60.0,
            "speed_mps": chance.normal(3.1, 0.35, n),
            "grade_pct": np.where(is_up, 4.0, 0.0),
            "grade_class": np.where(is_up, "up", "flat"),
            "cadence_spm": chance.normal(170, 2, n),
            "stance_time_ms": chance.normal(240, 4, n),
            "vertical_ratio_pct": chance.normal(7.5, 0.2, n),
            "stance_balance_left_pct": 50.5 + chance.normal(0, 0.5, n),
            "pod_balance_left_pct": 50.2 + chance.normal(0, 0.5, n),
            "leg_spring_balance_left_pct": 50.5 + chance.normal(0, 0.5, n),
        }
    )
    return BLOCKS.complete(frame)


def main() -> None:
    """Print milliseconds of processor time for each flag, and for the view of causes."""
    given = history()
    for is_told in (False, True):
        total = 0.0
        for rule in gait.RULES:
            began = time.process_time()
            found = judge(rule, rule.measure(given))
            cost_ms = 1000 * (time.process_time() - began)
            total += cost_ms
            if is_told:
                print(f"{rule.id:16} {cost_ms:6.1f} ms  {found.level.name}")
    print(f"{'the gait family':16} {total:6.1f} ms")
    one_chunk_a_run = [given.blocks.slice(N_BLOCKS * n, N_BLOCKS) for n in range(N_RUNS)]
    as_stored = replace(given, blocks=pl.concat(one_chunk_a_run, rechunk=False))
    for words, measure in (("all flags", raise_flags), ("where from", where_from)):
        began = time.process_time()
        measure(as_stored)
        print(f"{words:16} {1000 * (time.process_time() - began):6.1f} ms")


if __name__ == "__main__":
    main()
