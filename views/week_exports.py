"""The week to take away: for the calendar, for the kitchen door, and each session for the watch."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from core.athlete import Profile
from core.plan import StrengthSession, WeekPlan
from views import calendar, week_sheet
from views.panel import Export
from views.week_board import session_name

FIT_MIME = "application/vnd.ant.fit"
MakeWorkout = Callable[..., bytes]
"""`pipeline.watch.watch_workout` with its time: (session, *, name) to the bytes of a FIT file."""
TO_THE_WATCH = (
    "Connect the watch by cable and copy the file into its folder GARMIN/NewFiles (on some watches "
    "GARMIN/Workouts); it is then listed among the workouts. Other makers take FIT workouts in "
    "their own app, or not at all. The watch moves on when you press, and by itself at the end of "
    "a hold or a rest."
)


def of_week(
    plan: WeekPlan, profile: Profile, *, how: calendar.Diary, workout: MakeWorkout
) -> tuple[Export, ...]:
    """All files of a week; a week without sessions has only its sheet.

    Args:
        plan: The week.
        profile: Its usual runs and the race, for the sheet.
        how: Version, zone and time of day, for the calendar.
        workout: Makes the FIT file of a session, called when the reader asks.
    """
    sheet = week_sheet.export(plan, profile)
    if not plan.sessions:
        return (sheet,)
    watch = tuple(_for_watch(session, plan, workout) for session in plan.sessions)
    return (calendar.export(plan, how), sheet, *watch)


def workout_name(session: StrengthSession, plan: WeekPlan) -> str:
    """What the watch lists a session as: short, since its screen is.

    Two weeks may lie on the watch side by side: the day tells them apart.
    """
    return f"Strength {session_name(session, plan)} {session.day:%d %b}"


def _for_watch(session: StrengthSession, plan: WeekPlan, workout: MakeWorkout) -> Export:
    letter = session_name(session, plan)[0]
    return Export(
        label=f"Session {letter} for the watch",
        file_name=f"evenstride-{session.day}-{letter}.fit",
        make=partial(workout, session, name=workout_name(session, plan)),
        key=f"export_watch_{letter}",
        mime=FIT_MIME,
    )
