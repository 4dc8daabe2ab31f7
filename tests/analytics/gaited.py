"""Histories of steady blocks, for the tests of the gait family."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl

from core.athlete import Profile
from core.findings import Evidence
from core.schemas import ACTIVITIES, BLOCKS
from tests.analytics.judged import TODAY, evidence
from tests.makers import STRAP, make_activities, make_blocks

WEEKLY = [28, 21, 14, 7, 0]
BODY = Profile(mass_kg=70, height_m=1.75)
Columns = dict[str, Any]


def runner(
    days_ago: Sequence[int],
    blocks: Callable[[int], Columns],
    *,
    profile: Profile = BODY,
    row: Callable[[int], Columns] = lambda _: {},
    **frames: pl.DataFrame,
) -> Evidence:
    """One run of an hour for each day told, oldest first; `blocks` and `row` tell of run n."""
    rows = [
        {
            "local_date": TODAY - timedelta(days=ago),
            "balance_sensor": STRAP,
            "avg_stance_balance_left_pct": 50.0,
        }
        | row(n)
        for n, ago in enumerate(days_ago)
    ]
    made = [make_blocks(n + 1, **blocks(n)) for n in range(len(days_ago))]
    return evidence(make_activities(*rows), pl.concat(made), profile, **frames)


def noise(n: int, spread: float, seed: int = 0) -> np.ndarray:
    """The same disturbance in every test."""
    return np.random.default_rng(seed).normal(0, spread, n)


def long_run(early_pp: float, late_pp: float, *, seed: int = 0, **columns: Any) -> Columns:
    """Flat minutes of an hour whose lean goes from one value to the other in its last third."""
    n = 55
    lean = np.where(np.arange(n) >= 35, late_pp, early_pp) + noise(n, 0.2, seed)
    return {"n": n, "stance_balance_left_pct": (50 + lean).tolist()} | columns


def hilly_run(flat_pp: float, up_pp: float, *, seed: int = 0) -> Columns:
    """Twenty flat minutes, and ten half minutes uphill."""
    lean = np.array([flat_pp] * 20 + [up_pp] * 10) + noise(30, 0.2, seed)
    return {
        "n": 30,
        "stance_balance_left_pct": (50 + lean).tolist(),
        "grade_class": ["flat"] * 20 + ["up"] * 10,
        "grade_pct": [0.0] * 20 + [5.0] * 10,
        "duration_s": [60.0] * 20 + [30.0] * 10,
    }


def fast_run(slope: float, *, at_3: float = 0.3, seed: int = 0) -> Columns:
    """Twenty-four flat minutes from 2.6 to 4.0 m/s; the lean follows the speed."""
    speed = np.linspace(2.6, 4.0, 24)
    lean = at_3 + slope * (speed - 3) + noise(24, 0.1, seed)
    return {
        "n": 24,
        "speed_mps": speed.tolist(),
        "stance_balance_left_pct": (50 + lean).tolist(),
    }


def even_run(*, cadence: float = 170.0, contact: float = 240.0, seed: int = 0) -> Columns:
    """Ten flat minutes at each of three speeds."""
    speed = np.repeat([2.8, 3.05, 3.3], 10)
    return {
        "n": 30,
        "speed_mps": speed.tolist(),
        "cadence_spm": (cadence + noise(30, 1.0, seed)).tolist(),
        "stance_time_ms": (contact + noise(30, 1.0, seed + 1)).tolist(),
        "stance_balance_left_pct": (50 + noise(30, 0.2, seed + 2)).tolist(),
    }


def tired_run(rise_pct: float, *, of: str = "stance_time_ms", seed: int = 0) -> Columns:
    """An hour at one speed; from the last third on, one quantity is that much larger."""
    usual = {"stance_time_ms": 240.0, "vertical_ratio_pct": 7.5}
    late = np.arange(55) >= 35
    values = usual[of] * np.where(late, 1 + rise_pct / 100, 1) * (1 + noise(55, 0.005, seed))
    return {"n": 55, of: values.tolist()}


MIRRORED = (
    "stance_balance_left_pct",
    "pod_balance_left_pct",
    "leg_spring_balance_left_pct",
    "vertical_oscillation_balance_left_pct",
)


def exchanged(names: Sequence[str]) -> list[pl.Expr]:
    """The shares of the other side."""
    return [(100 - pl.col(name)).alias(name) for name in names]


def mirrored(given: Evidence) -> Evidence:
    """The same history with left and right exchanged in every input."""
    blocks = given.blocks.with_columns(exchanged(MIRRORED))
    turned = {"turn_right_degps": -pl.col("turn_right_degps")}
    averages = ("avg_stance_balance_left_pct", "avg_pod_balance_left_pct")
    activities = given.activities.with_columns(exchanged(averages))
    return evidence(
        ACTIVITIES.check(activities), BLOCKS.check(blocks.with_columns(**turned)), given.profile
    )


def shuffled(given: Evidence) -> Evidence:
    """The same history imported in another order: rows mixed, and other ids."""
    n = given.activities.height
    other = np.random.default_rng(3).permutation(n) + 1
    ids = {n + 1: int(new) for n, new in enumerate(other)}
    renamed = pl.col("activity_id").replace_strict(ids, return_dtype=pl.Int64)
    return evidence(
        given.activities.with_columns(renamed).sample(fraction=1, shuffle=True, seed=1),
        given.blocks.with_columns(renamed).sample(fraction=1, shuffle=True, seed=2),
        given.profile,
    )
