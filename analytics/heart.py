"""Heart rate that can be believed: faults out, cadence lock out, the peak, the histogram."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from analytics.seconds import MAX_HEART_RATE_GAP_S
from analytics.stretches import Bools, Floats, Ints, bridged, filled, long_stretches, stretches
from core.schemas import LOWEST_HEART_RATE_BPM, N_HEART_RATE_BINS

HIGHEST_HEART_RATE_BPM = LOWEST_HEART_RATE_BPM + N_HEART_RATE_BINS - 1
HIGHEST_CHANGE_BPM = 10  # load law, section 2, within one second
FLAT_S = 120  # load law, section 2: identical for longer is a frozen sensor
LOCK_TOLERANCE_BPM = 3  # load law, section 2, "Cadence lock"
LOCK_S = 120
LOCK_SHARE = 0.9
LOCK_JUMP_BPM = 15
LOCK_JUMP_S = 30
PEAK_MEDIAN_S = 5  # load law, section 8
PEAK_MEAN_S = 15


class Lock(StrEnum):
    """Whether a wrist sensor reported the step rate as heart rate."""

    NONE = "none"
    SUSPECT = "suspect"
    LIKELY = "likely"


def believable(heart_rate_bpm: Floats, segment: Ints) -> Floats:
    """Heart rate without impossible values, jumps and frozen stretches; short gaps bridged.

    Source:
        Load law, section 2, "HR validity": 30 to 230 bpm, at most 10 bpm a second, not
        identical for more than 120 s.
    """
    bad = _impossible(heart_rate_bpm, segment) | _frozen(heart_rate_bpm, segment)
    return bridged(np.where(bad, np.nan, heart_rate_bpm), segment, max_gap_s=MAX_HEART_RATE_GAP_S)


def _impossible(heart_rate_bpm: Floats, segment: Ints) -> Bools:
    if heart_rate_bpm.size == 0:
        return np.empty(0, np.bool_)
    same = np.concatenate(([False], segment[1:] == segment[:-1]))
    with np.errstate(invalid="ignore"):
        outside = heart_rate_bpm < LOWEST_HEART_RATE_BPM
        outside |= heart_rate_bpm > HIGHEST_HEART_RATE_BPM
        jump = np.abs(np.diff(heart_rate_bpm, prepend=np.nan)) > HIGHEST_CHANGE_BPM
    return np.asarray(outside | (jump & same))


def _frozen(heart_rate_bpm: Floats, segment: Ints) -> Bools:
    same = np.diff(heart_rate_bpm, prepend=np.nan) == 0
    long = long_stretches(same, segment, at_least_s=FLAT_S)
    first = np.concatenate((long[1:] & ~same[:-1], [False])) if long.size else long
    return long | first


def cadence_lock(heart_rate_bpm: Floats, cadence_spm: Floats, segment: Ints) -> tuple[Bools, Lock]:
    """Which seconds are likely to be the step rate, and the verdict over the whole activity.

    Suspect: 120 s or more in which 90 % of the seconds lie within 3 of the cadence. Likely: also
    a jump of at least 15 bpm within 30 s at its start or end. Only likely seconds are marked: a
    hard run at 175 bpm and 175 steps a minute is legitimate.

    Source:
        Load law, section 2, "Cadence lock".
    """
    with np.errstate(invalid="ignore"):
        near = np.abs(heart_rate_bpm - cadence_spm) <= LOCK_TOLERANCE_BPM
    starts, ends = _suspect_blocks(near, segment)
    likely = np.array(
        [_jumps(heart_rate_bpm, start, end) for start, end in zip(starts, ends, strict=True)],
        np.bool_,
    )
    verdict = Lock.LIKELY if likely.any() else Lock.SUSPECT if starts.size else Lock.NONE
    return filled(starts[likely], ends[likely], size=near.size), verdict


def _suspect_blocks(near: Bools, segment: Ints) -> tuple[Ints, Ints]:
    """Unions of all 120 s windows that are 90 % near, without the far seconds at their ends."""
    n = near.size - LOCK_S + 1
    if n < 1:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    total = np.concatenate(([0], np.cumsum(near)))
    whole = segment[LOCK_S - 1 :] == segment[:n]
    windows = np.flatnonzero(whole & (total[LOCK_S:] - total[:n] >= LOCK_SHARE * LOCK_S))
    covered = filled(windows, windows + LOCK_S, size=near.size)
    starts, ends = stretches(covered, segment)
    known = np.flatnonzero(near)
    starts = known[np.searchsorted(known, starts)] if starts.size else starts
    ends = known[np.searchsorted(known, ends) - 1] + 1 if ends.size else ends
    long = ends - starts >= LOCK_S
    return starts[long], ends[long]


def _jumps(heart_rate_bpm: Floats, start: int, end: int) -> bool:
    """Whether the heart rate leaps into or out of the block."""
    before = heart_rate_bpm[max(start - LOCK_JUMP_S, 0) : start] - heart_rate_bpm[start]
    after = heart_rate_bpm[end : end + LOCK_JUMP_S] - heart_rate_bpm[end - 1]
    with np.errstate(invalid="ignore"):
        return bool((np.abs(np.concatenate((before, after))) >= LOCK_JUMP_BPM).any())


def peak(heart_rate_bpm: Floats) -> float | None:
    """Highest 15 s mean after a 5 s median; None when no 15 s are known throughout.

    Source:
        Load law, section 8, "HRmax".
    """
    if heart_rate_bpm.size < PEAK_MEDIAN_S + PEAK_MEAN_S - 1:
        return None
    smooth = np.median(
        np.lib.stride_tricks.sliding_window_view(heart_rate_bpm, PEAK_MEDIAN_S), axis=1
    )
    means = np.lib.stride_tricks.sliding_window_view(smooth, PEAK_MEAN_S).mean(axis=1)
    return None if np.isnan(means).all() else float(np.nanmax(means))


def histogram(heart_rate_bpm: Floats) -> Ints | None:
    """Seconds at 30, 31, ... 230 bpm; None when no second has a heart rate.

    HR load is a sum over seconds of a function of heart rate alone, so this histogram is all
    that it needs: thresholds can change without reading any records again.
    """
    known = heart_rate_bpm[~np.isnan(heart_rate_bpm)]
    if known.size == 0:
        return None
    bins = np.rint(known).astype(np.int64) - LOWEST_HEART_RATE_BPM
    return np.bincount(np.clip(bins, 0, N_HEART_RATE_BINS - 1), minlength=N_HEART_RATE_BINS)
