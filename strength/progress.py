"""Progress, repetition and steps back: the log and the runner's words, read in order of time.

Source: strength law, sections 3.6 (the top of the range at the target reserve twice running: +5 %
for legs, +2.5 % for the upper body, or the next level) and 3.1 (S6: pain above 3 of 10).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.log import Adjustment
from core.plan import Exercise, Situation
from core.season import monday_of
from strength.history import History, Standing, Step, Turn
from strength.library import Library
from strength.missed import Weeks, weeks_done
from strength.reading import Last, Reading, Streak, harder_than
from strength.record import Bout, bouts
from strength.stages import least_reserve, phase_on, stage_on
from strength.steps import LEGS, in_kg, next_load, on_day
from strength.verdict import UNITS, Asked, Verdict, asked_of, judged, told, uneven
from strength.wishes import heed

MOST_PAIN = 3  # S6: above it the exercise is taken out
TWICE = 2
REMEMBERED = timedelta(weeks=13)  # our choice: a full block (3.6: 10-12 weeks) and one more


def history(situation: Situation, weeks: Weeks, shelf: Library, *, monday: date) -> History:
    """Where each exercise stands at the beginning of a week.

    Sessions of the week itself change nothing but what hurts: the week stays the same while it is
    being done. The runner's own words count at once.

    Args:
        situation: Log, sessions and adjustments, in any order but that of the adjustments of a day.
        weeks: The weeks before, for the stage that held on each day.
        shelf: The library.
        monday: The planned week.
    """
    if situation.log.is_empty() and not situation.adjustments:
        return History()
    sunday = monday + timedelta(days=6)
    done = bouts(situation.log, situation.sessions_done, since=monday - REMEMBERED, until=sunday)
    reading = Reading(shelf=shelf)
    targets = _Targets(situation=situation, weeks=weeks, shelf=shelf)
    sore = _hurt_on(done, shelf)
    events: list[tuple[date, int, Bout | Adjustment]] = [
        *((bout.day, 0, bout) for bout in done if bout.exercise_id in shelf.exercises),
        *((one.said_on, 1, one) for one in situation.adjustments if one.said_on <= sunday),
    ]
    for day, _, event in sorted(events, key=lambda each: each[:2]):
        if isinstance(event, Adjustment):
            heed(reading, event)
            continue
        exercise = shelf.exercises[event.exercise_id]
        if day < monday:
            _read(reading, event, targets.on(event))
        if (score := sore.get((day, exercise.id))) is not None:
            reading.hurts(exercise, day, f"it hurt at {score:.0f} of 10 on {on_day(day)}")
    return History(
        standings=_worded(reading),
        out={key: until for key, until in reading.out.items() if until > monday},
        outgrown=reading.outgrown,
        too_hard=reading.too_hard,
        swapped=reading.swapped,
        blocked=frozenset(
            harder
            for key in reading.too_hard
            for harder in harder_than(shelf.exercises[key], shelf)
        ),
    )


def _read(reading: Reading, bout: Bout, asked: Asked) -> None:
    exercise = reading.shelf.exercises[bout.exercise_id]
    found, load = judged(bout, exercise, asked), bout.load_kg
    streak = reading.streaks.setdefault(exercise.id, Streak())
    did = before = ""
    if load != streak.load_kg:
        streak.n_top = streak.n_hard = 0  # another weight begins anew
    streak.n_top = streak.n_top + 1 if found is Verdict.TOP else 0
    streak.n_hard = streak.n_hard + 1 if found is Verdict.HARD else 0
    streak.load_kg = load
    if found in (Verdict.TOP, Verdict.HARD):
        did, before = told(bout, asked), streak.did
        streak.did = did
    # A step that was not taken yet, for the week was a lighter one, stays due: nothing is counted
    # anew until the weight changes.
    if streak.n_top >= TWICE:
        twice = f"{did} twice" if did == before else f"{before}, then {did}"
        standing = _up(reading, exercise, bout, why=f"you did {twice}")
    elif streak.n_hard >= TWICE:
        standing = _back(reading, exercise, bout, why=f"it was too hard twice, last time {did}")
    else:
        reading.last[exercise.id] = Last(bout=bout, found=found, asked=asked)
        standing = Standing(
            step=Step.REPEAT, said="", last_day=bout.day, done_kg=load, load_kg=load
        )
    reading.standings[exercise.id] = standing


def _worded(reading: Reading) -> dict[str, Standing]:
    """The standings with a sentence each: those of repeats are written now, once."""
    return {
        key: standing if standing.said else replace(standing, said=_again(reading.last[key]))
        for key, standing in reading.standings.items()
    }


def _up(reading: Reading, exercise: Exercise, bout: Bout, *, why: str) -> Standing:
    for key in (exercise.id, *exercise.regression_of):
        reading.too_hard.pop(key, None)
    load = None if bout.load_kg is None else next_load(exercise, bout.load_kg)
    if load is not None:
        said = f"Up to {in_kg(load)}: {why}."
    elif reading.shelf.is_loaded(exercise):
        said = f"Up: {why}, so take the next weight or band."
    else:
        said = f"Up: {why}."
        if exercise.regression_of:
            reading.grows(exercise, Turn(day=bout.day, why=why))
    return Standing(step=Step.UP, said=said, last_day=bout.day, done_kg=bout.load_kg, load_kg=load)


def _back(reading: Reading, exercise: Exercise, bout: Bout, *, why: str) -> Standing:
    load = None if bout.load_kg is None else next_load(exercise, bout.load_kg, is_down=True)
    if load is None or load == bout.load_kg:
        reading.shrinks(exercise, Turn(day=bout.day, why=why))
    to = "" if load is None else f" to {in_kg(load)}"
    return Standing(
        step=Step.BACK, said=f"Step back{to}: {why}.", last_day=bout.day, done_kg=load, load_kg=load
    )


def _again(last: Last) -> str:
    asked, did, side = last.asked, told(last.bout, last.asked), uneven(last.bout)
    if last.found is Verdict.TOP:
        return f"Repeat: you did {did} once; the same again, and it goes up."
    if last.found is Verdict.HARD:
        return f"Repeat: last time was hard ({did}); once more so, and it goes a step back."
    left = f" with {asked.reserve} in reserve" if asked.reserve else ""
    goal = f"{asked.high}{UNITS[asked.measure]}{left}"
    more = f" {side}." if side else ""
    return f"Repeat: last time {did}; it goes up after {goal} twice running.{more}"


def _hurt_on(done: Sequence[Bout], shelf: Library) -> Mapping[tuple[date, str], float]:
    """What hurt above 3 of 10, by day and exercise.

    A morning after names no exercise: it counts for those that hurt a little on the day, else for
    those that work the legs, else for all of that day. Our choice, on the safe side.
    """
    found: dict[tuple[date, str], float] = {}
    for bout in done:
        if bout.pain > MOST_PAIN:
            found[bout.day, bout.exercise_id] = bout.pain
        elif bout.pain_after is not None and bout.pain_after > MOST_PAIN:
            same = [one for one in done if one.day == bout.day]
            if bout in _suspects(same, shelf):
                found[bout.day, bout.exercise_id] = bout.pain_after
    return found


def _suspects(same_day: Sequence[Bout], shelf: Library) -> Sequence[Bout]:
    sore = [one for one in same_day if one.pain > 0]
    known = [one for one in same_day if one.exercise_id in shelf.exercises]
    legs = [one for one in known if shelf.exercises[one.exercise_id].pattern in LEGS]
    return sore or legs or same_day


@dataclass(slots=True, kw_only=True)
class _Targets:
    """What was asked on a day, by the weeks that were done by then; each week is looked at once."""

    situation: Situation
    weeks: Weeks
    shelf: Library
    stages: dict[date, tuple[str, int]] = field(default_factory=dict)

    def on(self, bout: Bout) -> Asked:
        monday = monday_of(bout.day)
        if monday not in self.stages:
            by_then = tuple(week for week in self.weeks.trained if week < monday)
            n_done = weeks_done(self.situation, by_then)
            profile = replace(self.situation.profile, weeks_done=n_done)
            stage = stage_on(profile, monday, phase=phase_on(profile, monday))
            self.stages[monday] = (stage, least_reserve(profile))
        stage, least = self.stages[monday]
        scheme = self.shelf.schemes[self.shelf.exercises[bout.exercise_id].dose]
        return asked_of(scheme, stage, least_reserve=least)
