"""Slow, obvious second versions of each formula: plain loops from the paper, nothing clever.

Never imported by the app. None stands for an unknown value.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

Known = float | None
Run = tuple[date, Known]  # local day and distance, in order of time

EMPIRICAL = {
    -45: 2.096,
    -30: 1.495,
    -25: 1.273,
    -20: 1.081,
    -15: 0.941,
    -10: 0.876,
    -8: 0.876,
    -6: 0.891,
    -4: 0.918,
    -2: 0.96,
    0: 1.0,
    2: 1.055,
    4: 1.135,
    6: 1.228,
    8: 1.337,
    10: 1.459,
    15: 1.846,
    20: 2.297,
    25: 2.727,
    30: 3.158,
    45: 4.286,
}
T = {3: 4.303, 4: 3.182, 5: 2.776}


def trimp(beats: Sequence[float], *, rest: float, top: float, a: float, b: float) -> float:
    total = 0.0
    for beat in beats:
        x = (beat - rest) / (top - rest)
        x = 0.0 if x < 0 else 1.0 if x > 1 else x
        total += x * a * math.exp(b * x) / 60
    return total


def hr_load(trimp_au: float, *, lthr: float, rest: float, top: float, b: float) -> float:
    hour = trimp([lthr] * 3600, rest=rest, top=top, a=1.0, b=b)
    return 100 * trimp_au / hour


def minetti(i: float) -> float:
    i = min(0.45, max(-0.45, i))
    return 155.4 * i**5 - 30.4 * i**4 - 43.3 * i**3 + 46.3 * i**2 + 19.5 * i + 3.6


def empirical(i: float) -> float:
    percent = min(45.0, max(-45.0, i * 100))
    points = sorted(EMPIRICAL)
    for low, high in pairwise(points):
        if low <= percent <= high:
            share = (percent - low) / (high - low)
            return EMPIRICAL[low] + share * (EMPIRICAL[high] - EMPIRICAL[low])
    raise AssertionError(percent)


def normalised(segments: Sequence[Sequence[float]]) -> float:
    fourth = []
    for segment in segments:
        for second in range(len(segment)):
            window = segment[max(0, second - 29) : second + 1]
            fourth.append((sum(window) / len(window)) ** 4)
    return (sum(fourth) / len(fourth)) ** 0.25


def moving_s(speed: Sequence[Known], cadence: Sequence[Known]) -> int:
    idle = []
    for v, c in zip(speed, cadence, strict=True):
        if v is None:
            idle.append(False)
        elif c is None:
            idle.append(v < 0.8)
        else:
            idle.append(c < 40 and v < 1.5)
    moving = 0
    second = 0
    while second < len(idle):
        end = second
        while end < len(idle) and idle[end] == idle[second]:
            end += 1
        if not idle[second] or end - second < 10:
            moving += end - second
        second = end
    return moving


def ascent_descent(altitude: Sequence[float], threshold: float) -> tuple[float, float]:
    up = down = 0.0
    reference = altitude[0]
    for a in altitude:
        if a - reference >= threshold:
            up += a - reference
            reference = a
        elif reference - a >= threshold:
            down += reference - a
            reference = a
    return up, down


def slope_pct(x: Sequence[float], y: Sequence[float], at: int, *, half_m: float) -> Known:
    near = [i for i in range(len(x)) if abs(x[i] - x[at]) <= half_m]
    if x[near[-1]] - x[near[0]] < 0.9 * half_m:
        return None
    mx = sum(x[i] for i in near) / len(near)
    my = sum(y[i] for i in near) / len(near)
    rise = sum((x[i] - mx) * (y[i] - my) for i in near)
    return 100 * rise / sum((x[i] - mx) ** 2 for i in near)


def robinson(left: float, right: float) -> float:
    return 100 * (left - right) / ((left + right) / 2)


def symmetry_angle(left: float, right: float) -> float:
    return (math.atan2(left, right) * 180 / math.pi - 45) / 90 * 100


def _mad_sd(values: Sequence[float]) -> float:
    middle = statistics.median(values)
    return 1.4826 * statistics.median([abs(v - middle) for v in values])


def run_interval(blocks: Sequence[float]) -> tuple[float, float, float]:
    """Median, low, high."""
    n, m = len(blocks), statistics.median(blocks)
    s = max(_mad_sd(blocks), 0.1)
    mean = sum(blocks) / n
    above = sum((blocks[i] - mean) * (blocks[i + 1] - mean) for i in range(n - 1))
    below = sum((x - mean) ** 2 for x in blocks)
    r1 = 0.0 if below < 1e-12 else min(0.9, max(0.0, above / below))
    n_eff = max(3.0, n * (1 - r1) / (1 + r1))
    half = 1.96 * 1.2533 * s / math.sqrt(n_eff)
    return m, m - half, m + half


def _quantile(values: Sequence[float], q: float) -> float:
    ordered = sorted(values)
    place = q * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def balance_level(medians: Sequence[float]) -> str:
    """Level of the last three to five runs: interval, and three of them beyond on one side."""
    k = len(medians)
    if k not in T:
        return "insufficient"
    middle = statistics.median(medians)
    iqr = _quantile(medians, 0.75) - _quantile(medians, 0.25)
    s = max(_mad_sd(medians), iqr / 1.349, 0.3)
    half = T[k] * 1.2533 * s / math.sqrt(k)
    low = max(0.0, abs(middle) - half)
    same_side = [m for m in medians if (m > 0) == (middle > 0) and abs(m) > 1.0]
    if len(same_side) < 3 or low <= 1.0:
        return "ok"
    return "act" if low > 2.2 else "watch"


def balance_history(runs: Sequence[tuple[date, float]], today: date) -> str:
    """The flag as it would stand if it had been kept run by run: cleared after two ok's."""
    state, n_ok = "insufficient", 0
    for index, (day, _) in enumerate(runs):
        since = day - timedelta(days=56)
        level = balance_level([m for d, m in runs[: index + 1][-5:] if d >= since])
        if level != "ok":
            state, n_ok = level, 0
            continue
        n_ok += 1
        if state not in ("watch", "act") or n_ok >= 2:
            state = "ok"
    now = balance_level([m for d, m in runs[-5:] if d >= today - timedelta(days=56)])
    return state if now == "ok" and state in ("watch", "act") else now


def spike_reference(runs: Sequence[Run], index: int) -> Known:
    """Longest of the runs before this one that are at most 30 days older."""
    day = runs[index][0]
    earlier = [m for d, m in runs[:index] if m is not None and (day - d).days <= 30]
    return max(earlier, default=None)


def longest_in_days_before(runs: Sequence[Run], day: date) -> Known:
    known = [m for d, m in runs if m is not None and 1 <= (day - d).days <= 30]
    return max(known, default=None)


def days(loads: Sequence[tuple[date, Known]], first: date, last: date) -> dict[date, Known]:
    result: dict[date, Known] = {}
    day = first
    while day <= last:
        ours = [load for d, load in loads if d == day]
        result[day] = None if None in ours else sum(load for load in ours if load is not None)
        day += timedelta(days=1)
    return result


def near_cadence_s(beats: Sequence[float], steps: Sequence[float]) -> int:
    """Seconds that lie in some window of 120 s that is 90 % within 3, outer far ones left out."""
    near = [abs(b - s) <= 3 for b, s in zip(beats, steps, strict=True)]
    inside = [False] * len(near)
    for start in range(len(near) - 119):
        if sum(near[start : start + 120]) >= 108:
            for second in range(start, start + 120):
                inside[second] = True
    total, second = 0, 0
    while second < len(near):
        end = second
        while end < len(near) and inside[end] == inside[second]:
            end += 1
        if inside[second]:
            close = [i for i in range(second, end) if near[i]]
            length = close[-1] - close[0] + 1
            total += length if length >= 120 else 0
        second = end
    return total


def linear(samples: Sequence[tuple[int, float]], *, n: int, max_gap: int) -> list[Known]:
    """Whole seconds 0..n-1 by straight lines between samples at most `max_gap` apart."""
    result: list[Known] = []
    for second in range(n):
        value = None
        for at, v in samples:
            if at == second:
                value = v
        for (t0, v0), (t1, v1) in pairwise(samples):
            if t0 < second < t1 and t1 - t0 <= max_gap:
                value = v0 + (v1 - v0) * (second - t0) / (t1 - t0)
        result.append(value)
    return result


NORM = {
    "m": {20: 37, 30: 32, 40: 28, 50: 23, 60: 19, 70: 14, 80: 10},
    "f": {20: 30, 30: 27, 40: 24, 50: 21, 60: 19, 70: 16, 80: 13},
}
ERROR = {"ST_CALF": 6, "ST_BRIDGE": 5, "ST_SIDE_PLANK": 15, "ST_SIT_STAND": 1.3, "ST_HOP": 10}
LOW = {"ST_BRIDGE": (20, 10), "ST_SIDE_PLANK": (45, 20), "ST_ANKLE": (9, 6.4)}


def self_test(test: str, left: float, right: float, norm: Known = None) -> tuple[str, str]:
    """Level and weaker side of two known sides, in whole tenths so that no edge is blurred."""
    apart = round(abs(left - right), 6)
    if test == "ST_SIT_STAND":
        weaker = "left" if left > right else "right"
    else:
        weaker = "left" if left < right else "right"
    levels = ["ok"]
    if test == "ST_REACH":
        levels.append("act" if apart >= 6 else "watch" if apart >= 4 else "ok")
        is_real = apart >= 4
    elif test == "ST_ANKLE":
        levels.append("act" if apart > 3 else "watch" if apart >= 2 else "ok")
        is_real = apart >= 2
    else:
        is_real = apart >= ERROR[test]
        share = round(100 * min(left, right) / max(left, right), 6) if max(left, right) else 100
        if is_real:
            levels.append("ok" if share >= 90 else "watch" if share >= 80 else "act")
    low = min(left, right)
    if test == "ST_CALF" and norm is not None:
        share_of_norm = 100 * low / norm
        levels.append("act" if share_of_norm < 50 else "watch" if share_of_norm < 75 else "ok")
    if test in LOW:
        watch, act = LOW[test]
        levels.append("act" if low < act else "watch" if low < watch else "ok")
    level = "act" if "act" in levels else "watch" if "watch" in levels else "ok"
    return level, weaker if is_real else "none"
