"""Speed on slopes as speed on the flat: cost of grade, normalised graded speed, pace load.

Minetti's cost and the graded pace have no page yet: the law's worked examples check them.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import numpy as np
import polars as pl

from analytics.stretches import Floats, Ints, stretches
from core.units import SECONDS_PER_HOUR

Number = TypeVar("Number", float, pl.Expr)
Model = Literal["empirical", "minetti"]
STEEPEST = 0.45  # both tables end here
MINETTI = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)  # J/kg/m, highest power of the grade first
EMPIRICAL_GRADE_PCT = (
    *(-45.0, -30.0, -25.0, -20.0, -15.0, -10.0, -8.0, -6.0, -4.0, -2.0, 0.0),
    *(2.0, 4.0, 6.0, 8.0, 10.0, 15.0, 20.0, 25.0, 30.0, 45.0),
)
EMPIRICAL_FACTOR = (
    *(2.096, 1.495, 1.273, 1.081, 0.941, 0.876, 0.876, 0.891, 0.918, 0.96, 1.0),
    *(1.055, 1.135, 1.228, 1.337, 1.459, 1.846, 2.297, 2.727, 3.158, 4.286),
)
WINDOW_S = 30  # load law, section 4.2
FOURTH = 4
LEAST_COVERAGE = 0.8  # our choice, as the load law asks of heart rate


def minetti_cost(grade: Floats | float) -> Floats:
    """Energy cost of running on a slope, in joules per kilogram and metre.

    The polynomial gives 3.6 on the flat where 3.40 was measured; it is not corrected. A
    misprint with "-165 i" in place of "+19.5 i" goes round: uphill must cost more than flat.

    Args:
        grade: Rise over way, as a fraction; clipped to +-0.45.

    Source:
        Minetti 2002, 10.1152/japplphysiol.01177.2001; load law, section 4.1.
    """
    return np.polyval(MINETTI, np.clip(grade, -STEEPEST, STEEPEST))


def factor_minetti(grade: Floats | float) -> Floats:
    """By how much running on this slope is dearer than on the flat, after Minetti."""
    return minetti_cost(grade) / MINETTI[-1]


def factor_empirical(grade: Floats | float) -> Floats:
    """By how much running on this slope raises the heart rate as speed on the flat would.

    Source:
        Table of aaron-schroeder/specialsauce (MIT), from Strava's heart-rate-based model; linear
        interpolation; load law, section 4.1.
    """
    return np.asarray(np.interp(np.asarray(grade) * 100, EMPIRICAL_GRADE_PCT, EMPIRICAL_FACTOR))


def graded_pace(pace_s_per_km: float, grade: float, *, model: Model = "empirical") -> float:
    """The pace on the flat that asks the same: faster than the pace itself when uphill."""
    factor = factor_minetti(grade) if model == "minetti" else factor_empirical(grade)
    return float(pace_s_per_km / factor)


def graded_speed(speed_mps: Floats, grade_pct: Floats, *, model: Model = "empirical") -> Floats:
    """Speed on the flat that asks the same; where no grade is known, flat is assumed.

    Source:
        Load law, sections 4.1 and 10 ("No altitude": f = 1).
    """
    factor = factor_minetti if model == "minetti" else factor_empirical
    return speed_mps * np.where(np.isnan(grade_pct), 1.0, factor(grade_pct / 100))


def normalised_graded_speed(
    graded_mps: Floats, segment: Ints, *, window_s: int = WINDOW_S, power: int = FOURTH
) -> float | None:
    """Fourth-power mean of the trailing 30 s mean; the window restarts after every pause.

    Args:
        graded_mps: Graded speed of the moving seconds, NaN where unknown.
        segment: The uninterrupted stretch that each second belongs to.
        window_s: Length of the trailing mean.
        power: Exponent of the mean.

    Returns:
        None when fewer than 80 % of the seconds have a known speed in their window.

    Source:
        Load law, section 4.2 (structure of normalised power; not TrainingPeaks' NGP). The rule
        for unknown speed is our choice.
    """
    if graded_mps.size == 0:
        return None
    known = ~np.isnan(graded_mps)
    starts, ends = stretches(np.ones(graded_mps.size, np.bool_), segment)
    first = np.repeat(starts, ends - starts)
    index = np.arange(graded_mps.size)
    low = np.maximum(index - window_s + 1, first)
    total = np.concatenate(([0.0], np.cumsum(np.where(known, graded_mps, 0.0))))
    n = np.concatenate(([0], np.cumsum(known)))
    counted = n[index + 1] - n[low]
    has_mean = counted > 0
    if has_mean.mean() < LEAST_COVERAGE:
        return None
    trailing = (total[index + 1] - total[low])[has_mean] / counted[has_mean]
    return float(np.mean(np.maximum(trailing, 0) ** power) ** (1 / power))


def pace_load(moving_s: Number, speed_mps: Number, *, threshold_speed_mps: float) -> Number:
    """Load from speed: 100 is one hour at the runner's threshold speed.

    Args:
        moving_s: Moving time, of one run or a column of many.
        speed_mps: Normalised graded speed.
        threshold_speed_mps: Speed that the runner can hold for about an hour.

    Source:
        Load law, section 4.2.

    Example:
        >>> round(pace_load(1800.0, 1000 / 300, threshold_speed_mps=1000 / 270), 1)
        40.5
    """
    share = speed_mps / threshold_speed_mps
    return 100 * (moving_s / SECONDS_PER_HOUR) * share * share


def power_load(moving_s: Number, power_w: Number, *, critical_power_w: float) -> Number:
    """Load from power: 100 is one hour at critical power.

    Running power is a model's output: one source a series, and never against another device.

    Args:
        moving_s: Moving time, of one run or a column of many.
        power_w: Normalised power.
        critical_power_w: Of the same source.

    Source:
        Load law, section 4.3.

    Example:
        >>> round(power_load(3600.0, 250.0, critical_power_w=280), 2)
        79.72
    """
    share = power_w / critical_power_w
    return 100 * (moving_s / SECONDS_PER_HOUR) * share * share
