"""The findings of the report: what stands out with its interval, what does not, what is open."""

from __future__ import annotations

from collections.abc import Iterable

from core.findings import Flag, Grade, Level, Review, Side
from core.guides import GUIDES
from core.load_cause import LoadState
from core.plan import WeekPlan
from views import care, ink, paper, words
from views.balance_charts import history
from views.balance_table import sensor_name
from views.cards import GRADES, basis
from views.cards import raised as raised_flags
from views.plan_tables import known_load
from views.report_parts import Cover, Done
from views.report_tests import figure

MOST_ROWS = 6  # our choice: more rows, and none is read
MOST_CAVEATS = 4
PICTURE_DAYS = 112
LONGEST_TEXT = 240  # characters: what six rows have room for
HEADS = ("Mark", "Finding", "Figure, 95 % interval, data", "Evidence")
LOAD: dict[LoadState | None, str] = {
    LoadState.GREEN: "no recent jump in running load: strength as planned",
    LoadState.AMBER: "a lighter strength week {after}",
    None: "unknown, no run of the last 30 days tells anything",
    LoadState.RED: "a large jump in running load, or illness: half a strength week",
}
STOP = (
    "Stop rules given to the runner: over 3 of 10 pain during an exercise or the day after, leave "
    "it out for two weeks and take the easier version. Pain over 3 of 10 while running, limping, "
    "pain at night or in a bone, swelling, numbness, pain after a fall, or a change that lasts "
    "over two weeks: stop and see a professional."
)
LIMITS = (
    "A wrist or chest sensor measures time on the ground, not strength, range of motion or cause; "
    "a side that stays longer may be stronger, stiffer, sore or merely favoured.",
    "Most runners are a little uneven. Studies do not agree that such a difference leads to "
    "injury, and evening it out is not a goal in itself.",
    "The plan is chosen by written rules from these data and the runner's answers; a hands-on "
    "assessment stands above it.",
)


def in_short(review: Review, plan: WeekPlan, *, done: Done, cover: Cover) -> str:
    """Three or four sentences for who reads no further; pain first, where the runner shows it."""
    flags = raised_flags(review.flags)
    named = [_named(flag) for flag in flags[:MOST_ROWS]]
    after = words.AFTER[review.load_cause]
    lines = [
        care.headline(review.profile) if cover.has_health else "",
        f"Stands out: {'; '.join(named)}." if named else "Nothing stands out in what is known.",
        f"Load: {LOAD[known_load(review)].format(after=after)}.",
    ]
    n_done = done.sessions.filter("is_finished").height
    logged = f"{words.count(n_done, 'session')} logged so far" if n_done else "none logged so far"
    lines.append(
        f"Strength: {words.count(len(plan.sessions), 'session')} planned in the week of "
        f"{words.day(plan.week, today=review.today)}, {logged}."
    )
    return paper.bullets(lines)


def raised(review: Review, done: Done) -> str:
    """What is up, in page order: mark, the law's sentence, figure with interval, evidence."""
    flags = raised_flags(review.flags)
    if not flags:
        return paper.paragraph("No pattern at watch or act in what is known.")
    rows = [_row(flag, done) for flag in flags[:MOST_ROWS]]
    found = f'<div class="found">{paper.table(HEADS, rows)}</div>'
    n_more = len(flags) - MOST_ROWS
    more = f"And {n_more} more in the app: {'; '.join(map(_named, flags[MOST_ROWS:]))}."
    return found + (paper.paragraph(more, is_small=True) if n_more > 0 else "")


def others(review: Review) -> str:
    """What was judged and is fine, and what could not be judged, by name alone."""
    fine = [flag.title for flag in review.flags if flag.level is Level.OK]
    open_ = [flag.title for flag in review.flags if flag.level is Level.INSUFFICIENT]
    lines = (
        f"Judged, and nothing stands out: {_lower(fine)}." if fine else "",
        f"Not enough data to judge (unknown, not fine): {_lower(open_)}." if open_ else "",
    )
    return "".join(paper.paragraph(line, is_small=True) for line in lines)


def balance_picture(review: Review) -> str:
    """Every run with a balance of the last 16 weeks; empty where there is none."""
    runs = history(review, days=PICTURE_DAYS)
    dots = [
        ink.Dot(
            day=run["local_date"],
            lean_pp=run["lean_pp"],
            low_pp=run["low_pp"],
            high_pp=run["high_pp"],
            is_counted=run["is_counted"],
            is_new_sensor=run["is_new_sensor"],
        )
        for run in runs.iter_rows(named=True)
    ]
    if not dots:
        return ""
    said = (
        "Share of the time on the ground. Each dot is a run with its 95 % interval; filled dots "
        "are those that the verdict stands on. Dashed: our watch limit; dotted: our act limit."
    )
    known = runs["sensor"].drop_nulls()
    sensor = f" Measured by {sensor_name(known[-1])}." if len(known) else ""
    picture = ink.lean_dots(dots, title="Left-right balance of each run, up is left")
    return picture + paper.paragraph(f"{said}{sensor}", is_small=True)


def caveats(review: Review) -> str:
    """The limits of what was found, of the method, and the stop rules."""
    flags = raised_flags(review.flags)
    said = dict.fromkeys(f"{flag.title}: {flag.caveat}" for flag in flags if flag.caveat)
    grades = sorted({flag.grade for flag in flags}, key=list(Grade).index)
    meaning = "; ".join(f"{grade.value}: {GRADES[grade]}" for grade in grades)
    lines = [
        f"Evidence grades. {meaning[0].upper()}{meaning[1:]}." if meaning else "",
        *list(said)[:MOST_CAVEATS],
        *LIMITS,
        STOP,
    ]
    return paper.bullets(lines, is_small=True)


def _row(flag: Flag, done: Done) -> tuple[str, ...]:
    mark = words.mark(flag.level, flag.tone).text
    text = flag.text if len(flag.text) <= LONGEST_TEXT else _shortened(flag.text)
    return (
        f'<span class="mark">{paper.esc(mark)}</span>',
        f"<b>{paper.esc(_named(flag))}</b><br>{paper.esc(text)}",
        paper.esc(figure(flag.id, done) or basis(flag)),
        paper.esc(flag.grade.value),
    )


def _named(flag: Flag) -> str:
    """The flag and which way it points: of a test the weaker side, else the larger one."""
    if flag.side is Side.NONE:
        return flag.title
    guide = GUIDES.get(flag.id)
    if guide is None:
        return f"{flag.title} (more on the {flag.side.value})"
    return f"{flag.title} ({flag.side.value} {'slower' if guide.is_lower_better else 'less'})"


def _shortened(text: str) -> str:
    """Whole sentences, as many as there is room for."""
    head = text[:LONGEST_TEXT]
    end = head.rfind(". ")
    return head[: end + 1] if end > 0 else f"{head.rstrip()} …"


def _lower(titles: Iterable[str]) -> str:
    return "; ".join(f"{title[0].lower()}{title[1:]}" for title in titles)
