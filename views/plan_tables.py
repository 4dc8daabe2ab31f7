"""What the Strength page says: the answer, each session, the notes.

Layout is the page's; here are only words. Colours are named by meaning (see `theme.py`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from core.athlete import Profile
from core.findings import SPIKE_WINDOW_DAYS, Review, Side
from core.load_cause import LoadState
from core.plan import Note, StrengthSession, WeekPlan
from views import care, words
from views.cards import which_week
from views.next_session import areas, next_session, when
from views.week_board import planned_day, session_name

DONE_ALL = ("It is done.", "All are done.")
COUNTS = ("No", "One", "Two", "Three", "Four", "Five")
STAGES = {
    "learn": "learn the movements",
    "build": "build",
    "strong": "get strong",
    "maintain": "keep what you have",
}
PHASES = {
    "base": "Base",
    "build": "Build",
    "peak": "Peak",
    "taper": "Taper",
    "race_week": "Race week",
    "recovery": "Recovery",
}
LOADS = {
    LoadState.GREEN: ":green-badge[● Load: ready]",
    LoadState.AMBER: ":yellow-badge[▲ Load: lighter week]",
    LoadState.RED: ":red-badge[◆ Load: half a week]",
}
NO_LOAD = ":gray-badge[◌ Load: unknown]"
STARTS = {
    Side.LEFT: ":orange-badge[Start left]",
    Side.RIGHT: ":blue-badge[Start right]",
    Side.NONE: "",
}
FIRST_NOTES = ("see_professional", "ask_midwife_or_doctor", "no_leg_exercise_fits")
STOP_RULES = (
    "**Over 3 of 10** pain during an exercise or the day after: leave it out for two weeks and "
    "take the easier version.\n\n"
    "Pain over 3 of 10 while running, limping, pain at night or in a bone, swelling, numbness, "
    "pain after a fall, or a change that lasts more than two weeks: stop and see a professional."
)  # strength law S6; imbalance law, section 4
WHY_PLAN = (
    "In 24 controlled studies of 6 to 20 weeks with strength work, running cost 2 to 8 % less. "
    "Whether it lowers injury is **open**: doing it regularly, and being shown once, matters "
    "most. Heavier work suits who is used to it; jumps are a small extra."
)
LIMITS = (
    "One-leg work is sensible for runners; no trial shows that it beats two-leg work. An extra set "
    "on a weaker side rests on thin evidence, so it is given only after a strength test, for six "
    "weeks at most. The programme chooses from rules written down in advance; it does not know "
    "you, and it is no examination."
)


def answer(
    plan: WeekPlan, today: date, *, done: Collection[date] = (), profile: Profile | None = None
) -> str:
    """How many sessions, what comes first, and when the next one is.

    Args:
        plan: The week.
        today: The day of the look.
        done: Planned days of the sessions that were done.
        profile: Where it tells of an illness or of strong pain, that leads instead.
    """
    if profile is not None and (hurts := care.headline(profile)):
        return hurts
    return _week(plan, today, done)


def _week(plan: WeekPlan, today: date, done: Collection[date]) -> str:
    if not plan.sessions:
        return f"No strength session {which_week(plan, today)}."
    n = len(plan.sessions)
    first = areas(max(plan.sessions, key=lambda session: session.minutes)).split(" and ")[0]
    which_one = which_week(plan, today)
    week = f"{COUNTS[n]} session{'' if n == 1 else 's'} {which_one}, {first} first."
    left = [each for each in plan.sessions if planned_day(each) not in done]
    if not left:
        return f"{week} {DONE_ALL[n > 1]}"
    due = next_session(replace(plan, sessions=tuple(left)), today)
    if due is None:
        return f"{week} The week's days for it are over."
    minutes = words.together(f"{due.minutes} min")
    which = "The next one" if n > 1 else "It"
    return f"{week} {which} is {when(due.day, today)}: {minutes}."


def badges(plan: WeekPlan, profile: Profile, load_state: LoadState | None) -> str:
    """Where in the season, what the load allows, and which side begins.

    A calm week is amber and never stands beside a green mark.
    """
    is_calm = any(note.code == "see_professional" for note in plan.notes)
    week = f"Week {profile.weeks_done + 1}: {STAGES[plan.stage]}"
    stage = ":yellow-badge[▲ Calm week: pain comes first]" if is_calm else f":gray-badge[{week}]"
    phase = f":gray-badge[{PHASES[plan.phase]}]"
    load = LOADS[load_state] if load_state else NO_LOAD
    if is_calm and load_state is LoadState.GREEN:
        load = ""
    return " ".join(filter(None, (stage, phase, load, STARTS[start_side(plan)])))


def known_load(review: Review) -> LoadState | None:
    """What the running load allows; None where no run of the last 30 days tells anything.

    A lighter week stays a lighter week: only "ready" would be said without a ground.
    """
    since = review.today - timedelta(days=SPIKE_WINDOW_DAYS)
    says = pl.col("distance_m").is_not_null() | pl.col("load_au").is_not_null()
    known = review.days.filter(pl.col("local_date") >= since, pl.col("n_runs") > 0, says)
    is_ready = review.load_state is LoadState.GREEN
    return None if is_ready and known.is_empty() else review.load_state


def start_side(plan: WeekPlan) -> Side:
    """The side that begins one-leg work; none when no side is known."""
    sides = {each.start_side for session in plan.sessions for each in session.prescriptions}
    return next(iter(sides - {Side.NONE}), Side.NONE)


def first_shown(plan: WeekPlan, today: date, *, done: Collection[date] = ()) -> int:
    """Which session is shown first: the next one that is not done, else the first."""
    left = tuple(each for each in plan.sessions if planned_day(each) not in done)
    due = next_session(replace(plan, sessions=left), today)
    return plan.sessions.index(due) if due else 0


def session_heading(session: StrengthSession, plan: WeekPlan, today: date) -> str:
    """The head of a session: "Session A, today: 20 min"."""
    day = when(session.day, today) if session.day >= today else f"{session.day:%A}"
    minutes = words.together(f"{session.minutes} min")
    return f"Session {session_name(session, plan)}, {day}: {minutes}"


def session_caption(session: StrengthSession) -> str:
    """When on the day, the warm-up, and how to work side by side."""
    warm_up = "3 minutes of warm-up included. " if session.kind == "full" else ""
    sides = {each.start_side for each in session.prescriptions} - {Side.NONE}
    side = next(iter(sides), None)
    order = (
        f" Start each one-leg exercise on the {side}; the other side copies the count."
        if (side)
        else ""
    )
    return f"{warm_up}{session.timing}{order}"


def first_notes(plan: WeekPlan) -> tuple[Note, ...]:
    """What must be read before anything is trained."""
    return tuple(note for note in plan.notes if note.code in FIRST_NOTES)


def other_notes(plan: WeekPlan) -> tuple[Note, ...]:
    """What else the week has to say."""
    return tuple(note for note in plan.notes if note.code not in FIRST_NOTES)


def limits(plan: WeekPlan) -> str:
    """What is not known, and every study behind the week's exercises, once, as a list."""
    texts = {
        text: None
        for session in plan.sessions
        for each in session.prescriptions
        for text in each.sources
    }
    return "\n".join([LIMITS, "", *(f"- {text}" for text in texts)])
