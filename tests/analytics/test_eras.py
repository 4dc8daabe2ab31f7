"""Which thresholds held when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from analytics.load import activity_loads
from analytics.notices import load_notice
from analytics.thresholds import as_always, resolve_eras, resolve_thresholds, thresholds_on
from core.athlete import Era, Origin, Profile, Sex, Told
from core.schemas import ACTIVITIES
from tests.makers import make_activities

TODAY = date(2026, 11, 22)
LAST_YEAR = TODAY - timedelta(days=365)
SPEED, HEART = "threshold_speed_mps", "max_heart_rate_bpm"


def told(name: str, value: object, since: date = LAST_YEAR) -> Told:
    return Told(name=name, value=value, valid_from=since)


def eras(*history: Told, activities: Any = None) -> tuple[Era, ...]:
    table = ACTIVITIES.empty() if activities is None else activities
    return resolve_eras(history, table, today=TODAY)


def speeds(*history: Told) -> list[tuple[date, float | None]]:
    found = [(era.since, era.thresholds.threshold_speed_mps) for era in eras(*history)]
    return [(since, None if speed is None else speed.value) for since, speed in found]


def test_a_change_of_today_does_not_rewrite_last_year() -> None:
    found = speeds(told(SPEED, 4.0), told(SPEED, 4.5, TODAY))
    assert found == [(date.min, 4.0), (TODAY, 4.5)]


def test_the_first_value_told_holds_for_all_days_before() -> None:
    assert speeds(told(SPEED, 4.0, TODAY)) == [(date.min, 4.0)]


def test_a_value_told_for_all_runs_replaces_what_was_told_before() -> None:
    found = speeds(told(SPEED, 4.0), told(SPEED, 4.2, TODAY), told(SPEED, 4.5, date.min))
    assert found == [(date.min, 4.5)]


def test_after_one_for_all_runs_a_change_begins_on_its_day() -> None:
    assert speeds(told(SPEED, 4.5, date.min), told(SPEED, 4.7, TODAY)) == [
        (date.min, 4.5),
        (TODAY, 4.7),
    ]


def test_a_change_on_the_day_of_the_first_telling_leaves_the_runs_before_it() -> None:
    found = speeds(told(SPEED, 4.0, TODAY), told(SPEED, 4.1, TODAY))
    assert found == [(date.min, 4.0), (TODAY, 4.1)]


def test_of_two_later_values_of_one_day_the_last_counts() -> None:
    found = speeds(told(SPEED, 4.0), told(SPEED, 4.1, TODAY), told(SPEED, 4.2, TODAY))
    assert found == [(date.min, 4.0), (TODAY, 4.2)]


def test_a_value_taken_back_is_unknown_from_its_day_on() -> None:
    found = speeds(told(SPEED, 4.0), told(SPEED, None, TODAY))
    assert found == [(date.min, 4.0), (TODAY, None)]


def test_not_told_at_first_is_no_value_that_could_hold_backwards() -> None:
    found = speeds(told(SPEED, None, date.min), told(SPEED, 4.0, TODAY))
    assert found == [(date.min, 4.0)]


def test_a_day_after_today_begins_no_era() -> None:
    found = speeds(told(SPEED, 4.0), told(SPEED, 4.5, TODAY + timedelta(days=1)))
    assert found == [(date.min, 4.0)]


def test_names_change_on_days_of_their_own() -> None:
    middle = TODAY - timedelta(days=100)
    found = eras(
        told(SPEED, 4.0), told(HEART, 190), told(HEART, 185, middle), told(SPEED, 4.5, TODAY)
    )
    assert [era.since for era in found] == [date.min, middle, TODAY]


def test_a_value_that_no_load_needs_begins_no_era() -> None:
    assert len(eras(told("mass_kg", 70), told("mass_kg", 68, TODAY))) == 1


def test_nothing_told_is_one_era() -> None:
    [only] = eras()
    assert only == Era(
        since=date.min,
        thresholds=resolve_thresholds(Profile(), ACTIVITIES.empty(), today=TODAY),
    )


def test_the_last_era_is_what_the_profile_says_now() -> None:
    profile = Profile(
        birth_year=1986,
        sex=Sex.FEMALE,
        resting_heart_rate_bpm=50,
        threshold_speed_mps=4.0,
        critical_power_w=280,
        first_threshold_heart_rate_bpm=150,
        second_threshold_heart_rate_bpm=170,
    )
    found = eras(*as_always(profile))
    expected = resolve_thresholds(profile, ACTIVITIES.empty(), today=TODAY)
    assert thresholds_on(found, TODAY) == expected


def test_sex_may_be_told_as_it_is_stored() -> None:
    assert eras(told("sex", "f"))[0].thresholds.sex is Sex.FEMALE


def test_estimates_are_those_of_today_in_every_era() -> None:
    table = make_activities(
        *({"local_date": TODAY, "peak_heart_rate_bpm": 180.0 + n} for n in range(5))
    )
    found = eras(told(SPEED, 4.0), told(SPEED, 4.5, TODAY), activities=table)
    highest = [era.thresholds.max_heart_rate_bpm for era in found]
    assert [(each.value, each.origin) for each in highest if each] == [
        (183.0, Origin.OBSERVED),
        (183.0, Origin.OBSERVED),
    ]


@pytest.mark.parametrize(
    ("day", "value"), [(LAST_YEAR, 4.0), (TODAY - timedelta(days=1), 4.0), (TODAY, 4.5)]
)
def test_each_day_has_its_thresholds(day: date, value: float) -> None:
    speed = thresholds_on(eras(told(SPEED, 4.0), told(SPEED, 4.5, TODAY)), day).threshold_speed_mps
    assert speed is not None
    assert speed.value == value


def test_the_load_of_last_year_stays_when_today_changes() -> None:
    table = make_activities(
        *({"local_date": day, "normalised_graded_speed_mps": 4.0} for day in (LAST_YEAR, TODAY))
    )
    found = eras(told(SPEED, 4.0), told(SPEED, 5.0, TODAY), activities=table)
    loads = activity_loads(table, found, today=TODAY)
    assert loads["load_au"].to_list() == pytest.approx([100.0, 64.0])


def test_a_first_threshold_that_is_not_below_the_second_is_named() -> None:
    profile = Profile(first_threshold_heart_rate_bpm=170, second_threshold_heart_rate_bpm=160)
    thresholds = resolve_thresholds(profile, ACTIVITIES.empty(), today=TODAY)
    notice = load_notice(ACTIVITIES.empty(), thresholds, today=TODAY)
    assert notice == (
        "No time below, between and above your thresholds: your first threshold, 170 bpm, is not "
        "below your second, 160 bpm. Set both in Profile."
    )
