"""What each exercise is worth this week: flags and exercises meet here, through qualities.

Source: strength law, sections 3.5 (score) and 4; `serves_rule` of `exercises.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.findings import Flag, Level, Need
from core.load_cause import LoadState
from core.plan import Exercise
from strength.gates import Refusal, refusal
from strength.instead import LOWER, StandIn, stand_ins
from strength.library import Library
from strength.terms import GAIT_SIDE_FLAGS, NO_STRENGTH, Terms

LEVEL_FACTOR = {Level.ACT: 3, Level.WATCH: 2}
STEADY_TRUNK = frozenset({"trunk_anti_ext", "trunk_lateral"})
LOADABLE = frozenset({"pull", "knee", "hinge", "calf"})
FAMILY_POINTS = 2
FLOOR_CORE_POINTS = 3
REPEAT_LOSS = 3
MAIN_REPEAT_LOSS = 1  # knee, hinge, calf may come back: progress needs the same exercise
FLOOR_CORE = "floor_abs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The exercises that may be chosen, in the order of the library, with what each is worth.

    `weights` says for each exercise of the whole library which flags it serves, and how well.
    `origins` holds, for an exercise that took another one's place, whose and why; `too_new` what is
    left out because this is no week for new things.
    """

    terms: Terms
    library: Library
    eligible: tuple[Exercise, ...]
    weights: Mapping[str, Mapping[str, int]]
    worth: Mapping[str, int]
    origins: Mapping[str, StandIn]
    too_new: frozenset[str] = frozenset()

    def serves(self, exercise: Exercise, flag_id: str) -> int:
        """How well an exercise answers a flag: 2, 1, or 0 for not at all."""
        return self.weights[exercise.id].get(flag_id, 0)


def choice_of(terms: Terms, library: Library) -> Choice:
    """Everything that the week may choose from."""
    exercises = library.exercises.values()
    weights = {exercise.id: _weights(exercise, terms.flags) for exercise in exercises}
    why_not = {exercise.id: refusal(exercise, terms) for exercise in exercises}
    allowed = tuple(exercise for exercise in exercises if why_not[exercise.id] is None)
    too_new = _too_new(allowed, terms)
    fitting = tuple(one for one in allowed if one.id not in too_new)
    # What rests after pain still gives way: its easier version takes its place at once.
    resting = tuple(one for one in exercises if why_not[one.id] is Refusal.HURT)
    worth = {one.id: _worth(one, weights[one.id], terms) for one in (*fitting, *resting)}
    found = stand_ins(fitting, terms, resting=resting, worth=worth)
    for each in found:
        worth[each.exercise.id] = max(worth[each.exercise.id], worth[each.of.id] + 1)
    given_up = {each.of.id for each in found}
    return Choice(
        terms=terms,
        library=library,
        eligible=tuple(one for one in fitting if one.id not in given_up),
        weights=weights,
        worth=worth,
        origins={each.exercise.id: each for each in reversed(found)},
        too_new=too_new,
    )


def need_met(exercise: Exercise, flag: Flag) -> tuple[int, Need | None]:
    """How well an exercise answers a flag, and the need through which it does so best."""
    met = [(_meets(exercise, need), need) for need in flag.needs]
    return max(met, key=lambda pair: pair[0], default=(0, None))


def is_one_leg_lower(exercise: Exercise) -> bool:
    """Whether it is knee or hinge work on one leg at a time."""
    return exercise.unilateral and exercise.pattern in LOWER


def repeat_loss(exercise: Exercise, uses: int) -> int:
    """Points lost for each time that the exercise already stands in the week."""
    is_main = exercise.pattern in LOWER or exercise.pattern == "calf"
    return uses * (MAIN_REPEAT_LOSS if is_main else REPEAT_LOSS)


def _too_new(allowed: Sequence[Exercise], terms: Terms) -> frozenset[str]:
    """3.6: nothing new in a taper or with a raised load, where something known does the same."""
    known = terms.history.known
    if not known or not (terms.is_tapering or terms.load_state is LoadState.AMBER):
        return frozenset()
    familiar = {one.pattern for one in allowed if one.id in known}
    return frozenset(one.id for one in allowed if one.id not in known and one.pattern in familiar)


def _meets(exercise: Exercise, need: Need) -> int:
    if need.quality in exercise.trains:
        return need.weight
    return min(need.weight, 1) if need.quality in exercise.trains_also else 0


def _weights(exercise: Exercise, flags: tuple[Flag, ...]) -> dict[str, int]:
    found = {flag.id: need_met(exercise, flag)[0] for flag in flags}
    return {flag_id: weight for flag_id, weight in found.items() if weight}


def _worth(exercise: Exercise, weights: Mapping[str, int], terms: Terms) -> int:
    return (
        _flag_points(weights, terms)
        + _wish_points(exercise, terms)
        + (exercise.level == terms.level_cap)
        + (exercise.pattern in STEADY_TRUNK)
        - (exercise.pattern == "trunk_flexion")
        + is_one_leg_lower(exercise)
        + (exercise.unilateral and bool(GAIT_SIDE_FLAGS & terms.flag_ids))
        + _is_loaded(exercise, terms)
    )


def _flag_points(weights: Mapping[str, int], terms: Terms) -> int:
    factors = {
        flag.id: 1 if flag.id == NO_STRENGTH else LEVEL_FACTOR[flag.level] for flag in terms.flags
    }
    return sum(weight * factors[flag_id] for flag_id, weight in weights.items())


def _wish_points(exercise: Exercise, terms: Terms) -> int:
    wants = terms.profile.wants
    is_floor_core = exercise.family == "core" and exercise.position == "floor"
    points = FAMILY_POINTS if exercise.family in wants else 0
    return points + (FLOOR_CORE_POINTS if is_floor_core and FLOOR_CORE in wants else 0)


def _is_loaded(exercise: Exercise, terms: Terms) -> bool:
    owned = any(kit and kit <= terms.profile.equipment for kit in exercise.equipment_any_of)
    return owned and exercise.pattern in LOADABLE
