"""Metres per heartbeat, and how they change within one run. Descriptions, never flags.

Heat, fluids and hills confound all of it (load law, section 8: grade weak).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stretches import Bools, Floats
from core.run import LEAST_STEADY_S, LONG_RUN_S, SETTLING_S, STEADY_COVERAGE

HIGHEST_VARIATION = 0.10  # load law, section 8: coefficient of variation of the 1-min means
MINUTE_S = 60
EARLY_SHARE, LATE_SHARE = (0.2, 0.4), (0.8, 1.0)  # load law, section 8: "our choice" there


@dataclass(frozen=True, slots=True, kw_only=True)
class Beats:
    """Graded speed and heart rate second by second, NaN where unknown; what moved; what is locked.

    `is_locked` marks heart rate that only copied the cadence.
    """

    graded_mps: Floats
    heart_rate_bpm: Floats
    is_moving: Bools
    is_locked: Bools

    def of_moving(self) -> tuple[Floats, Floats]:
        """Graded speed and heart rate of the moving seconds."""
        return self.graded_mps[self.is_moving], self.heart_rate_bpm[self.is_moving]


def efficiency_factor(graded_mps: float, heart_rate_bpm: float) -> float | None:
    """Metres of graded way per heartbeat; None without a heart rate.

    Source:
        Load law, section 8.

    Example:
        >>> round(efficiency_factor(3.2, 145), 3)
        1.324
    """
    return graded_mps * MINUTE_S / heart_rate_bpm if heart_rate_bpm > 0 else None


def decoupling_pct(first: float | None, second: float | None) -> float | None:
    """By how many percent the efficiency factor fell from the first to the second part.

    Source:
        Runalyze glossary; GoldenCheetah AerobicDecoupling.cpp; load law, section 8.
    """
    if first is None or second is None or first <= 0:
        return None
    return 100 * (first - second) / first


def durability_ratio(early: float | None, late: float | None) -> float | None:
    """Heart rate per speed late in a run over that early in it: early over late efficiency.

    Source:
        Smyth 2022, 10.1007/s40279-022-01680-5; load law, section 8. Decoupling is 100 (1 - 1/R).
    """
    if early is None or late is None or late <= 0 or early <= 0:
        return None
    return early / late


def run_efficiency(beats: Beats) -> float | None:
    """Efficiency factor of the moving seconds in which both channels are known; else None."""
    return _efficiency(*beats.of_moving())


def run_decoupling_pct(beats: Beats) -> float | None:
    """Decoupling of one run; None where it was not steady enough or not measured well enough.

    Halves by moving time after the first 10 min; at least 50 min must be left, heart rate known
    for 90 % of them and never locked to the cadence, and graded speed steady by the minute.

    Source:
        Load law, section 8.
    """
    speed, heart_rate = (channel[SETTLING_S:] for channel in beats.of_moving())
    if speed.size < LEAST_STEADY_S or beats.is_locked.any() or not _is_covered(speed, heart_rate):
        return None
    variation = speed_variation(speed)
    if variation is None or variation >= HIGHEST_VARIATION:
        return None
    half = speed.size // 2
    first = _efficiency(speed[:half], heart_rate[:half])
    return decoupling_pct(first, _efficiency(speed[half:], heart_rate[half:]))


def run_durability_ratio(beats: Beats) -> float | None:
    """Durability of a run of 90 moving minutes and more; None if shorter or not measured well.

    Compares 80 to 100 % of the moving time with 20 to 40 % of it. That heart rate must be known
    for 90 % of both parts and never be locked is our choice, as for decoupling.

    Source:
        Load law, section 8.
    """
    speed, heart_rate = beats.of_moving()
    if speed.size < LONG_RUN_S or beats.is_locked.any():
        return None
    parts = []
    for low, high in (EARLY_SHARE, LATE_SHARE):
        part = slice(round(low * speed.size), round(high * speed.size))
        if not _is_covered(speed[part], heart_rate[part]):
            return None
        parts.append(_efficiency(speed[part], heart_rate[part]))
    return durability_ratio(*parts)


def speed_variation(graded_mps: Floats) -> float | None:
    """Coefficient of variation (n - 1) of the means of whole minutes; None under two of them."""
    minutes = graded_mps[: graded_mps.size // MINUTE_S * MINUTE_S].reshape(-1, MINUTE_S)
    known = ~np.isnan(minutes)
    has_any = known.any(axis=1)
    if has_any.sum() < 2:
        return None
    sums = np.where(known, minutes, 0.0).sum(axis=1)[has_any]
    means = sums / known.sum(axis=1)[has_any]
    mean = float(means.mean())
    return float(means.std(ddof=1)) / mean if mean > 0 else None


def _is_covered(speed_mps: Floats, heart_rate_bpm: Floats) -> bool:
    """Whether both channels are known for 90 % of the seconds."""
    both = ~np.isnan(speed_mps) & ~np.isnan(heart_rate_bpm)
    return both.size > 0 and float(both.mean()) >= STEADY_COVERAGE


def _efficiency(speed_mps: Floats, heart_rate_bpm: Floats) -> float | None:
    both = ~np.isnan(speed_mps) & ~np.isnan(heart_rate_bpm)
    if not both.any():
        return None
    return efficiency_factor(float(speed_mps[both].mean()), float(heart_rate_bpm[both].mean()))
