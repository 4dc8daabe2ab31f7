"""Strength work: the week that follows from a review, what was done of it, what came after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from analytics import did_it_work as effects
from analytics.logged import sessions_done, sets_joined
from analytics.self_tests import heel_raises_min, overdue
from analytics.sides_found import sides_found
from core.athlete import Told
from core.effect import DidItWork, Work
from core.findings import Review
from core.plan import Exercise, Situation, StrengthSession, WeekPlan
from pipeline.answers import evidence_of
from store import Store, athletes, log, plans
from strength import alternatives, focus_side, plan_strength_week, what_changes
from strength.library import library
from strength.matched_sets import matched_sets, measures


def situation(store: Store, review: Review, *, week: date) -> Situation:
    """All that the plan of a week depends on.

    Args:
        store: Opened for the runner.
        review: The latest look at the data; its profile holds the pains of now.
        week: The Monday of the week; the plan stays the same through the week.

    Raises:
        StoreError: the database cannot be read.
    """
    done = work_done(store, review)
    raises = heel_raises_min(review.self_tests, review.profile, today=review.today)
    found = sides_found(review.self_tests, review.profile, today=review.today)
    return Situation(
        flags=review.flags,
        profile=replace(review.profile, heel_raises_min=raises),
        load_cause=review.load_cause,
        today=week,
        focus=focus_side(
            review.flags,
            review.profile,
            overdue=overdue(review.self_tests, today=review.today),
            since={test: each.since for test, each in found.items()},
            lsi_pct={test: each.lsi_pct for test, each in found.items() if each.lsi_pct},
        ),
        log=done.sets,
        sessions_done=done.sessions,
        moves=plans.moves(store, week),
        adjustments=plans.adjustments(store),
        weeks_told_on=_told_on(athletes.told(store), "weeks_done"),
    )


def plan_week(store: Store, review: Review, *, week: date) -> WeekPlan:
    """Choose the strength work of one week, and keep what is shown of it.

    Raises:
        StoreError: the database cannot be read.
    """
    plan = plan_strength_week(situation(store, review, week=week))
    plans.keep_shown(store, _day_by_day(plan), today=review.today)
    return plan


def swaps(store: Store, review: Review, *, week: date, exercise_id: str) -> tuple[Exercise, ...]:
    """The exercises that could stand in for one in that week, the nearest first."""
    exercise = library().exercises[exercise_id]
    return alternatives(exercise, situation(store, review, week=week))


def what_a_swap_changes(exercise_id: str, *, instead: str) -> str:
    """What another exercise does otherwise, in a sentence."""
    shelf = library().exercises
    return what_changes(shelf[exercise_id], shelf[instead])


def exercises() -> Mapping[str, Exercise]:
    """Every exercise of the library by its id."""
    return library().exercises


def exercise_measures() -> Mapping[str, str]:
    """What one set of each exercise counts: reps, hold_s, time_s, distance_m or contacts."""
    return measures()


def work_done(store: Store, review: Review) -> Work:
    """Sessions and sets of both kinds of witness, each once, and what was planned."""
    sessions = sessions_done(review.activities, review.logged)
    return Work(
        sessions=sessions,
        sets=sets_joined(log.sets(store, match=matched_sets), sessions),
        shown=plans.shown(store),
        trains={name: each.trains for name, each in library().exercises.items()},
    )


def did_it_work(store: Store, review: Review) -> DidItWork:
    """What changed from the weeks before the latest block of strength work to the block itself.

    Raises:
        StoreError: the database cannot be read.
    """
    return effects.did_it_work(evidence_of(store, review), work_done(store, review))


def _day_by_day(plan: WeekPlan) -> WeekPlan:
    """The same week with one session of a kind a day.

    A move may put two on one day. The runner logs a day, so what was planned of it is kept as one.
    """
    joined: dict[tuple[date, str], StrengthSession] = {}
    for each in plan.sessions:
        before = joined.get((each.day, each.kind))
        joined[each.day, each.kind] = each if before is None else _joined(before, each)
    return replace(plan, sessions=tuple(joined.values()))


def _joined(first: StrengthSession, second: StrengthSession) -> StrengthSession:
    return replace(
        first,
        minutes=first.minutes + second.minutes,
        prescriptions=first.prescriptions + second.prescriptions,
    )


def _told_on(told: tuple[Told, ...], name: str) -> date | None:
    return next((each.valid_from for each in reversed(told) if each.name == name), None)
