"""The week as a calendar file, read back by a library that shares no code with its writer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import ics
import pytest
from ics.event import Event

from core.findings import Side
from core.plan import WeekPlan
from tests.plan_makers import THURSDAY, make_plan, make_prescription, make_session
from views.calendar import Diary, export, uid, week_ics

TUESDAY = date(2026, 11, 17)
HOW = Diary(made_at=datetime(2026, 11, 16, 8, tzinfo=UTC), version=7)
EVENING = replace(HOW, at=time(18, 30), zone="Europe/Zurich")
PLAN = make_plan(make_session(TUESDAY), make_session(THURSDAY, minutes=30))


def read(plan: WeekPlan, how: Diary = HOW) -> list[Event]:
    """The entries in order of their day."""
    return sorted(ics.Calendar(week_ics(plan, how).decode()).events)


def line(entry: Event, name: str) -> str:
    """A property that the reader keeps as it is."""
    return next(each.value for each in entry.extra if each.name == name)


def imported(calendar: dict[str, Event], entries: list[Event]) -> dict[str, Event]:
    """What a calendar holds after an import: an entry of the same id gives way to a later one."""
    held = dict(calendar)
    for entry in entries:
        old = held.get(entry.uid)
        if old is None or int(line(entry, "SEQUENCE")) >= int(line(old, "SEQUENCE")):
            held[entry.uid] = entry
    return held


def test_there_is_one_entry_a_session_on_its_day() -> None:
    assert [entry.begin.date() for entry in read(PLAN)] == [TUESDAY, THURSDAY]


def test_without_a_time_of_day_an_entry_is_all_day_and_leaves_the_day_free() -> None:
    entry = read(PLAN)[0]
    assert entry.all_day
    assert entry.transparent


def test_with_a_time_it_begins_then_at_home_and_lasts_its_minutes() -> None:
    entry = read(PLAN, EVENING)[1]
    assert entry.begin.astimezone(UTC) == datetime(2026, 11, 19, 17, 30, tzinfo=UTC)
    assert entry.duration.total_seconds() == 30 * 60
    assert not entry.all_day


def test_summer_time_is_that_of_the_zone() -> None:
    july = replace(make_plan(make_session(date(2026, 7, 9))), week=date(2026, 7, 6))
    begin = read(july, EVENING)[0].begin
    assert begin.astimezone(UTC) == datetime(2026, 7, 9, 16, 30, tzinfo=UTC)


def test_a_time_without_a_zone_floats() -> None:
    text = week_ics(PLAN, replace(EVENING, zone=None)).decode()
    assert "DTSTART:20261117T183000\r\n" in text
    assert "VTIMEZONE" not in text


def test_an_id_is_made_of_the_week_and_the_letter() -> None:
    assert [entry.uid for entry in read(PLAN)] == [uid(PLAN.week, "A"), uid(PLAN.week, "B")]


def test_the_first_days_of_a_year_may_belong_to_the_week_of_the_year_before() -> None:
    assert uid(date(2026, 12, 28), "A") == "strength-2026-W53-A@evenstride"


def test_importing_the_same_week_twice_gives_no_doubles() -> None:
    once = imported({}, read(PLAN))
    assert len(once) == 2
    assert imported(once, read(PLAN)).keys() == once.keys()


def test_a_new_plan_of_the_week_takes_the_place_of_the_old() -> None:
    moved = make_plan(make_session(date(2026, 11, 18)), make_session(THURSDAY))
    held = imported(imported({}, read(PLAN)), read(moved, replace(HOW, version=8)))
    assert [entry.begin.date() for entry in sorted(held.values())] == [
        date(2026, 11, 18),
        THURSDAY,
    ]


def test_an_old_file_does_not_undo_a_newer_plan() -> None:
    newer = read(make_plan(make_session(THURSDAY)), replace(HOW, version=9))
    held = imported(imported({}, newer), read(make_plan(make_session(TUESDAY))))
    assert [entry.begin.date() for entry in held.values()] == [THURSDAY]


def test_a_session_that_is_gone_is_cancelled() -> None:
    fewer = make_plan(make_session(TUESDAY))
    gone = next(
        entry
        for entry in read(fewer, replace(HOW, n_before=2))
        if entry.uid == uid(fewer.week, "B")
    )
    assert gone.status == "CANCELLED"


def test_nothing_is_cancelled_that_never_was() -> None:
    assert len(read(make_plan(make_session(TUESDAY)))) == 1


def test_other_weeks_have_other_ids() -> None:
    later = replace(PLAN, week=date(2026, 11, 23))
    assert not {each.uid for each in read(PLAN)} & {each.uid for each in read(later)}


def test_the_summary_says_which_session_what_for_and_how_long() -> None:
    assert read(PLAN)[1].name == "Strength B: thighs, 30 min"


@pytest.mark.parametrize(
    "said",
    [
        "After the run.",
        "Single-leg sit-to-stand: 2 × 8–12 each side",
        "Start on the left; the other side copies the count.",
        "Weight: 7.5 kg.",
        "Stop with 3 in reserve.",
        "Why: Equal work for each leg.",
        "- Slowly down.",
        "One set more on the left.",
    ],
)
def test_the_description_says_all_that_the_session_needs(said: str) -> None:
    each = make_prescription(load_kg=7.5, extra_set_side=Side.LEFT)
    text = read(make_plan(make_session(prescriptions=(each,))))[0].description
    assert said in text.splitlines()


def test_markdown_of_the_page_does_not_reach_the_calendar() -> None:
    each = make_prescription(reason="**Why** :orange[left] and :gray-badge[mixed].")
    text = read(make_plan(make_session(prescriptions=(each,))))[0].description
    assert "Why: Why left and mixed." in text


def test_no_entry_rings() -> None:
    assert not any(entry.alarms for entry in read(PLAN, EVENING))


def test_a_week_without_sessions_is_a_calendar_without_entries() -> None:
    assert b"VEVENT" not in week_ics(make_plan(), HOW)


def test_the_file_is_named_for_its_week() -> None:
    assert export(PLAN, HOW).file_name == "evenstride-strength-2026-11-16.ics"
