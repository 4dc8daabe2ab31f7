"""The runner: body, thresholds with their origin, days, equipment, pains."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    """Used by formulas with published constants for two sexes."""

    FEMALE = "f"
    MALE = "m"


class Experience(StrEnum):
    """Of strength training: under 8 weeks ever; 8+ weeks in a year; 6+ months twice weekly."""

    NONE = "none"
    SOME = "some"
    REGULAR = "regular"


class Goal(StrEnum):
    """What the runner trains for."""

    FIVE_K = "5k"
    TEN_K = "10k"
    HALF = "half"
    MARATHON = "marathon"
    ULTRA = "ultra"
    HEALTH = "health"


class RunDay(StrEnum):
    """What a weekday usually holds."""

    REST = "rest"
    EASY = "easy"
    HARD = "hard"
    LONG = "long"
    RACE = "race"


KEY_RUNS = frozenset({RunDay.HARD, RunDay.LONG, RunDay.RACE})
"""Runs that want fresh legs: strength law, section 3.3."""

EQUIPMENT = ("band", "dumbbell", "kettlebell", "barbell", "machine")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
USUAL_WEEK = (
    RunDay.REST,
    RunDay.HARD,
    RunDay.EASY,
    RunDay.EASY,
    RunDay.REST,
    RunDay.EASY,
    RunDay.LONG,
)  # strength law, section 2: an unknown week is hard on Tuesday, long on Sunday
BONE = "bone_stress"  # a pain and a condition
PAIN_TAGS = (
    "achilles",
    "ankle",
    BONE,
    "calf",
    "hamstring",
    "hip_groin",
    "knee",
    "low_back",
    "low_back_floor",
    "neck",
    "plantar",
    "shoulder",
    "wrist",
)
CONDITIONS = ("pregnancy", "osteoporosis", "hypertension", "dizziness", BONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """Where it hurts and how much, 0 to 10; `side` is "left", "right" or "none" (not told)."""

    tag: str
    score: int
    side: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The runner. None means "not told", never a default value in disguise.

    `week` holds Monday to Sunday. `timezone` is an IANA name. `weeks_done` counts the weeks of
    strength training so far. `floor_ok` is False when lying on the floor hurts. The first and
    second threshold are those of a test (LT1/VT1, LT2/VT2). `injured_on` is the day of the last
    running injury, `weaker_side` "left" or "right" if the runner names one, `swapped_sensors` the
    balance sensors that are worn the wrong way round. `load_choice` overrides which load feeds the
    series ("hr", "pace", "rpe"). `is_graded_by_cost` grades speed by energy cost (Minetti). The
    `has_...` switch on what is off by default: other sports in the 42/7-day load, the 7:28-day
    ratio, the maker's bands. `is_strength_complete` says that every strength session is here.
    """

    birth_year: int | None = None
    sex: Sex | None = None
    height_m: float | None = None
    mass_kg: float | None = None
    resting_heart_rate_bpm: float | None = None
    max_heart_rate_bpm: float | None = None
    threshold_heart_rate_bpm: float | None = None
    threshold_speed_mps: float | None = None
    timezone: str | None = None
    is_metric: bool = True
    equipment: frozenset[str] = frozenset()
    floor_ok: bool = True
    strength_minutes_per_week: int = 40
    max_strength_sessions: int | None = None
    experience: Experience = Experience.NONE
    weeks_done: int = 0
    goal: Goal = Goal.HEALTH
    race_date: date | None = None
    week: tuple[RunDay, ...] = USUAL_WEEK
    pains: tuple[Pain, ...] = ()
    conditions: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    heel_raises_min: int | None = None
    critical_power_w: float | None = None
    first_threshold_heart_rate_bpm: float | None = None
    second_threshold_heart_rate_bpm: float | None = None
    injured_on: date | None = None
    ill_since: date | None = None
    weaker_side: str | None = None
    swapped_sensors: frozenset[str] = frozenset()
    load_choice: str | None = None
    is_graded_by_cost: bool = False
    has_other_sports: bool = False
    has_ratio: bool = False
    has_vendor_bands: bool = False
    wants_easy_days: bool = False
    is_strength_complete: bool = False
    week_begins_on_sunday: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """What a number of the profile may be: wide enough for every runner, too narrow for a slip."""

    words: str
    low: float
    high: float
    unit: str = ""


ASSUMED_RESTING_BPM = 60.0  # load law, section 10: where the runner did not tell
RANGES = {
    "birth_year": Range("Year of birth", 1900, 2100),
    "height_m": Range("Height", 0.9, 2.5, "m"),
    "mass_kg": Range("Body mass", 25, 300, "kg"),
    "resting_heart_rate_bpm": Range("Resting heart rate", 25, 120, "beats a minute"),
    "max_heart_rate_bpm": Range("Highest heart rate", 100, 230, "beats a minute"),
    "threshold_heart_rate_bpm": Range("Threshold heart rate", 61, 225, "beats a minute"),
    "threshold_speed_mps": Range("Threshold speed", 1.5, 7, "m/s"),
    "strength_minutes_per_week": Range("Strength minutes a week", 0, 600),
    "max_strength_sessions": Range("Strength sessions a week", 0, 7),
    "weeks_done": Range("Weeks of strength training so far", 0, 5000),
    "heel_raises_min": Range("Heel raises on the weaker leg", 0, 200),
    "critical_power_w": Range("Critical power", 50, 700, "W"),
    "first_threshold_heart_rate_bpm": Range("First threshold", 61, 225, "beats a minute"),
    "second_threshold_heart_rate_bpm": Range("Second threshold", 61, 225, "beats a minute"),
}
"""Field of the profile to its possible range, both ends included. Our choice.

A threshold lies above the resting heart rate that is assumed where none is told.
"""

PAIN_SCORE = Range("Pain", 0, 10)


class Origin(StrEnum):
    """How we know a threshold."""

    USER = "user"
    OBSERVED = "observed"
    AGE_FORMULA = "age formula"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One number of the runner's body, where it came from, and the doubt to print beside it."""

    value: float
    origin: Origin
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What the load formulas need; None where nothing allows even an estimate."""

    resting_heart_rate_bpm: Threshold | None = None
    max_heart_rate_bpm: Threshold | None = None
    threshold_heart_rate_bpm: Threshold | None = None
    threshold_speed_mps: Threshold | None = None
    critical_power_w: Threshold | None = None
    first_threshold_heart_rate_bpm: Threshold | None = None
    second_threshold_heart_rate_bpm: Threshold | None = None
    sex: Sex | None = None


THRESHOLDS = tuple(each.name for each in fields(Thresholds) if each.name != "sex")
"""The thresholds by name; each is a field of the profile too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """The thresholds that hold from a local day on, until the next era begins."""

    since: date
    thresholds: Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One value of the profile that the runner told, and from which day on it holds."""

    name: str
    value: object
    valid_from: date
