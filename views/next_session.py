"""The strength session that is due next, in the words of Today."""

from __future__ import annotations

from datetime import date

from core.findings import Review
from core.plan import Prescription, StrengthSession, WeekPlan
from views import care, words
from views.cards import listed, which_week
from views.panel import Entry, Link, Panel

AREAS = {
    "knee": "thighs",
    "hinge": "hips",
    "hip_lateral": "hips",
    "calf": "calves",
    "foot_ankle": "feet",
    "balance": "balance",
    "plyo": "leg spring",
    "drill": "step rhythm",
    "mobility": "mobility",
    "breath": "calm breathing",
    "push": "upper body",
    "pull": "upper body",
}  # movement pattern of an exercise to what it works on; every trunk pattern is "trunk"
MEASURES = {
    "reps": "",
    "hold_s": " s",
    "time_s": " s",
    "distance_m": " m",
    "contacts": " contacts",
}


REST = "Rest first: strength waits until you are well."
WEEK = Link(page="pages/6_Strength.py", label="Open the week", icon=":material/exercise:")


def panel(plan: WeekPlan, review: Review) -> Panel:
    """The card of the session that is due, exercise by exercise; or why none is."""
    due, today = next_session(plan, review.today), review.today
    if care.is_ill(review.profile):
        return Panel(heading="No strength work while you are ill", text=REST, links=(WEEK,))
    if due is None:
        return Panel(heading="No strength work is due", text=why_none(plan), links=(WEEK,))
    entries = [
        Entry(name=each.exercise.name, value=dose(each), text=each.reason, key=f"next_{each_at}")
        for each_at, each in enumerate(due.prescriptions)
    ]
    return Panel(
        heading=heading(due, today),
        badges=f":gray-badge[{place(due, plan, today)}]",
        text=due.timing,
        entries=tuple(entries),
        links=(WEEK,),
    )


def next_session(plan: WeekPlan, today: date) -> StrengthSession | None:
    """The first strength session of the week that is not in the past."""
    ahead = [each for each in plan.sessions if each.day >= today]
    return min(ahead, key=lambda each: each.day, default=None)


def in_a_sentence(plan: WeekPlan, today: date) -> str:
    """When the next strength is, how long and what for; or that there is none."""
    session = next_session(plan, today)
    if session is None:
        return "No more strength this week." if plan.sessions else "No strength this week."
    minutes = words.together(f"{session.minutes} min")
    return f"Strength {when(session.day, today)}: {minutes} for {areas(session)}."


def heading(session: StrengthSession, today: date) -> str:
    """The head of the session's card: "Strength Thursday, 24 min"."""
    return f"Strength {when(session.day, today)}, {words.together(f'{session.minutes} min')}"


def when(day: date, today: date) -> str:
    """When a session is due: "today", "tomorrow", "Thursday", and with its date a week ahead."""
    days = (day - today).days
    named = f"{day:%A}" if days < 7 else f"on {words.day(day, today=today)}"
    return {0: "today", 1: "tomorrow"}.get(days, named)


def place(session: StrengthSession, plan: WeekPlan, today: date) -> str:
    """Which of the week's sessions it is: "2 of 2 this week"."""
    nth = plan.sessions.index(session) + 1
    return f"{nth} of {len(plan.sessions)} {which_week(plan, today)}"


def why_none(plan: WeekPlan) -> str:
    """Why no strength work is due: that the week's days are over, or the plan's own words."""
    if plan.sessions:
        return "This week's strength days are over. The next plan starts on Monday."
    return " ".join(filter(None, [plan.message, *(note.text for note in plan.notes)]))


def areas(session: StrengthSession) -> str:
    """The two parts of the body that get most of the minutes: "hips and calves"."""
    minutes: dict[str, float] = {}
    for each in session.prescriptions:
        pattern = each.exercise.pattern
        area = "trunk" if pattern.startswith("trunk") else AREAS.get(pattern, "the whole body")
        minutes[area] = minutes.get(area, 0) + each.minutes
    return listed(sorted(minutes, key=lambda area: -minutes[area])[:2])


def dose(each: Prescription) -> str:
    """Sets times amount: "2 × 8–12", "2 × 20 s"."""
    low, high = each.amount
    span = f"{low}" if low == high else f"{low}–{high}"
    return words.together(f"{each.sets} × {span}{MEASURES[each.measure]}")
