"""Running power, a model's output and never two devices in one series, normalised."""

from __future__ import annotations

from analytics.graded import normalised_graded_speed
from analytics.stretches import Floats, Ints


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
