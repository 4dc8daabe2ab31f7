"""Report and week as Chromium prints them: pages of A4, counted and read by pypdf."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from analytics.flags import FLAGS
from core.athlete import EQUIPMENT, PAIN_TAGS, Experience, Pain, Profile, RunDay, Sex
from core.findings import Level, Review, Side, Tone
from core.guides import TESTS
from core.plan import Note, Situation, WeekPlan
from core.self_tests import SelfTested, Verdict
from strength.engine import plan_strength_week
from strength.library import library
from strength.matched_sets import measures
from tests.makers import make_flag, make_leans, make_review, make_weeks
from tests.plan_makers import make_plan, make_session
from tests.strength.logs import as_done, make_log, make_sessions
from views.report import report
from views.report_parts import Cover, Done
from views.week_sheet import week_sheet

TODAY, MONDAY = date(2026, 11, 19), date(2026, 11, 16)
A4_MM = (210, 297)
POINTS_PER_MM = 72 / 25.4
NOTE = Note(code="x", text="Not covered: what trains it asks for a band, and none is told. " * 2)
FULLEST = Profile(
    sex=Sex.FEMALE,
    birth_year=1984,
    height_m=1.7,
    mass_kg=61,
    experience=Experience.REGULAR,
    weeks_done=12,
    equipment=frozenset(EQUIPMENT),
    strength_minutes_per_week=240,
    week=(
        *(RunDay.REST, RunDay.EASY, RunDay.REST, RunDay.EASY),
        *(RunDay.REST, RunDay.EASY, RunDay.EASY),
    ),
)
# What hurts is on the page, but a week that gives way to it would be a small one.
SORE = replace(FULLEST, pains=tuple(Pain(tag=tag, score=3, side="left") for tag in PAIN_TAGS[:7]))
LONG = "A sentence of the law's own that is as long as the longest of them may be in the app. " * 4


def fullest_plan(minutes: int) -> WeekPlan:
    """The largest week that so many minutes make, all flags up."""
    flags = tuple(make_flag(id=rule.id, level=Level.ACT, needs=rule.needs) for rule in FLAGS)
    profile = replace(FULLEST, strength_minutes_per_week=minutes)
    plan = plan_strength_week(
        Situation(flags=flags, profile=profile, load_cause=None, today=MONDAY)
    )
    return replace(plan, notes=(NOTE,) * 3, uncovered=(NOTE,) * 3)


def fullest_review() -> Review:
    """Nine flags up with long texts, all others fine or unknown; every run with a balance."""
    flags = tuple(
        make_flag(
            id=rule.id,
            title=rule.title,
            side=Side.LEFT,
            text=LONG,
            caveat=rule.caveat,
            level=(Level.ACT, Level.OK, Level.INSUFFICIENT)[min(2, at // 9)],
            tone=Tone.AMBER if at < 9 else Tone.NONE,
        )
        for at, rule in enumerate(FLAGS)
    )
    leans = make_leans([1.5, 1.7, 1.6] * 12)
    return make_review(flags=flags, leans=leans, weeks=make_weeks(12), profile=SORE)


def fullest_done(plan: WeekPlan) -> Done:
    """Seven tests taken twice, every exercise of the week logged for four weeks."""
    tests = [
        Verdict(
            test=guide.id,
            left=25.5,
            right=17.5,
            level=Level.ACT,
            weaker_side=Side.RIGHT,
            difference=8.0,
            lsi_pct=68.6,
            is_low=True,
            taken_on=TODAY - timedelta(days=ago),
        )
        for guide in TESTS
        for ago in (50, 5)
    ]
    rows, sessions = [], []
    for back in range(4, 0, -1):
        for one in plan.sessions:
            day = one.day - timedelta(weeks=back)
            rows += [row | {"local_date": day} for row in as_done(one)]
            sessions.append({"local_date": day, "rpe_index": 5.0, "pain_after_index": 1.0})
    return Done(
        found=SelfTested(verdicts=tuple(tests), due=(), against={}, enough={}),
        sessions=make_sessions(*sessions),
        sets=make_log(*rows),
        names={id_: each.name for id_, each in library().exercises.items()},
        measures=measures(),
        outcome=("Balance at matched speed 51.8 % before, 51.2 % after: no change seen. " * 2,) * 3,
    )


def printed(browser: Browser, html: str) -> PdfReader:
    """The PDF of a page; fails if words would be cut off at the end of a sheet."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(html)
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".sheet")].map((sheet) => {
            const foot = sheet.querySelector(".foot").getBoundingClientRect().top;
            const parts = [...sheet.children].filter((part) => !part.matches(".foot"));
            return Math.max(...parts.map((part) => part.getBoundingClientRect().bottom)) - foot;
        })"""
    )
    data = page.pdf(prefer_css_page_size=True)
    page.close()
    assert max(cut) <= 0, f"A sheet is too full by {max(cut):.0f} px."
    assert not asked
    return PdfReader(io.BytesIO(data))


def size_mm(reader: PdfReader) -> tuple[int, int]:
    box = reader.pages[0].mediabox
    return round(float(box.width) / POINTS_PER_MM), round(float(box.height) / POINTS_PER_MM)


@pytest.mark.parametrize("minutes", [40, 90, 100, 120, 240])
def test_the_fullest_report_is_two_pages_with_nothing_cut_off(
    browser: Browser, minutes: int
) -> None:
    plan = fullest_plan(minutes)
    html = report(
        fullest_review(),
        plan,
        done=fullest_done(plan),
        cover=Cover(
            name="A runner with a long name",
            question="Why does it tighten after ten kilometres? " * 3,
            has_body=True,
            has_health=True,
            has_goal=True,
        ),
    )
    reader = printed(browser, html)
    assert len(reader.pages) == 2
    assert size_mm(reader) == A4_MM


def test_the_report_of_nobody_is_two_pages_too(browser: Browser) -> None:
    found = SelfTested(verdicts=(), due=(), against={}, enough={})
    html = report(make_review(runs=()), make_plan(), done=Done(found=found), cover=Cover())
    assert len(printed(browser, html).pages) == 2


def test_the_printed_report_can_be_read(browser: Browser) -> None:
    plan = fullest_plan(40)
    html = report(fullest_review(), plan, done=fullest_done(plan), cover=Cover())
    first, second = (page.extract_text() for page in printed(browser, html).pages)
    for said in ("Running and strength report", "What stands out", "Page 1 of 2"):
        assert said in first
    for said in ("Self-tests", "Strength plan", "What was done", "keep in mind", "Page 2 of 2"):
        assert said in second
    assert plan.sessions[0].prescriptions[0].exercise.name in second


@pytest.mark.parametrize("minutes", [40, 60, 90, 100, 120, 240])
def test_a_week_is_one_page_however_full(browser: Browser, minutes: int) -> None:
    plan = fullest_plan(minutes)
    reader = printed(browser, week_sheet([plan], FULLEST))
    assert len(reader.pages) == 1
    assert size_mm(reader) == A4_MM
    text = reader.pages[0].extract_text()
    names = {each.exercise.name for one in plan.sessions for each in one.prescriptions}
    assert all(name.split(",")[0].split(" ")[0] in text for name in names)


def test_two_weeks_are_two_pages(browser: Browser) -> None:
    week = make_plan(make_session(TODAY))
    later = replace(week, week=MONDAY + timedelta(days=7))
    assert len(printed(browser, week_sheet([week, later], Profile())).pages) == 2
