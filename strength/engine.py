"""From a situation to a week of strength work. Pure and deterministic: no clock, no chance.

Source: strength law (sections as noted in each file of this room).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from core.athlete import RunDay
from core.findings import Side
from core.plan import Prescription, Situation, StrengthSession, WeekPlan
from strength import changes, notes, reasons
from strength.choose import Choice, choice_of
from strength.days import (
    Days,
    full_days,
    light_days,
    wanted_light_sessions,
    wanted_sessions,
)
from strength.dose import LOAD_RULES
from strength.fill import fill_full, fill_light, held_for_ease
from strength.filling import Filling, Pick, Tally
from strength.gates import Refusal, refusal
from strength.going import going
from strength.instead import LOWER
from strength.library import library
from strength.log_notes import log_notes
from strength.moves import moved
from strength.terms import Terms, terms_of
from strength.told import misunderstood

LONGEST_MIN = 60  # 3.5
WARM_UP_MIN = 3  # 3.5, part of a full session's minutes
LONGEST_LIGHT_MIN = 15  # D7
SHORTEST_LIGHT_MIN = 4  # less is not worth changing for: one stretch and the way to the mat
TAPER_MINUTES = 0.5  # 3.5


def plan_strength_week(situation: Situation) -> WeekPlan:
    """The strength work of the Monday week that holds `situation.today`.

    The order of flags, pains, conditions, equipment or rows of the log does not matter.

    Args:
        situation: Flags, profile, load state, day, focus side, the phase if it is known, what was
            done, and what the runner changed.

    Returns:
        Up to three sessions by day; a plan without sessions always has a note that says why.
    """
    return _planned(situation, choice_of(terms_of(situation), library()))


def _planned(situation: Situation, choice: Choice) -> WeekPlan:
    terms = choice.terms
    tally = Tally()
    full, shortages = _full_sessions(choice, tally)
    sessions = (*full, *_light_sessions(choice, tally, full=full))
    if not sessions and not shortages:
        shortages = (_why_nothing(terms),)
    in_order, broken = moved(sessions, situation.moves, terms)
    return WeekPlan(
        week=terms.monday,
        phase=terms.phase,
        stage=terms.stage,
        sessions=in_order,
        notes=(
            *notes.notes(terms, shortages=shortages, has_sessions=bool(in_order)),
            *misunderstood(situation.profile),
            *log_notes(situation, terms, in_order),
        ),
        uncovered=notes.uncovered(choice, in_order),
        message=notes.message(terms, in_order),
        broken=broken,
    )


def _full_sessions(
    choice: Choice, tally: Tally
) -> tuple[tuple[StrengthSession, ...], tuple[str, ...]]:
    """Full sessions, and the codes of what could not be given."""
    wanted = wanted_sessions(choice.terms)
    if wanted == 0:
        return (), ()
    if not _has_leg_work(choice):
        return (), ("no_leg_exercise_fits",)
    days = full_days(choice.terms, wanted)
    if not days:
        return (), ("no_day_fits",)
    short = ("fewer_days_fit",) if len(days) < wanted else ()
    while days:
        filled = _fill_days(choice, tally, days)
        if filled is not None:
            return filled, short
        # Too little time for that many: fewer sessions have a longer share each.
        days = full_days(choice.terms, len(days) - 1)
        tally.uses.clear()
        tally.served.clear()
    return (), ("too_little_time",)


def _fill_days(choice: Choice, tally: Tally, days: Days) -> tuple[StrengthSession, ...] | None:
    share = min(LONGEST_MIN, choice.terms.profile.strength_minutes_per_week // len(days))
    sessions = []
    for number, day in enumerate(days):
        filling = Filling(
            choice=choice,
            tally=tally,
            budget_min=share * _budget_factor(choice.terms) - WARM_UP_MIN,
            limit_min=share - WARM_UP_MIN,
            held_min=held_for_ease(choice, tally) if day == days[-1] else 0.0,
        )
        if not fill_full(filling, is_knee_day=number % 2 == 0):
            return None
        sessions.append(_session(filling, day, kind="full"))
    return tuple(sessions)


def _light_sessions(
    choice: Choice, tally: Tally, *, full: Sequence[StrengthSession]
) -> tuple[StrengthSession, ...]:
    terms = choice.terms
    no_legs = not full and wanted_sessions(terms) > 0 and not _has_leg_work(choice)
    wanted = 2 if no_legs else wanted_light_sessions(terms, len(full))
    left = terms.profile.strength_minutes_per_week - sum(session.minutes for session in full)
    wanted = min(wanted, max(0, left) // SHORTEST_LIGHT_MIN)
    days = light_days(terms, tuple(session.day.weekday() for session in full), wanted)
    sessions = []
    for day in days:
        budget = min(LONGEST_LIGHT_MIN, left // len(days))
        filling = Filling(choice=choice, tally=tally, budget_min=budget, limit_min=budget)
        if fill_light(filling, with_trunk=terms.is_calm or no_legs):
            sessions.append(_session(filling, day, kind="light"))
    return tuple(sessions)


def _session(filling: Filling, day: int, *, kind: str) -> StrengthSession:
    terms = filling.choice.terms
    in_order = sorted(filling.picks, key=lambda pick: _place(pick, terms))
    warm_up = WARM_UP_MIN if kind == "full" else 0
    return StrengthSession(
        day=terms.day_dates[day],
        kind=kind,
        minutes=ceil(filling.used_min + warm_up),
        prescriptions=tuple(_prescription(pick, filling.choice) for pick in in_order),
        timing=reasons.timing(kind, terms.profile.week[day]),
    )


def _prescription(pick: Pick, choice: Choice) -> Prescription:
    exercise, dose, shelf = pick.exercise, pick.portion.dose, choice.library
    # A calm week answers no pattern of the gait, so no side begins.
    side = Side.NONE if choice.terms.is_calm else choice.terms.focus_side
    goes_on = going(exercise, choice)
    return Prescription(
        exercise=exercise,
        sets=dose.sets,
        amount=dose.amount,
        measure=pick.portion.measure,
        reps_in_reserve=dose.reps_in_reserve,
        max_pct_1rm=dose.pct_1rm,
        minutes=pick.portion.minutes,
        because=reasons.because(exercise, choice),
        reason=reasons.reason(exercise, choice),
        start_side=side if exercise.unilateral else Side.NONE,
        extra_set_side=side if pick.portion.has_extra_set else Side.NONE,
        note=reasons.note(exercise, choice.terms),
        grade=shelf.grade(exercise),
        sources=shelf.texts(exercise),
        easier=shelf.names(_offered(exercise.progression_of, choice)),
        harder=shelf.names(_offered(exercise.regression_of, choice)),
        load_kg=goes_on.load_kg,
        progress=goes_on.said,
        changes=changes.changes(exercise, choice, pick.portion),
    )


def _offered(ids: Sequence[str], choice: Choice) -> tuple[str, ...]:
    """The versions that this runner could be given; a harder one may belong to a later level."""
    found = ((one, refusal(choice.library.exercises[one], choice.terms)) for one in ids)
    return tuple(one for one, why in found if why in (None, Refusal.LEVEL))


def _place(pick: Pick, terms: Terms) -> int:
    """Jumps and balance first, strength next, trunk, then mobility and breath (3.5)."""
    pattern = pick.exercise.pattern
    if pattern == "balance":
        return 0 if terms.is_older else 1
    if pattern in ("plyo", "drill"):
        return 1
    if pattern.startswith("trunk"):
        return 3
    return {"mobility": 4, "breath": 5}.get(pattern, 2)


def _budget_factor(terms: Terms) -> float:
    taper = TAPER_MINUTES if terms.phase == "taper" else 1.0
    return LOAD_RULES[terms.load_state].minutes * taper


def _has_leg_work(choice: Choice) -> bool:
    return any(exercise.pattern in LOWER for exercise in choice.eligible)


def _why_nothing(terms: Terms) -> str:
    if terms.profile.strength_minutes_per_week < SHORTEST_LIGHT_MIN:
        return "too_little_time"
    has_light_day = any(run in (RunDay.EASY, RunDay.REST) for run in terms.profile.week)
    return "no_session_wanted" if has_light_day else "no_day_fits"
