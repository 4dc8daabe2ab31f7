"""What the cards of a page say: one figure, or one flag with its advice and its evidence.

Layout is the page's; here are only words, so that two pages say the same of the same flag.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.findings import Flag, Grade, Level, Quality, Side, Tone
from core.plan import WeekPlan
from views import words

MAX_OPEN_FLAGS = 3  # imbalance law, section 2.5
MOST_QUALITIES = 3  # more than three no longer say what comes first
GRADES = {
    Grade.STRONG: "a large cohort or trial of runners on exactly this; still an association",
    Grade.MIXED: "running studies that disagree, or one small positive study",
    Grade.WEAK: "a mechanism, tiny samples, or convention among coaches",
    Grade.DESCRIPTIVE: "a description of training, not a risk",
}  # load law, "Evidence grades shown in the UI"
QUALITIES = {
    Quality.SINGLE_LEG_STRENGTH: "one-leg strength",
    Quality.SINGLE_LEG_SPRING: "one-leg spring",
    Quality.CALM_FOCUS: "calm and focus",
    Quality.HIP_HAMSTRING_STRENGTH: "hip and hamstring strength",
    Quality.HOP_BASE: "a base for hops",
}  # the others read well as they are
ON_REQUEST = ("INTENSITY_MIX",)  # imbalance law, 2.3: judged only for the runner who asked for it
SIDE_BADGES = {Side.LEFT: ":orange-badge[Left]", Side.RIGHT: ":blue-badge[Right]", Side.NONE: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """One figure, a note below it, and the series behind it where there is one."""

    label: str
    value: str
    note: str
    help: str
    colour: words.Colour | Literal["off"] = "off"
    series: tuple[float, ...] = ()
    shape: Literal["line", "bar", "area"] = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagCard:
    """One flag: badges as Markdown, its title and law sentence, what to do, and why we say it."""

    id: str
    badges: str
    title: str
    text: str
    advice: str
    why: str


def flag_card(flag: Flag, plan: WeekPlan, *, today: date, no_need: str = "") -> FlagCard:
    """All that a page says of one flag.

    Args:
        flag: The verdict.
        plan: The strength work ahead, which may hold the answer.
        today: The day of the look.
        no_need: The advice for a flag that no strength work answers.
    """
    badges = (
        words.mark(flag.level, flag.tone).badge,
        SIDE_BADGES[flag.side],
        f":gray-badge[{words.evidence(flag.grade)}]",
    )
    return FlagCard(
        id=flag.id,
        badges=" ".join(badge for badge in badges if badge),
        title=flag.title,
        text=flag.text,
        advice=strength_advice(flag, plan, today=today) if flag.needs else no_need,
        why=why(flag),
    )


def raised(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """The flags at watch or act, in page order; what only describes is none unless asked for."""
    up = (flag for flag in flags if flag.level >= Level.WATCH)
    return tuple(flag for flag in up if flag.tone > Tone.NONE or flag.id in ON_REQUEST)


def quality(wanted: Quality) -> str:
    """A quality as a runner would say it: "one-leg strength"."""
    return QUALITIES.get(wanted, wanted.value.replace("_", " ").lower())


def which_week(plan: WeekPlan, today: date) -> str:
    """Which week a plan is for, as seen from today."""
    return "next week" if plan.week > today else "this week"


def strength_advice(flag: Flag, plan: WeekPlan, *, today: date) -> str:
    """Which strength work answers a flag, and how much of it the plan ahead holds."""
    needs = sorted(flag.needs, key=lambda need: -need.weight)[:MOST_QUALITIES]
    wanted = listed([quality(need.quality) for need in needs])
    serving = [
        each
        for session in plan.sessions
        for each in session.prescriptions
        if flag.id in each.because
    ]
    whose = f"{which_week(plan, today)}'s plan"
    if not serving:
        return f"Train {wanted}. {whose.capitalize()} holds nothing for it yet; Strength says why."
    sides = {each.start_side for each in serving if each.exercise.unilateral}
    one_side = sides.pop() if len(sides) == 1 else Side.NONE
    start = "" if one_side is Side.NONE else f" One-leg work starts on the {one_side.value}."
    return f"Train {wanted}: {words.count(len(serving), 'exercise')} in {whose}.{start}"


def why(flag: Flag) -> str:
    """How a flag was worked out, how sure the literature is, its limits and its source."""
    parts = {
        "How it was worked out.": basis(flag),
        f"{words.evidence(flag.grade)}.": f"That means {GRADES[flag.grade]}.",
        "Limits.": flag.caveat,
        "Source.": flag.source,
    }
    return "\n\n".join(f"**{head}** {text}" for head, text in parts.items() if text)


def basis(flag: Flag) -> str:
    """The figure behind a flag, its 95 % interval, and the data that it stands on."""
    minutes = f" and {words.count(flag.n_blocks, 'steady minute')}" if flag.n_blocks else ""
    data = f"{words.count(flag.n_runs, 'run')}{minutes} of the last {flag.window_days} days"
    if flag.value is None:
        return f"No value yet, from {data}."
    if not flag.n_runs:  # a self-test, a slider, or sessions that are no runs
        data = "what you typed in or recorded"
    bounds = ""
    if flag.low is not None and flag.high is not None and flag.low < flag.high:
        bounds = f" (95 % interval {_amount(flag.low, flag)} to {_amount(flag.high, flag)})"
    return f"{_amount(flag.value, flag)}{bounds}, from {data}."


def listed(things: list[str]) -> str:
    """A list as prose: "a", "a and b", "a, b and c".

    Example:
        >>> listed(["hips", "calves", "trunk"])
        'hips, calves and trunk'
    """
    head, last = ", ".join(things[:-1]), things[-1:]
    return " and ".join(part for part in (head, *last) if part)


def _amount(value: float, flag: Flag) -> str:
    if flag.unit == "pp":
        return words.lean(value)
    units = {"ratio": " times", "pct": " %"}
    return f"{words.number(value, 2)}{units.get(flag.unit, f' {flag.unit}')}"
