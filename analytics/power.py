"""Running power, a model's output and never two devices in one series: normalised, and its load."""

from __future__ import annotations

from typing import TypeVar

import polars as pl

from analytics.graded import normalised_graded_speed
from analytics.stretches import Floats, Ints
from core.units import SECONDS_PER_HOUR

Number = TypeVar("Number", float, pl.Expr)


def normalised_power(power_w: Floats, segment: Ints) -> float | None:
    """Fourth-power mean of the trailing 30 s mean of power; the window restarts after a pause.

    Args:
        power_w: Power of the moving seconds, NaN where unknown.
        segment: The uninterrupted stretch that each second belongs to.

    Returns:
        None when fewer than 80 % of the seconds have a known power in their window.

    Source:
        Load law, sections 4.2 and 4.3.
    """
    return normalised_graded_speed(power_w, segment)


def power_load(moving_s: Number, power_w: Number, *, critical_power_w: float) -> Number:
    """Load from running power: 100 is one hour at the runner's critical power.

    Args:
        moving_s: Moving time, of one run or a column of many.
        power_w: Normalised power.
        critical_power_w: By the same device as the power.

    Source:
        Load law, section 4.3. Running power is a model output; devices are not interchangeable
        (Cerezuela-Espejo 2021, 10.1080/17461391.2020.1748117).

    Example:
        >>> round(power_load(3600.0, 250.0, critical_power_w=280.0), 2)
        79.72
    """
    share = power_w / critical_power_w
    return 100 * (moving_s / SECONDS_PER_HOUR) * share * share
