"""Numbers, units, dates, verdicts and errors as words. SI comes in; the reader's units go out.

Absence is said, never shown as zero: every function gives `UNKNOWN` for None.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from core.athlete import Origin, Threshold
from core.errors import AppError
from core.findings import Grade, Level, Tone
from core.spoken import (
    AFTER,
    DAY_NAMES,
    MINUS,
    MONTH_NAMES,
    UNKNOWN,
    change,
    count,
    day,
    distance,
    distance_unit,
    full_date,
    height,
    mass,
    metres_per_unit,
    number,
    short_date,
    signed,
    typed,
)
from core.units import SECONDS_PER_HOUR

__all__ = [
    "AFTER",
    "DAY_NAMES",
    "FINE",
    "MARKDOWN",
    "MARKS",
    "MINUS",
    "MONTH_NAMES",
    "NOT_ENOUGH",
    "SLOWEST_SPEED_MPS",
    "SPORTS",
    "UNKNOWN",
    "Colour",
    "Mark",
    "balance",
    "change",
    "contact_time",
    "count",
    "day",
    "distance",
    "distance_unit",
    "duration",
    "evidence",
    "explain",
    "full_date",
    "height",
    "lean",
    "literal",
    "load",
    "mark",
    "mass",
    "metres_per_unit",
    "number",
    "origin",
    "pace",
    "short_date",
    "signed",
    "speed_unit",
    "sport",
    "together",
    "typed",
]

SLOWEST_SPEED_MPS = 0.1  # slower is standing: no pace can be said
MARKDOWN = frozenset("\\`*_[]<>~$:&|")
SPORTS = {
    "running": "run",
    "cycling": "ride",
    "walking": "walk",
    "hiking": "hike",
    "swimming": "swim",
    "rowing": "rowing session",
    "training": "gym session",
    "multisport": "multisport session",
    "transition": "transition",
    "generic": "activity of unnamed sport",
}

Colour = Literal["green", "yellow", "red", "gray"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How a verdict is shown: sign, word and the theme's colour name, always together."""

    icon: str
    word: str
    colour: Colour

    @property
    def text(self) -> str:
        """Sign and word, for a metric's delta or a badge."""
        return f"{self.icon} {self.word}"

    @property
    def badge(self) -> str:
        """The same as Markdown for a heading or a line of text."""
        return f":{self.colour}-badge[{self.text}]"


NOT_ENOUGH = Mark("◌", "Not enough data", "gray")
FINE = Mark("●", "OK", "green")
MARKS = {
    Tone.RED: Mark("◆", "Act", "red"),
    Tone.AMBER: Mark("▲", "Watch", "yellow"),
    Tone.INFO: Mark("○", "For information", "gray"),
    Tone.NONE: Mark("○", "Description", "gray"),
}


def mark(level: Level, tone: Tone) -> Mark:
    """Sign, word and colour of a verdict; too little data has its own mark, never that of ok."""
    if level is Level.INSUFFICIENT:
        return NOT_ENOUGH
    return FINE if level is Level.OK else MARKS[tone]


def evidence(grade: Grade) -> str:
    """How sure the literature is, as a badge says it: "Evidence: mixed"."""
    return f"Evidence: {grade.value}"


def together(text: str) -> str:
    """The same words with no-break spaces, so that a phone does not split number and unit."""
    return text.replace(" ", "\u00a0")


def literal(text: str) -> str:
    """Text from outside, such as a file name, so that Markdown shows it as it is.

    Without blanks at its ends: beside them ** is no mark of Markdown but two stars.
    """
    return "".join(f"\\{char}" if char in MARKDOWN else char for char in text.strip())


def speed_unit(*, is_metric: bool = True) -> str:
    """The unit that a pace is given in, for axis labels and table heads."""
    return "/km" if is_metric else "/mi"


def pace(speed_mps: float | None, *, is_metric: bool = True) -> str:
    """A speed as minutes and seconds per kilometre or mile: "5:21 /km"."""
    if speed_mps is None or not math.isfinite(speed_mps) or speed_mps < SLOWEST_SPEED_MPS:
        return UNKNOWN
    minutes, seconds = divmod(round(metres_per_unit(is_metric=is_metric) / speed_mps), 60)
    return f"{minutes}:{seconds:02d} {speed_unit(is_metric=is_metric)}"


def duration(seconds: float | None) -> str:
    """A length of time as a watch shows it: "42:10", "1:04:09"."""
    if seconds is None or not math.isfinite(seconds):
        return UNKNOWN
    hours, rest = divmod(round(seconds), SECONDS_PER_HOUR)
    minutes, left_over = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{left_over:02d}"
    return f"{minutes}:{left_over:02d}"


def balance(left_pct: float | None) -> str:
    """A left share with the larger side as a word: "51.6 % left", "51.6 % right", "even"."""
    if left_pct is None or not math.isfinite(left_pct):
        return UNKNOWN
    larger = f"{50 + abs(left_pct - 50):.1f}"
    if larger == "50.0":
        return "even"
    return f"{larger} % {'left' if left_pct > 50 else 'right'}"


def lean(lean_pp: float | None) -> str:
    """A lean in percentage points, as the balance it is: +1.6 is "51.6 % left"."""
    return UNKNOWN if lean_pp is None else balance(50 + lean_pp)


def load(load_au: float | None) -> str:
    """A load, whole; 100 is one hour at threshold."""
    return number(load_au)


def contact_time(stance_time_ms: float | None) -> str:
    """Ground contact: "246 ms"."""
    return UNKNOWN if stance_time_ms is None else f"{number(stance_time_ms)} ms"


def sport(name: str) -> str:
    """What one activity of a sport is called: "ride" for cycling."""
    return SPORTS.get(name, f"{name.replace('_', ' ')} activity")


def origin(threshold: Threshold) -> str:
    """Where a number of the body came from, with its doubt: "age formula, ± 11 bpm"."""
    words = {
        Origin.USER: "from your profile",
        Origin.OBSERVED: "seen in your runs",
        Origin.AGE_FORMULA: "from the age formula",
        Origin.ESTIMATED: "estimated",
        Origin.ASSUMED: "assumed",
    }
    if threshold.note.startswith(threshold.origin.value):
        return threshold.note  # it says "assumed" or "estimated" itself
    said = words[threshold.origin]
    return f"{said}, {threshold.note}" if threshold.note else said


def explain(error: AppError) -> str:
    """What happened in bold, then what the runner can do."""
    return f"**{error.what}** {error.advice}"
