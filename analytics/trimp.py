"""Session internal load from heart rate and from the runner's own rating.

iTRIMP has no page yet: the law's worked examples check it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl

from analytics.stretches import Floats
from core.athlete import Sex
from core.errors import ProfileError
from core.run import LEAST_COVERAGE

FULL_COVERAGE = 0.98  # load law, section 3, "Coverage"
EDWARDS_EDGES = (0.5, 0.6, 0.7, 0.8, 0.9)  # of HRmax, lower edge inclusive
EDGE = 1e-12
HIGHEST_RATING = 10
LEAST_LACTATE_STAGES = 4  # load law, section 3, "Edge cases"
MINUTES_PER_HOUR = 60


class Weight(NamedTuple):
    """The constants of a x e^(b x), x being the share of the heart-rate reserve."""

    a: float
    b: float


BANISTER = {Sex.MALE: Weight(0.64, 1.92), Sex.FEMALE: Weight(0.86, 1.67)}
"""Banister 1991; Morton, Fitz-Clarke & Banister 1990. HR load does not depend on `a`."""

GOLDEN_CHEETAH_FEMALE = Weight(0.64, 1.67)
"""The other convention in use; for comparing imports only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heart:
    """What a formula must know of the runner's heart.

    Raises:
        ProfileError: the highest heart rate is not above the resting one.
    """

    resting_bpm: float
    max_bpm: float
    weight: Weight = BANISTER[Sex.MALE]

    def __post_init__(self) -> None:
        """Refuse what no body has."""
        if self.max_bpm <= self.resting_bpm:
            raise ProfileError(
                f"The maximum heart rate ({self.max_bpm:.0f}) is not above the resting heart "
                f"rate ({self.resting_bpm:.0f}).",
                "Correct one of the two in your profile.",
            )

    def reserve_share(self, heart_rate_bpm: Floats | float) -> Floats:
        """Where a heart rate lies between resting (0) and maximum (1), clamped to both."""
        share = (np.asarray(heart_rate_bpm) - self.resting_bpm) / (self.max_bpm - self.resting_bpm)
        return np.clip(share, 0, 1)


def weight_of(sex: Sex | None) -> Weight:
    """Banister's constants; the male ones where the sex is not told (load law, section 3)."""
    return BANISTER[sex or Sex.MALE]


def trimp_per_minute(heart_rate_bpm: Floats | float, heart: Heart) -> Floats:
    """Banister's weight of one minute at this heart rate: x a e^(b x)."""
    share = heart.reserve_share(heart_rate_bpm)
    return share * heart.weight.a * np.exp(heart.weight.b * share)


def trimp_stream(duration_s: Floats, heart_rate_bpm: Floats, heart: Heart) -> Floats:
    """Banister TRIMP of seconds at each heart rate, as `session_load` sums it with other weights.

    Args:
        duration_s: Seconds at each heart rate, of one run or of many (one row a run).
        heart_rate_bpm: The heart rates.
        heart: Between what they lie.

    Source:
        Banister 1991; load law, section 3. The weight is convex, so the sum over the stream is
        never below the TRIMP of the mean heart rate.
    """
    return np.asarray(duration_s @ trimp_per_minute(heart_rate_bpm, heart) / MINUTES_PER_HOUR)


def trimp_average(duration_min: float, heart_rate_bpm: float, heart: Heart) -> float:
    """Banister TRIMP of a mean heart rate: for entries by hand only, it underestimates."""
    return float(duration_min * trimp_per_minute(heart_rate_bpm, heart))


def hr_load(trimp: Floats | float, threshold_bpm: float, heart: Heart) -> Floats:
    """TRIMP on the scale where 100 is one hour at the threshold heart rate.

    Raises:
        ProfileError: the threshold is not above the resting heart rate.

    Source:
        Load law, section 3 (= TRIMP(100) of GoldenCheetah, HRSS of Elevate).
    """
    hour = trimp_average(MINUTES_PER_HOUR, threshold_bpm, heart)
    if hour <= 0:
        raise ProfileError(
            "The threshold heart rate is not above the resting heart rate.",
            "Correct one of the two in your profile.",
        )
    return np.asarray(100 * np.asarray(trimp) / hour)


class Covered(NamedTuple):
    """A load scaled to the whole run; null with the coverage that was too low."""

    load_au: pl.Expr
    coverage: pl.Expr
    is_estimated: pl.Expr


def with_coverage(
    partial_load: pl.Expr, valid_s: pl.Expr, *, moving_s: pl.Expr, least: float = LEAST_COVERAGE
) -> Covered:
    """Scale the load of the known part to the whole run, if at least 80 % of it is known.

    Where the moving time is unknown, so is the coverage; where nothing moved, nothing is covered.

    Source:
        Load law, section 3, "Coverage".
    """
    covered = pl.when(moving_s > 0).then((valid_s / moving_s).clip(upper_bound=1)).otherwise(0.0)
    coverage = pl.when(moving_s.is_not_null()).then(covered)
    has_enough = (coverage >= least) & (valid_s > 0)
    return Covered(
        load_au=pl.when(has_enough).then(partial_load / coverage),
        coverage=coverage,
        is_estimated=pl.when(has_enough).then(coverage < FULL_COVERAGE),
    )


def edwards_zone(heart_rate_bpm: float, max_bpm: float) -> int:
    """Zone 1 to 5 by tenths of HRmax from 50 %, lower edge inclusive; 0 below.

    Source:
        Edwards 1993; load law, section 3. The tiny slack keeps 152 of 190 at 80 %.
    """
    share = heart_rate_bpm / max_bpm + EDGE
    return sum(share >= edge for edge in EDWARDS_EDGES)


def edwards_weight(heart_rate_bpm: Floats, max_bpm: float) -> Floats:
    """The zone of each heart rate, which is what one minute in it counts; see `edwards_zone`."""
    share = heart_rate_bpm / max_bpm + EDGE
    return np.searchsorted(EDWARDS_EDGES, share, side="right").astype(np.float64)


def lucia_weight(heart_rate_bpm: Floats, first_bpm: float, second_bpm: float) -> Floats:
    """What one minute counts: 1 below the first threshold, 3 above the second, 2 between.

    Source:
        Lucia 2003; load law, section 3. Both thresholds themselves lie in the middle zone.
    """
    return np.asarray(1.0 + (heart_rate_bpm >= first_bpm) + (heart_rate_bpm > second_bpm))


def weighted_minutes(minutes_in_zone: Sequence[float]) -> float:
    """Minutes in zone 1, 2, ... times 1, 2, ...: Edwards with five zones, Lucia with three.

    Source:
        Edwards 1993; Lucia 2003; load law, section 3.
    """
    return sum(zone * minutes for zone, minutes in enumerate(minutes_in_zone, start=1))


def itrimp_weight(reserve_share: Sequence[float], lactate_mmol_l: Sequence[float]) -> Weight:
    """The runner's own constants: ln lactate = ln a + b x, by least squares.

    Raises:
        ProfileError: fewer than four stages, all at one intensity, or a lactate of 0 or less.

    Source:
        Manzi 2009, 10.1249/MSS.0b013e3181a6a959; load law, section 3.
    """
    if len(reserve_share) < LEAST_LACTATE_STAGES:
        raise ProfileError(
            f"A lactate test of {len(reserve_share)} stages is too short.",
            f"It takes at least {LEAST_LACTATE_STAGES}.",
        )
    if len(set(reserve_share)) == 1 or min(lactate_mmol_l) <= 0:
        raise ProfileError(
            "These stages give no line.",
            "It takes a lactate above 0 mmol/l at more than one intensity.",
        )
    slope, intercept = np.polyfit(reserve_share, np.log(lactate_mmol_l), 1)
    return Weight(float(np.exp(intercept)), float(slope))


def itrimp(duration_min: float, reserve_share: float, weight: Weight) -> float:
    """TRIMP with the runner's own constants; the share of the reserve lies between 0 and 1."""
    x = min(max(reserve_share, 0.0), 1.0)
    return float(duration_min * x * weight.a * np.exp(weight.b * x))


def session_rpe(rpe_index: float | None, duration_min: float) -> float | None:
    """Rating on the CR10 scale times minutes of the whole session; no answer is not zero.

    Source:
        Foster 1998, 2001; load law, section 3. A rating off the scale is no answer.
    """
    if rpe_index is None or not 0 <= rpe_index <= HIGHEST_RATING:
        return None
    return rpe_index * duration_min
