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


def edwards(beats: Sequence[float], *, top: float) -> float:
    """One beat value a second: minutes in each tenth of the maximum from 50 %, times 1 to 5."""
    total = 0.0
    for beat in beats:
        for zone in (1, 2, 3, 4, 5):
            if beat >= (40 + 10 * zone) / 100 * top:
                total += 1 / 60
    return total


def lucia(beats: Sequence[float], *, first: float, second: float) -> float:
    minutes = [0.0, 0.0, 0.0]
    for beat in beats:
        minutes[0 if beat < first else 1 if beat <= second else 2] += 1 / 60
    return minutes[0] + 2 * minutes[1] + 3 * minutes[2]


def rpe_ratio(pairs: Sequence[tuple[Known, Known]]) -> Known:
    """Of (measured load, effort x minutes): the median ratio, with at least ten."""
    ratios = []
    for load, effort in pairs:
        if load is not None and effort is not None and effort > 0:
            ratios.append(load / effort)
    return statistics.median(ratios) if len(ratios) >= 10 else None


def metric(runs: Sequence[tuple[int, Known, Known, Known]]) -> str | None:
    """Of runs as (days ago, HR load, pace load, mapped effort)."""
    if not runs:
        return None
    last = min(run[0] for run in runs)
    oldest = (last if last > 90 else 0) + 90
    recent = [run for run in runs if run[0] < oldest]
    hr = [run for run in recent if run[1] is not None]
    pace = [run for run in recent if run[2] is not None]
    rpe = [run for run in recent if run[3] is not None]
    if hr and len(hr) / len(recent) >= 0.7:
        return "hr"
    if pace:
        return "pace"
    if rpe and len(rpe) >= len(hr):
        return "rpe"
    return "hr" if hr else None


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


def curve(loads: Sequence[Known], *, alpha: float) -> list[Known]:
    """The decayed load of each day; an unknown day stops it, the next starts a new one."""
    result: list[Known] = []
    y: Known = None
    for at, load in enumerate(loads):
        if load is None:
            y = None
        else:
            if y is None:
                first: list[float] = []
                for later in loads[at : at + 28]:
                    if later is None:
                        break
                    first.append(later)
                y = sum(first) / len(first)
            y = y + alpha * (load - y)
        result.append(y)
    return result


def imputed(runs: Sequence[tuple[date, str, Known, Known]], index: int) -> Known:
    """Load of one of (day, sport, seconds, load), by the runner's own median per hour."""
    day, sport, seconds, load = runs[index]
    if load is not None:
        return load
    rates = []
    for d, s, t, known in runs:
        if s == sport and known is not None and t and 1 <= (day - d).days <= 90:
            rates.append(known / (t / 3600))
    if len(rates) < 5 or not seconds:
        return None
    return statistics.median(rates) * seconds / 3600


def monotony(week: Sequence[Known], *, ddof: int = 1) -> Known:
    if len(week) != 7 or None in week:
        return None
    known = [load for load in week if load is not None]
    mean = sum(known) / 7
    if mean == 0:
        return None
    spread = math.sqrt(sum((load - mean) ** 2 for load in known) / (7 - ddof))
    return 10.0 if spread < mean / 10 else mean / spread


def ratios(loads: Sequence[Known]) -> tuple[Known, Known, Known]:
    """Coupled, uncoupled and exponential 7:28-day ratio of the last day."""
    month = [load for load in loads[-28:] if load is not None]
    if len(month) < 28 or sum(month) == 0:
        return None, None, None
    week = sum(month[-7:]) / 7
    rest = sum(month[:-7]) / 21
    known: list[float] = []
    for load in loads:
        known = [] if load is None else [*known, load]
    short = long = known[0]
    for load in known:
        short = 2 / 8 * load + (1 - 2 / 8) * short
        long = 2 / 29 * load + (1 - 2 / 29) * long
    return week / (sum(month) / 28), week / rest if rest else None, short / long


def week_sums(values: Sequence[tuple[date, Known]], *, weekday: int) -> dict[date, Known]:
    """Sums of the weeks that begin on a weekday (Monday is 0)."""
    result: dict[date, Known] = {}
    for day, value in values:
        start = day
        while start.weekday() != weekday:
            start -= timedelta(days=1)
        so_far = result.get(start, 0.0)
        result[start] = None if value is None or so_far is None else so_far + value
    return result


def flight_s(spm: float, contact_ms: float) -> Known:
    if spm <= 0 or contact_ms <= 0:
        return None
    left = 60 / spm - contact_ms / 1000
    return left if left > 0 else None


def peak_force_n(mass: float, spm: float, contact_ms: float, g: float = 9.81) -> Known:
    flight = flight_s(spm, contact_ms)
    if flight is None:
        return None
    return mass * g * math.pi / 2 * (flight / (contact_ms / 1000) + 1)


def n_steps(spm: Sequence[float]) -> float:
    total = 0.0
    for cadence in spm:
        total += cadence / 60
    return total


def polarisation(z1: float, z2: float, z3: float) -> Known:
    total = z1 + z2 + z3
    if total == 0 or z1 == 0 or z3 == 0:
        return None
    a, b, c = z1 / total, z2 / total, z3 / total
    if round(b, 9) < 0.01:
        c, b = c - 0.01, 0.01
    if c <= 0:
        return None
    return math.log10(a / b * c * 100)


def zone_times(beats: Sequence[float], first: float, second: float) -> tuple[int, int, int]:
    low = sum(1 for beat in beats if beat < first)
    high = sum(1 for beat in beats if beat >= second)
    return low, len(beats) - low - high, high


def metres_per_beat(seconds: Sequence[tuple[Known, Known]]) -> float:
    both = [(v, hr) for v, hr in seconds if v is not None and hr is not None]
    return 60 * statistics.mean(v for v, _ in both) / statistics.mean(hr for _, hr in both)


def decoupling(seconds: Sequence[tuple[Known, Known]]) -> Known:
    rest = seconds[600:]
    both = sum(1 for v, hr in rest if v is not None and hr is not None)
    if len(rest) < 3000 or both < 0.9 * len(rest):
        return None
    minutes = []
    for start in range(0, len(rest) - 59, 60):
        known = [v for v, _ in rest[start : start + 60] if v is not None]
        if known:
            minutes.append(statistics.mean(known))
    if statistics.stdev(minutes) / statistics.mean(minutes) >= 0.10:
        return None
    half = len(rest) // 2
    one, two = metres_per_beat(rest[:half]), metres_per_beat(rest[half:])
    return 100 * (one - two) / one


def durability(seconds: Sequence[tuple[Known, Known]]) -> Known:
    n = len(seconds)
    if n < 5400:
        return None
    early, late = seconds[round(0.2 * n) : round(0.4 * n)], seconds[round(0.8 * n) :]
    return metres_per_beat(early) / metres_per_beat(late)


def mean_max(speed: Sequence[float], window: int) -> Known:
    best = None
    for start in range(len(speed) - window + 1):
        mean = sum(speed[start : start + window]) / window
        best = mean if best is None or mean > best else best
    return best


def fastest_s(way: Sequence[float], metres: float) -> Known:
    best = None
    for start in range(len(way)):
        for end in range(start + 1, len(way)):
            if way[end] >= way[start] + metres:
                step = way[end] - way[end - 1]
                took = end - start - (way[end] - way[start] - metres) / step
                best = took if best is None or took < best else best
                break
    return best


def line_of(x: Sequence[float], y: Sequence[float]) -> tuple[float, float, float, float]:
    n = len(x)
    sx, sy = sum(x), sum(y)
    sxx = sum(a * a for a in x)
    sxy = sum(a * b for a, b in zip(x, y, strict=True))
    slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    offset = (sy - slope * sx) / n
    left = sum((b - offset - slope * a) ** 2 for a, b in zip(x, y, strict=True)) / (n - 2)
    se_slope = math.sqrt(n * left / (n * sxx - sx * sx))
    return slope, offset, se_slope, se_slope * math.sqrt(sxx / n)


def morton_time(cs: float, reserve: float, top: float, speed: float) -> float:
    return reserve / (speed - cs) - reserve / (top - cs)


def vdot(metres: float, minutes: float) -> float:
    v = metres / minutes
    vo2 = -4.60 + 0.182258 * v + 0.000104 * v**2
    share = 0.8 + 0.1894393 * math.exp(-0.012778 * minutes)
    return vo2 / (share + 0.2989558 * math.exp(-0.1932605 * minutes))


def riegel(seconds: float, metres: float, target: float, exponent: float) -> Known:
    if target > 5 * metres:
        return None
    return seconds * math.exp(exponent * math.log(target / metres))


def turns(headings: Sequence[float], zone: float) -> tuple[float, float]:
    """Degrees to the right and to the left."""
    right = left = 0.0
    for before, after in pairwise(headings):
        change = after - before
        while change > 180:
            change -= 360
        while change <= -180:
            change += 360
        if change >= zone:
            right += change
        if -change >= zone:
            left -= change
    return right, left


def left_right(raw: int, *, bits: int) -> tuple[float, Known]:
    """The share as written, and the left share; None where the side is not told."""
    digits = f"{raw:0{bits}b}"
    share = int(digits[1:], 2) if bits == 8 else int(digits[2:], 2) / 100
    return share, 100 - share if digits[0] == "1" else None


def covered_sum(values: Sequence[Known]) -> Known:
    known = [v for v in values if v is not None]
    if not known or len(known) / len(values) < 0.8:
        return None
    return sum(known) / len(known) * len(values)


def cell(lat: float, lon: float) -> tuple[int, int]:
    """Row from the south pole and place in the row from the date line, of 50 m cells."""
    metre = 6_371_008.8 * math.pi / 180
    row = math.floor((lat + 90) * metre / 50)
    middle = (row + 0.5) * 50 / metre - 90
    n = max(1, round(360 * metre * math.cos(math.radians(middle)) / 50))
    return row, math.floor((lon + 180) / 360 * n) % n


def mdc95(baseline: Sequence[float]) -> float:
    return 1.96 * math.sqrt(2) * max(_mad_sd(baseline), 0.3)


def balance_shift(baseline: Sequence[float], last: Sequence[float], *, pain: bool) -> str:
    old, new = list(baseline)[-20:], list(last)[-3:]
    if len(old) < 8 or len(new) < 3:
        return "insufficient"
    moved = abs(statistics.median(new) - statistics.median(old))
    if moved <= mdc95(old):
        return "ok"
    if moved >= 2.0 or pain:
        return "act"
    return "watch" if moved >= 1.0 else "ok"


def balance_drift(first: Sequence[float], last: Sequence[float]) -> tuple[float, float]:
    """Drift and its cautious end."""
    (early, low_early, _), (late, low_late, _) = run_interval(first), run_interval(last)
    se_early, se_late = (early - low_early) / 1.96, (late - low_late) / 1.96
    drift = abs(late) - abs(early)
    return drift, drift - 1.96 * math.sqrt(se_early**2 + se_late**2)


def theil_sen(x: Sequence[float], y: Sequence[float]) -> Known:
    slopes = []
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            if x[i] != x[j]:
                slopes.append((y[j] - y[i]) / (x[j] - x[i]))
    return statistics.median(slopes) if slopes else None


Bins = dict[int, list[float]]


def matched_pct(now: Bins, base: Bins, *, least: int = 5, total: int = 10) -> Known:
    above = weights = 0.0
    for number, values in now.items():
        w = min(len(values), len(base.get(number, [])))
        if w >= least:
            change = 100 * (statistics.median(values) / statistics.median(base[number]) - 1)
            above += w * change
            weights += w
    return above / weights if weights >= total else None


def drawn(values: Sequence[float], run: Sequence[int], times: Sequence[int]) -> list[float]:
    """The blocks of the runs that were drawn, as often as their run was."""
    return [v for v, r in zip(values, run, strict=True) for _ in range(times[r])]


def drawn_slope(
    x: Sequence[float], y: Sequence[float], run: Sequence[int], times: Sequence[int]
) -> Known:
    return theil_sen(drawn(x, run, times), drawn(y, run, times))


def leg_spring_kn_m(
    *, mass: float, height: float, speed: float, contact_ms: float, spm: float
) -> Known:
    tc = contact_ms / 1000
    tf = 60 / spm - tc
    leg = 0.53 * height
    if tf <= 0 or speed * tc / 2 >= leg:
        return None
    force = mass * 9.81 * math.pi / 2 * (tf / tc + 1)
    sink = force * tc * tc / (mass * math.pi * math.pi) - 9.81 * tc * tc / 8
    shorter = leg - math.sqrt(leg * leg - (speed * tc / 2) ** 2) + sink
    return force / shorter / 1000 if shorter > 0 else None


def same_way(one: Sequence[int], other: Sequence[int], least: float = 0.7) -> bool:
    """Whether two lists of cells, in order of the first visit, are one way in one direction."""
    shared = [cell for cell in one if cell in other]
    either = [*one, *(cell for cell in other if cell not in one)]
    if not shared or len(shared) < least * len(either):
        return False
    steps = 0
    for ours, theirs in ((one, other), (other, one)):
        for a, b in pairwise(ours):
            if a in theirs and b in theirs:
                steps += 1 if theirs.index(b) > theirs.index(a) else -1
    return steps >= 0


def turn_level(
    runs: Sequence[tuple[float, float, float]], ovals: tuple[float, float] = (0, 0)
) -> str:
    """Level of runs as (left degrees, right degrees, metres), and of metres on ovals each way."""
    weighted = sum((right - left) / (right + left) * m for left, right, m in runs)
    bias = weighted / sum(metres for _, _, metres in runs)
    same = sum(1 for left, right, _ in runs if (right - left) * bias > 0) / len(runs)
    if abs(bias) >= 0.6 or (max(ovals) >= 25_000 and min(ovals) < max(ovals) / 2):
        return "act"
    return "watch" if abs(bias) >= 0.35 and same >= 0.6 else "ok"


def downhill_level(week: float, before: Sequence[float]) -> str:
    usual = sum(before) / 4
    if week > 2 * usual and week - usual >= 300:
        return "act"
    return "watch" if week > 1.5 * usual and week - usual >= 200 else "ok"


def easy_share(seconds_at_bpm: Sequence[Sequence[int]], first_threshold: float) -> float:
    """Percent of the seconds at 30, 31, ... bpm of all runs that lie below the first threshold."""
    below = total = 0
    for run in seconds_at_bpm:
        for index, seconds in enumerate(run):
            total += seconds
            if 30 + index < first_threshold:
                below += seconds
    return 100 * below / total


def kept(levels: Sequence[str], now: str) -> str:
    """A flag kept look by look, one at each run, and looked at once more today."""
    state, n_ok = "insufficient", 0
    for level in levels:
        if level != "ok":
            state, n_ok = level, 0
            continue
        n_ok += 1
        if state not in ("watch", "act") or n_ok >= 2:
            state = "ok"
    return state if now == "ok" and state in ("watch", "act") else now


def matched_points(now: Bins, base: Bins, *, least: int = 5, total: int = 20) -> Known:
    """Imbalance law, 1.3, as a difference: bins' medians, each weighted by its scarcer window."""
    weight_sum, change = 0, 0.0
    for b in now:
        if b not in base:
            continue
        weight = min(len(now[b]), len(base[b]))
        if weight >= least:
            weight_sum += weight
            change += weight * (statistics.median(now[b]) - statistics.median(base[b]))
    return change / weight_sum if weight_sum >= total else None


def weeks_kept(shown: Sequence[date], done: Sequence[date]) -> tuple[int, int]:
    """Sessions done of those planned, and those beyond: nothing makes up for another week."""
    kept = more = 0
    for monday in {day - timedelta(days=day.weekday()) for day in [*shown, *done]}:
        week = [monday + timedelta(days=n) for n in range(7)]
        planned, made = (sum(day in week for day in days) for days in (shown, done))
        kept += min(planned, made)
        more += max(0, made - planned)
    return kept, more
