"""What single pages ask for besides the review: one run, performance, causes, a forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Literal

import polars as pl

import pipeline
from core.effect import DidItWork, Work
from core.forecast import Forecast, PlannedRun
from core.performance import Performance
from core.plan import Exercise, StrengthSession, WeekPlan
from core.run import RunDetail
from core.self_tests import SelfTested
from core.where import WhereFrom
from core.zones import Zones
from views import memory, session

By = Literal["heart_rate", "pace"]
SUNDAY = 6


def one_run(activity_id: int) -> RunDetail:
    """An activity with its seconds.

    Raises:
        NotFound: the runner has no such activity.
    """
    ask = partial(pipeline.one_run, activity_id=activity_id, review=session.review())
    about = ("one_run", session.today(), activity_id)
    return memory.seen_closely(*about, ask=ask)


def shown_plan() -> WeekPlan:
    """The plan with all that Today's strip shows: on a Sunday that begins a week, six days more."""
    now, is_sunday = session.plan(), session.today().weekday() == SUNDAY
    if not (is_sunday and session.profile().week_begins_on_sunday):
        return now
    after = session.plan_of(now.week + session.WEEK)
    return replace(now, sessions=(*now.sessions, *after.sessions))


def intensity(*, by: By, since: date) -> pl.DataFrame:
    """INTENSITY of the runs since that day, four weeks after four weeks."""

    def ask(_: object) -> pl.DataFrame:
        return pipeline.intensity(session.review(), by=by, since=since)

    return memory.asked("intensity", session.today(), by, since, ask=ask)


def performance() -> Performance:
    """Best efforts, critical speed and race times as ranges."""
    ask = partial(pipeline.performance, review=session.review())
    return memory.asked("performance", session.today(), ask=ask)


def ratios() -> pl.DataFrame:
    """RATIOS of each covered day, for comparison only."""

    def ask(_: object) -> pl.DataFrame:
        return pipeline.ratios(session.review())

    return memory.asked("ratios", session.today(), ask=ask)


def forecast(planned: Sequence[PlannedRun] | None = None) -> Forecast:
    """What planned runs would do to the ceiling and the curves; the usual week if not told."""
    runs = None if planned is None else tuple(planned)

    def ask(_: object) -> Forecast:
        return pipeline.forecast(session.review(), runs)

    return memory.asked("forecast", session.today(), runs, ask=ask)


def found_in_tests() -> SelfTested:
    """What all self-tests come to, when they are due again, and which must wait."""

    def ask(_: object) -> SelfTested:
        return pipeline.found_in_tests(session.review())

    return memory.asked("found_in_tests", session.today(), ask=ask)


def zones() -> Zones:
    """The runner's zones of heart rate and pace by the thresholds of today."""
    return pipeline.zones_of(session.review())


def where() -> WhereFrom:
    """Where an uneven balance comes from."""
    ask = partial(pipeline.where, review=session.review())
    return memory.asked("where", session.today(), ask=ask)


def swaps(exercise_id: str, *, week: date) -> tuple[Exercise, ...]:
    """The exercises that could stand in for one in that week, the nearest first."""

    def ask(store: pipeline.Store) -> tuple[Exercise, ...]:
        return pipeline.swaps(store, session.review(), week=week, exercise_id=exercise_id)

    about = ("swaps", session.today(), week, exercise_id)
    return memory.asked(*about, ask=ask)


def what_changes(exercise_id: str, *, instead: str) -> str:
    """What another exercise does otherwise, in a sentence."""
    return pipeline.what_a_swap_changes(exercise_id, instead=instead)


def exercises() -> Mapping[str, Exercise]:
    """Every exercise of the library by its id."""
    return pipeline.exercises()


def exercise_measures() -> Mapping[str, str]:
    """What one set of each exercise counts."""
    return pipeline.exercise_measures()


def watch_workout(planned: StrengthSession, *, name: str, made_at: datetime) -> bytes:
    """A session of the plan as a FIT file that a watch takes."""
    return pipeline.watch_workout(planned, name=name, made_at=made_at)


def work_done() -> Work:
    """Sessions and sets that were logged or recorded, each once, and what was planned."""
    ask = partial(pipeline.work_done, review=session.review())
    return memory.asked("work_done", session.today(), ask=ask)


def did_it_work() -> DidItWork:
    """What changed from the weeks before the latest block of strength work to the block itself."""
    ask = partial(pipeline.did_it_work, review=session.review())
    return memory.asked("did_it_work", session.today(), ask=ask)
