"""What a card says of one exercise: why, how, how much, and what the log changed."""

from __future__ import annotations

from dataclasses import dataclass

from core.findings import Side
from core.plan import Prescription
from views import words
from views.cards import listed
from views.next_session import dose

PROGRESS_SIGNS = {"up": "trending_up", "step back": "trending_down", "repeat": "repeat"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCard:
    """One exercise: what, why, how, how much; every text is Markdown."""

    name: str
    why: str
    cues: str
    dose: str
    pace: str
    foot: str
    note: str
    progress: str
    changes: str


def exercise_card(each: Prescription, number: int) -> ExerciseCard:
    """All that the page says of one exercise."""
    return ExerciseCard(
        name=f"{number} {each.exercise.name}",
        why=f":gray[Why] {each.reason}",
        cues="  \n".join(f"– {cue}" for cue in each.exercise.cues),
        dose=_dose(each),
        pace=_pace(each),
        foot=f"{_grade_badges(each)} {_steps(each)}".rstrip(),
        note=each.note,
        progress=_progress(each),
        changes=each.changes,
    )


def _dose(each: Prescription) -> str:
    """Sets times amount, each side on its own line only where they differ."""
    said = dose(each)
    if each.extra_set_side is Side.NONE:
        return f"**{said}{' each side' if each.exercise.per_side else ''}**{_load(each)}"
    amount = said.split("×", 1)[1]
    sets = {side: each.sets + (side is each.extra_set_side) for side in (Side.LEFT, Side.RIGHT)}
    left = f"**:orange[{sets[Side.LEFT]}\u00a0×{amount} left]**"
    right = f"**:blue[{sets[Side.RIGHT]}\u00a0×{amount} right]**"
    # The side that begins stands first.
    ordered = (left, right) if each.start_side is Side.LEFT else (right, left)
    return "  \n".join(ordered) + _load(each)


def _load(each: Prescription) -> str:
    """The weight to take, where the log has told one."""
    if each.load_kg is None:
        return ""
    return f"  \nwith **{words.together(f'{each.load_kg:g} kg')}**"


def _progress(each: Prescription) -> str:
    """What the log has changed, with a sign of the way it goes."""
    if not each.progress:
        return ""
    way = each.progress.partition(":")[0].strip().lower()
    sign = PROGRESS_SIGNS.get(way, "history")
    return f":material/{sign}: {each.progress[:1].upper()}{each.progress[1:]}"


def _pace(each: Prescription) -> str:
    """Rest, what stays in reserve, and the load for those who know theirs."""
    said = []
    if each.exercise.rest_s:
        said.append(f"Rest {words.together(f'{each.exercise.rest_s} s')}.")
    if each.reps_in_reserve is not None:
        reserve = f"Stop with {each.reps_in_reserve} in reserve."
        said.append(reserve if each.measure == "reps" else "Stop well before your limit.")
    if each.max_pct_1rm:
        low, high = each.max_pct_1rm
        said.append(
            f"If you know your best single lift: {words.together(f'{low}–{high} %')} of it."
        )
    return " ".join(said)


def _grade_badges(each: Prescription) -> str:
    badge = f":gray-badge[:material/science: {words.evidence(each.grade)}]"
    if each.extra_set_side is Side.NONE:
        return badge
    return f"{badge} :gray-badge[:material/science: Extra {each.extra_set_side} set: weak]"


def _steps(each: Prescription) -> str:
    steps = (("arrow_downward", "Easier", each.easier), ("arrow_upward", "Harder", each.harder))
    return " ".join(
        f":small[:gray[:material/{icon}: {word}: {listed(list(names))}]]"
        for icon, word, names in steps
        if names
    )
