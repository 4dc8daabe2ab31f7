"""What one run added up to: steps, contact, lift, steep metres down, energy. No flag, no target."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics import graded, mechanics
from analytics.blocks import LEVEL_BY_NATURE
from analytics.stretches import Bools, Floats
from core.activity import Activity
from core.scalars import as_number

LEAST_COVERAGE = 0.8  # our choice, as the load law asks of heart rate
LEAST_S = 60  # our choice: a mean of less than a minute says nothing about a run
STEEP_PCT = -5.0  # load law, section 5
MM_PER_M = J_PER_KJ = 1000


def volumes(held: pl.DataFrame, *, sub_sport: str | None) -> dict[str, float | None]:
    """The mechanical columns of ACTIVITIES for one run; None where a channel is missing.

    A sum needs its channels for 80 % of the moving time and is scaled up to all of it, as the
    load law does for heart rate; a mean needs a minute. The force is modelled where the ground is
    known to be flat.

    Args:
        held: Seconds after `with_held_samples`.
        sub_sport: Treadmills and tracks are flat without an altitude to prove it.

    Source:
        Load law, sections 4.1 and 5; coverage as in section 3.
    """
    moving = held.filter("is_moving")
    cadence, stance = _channel(moving, "cadence_spm"), _channel(moving, "stance_time_ms")
    steps = np.asarray(mechanics.steps(cadence))
    n_steps = covered_sum(steps)
    rise_mm = _channel(moving, "vertical_oscillation_mm")
    flat = _is_flat(moving["grade_pct"].to_numpy(), sub_sport)
    force = np.where(flat, mechanics.peak_force_bw(cadence, stance), np.nan)
    return {
        "n_steps": None if n_steps is None else round(n_steps),
        "ground_time_s": covered_sum(mechanics.ground_time_s(steps, stance)),
        "flight_time_ms": _mean(
            mechanics.flight_time_s(cadence, stance) * mechanics.MS_PER_S, steps
        ),
        "peak_force_bw": _mean(force, steps),
        "trunk_rise_m": covered_sum(steps * rise_mm / MM_PER_M),
        **_way(moving),
    }


def rpe_index(activity: Activity) -> float | None:
    """The effort that was typed into the watch, 1 to 10; None where it was not.

    Source:
        Load law, section 3, "RPE missing -> null (never 0)": a watch offers no 0.
    """
    told = as_number(activity.totals["workout_rpe_index"].max())
    return told if told is not None and 0 < told <= 10 else None


def covered_sum(values: Floats) -> float | None:
    """Sum over the known seconds, scaled to all of them; None under 80 % known.

    Example:
        >>> covered_sum(np.array([1.0, 1.0, 1.0, 1.0, np.nan]))
        5.0
    """
    known = values[~np.isnan(values)]
    if not known.size or known.size < LEAST_COVERAGE * values.size:
        return None
    return float(known.sum()) * values.size / known.size


def _channel(moving: pl.DataFrame, name: str) -> Floats:
    """One channel as floats, NaN where unknown."""
    values: Floats = moving[name].to_numpy()
    return values


def _is_flat(grade_pct: Floats, sub_sport: str | None) -> Bools:
    """Where the force model holds: unknown is not flat, unless the ground is so by nature."""
    with np.errstate(invalid="ignore"):
        flat = np.abs(grade_pct) < mechanics.LEVEL_GRADE_PCT
    return np.asarray(flat | (np.isnan(grade_pct) & (sub_sport in LEVEL_BY_NATURE)))


def _mean(values: Floats, steps: Floats) -> float | None:
    """Mean over the steps for which the value is known; None under a minute of them."""
    known = ~np.isnan(values) & ~np.isnan(steps)
    if known.sum() < LEAST_S or not steps[known].sum():
        return None
    return float(np.average(values[known], weights=steps[known]))


def _way(moving: pl.DataFrame) -> dict[str, float | None]:
    """Energy and steep metres down: both None without altitude, for unknown is not flat."""
    speed, grade = _channel(moving, "speed_mps"), _channel(moving, "grade_pct")
    with np.errstate(invalid="ignore"):
        down = np.where(grade <= STEEP_PCT, speed * -grade / 100, 0 * speed * grade)
    return {
        "energy_kj_kg": covered_sum(graded.minetti_cost(grade / 100) * speed / J_PER_KJ),
        "steep_descent_m": covered_sum(down),
    }
