"""The files of a week."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

from core.athlete import Profile
from core.plan import WeekPlan
from pipeline.watch import watch_workout
from tests.ingest.test_workout import by_garmin
from tests.plan_makers import make_plan, make_session
from views.calendar import Diary
from views.panel import Export
from views.week_exports import of_week

MADE_AT = datetime(2026, 11, 16, 8, tzinfo=UTC)
PLAN = make_plan(make_session(date(2026, 11, 17)), make_session())


def files(plan: WeekPlan = PLAN) -> tuple[Export, ...]:
    return of_week(
        plan,
        Profile(),
        how=Diary(made_at=MADE_AT, version=1),
        workout=partial(watch_workout, made_at=MADE_AT),
    )


def test_a_week_goes_to_the_calendar_to_paper_and_session_by_session_to_the_watch() -> None:
    assert [each.file_name for each in files()] == [
        "evenstride-strength-2026-11-16.ics",
        "evenstride-week-2026-11-16.html",
        "evenstride-2026-11-17-A.fit",
        "evenstride-2026-11-19-B.fit",
    ]


def test_each_file_has_its_own_key() -> None:
    assert len({each.key for each in files()}) == len(files())


def test_a_watch_lists_the_session_by_letter_and_day() -> None:
    read = by_garmin(files()[3].make())
    assert read["workout_mesgs"][0]["wkt_name"] == "Strength B 19 Nov"


def test_a_week_without_sessions_has_only_its_sheet() -> None:
    (sheet,) = files(make_plan())
    assert b"When to stop" in sheet.make()
