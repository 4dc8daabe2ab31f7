"""The week's strength sessions as a calendar file. A second import changes, it adds nothing.

An entry is known by its week and its letter: whatever a new plan puts there, the calendar finds
the old entry and replaces it, since the sequence number has grown. An entry without a time of day
fills no hour: it stands at the head of its day and leaves it free.

Source: RFC 5545, 3.8.4.7 (UID), 3.8.7.4 (SEQUENCE), 3.8.2.7 (TRANSP), 3.3.5 (floating time).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from core.findings import Side
from core.plan import Prescription, StrengthSession, WeekPlan
from views.next_session import areas, dose
from views.panel import Export
from views.plain import plain
from views.week_board import session_name

MAKER = "-//Evenstride//Strength week//EN"
MIME = "text/calendar"
LETTERS = "ABCDEFG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """How a week goes into a calendar.

    `made_at` is aware; `version` grows with every change of what is stored. `at` is the time of
    day, `zone` its IANA name: without a zone the time is that of wherever the calendar is.
    `n_before` says how many sessions an earlier plan of the week had: those left over are
    cancelled.
    """

    made_at: datetime
    version: int
    zone: str | None = None
    at: time | None = None
    n_before: int = 0


def week_ics(plan: WeekPlan, how: Diary) -> bytes:
    """One entry a session, as iCalendar text."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for at, session in enumerate(plan.sessions):
        calendar.add_component(_entry(session, plan, how, letter=LETTERS[at]))
    for letter in LETTERS[len(plan.sessions) : how.n_before]:
        calendar.add_component(_cancelled(plan, how, letter=letter))
    around = timedelta(days=366)  # both changes of the clock, and no more of the zone's history
    calendar.add_missing_timezones(first_date=plan.week - around, last_date=plan.week + around)
    return bytes(calendar.to_ical())


def uid(week: date, letter: str) -> str:
    """What a calendar knows an entry by: the same for every plan of that week.

    Example:
        >>> uid(date(2026, 11, 16), "A")
        'strength-2026-W47-A@evenstride'
    """
    year, number, _ = week.isocalendar()
    return f"strength-{year}-W{number:02d}-{letter}@evenstride"


def export(plan: WeekPlan, how: Diary) -> Export:
    """The week as a file to take away."""
    return Export(
        label="Week for your calendar",
        file_name=f"evenstride-strength-{plan.week}.ics",
        make=partial(week_ics, plan, how),
        key="export_calendar",
        mime=MIME,
    )


def description(session: StrengthSession) -> str:
    """The session in plain text: when, then each exercise with dose, reason and cues."""
    parts = [plain(session.timing), *map(_exercise, session.prescriptions)]
    return "\n\n".join(filter(None, parts))


def _entry(session: StrengthSession, plan: WeekPlan, how: Diary, *, letter: str) -> Event:
    entry = _known(plan, how, letter=letter)
    name = session_name(session, plan)
    summary = f"Strength {name}: {areas(session)}, {session.minutes} min"
    entry.add("summary", summary)
    entry.add("description", description(session))
    entry.add("categories", ["Strength"])
    begin, end = _span(session, how)
    entry.add("dtstart", begin)
    entry.add("dtend", end)
    entry.add("transp", "TRANSPARENT" if how.at is None else "OPAQUE")
    return entry


def _known(plan: WeekPlan, how: Diary, *, letter: str) -> Event:
    entry = Event()
    entry.add("uid", uid(plan.week, letter))
    entry.add("dtstamp", how.made_at)
    entry.add("last-modified", how.made_at)
    entry.add("sequence", how.version)
    return entry


def _cancelled(plan: WeekPlan, how: Diary, *, letter: str) -> Event:
    """A session that the week no longer has, so that no old entry stays behind."""
    entry = _known(plan, how, letter=letter)
    entry.add("summary", f"Strength {letter}: no longer planned")
    entry.add("dtstart", plan.week)
    entry.add("status", "CANCELLED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _span(session: StrengthSession, how: Diary) -> tuple[date, date]:
    if how.at is None:
        return session.day, session.day + timedelta(days=1)
    zone = ZoneInfo(how.zone) if how.zone else None
    begin = datetime.combine(session.day, how.at, tzinfo=zone)
    return begin, begin + timedelta(minutes=session.minutes)


def _exercise(each: Prescription) -> str:
    side = " each side" if each.exercise.per_side else ""
    lines = [f"{each.exercise.name}: {dose(each)}{side}", *_how(each)]
    lines += [f"Why: {plain(each.reason)}", *filter(None, [plain(each.progress)])]
    lines += (f"- {cue}" for cue in each.exercise.cues)
    return "\n".join(line.replace("\u00a0", " ") for line in lines)


def _how(each: Prescription) -> list[str]:
    """Which side begins, the extra set, the weight, the reserve: what the dose does not say."""
    said = []
    if each.start_side is not Side.NONE:
        said.append(f"Start on the {each.start_side.value}; the other side copies the count.")
    if each.extra_set_side is not Side.NONE:
        said.append(f"One set more on the {each.extra_set_side.value}.")
    if each.load_kg is not None:
        said.append(f"Weight: {each.load_kg:g} kg.")
    if each.reps_in_reserve is not None and each.measure == "reps":
        said.append(f"Stop with {each.reps_in_reserve} in reserve.")
    return [*said, *([plain(each.note)] if each.note else [])]
