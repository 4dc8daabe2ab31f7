"""Critical speed from best efforts: the line of distance on time, and what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analytics.stretches import Floats

LEAST_EFFORTS = 3  # load law, section 9
HIGHEST_RESERVE_M = 500.0  # load law, section 9: a larger D' is no body's
SPEEDS_MPS = (1.5, 6.5)  # load law, section 9: nor is a critical speed outside
RACE_S = (120.0, 1800.0)  # load law, section 9: 2 to 30 min


class Line(NamedTuple):
    """Critical speed, the distance above it (never shown to a runner), and how well they fit.

    `r_squared` is close to 1 whatever the efforts and proves nothing; `se_mps` does not.
    """

    speed_mps: float
    reserve_m: float
    se_mps: float
    r_squared: float


def critical_speed_dt(distance_m: Sequence[float], time_s: Sequence[float]) -> Line | None:
    """Distance regressed on time, d = CS t + D': the fit that we use everywhere.

    Returns:
        None with fewer than three efforts, or where the line is no body's: D' not above 0 or
        above 500 m, critical speed outside 1.5 to 6.5 m/s.

    Source:
        Load law, section 9. Fits differ systematically, so one is kept: Patoz 2021, PMC8192409.

    Example:
        >>> line = critical_speed_dt([1200, 2400, 3600], [240, 520, 806])
        >>> round(line.speed_mps, 3), round(line.reserve_m, 1)
        (4.24, 186.7)
    """
    fit = _fit(np.asarray(time_s, np.float64), np.asarray(distance_m, np.float64))
    return None if fit is None else _believable(Line(fit.slope, fit.offset, fit.se_slope, fit.r2))


def critical_speed_vt(distance_m: Sequence[float], time_s: Sequence[float]) -> Line | None:
    """Speed regressed on 1 / time, v = CS + D' / t: for comparing, never mixed with the other.

    Returns:
        None as for `critical_speed_dt`.

    Source:
        Load law, section 9.
    """
    time = np.asarray(time_s, np.float64)
    if (time <= 0).any():
        return None
    fit = _fit(1 / time, np.asarray(distance_m, np.float64) / time)
    return None if fit is None else _believable(Line(fit.offset, fit.slope, fit.se_offset, fit.r2))


def speed_3p(
    line: Line | tuple[float, float], time_s: float, *, max_speed_mps: float
) -> float | None:
    """Speed that can be held for a time by Morton's three parameters; None below CS.

    Needs the speed of a real sprint, which a watch seldom sees: off by default.

    Args:
        line: Critical speed and D' come first.
        time_s: How long.
        max_speed_mps: The fastest sprint.

    Source:
        Morton 1996, from memory; load law, section 9.

    Example:
        >>> round(speed_3p((4.0, 200.0), 300, max_speed_mps=8.0), 3)
        4.571
    """
    speed_mps, reserve_m = line[0], line[1]
    if max_speed_mps <= speed_mps or time_s < 0:
        return None
    wait_s = reserve_m / (max_speed_mps - speed_mps)
    return speed_mps + reserve_m / (time_s + wait_s) if time_s + wait_s > 0 else speed_mps


def race_time_s(line: Line | tuple[float, float], distance_m: float) -> float | None:
    """Time over a distance by critical speed; None outside 2 to 30 minutes, where it fails.

    Source:
        Load law, section 9. A marathon is run at 84.8 +- 13.6 % of critical speed: too wide.
    """
    speed_mps, reserve_m = line[0], line[1]
    if speed_mps <= 0:
        return None
    time_s = (distance_m - reserve_m) / speed_mps
    return time_s if RACE_S[0] <= time_s <= RACE_S[1] else None


class _Fit(NamedTuple):
    slope: float
    offset: float
    se_slope: float
    se_offset: float
    r2: float


def _fit(x: Floats, y: Floats) -> _Fit | None:
    """Least squares of y on x with standard errors; None under three points or without spread."""
    n = x.size
    if n < LEAST_EFFORTS or np.ptp(x) == 0:
        return None
    spread = float(((x - x.mean()) ** 2).sum())
    slope = float(((x - x.mean()) * (y - y.mean())).sum()) / spread
    offset = float(y.mean()) - slope * float(x.mean())
    left = float(((y - offset - slope * x) ** 2).sum())
    variance = left / (n - 2)
    total = float(((y - y.mean()) ** 2).sum())
    return _Fit(
        slope=slope,
        offset=offset,
        se_slope=(variance / spread) ** 0.5,
        se_offset=(variance * (1 / n + float(x.mean()) ** 2 / spread)) ** 0.5,
        r2=1 - left / total if total > 0 else 1.0,
    )


def _believable(line: Line) -> Line | None:
    low, high = SPEEDS_MPS
    is_body = 0 < line.reserve_m <= HIGHEST_RESERVE_M and low <= line.speed_mps <= high
    return line if is_body else None
