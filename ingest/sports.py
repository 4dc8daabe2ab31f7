"""Which sport it was: the file's own word, or a guess that says that it is one."""

from __future__ import annotations

import re

import polars as pl

from core.activity import RUNNING
from core.scalars import as_number

STRAVA_NUMBERS = {"1": "cycling", "4": "hiking", "9": RUNNING, "10": "walking"}
"""Numbers that Strava writes into `<type>` of a GPX, as far as public files show them."""

JOINT = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
"""Where one word ends and the next begins: trail_running, e-bike, VirtualRun."""

OWN_WORD = None
WORDS: tuple[tuple[str, str | None], ...] = (
    ("langlauf", "cross_country_skiing"),
    ("eislauf", "ice_skating"),
    (r"swim[\W_]*run", "swimrun"),
    (r"\binline", "inline_skating"),
    (r"\bsnowboard", "snowboarding"),
    (r"schneeschuh|snow ?shoe", "snowshoeing"),
    (r"\bschnee|\brodel|\bski(?:s|ing|er|lauf\w*)?\b|ski\b|\broll?schuh|schlittschuh", OWN_WORD),
    (r"bik(?:e|ing)", "cycling"),
    (r"\brun(?!d)|run(?:s|ning)?\b", RUNNING),  # parkrun, but neither crunches nor a Runde
    (r"\bjog", RUNNING),
    (r"\blauf|lauf(?:en)?\b", RUNNING),  # German writes Waldlauf as one word
    (r"\b(?:carrera|corsa|corrida|course à pied)", RUNNING),
    ("hardlopen|löpning", RUNNING),
    (r"\b(?:bi|tri|hand)?cycl", "cycling"),
    (r"\b(?:bik|ride)", "cycling"),
    ("radfahr", "cycling"),
    (r"\bwalk|walk(?:ing)?\b", "walking"),
    (r"\bhik", "hiking"),
    ("swim", "swimming"),
)
"""Pattern of a type, in lower case with blanks, to FIT's word for the sport; the first counts.

A word counts from its beginning, or to its end in languages that join words. Other sports stand
before running, because their names borrow its word; those without a word of FIT's keep their own.
"""

SUB_SPORTS = ("treadmill", "trail", "track", "street", "indoor", "virtual")
SILENT_WORDS = frozenset({"", "unknown", "other", "generic", "default", "uncategorized"})
MIN_WORD_CHARS = 3
FOOT_SPORTS = frozenset({RUNNING, "walking", "hiking"})
SLOWEST_RUN_MPS = 1.9  # our choice, just below the walk-to-run transition of about 2 m/s
FASTEST_RUN_MPS = 5.5  # our choice: 3:02 a kilometre; a ride is rarely slower
STANDING_MPS = 0.5
RUNNING_STEPS_SPM = 140.0  # our choice: brisk walking stays below


def named(word: str | None) -> tuple[str | None, str | None]:
    """Sport and sub-sport that a GPX `<type>` names; None where it names nothing.

    Example:
        >>> named("trail_running")
        ('running', 'trail')
        >>> named("9")
        ('running', None)
        >>> named("kayaking")
        ('kayaking', None)
        >>> named("unknown")
        (None, None)
    """
    text = (word or "").strip().lower()
    if text.isdigit():
        return STRAVA_NUMBERS.get(text, f"unknown_{text}"), None
    if text in SILENT_WORDS or len(text) < MIN_WORD_CHARS:
        return None, None
    words = JOINT.sub(" ", (word or "").strip()).lower()
    sport = next((sport for pattern, sport in WORDS if re.search(pattern, words)), OWN_WORD)
    sport = sport or "_".join(text.split())
    sub_sport = next((part for part in SUB_SPORTS if part in text), None)
    return sport, sub_sport if sport == RUNNING else None


def guessed(table: pl.DataFrame) -> tuple[str, str]:
    """The sport that speed and steps suggest, and the rule that says so.

    A file without a sport is mostly a run from a phone or a watch app. It counts as one where the
    median speed while moving lies between 1.9 and 5.5 m/s, or the steps are a runner's; slower is
    walking, and what is faster, or has no speed, stays "generic".

    Args:
        table: Samples with `speed_mps` and `cadence_spm` in steps, as far as the file has them.

    Source:
        Our choice; the walk-to-run transition lies near 2 m/s.
    """
    moving = _median(table, "speed_mps", above=STANDING_MPS)
    steps = _median(table, "cadence_spm", above=0.0)
    if moving is None or moving > FASTEST_RUN_MPS:
        return "generic", "the file names no sport, and its speed suggests none on foot"
    rule = f"the file names no sport; median moving speed {moving:.1f} m/s"
    has_running_steps = steps is not None and steps >= RUNNING_STEPS_SPM
    is_run = moving >= SLOWEST_RUN_MPS or has_running_steps
    return (RUNNING if is_run else "walking"), rule


def _median(table: pl.DataFrame, column: str, *, above: float) -> float | None:
    if column not in table.columns:
        return None
    return as_number(table[column].filter(table[column] > above).median())
