"""How many strength sessions a week holds, and on which days. A week is a circle here.

Source: strength law, sections 3.2 and 3.3 (D1-D7).
"""

from __future__ import annotations

from itertools import combinations

from core.athlete import KEY_RUNS, WEEKDAYS, Experience, RunDay
from core.load_cause import LoadState
from core.season import SEASONS
from strength.stages import LEARN_WEEKS
from strength.terms import LIGHT_FLAGS, Terms

Days = tuple[int, ...]
N_DAYS = len(WEEKDAYS)
SESSIONS_BY_PHASE = {
    "base": 3,
    "build": 2,
    "peak": 2,
    "taper": 1,
    "race_week": 0,
    "recovery": 0,
}
ONE_SESSION_BELOW_MIN = 20
THREE_SESSIONS_FROM_MIN = 90
FULL_RUNS = frozenset({RunDay.LONG, RunDay.RACE})
LIGHT_RUNS = frozenset({RunDay.EASY, RunDay.REST})
WORTH = {RunDay.HARD: 3, RunDay.EASY: 2, RunDay.REST: 1}  # D4: hard days hard, easy days easy
LOSS_OF_ALL_REST = 3  # D4
LEAST_GAP_DAYS = 2  # D2: 48 hours


def wanted_sessions(terms: Terms) -> int:
    """How many full sessions fit time, phase, experience and load (3.2)."""
    if terms.is_calm:
        return 0
    profile = terms.profile
    limits = [_by_time(profile.strength_minutes_per_week), SESSIONS_BY_PHASE[terms.phase]]
    if profile.max_strength_sessions is not None:
        limits.append(profile.max_strength_sessions)
    is_new = profile.experience is Experience.NONE and profile.weeks_done < LEARN_WEEKS
    if is_new or terms.load_state is LoadState.RED:
        limits.append(2)
    return max(0, min(limits))


def full_days(terms: Terms, n_sessions: int) -> Days:
    """The days for that many full sessions, or for as many as fit; 0 is Monday (D1, D2, D4-D6)."""
    week = terms.profile.week
    legal = [day for day in range(N_DAYS) if _is_legal(day, terms)]
    for n in range(n_sessions, 0, -1):
        spaced = [days for days in combinations(legal, n) if gap(days) >= LEAST_GAP_DAYS]
        if spaced:
            # The earliest days last: `min` keeps the first of equals, and combinations are sorted.
            return min(spaced, key=lambda days: (-_worth(days, week), -gap(days)))
    return ()


def wanted_light_sessions(terms: Terms, n_full: int) -> int:
    """How many light sessions the week asks for (D7)."""
    if terms.is_calm or terms.phase == "recovery":
        return 2
    asked = (
        bool(LIGHT_FLAGS & terms.flag_ids)
        or terms.load_state is LoadState.RED
        or terms.phase == "race_week"
        or (terms.phase == "taper" and n_full == 0)
    )
    return int(asked)


def light_days(terms: Terms, full: Days, n_sessions: int) -> Days:
    """Easy or rest days without full session or race, as far from the others as can be (D7)."""
    week = terms.profile.week
    free = [
        day
        for day in range(N_DAYS)
        if week[day] in LIGHT_RUNS and day not in full and terms.day_dates[day] != terms.race_date
    ]
    n = min(n_sessions, len(free))
    choices = list(combinations(free, n))
    return max(choices, key=lambda days: gap(tuple(sorted(full + days))))


def gap(days: Days) -> int:
    """The shortest way round the week from one of these days to the next.

    Example:
        >>> gap((1, 4)), gap((0, 6)), gap((3,))
        (3, 1, 7)
    """
    if not days:
        return N_DAYS
    following = (*days[1:], days[0] + N_DAYS)
    return min(after - before for before, after in zip(days, following, strict=True))


def _by_time(minutes: int) -> int:
    if minutes < ONE_SESSION_BELOW_MIN:
        return 1
    return 3 if minutes >= THREE_SESSIONS_FROM_MIN else 2


def _is_legal(day: int, terms: Terms) -> bool:
    week = terms.profile.week
    is_before_key_run = week[(day + 1) % N_DAYS] in KEY_RUNS
    return week[day] not in FULL_RUNS and not is_before_key_run and _is_clear_of_race(day, terms)


def _is_clear_of_race(day: int, terms: Terms) -> bool:
    if terms.race_date is None:
        return True
    days_left = (terms.race_date - terms.day_dates[day]).days
    return not 0 <= days_left <= SEASONS[terms.profile.goal].clear_days


def _worth(days: Days, week: tuple[RunDay, ...]) -> int:
    rest = {day for day in range(N_DAYS) if week[day] is RunDay.REST}
    loses_all_rest = bool(rest) and rest <= set(days)
    return sum(WORTH[week[day]] for day in days) - LOSS_OF_ALL_REST * loses_all_rest
