"""Twelve weeks of three runners: `python -m tests.simulate_strength docs/strength-simulation.md`.

One logs faithfully, one skips sessions and weeks, one hurts in week three. Each week is planned
from the log of the weeks before; then the runner does it. Writes the page and, beside it in
`pictures/`, a picture. No chance and no clock: the same code gives the same page.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.athlete import Experience
from core.findings import Side
from core.plan import Focus, Prescription, Situation, StrengthSession, WeekPlan
from strength import plan_strength_week
from tests.draw_simulation import picture
from tests.strength.logs import as_done, given, make_log, make_sessions
from tests.strength.situations import MONDAY, make_need_flag, make_situation

WEEKS = 12
FIRST_WEIGHT_KG = 10.0
HURTS, HURT_SCORE, HURT_WEEK = "heel_raise_single", 5.0, 3


@dataclass(frozen=True)
class Runner:
    """Who it is, what is told of them, and which sessions they do."""

    name: str
    story: str
    does: Callable[[int, int], bool] = lambda week, number: True
    is_hurt: bool = False


RUNNERS = (
    Runner("The faithful one", "Does every session and logs every set."),
    Runner(
        "The one who skips",
        "Leaves out one session in week 3, all of week 5, and weeks 7 to 9.",
        does=lambda week, number: week not in (5, 7, 8, 9) and (week, number) != (3, 1),
    ),
    Runner(
        "The one who hurts",
        "Does every session; in week 3 single-leg heel raises hurt at 5 of 10.",
        is_hurt=True,
    ),
)


@dataclass
class Told:
    """A runner's log while the weeks go by."""

    sets: list[dict[str, Any]] = field(default_factory=list)
    sessions: list[dict[str, Any]] = field(default_factory=list)
    seen: Counter[tuple[str, float | None]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Week:
    """One week as it was planned, and how many of its sessions were done."""

    number: int
    plan: WeekPlan
    n_done: int


def simulate(runner: Runner) -> list[Week]:
    """Twelve weeks of one runner, each planned from the log of those before."""
    told, weeks = Told(), []
    for number in range(1, WEEKS + 1):
        plan = plan_strength_week(_situation(told, number))
        done = [one for at, one in enumerate(plan.sessions) if runner.does(number, at)]
        for session in done:
            _do(runner, told, session, week=number)
        weeks.append(Week(number, plan, len(done)))
    return weeks


def _situation(told: Told, week: int) -> Situation:
    """38 years, two dumbbells, an hour a week; a test found the left calf behind in week 1."""
    made = make_situation(
        birth_year=1988,
        experience=Experience.SOME,
        equipment=frozenset({"dumbbell"}),
        strength_minutes_per_week=60,
        today=MONDAY + timedelta(weeks=week - 1),
        flags=[make_need_flag("ST_CALF", "act", side=Side.LEFT, value=25.0, unit="pct")],
        focus=Focus(side=Side.LEFT, is_provisional=False, since=MONDAY, lsi_pct=75.0),
    )
    return replace(made, log=make_log(*told.sets), sessions_done=make_sessions(*told.sessions))


def _do(runner: Runner, told: Told, session: StrengthSession, *, week: int) -> None:
    for one in session.prescriptions:
        alone = replace(session, prescriptions=(one,))
        weight = one.load_kg or (FIRST_WEIGHT_KG if _has_weight(one) else None)
        # A new exercise or weight is in mid-range at first; from the second time on it is mastered.
        is_new = told.seen[one.exercise.id, weight] == 0
        told.seen[one.exercise.id, weight] += 1
        is_sore = runner.is_hurt and week == HURT_WEEK and one.exercise.id == HURTS
        pain = {HURTS: HURT_SCORE} if is_sore else {}
        for row in as_done(alone, amount="low" if is_new else "top", pain=pain):
            told.sets.append(row | {"load_kg": weight})
    told.sessions.append({"log_id": len(told.sessions), "local_date": session.day})


def _has_weight(one: Prescription) -> bool:
    return frozenset({"dumbbell"}) in one.exercise.equipment_any_of


def page(stories: list[tuple[Runner, list[Week]]], picture_name: str) -> str:
    """The whole page in Markdown."""
    parts = [HEAD.format(picture=picture_name)]
    for runner, weeks in stories:
        parts += [f"## {runner.name}\n", f"{runner.story}\n", *_table(weeks), "", *_steps(weeks)]
    return "\n".join(parts).rstrip() + "\n"


HEAD = """# Twelve weeks of strength work, simulated

Written by `python -m tests.simulate_strength docs/strength-simulation.md` with the real engine: do
not edit. Three runners have the same profile (38 years, two dumbbells, an hour a week, some
experience, the left calf behind in a self-test of week 1) and differ in what they do. Each week is
planned from the log of the weeks before. A new exercise or weight is done at the low end of its
range, from the second time on at the top with the asked repetitions in reserve.

What can be seen: weeks 1-4 learn, 5-8 build, from 9 on strong; every fourth week is lighter; the
top of the range twice running brings more weight (5 % for legs, 2.5 % for the upper body) or the
harder version; an extra set on the weaker side for six weeks; a missed session is not caught up, a
missed week is done again, three missed weeks bring one week of first doses; pain above 3 of 10
takes an exercise out for two weeks and a step down.

![Sets a week of three runners over twelve weeks](pictures/{picture})
"""


def _table(weeks: list[Week]) -> list[str]:
    rows = [
        "| Week | Weeks behind | Stage | Done | Sets | Extra sets | Up | Repeat | Back | Weights | "
        "Said |",
        "|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    for week in weeks:
        said = Counter(_word(one) for one in given(week.plan).values())
        notes = ", ".join(note.code for note in week.plan.notes if note.code in SHOWN) or "-"
        cells = (
            week.number,
            _weeks_behind(weeks, week),
            week.plan.stage,
            f"{week.n_done} of {len(week.plan.sessions)}",
            n_sets(week.plan),
            n_extra(week.plan),
            said["Up"],
            said["Repeat"],
            said["Step"],
            _weights(week.plan),
            notes,
        )
        rows.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return rows


SHOWN = (
    *("deload", "session_missed", "week_missed", "weeks_missed", "review_due"),
    *("out_for_two_weeks", "extra_set_over"),
)


def _weeks_behind(weeks: list[Week], now: Week) -> int:
    return sum(week.n_done > 0 for week in weeks if week.number < now.number)


def _weights(plan: WeekPlan) -> str:
    told = [
        f"{one.exercise.name} {one.load_kg:g} kg"
        for one in given(plan).values()
        if one.load_kg is not None
    ]
    return ", ".join(told[:3]) or "-"


def _word(one: Prescription) -> str:
    return one.progress.split(" ")[0].rstrip(":")


def n_sets(plan: WeekPlan) -> int:
    """Sets of the week; of both sides one."""
    return sum(one.sets for session in plan.sessions for one in session.prescriptions)


def n_extra(plan: WeekPlan) -> int:
    """Extra sets of the week on the weaker side."""
    return sum(
        one.extra_set_side is not Side.NONE
        for session in plan.sessions
        for one in session.prescriptions
    )


def _steps(weeks: list[Week]) -> list[str]:
    """What went up or back, week by week, in the plan's own words."""
    lines = ["What the log changed, in the plan's own words:\n"]
    for week in weeks:
        for one in given(week.plan).values():
            if _word(one) in ("Up", "Step") and "No harder version" not in one.progress:
                lines.append(f"* week {week.number}, {one.exercise.name}: {one.progress}")
        lines += [
            f"* week {week.number}: {note.text}"
            for note in week.plan.notes
            if note.code in ("out_for_two_weeks", "week_missed", "weeks_missed", "session_missed")
        ]
    return [*lines, ""]


def main(arguments: list[str]) -> int:
    """Write the page and its picture."""
    if len(arguments) != 1:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    file = Path(arguments[0])
    stories = [(runner, simulate(runner)) for runner in RUNNERS]
    rows = [
        (
            runner.name,
            [
                (n_sets(week.plan) if week.n_done else 0, n_sets(week.plan), _mark(week))
                for week in weeks
            ],
        )
        for runner, weeks in stories
    ]
    drawing = file.parent / "pictures" / f"{file.stem}.svg"
    drawing.parent.mkdir(parents=True, exist_ok=True)
    drawing.write_text(picture(rows), encoding="utf-8")
    file.write_text(page(stories, drawing.name), encoding="utf-8")
    sys.stdout.write(f"{file} and {drawing} written\n")
    return 0


MARKS = {
    "out_for_two_weeks": "out",
    "weeks_missed": "first doses",
    "week_missed": "again",
    "deload": "lighter",
}


def _mark(week: Week) -> str:
    codes = {note.code for note in week.plan.notes}
    return next((word for code, word in MARKS.items() if code in codes), "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
