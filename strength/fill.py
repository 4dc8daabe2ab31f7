"""The order in which a session is filled: full sessions, and light ones.

Source: strength law, section 3.5, "Fill in order, skipping what does not fit", and D7.
"""

from __future__ import annotations

from core.findings import Level
from core.plan import Exercise
from strength.choose import Choice, is_one_leg_lower
from strength.dose import portion
from strength.filling import Filling, Tally, Wanted
from strength.terms import LIGHT_FLAGS, NO_STRENGTH

JUMP_FLAGS = frozenset({"STIFFNESS_DROP", "ST_HOP", "BALANCE_SPEED"})  # 3.5, step 9
TOP_FLAGS = 3
TIMES_A_WEEK = {Level.ACT: 2, Level.WATCH: 1}
CALM_PATTERNS = ("mobility", "breath")
LIGHT_ORDER = ("balance", "trunk", "mobility", "breath", "trunk", "mobility", "mobility", "balance")


def fill_full(filling: Filling, *, is_knee_day: bool) -> bool:
    """Fill a full session in the order of the law.

    Returns:
        False if no lower-body exercise can be given: then there is no full session (G8).
    """
    terms = filling.choice.terms
    if terms.is_older and not filling.must_take(_of("balance")):
        return False
    main, other = ("knee", "hinge") if is_knee_day else ("hinge", "knee")
    if not _take_main(filling, main, other):
        return False
    lacks_one_leg = not any(is_one_leg_lower(pick.exercise) for pick in filling.picks)
    held_min = filling.least_minutes(is_one_leg_lower) if lacks_one_leg else 0.0
    filling.held_min += held_min
    _answer_flags(filling)
    _take_missing(filling, "calf")
    _take_missing(filling, "trunk")
    filling.held_min -= held_min
    if not any(is_one_leg_lower(pick.exercise) for pick in filling.picks):
        filling.take(is_one_leg_lower, may_shrink=True)
    _take_missing(filling, main)
    _take_missing(filling, other)
    _take_missing(filling, "hip_lateral")
    if JUMP_FLAGS & terms.flag_ids and terms.stage != "learn":
        _take_missing(filling, "plyo")
    _take_missing(filling, "pull")
    _take_missing(filling, "balance", "foot_ankle")
    if LIGHT_FLAGS & terms.flag_ids:
        filling.held_min = 0.0
        filling.take(lambda one: one.pattern in CALM_PATTERNS and _eases(filling, one))
    filling.take(_new_trunk(filling))
    return True


def fill_light(filling: Filling, *, with_trunk: bool) -> bool:
    """Fill a light session: balance, mobility, breath, and the trunk where no leg may work.

    Returns:
        Whether anything fitted.
    """
    for kind in LIGHT_ORDER:
        if kind == "trunk" and with_trunk:
            filling.take(_new_trunk(filling))
        elif kind != "trunk":
            filling.take(_fresh(kind, filling))
    return bool(filling.picks)


def held_for_ease(choice: Choice, tally: Tally) -> float:
    """Minutes of the shortest full answer to a light flag that the week has not answered yet."""
    open_flags = [
        flag for flag in choice.terms.flags if flag.id in LIGHT_FLAGS and not tally.served[flag.id]
    ]
    minutes = [
        portion(one, choice.library.schemes[one.dose], choice.terms).minutes
        for flag in open_flags[:1]
        for one in choice.eligible
        if one.pattern in CALM_PATTERNS and choice.serves(one, flag.id) == 2
    ]
    return min(minutes, default=0.0)


def _take_main(filling: Filling, main: str, other: str) -> bool:
    pairs: list[Wanted] = [_of(main), _of(other)]
    if not filling.choice.terms.is_regular:
        one_leg: list[Wanted] = [_one_leg(main), _one_leg(other)]
        pairs = one_leg + pairs
    return any(filling.must_take(wanted) for wanted in pairs)


def _answer_flags(filling: Filling) -> None:
    """Step 3: the three most urgent flags, each with a pattern that is not in yet."""
    asking = [
        flag
        for flag in filling.choice.terms.flags
        if flag.id != NO_STRENGTH and flag.id not in LIGHT_FLAGS
    ]
    for flag in asking[:TOP_FLAGS]:
        is_due = filling.tally.served[flag.id] < TIMES_A_WEEK[flag.level]
        if is_due and not filling.serves(flag.id):
            # The law skips what does not fit; for a flag at act we rather give fewer sets.
            is_pressing = flag.level is Level.ACT
            filling.take(_answer_to(flag.id, filling), may_shrink=is_pressing)


def _answer_to(flag_id: str, filling: Filling) -> Wanted:
    return lambda one: filling.choice.serves(one, flag_id) == 2 and not filling.has(one.pattern)


def _take_missing(filling: Filling, *kinds: str) -> None:
    if not filling.has(*kinds):
        filling.take(_of(*kinds))


def _eases(filling: Filling, exercise: Exercise) -> bool:
    return any(filling.choice.serves(exercise, flag_id) for flag_id in LIGHT_FLAGS)


def _new_trunk(filling: Filling) -> Wanted:
    return lambda one: one.pattern.startswith("trunk") and not filling.has(one.pattern)


def _fresh(pattern: str, filling: Filling) -> Wanted:
    """Exercises of a pattern of which the session holds no easier or harder version yet."""
    near = {
        other
        for pick in filling.picks
        for other in (*pick.exercise.progression_of, *pick.exercise.regression_of)
    }
    return lambda one: one.pattern == pattern and one.id not in near


def _of(*kinds: str) -> Wanted:
    return lambda one: one.pattern.startswith(kinds)


def _one_leg(pattern: str) -> Wanted:
    return lambda one: one.pattern == pattern and one.unilateral
