"""Which seconds count as moving, and which speeds are faults of the receiver."""

from __future__ import annotations

import numpy as np

from analytics.seconds import MAX_GAP_S
from analytics.stretches import Bools, Floats, Ints, bridged, long_stretches

STOPPED_MPS = 0.8  # load law, section 2: slower than this, without cadence, is standing
DRIFTING_MPS = 1.5  # load law, section 2: GPS drifts up to this while the feet stand still
STANDING_SPM = 40  # load law, section 2
STOP_S = 10  # load law, section 2
HIGHEST_SPEED_MPS = 12.0  # load law, section 2: faster is a fault (runs only)
HIGHEST_CHANGE_MPS = 4.0  # load law, section 2, within one second


def is_moving(
    speed_mps: Floats,
    cadence_spm: Floats,
    segment: Ints,
    *,
    stopped_mps: float = STOPPED_MPS,
    stop_s: int = STOP_S,
) -> Bools:
    """True for every second that is not part of a stop of at least 10 s.

    Without cadence a stop is slower than 0.8 m/s; with cadence it is under 40 steps a minute and
    slower than 1.5 m/s, which keeps a treadmill run whose GPS speed is 0. A second of unknown
    speed is not a stop.

    Source:
        Load law, section 2.
    """
    with np.errstate(invalid="ignore"):
        slow = np.isnan(cadence_spm) & (speed_mps < stopped_mps)
        idle = (cadence_spm < STANDING_SPM) & (speed_mps < DRIFTING_MPS)
    return ~long_stretches(slow | idle, segment, at_least_s=stop_s)


def speed_spikes(speed_mps: Floats, segment: Ints) -> Bools:
    """True where a running speed cannot be: above 12 m/s, or over 4 m/s off the second before.

    Source:
        Load law, section 2.
    """
    if speed_mps.size == 0:
        return np.empty(0, np.bool_)
    same = np.concatenate(([False], segment[1:] == segment[:-1]))
    with np.errstate(invalid="ignore"):
        jump = np.abs(np.diff(speed_mps, prepend=np.nan)) > HIGHEST_CHANGE_MPS
        return (speed_mps > HIGHEST_SPEED_MPS) | (jump & same)


def without_spikes(speed_mps: Floats, spikes: Bools, segment: Ints) -> Floats:
    """Speed with the faults bridged, where the good neighbours are at most 5 s apart."""
    return bridged(np.where(spikes, np.nan, speed_mps), segment, max_gap_s=MAX_GAP_S)


def speed_from_distance(distance_m: Floats, segment: Ints) -> Floats:
    """Metres gained in each second, for files without a speed of their own."""
    if distance_m.size == 0:
        return distance_m
    gained = np.diff(distance_m, prepend=np.nan)
    fresh = np.concatenate(([True], segment[1:] != segment[:-1]))
    gained[fresh] = np.nan
    following = np.concatenate((gained[1:], [np.nan]))
    return np.where(fresh, following, gained)
