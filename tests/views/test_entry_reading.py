from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from core.athlete import Profile
from core.diary import SPORTS, SUB_SPORTS, ManualActivity
from core.errors import EntryError
from views import entry_form
from views.entry_reading import read, read_duration

NOW = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)
TODAY = NOW.date()
AT_HOME = Profile(timezone="Europe/Berlin")
IN_MILES = Profile(timezone="America/New_York", is_metric=False)


def typed(**changes: Any) -> dict[str, Any]:
    """A run of today as the form gives it, all else empty."""
    empty = dict.fromkeys(entry_form.questions(0, is_metric=True))
    run = {"kind": "running", "local_date": TODAY, "duration_s": "0:42:10"}
    return empty | {"title": "", "notes": ""} | run | changes


def refused(profile: Profile = AT_HOME, **changes: Any) -> EntryError:
    with pytest.raises(EntryError) as caught:
        read(typed(**changes), profile, now=NOW)
    return caught.value


def test_what_was_left_empty_is_unknown() -> None:
    entry = read(typed(), AT_HOME, now=NOW)
    assert (entry.distance_m, entry.avg_heart_rate_bpm, entry.rpe_index) == (None, None, None)
    assert (entry.title, entry.notes, entry.ascent_m) == (None, None, None)


def test_kilometres_become_metres() -> None:
    assert read(typed(distance_m=8.25), AT_HOME, now=NOW).distance_m == pytest.approx(8250)


def test_miles_and_feet_become_metres() -> None:
    entry = read(typed(distance_m=5.0, ascent_m=100), IN_MILES, now=NOW)
    assert (entry.distance_m, entry.ascent_m) == pytest.approx((8046.72, 30.48))


def test_a_start_is_on_the_clock_of_the_runner() -> None:
    entry = read(typed(start_time=time(7, 15)), AT_HOME, now=NOW)
    assert entry.start_time == datetime(2026, 11, 19, 6, 15, tzinfo=UTC)


def test_without_a_start_it_counts_as_noon() -> None:
    entry = read(typed(local_date=date(2026, 11, 3)), AT_HOME, now=NOW)
    assert entry.start_time == datetime(2026, 11, 3, 11, tzinfo=UTC)


def test_yoga_is_a_kind_of_training() -> None:
    entry = read(typed(kind="training/yoga"), AT_HOME, now=NOW)
    assert (entry.sport, entry.sub_sport) == ("training", "yoga")


@pytest.mark.parametrize(
    ("changes", "field", "advice"),
    [
        ({"distance_m": -3.0}, "distance_m", "more than 0 and at most 1,000 km"),
        ({"avg_heart_rate_bpm": 400}, "avg_heart_rate_bpm", "between 30 and 230 beats"),
        ({"rpe_index": 11}, "rpe_index", "between 0 and 10"),
        ({"ascent_m": -1}, "ascent_m", "between 0 and 30,000 m"),
        ({"duration_s": "0:00:00"}, "duration_s", "between 0:00:01 and 168:00:00"),
        ({"duration_s": "an hour"}, "duration_s", "such as 0:42:10"),
        ({"duration_s": ""}, "duration_s", "such as 0:42:10"),
        ({"kind": None}, "kind", "Choose from the list"),
        ({"local_date": None}, "local_date", "up to today"),
        ({"start_time": time(23, 0)}, "start_time", "It is 16:30 now"),
        ({"distance_m": 8.0, "duration_s": "99:00:00"}, "distance_m", "between 1:23 and 60:00 a k"),
        ({"distance_m": 40.0}, "distance_m", "between 1:23 and 60:00 a k"),
    ],
)
def test_what_cannot_be_names_its_field_and_what_it_may_be(
    changes: dict[str, Any], field: str, advice: str
) -> None:
    error = refused(**changes)
    assert error.field == field
    assert advice in error.advice


def test_a_refused_number_has_no_exponent() -> None:
    assert refused(distance_m=2e6).what == "Distance cannot be 2,000,000 km."


def test_a_pace_is_refused_in_the_unit_of_the_runner() -> None:
    error = refused(IN_MILES, distance_m=8.0, duration_s="99:00:00")
    assert "between 2:14 and 96:34 a mile" in error.advice


def test_a_ride_may_be_as_slow_as_it_was() -> None:
    entry = read(typed(kind="cycling", distance_m=8.0, duration_s="99:00:00"), AT_HOME, now=NOW)
    assert entry.distance_m == pytest.approx(8000)


def test_a_distance_is_refused_in_the_unit_that_was_typed() -> None:
    assert refused(IN_MILES, distance_m=900.0).what == "Distance cannot be 900 mi."


@pytest.mark.parametrize(
    ("said", "seconds"), [("1:04:09", 3849), ("42:10", 2530), (" 90:00", 5400)]
)
def test_a_duration_is_read_as_a_watch_shows_it(said: str, seconds: float) -> None:
    assert read_duration(said) == seconds


def test_an_entry_shown_in_the_form_is_read_as_it_was() -> None:
    entry = ManualActivity(
        sport="running",
        sub_sport="trail",
        start_time=datetime(2026, 11, 18, 6, 15, tzinfo=UTC),
        local_date=date(2026, 11, 18),
        duration_s=3849,
        distance_m=12340,
        avg_heart_rate_bpm=151,
        ascent_m=210,
        descent_m=205,
        rpe_index=6,
        title="Home",
        notes="Mud",
    )
    begun = typed() | entry_form.begin(entry, AT_HOME, today=TODAY)
    assert read(begun, AT_HOME, now=NOW) == entry


def test_every_kind_on_the_list_can_be_stored() -> None:
    for kind in entry_form.KINDS:
        sport, _, sub_sport = kind.partition("/")
        assert sport in SPORTS
        assert not sub_sport or sub_sport in SUB_SPORTS


def test_every_sport_that_can_be_stored_is_on_the_list() -> None:
    assert {kind.partition("/")[0] for kind in entry_form.KINDS} >= set(SPORTS) - {"training"}
