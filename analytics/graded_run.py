"""Graded speed of one run, second by second: normalised, as a histogram, and against the heart."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics.efficiency import (
    Beats,
    run_decoupling_pct,
    run_durability_ratio,
    run_efficiency,
)
from analytics.graded import graded_speed, normalised_graded_speed
from analytics.power import normalised_power
from analytics.stretches import Floats, Ints
from core.schemas import N_SPEED_BINS, SPEED_BIN_MPS


def graded_columns(seconds: pl.DataFrame) -> dict[str, object]:
    """The columns of ACTIVITIES that come from graded speed, power and heart rate of one run.

    Args:
        seconds: What `analytics.clean.clean` returns.

    Source:
        Load law, sections 4 and 8. The empirical grading is the default; that by energy cost is
        kept beside it, so a switch needs no records.
    """
    is_moving = seconds["is_moving"].to_numpy()
    speed, grade = seconds["speed_mps"].to_numpy(), seconds["grade_pct"].to_numpy()
    by_heart = graded_speed(speed, grade)
    by_cost = graded_speed(speed[is_moving], grade[is_moving], model="minetti")
    stretch = _stretches(seconds)[is_moving]
    power = seconds["power_w"].to_numpy()[is_moving]
    return {
        "normalised_graded_speed_mps": normalised_graded_speed(by_heart[is_moving], stretch),
        "normalised_graded_speed_minetti_mps": normalised_graded_speed(by_cost, stretch),
        "graded_speed_s": speed_histogram(by_heart[is_moving]),
        "normalised_power_w": normalised_power(power, stretch) or None,  # 0 W is no sensor
        **_against_heart(seconds, by_heart),
    }


def speed_histogram(graded_mps: Floats) -> list[int] | None:
    """Seconds at 0, 0.05, ... 8 m/s; faster ones count as 8. None when no speed is known.

    Zones of pace are sums over it: thresholds can change without reading any records again.
    """
    known = graded_mps[~np.isnan(graded_mps)]
    if not known.size:
        return None
    bins = np.clip(np.rint(known / SPEED_BIN_MPS).astype(np.int64), 0, N_SPEED_BINS - 1)
    seconds: list[int] = np.bincount(bins, minlength=N_SPEED_BINS).tolist()
    return seconds


def _stretches(seconds: pl.DataFrame) -> Ints:
    """A number for each uninterrupted stretch: windows restart after every pause and stop."""
    moving = seconds["is_moving"].to_numpy()
    stretch = np.cumsum(np.diff(moving, prepend=False)) + 2 * seconds["segment_index"].to_numpy()
    return np.asarray(stretch, np.int64)


def _against_heart(seconds: pl.DataFrame, graded_mps: Floats) -> dict[str, object]:
    """Metres per heartbeat, and how they fell within the run; None where not measured."""
    beats = Beats(
        graded_mps=graded_mps,
        heart_rate_bpm=seconds["heart_rate_bpm"].to_numpy(),
        is_moving=seconds["is_moving"].to_numpy(),
        is_locked=seconds["is_locked"].to_numpy(),
    )
    return {
        "efficiency_mpb": run_efficiency(beats),
        "decoupling_pct": run_decoupling_pct(beats),
        "durability_ratio": run_durability_ratio(beats),
    }
