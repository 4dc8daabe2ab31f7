"""How many weeks of strength work lie behind a runner, and how many were missed just now.

Source: strength law, section 3.6: one session missed: continue; a week missed: repeat the week;
three weeks and more: learn doses for one week.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from core.athlete import Profile
from core.log import Kind
from core.plan import Situation
from core.season import monday_of
from strength.stages import phase_on

WEEK = timedelta(days=7)
WEEKS_AWAY = 3
FREE_PHASES = ("race_week", "recovery")  # no full session was planned, so none was missed


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """The weeks before a Monday: the trained ones, how many count, how many were missed last.

    `n_last` counts the sessions of the week just before, None without any log.
    """

    trained: tuple[date, ...] = ()
    n_done: int = 0
    n_missed: int = 0
    n_last: int | None = None

    @property
    def is_repeat(self) -> bool:
        """Whether the week is done once more: one or two weeks were missed."""
        return 0 < self.n_missed < WEEKS_AWAY

    @property
    def is_return(self) -> bool:
        """Whether the runner was away for three weeks or longer."""
        return self.n_missed >= WEEKS_AWAY


def weeks_before(situation: Situation, monday: date) -> Weeks:
    """The weeks of strength work before the planned one.

    A missed week does not count, so the week after it is the same again. Weeks in which the
    season asked for no full session are not missed.

    Args:
        situation: Log, sessions and what the profile told.
        monday: The planned week; its own sessions change nothing in it.
    """
    days = [day for day in _trained_days(situation) if day < monday]
    if not days:
        return Weeks(n_done=situation.profile.weeks_done)
    trained = tuple(sorted({monday_of(day) for day in days}))
    return Weeks(
        trained=trained,
        n_done=weeks_done(situation, trained),
        n_missed=_missed(situation.profile, trained[-1], monday),
        n_last=_n_sessions(situation, since=monday - WEEK, until=monday),
    )


def weeks_done(situation: Situation, trained: tuple[date, ...]) -> int:
    """Weeks of strength training by now: those told, and those logged since they were told.

    Where nobody knows when they were told, the larger of both counts: nothing is counted twice.
    """
    told, since = situation.profile.weeks_done, situation.weeks_told_on
    if since is None:
        return max(told, len(trained))
    return told + sum(week >= monday_of(since) for week in trained)


def _trained_days(situation: Situation) -> list[date]:
    """The days with a strength session that was finished, or in which a set was done."""
    if situation.sessions_done.is_empty() and situation.log.is_empty():
        return []
    days = pl.concat([_finished_on(situation), situation.log["local_date"]])
    return days.drop_nulls().unique().sort().to_list()


def _finished_on(situation: Situation) -> pl.Series:
    """The day of each strength session that was finished: two of one day are two."""
    is_done = (pl.col("kind") == Kind.STRENGTH) & pl.col("is_finished").fill_null(value=True)
    return situation.sessions_done.filter(is_done)["local_date"]


def _n_sessions(situation: Situation, *, since: date, until: date) -> int:
    """Sessions from one day to before another; sets of a day without a finished one are one."""
    finished = _finished_on(situation).drop_nulls().to_list()
    begun = set(situation.log["local_date"].drop_nulls()) - set(finished)
    return sum(since <= day < until for day in (*finished, *begun))


def _missed(profile: Profile, last: date, monday: date) -> int:
    between = ((monday - last).days // 7) - 1
    weeks = (last + WEEK * (number + 1) for number in range(between))
    return sum(phase_on(profile, week) not in FREE_PHASES for week in weeks)
