"""Which recordings are of the same outing: a runner cannot run twice at once.

The richer one counts: running dynamics before power before heart rate before length. A recording
whose clock seems to be off by whole quarter hours is asked about, never decided; so is one of
another sport beside a run, since a run would then count or vanish by a guess. Two that were typed
in are two: without a start both count as noon, and two short runs of a day would become one.

Source:
    Storage design, 1.7, where the rules were measured on 3,591 activities and 1,500 made copies:
    overlap found all but the copies with a wrong zone, with no two different runs taken for one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime

from core.activity import RUNNING
from core.intake import AROUND, Pair, Richer, Trace, Verdict

LEAST_OVERLAP_RATIO = 0.80  # of the shorter one
MOST_DISTANCE_RATIO = 0.15
MOST_SHIFTED_RATIO = 0.03  # of distance and of duration, for a clock that is off
QUARTER_S = 900
SHIFTS = range(2, 57)  # half an hour to fourteen hours: the zones of the world
SHIFT_PLAY_S = 30.0  # our choice: a copy of the same data starts when it starts

_RICHER = (Richer.DYNAMICS, Richer.POWER, Richer.HEART_RATE)


def pairs(new: Sequence[Trace], known: Sequence[Trace]) -> tuple[Pair, ...]:
    """The pairs between new recordings and known ones; it only looks at neighbours in time.

    Args:
        new: Recordings, any order. They are not compared with each other.
        known: Recordings, by start.

    Returns:
        At most one pair for two recordings; the one that counts is named in each.
    """
    starts = [trace.start_time for trace in known]
    return tuple(pair for trace in new for pair in _of(trace, known, starts))


def _of(new: Trace, known: Sequence[Trace], starts: Sequence[datetime]) -> Iterator[Pair]:
    first = bisect_left(starts, new.start_time - AROUND)
    last = bisect_right(starts, new.start_time + AROUND)
    for other in known[first:last]:
        if (pair := compare(new, other)) is not None:
            yield pair


def compare(one: Trace, other: Trace) -> Pair | None:
    """Whether two recordings are of one outing, and which of them counts.

    Returns:
        A pair decided or to be asked about; None if they are two outings, or one has no length.
    """
    if not (one.is_recorded or other.is_recorded):
        return None
    counts, spare = sorted((one, other), key=_richness, reverse=True)
    if not one.elapsed_s or not other.elapsed_s:
        return None
    verdict, shift_s = None, 0
    if _overlap_ratio(one, other) >= LEAST_OVERLAP_RATIO:
        verdict = _at_once(one, other)
    elif shift_s := _shift_s(counts, spare):
        verdict = Verdict.ASKED
    if verdict is None:
        return None
    return Pair(
        spare_id=spare.activity_id,
        counts_id=counts.activity_id,
        verdict=verdict,
        because=_because(counts, spare),
        shift_s=shift_s,
    )


def _at_once(one: Trace, other: Trace) -> Verdict | None:
    """The same by its distance; else, of runs and where a distance lacks, only the runner can tell.

    Two runs at once that differ in length are one that broke off and its whole copy, or a wrong
    distance: they cannot both be true, so they are asked about and not counted in silence.
    """
    n_runs = (one.sport == RUNNING) + (other.sport == RUNNING)
    apart = _apart_ratio(one.distance_m, other.distance_m)
    if apart is None:
        return Verdict.ASKED
    if apart > MOST_DISTANCE_RATIO:
        return Verdict.ASKED if n_runs == 2 else None
    return Verdict.ASKED if n_runs == 1 else Verdict.SAME


def _shift_s(counts: Trace, spare: Trace) -> int:
    """By how much the spare one's clock is off, if it may be the same recording; else 0."""
    apart_s = (counts.start_time - spare.start_time).total_seconds()
    n_quarters = round(apart_s / QUARTER_S)
    if abs(n_quarters) not in SHIFTS or abs(apart_s - n_quarters * QUARTER_S) > SHIFT_PLAY_S:
        return 0
    for a, b in ((counts.distance_m, spare.distance_m), (counts.elapsed_s, spare.elapsed_s)):
        ratio = _apart_ratio(a, b)
        if ratio is None or ratio > MOST_SHIFTED_RATIO:
            return 0
    return n_quarters * QUARTER_S


def _overlap_ratio(one: Trace, other: Trace) -> float:
    """Common time over the time of the shorter one."""
    length_s, other_s = one.elapsed_s or 0.0, other.elapsed_s or 0.0
    later_s = (other.start_time - one.start_time).total_seconds()
    common_s = min(length_s, later_s + other_s) - max(0.0, later_s)
    return common_s / min(length_s, other_s)


def _apart_ratio(a: float | None, b: float | None) -> float | None:
    """The difference over the larger one; None where one of them is unknown or both are nothing."""
    if a is None or b is None or max(a, b) <= 0:
        return None
    return abs(a - b) / max(a, b)


def _richness(trace: Trace) -> tuple[bool, bool, bool, float, int]:
    """What is richer comes later; of two that have the same, the one that came first counts."""
    has = (trace.has_dynamics, trace.has_power, trace.has_heart_rate)
    return (*has, trace.elapsed_s or 0.0, -trace.activity_id)


def _because(counts: Trace, spare: Trace) -> Richer:
    for reason, a, b in zip(_RICHER, _richness(counts), _richness(spare), strict=False):
        if a != b:
            return reason
    return Richer.FIRST if counts.elapsed_s == spare.elapsed_s else Richer.LONGER
