"""The general checks G1-G11 of the strength law, section 6, written from the law alone.

They look at a plan and the situation behind it, and share no code with the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from math import ceil

from core.athlete import Experience, RunDay
from core.findings import Side
from core.load_cause import LoadState
from core.log import Wish
from core.plan import Prescription, Situation, StrengthSession, WeekPlan
from strength import plan_strength_week

KEY_RUNS = ("hard", "long", "race")
LOWER = ("knee", "hinge")
LEG_WORK = ("knee", "hinge", "calf", "hip_lateral", "plyo")
LEG_PAINS = ("achilles", "calf", "plantar", "knee", "ankle", "hip_groin", "hamstring", "low_back")
BANNED = re.compile(
    r"\b(diagnos\w*|cur(e|es|ed|ing)|fix(es|ed|ing)?|prevent\w*|toxins?|ton(e|es|ed|ing)"
    r"|activate weak)\b",
    re.IGNORECASE,
)


def violations(situation: Situation, plan: WeekPlan, *, is_turned_too: bool = True) -> list[str]:
    """Every general check that this plan breaks, each as "G3: ..."; none for a lawful plan.

    A day rule may be broken by the runner's own move only, and then the plan says so.

    Args:
        situation: What went in.
        plan: What came out.
        is_turned_too: Also plan the same input in another order, which takes a second plan.
    """
    known = replace(situation, profile=replace(situation.profile, weeks_done=weeks_done(situation)))
    checks = (
        _days,
        _gaps,
        _exclusions,
        _jumps,
        _minutes,
        _extra_sets,
        _lower_body,
        _doses,
        _words,
        _hurting,
        _moves,
        _emptiness,
    )
    found = [broken for check in checks for broken in check(known, plan)]
    return found + (list(_sameness(situation, plan)) if is_turned_too else [])


def weeks_done(situation: Situation) -> int:
    """Weeks of strength work before this one: as told, or as logged if these are more."""
    monday = situation.today - timedelta(days=situation.today.weekday())
    mondays = set()
    for row in situation.sessions_done.iter_rows(named=True):
        if row["kind"] == "strength" and row["is_finished"] and row["local_date"] < monday:
            mondays.add(row["local_date"] - timedelta(days=row["local_date"].weekday()))
    for row in situation.log.iter_rows(named=True):
        if row["local_date"] < monday:
            mondays.add(row["local_date"] - timedelta(days=row["local_date"].weekday()))
    return max(situation.profile.weeks_done, len(mondays))


def each(plan: WeekPlan) -> Iterator[Prescription]:
    """All prescriptions of a week."""
    for session in plan.sessions:
        yield from session.prescriptions


def full(plan: WeekPlan) -> list[StrengthSession]:
    """The full sessions of a week."""
    return [session for session in plan.sessions if session.kind == "full"]


def _days(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    week = situation.profile.week
    for session in plan.sessions:
        day = session.day.weekday()
        works_legs = any(one.exercise.pattern in LEG_WORK for one in session.prescriptions)
        if works_legs and session.kind != "full":
            yield f"G1: leg work in a light session on day {day}"
        if week[day] is RunDay.RACE or session.day == situation.profile.race_date:
            yield "G1: a session on the day of a race"
        said = {note.code for note in plan.broken} if session.planned_day else set()
        is_bad = works_legs and (
            week[day].value in ("long", "race") or week[(day + 1) % 7].value in KEY_RUNS
        )
        if is_bad and "D1" not in said:
            yield f"G1: leg work on day {day} of {[run.value for run in week]}"
        is_light_off = session.kind == "light" and week[day] not in (RunDay.EASY, RunDay.REST)
        if is_light_off and "D7" not in said:
            yield f"G1: a light session on a {week[day].value} day"
    unmoved = [session.day for session in plan.sessions if session.planned_day is None]
    if len(set(unmoved)) < len(unmoved):
        yield "G1: two sessions on one day"


def _gaps(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    sessions = sorted(full(plan), key=lambda session: session.day)
    is_moved = any(session.planned_day for session in sessions)
    if is_moved and "D2" in {note.code for note in plan.broken}:
        return
    days = [session.day.weekday() for session in sessions]
    for before, after in pairwise([*days, *(day + 7 for day in days[:1])]):
        if after - before < 2:
            yield f"G2: {after - before} day between full sessions"


def _moves(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    monday = situation.today - timedelta(days=situation.today.weekday())
    wanted = {move.from_day: move.to_day for move in situation.moves if move.week == monday}
    for session in plan.sessions:
        is_asked = wanted.get(session.planned_day or session.day, session.day) == session.day
        codes = {note.code for note in plan.broken}
        if not is_asked and not codes & {"move_onto_race", "move_outside_week"}:
            yield f"moves: {session.day} was not asked for"
    if plan.broken and not wanted:
        yield "moves: a rule is said to be broken without a move"


def _hurting(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    monday = situation.today - timedelta(days=situation.today.weekday())
    days = [monday - timedelta(days=13 - number) for number in range(20)]
    sore = {
        row["exercise_id"]
        for row in situation.log.iter_rows(named=True)
        if row["local_date"] in days and (row["pain_index"] or 0) > 3
    }
    sore |= {
        one.exercise_id
        for one in situation.adjustments
        if one.wish is Wish.HURTS and one.said_on in days
    }
    for one in each(plan):
        if one.exercise.id in sore:
            yield f"S6: {one.exercise.id} hurt within two weeks"


def _exclusions(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    profile = situation.profile
    pains = {pain.tag: pain.score for pain in profile.pains if pain.score > 0}
    sore = {tag for tag, score in pains.items() if score > 2}
    calm = max(pains.values(), default=0) >= 4 or "bone_stress" in pains.keys() | profile.conditions
    for one in (given.exercise for given in each(plan)):
        if one.contra & (pains.keys() | profile.conditions) or one.caution & sore:
            yield f"G3: {one.id} with {sorted(pains)} {sorted(profile.conditions)}"
        if one.caution & profile.conditions and one.level > 1:
            yield f"G3: {one.id} above level 1 with {sorted(profile.conditions)}"
        if not any(kit <= profile.equipment for kit in one.equipment_any_of):
            yield f"G3: {one.id} lacks equipment"
        if one.position == "floor" and not profile.floor_ok:
            yield f"G3: {one.id} is floor work"
        if calm and (one.pattern in (*LOWER, "calf", "plyo") or one.level > 1):
            yield f"G3: {one.id} in a calm plan"
        if one.level > _level_cap(situation):
            yield f"G3: {one.id} is level {one.level}"


def _level_cap(situation: Situation) -> int:
    profile = situation.profile
    if profile.experience is Experience.NONE:
        return 2 if profile.weeks_done >= 4 else 1
    return {Experience.SOME: 2, Experience.REGULAR: 3}[profile.experience]


def _jumps(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    profile = situation.profile
    age = None if profile.birth_year is None else situation.today.year - profile.birth_year
    is_barred = (
        situation.load_state is not LoadState.GREEN
        or "pregnancy" in profile.conditions
        or (age is not None and age >= 65 and profile.experience is not Experience.REGULAR)
        or any(pain.tag in LEG_PAINS and pain.score > 0 for pain in profile.pains)
        or (profile.heel_raises_min is not None and profile.heel_raises_min < 15)
        or plan.phase not in ("base", "build", "peak")
    )
    for session in plan.sessions:
        jumps = [one for one in session.prescriptions if one.exercise.impact == "high"]
        if jumps and is_barred:
            yield f"G4: {jumps[0].exercise.id}"
        cap = {"learn": 40, "strong": 100}.get(plan.stage, 60)
        if sum(contacts(one) for one in jumps) > cap:
            yield f"G4: more than {cap} contacts"


def contacts(one: Prescription) -> int:
    """Ground contacts of a jump, both sides counted; 0 for everything else."""
    sides = 2 if one.exercise.per_side else 1
    return one.sets * one.amount[1] * sides if one.measure == "contacts" else 0


def _minutes(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    given = situation.profile.strength_minutes_per_week
    if (used := sum(session.minutes for session in plan.sessions)) > given:
        yield f"G5: {used} minutes of {given}"
    for session in plan.sessions:
        counted = sum(_counted_minutes(one) for one in session.prescriptions)
        warm_up = 3 if session.kind == "full" else 0
        if ceil(counted + warm_up - 1e-9) > session.minutes:
            yield f"G5: a session of {counted:.1f} minutes says {session.minutes}"
        if session.kind == "light" and session.minutes > 15:
            yield "G5: a light session over 15 minutes"


def _counted_minutes(one: Prescription) -> float:
    exercise = one.exercise
    sides = 2 if exercise.per_side else 1
    extra = one.extra_set_side is not Side.NONE
    seconds = one.sets * (sides * exercise.set_s + exercise.rest_s)
    return (seconds + extra * (exercise.set_s + exercise.rest_s)) / 60 + 0.5


def _extra_sets(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    pains = {pain.tag for pain in situation.profile.pains if pain.score > 0}
    for session in plan.sessions:
        extra = [one for one in session.prescriptions if one.extra_set_side is not Side.NONE]
        if len(extra) > 2:
            yield "G7: more than two extra sets"
        for one in extra:
            if _is_extra_over(situation):
                yield f"G6: extra set of {one.exercise.id} after 95 % or six weeks"
            if situation.focus.is_provisional or one.extra_set_side is not situation.focus.side:
                yield f"G6: extra set of {one.exercise.id} on an untested side"
            if (one.exercise.caution | one.exercise.contra) & pains:
                yield f"G6: extra set of {one.exercise.id} where it hurts"
            if situation.load_state is LoadState.RED or plan.phase in (
                "taper",
                "race_week",
                "recovery",
            ):
                yield f"G6: extra set of {one.exercise.id} in {plan.phase}"


def _is_extra_over(situation: Situation) -> bool:
    focus = situation.focus
    monday = situation.today - timedelta(days=situation.today.weekday())
    is_enough = focus.lsi_pct is not None and focus.lsi_pct >= 95
    return is_enough or (focus.since is not None and (monday - focus.since).days >= 42)


def _lower_body(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    for session in full(plan):
        if not any(one.exercise.pattern in LOWER for one in session.prescriptions):
            yield "G8: a full session without lower-body work"


def _doses(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    profile = situation.profile
    heaviest = 100 if profile.experience is Experience.REGULAR else 80
    if situation.load_state is LoadState.RED or "pregnancy" in profile.conditions:
        heaviest = 70
    for one in each(plan):
        if one.sets < 1:
            yield f"dose: {one.exercise.id} has no set"
        if one.max_pct_1rm and one.max_pct_1rm[1] > heaviest:
            yield f"dose: {one.exercise.id} at {one.max_pct_1rm[1]} %"
        guarded = "pregnancy" in profile.conditions or profile.weeks_done < 2
        if guarded and one.reps_in_reserve is not None and one.reps_in_reserve < 3:
            yield f"dose: {one.exercise.id} with {one.reps_in_reserve} in reserve"
        is_sore_time = situation.load_state is LoadState.RED or plan.phase == "taper"
        if is_sore_time and one.exercise.soreness == "high":
            yield f"dose: {one.exercise.id} is sore-making"


def _words(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    told = (*plan.notes, *plan.uncovered, *plan.broken)
    said = [plan.message, *(note.text for note in told)]
    for one in each(plan):
        said += [one.reason, one.note, one.progress, one.changes, *one.exercise.cues]
        if not one.reason:
            yield f"G9: {one.exercise.id} has no reason"
    for text in said:
        if found := BANNED.search(text):
            yield f"G9: the word {found[0]!r} in {text!r}"


def _sameness(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    turned = replace(
        situation,
        flags=situation.flags[::-1],
        profile=replace(situation.profile, pains=situation.profile.pains[::-1]),
        log=situation.log.reverse(),
        sessions_done=situation.sessions_done.reverse(),
        moves=situation.moves[::-1],
        adjustments=situation.adjustments[::-1],
    )
    if plan_strength_week(turned) != plan:
        yield "G10: the same input gives another plan"


def _emptiness(situation: Situation, plan: WeekPlan) -> Iterator[str]:
    if not plan.sessions and not plan.notes:
        yield "G11: an empty plan without a reason"
    for session in plan.sessions:
        if not session.prescriptions:
            yield "G11: an empty session"
