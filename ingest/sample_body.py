"""How the sample runner moves: a course and a pace in, the columns of a watch out.

Every figure is our own choice of a plausible runner, nobody's data. Seeded, so that the same
outing always gives the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from core.units import DEGREES_PER_SEMICIRCLE, EARTH_RADIUS_M

Column = npt.NDArray[np.float64]
Columns = dict[str, Column]
Stretch = tuple[float, float]  # metres, metres per second on the flat

MAX_HEART_RATE_BPM = 188
LEAN_PP = 1.6  # left foot down longer
LEAN_BETWEEN_RUNS_PP = 0.18
LEAN_WITHIN_RUN_PP = 0.6
LATE_LEAN_PP = 1.0  # comes on top in the last third of a long run
_LATE_FROM, _LATE_TO = 0.58, 0.70  # share of the run over which it grows
_GRID_M = 5.0
_RECORD_S = 4.75  # "smart recording": gaps of 4 or 5 s, mean of the two as drawn below
_MINUTE = 13  # records
_HEART_LAG_S = 35.0
_STANDING_HEART_RATE_BPM = 76.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A closed loop on open heath whose lobes turn both ways, with two hills in one part."""

    radius_m: float
    n_lobes: int
    ripple_m: float
    hill_m: float
    lat_deg: float = 53.17
    lon_deg: float = 9.94

    def altitude_m(self, distance_m: Column) -> Column:
        """Height above sea level after so many metres: gentle ripples, and two rounded hills."""
        share = distance_m / _outline(self)[0][-1] % 1
        hill = np.sin(2 * np.pi * np.clip((share - 0.4) / 0.6, 0, 1)) ** 2
        height_m: Column = 92 + self.ripple_m * np.sin(4 * np.pi * share) + self.hill_m * hill
        return height_m


@cache
def _outline(course: Course) -> tuple[Column, Column, Column]:
    """Metres along the loop, and metres east and north of its centre, finely spaced."""
    angle = np.linspace(0, 2 * np.pi, 3000)
    radius = course.radius_m * (1 + 0.9 / course.n_lobes * np.cos(course.n_lobes * angle))
    east, north = radius * np.cos(angle), radius * np.sin(angle)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(east), np.diff(north)))])
    return along, east, north


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What one outing asks: heart rate = `beats[0]` + `beats[1]` x graded speed, once settled."""

    course: Course
    stretches: Sequence[Stretch]
    is_reversed: bool = False
    beats: tuple[float, float] = (36.0, 36.4)


def outing(effort: Effort, rng: np.random.Generator) -> Columns:
    """Time, position, altitude, distance, speed and heart rate, in the profile's names and units.

    `timestamp` counts from 0.
    """
    path_m, grid_speed_mps = _pace(effort, rng)
    passed_s = np.concatenate([[0.0], np.cumsum(_GRID_M / grid_speed_mps[:-1])])
    n = int(passed_s[-1] / 4)
    time_s = np.cumsum(rng.choice([4.0, 5.0], n, p=[0.25, 0.75]))
    time_s = np.concatenate([[0.0], time_s[time_s < passed_s[-1]]])
    distance_m = np.interp(time_s, passed_s, path_m)
    speed_mps = np.interp(time_s, passed_s, grid_speed_mps)
    lat_deg, lon_deg = _positions(effort, distance_m, rng)
    weather_m = 0.8 * _wander(rng, len(time_s), 30 * _MINUTE)
    return {
        "timestamp": time_s,
        "position_lat": lat_deg / DEGREES_PER_SEMICIRCLE,
        "position_long": lon_deg / DEGREES_PER_SEMICIRCLE,
        "distance": distance_m,
        "enhanced_speed": speed_mps,
        "enhanced_altitude": effort.course.altitude_m(_signed(effort, distance_m)) + weather_m,
        "heart_rate": _heart_rate(effort, time_s, distance_m, speed_mps=speed_mps, rng=rng),
    }


def gym(minutes: int, rng: np.random.Generator) -> Columns:
    """Time and heart rate of strength work: sets and rests, and nothing of distance.

    `timestamp` counts from 0.
    """
    time_s = np.arange(0, 60.0 * minutes + 1, 5)
    sets_bpm = 14 * np.sin(2 * np.pi * time_s / 150)
    settling_bpm = -30 * np.exp(-time_s / 120)
    noise_bpm = 2 * _wander(rng, len(time_s), 4)
    return {"timestamp": time_s, "heart_rate": 112 + sets_bpm + settling_bpm + noise_bpm}


def steps(columns: Columns, rng: np.random.Generator) -> Columns:
    """Cadence as a watch stores it: strides of one foot a minute, and their fraction."""
    n = len(columns["timestamp"])
    quicker_mps = columns["enhanced_speed"] - 2.85
    strides = (166 + 5 * quicker_mps + 0.8 * _wander(rng, n, 3)) / 2
    halves = np.round(strides * 2) / 2  # watches tell half a stride
    return {"cadence": np.floor(halves), "fractional_cadence": halves % 1}


def dynamics(columns: Columns, rng: np.random.Generator, *, is_long: bool) -> Columns:
    """What a chest strap adds: contact time and its left share, oscillation, step length."""
    n = len(columns["timestamp"])
    share = np.linspace(0, 1, n)
    quicker_mps = columns["enhanced_speed"] - 2.85
    steps_per_min = 2 * (columns["cadence"] + columns["fractional_cadence"])
    step_mm = columns["enhanced_speed"] * 60_000 / steps_per_min
    bounce_mm = 84 + 5 * quicker_mps + 1.5 * _wander(rng, n, 5)
    usual_pp = LEAN_PP + LEAN_BETWEEN_RUNS_PP * rng.standard_normal()
    lean_pp: Column = usual_pp + LEAN_WITHIN_RUN_PP * _wander(rng, n, 3)
    if is_long:
        grown = np.clip((share - _LATE_FROM) / (_LATE_TO - _LATE_FROM), 0, 1)
        lean_pp = lean_pp + LATE_LEAN_PP * grown
    return {
        "stance_time": 262 - 36 * quicker_mps + 4 * share + 2.5 * _wander(rng, n, 5),
        "stance_time_balance": 50 + lean_pp,
        "vertical_oscillation": bounce_mm,
        "vertical_ratio": 100 * bounce_mm / step_mm,
        "step_length": step_mm,
    }


def _pace(effort: Effort, rng: np.random.Generator) -> tuple[Column, Column]:
    """Metres on an even grid, and the speed there: as asked, slower uphill, never quite even."""
    ends_m = np.cumsum([length for length, _ in effort.stretches])
    path_m = np.arange(0, ends_m[-1] + _GRID_M, _GRID_M)
    at = np.minimum(np.searchsorted(ends_m, path_m, side="right"), len(ends_m) - 1)
    asked_mps = np.array([speed for _, speed in effort.stretches])[at]
    eased = np.pad(asked_mps, 4, mode="edge")
    eased = np.convolve(eased, np.full(9, 1 / 9), mode="valid")  # nobody changes pace at once
    grade = _grade(effort, path_m)
    slowed = 1 - np.where(grade > 0, 2.5, 1.2) * grade
    return path_m, eased * slowed * (1 + 0.015 * _wander(rng, len(path_m), 30))


def _signed(effort: Effort, distance_m: Column) -> Column:
    return -distance_m if effort.is_reversed else distance_m


def _grade(effort: Effort, distance_m: Column) -> Column:
    ahead, behind = _signed(effort, distance_m + 5), _signed(effort, distance_m - 5)
    return (effort.course.altitude_m(ahead) - effort.course.altitude_m(behind)) / 10


def _positions(
    effort: Effort, distance_m: Column, rng: np.random.Generator
) -> tuple[Column, Column]:
    along, east, north = _outline(effort.course)
    on_loop = _signed(effort, distance_m) % along[-1]
    n = len(distance_m)
    east_m = np.interp(on_loop, along, east) + 1.2 * _wander(rng, n, _MINUTE)
    north_m = np.interp(on_loop, along, north) + 1.2 * _wander(rng, n, _MINUTE)
    lat_deg = effort.course.lat_deg + np.degrees(north_m / EARTH_RADIUS_M)
    shrink = np.cos(np.radians(effort.course.lat_deg))
    return lat_deg, effort.course.lon_deg + np.degrees(east_m / EARTH_RADIUS_M / shrink)


def _heart_rate(
    effort: Effort,
    time_s: Column,
    distance_m: Column,
    *,
    speed_mps: Column,
    rng: np.random.Generator,
) -> Column:
    """Follows the graded speed with a lag, drifts up by 7 beats an hour, and is never still."""
    graded_mps = speed_mps * (1 + 3 * _grade(effort, distance_m))
    asked = effort.beats[0] + effort.beats[1] * graded_mps + 7 * time_s / 3600
    asked = np.minimum(asked, MAX_HEART_RATE_BPM - 4)
    fading = np.exp(-np.arange(0, 6 * _HEART_LAG_S, _RECORD_S) / _HEART_LAG_S)
    before = np.full(len(fading) - 1, _STANDING_HEART_RATE_BPM)
    settled = np.convolve(np.concatenate([before, asked]), fading / fading.sum(), mode="valid")
    settled += 1.1 * _wander(rng, len(time_s), 4) + 0.7 * rng.standard_normal(len(time_s))
    return np.minimum(settled, MAX_HEART_RATE_BPM)


def _wander(rng: np.random.Generator, n: int, span: int) -> Column:
    """Noise of unit spread whose neighbours within `span` samples are alike."""
    kernel = np.exp(-0.5 * (np.arange(-3 * span, 3 * span + 1) / span) ** 2)
    white = rng.standard_normal(n + len(kernel) - 1)
    return np.convolve(white, kernel / np.sqrt(np.sum(kernel**2)), mode="valid")
