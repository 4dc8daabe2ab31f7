"""Heart rate that can be believed: faults out, cadence lock out, the peak, the histogram."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from analytics.seconds import MAX_HEART_RATE_GAP_S
from analytics.stretches import Bools, Floats, Ints, bridged, filled, long_stretches, stretches
from core.schemas import LOWEST_HEART_RATE_BPM, N_HEART_RATE_BINS

HIGHEST_HEART_RATE_BPM = LOWEST_HEART_RATE_BPM + N_HEART_RATE_BINS - 1
HIGHEST_CHANGE_BPM = 10  # load law, section 2, within one second
FLAT_S = 120  # load law, section 2: identical for longer is a frozen sensor
PEAK_MEDIAN_S = 5  # load law, section 8
PEAK_MEAN_S = 15


class Lock(StrEnum):
    """Whether a wrist sensor reported the step rate as heart rate."""

    NONE = "none"
    SUSPECT = "suspect"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockRule:
    """When heart rate counts as a copy of the cadence (load law, section 2, "Cadence lock")."""

    tolerance_bpm: float = 3
    least_s: int = 120
    share: float = 0.9
    jump_bpm: float = 15
    jump_s: int = 30


LOCK = LockRule()


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


def cadence_lock(
    heart_rate_bpm: Floats, cadence_spm: Floats, segment: Ints, *, rule: LockRule = LOCK
) -> tuple[Bools, Lock]:
    """Which seconds are likely to be the step rate, and the verdict over the whole activity.

    Suspect: 120 s or more in which 90 % of the seconds lie within 3 of the cadence. Likely: also
    a jump of at least 15 bpm within 30 s at its start or end. Only likely seconds are marked: a
    hard run at 175 bpm and 175 steps a minute is legitimate.

    Source:
        Load law, section 2, "Cadence lock".
    """
    with np.errstate(invalid="ignore"):
        near = np.abs(heart_rate_bpm - cadence_spm) <= rule.tolerance_bpm
    starts, ends = _suspect_blocks(near, segment, rule=rule)
    likely = np.array(
        [
            _jumps(heart_rate_bpm, (start, end), rule=rule)
            for start, end in zip(starts, ends, strict=True)
        ],
        np.bool_,
    )
    verdict = Lock.LIKELY if likely.any() else Lock.SUSPECT if starts.size else Lock.NONE
    return filled(starts[likely], ends[likely], size=near.size), verdict


def _suspect_blocks(near: Bools, segment: Ints, *, rule: LockRule) -> tuple[Ints, Ints]:
    """Unions of all windows that are 90 % near, without the far seconds at their ends."""
    n = near.size - rule.least_s + 1
    if n < 1:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    total = np.concatenate(([0], np.cumsum(near)))
    whole = segment[rule.least_s - 1 :] == segment[:n]
    enough = total[rule.least_s :] - total[:n] >= rule.share * rule.least_s
    windows = np.flatnonzero(whole & enough)
    covered = filled(windows, windows + rule.least_s, size=near.size)
    starts, ends = stretches(covered, segment)
    known = np.flatnonzero(near)
    starts = known[np.searchsorted(known, starts)] if starts.size else starts
    ends = known[np.searchsorted(known, ends) - 1] + 1 if ends.size else ends
    long = ends - starts >= rule.least_s
    return starts[long], ends[long]


def _jumps(heart_rate_bpm: Floats, block: tuple[int, int], *, rule: LockRule) -> bool:
    """Whether the heart rate leaps into or out of the block."""
    start, end = block
    before = heart_rate_bpm[max(start - rule.jump_s, 0) : start] - heart_rate_bpm[start]
    after = heart_rate_bpm[end : end + rule.jump_s] - heart_rate_bpm[end - 1]
    with np.errstate(invalid="ignore"):
        return bool((np.abs(np.concatenate((before, after))) >= rule.jump_bpm).any())


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
