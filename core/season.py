"""Where in the season a runner stands: base, build, peak, taper, race week or recovery.

Source: strength law, section 2, "Phase if not given". For a goal of health with a race date the
windows of the short races hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.athlete import Goal, Profile

PHASES = ("base", "build", "peak", "taper", "race_week", "recovery")
RACE_WEEK_DAYS = 6
BUILD_DAYS = 84
DAYS_OF_RETURN = 7  # 3.6: after a recovery the learn doses hold for one week


def monday_of(day: date) -> date:
    """The day on which the week of a day begins."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Days before and after the race of one goal that each phase takes; `clear` is rule D5."""

    taper_days: int
    peak_days: int
    recovery_days: int
    clear_days: int


SHORT = Season(taper_days=10, peak_days=28, recovery_days=4, clear_days=5)
LONG = Season(taper_days=21, peak_days=35, recovery_days=14, clear_days=10)
SEASONS = {
    Goal.FIVE_K: SHORT,
    Goal.TEN_K: SHORT,
    Goal.HEALTH: SHORT,
    Goal.HALF: Season(taper_days=14, peak_days=28, recovery_days=7, clear_days=7),
    Goal.MARATHON: LONG,
    Goal.ULTRA: LONG,
}


def days_to_race(profile: Profile, today: date) -> int | None:
    """Days until the race, negative after it; None without a race."""
    return None if profile.race_date is None else (profile.race_date - today).days


def phase_of(goal: Goal, days: int | None) -> str:
    """The phase that many days before the race.

    Example:
        >>> phase_of(Goal.MARATHON, 14), phase_of(Goal.TEN_K, 14), phase_of(Goal.TEN_K, None)
        ('taper', 'peak', 'base')
    """
    season = SEASONS[goal]
    if days is None or days > BUILD_DAYS or days < -season.recovery_days:
        return "base"
    if days < 0:
        return "recovery"
    ends = (
        (RACE_WEEK_DAYS, "race_week"),
        (season.taper_days, "taper"),
        (season.peak_days, "peak"),
    )
    return next((phase for end, phase in ends if days <= end), "build")


def is_first_week_back(goal: Goal, days: int | None) -> bool:
    """Whether this is the week after a race's recovery, when learn doses hold (3.6)."""
    if days is None:
        return False
    over = -days - SEASONS[goal].recovery_days
    return 0 < over <= DAYS_OF_RETURN
