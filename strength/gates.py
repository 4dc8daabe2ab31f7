"""The gates: which exercises this runner may be given this week, and why not the others.

Source: strength law, sections 3.1 (S1-S6) and 3.4.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from core.athlete import Experience
from core.load_cause import LoadState
from core.plan import Exercise
from core.self_tests import LEAST_HEEL_RAISES
from strength.stages import LEARN_WEEKS
from strength.terms import CAUTION_PAIN, Terms

LEG_PATTERNS = frozenset({"knee", "hinge", "calf", "plyo"})
JUMP_PAINS = frozenset(
    {"achilles", "calf", "plantar", "knee", "ankle", "hip_groin", "hamstring", "low_back"}
)
JUMP_PHASES = ("base", "build", "peak")
HARD_JUMP_WEEKS = 8


class Refusal(StrEnum):
    """Why an exercise is not offered; the first gate that closes names it."""

    CALM = "calm"
    HURT = "hurt"
    STEP = "step"
    PAIN = "pain"
    CONDITION = "condition"
    FLOOR = "floor"
    AGE = "age"
    JUMPS = "jumps"
    SORENESS = "soreness"
    EQUIPMENT = "equipment"
    LEVEL = "level"


def refusal(exercise: Exercise, terms: Terms) -> Refusal | None:
    """Why an exercise is out this week, or None when it may be chosen."""
    return next((why for why, closes in GATES.items() if closes(exercise, terms)), None)


def is_touchy(exercise: Exercise, terms: Terms) -> bool:
    """Whether a slight pain touches it: allowed with one set less and never an extra set (S2)."""
    return bool(exercise.caution & terms.pains.keys())


def is_jump(exercise: Exercise) -> bool:
    """Whether both feet leave the ground with force."""
    return exercise.pattern == "plyo" or exercise.impact == "high"


def _is_too_much_for_calm(exercise: Exercise, terms: Terms) -> bool:
    return terms.is_calm and (exercise.pattern in LEG_PATTERNS or exercise.level > 1)


def _has_hurt(exercise: Exercise, terms: Terms) -> bool:
    return exercise.id in terms.history.out


def _is_a_step_ahead(exercise: Exercise, terms: Terms) -> bool:
    return exercise.id in terms.history.blocked


def _hurts(exercise: Exercise, terms: Terms) -> bool:
    sore = {tag for tag, score in terms.pains.items() if score > CAUTION_PAIN}
    return bool(exercise.contra & terms.pains.keys() or exercise.caution & sore)


def _is_against_condition(exercise: Exercise, terms: Terms) -> bool:
    conditions = terms.profile.conditions
    return bool(
        exercise.contra & conditions or (exercise.caution & conditions and exercise.level > 1)
    )


def _needs_floor(exercise: Exercise, terms: Terms) -> bool:
    return exercise.position == "floor" and not terms.profile.floor_ok


def _is_against_age(exercise: Exercise, terms: Terms) -> bool:
    return terms.is_older and exercise.pattern == "trunk_flexion"


def _is_jump_too_early(exercise: Exercise, terms: Terms) -> bool:
    return is_jump(exercise) and (not _may_jump(terms) or exercise.level > _jump_level(terms))


def _is_too_sore(exercise: Exercise, terms: Terms) -> bool:
    is_guarded = terms.is_tapering or terms.load_state is LoadState.RED
    return is_guarded and exercise.soreness == "high"


def _lacks_equipment(exercise: Exercise, terms: Terms) -> bool:
    return not any(kit <= terms.profile.equipment for kit in exercise.equipment_any_of)


def _is_too_hard(exercise: Exercise, terms: Terms) -> bool:
    return exercise.level > terms.level_cap


def _may_jump(terms: Terms) -> bool:
    profile = terms.profile
    has_base = profile.experience is not Experience.NONE or profile.weeks_done >= LEARN_WEEKS
    # Not told is let pass here: the page then says the condition beside the jump.
    raises = profile.heel_raises_min
    return (
        has_base
        and terms.load_state is LoadState.GREEN
        and terms.phase in JUMP_PHASES
        and not JUMP_PAINS & terms.pains.keys()
        and (raises is None or raises >= LEAST_HEEL_RAISES)
        and not terms.is_pregnant
        and (terms.is_regular or not terms.is_older)
    )


def _jump_level(terms: Terms) -> int:
    if terms.profile.weeks_done < LEARN_WEEKS:
        return 1
    return 3 if terms.is_regular and terms.profile.weeks_done >= HARD_JUMP_WEEKS else 2


GATES: dict[Refusal, Callable[[Exercise, Terms], bool]] = {
    Refusal.CALM: _is_too_much_for_calm,
    Refusal.HURT: _has_hurt,
    Refusal.STEP: _is_a_step_ahead,
    Refusal.PAIN: _hurts,
    Refusal.CONDITION: _is_against_condition,
    Refusal.FLOOR: _needs_floor,
    Refusal.AGE: _is_against_age,
    Refusal.JUMPS: _is_jump_too_early,
    Refusal.SORENESS: _is_too_sore,
    Refusal.EQUIPMENT: _lacks_equipment,
    Refusal.LEVEL: _is_too_hard,
}
