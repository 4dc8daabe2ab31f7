"""Zones of heart rate and pace, and how the mix of three zones is called. Descriptions only.

No source shows that one mix is better (load law, section 8: Rosenblat 2025), so nothing here
raises a flag or says what the mix should be.
"""

from __future__ import annotations

from math import log10
from typing import NamedTuple

from analytics.trimp import EDWARDS_EDGES
from core.athlete import Origin, Thresholds
from core.performance import THRESHOLD_OF_CRITICAL

FRIEL_SHARES = (0.85, 0.90, 0.95, 1.00, 1.03, 1.07)  # of LTHR: zones 1 to 5c (load law, section 8)
FRIEL_NAMES = ("1", "2", "3", "4", "5a", "5b", "5c")
EDWARDS_NAMES = ("below 1", "1", "2", "3", "4", "5")
RESERVE_SHARES = (0.30, 0.40, 0.60, 0.90)  # ACSM: light, moderate, vigorous, near-maximal
PACE_SHARES = (1.29, 1.14, 1.06, 1.00, 0.90)  # of the time per km at threshold, after Friel
CRITICAL_SHARES = (0.85, 1.00)  # of critical speed: mostly easy, heavy, severe (our choice)
THREE_SHARES = (0.90, 1.00)  # of LTHR, where no test told the two thresholds (our choice)
LEAST_SECOND_SHARE = 0.01  # load law, section 8: of zone 2
POLARISED_ABOVE = 2.0  # Treff 2019
SLACK = 1e-9  # a hundredth that was summed from fractions is a hundredth


class Edges(NamedTuple):
    """Where the second and the third of three zones begin; approximate if no test told them."""

    second: float
    third: float
    is_approximate: bool


class Zones(NamedTuple):
    """Zones of heart rate: whose they are, their names, and where the second, third, ... begins."""

    kind: str
    names: tuple[str, ...]
    edges_bpm: tuple[float, ...]


def hr_at_reserve(share: float, *, resting_bpm: float, max_bpm: float) -> float:
    """The heart rate at a share of the reserve between resting and maximum.

    Example:
        >>> hr_at_reserve(0.60, resting_bpm=55, max_bpm=190)
        136.0
    """
    return resting_bpm + share * (max_bpm - resting_bpm)


def reserve_zone_edges(*, resting_bpm: float, max_bpm: float) -> tuple[float, ...]:
    """Where ACSM's light, moderate, vigorous and near-maximal zones begin.

    Source:
        Garber 2011, as tabled in BJSM; load law, section 8.
    """
    return tuple(
        hr_at_reserve(share, resting_bpm=resting_bpm, max_bpm=max_bpm) for share in RESERVE_SHARES
    )


def edwards_zone_edges(max_bpm: float) -> tuple[float, ...]:
    """Where Edwards' five zones begin: 50, 60, 70, 80, 90 % of the maximum."""
    return tuple(share * max_bpm for share in EDWARDS_EDGES)


def lthr_zone_edges(threshold_bpm: float) -> tuple[float, ...]:
    """Where Friel's running zones 2, 3, 4, 5a, 5b, 5c begin; below the first is zone 1.

    Source:
        Friel; load law, section 8: bands of whole percents made continuous.

    Example:
        >>> lthr_zone_edges(170)
        (144.5, 153.0, 161.5, 170.0, 175.1, 181.9)
    """
    return tuple(share * threshold_bpm for share in FRIEL_SHARES)


def heart_rate_zones(thresholds: Thresholds) -> Zones | None:
    """Friel's seven zones where the runner told a threshold, else Edwards' by the maximum.

    A threshold that is only estimated from the maximum adds nothing to it. None without both.

    Source:
        Load law, section 8: Friel is the default if LTHR is known.
    """
    threshold, highest = thresholds.threshold_heart_rate_bpm, thresholds.max_heart_rate_bpm
    if threshold is not None and threshold.origin is Origin.USER:
        return Zones("Friel", FRIEL_NAMES, lthr_zone_edges(threshold.value))
    if highest is None:
        return None
    return Zones("Edwards", EDWARDS_NAMES, edwards_zone_edges(highest.value))


def pace_zone_edges(threshold_speed_mps: float) -> tuple[float, ...]:
    """The speeds at which pace zones 2, 3, 4, 5a, 5b begin; the table counts time per km.

    Source:
        trainingload.ai, after Friel; load law, section 8. Sources differ between 4 and 5a.
    """
    return tuple(threshold_speed_mps / share for share in PACE_SHARES)


def cs_zone_edges(critical_speed_mps: float) -> tuple[float, ...]:
    """The speeds at which heavy and severe running begin; below is mostly easy.

    Source:
        Load law, section 8 (our choice there).
    """
    return tuple(share * critical_speed_mps for share in CRITICAL_SHARES)


def heart_rate_edges(thresholds: Thresholds) -> Edges | None:
    """The three zones by heart rate: of the runner's own two thresholds, else about LTHR.

    Source:
        Load law, section 8. Two thresholds in the wrong order count as not told.
    """
    first = thresholds.first_threshold_heart_rate_bpm
    second = thresholds.second_threshold_heart_rate_bpm
    if first is not None and second is not None and first.value < second.value:
        return Edges(first.value, second.value, is_approximate=False)
    if (threshold := thresholds.threshold_heart_rate_bpm) is None:
        return None
    low, high = THREE_SHARES
    return Edges(low * threshold.value, high * threshold.value, is_approximate=True)


def pace_edges(thresholds: Thresholds) -> Edges | None:
    """The three zones by graded speed: 85 and 100 % of critical speed; always approximate.

    Source:
        Load law, sections 8 and 4.2: the threshold speed is 95 % of critical speed.
    """
    if (threshold := thresholds.threshold_speed_mps) is None:
        return None
    second, third = cs_zone_edges(threshold.value / THRESHOLD_OF_CRITICAL)
    return Edges(second, third, is_approximate=True)


def polarisation_index(z1: float, z2: float, z3: float) -> float | None:
    """How far easy and hard running stand apart from what lies between; None where undefined.

    Args:
        z1: Seconds, or share, below the first threshold.
        z2: Between the two.
        z3: Above the second. Without any there is no index, only a name (`mix_name`).

    Source:
        Treff 2019, 10.3389/fphys.2019.00707; load law, section 8. Below 1 % in zone 2, zone 2
        counts as 1 %, taken from zone 3 (that rule from memory).

    Example:
        >>> round(polarisation_index(0.80, 0.05, 0.15), 3)
        2.38
    """
    total = z1 + z2 + z3
    if total <= 0 or z1 <= 0 or z3 <= 0:
        return None
    easy, middle, hard = z1 / total, z2 / total, z3 / total
    if middle < LEAST_SECOND_SHARE - SLACK:
        middle, hard = LEAST_SECOND_SHARE, hard - LEAST_SECOND_SHARE
    return log10(easy / middle * hard * 100) if hard > 0 else None


def mix_name(z1: float, z2: float, z3: float) -> str | None:
    """The name of the mix of three zones; None without any time in them.

    "polarised" as Treff defines it, "pyramidal" where each zone holds less than the one below,
    "threshold" and "hard" for the zone that holds most, "easy" where all is easy, else "mixed".

    Source:
        Treff 2019; load law, section 8. The names of what is not polarised are our choice.
    """
    if z1 + z2 + z3 <= 0:
        return None
    index = polarisation_index(z1, z2, z3)
    if z1 > z3 > z2 and index is not None and index > POLARISED_ABOVE:
        return "polarised"
    names = (
        ("easy", z2 == z3 == 0),
        ("pyramidal", z1 > z2 > z3),
        ("threshold", z2 > max(z1, z3)),
        ("hard", z3 > max(z1, z2)),
    )
    return next((name for name, holds in names if holds), "mixed")
