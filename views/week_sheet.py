"""The week for the kitchen door: one sheet of A4, a box to tick for every set, lines for a pen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from core.athlete import Profile, RunDay
from core.findings import Side
from core.plan import Prescription, StrengthSession, WeekPlan
from views import paper
from views.next_session import dose
from views.panel import Export
from views.plan_tables import first_notes, other_notes
from views.week_board import session_name

FEW, SOME = (
    12,
    16,
)  # exercises of a week: with reason and cue, in smaller print with a cue, with the name
FEW_NOTES = 2  # of a large week
RUNS = {
    RunDay.REST: "no run",
    RunDay.EASY: "easy run",
    RunDay.HARD: "hard run",
    RunDay.LONG: "long run",
    RunDay.RACE: "race",
}
STYLE = """
.week td { border: 0.5pt solid #000; padding: 1mm; width: 14.28%; height: 13mm; }
.week b.on { border: 1pt solid #000; padding: 0 1mm; }
.box { display: inline-block; width: 3.6mm; height: 3.6mm; border: 0.7pt solid #000;
  vertical-align: -0.6mm; margin-right: 0.9mm; }
.boxes { white-space: nowrap; }
.boxes span.side { margin-right: 2.4mm; }
.pen { border-bottom: 0.4pt solid #000; display: inline-block; min-width: 14mm; height: 1.1em; }
.plan td { padding-top: 0.9mm; padding-bottom: 0.5mm; }
.many .plan td { padding-top: 0.35mm; padding-bottom: 0.15mm; }
.many .box { width: 2.8mm; height: 2.8mm; vertical-align: -0.3mm; }
.plans { display: flex; flex-direction: column; gap: 2.6mm; }
.many { gap: 1mm; }
.sheet h2 .small { font-weight: 400; margin-left: 2mm; }
.plan th { font-weight: 400; border: none; }
.plan tr.more > td { border-top: none; padding-top: 0; }
"""
HEADS = ("Exercise", "Dose", "Sets done", "Weight, notes")
WIDTHS = ("auto", "47mm", "46mm", "27mm")
STOP = (
    "Over 3 of 10 pain during an exercise or the day after: leave it out for two weeks and take "
    "the easier version. Pain over 3 of 10 while running, limping, pain at night or in a bone, "
    "swelling, numbness, pain after a fall, or a change that lasts more than two weeks: stop and "
    "see a professional."
)


def week_sheet(plans: Sequence[WeekPlan], profile: Profile) -> str:
    """One sheet a week as one HTML file.

    Args:
        plans: The weeks to print, in order.
        profile: The usual runs of the week and the race.
    """
    first = plans[0].week if plans else None
    title = f"Strength week {first}" if first else "Strength week"
    return paper.document(title, [_sheet(plan, profile) for plan in plans], style=STYLE)


def export(plan: WeekPlan, profile: Profile) -> Export:
    """The week as a file to print."""
    return Export(
        label="Week to print",
        file_name=f"evenstride-week-{plan.week}.html",
        make=partial(_made, plan, profile),
        key="export_week_sheet",
        mime=paper.MIME,
    )


def _made(plan: WeekPlan, profile: Profile) -> bytes:
    return week_sheet([plan], profile).encode()


def _sheet(plan: WeekPlan, profile: Profile) -> str:
    n_rows = sum(len(session.prescriptions) for session in plan.sessions)
    is_many = n_rows > SOME
    sessions = "".join(_session(session, plan, n_rows=n_rows) for session in plan.sessions)
    notes = [note.text for note in (*first_notes(plan), *plan.broken, *other_notes(plan))]
    if is_many:
        notes = [*notes[:FEW_NOTES], *_cautions(plan)]
    inside = (
        f'<header class="head"><h1>Strength, {_span(plan.week)}</h1></header>',
        paper.paragraph(plan.message),
        _days(plan, profile),
        f'<div class="plans{" many" if is_many else ""}">{sessions}</div>',
        paper.part("Good to know", paper.bullets(notes, is_small=is_many)),
        paper.part("When to stop", paper.paragraph(STOP, is_small=True)),
        paper.foot("Evenstride", f"Week of {_date(plan.week)}"),
    )
    return paper.sheet("".join(inside), is_dense=n_rows > FEW)


def _days(plan: WeekPlan, profile: Profile) -> str:
    cells = "".join(_day(plan.week + timedelta(days=n), plan, profile) for n in range(7))
    return f'<table class="week"><tr>{cells}</tr></table>'


def _day(day: date, plan: WeekPlan, profile: Profile) -> str:
    is_race = day == profile.race_date
    run = RunDay.RACE if is_race else profile.week[day.weekday()]
    named = [session_name(one, plan) for one in plan.sessions if one.day == day]
    on = "".join(f'<br><b class="on">{paper.esc(name)}</b>' for name in named)
    return f"<td><b>{day:%a} {day.day}</b><br>{RUNS[run]}{on}</td>"


def _session(session: StrengthSession, plan: WeekPlan, *, n_rows: int) -> str:
    head = f"{session_name(session, plan)}, {session.day:%A}: {session.minutes} min"
    rows = "".join(_row(each, n_rows) for each in session.prescriptions)
    columns = "".join(f'<col style="width:{width}">' for width in WIDTHS)
    is_bare = n_rows > SOME and session is not plan.sessions[0]  # the first says it for all
    heads = "" if is_bare else f"<tr>{''.join(f'<th>{head}</th>' for head in HEADS)}</tr>"
    timing = f'<span class="small">{paper.esc(session.timing)}</span>'
    after = "".join(
        f'{name} <span class="pen"></span> '
        for name in ("Done on", "How hard, 0 to 10", "Pain, 0 to 10", "Next morning")
    )
    return (
        f"<section><h2>{_box()}{paper.esc(head)}{timing}</h2>"
        f'<table class="plan">{columns}{heads}{rows}</table>'
        f'<p class="small">{after}</p></section>'
    )


def _row(each: Prescription, n_rows: int) -> str:
    """A line with what to do, and below it as much of how and why as the week has room for."""
    load = f"{each.load_kg:g} kg" if each.load_kg is not None else ""
    cells = (
        f"<b>{paper.esc(each.exercise.name)}</b>",
        f'<span class="num">{paper.esc(_dose(each))}</span>',
        f'<span class="boxes">{_boxes(each)}</span>',
        paper.esc(load),
    )
    line = "".join(f"<td>{cell}</td>" for cell in cells)
    below = paper.esc(" ".join(_more(each, n_rows)))
    more = f'<tr class="more"><td colspan="4" class="small">{below}</td></tr>' if below else ""
    return f"<tr>{line}</tr>{more}"


def _more(each: Prescription, n_rows: int) -> list[str]:
    cue = each.exercise.cues[0].rstrip(".") if each.exercise.cues else ""
    said = [each.note if n_rows <= SOME else "", f"{cue}." if cue and n_rows <= SOME else ""]
    if n_rows <= FEW:
        said.append(f"Why: {each.reason}")
    return [one for one in said if one]


def _cautions(plan: WeekPlan) -> list[str]:
    """What single exercises of a large week ask to watch, once each."""
    rows = (each for session in plan.sessions for each in session.prescriptions)
    names: dict[str, dict[str, None]] = {}
    for each in rows:
        if each.note:
            names.setdefault(each.note, {})[each.exercise.name] = None
    return [f"{'; '.join(own)}: {note}" for note, own in names.items()]


def _dose(each: Prescription) -> str:
    side = " each side" if each.exercise.per_side else ""
    is_counted = each.reps_in_reserve is not None and each.measure == "reps"
    return f"{dose(each)}{side}{f', {each.reps_in_reserve} in reserve' if is_counted else ''}"


def _boxes(each: Prescription) -> str:
    """A box a set; of one-leg work the side that begins stands first."""
    if not each.exercise.per_side:
        return _box() * each.sets
    sides = (Side.LEFT, Side.RIGHT)
    ordered = sides[::-1] if each.start_side is Side.RIGHT else sides
    return "".join(
        f'<span class="side">{side.value[0].upper()} '
        f"{_box() * (each.sets + (each.extra_set_side is side))}</span>"
        for side in ordered
    )


def _box() -> str:
    return '<span class="box"></span>'


def _span(monday: date) -> str:
    sunday = monday + timedelta(days=6)
    begin = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {monday:%B}"
    return f"{begin} to {sunday.day} {sunday:%B %Y}"


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
