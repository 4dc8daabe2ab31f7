"""The week board of the Strength page: the usual run, the session, and why a day is free."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from core.athlete import KEY_RUNS, Profile, RunDay
from core.plan import StrengthSession, WeekPlan
from views import cards, words

RUN_WORDS = {
    RunDay.REST: ":material/bedtime: Rest",
    RunDay.EASY: ":material/directions_run: Easy",
    RunDay.HARD: ":material/bolt: Hard",
    RunDay.LONG: ":material/route: Long",
    RunDay.RACE: ":material/flag: Race",
}
CONTENT_WORDS = {
    "balance": "balance",
    "trunk": "trunk",
    "mobility": "stretching",
    "breath": "breathing",
}
"""What light sessions are made of, in the order in which it is done."""
OPEN = ":gray[no regular run]"
DONE = ":green[✓]"
RULES = (
    "After the run, never before it. Never the day before a hard or long run. 48 hours between "
    "full sessions."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCard:
    """One day of the week board; every text is Markdown, empty where there is nothing to say."""

    head: str
    run: str
    session: str
    reason: str
    is_today: bool


def board(
    plan: WeekPlan, profile: Profile, today: date, *, done: Collection[date] = ()
) -> tuple[DayCard, ...]:
    """Monday to Sunday: the usual run, the session, and why a day is free.

    Args:
        plan: The week.
        profile: Its usual runs, and the race.
        today: Marked on the board.
        done: Planned days of the sessions that were done.
    """
    days = [plan.week + timedelta(days=n) for n in range(7)]
    return tuple(_day_card(day, plan, profile, today=today, done=done) for day in days)


def planned_day(session: StrengthSession) -> date:
    """The day of a session before the runner moved it: no other of its week has the same."""
    return session.planned_day or session.day


def start(plan: WeekPlan, today: date, done: Collection[date]) -> str:
    """What the button on the day of today says; empty where nothing is to begin today."""
    due = due_today(plan, today, done)
    return f"Start {session_name(due, plan)[0]}" if due else ""


def due_today(plan: WeekPlan, today: date, done: Collection[date]) -> StrengthSession | None:
    """The first session of today that was not done."""
    ahead = (one for one in plan.sessions if one.day == today)
    return next((one for one in ahead if planned_day(one) not in done), None)


def session_name(session: StrengthSession, plan: WeekPlan) -> str:
    """A letter and what it is: "A", "B"; light ones say so."""
    letter = "ABCDEFG"[plan.sessions.index(session)]
    return f"{letter} light" if session.kind == "light" else letter


def session_label(session: StrengthSession, plan: WeekPlan) -> str:
    """A session as a choice: "A, Tuesday"."""
    return f"{session_name(session, plan)}, {session.day:%A}"


def _day_card(
    day: date, plan: WeekPlan, profile: Profile, *, today: date, done: Collection[date]
) -> DayCard:
    held = [each for each in plan.sessions if each.day == day]
    left = [each for each in held if planned_day(each) not in done]
    run = run_on(day, profile)
    free = _free_reason(run, run_on(day + timedelta(days=1), profile))
    name = "Today" if day == today else f"{day:%a}"
    return DayCard(
        head=f"**{name}** :gray[{day.day}]",
        run=RUN_WORDS[run] if run is not RunDay.REST or _has_runs(profile) else OPEN,
        session="  \n".join(_session_badge(each, plan, done) for each in held),
        reason=_session_reason(left[0], run) if left else "Done" if held else free,
        is_today=day == today,
    )


def _has_runs(profile: Profile) -> bool:
    """Whether the usual week holds any run: seven days of rest are days that nobody knows."""
    return any(run is not RunDay.REST for run in profile.week)


def _session_badge(session: StrengthSession, plan: WeekPlan, done: Collection[date]) -> str:
    letter = session_name(session, plan)[0]
    badge = f":green-badge[{letter}, {words.together(f'{session.minutes} min')}]"
    return f"{DONE} {badge}" if planned_day(session) in done else badge


def run_on(day: date, profile: Profile) -> RunDay:
    """The run of a day; the race that was told stands before the usual week."""
    return RunDay.RACE if day == profile.race_date else profile.week[day.weekday()]


def _session_reason(session: StrengthSession, run: RunDay) -> str:
    if session.kind == "light":
        return f"Light: {_content(session)}"
    if run is RunDay.REST:
        return "Any time"
    return "After the run, 6 h later if you can"


def _content(session: StrengthSession) -> str:
    patterns = {each.exercise.pattern.partition("_")[0] for each in session.prescriptions}
    found = [word for pattern, word in CONTENT_WORDS.items() if pattern in patterns]
    return cards.listed(found)


def _free_reason(run: RunDay, following: RunDay) -> str:
    if run in (RunDay.LONG, RunDay.RACE):
        return f"{run.value.capitalize()} run: free" if run is RunDay.LONG else "Race: free"
    return f"Day before {following.value}: free" if following in KEY_RUNS else ""
