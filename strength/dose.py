"""How much of an exercise: sets, amount, repetitions in reserve, load and minutes.

Source: strength law, section 3.6, with gates S2, S3 and S5; schemes in `exercises.json`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple

from core.load_cause import LoadState
from core.plan import Exercise
from core.units import SECONDS_PER_MINUTE
from strength.library import Dose, Scheme
from strength.stages import NEW_WEEKS, least_reserve
from strength.terms import Terms

UNUSED_LOAD_CAP_PCT = 80  # 3.6: not-regular runners; S5: under 16
LIGHT_LOAD_CAP_PCT = 70  # S3 pregnancy; 3.6 red load
SETTING_UP_MIN = 0.5


class LoadRule(NamedTuple):
    """What a load state does to a dose and to a session's time."""

    sets: float
    extra_reserve: int
    minutes: float


LOAD_RULES = {
    LoadState.GREEN: LoadRule(sets=1.0, extra_reserve=0, minutes=1.0),
    LoadState.AMBER: LoadRule(sets=2 / 3, extra_reserve=1, minutes=0.75),
    LoadState.RED: LoadRule(sets=1 / 2, extra_reserve=2, minutes=0.5),
}  # 3.5 and 3.6
TAPER_SETS = 1 / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One exercise's dose for this runner and week; `has_extra_set` is one set on one side."""

    dose: Dose
    measure: str
    minutes: float
    contacts: int = 0
    has_extra_set: bool = False


def portion(
    exercise: Exercise,
    scheme: Scheme,
    terms: Terms,
    *,
    is_cautious: bool = False,
    has_extra_set: bool = False,
) -> Portion:
    """The dose of one exercise under the week's terms.

    Args:
        exercise: What is dosed.
        scheme: Its scheme in the library.
        terms: Stage, load state, phase, age, conditions.
        is_cautious: A pain of at most 2 of 10 touches it: one set less (S2).
        has_extra_set: One set more on the focus side.
    """
    base = _within_cap(scheme, terms)
    dose = replace(
        base,
        sets=_sets(base.sets, terms, is_cautious=is_cautious),
        reps_in_reserve=_reserve(base.reps_in_reserve, terms),
    )
    capped = _within_contacts(exercise, scheme, dose, stage=terms.stage)
    return _portion(exercise, capped, measure=scheme.measure, has_extra_set=has_extra_set)


def with_one_set_less(exercise: Exercise, given: Portion) -> Portion | None:
    """The same portion with one set less and no extra set; None when only one set is left."""
    if given.dose.sets <= 1:
        return None
    fewer = replace(given.dose, sets=given.dose.sets - 1)
    return _portion(exercise, fewer, measure=given.measure, has_extra_set=False)


def minutes_of(exercise: Exercise, sets: int, *, has_extra_set: bool = False) -> float:
    """How long sets, rests and setting up take.

    Source: strength law, section 3.5.
    """
    sides = 2 if exercise.per_side else 1
    work_s = sets * (sides * exercise.set_s + exercise.rest_s)
    extra_s = exercise.set_s + exercise.rest_s if has_extra_set else 0
    return (work_s + extra_s) / SECONDS_PER_MINUTE + SETTING_UP_MIN


def _portion(exercise: Exercise, dose: Dose, *, measure: str, has_extra_set: bool) -> Portion:
    return Portion(
        dose=dose,
        measure=measure,
        minutes=minutes_of(exercise, dose.sets, has_extra_set=has_extra_set),
        contacts=_contacts(exercise, dose) if measure == "contacts" else 0,
        has_extra_set=has_extra_set,
    )


def _within_cap(scheme: Scheme, terms: Terms) -> Dose:
    """The dose of the stage; where its load is too heavy, what a lighter stage lifts."""
    dose = scheme.doses[terms.stage]
    cap = _load_cap_pct(terms)
    if dose.pct_1rm is None or dose.pct_1rm[1] <= cap:
        return dose
    lighter = scheme.doses["build" if cap >= UNUSED_LOAD_CAP_PCT else "learn"]
    return replace(lighter, sets=dose.sets, reps_in_reserve=dose.reps_in_reserve)


def _load_cap_pct(terms: Terms) -> int:
    if terms.is_pregnant or terms.load_state is LoadState.RED:
        return LIGHT_LOAD_CAP_PCT
    if terms.is_young or not terms.is_regular:
        return UNUSED_LOAD_CAP_PCT
    return 100


def _sets(base: int, terms: Terms, *, is_cautious: bool) -> int:
    sets = min(base, 2) if terms.profile.weeks_done < NEW_WEEKS else base
    sets -= terms.is_deload
    sets -= is_cautious
    sets = ceil(max(1, sets) * LOAD_RULES[terms.load_state].sets)
    return ceil(sets * TAPER_SETS) if terms.phase == "taper" else sets


def _reserve(base: int | None, terms: Terms) -> int | None:
    if base is None:
        return None
    extra = LOAD_RULES[terms.load_state].extra_reserve
    return max(base + extra, least_reserve(terms.profile))


def _within_contacts(exercise: Exercise, scheme: Scheme, dose: Dose, *, stage: str) -> Dose:
    if scheme.measure != "contacts":
        return dose
    cap = contact_cap(scheme, stage)
    a_set = _contacts(exercise, replace(dose, sets=1))
    return replace(dose, sets=max(1, min(dose.sets, cap // a_set)))


def contact_cap(scheme: Scheme, stage: str) -> int:
    """Most contacts of a session, both sides counted; upkeep keeps to the build stage."""
    return scheme.caps.get(stage, scheme.caps["build"])


def _contacts(exercise: Exercise, dose: Dose) -> int:
    return dose.sets * dose.amount[1] * (2 if exercise.per_side else 1)
