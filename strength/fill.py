"""Fill one session with exercises until its minutes are used.

Source: strength law, section 3.5, "Fill in order, skipping what does not fit".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.findings import Level, LoadState, Side
from core.plan import Exercise
from strength.choose import Choice, is_one_leg_lower, repeat_loss
from strength.dose import Portion, portion, with_one_set_less
from strength.gates import is_touchy
from strength.terms import LIGHT_FLAGS, NO_STRENGTH, is_self_test

Wanted = Callable[[Exercise], bool]
JUMP_FLAGS = frozenset({"STIFFNESS_DROP", "ST_HOP", "BALANCE_SPEED"})  # 3.5, step 9
TOP_FLAGS = 3
TIMES_A_WEEK = {Level.ACT: 2, Level.WATCH: 1}
MAX_EXTRA_SETS = 2  # G7
NO_EXTRA_PHASES = ("taper", "race_week", "recovery")  # 3.6
CALM_PATTERNS = ("mobility", "breath")
LIGHT_ORDER = ("balance", "trunk", "mobility", "breath", "trunk", "mobility", "mobility", "balance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """An exercise in its portion."""

    exercise: Exercise
    portion: Portion


@dataclass(slots=True, kw_only=True)
class Tally:
    """What the week holds so far: uses of each exercise, full answers to each flag."""

    uses: Counter[str] = field(default_factory=Counter)
    served: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, kw_only=True)
class Filling:
    """One session while it is being filled.

    `budget_min` is what load and taper leave of the session's share; `limit_min` the share
    itself, which only the first exercises may touch, since they are never left out. `held_min`
    is kept free for a light exercise that would otherwise have no place in the week.
    """

    choice: Choice
    tally: Tally
    budget_min: float
    limit_min: float
    held_min: float = 0.0
    picks: list[Pick] = field(default_factory=list)

    @property
    def used_min(self) -> float:
        """Minutes of the exercises so far."""
        return sum(pick.portion.minutes for pick in self.picks)

    def has(self, *kinds: str) -> bool:
        """Whether a pattern (or "trunk", any trunk pattern) is in already."""
        return any(pick.exercise.pattern.startswith(kinds) for pick in self.picks)

    def serves(self, flag_id: str) -> bool:
        """Whether this session answers a flag in full."""
        return any(self.choice.serves(pick.exercise, flag_id) == 2 for pick in self.picks)

    def take(self, wanted: Wanted) -> bool:
        """Put in the best wanted exercise that fits, if there is one."""
        room = self.budget_min - self.held_min - self.used_min
        for exercise in self._best_first(wanted):
            for given in self._portions(exercise):
                if given.minutes <= room:
                    self._put(exercise, given)
                    return True
        return False

    def must_take(self, wanted: Wanted) -> bool:
        """Put in the best wanted exercise, with fewer sets if it does not fit; never leave it out.

        Returns:
            False only if there is none, or one set is longer than the session's whole share.
        """
        for exercise in self._best_first(wanted):
            portions = [*self._portions(exercise), *self._fewer_sets(exercise)]
            for given in portions:
                if given.minutes <= self.budget_min - self.used_min:
                    self._put(exercise, given)
                    return True
            if portions[-1].minutes <= self.limit_min - self.used_min:
                self._put(exercise, portions[-1])
                return True
        return False

    def _best_first(self, wanted: Wanted) -> list[Exercise]:
        taken = {pick.exercise.id for pick in self.picks}
        found = [one for one in self.choice.eligible if one.id not in taken and wanted(one)]
        # `sorted` is stable: ties keep the order of the library.
        return sorted(found, key=lambda one: -self._score(one))

    def _score(self, exercise: Exercise) -> int:
        loss = repeat_loss(exercise, self.tally.uses[exercise.id])
        return self.choice.worth[exercise.id] - loss

    def _portions(self, exercise: Exercise) -> Iterator[Portion]:
        terms = self.choice.terms
        scheme = self.choice.library.schemes[exercise.dose]
        touchy = is_touchy(exercise, terms)
        if self._earns_extra_set(exercise) and not touchy:
            yield portion(exercise, scheme, terms, has_extra_set=True)
        yield portion(exercise, scheme, terms, is_cautious=touchy)

    def _fewer_sets(self, exercise: Exercise) -> Iterator[Portion]:
        *_, plain = self._portions(exercise)
        fewer = with_one_set_less(exercise, plain)
        while fewer is not None:
            yield fewer
            fewer = with_one_set_less(exercise, fewer)

    def _earns_extra_set(self, exercise: Exercise) -> bool:
        """3.6: only on a tested side, only for an exercise that the test calls for in full."""
        terms = self.choice.terms
        n_extra = sum(pick.portion.has_extra_set for pick in self.picks)
        return (
            exercise.per_side
            and terms.is_focus_tested
            and terms.focus_side is not Side.NONE
            and n_extra < MAX_EXTRA_SETS
            and terms.load_state is not LoadState.RED
            and terms.phase not in NO_EXTRA_PHASES
            and any(
                is_self_test(flag)
                and flag.side in (terms.focus_side, Side.NONE)
                and self.choice.serves(exercise, flag.id) == 2
                for flag in terms.flags
            )
        )

    def _put(self, exercise: Exercise, given: Portion) -> None:
        self.picks.append(Pick(exercise=exercise, portion=given))
        self.tally.uses[exercise.id] += 1
        for flag in self.choice.terms.flags:
            self.tally.served[flag.id] += self.choice.serves(exercise, flag.id) == 2


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
    _answer_flags(filling)
    _take_missing(filling, "calf")
    _take_missing(filling, "trunk")
    if not any(is_one_leg_lower(pick.exercise) for pick in filling.picks):
        filling.take(is_one_leg_lower)
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
    filling.take(lambda one: one.pattern.startswith("trunk") and not filling.has(one.pattern))
    return True


def fill_light(filling: Filling, *, with_trunk: bool) -> bool:
    """Fill a light session: balance, mobility, breath, and the trunk where no leg may work.

    Returns:
        Whether anything fitted.
    """
    for kind in LIGHT_ORDER:
        if kind != "trunk":
            filling.take(lambda one, kind=kind: one.pattern == kind and not _steps(filling, one))  # type: ignore[misc]
        elif with_trunk:
            filling.take(
                lambda one: one.pattern.startswith("trunk") and not filling.has(one.pattern)
            )
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
            filling.take(
                lambda one, flag_id=flag.id: (  # type: ignore[misc]
                    filling.choice.serves(one, flag_id) == 2 and not filling.has(one.pattern)
                )
            )


def _take_missing(filling: Filling, *kinds: str) -> None:
    if not filling.has(*kinds):
        filling.take(_of(*kinds))


def _eases(filling: Filling, exercise: Exercise) -> bool:
    return any(filling.choice.serves(exercise, flag_id) for flag_id in LIGHT_FLAGS)


def _steps(filling: Filling, exercise: Exercise) -> bool:
    """Whether the session holds an easier or harder version of it already."""
    near = {*exercise.progression_of, *exercise.regression_of}
    return any(pick.exercise.id in near for pick in filling.picks)


def _of(*kinds: str) -> Wanted:
    return lambda one: one.pattern.startswith(kinds)


def _one_leg(pattern: str) -> Wanted:
    return lambda one: one.pattern == pattern and one.unilateral
