"""One session while it is being filled: what fits, what is best, what is taken.

Source: strength law, section 3.5 (score, minutes) and 3.6 (extra set).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.findings import Side
from core.load_cause import LoadState
from core.plan import Exercise
from strength.choose import Choice, repeat_loss
from strength.dose import Portion, minutes_of, portion, with_one_set_less
from strength.gates import is_touchy
from strength.terms import is_self_test

Wanted = Callable[[Exercise], bool]
MAX_EXTRA_SETS = 2  # G7
NO_EXTRA_PHASES = ("taper", "race_week", "recovery")  # 3.6


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

    @property
    def spent_min(self) -> float:
        """Minutes that count against the budget: in a lighter week those of a usual one.

        The set less of a deload is time saved, not room for more exercises.
        """
        return sum(self._cost(pick.exercise, pick.portion) for pick in self.picks)

    def has(self, *kinds: str) -> bool:
        """Whether a pattern (or "trunk", any trunk pattern) is in already."""
        return any(pick.exercise.pattern.startswith(kinds) for pick in self.picks)

    def serves(self, flag_id: str) -> bool:
        """Whether this session answers a flag in full."""
        return any(self.choice.serves(pick.exercise, flag_id) == 2 for pick in self.picks)

    def take(self, wanted: Wanted, *, may_shrink: bool = False) -> bool:
        """Put in the best wanted exercise that fits, if there is one.

        Args:
            wanted: Which exercises may be taken.
            may_shrink: Rather fewer sets of one of them than none at all.
        """
        room = self.budget_min - self.held_min - self.spent_min
        found = self._best_first(wanted)
        for given_of in (self._portions, self._fewer_sets) if may_shrink else (self._portions,):
            for exercise in found:
                for given in given_of(exercise):
                    if self._cost(exercise, given) <= room:
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
                if self._cost(exercise, given) <= self.budget_min - self.spent_min:
                    self._put(exercise, given)
                    return True
            if portions[-1].minutes <= self.limit_min - self.used_min:
                self._put(exercise, portions[-1])
                return True
        return False

    def least_minutes(self, wanted: Wanted) -> float:
        """Minutes of the shortest wanted exercise with a single set; 0 if there is none."""
        singles = (minutes_of(exercise, 1) for exercise in self._best_first(wanted))
        return min(singles, default=0.0)

    def _cost(self, exercise: Exercise, given: Portion) -> float:
        if not self.choice.terms.is_deload:
            return given.minutes
        n_usual = given.dose.sets + 1
        return minutes_of(exercise, n_usual, has_extra_set=given.has_extra_set)

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
        # Too hard with no easier version open: one set less until it goes well.
        touchy = is_touchy(exercise, terms) or exercise.id in terms.history.too_hard
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
