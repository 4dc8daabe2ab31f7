"""What the runner types in: runs without a file, changes to a run, self-tests, the diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.athlete import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualActivity:
    """A run or another activity without a file. None is unknown, never 0.

    `start_time` is aware; `local_date` is the day that the runner names.
    """

    sport: str
    start_time: datetime
    local_date: date
    duration_s: float
    sub_sport: str | None = None
    distance_m: float | None = None
    avg_heart_rate_bpm: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    rpe_index: float | None = None
    title: str | None = None
    notes: str | None = None


class Editable(StrEnum):
    """What a runner may change of an activity: columns of ACTIVITIES. The file stays as it is."""

    SPORT = "sport"
    SUB_SPORT = "sub_sport"
    DISTANCE = "distance_m"
    RPE = "rpe_index"
    TITLE = "title"
    NOTES = "notes"
    GEAR = "gear"
    SURFACE = "surface"
    INCLINE = "incline_pct"
    SWAPPED = "is_swapped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change to one activity; None takes an earlier change back."""

    field: Editable
    value: str | float | bool | None


class Pocket(StrEnum):
    """What a line of the diary can be about."""

    PAIN = "pain"
    TIGHTNESS = "tightness"
    FOCUS = "focus"
    ILL = "ill"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """One line of the diary: `score_index` from 0 to 10; a pain has a place and a side."""

    local_date: date
    kind: Pocket
    score_index: float
    place: str | None = None
    side: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """Both sides of one self-test; None where a side could not be done at all.

    The unit is that of the test: repetitions, seconds or centimetres. The parts are the three
    reaches of the reach test: ahead, back and in, back and out.
    """

    test: str
    taken_on: date
    left: float | None
    right: float | None
    leg_length_m: float | None = None
    left_parts: tuple[float, ...] = ()
    right_parts: tuple[float, ...] = ()
    notes: str | None = None


FASTEST_MPS = 12.0  # load law, section 2: faster is a fault (runs only)
SLOWEST_MPS = 1000 / 3600  # our choice: an hour a kilometre, slower than any race with its stops
PAIN_DAYS = 14  # our choice: what was not told again for two weeks is no longer said to hurt
SPORTS = (
    "running",
    "cycling",
    "walking",
    "hiking",
    "swimming",
    "rowing",
    "training",
    "cross_country_skiing",
    "alpine_skiing",
    "inline_skating",
    "rock_climbing",
    "dance",
    "tennis",
    "soccer",
    "basketball",
    "generic",
)
"""Sports that a runner may name: FIT's words, as the files have them."""

SUB_SPORTS = (
    "treadmill",
    "trail",
    "track",
    "street",
    "indoor",
    "virtual",
    "strength_training",
    "yoga",
    "pilates",
    "cardio_training",
    "flexibility_training",
)
"""Kinds of a sport that a runner may name; gym, yoga and pilates are kinds of training."""

SURFACES = ("road", "gravel", "trail", "track", "grass", "sand", "snow", "treadmill")
SIDES = ("left", "right", "none")
MOST_LETTERS = {"title": 200, "gear": 100, "notes": 4000}  # our choice: nobody is cut off

TYPED_RANGES = {
    "rpe_index": Range("Effort", 0, 10),
    "distance_m": Range("Distance", 0.01, 1_000_000, "m"),
    "duration_s": Range("Duration", 1, 7 * 86_400, "s"),
    "avg_heart_rate_bpm": Range("Average heart rate", 30, 230, "beats a minute"),
    "ascent_m": Range("Ascent", 0, 30_000, "m"),
    "descent_m": Range("Descent", 0, 30_000, "m"),
    "incline_pct": Range("Slope", -15, 40, "%"),
    "score_index": Range("Score", 0, 10),
    "leg_length_m": Range("Leg length", 0.4, 1.3, "m"),
    "ST_CALF": Range("Heel raises", 0, 150, "repetitions"),
    "ST_BRIDGE": Range("Bridges", 0, 150, "repetitions"),
    "ST_SIDE_PLANK": Range("Side plank", 0, 600, "s"),
    "ST_SIT_STAND": Range("Five rises", 2, 120, "s"),
    "ST_REACH": Range("Reach", 10, 150, "cm"),
    "ST_HOP": Range("Hop", 5, 350, "cm"),
    "ST_ANKLE": Range("Knee to wall", 0, 30, "cm"),
}
"""What a typed number may be, both ends included. Our choice: wide enough for every runner."""
