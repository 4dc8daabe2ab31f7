"""What one strength week costs: `python -m tests.bench.plans`.

Processor time of planning one week, for 400 random runners and for one with two years of log.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import timedelta

from core.plan import Situation
from strength import plan_strength_week
from strength.library import library
from tests.strength.logs import make_log, make_sessions, sets_of
from tests.strength.situations import MONDAY, links, make_need_flag, make_situation
from tests.strength.sweep import random_situation

N_RUNNERS, N_ROUNDS = 400, 20
ALLOWED_MS = 20.0  # issue 6


def faithful() -> Situation:
    """Three sessions of eight exercises a week for two years, three sets of both sides each."""
    ids = sorted(library().exercises)[:8]
    days = [MONDAY - timedelta(days=7 * week + day) for week in range(1, 105) for day in (2, 4, 6)]
    rows = [
        row
        for day in days
        for key in ids
        for side in ("left", "right")
        for row in sets_of(key, day, 10.0, n_sets=3, side=side, load_kg=12.0, reserve_index=2)
    ]
    made = make_situation(
        flags=[make_need_flag(flag_id, "act") for flag_id in sorted(links())],
        strength_minutes_per_week=180,
        equipment=frozenset({"band", "dumbbell", "kettlebell", "barbell", "machine"}),
    )
    sessions = make_sessions(*({"local_date": day} for day in days))
    return replace(made, log=make_log(*rows), sessions_done=sessions)


def milliseconds(situation: Situation) -> float:
    """Processor time of one plan."""
    began = time.process_time()
    plan_strength_week(situation)
    return 1000 * (time.process_time() - began)


def main() -> None:
    """Print median, 99th percentile and the slowest, and the runner with the long log."""
    runners = [random_situation(seed) for seed in range(N_RUNNERS)]
    for situation in runners[:N_ROUNDS]:
        plan_strength_week(situation)
    costs = sorted(milliseconds(situation) for situation in runners)
    print(
        f"random runners   median {statistics.median(costs):5.1f} ms, "
        f"99 % {costs[int(0.99 * N_RUNNERS)]:5.1f} ms, slowest {costs[-1]:5.1f} ms"
    )
    long = [milliseconds(faithful_runner) for faithful_runner in [faithful()] * N_ROUNDS]
    print(f"two years logged median {statistics.median(long):5.1f} ms (allowed {ALLOWED_MS:.0f})")


if __name__ == "__main__":
    main()
