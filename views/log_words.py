"""What the page says of a session under way, and of sessions that were logged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from core.findings import Side
from core.log import SessionDone
from core.plan import Exercise, WeekPlan
from views import words
from views.effort_words import LEGEND
from views.log_steps import Step
from views.next_session import MEASURES
from views.week_board import planned_day

UNITS = {
    "reps": "Repetitions",
    "hold_s": "Seconds held",
    "time_s": "Seconds",
    "distance_m": "Metres",
    "contacts": "Ground contacts",
}
RESERVES: Mapping[Any, str] = {0: "0", 1: "1", 2: "2", 3: "3", 4: "4", 5: "5+"}
RESERVE = "How many more would have gone"
PAIN, PAIN_MORE = "Pain during it, 0 to 10", "How strong is the pain"
STRONG_PAIN = 4
PAINS: Mapping[Any, str] = {0: "none", 1: "1", 2: "2", 3: "3", STRONG_PAIN: "4+"}
STRONG_PAINS: Mapping[Any, str] = {score: str(score) for score in range(STRONG_PAIN, 11)}
EFFORT = "How hard was the whole session"
EFFORT_HINT = f"{LEGEND}. Left empty, it stays unknown."
TOO_MUCH = (
    "Pain over 3 of 10: leave this exercise now. It stays out for two weeks, and an easier version "
    "takes its place if there is one. Swelling, numbness or pain at night: see a professional."
)  # strength law, S6; imbalance law, section 4
NOT_IN_PLAN = (
    "The plan of this session is no longer there. What you logged is kept; add what is missing in "
    "the table after you finish."
)
AS_PLANNED = "Logged at the lower end of each range. Change it below if it was otherwise."
AFTER = "Pain the next morning, 0 to 10"
NO_LOG = "No session is logged yet. Strength, yoga and pilates from your watch appear here too."
EMPTY = "Type at least one set, or the minutes: an empty session would say nothing."
AFTER_DAYS = 3  # our choice: later nobody remembers one morning
SIDE_WORDS = {Side.LEFT: ":orange[Left side]", Side.RIGHT: ":blue[Right side]"}
KINDS = {"strength": "Strength", "yoga": "Yoga", "pilates": "Pilates"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One session of the log: what is said of it, and where it can be changed or looked at."""

    text: str
    log_id: int | None
    activity_id: int | None


def set_heading(step: Step) -> str:
    """Which set of which side: "Set 2 of 3, left side"."""
    said = f"Set {step.set_index + 1} of {step.n_sets}"
    return f"{said} · {SIDE_WORDS[step.side]}" if step.side in SIDE_WORDS else said


def target(step: Step) -> str:
    """How much is asked: "Aim for 8–12, stop with 2 in reserve"."""
    low, high = step.each.amount
    span = f"{low}" if low == high else f"{low}–{high}"
    said = f"Aim for **{words.together(span + MEASURES[step.each.measure])}**"
    if step.each.reps_in_reserve is not None:
        reps = step.each.measure == "reps"
        said += f", {step.each.reps_in_reserve} in reserve" if reps else ", well before your limit"
    return f"{said}."


def done_button(step: Step) -> str:
    """The large button: the side stands on it."""
    return f"Set done: {step.side.value}" if step.side is not Side.NONE else "Set done"


def progress(done: SessionDone, planned: tuple[Step, ...]) -> str:
    """How far the session is, in words."""
    logged = {(each.exercise_id, each.set_index, each.side) for each in done.sets}
    n_exercises = len({step.at for step in planned})
    n_done = sum(step.key in logged for step in planned)
    return f"{n_done} of {words.count(len(planned), 'set')}, {n_exercises} exercises"


def so_far(step: Step, done: SessionDone) -> str:
    """What was logged of this exercise today: "So far: 12 left, 12 right"."""
    own = [each for each in done.sets if each.exercise_id == step.each.exercise.id]
    said = [
        f"{each.amount:g}{'' if each.side is Side.NONE else f' {each.side.value}'}"
        for each in own
        if each.amount is not None
    ]
    return f"So far: {', '.join(said)}" if said else ""


def kept(done: SessionDone) -> str:
    """What a session came to: "12 sets of 5 exercises are kept"."""
    sets = {(each.exercise_id, each.set_index) for each in done.sets}
    exercises = words.count(len({each.exercise_id for each in done.sets}), "exercise")
    return f"**{words.count(len(sets), 'set')}** of {exercises} kept."


def under_way(done: SessionDone) -> str:
    """A session that waits: how much of it is kept."""
    sets = words.count(len(done.sets), "set")
    return f"A session is under way: {sets} kept."


def lines(
    sessions: pl.DataFrame,
    sets: pl.DataFrame,
    *,
    today: date,
) -> tuple[LogLine, ...]:
    """The log, newest first; sessions under way are left out.

    Args:
        sessions: SESSIONS_DONE, of both kinds of witness.
        sets: SETS_DONE of them.
        today: The day of the look.
    """
    counted = _n_sets(sets)
    finished = sessions.filter("is_finished").sort("local_date", descending=True)
    return tuple(_line(row, counted, today) for row in finished.iter_rows(named=True))


def asks_after(sessions: pl.DataFrame, *, today: date) -> tuple[int, str] | None:
    """The session whose next morning is still to be told, and the question; else None."""
    since = today - timedelta(days=AFTER_DAYS)
    open_ = sessions.filter(
        pl.col("log_id").is_not_null()
        & pl.col("is_finished")
        & pl.col("pain_after_index").is_null()
        & pl.col("local_date").is_between(since, today - timedelta(days=1))
    ).sort("local_date", descending=True)
    if open_.is_empty():
        return None
    row = open_.row(0, named=True)
    return row["log_id"], f"The morning after {row['local_date']:%A}'s strength: any pain?"


def done_days(plan: WeekPlan, sessions: pl.DataFrame) -> frozenset[date]:
    """Planned days of the sessions that were done: logged for their day, or recorded on it.

    Each entry is one session: of two that the runner moved to one day, one entry does the first.
    """
    of_day = pl.coalesce("planned_for", "local_date")
    entries = Counter(sessions.filter("is_finished").select(of_day).to_series())
    done = set()
    for each in plan.sessions:
        if entries[each.day]:
            entries[each.day] -= 1
            done.add(planned_day(each))
    return frozenset(done)


def names(exercises: Mapping[str, Exercise]) -> dict[str, str]:
    """Exercise id to name, by name."""
    return dict(sorted(((key, one.name) for key, one in exercises.items()), key=lambda x: x[1]))


def _n_sets(sets: pl.DataFrame) -> dict[tuple[int | None, int | None], int]:
    one_each = sets.unique(["log_id", "activity_id", "exercise_id", "set_index"])
    found = one_each.group_by("log_id", "activity_id").len()
    return {(log_id, activity): n for log_id, activity, n in found.iter_rows()}


def _line(
    row: dict[str, Any], counted: Mapping[tuple[int | None, int | None], int], today: date
) -> LogLine:
    n_sets = counted.get((row["log_id"], row["activity_id"]), 0)
    said = [KINDS.get(row["kind"], "Strength")]
    if row["duration_s"]:
        said.append(words.together(f"{row['duration_s'] / 60:.0f} min"))
    if n_sets:
        said.append(words.count(n_sets, "set"))
    if row["rpe_index"] is not None:
        said.append(f"effort {row['rpe_index']:g}")
    if row["pain_after_index"]:
        said.append(f"pain next morning {row['pain_after_index']:g}")
    if row["log_id"] is None:
        said.append("from your watch")
    text = f"**{words.day(row['local_date'], today=today)}** {', '.join(said)}"
    if row["notes"]:
        text += f" :gray[“{words.literal(row['notes'])}”]"
    return LogLine(text=text, log_id=row["log_id"], activity_id=row["activity_id"])
