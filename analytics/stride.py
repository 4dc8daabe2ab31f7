"""One step: how long it is, and how much of it goes up."""

from __future__ import annotations

from core.units import SECONDS_PER_MINUTE


def step_length_m(*, speed_mps: float | None, cadence_spm: float | None) -> float | None:
    """Metres of one step: speed over steps per second; None without either, or standing.

    Source:
        Imbalance law, section 1 (cadence in steps of both feet).

    Example:
        >>> round(step_length_m(speed_mps=3.191, cadence_spm=166.0), 3)
        1.153
    """
    if speed_mps is None or not cadence_spm:
        return None
    return speed_mps * SECONDS_PER_MINUTE / cadence_spm


def vertical_ratio_pct(
    *, vertical_oscillation_mm: float | None, step_length_mm: float | None
) -> float | None:
    """Rise and fall of the trunk as a share of the step; None without either.

    Source:
        Imbalance law, section 1. Devices round it to half a percent.

    Example:
        >>> round(vertical_ratio_pct(vertical_oscillation_mm=87.7, step_length_mm=1141.0), 2)
        7.69
    """
    if vertical_oscillation_mm is None or not step_length_mm:
        return None
    return 100 * vertical_oscillation_mm / step_length_mm
