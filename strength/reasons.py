"""Why each exercise is in the week, in words: the flag's value and the need it answers.

An exercise that no flag calls for says why it belongs to the basic week.
"""

from __future__ import annotations

from core.athlete import RunDay
from core.findings import Flag, Side
from core.guides import GUIDES
from core.plan import Exercise
from strength.choose import Choice, need_met
from strength.gates import is_jump, is_touchy
from strength.terms import NO_STRENGTH, Terms, is_self_test

BASIC = {
    "knee": "Thighs and hips carry every stride; in trials stronger legs spent less at a pace",
    "hinge": "Hips and hamstrings push you forward; in trials stronger legs spent less at a pace",
    "calf": "Calves carry every step; they and the Achilles tendon are the ankle's main spring",
    "hip_lateral": "The outer hip holds the pelvis level while one foot is on the ground",
    "balance": "Running is a row of one-leg stands; balance work makes them steadier",
    "foot_ankle": "Foot and ankle meet the ground first on every step",
    "plyo": "A few quick contacts train the leg spring",
    "drill": "A rehearsal of quick, tall steps",
    "pull": "Upper back and arms balance the legs; general strength, no more is claimed",
    "push": "Upper-body strength for posture; general strength, no more is claimed",
    "mobility": "Slow stretching widens joint range over weeks",
    "breath": "Slow breathing calms",
    "trunk": "A steady trunk lets the legs work; small trials in runners point the same way",
}
"""Strength law, section 1; wording follows its verdicts and claims no more than they do."""
CAUTION_NOTES = {
    "achilles": "your Achilles tendon",
    "ankle": "your ankle",
    "calf": "your calf",
    "hamstring": "your hamstring",
    "hip_groin": "your hip or groin",
    "knee": "your knee",
    "low_back": "your lower back",
    "low_back_floor": "your lower back",
    "neck": "your neck",
    "plantar": "the sole of your foot",
    "shoulder": "your shoulder",
    "wrist": "your wrist",
}
CONDITION_NOTES = {
    "pregnancy": "In pregnancy keep it easy and within reach of a hold.",
    "osteoporosis": "With osteoporosis move slowly and without rounding the back.",
    "hypertension": "With high blood pressure keep breathing; never hold your breath.",
    "dizziness": "If you get dizzy, keep a hand on a wall or chair.",
}
JUMP_NOTE = "Only if you manage 15 heel raises on each single leg."


def because(exercise: Exercise, choice: Choice) -> tuple[str, ...]:
    """The ids of the flags that the exercise answers, the best answered and most urgent first."""
    return tuple(flag.id for flag in _answered(exercise, choice))


def reason(exercise: Exercise, choice: Choice) -> str:
    """The sentence for the runner: what was seen, and what this exercise does about it.

    Such as: "Ground contact, left against right (51.6 % left over 5 runs): trains one leg at a
    time with equal work on both sides."
    """
    flags = _answered(exercise, choice)
    if not flags:
        return f"Basic week: {_lower_first(BASIC[basic_kind(exercise)])}."
    first, *others = flags
    _, need = need_met(exercise, first)
    why = need.why if need else BASIC[basic_kind(exercise)]
    also = [flag.title for flag in others if choice.serves(exercise, flag.id) == 2][:1]
    more = f" It also answers: {_lower_first(also[0])}." if also else ""
    return f"{seen(first)}: {why.rstrip('.')}.{more}"


def note(exercise: Exercise, terms: Terms) -> str:
    """What this runner must watch in this exercise; empty when nothing is told."""
    parts = []
    if is_touchy(exercise, terms):
        tags = sorted(exercise.caution & terms.pains.keys())
        where = " and ".join(dict.fromkeys(CAUTION_NOTES.get(tag, tag) for tag in tags))
        parts.append(f"Watch {where}: one set less, and stop if it hurts more than 3 of 10.")
    told = sorted(exercise.caution & terms.profile.conditions)
    parts += [CONDITION_NOTES[tag] for tag in told if tag in CONDITION_NOTES]
    if is_jump(exercise) and terms.profile.heel_raises_min is None:
        parts.append(JUMP_NOTE)
    return " ".join(parts)


def timing(kind: str, run: RunDay) -> str:
    """When on the day to do it (D3): after the run, never before it."""
    if run is RunDay.REST:
        return "No run today: any time that suits you."
    if kind == "light":
        return "Any time; after the run if you run."
    return "After the run, 6 hours later if you can, else straight after. Never before it."


def seen(flag: Flag) -> str:
    """A flag with its value in words: "Ground contact (51.6 % left over 5 runs)"."""
    if flag.value is None or (is_self_test(flag) and flag.side is Side.NONE):
        return flag.title
    runs = f" over {flag.n_runs} run{'' if flag.n_runs == 1 else 's'}" if flag.n_runs else ""
    return f"{flag.title} ({_value(flag.value, flag)}{runs})"


def basic_kind(exercise: Exercise) -> str:
    """The key of `BASIC`: every trunk pattern is "trunk"."""
    return "trunk" if exercise.pattern.startswith("trunk") else exercise.pattern


def _answered(exercise: Exercise, choice: Choice) -> list[Flag]:
    # In a calm week a flag that is not answered in full waits: it is nobody's reason.
    least = 2 if choice.terms.is_calm else 1
    flags = [flag for flag in choice.terms.flags if choice.serves(exercise, flag.id) >= least]
    # "You run, and that is nearly all" is behind every session; the others say more.
    return sorted(
        flags, key=lambda flag: (flag.id == NO_STRENGTH, -choice.serves(exercise, flag.id))
    )


def _value(value: float, flag: Flag) -> str:
    if flag.unit == "pp" and flag.side is not Side.NONE:
        # A lean of 1.6 points is shown as the larger side's share; no-break space before "%".
        return f"{50 + abs(value):.1f}\u00a0% {flag.side.value}"
    if is_self_test(flag) and flag.unit == "pct":
        share = f"{100 - value:.0f}\u00a0%"
        guide = GUIDES.get(flag.id)
        if guide is not None and guide.is_lower_better:
            return f"{flag.side.value} side slower, the other took {share} of its time"
        return f"{flag.side.value} side {share} of the other"
    units = {"pct": "\u00a0%", "pp": "\u00a0points", "ratio": " times", "": ""}
    of_test = " less on the" if is_self_test(flag) else ""
    side = "" if flag.side is Side.NONE else f"{of_test} {flag.side.value}"
    number = f"{abs(value) if side else value:.1f}".removesuffix(".0")
    return f"{number}{units.get(flag.unit, f' {flag.unit}')}{side}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
