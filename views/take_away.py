"""What can be taken away from the Strength page: calendar, watch, a print, a report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from core.findings import Review
from core.plan import StrengthSession, WeekPlan
from views import calendar, looks, memory, report, session, week_sheet
from views.panel import Export, Panel
from views.question import Question
from views.report_parts import Cover, Done
from views.week_board import session_name

HEADING = "Take it with you"
TEXT = (
    "A second import of the calendar changes its entries, it adds none. For the watch: connect it "
    "by cable and copy the file into its folder GARMIN/NewFiles (on some watches "
    "GARMIN/Workouts). Other makers take FIT workouts in their own app, or not at all. The print "
    "and the report open in the browser: print them from there."
)
REPORT = "What the report says of you; without a tick nothing personal is on it"
QUESTIONS: Mapping[str, Question] = {
    "name": Question(key="report_name", label="Your name", kind="text", placeholder="left blank"),
    "question": Question(key="report_question", label="What you want to ask", kind="text"),
    "has_body": Question(key="report_body", label="Sex, age, height, weight", kind="switch"),
    "has_health": Question(key="report_health", label="Pains and conditions", kind="switch"),
    "has_goal": Question(key="report_goal", label="Goal and race", kind="switch"),
}


def panel(plan: WeekPlan, review: Review, told: Mapping[str, Any]) -> Panel:
    """All files as one card; each is made when it is asked for.

    Args:
        plan: The week.
        review: The latest look at the data.
        told: The answers to `QUESTIONS`.
    """
    week: tuple[Export, ...] = ()
    if plan.sessions:
        watch = tuple(_for_watch(each, plan) for each in plan.sessions)
        week = (_calendar(plan, review), *watch, week_sheet.export(plan, review.profile))
    return Panel(heading=HEADING, text=TEXT, exports=(*week, _report(plan, review, told)))


def _calendar(plan: WeekPlan, review: Review) -> Export:
    shown = looks.work_done().shown
    how = calendar.Diary(
        made_at=session.now(),
        version=memory.store().version,
        zone=review.profile.timezone,
        n_before=shown.filter(shown["week"] == plan.week).height,
    )
    return calendar.export(plan, how)


def _for_watch(each: StrengthSession, plan: WeekPlan) -> Export:
    name = f"Strength {session_name(each, plan)}"
    letter = name.split()[1].lower()
    return Export(
        label=f"{name} for your watch",
        file_name=f"evenstride-strength-{letter}-{each.day}.fit",
        make=partial(looks.watch_workout, each, name=name, made_at=session.now()),
        key=f"export_watch_{letter}",
        mime="application/octet-stream",
    )


def _report(plan: WeekPlan, review: Review, told: Mapping[str, Any]) -> Export:
    switches = {name: bool(told.get(name)) for name in QUESTIONS if name.startswith("has_")}
    cover = Cover(name=told.get("name") or "", question=told.get("question") or "", **switches)
    work, found = looks.work_done(), looks.did_it_work()
    adherence = found.adherence.text if found.adherence else ""
    said = (found.text, adherence, *(each.text for each in found.effects), *found.also)
    done = Done(
        found=looks.found_in_tests(),
        sessions=work.sessions,
        sets=work.sets,
        shown=work.shown,
        names={key: one.name for key, one in looks.exercises().items()},
        measures=looks.exercise_measures(),
        outcome=tuple(filter(None, said)),
    )
    return report.export(review, plan, done=done, cover=cover)
