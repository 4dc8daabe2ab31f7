"""Mechanical volumes from what a watch measures: steps, contact, flight, a modelled force, lift.

Neutral volumes without any flag. Tissue damage grows much faster with the size of a load than
with the number of its cycles, and nobody knows by which exponent (`relative_damage`): whether
"more, smaller steps" is better cannot be read from these sums (load law, section 5).

All functions take numbers or arrays; what cannot be known is NaN, never 0.
"""

from __future__ import annotations

import numpy as np

from analytics.stretches import Floats
from core.units import GRAVITY_MPS2, SECONDS_PER_MINUTE

MS_PER_S = 1000
LEVEL_GRADE_PCT = 3.0  # load law, section 5: the force model holds on the flat only

Number = Floats | float


def steps_per_minute(cadence_rpm: Number, fractional_cadence_rpm: Number = 0.0) -> Number:
    """Steps of both feet from FIT running cadence, which counts the strides of one leg.

    Source:
        Garmin FIT SDK profile; load law, section 1.
    """
    return 2 * (cadence_rpm + fractional_cadence_rpm)


def steps(cadence_spm: Number, duration_s: Number = 1.0) -> Floats:
    """Steps in so many seconds at this cadence; one number per element, to be summed.

    Source:
        Load law, section 5.

    Example:
        >>> float(steps(steps_per_minute(85, 0.5), 1800))
        5130.0
    """
    return np.asarray(cadence_spm) / SECONDS_PER_MINUTE * duration_s


def ground_time_s(n_steps: Number, stance_time_ms: Number) -> Floats:
    """Time that the feet spent on the ground: steps times the contact of one.

    Source:
        Load law, section 5.
    """
    return np.asarray(n_steps) * stance_time_ms / MS_PER_S


def flight_time_s(cadence_spm: Number, stance_time_ms: Number) -> Floats:
    """Time in the air between two steps; NaN where none is left, for then contact is wrong.

    Source:
        Load law, section 5: "If t_f <= 0 (bad GCT) -> null". It is no run, or no contact time.
    """
    cadence = np.asarray(cadence_spm, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        flight_s = SECONDS_PER_MINUTE / cadence - np.asarray(stance_time_ms) / MS_PER_S
        is_flight = (cadence > 0) & (np.asarray(stance_time_ms) > 0) & (flight_s > 0)
    return np.where(is_flight, flight_s, np.nan)


def peak_force_bw(cadence_spm: Number, stance_time_ms: Number) -> Floats:
    """Modelled peak vertical force in body weights: half a sine over the contact.

    A model, not a measurement, and not valid on slopes: use it where |grade| < 3 %.

    Source:
        Morin 2005, 10.1123/jab.21.2.167; Meyer 2023, 10.1055/a-2044-4805 (not on slopes);
        load law, section 5.
    """
    contact_s = np.asarray(stance_time_ms) / MS_PER_S
    flight_s = flight_time_s(cadence_spm, stance_time_ms)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.pi / 2 * (flight_s / contact_s + 1)


def peak_force_n(force_bw: Number, mass_kg: float, *, gravity_mps2: float = GRAVITY_MPS2) -> Floats:
    """That force in newtons, for a runner whose mass is told."""
    return np.asarray(force_bw) * mass_kg * gravity_mps2


def lift_work_kj(
    trunk_rise_m: Number, mass_kg: float, *, gravity_mps2: float = GRAVITY_MPS2
) -> Floats:
    """Work against gravity of lifting the trunk at every step: mass x gravity x metres risen.

    Not metabolic work; vertical oscillation is that of the trunk, not of the centre of mass.

    Args:
        trunk_rise_m: Vertical oscillation summed over all steps.
        mass_kg: The runner's mass.
        gravity_mps2: Acceleration of gravity.

    Source:
        Load law, section 5.
    """
    return np.asarray(trunk_rise_m) * mass_kg * gravity_mps2 / 1000


def vertical_impulse_n_s(
    mass_kg: float, duration_s: Number, *, gravity_mps2: float = GRAVITY_MPS2
) -> Number:
    """Vertical impulse of level, steady running: duration in disguise, and therefore not shown.

    The mean vertical force equals body weight, so the sum depends on mass and time alone,
    whatever the cadence. It stands here so that nobody adds it as a new measure.

    Source:
        Load law, section 5.
    """
    return mass_kg * gravity_mps2 * duration_s


def relative_damage(steps_ratio: Number, force_ratio: Number, exponent: float) -> Floats:
    """Cumulative damage against before, if damage grows with the force to this exponent.

    The exponent decides whether more, smaller steps come out better (about 4: bone stimulus,
    6 to 7: bone fatigue, 9 and more: tendon), and it is known from memory of the literature only.

    Source:
        Edwards 2018, 10.1249/JES.0000000000000163; load law, section 5.

    Example:
        >>> [round(float(relative_damage(1.10, 0.95, m)), 3) for m in (1, 9)]
        [1.045, 0.693]
    """
    return np.asarray(steps_ratio) * np.asarray(force_ratio) ** exponent
