"""Two pages of A4 for a physiotherapist or coach: what was found, how sure, what is being done.

A page of paper cannot be asked, so everything stands with its interval, its grade and its limits.
Nothing personal is on it that the runner did not choose: see `Cover`.
"""

from __future__ import annotations

from functools import partial

from core.athlete import Profile, Sex
from core.findings import Review
from core.plan import WeekPlan
from core.scalars import earliest
from views import paper, report_findings, report_load, report_strength, report_tests, words
from views.cards import listed
from views.panel import Export
from views.profile_fields import CONDITION_WORDS, GOALS, PAIN_WORDS, SEXES
from views.report_parts import Cover, Done

ROOM = (4200, 5700)  # characters and rows of each sheet before its print is smaller
ABOUT = (
    "Worked out on the runner's own computer from watch files, self-tests and a training log. It "
    "describes; it is no examination and no diagnosis. Sentences that say “you” speak to the "
    "runner. Where a figure is uncertain, its 95 % interval stands beside it."
)
STYLE = """
.found td:first-child { width: 28mm; }
.found td:nth-child(3) { width: 52mm; }
.found td:nth-child(4) { width: 17mm; }
.found .num { white-space: normal; }
.sessions { display: grid; gap: 4mm; }
.tests td { vertical-align: middle; }
"""


def report(review: Review, plan: WeekPlan, *, done: Done, cover: Cover) -> str:
    """The report as one HTML file that prints on two pages of A4.

    Args:
        review: The latest look at the data.
        plan: The strength work ahead.
        done: What was logged and tested.
        cover: What the runner chose to tell of themselves.
    """
    first = (
        _head(review, cover),
        paper.part("In short", report_findings.in_short(review, plan, done=done, cover=cover)),
        paper.part("About the runner", _about(review.profile, cover)),
        paper.part("What stands out", report_findings.raised(review, done)),
        _pictures(review, done),
        paper.part("Also looked at", report_findings.others(review)),
    )
    second = (
        paper.part("Self-tests, left against right", report_tests.tests(review, done)),
        paper.part("Strength plan of the week", report_strength.week(plan, review)),
        paper.part("What was done", report_strength.log(review, plan, done)),
        paper.part("Did it work?", paper.bullets(done.outcome)),
        paper.part("What to keep in mind", report_findings.caveats(review)),
    )
    sheets = []
    for at, (inside, room) in enumerate(zip(map("".join, (first, second)), ROOM, strict=True)):
        sheet = inside + _foot(review, at + 1)
        sheets.append(paper.sheet(sheet, is_dense=paper.room_for(sheet) > room))
    return paper.document(f"Running report, {_day(review)}", sheets, style=STYLE)


def export(review: Review, plan: WeekPlan, *, done: Done, cover: Cover) -> Export:
    """The report as a file to print or to send."""
    return Export(
        label="Two-page report",
        file_name=f"evenstride-report-{review.today}.html",
        make=partial(_made, review, plan, done=done, cover=cover),
        key="export_report",
        mime=paper.MIME,
    )


def _made(review: Review, plan: WeekPlan, *, done: Done, cover: Cover) -> bytes:
    return report(review, plan, done=done, cover=cover).encode()


def _head(review: Review, cover: Cover) -> str:
    name = paper.esc(cover.name) if cover.name else '<span class="line">&nbsp;</span>'
    return (
        f'<header><div class="head"><h1>Running and strength report</h1>'
        f"<p><b>{paper.esc(_day(review))}</b></p></div>"
        f'<div class="head"><p>Name: {name}</p><p class="num">{paper.esc(_basis(review))}</p></div>'
        f"{paper.paragraph(ABOUT, is_small=True)}</header>"
    )


def _basis(review: Review) -> str:
    """How much the report stands on: runs, since when, until when."""
    days = review.spikes["local_date"]
    if days.is_empty():
        return "No run is known"
    runs = words.count(len(days), "run")
    first = words.day(earliest(days), today=review.today)
    until = words.day(review.covered_until, today=review.today)
    return f"{runs} since {first}, data until {until}"


def _about(profile: Profile, cover: Cover) -> str:
    """Only what the runner ticked."""
    lines = [cover.question and f"Asked: {cover.question}"]
    if cover.has_body:
        lines.append(_body(profile))
    if cover.has_health:
        lines += [_pains(profile), _conditions(profile)]
    if cover.has_goal:
        lines.append(_goal(profile))
    return paper.bullets([line for line in lines if line])


def _body(profile: Profile) -> str:
    is_metric = profile.is_metric
    said = [
        SEXES[profile.sex] if isinstance(profile.sex, Sex) else "",
        f"born {profile.birth_year}" if profile.birth_year else "",
        words.height(profile.height_m, is_metric=is_metric) if profile.height_m else "",
        words.mass(profile.mass_kg, is_metric=is_metric) if profile.mass_kg else "",
    ]
    told = ", ".join(filter(None, said))
    return f"Body: {told}." if told else "Body: not told."


def _pains(profile: Profile) -> str:
    told = [
        f"{PAIN_WORDS[pain.tag]}{f' ({pain.side})' if pain.side != 'none' else ''} "
        f"{pain.score} of 10"
        for pain in profile.pains
        if pain.score > 0
    ]
    return f"Pain, as told: {listed(told)}." if told else "Pain: none told."


def _conditions(profile: Profile) -> str:
    said = [CONDITION_WORDS[each] for each in sorted(profile.conditions)]
    if profile.injured_on:
        said.append(f"last running injury on {words.full_date(profile.injured_on)}")
    if profile.ill_since:
        said.append(f"ill since {words.full_date(profile.ill_since)}")
    return f"Also told: {listed(said)}." if said else ""


def _goal(profile: Profile) -> str:
    race = f", race on {words.full_date(profile.race_date)}" if profile.race_date else ""
    return f"Trains for: {GOALS[profile.goal]}{race}."


def _pictures(review: Review, done: Done) -> str:
    left = report_findings.balance_picture(review)
    right = report_load.load_picture(review, done)
    facts = report_load.facts(review)
    if not left:
        return f'<div class="two">{paper.part("Running load", right)}<div>{facts}</div></div>'
    return (
        f'<div class="two">{paper.part("Balance, run by run", left)}'
        f"{paper.part('Running load, week by week', right + facts)}</div>"
    )


def _foot(review: Review, at: int) -> str:
    made = f"Evenstride, {_day(review)}"
    return paper.foot(f"{made}. A pattern, not a diagnosis.", f"Page {at} of 2")


def _day(review: Review) -> str:
    return f"{review.today.day} {review.today:%B %Y}"
