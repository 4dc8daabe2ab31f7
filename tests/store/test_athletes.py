from __future__ import annotations

import pickle
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core.athlete import (
    ASSUMED_RESTING_BPM,
    CONDITIONS,
    EQUIPMENT,
    RANGES,
    Experience,
    Goal,
    Pain,
    Profile,
    RunDay,
    Sex,
)
from core.errors import ProfileError
from store import Store, athletes
from store.plausible import YOUNGEST_YEARS, check_profile
from store.tables import profile_value
from tests.store.makers import DAY, make_store

FULL = Profile(
    birth_year=1980,
    sex=Sex.FEMALE,
    height_m=1.68,
    mass_kg=61.5,
    resting_heart_rate_bpm=48.0,
    max_heart_rate_bpm=186.0,
    threshold_heart_rate_bpm=168.0,
    threshold_speed_mps=3.4,
    timezone="Europe/Zurich",
    is_metric=False,
    equipment=frozenset({"band", "dumbbell"}),
    floor_ok=False,
    strength_minutes_per_week=60,
    max_strength_sessions=2,
    experience=Experience.SOME,
    weeks_done=5,
    goal=Goal.HALF,
    race_date=date(2026, 9, 13),
    week=(RunDay.RACE, *[RunDay.EASY] * 6),
    pains=(Pain(tag="knee", score=3), Pain(tag="calf", score=0)),
    conditions=frozenset({"hypertension"}),
    wants=frozenset({"floor_abs"}),
    heel_raises_min=21,
    critical_power_w=251.5,
    first_threshold_heart_rate_bpm=150.0,
    second_threshold_heart_rate_bpm=166.0,
    injured_on=date(2025, 11, 2),
    ill_since=date(2026, 2, 27),
    weaker_side="left",
    swapped_sensors=frozenset({"Made pods", "Made strap"}),
    load_choice="pace",
    is_graded_by_cost=True,
    has_other_sports=True,
    has_ratio=True,
    has_vendor_bands=True,
    wants_easy_days=True,
    is_strength_complete=True,
    week_begins_on_sunday=True,
)


def history(store: Store, name: str) -> list[tuple[str, date]]:
    stmt = select(profile_value.c.value, profile_value.c.valid_from)
    with store.read() as connection:
        found = connection.execute(stmt.where(profile_value.c.name == name))
        return [tuple(row) for row in found.all()]


def test_a_new_runner_has_told_nothing(store: Store) -> None:
    assert athletes.profile(store) == Profile()


def test_everything_that_is_told_comes_back(store: Store) -> None:
    athletes.save_profile(store, FULL, valid_from=DAY)
    assert athletes.profile(store) == FULL


def test_the_full_profile_of_this_test_tells_every_field() -> None:
    untold = [
        f.name for f in fields(Profile) if getattr(FULL, f.name) == getattr(Profile(), f.name)
    ]
    assert untold == [], "Give FULL a value of the new field that is not its default."


def test_what_is_taken_back_is_not_told(store: Store) -> None:
    athletes.save_profile(store, FULL, valid_from=DAY)
    athletes.save_profile(store, Profile(), valid_from=DAY)
    assert athletes.profile(store) == Profile()


def test_a_changed_value_keeps_the_one_before(store: Store) -> None:
    later = DAY + timedelta(days=40)
    athletes.save_profile(store, Profile(mass_kg=61.0), valid_from=DAY)
    athletes.save_profile(store, Profile(mass_kg=63.0), valid_from=later)
    assert history(store, "mass_kg") == [("61.0", DAY), ("63.0", later)]


def test_a_value_that_stays_adds_no_history(store: Store) -> None:
    athletes.save_profile(store, FULL, valid_from=DAY)
    athletes.save_profile(store, replace(FULL, mass_kg=63.0), valid_from=DAY)
    assert len(history(store, "height_m")) == 1


def test_a_profile_with_nothing_told_adds_no_history(store: Store) -> None:
    athletes.save_profile(store, Profile(), valid_from=DAY)
    with store.read() as connection:
        assert connection.execute(select(profile_value)).all() == []


def told(store: Store, name: str) -> list[tuple[Any, date]]:
    return [(each.value, each.valid_from) for each in athletes.told(store) if each.name == name]


def tell_mass(store: Store, mass_kg: float, *, since: date, **how: Any) -> None:
    profile = replace(athletes.profile(store), mass_kg=mass_kg)
    athletes.save_profile(store, profile, valid_from=since, today=DAY, **how)


def test_a_new_runner_has_no_history(store: Store) -> None:
    assert athletes.told(store) == ()


def test_a_changed_value_holds_from_its_day_on(store: Store) -> None:
    tell_mass(store, 63.0, since=DAY - timedelta(days=40))
    tell_mass(store, 61.0, since=DAY)
    assert told(store, "mass_kg") == [(63.0, DAY - timedelta(days=40)), (61.0, DAY)]


def test_two_values_of_one_day_are_both_told_since_the_first_holds_before_it(store: Store) -> None:
    tell_mass(store, 63.0, since=DAY)
    tell_mass(store, 61.0, since=DAY)
    assert told(store, "mass_kg") == [(63.0, DAY), (61.0, DAY)]


def test_a_value_for_all_runs_leaves_no_older_one(store: Store) -> None:
    tell_mass(store, 63.0, since=DAY - timedelta(days=40))
    tell_mass(store, 61.0, since=date.min)
    assert told(store, "mass_kg") == [(61.0, date.min)]


def test_a_value_told_for_an_earlier_day_takes_the_place_of_later_ones(store: Store) -> None:
    for days, mass_kg in ((60, 65.0), (20, 63.0), (40, 61.0)):
        tell_mass(store, mass_kg, since=DAY - timedelta(days=days))
    assert [value for value, _ in told(store, "mass_kg")] == [65.0, 61.0]


@pytest.mark.parametrize("since", [date.min, DAY - timedelta(days=20)])
def test_what_holds_last_is_what_the_profile_says(store: Store, since: date) -> None:
    tell_mass(store, 63.0, since=DAY)
    tell_mass(store, 61.0, since=since)
    assert told(store, "mass_kg")[-1][0] == athletes.profile(store).mass_kg == 61.0


def test_a_value_that_stays_can_be_told_for_all_runs(store: Store) -> None:
    tell_mass(store, 61.0, since=DAY)
    tell_mass(store, 61.0, since=date.min, anew=("mass_kg",))
    assert told(store, "mass_kg") == [(61.0, date.min)]


def test_only_what_is_named_is_told_anew(store: Store) -> None:
    athletes.save_profile(store, FULL, valid_from=DAY)
    tell_mass(store, FULL.mass_kg, since=date.min, anew=("mass_kg",))
    assert told(store, "height_m") == [(FULL.height_m, DAY)]


def test_what_was_taken_back_is_told_as_nothing_from_that_day(store: Store) -> None:
    tell_mass(store, 61.0, since=DAY - timedelta(days=9))
    tell_mass(store, None, since=DAY)
    assert told(store, "mass_kg")[-1] == (None, DAY)


def test_everything_told_has_the_type_of_the_profile(store: Store) -> None:
    athletes.save_profile(store, FULL, valid_from=DAY)
    assert {each.name: each.value for each in athletes.told(store)} == {
        field.name: getattr(FULL, field.name) for field in fields(Profile)
    }


def test_a_profile_for_all_runs_is_checked_as_of_a_day(store: Store) -> None:
    with pytest.raises(ValueError, match="as of a day"):
        athletes.save_profile(store, FULL, valid_from=date.min)


def test_an_impossible_value_keeps_nothing_of_the_profile(store: Store) -> None:
    with pytest.raises(ProfileError):
        athletes.save_profile(store, replace(FULL, mass_kg=-1), valid_from=DAY)
    assert athletes.profile(store) == Profile()


@pytest.mark.parametrize("name", RANGES)
@pytest.mark.parametrize("end", ["low", "high"])
def test_the_ends_of_a_range_are_possible(name: str, end: str) -> None:
    value: Any = getattr(RANGES[name], end)
    today = date(2200, 1, 1)
    check_profile(replace(Profile(), **{name: value}), today=today)


@pytest.mark.parametrize("name", RANGES)
@pytest.mark.parametrize("beyond", [-1e9, 1e9, float("nan")])
def test_a_value_outside_its_range_names_field_and_range(name: str, beyond: float) -> None:
    span = RANGES[name]
    with pytest.raises(ProfileError) as caught:
        check_profile(replace(Profile(), **{name: beyond}), today=DAY)
    assert span.words in caught.value.what
    high = DAY.year - YOUNGEST_YEARS if name == "birth_year" else span.high
    assert f"between {span.low:g} and {high:g}" in caught.value.advice


def test_a_threshold_lies_above_the_resting_heart_rate_that_is_assumed() -> None:
    assert RANGES["threshold_heart_rate_bpm"].low > ASSUMED_RESTING_BPM


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"birth_year": DAY.year + 1}, "birth"),
        ({"birth_year": DAY.year}, "birth"),
        ({"birth_year": 1850}, "birth"),
        ({"resting_heart_rate_bpm": 105.0, "max_heart_rate_bpm": 102.0}, "Resting"),
        ({"threshold_heart_rate_bpm": 190.0, "max_heart_rate_bpm": 185.0}, "Threshold"),
        ({"resting_heart_rate_bpm": 70.0, "threshold_heart_rate_bpm": 70.0}, "Resting"),
        ({"equipment": frozenset({"cannon"})}, "cannon"),
        ({"conditions": frozenset({"hiccups"})}, "hiccups"),
        ({"pains": (Pain(tag="ear", score=1),)}, "ear"),
        ({"pains": (Pain(tag="knee", score=11),)}, "Pain"),
        ({"timezone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"timezone": "Europe"}, "Europe"),
        ({"timezone": "../../etc/passwd"}, "passwd"),
        ({"timezone": ""}, "time zone"),
        ({"week": (RunDay.REST,) * 6}, "seven"),
        (
            {"first_threshold_heart_rate_bpm": 170.0, "second_threshold_heart_rate_bpm": 165.0},
            "First threshold (170) is not below second threshold (165)",
        ),
        (
            {"second_threshold_heart_rate_bpm": 190.0, "max_heart_rate_bpm": 185.0},
            "Second threshold (190) is not below highest",
        ),
        (
            {"first_threshold_heart_rate_bpm": 65.0, "resting_heart_rate_bpm": 70.0},
            "Resting heart rate (70) is not below first threshold (65)",
        ),
        ({"injured_on": DAY + timedelta(days=1)}, "injury cannot begin"),
        ({"ill_since": DAY + timedelta(days=1)}, "illness cannot begin"),
        ({"load_choice": "vibes"}, "no load called 'vibes'"),
        ({"weaker_side": "top"}, "no side called 'top'"),
    ],
)
def test_what_nobody_can_be_is_named_beside_its_field(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(ProfileError) as caught:
        check_profile(replace(Profile(), **wrong), today=DAY)
    assert named in str(caught.value)
    assert caught.value.field in wrong


@pytest.mark.parametrize("field", ["injured_on", "ill_since"])
def test_an_injury_or_illness_may_begin_today(field: str) -> None:
    check_profile(replace(Profile(), **{field: DAY}), today=DAY)


def test_a_refusal_comes_back_whole_from_another_process() -> None:
    error = ProfileError("No.", "Yes.", "mass_kg")
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), back.what, back.advice, back.field) == (
        ProfileError, "No.", "Yes.", "mass_kg",
    )  # fmt: skip


@given(
    equipment=st.frozensets(st.sampled_from(EQUIPMENT)),
    conditions=st.frozensets(st.sampled_from(CONDITIONS)),
    mass_kg=st.none() | st.floats(25, 300),
    race_date=st.none() | st.dates(),
)
def test_any_possible_profile_comes_back(tmp_path_factory, **told: Any) -> None:
    store = make_store(tmp_path_factory.mktemp("profile"))
    athletes.save_profile(store, replace(Profile(), **told), valid_from=DAY)
    assert athletes.profile(store) == replace(Profile(), **told)
    store.close()


def test_a_pain_keeps_its_side(store: Store) -> None:
    told = Profile(pains=(Pain(tag="knee", score=2, side="left"), Pain(tag="calf", score=1)))
    athletes.save_profile(store, told, valid_from=DAY)
    assert athletes.profile(store).pains == told.pains
