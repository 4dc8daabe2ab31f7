"""The sample runner: sixteen weeks of watch files made here, for "Try sample data" and for tests.

Known by construction: a lean to the left that grows late in long runs, one run without a strap,
one run a third longer than the longest of its month, one week without runs and a careful return,
a ride and a strength session that are kept but count in no run figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from ingest.sample_body import Course, Effort, Stretch, dynamics, gym, outing, steps
from ingest.sample_watch import watch_file

N_WEEKS = 16
_SEED = 1854
_ZONE = ZoneInfo("Europe/Berlin")

WEEKS_KM = (
    (9.4, 8.6, 9.2, 10.0),
    (8.8, 7.2, 8.2, 10.6),
    (9.0, 7.4, 8.2, 11.2),
    (9.2, 7.4, 8.4, 11.8),
    (9.0, 7.6, 8.4, 12.4),
    (8.2, 6.6, 7.6, 10.4),
    (9.2, 7.6, 8.4, 12.6),
    None,  # ill: no run
    (7.6, 6.0, 7.0, 9.0),
    (8.4, 7.0, 8.0, 11.0),
    (9.0, 7.4, 8.2, 12.2),
    (9.2, 7.4, 8.4, 12.9),
    (9.0, 7.4, 8.4, 17.2),  # joined friends: a third longer than any run of the month
    (8.4, 6.6, 7.6, 13.0),
    (9.2, 7.4, 8.4, 15.0),
    (9.2, 7.4, 8.4, 16.8),
)
"""Kilometres on Tuesday, Thursday, Saturday and Sunday of each week; the last week ends today."""


class _Kind(NamedTuple):
    starts: time
    sport: str
    sub_sport: str
    course: Course


_FLAT = Course(radius_m=560, n_lobes=3, ripple_m=2.5, hill_m=0)
_HILLY = Course(radius_m=640, n_lobes=2, ripple_m=1.5, hill_m=27)
_WIDE = Course(radius_m=850, n_lobes=4, ripple_m=3, hill_m=8)
_KINDS = {
    "intervals": _Kind(time(6, 40), "running", "generic", _FLAT),
    "easy": _Kind(time(6, 30), "running", "generic", _FLAT),
    "hills": _Kind(time(8, 15), "running", "generic", _HILLY),
    "long": _Kind(time(8, 0), "running", "generic", _WIDE),
    "ride": _Kind(time(17, 30), "cycling", "road", _WIDE),
    "strength": _Kind(time(18, 30), "training", "strength_training", _FLAT),
}
_RUN_DAYS = {1: "intervals", 3: "easy", 5: "hills", 6: "long"}
_OTHERS = {(5, 2): "ride", (14, 4): "strength"}  # week and weekday
_STRAPLESS = (14, 3)
_REPEATS = ((4, 800.0, 300.0), (4, 1000.0, 400.0), (3, 1500.0, 500.0), (6, 600.0, 250.0))
_RIDE_M, _GYM_MIN = 24_000, 25


def sample_files(until: date, *, weeks: int = N_WEEKS) -> Iterator[tuple[str, bytes]]:
    """Names and FIT bytes of the runner's last weeks, oldest first; the same day, the same bytes.

    Args:
        until: Local date of today. The last run is on it or on the day before.
        weeks: How many weeks back; no more than 16 are known.
    """
    for days_ago in reversed(range(7 * min(weeks, N_WEEKS))):
        day = until - timedelta(days=days_ago)
        week = N_WEEKS - 1 - days_ago // 7
        kind = _OTHERS.get((week, day.weekday()))
        if kind is None and WEEKS_KM[week]:
            kind = _RUN_DAYS.get(day.weekday())
        if kind:
            yield f"sample-{day}-{kind}.fit", _file(kind, day, week)


def _file(kind: str, day: date, week: int) -> bytes:
    rng = np.random.default_rng((_SEED, week, day.weekday()))
    starts, sport, sub_sport, _ = _KINDS[kind]
    start = datetime.combine(day, starts, _ZONE)
    start += timedelta(seconds=int(rng.integers(0, 1200)))
    if kind == "strength":
        return watch_file(gym(_GYM_MIN, rng), start, sport=sport, sub_sport=sub_sport)
    effort = _effort(kind, week)
    columns = outing(effort, rng)
    marks_m = np.arange(1000, columns["distance"][-1], 1000).tolist()
    if kind == "intervals":
        marks_m = np.cumsum([length_m for length_m, _ in effort.stretches])[:-1].tolist()
    if kind != "ride":
        columns |= steps(columns, rng)
    if (week, day.weekday()) == _STRAPLESS:
        del columns["heart_rate"]
    elif kind != "ride":
        columns |= dynamics(columns, rng, is_long=kind == "long")
    return watch_file(columns, start, sport=sport, sub_sport=sub_sport, marks_m=marks_m)


def _effort(kind: str, week: int) -> Effort:
    course = _KINDS[kind].course
    if kind == "ride":
        return Effort(course=course, stretches=[(_RIDE_M, 6.9)], beats=(52.0, 11.0))
    weekday = next(number for number, name in _RUN_DAYS.items() if name == kind)
    length_m = 1000 * (WEEKS_KM[week] or ())[sorted(_RUN_DAYS).index(weekday)]
    easy_mps = 2.78 + 0.006 * week  # a little fitter every week
    stretches = [(length_m, easy_mps)]
    if kind == "intervals":
        stretches = _intervals(length_m, easy_mps, week)
    return Effort(course=course, stretches=stretches, is_reversed=bool((week + weekday) % 2))


def _intervals(length_m: float, easy_mps: float, week: int) -> list[Stretch]:
    """Warm-up, fast repeats with jogging between them, cool-down."""
    n, fast_m, jog_m = _REPEATS[week % len(_REPEATS)]
    left_m = length_m - n * (fast_m + jog_m)
    repeats = [(fast_m, 3.85 + 0.01 * week), (jog_m, 2.35)] * n
    return [(0.65 * left_m, easy_mps - 0.05), *repeats, (0.35 * left_m, easy_mps - 0.1)]
