"""Which stage of the doses holds in a week: learn, build, strong, maintain.

Source: strength law, section 3.6.
"""

from __future__ import annotations

from datetime import date

from core.athlete import Profile
from core.season import days_to_race, is_first_week_back, phase_of

LEARN_WEEKS = 4  # 3.6: weeks 1-4 learn, 5-8 build, 9+ strong
BUILD_WEEKS = 8
NEW_WEEKS = 2  # 3.7: soreness peaks in weeks 1-2, so 2 sets and 3 in reserve
SAFE_RESERVE = 3  # S3 and 3.7


def phase_on(profile: Profile, day: date) -> str:
    """The phase of the season on a day, by the race that the runner told."""
    return phase_of(profile.goal, days_to_race(profile, day))


def stage_on(profile: Profile, day: date, *, phase: str) -> str:
    """The stage on a day, for a runner who has trained `profile.weeks_done` weeks by then."""
    back = is_first_week_back(profile.goal, days_to_race(profile, day))
    # A learner stays a learner close to a race: the learn doses are the lighter ones.
    if profile.weeks_done < LEARN_WEEKS or phase == "recovery" or back:
        return "learn"
    if phase in ("peak", "taper", "race_week") or "pregnancy" in profile.conditions:
        return "maintain"
    return "build" if profile.weeks_done < BUILD_WEEKS else "strong"


def least_reserve(profile: Profile) -> int:
    """What always stays in reserve: three in pregnancy and in the first two weeks, else none."""
    is_guarded = "pregnancy" in profile.conditions or profile.weeks_done < NEW_WEEKS
    return SAFE_RESERVE if is_guarded else 0
