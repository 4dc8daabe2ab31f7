"""What the runner changes of a week: sessions moved, words on exercises, the usual week found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.athlete import Profile, RunDay
from core.log import Adjustment, Move, Wish
from core.plan import StrengthSession, WeekPlan
from core.usual import UsualWeek
from views import words
from views.week_board import planned_day, run_on, session_name

OUT_FOR = timedelta(days=14)  # strength law, S6
MOST_SAID = 8  # our choice: of older words only the plan still knows
RUN_NAMES = {
    RunDay.REST: "no run",
    RunDay.EASY: "easy run",
    RunDay.HARD: "hard run",
    RunDay.LONG: "long run",
    RunDay.RACE: "race",
}
WISHES = {
    Wish.EASIER: ("Too hard", ":material/arrow_downward:"),
    Wish.HARDER: ("Too easy", ":material/arrow_upward:"),
    Wish.HURTS: ("It hurts", ":material/back_hand:"),
}
HURTS = (
    "Out for two weeks; an easier version takes its place if there is one. Pain at night or in a "
    "bone, swelling, numbness or limping: stop and see a professional."
)  # strength law, S6; imbalance law, section 4
IN_PROFILE = "The runs on the board are those of your usual week in Profile."


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that the runner changed, in words, and what takes it back."""

    text: str
    what: Move | Adjustment
    key: str


def days_for(
    session: StrengthSession, plan: WeekPlan, profile: Profile, *, today: date
) -> dict[date, str]:
    """Where a session can go: the days ahead, its own, and the one that was planned."""
    week = [plan.week + timedelta(days=n) for n in range(7)]
    own = {session.day, planned_day(session)}
    return {day: _day_label(day, session, profile) for day in week if day >= today or day in own}


def moved(plan: WeekPlan, *, today: date) -> tuple[Said, ...]:
    """The sessions of the week that were moved."""
    return tuple(
        Said(
            text=f"Session {session_name(each, plan)} moved from {each.planned_day:%A} "
            f"to {each.day:%A}.",
            what=Move(week=plan.week, from_day=each.planned_day, to_day=each.day),
            key=f"put_back_{each.planned_day}",
        )
        for each in plan.sessions
        if each.planned_day is not None
    )


def said(
    adjustments: Sequence[Adjustment], names: Mapping[str, str], *, today: date
) -> tuple[Said, ...]:
    """What the runner said of exercises, the latest first.

    Args:
        adjustments: All of them, in the order of telling.
        names: Exercise id to name.
        today: The day of the look.
    """
    latest = list(adjustments)[::-1][:MOST_SAID]
    return tuple(
        Said(
            text=_adjustment(each, names, today=today),
            what=each,
            key=f"take_back_{each.exercise_id}_{each.said_on}",
        )
        for each in latest
    )


def usual_heading(usual: UsualWeek | None) -> str:
    """Where the runs of the board come from, in one line."""
    if usual is None:
        return IN_PROFILE
    if not usual.has_fixed_days:
        return f"No regular days were found in your runs of {words.count(usual.n_weeks, 'week')}."
    return f"The runs on the board were found in your runs of {usual.n_weeks} weeks."


def usual_lines(usual: UsualWeek) -> str:
    """Each weekday as it was found, with what it stands on, as a list."""
    monday = date(2024, 1, 1)
    return "\n".join(
        f"- **{monday + timedelta(days=n):%A}** {RUN_NAMES[day.kind]}: :gray[{day.evidence}]"
        for n, day in enumerate(usual.days)
    )


def _day_label(day: date, session: StrengthSession, profile: Profile) -> str:
    own = ", as planned" if day == planned_day(session) else ""
    return f"{day:%A}: {RUN_NAMES[run_on(day, profile)]}{own}"


def _adjustment(each: Adjustment, names: Mapping[str, str], *, today: date) -> str:
    name = names.get(each.exercise_id, each.exercise_id)
    on = "today" if each.said_on == today else words.day(each.said_on, today=today)
    if each.wish is Wish.SWAP:
        other = names.get(each.instead or "", each.instead)
        return f"**{name}**: swapped for {other}, {on}."
    if each.wish is Wish.HURTS:
        until = words.day(each.said_on + OUT_FOR, today=today)
        return f"**{name}**: it hurts, {on}. Out until {until}. :gray[{HURTS}]"
    return f"**{name}**: {each.wish.value}, {on}."
