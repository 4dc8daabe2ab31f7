"""The strength work of the report: the week's sessions, and what was done before it."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from core.findings import Review, Side
from core.plan import Note, Prescription, StrengthSession, WeekPlan
from core.scalars import as_number
from views import paper, words
from views.next_session import MEASURES, dose
from views.plan_tables import first_notes, other_notes
from views.report_parts import Done
from views.week_board import session_name

LOG_DAYS = 56
MOST_EXERCISES, FEWER_EXERCISES = 7, 4  # our choice: those with the most sets
MOST_ANSWERS = 2
MOST_NOTES = 3
MANY = 12  # exercises of a week: beyond, its rows are a list
HEADS = ("Exercise", "Sets", "First of these weeks", "Last", "Weight", "Most pain")


def week(plan: WeekPlan, review: Review) -> str:
    """Each session beside the others: exercise, dose, what it answers; a large week as a list."""
    if not plan.sessions:
        return paper.bullets([plan.message, *(note.text for note in in_order(plan))])
    titles = {flag.id: flag.title for flag in review.flags}
    is_large = n_exercises(plan) > MANY
    full = [each for each in plan.sessions if each.kind == "full"]
    beside = (is_large and full) or list(plan.sessions)
    columns = [_listed(each, plan) if is_large else _session(each, plan, titles) for each in beside]
    light = [_in_a_line(each, plan) for each in plan.sessions if each not in beside]
    notes = [note.text for note in in_order(plan)][:MOST_NOTES]
    return (
        f'<div class="sessions" style="grid-template-columns: repeat({len(beside)}, 1fr)">'
        f"{''.join(columns)}</div>{''.join(light)}{paper.bullets(notes, is_small=True)}"
    )


def in_order(plan: WeekPlan) -> tuple[Note, ...]:
    """All that the week has to say: what must be read before anything is trained comes first."""
    return (*first_notes(plan), *other_notes(plan), *plan.broken, *plan.uncovered)


def n_exercises(plan: WeekPlan) -> int:
    """How many rows the week needs."""
    return sum(len(session.prescriptions) for session in plan.sessions)


def log(review: Review, plan: WeekPlan, done: Done) -> str:
    """How regularly, and the exercises that were done most, from first to last.

    A large week leaves room for fewer of them.
    """
    since = review.today - timedelta(days=LOG_DAYS)
    sessions = done.sessions.filter(pl.col("local_date") > since, pl.col("is_finished"))
    if sessions.is_empty():
        return paper.paragraph("Nothing is logged in the last 8 weeks; what was done is unknown.")
    sets = done.sets.filter(pl.col("local_date") > since, pl.col("exercise_id").is_not_null())
    most = FEWER_EXERCISES if n_exercises(plan) > MANY else MOST_EXERCISES
    found = paper.table(HEADS, [_exercise(each, done) for each in _most_done(sets, most)])
    return paper.paragraph(_regularly(sessions, done, review)) + found


def _head(session: StrengthSession, plan: WeekPlan) -> str:
    return f"{session_name(session, plan)}, {session.day:%A}: {session.minutes} min"


def _session(session: StrengthSession, plan: WeekPlan, titles: dict[str, str]) -> str:
    rows = [_planned(each, titles) for each in session.prescriptions]
    return f"<div><h3>{paper.esc(_head(session, plan))}</h3>{paper.table((), rows)}</div>"


def _listed(session: StrengthSession, plan: WeekPlan) -> str:
    """The session of a large week: names and doses alone."""
    lines = (f"<li>{_named(each)}</li>" for each in session.prescriptions)
    return f"<div><h3>{paper.esc(_head(session, plan))}</h3><ul>{''.join(lines)}</ul></div>"


def _in_a_line(session: StrengthSession, plan: WeekPlan) -> str:
    said = "; ".join(_named(each) for each in session.prescriptions)
    return f'<p class="small">{paper.esc(_head(session, plan))}. {said}.</p>'


def _named(each: Prescription) -> str:
    return f"{paper.esc(each.exercise.name)}, {_amount(each)}"


def _planned(each: Prescription, titles: dict[str, str]) -> tuple[str, str]:
    known = [titles[flag] for flag in each.because if flag in titles]
    answers = "; ".join(known[:MOST_ANSWERS]) or "basic week"
    name = f"<b>{paper.esc(each.exercise.name)}</b>"
    why = f'<span class="small">{paper.esc(answers)}</span>'
    is_counted = each.reps_in_reserve is not None and each.measure == "reps"
    reserve = f"<br>{each.reps_in_reserve} in reserve" if is_counted else ""
    return f"{name}<br>{why}", f'{_amount(each)}<span class="small">{reserve}</span>'


def _amount(each: Prescription) -> str:
    """Dose, sides, extra set and weight as HTML: a line may end between them, not within one."""
    said = [f"{dose(each)}{' each side' if each.exercise.per_side else ''}"]
    if each.extra_set_side is not Side.NONE:
        said.append(f"+1 set {each.extra_set_side.value}")
    if each.load_kg is not None:
        said.append(f"{each.load_kg:g} kg")
    return ", ".join(f'<span class="num">{paper.esc(one)}</span>' for one in said)


def _regularly(sessions: pl.DataFrame, done: Done, review: Review) -> str:
    n = words.count(sessions.height, "session")
    since = review.today - timedelta(days=LOG_DAYS)
    past = pl.col("local_date").is_between(since, review.today - timedelta(days=1))
    planned = done.shown.filter(past).height
    kept = sessions.filter(pl.col("planned_for").is_not_null()).height
    of = f"; {kept} of the {planned} planned" if planned else ""
    after = sessions["pain_after_index"].drop_nulls()
    effort = sessions["rpe_index"].drop_nulls()
    said = [f"Last 8 weeks: {n} done{of}."]
    if len(effort):
        said.append(
            f"Effort of a session {words.number(as_number(effort.mean()), 1)} of 10 on average."
        )
    if len(after):
        said.append(f"Most pain told of the morning after: {_of_ten(as_number(after.max()))}.")
    return " ".join(said)


def _most_done(sets: pl.DataFrame, most: int) -> list[pl.DataFrame]:
    """The exercises with the most sets, each with its own rows in order of days."""
    counted = (
        sets.group_by("exercise_id").len().sort("len", "exercise_id", descending=[True, False])
    )
    ids = counted["exercise_id"].head(most)
    ordered = sets.sort("local_date", "set_index", "side")
    return [ordered.filter(pl.col("exercise_id") == each) for each in ids]


def _exercise(rows: pl.DataFrame, done: Done) -> tuple[str, ...]:
    exercise_id = str(rows["exercise_id"][0])
    unit = MEASURES.get(done.measures.get(exercise_id, ""), "")
    days = rows["local_date"].unique().sort()
    first, last = (rows.filter(pl.col("local_date") == day) for day in (days[0], days[-1]))
    weights = rows["load_kg"].drop_nulls()
    pain = rows["pain_index"].drop_nulls()
    return (
        f"<b>{paper.esc(done.name_of(exercise_id))}</b>",
        str(rows.select("local_date", "log_id", "activity_id", "set_index").n_unique()),
        paper.esc(f"{_best(first, unit)} on {_short(days[0])}"),
        paper.esc(f"{_best(last, unit)} on {_short(days[-1])}"),
        paper.esc(f"{weights[-1]:g} kg" if len(weights) else words.UNKNOWN),
        paper.esc(_of_ten(as_number(pain.max())) if len(pain) else "not told"),
    )


def _best(rows: pl.DataFrame, unit: str) -> str:
    """The most of one set, each side by itself where sides were told."""
    told = rows.drop_nulls("amount_value")
    if told.is_empty():
        return words.UNKNOWN
    best = {
        side: words.number(as_number(told.filter(pl.col("side") == side)["amount_value"].max()))
        for side in ("left", "right", "none")
        if side in told["side"]
    }
    if "left" in best or "right" in best:
        sides = (f"{side} {best.get(side, words.UNKNOWN)}{unit}" for side in ("left", "right"))
        return ", ".join(sides)
    return f"{best['none']}{unit}"


def _of_ten(value: float | None) -> str:
    return words.UNKNOWN if value is None else f"{value:g} of 10"


def _short(day: object) -> str:
    return f"{day:%-d %b}"
