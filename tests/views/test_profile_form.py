from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from core.athlete import (
    CONDITIONS,
    EQUIPMENT,
    PAIN_TAGS,
    RANGES,
    Experience,
    Goal,
    Origin,
    Pain,
    Profile,
    RunDay,
    Threshold,
    Thresholds,
)
from core.errors import ProfileError
from core.findings import Review
from core.usual import UsualDay, UsualWeek
from tests.makers import make_review, make_usual_week
from views import profile_fields, profile_form
from views.profile_field import Field, read_pace

FIELDS = {field.name: field for section in profile_fields.SECTIONS for field in section.fields}


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (profile_fields.EQUIPMENT_WORDS, EQUIPMENT),
        (profile_fields.PAIN_WORDS, PAIN_TAGS),
        (profile_fields.CONDITION_WORDS, CONDITIONS),
        (profile_fields.EXPERIENCES, Experience),
        (profile_fields.GOALS, Goal),
        (profile_fields.RUN_DAYS, RunDay),
    ],
)
def test_every_choice_of_the_profile_has_its_word(words: dict, known: tuple) -> None:
    assert set(words) == set(known)


def test_every_field_of_the_profile_is_asked_for() -> None:
    assert {*FIELDS, "week", "pains"} == {field.name for field in fields_of(Profile)}


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
@pytest.mark.parametrize("is_metric", [True, False])
def test_a_field_left_alone_keeps_what_is_stored(field: Field, is_metric: bool) -> None:
    profile = Profile(height_m=1.834, mass_kg=70.4, threshold_speed_mps=3.517)
    shown = field.shown(profile, is_metric=is_metric)
    assert field.told(shown, profile, is_metric=is_metric) == getattr(profile, field.name)


def test_a_height_in_inches_is_stored_in_metres() -> None:
    assert FIELDS["height_m"].told(70, Profile(), is_metric=False) == pytest.approx(1.778)


def test_a_pace_a_mile_is_a_speed() -> None:
    assert read_pace("8:00", is_metric=False) == pytest.approx(1609.344 / 480)


@pytest.mark.parametrize("typed", ["4.45", "4:75", "0:00", "fast", "4:45 /km"])
def test_what_is_no_pace_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(ProfileError, match="is no pace"):
        read_pace(typed, is_metric=True)


def test_an_empty_pace_is_not_told() -> None:
    assert read_pace("  ", is_metric=True) is None


def test_an_emptied_optional_number_is_not_told() -> None:
    assert profile_form.changed(Profile(mass_kg=70), {"mass_kg": None}).mass_kg is None


def test_an_emptied_required_number_stays_as_it_was() -> None:
    profile = Profile(strength_minutes_per_week=55)
    assert profile_form.changed(profile, {"strength_minutes_per_week": None}) == profile


def test_an_estimate_says_its_value_and_its_origin() -> None:
    known = Thresholds(
        max_heart_rate_bpm=Threshold(value=185.4, origin=Origin.AGE_FORMULA, note="± 11 bpm")
    )
    assert profile_form.estimate("max_heart_rate_bpm", known, is_metric=True) == (
        "Not told. Used meanwhile: 185, from the age formula, ± 11 bpm."
    )


def test_an_estimate_does_not_say_twice_that_it_is_one() -> None:
    known = Thresholds(
        threshold_heart_rate_bpm=Threshold(
            value=167, origin=Origin.ESTIMATED, note="estimated from resting and maximum"
        )
    )
    assert profile_form.estimate("threshold_heart_rate_bpm", known, is_metric=True) == (
        "Not told. Used meanwhile: 167, estimated from resting and maximum."
    )


def test_without_anything_to_estimate_from_that_is_said() -> None:
    said = profile_form.estimate("max_heart_rate_bpm", Thresholds(), is_metric=True)
    assert said == "Not told, and nothing to estimate it from yet."


def test_a_place_that_hurts_needs_its_score() -> None:
    with pytest.raises(ProfileError, match="Knee: no score yet"):
        profile_form.pains(["knee"], {"knee": None})


def test_a_score_of_zero_is_a_score() -> None:
    assert profile_form.pains(["knee"], {"knee": 0}) == (Pain(tag="knee", score=0),)


def test_a_wrong_order_names_the_range_that_is_left() -> None:
    draft = Profile(
        resting_heart_rate_bpm=110, threshold_heart_rate_bpm=105, max_heart_rate_bpm=190
    )
    error = ProfileError("Not below.", "They rise in this order.", "resting_heart_rate_bpm")
    assert profile_form.place_of(error, draft).advice.endswith("between 25 and 104.")


def test_a_wrong_order_of_the_two_thresholds_names_the_range_that_is_left() -> None:
    draft = Profile(
        first_threshold_heart_rate_bpm=180,
        second_threshold_heart_rate_bpm=170,
        max_heart_rate_bpm=190,
        resting_heart_rate_bpm=50,
    )
    error = ProfileError("Not below.", "They rise in this order.", "first_threshold_heart_rate_bpm")
    assert profile_form.place_of(error, draft).advice.endswith("between 61 and 169.")


def test_any_other_refusal_is_left_as_it_is() -> None:
    error = ProfileError("There is no time zone called 'Mars'.", "Choose.", "timezone")
    assert profile_form.place_of(error, Profile()) is error


def test_the_sensors_to_swap_are_those_that_were_seen() -> None:
    review = make_review(profile=Profile(swapped_sensors=frozenset({"Old strap"})))
    seen = review.activities.with_columns(balance_sensor=pl.lit("New strap"))
    sections = profile_form.sections(replace(review, activities=seen))
    (field,) = [f for each in sections for f in each.fields if f.name == "swapped_sensors"]
    assert list(field.options) == ["New strap", "Old strap"]


@pytest.mark.parametrize(
    ("name", "typed", "is_metric", "said"),
    [
        ("mass_kg", 900, True, "Body mass cannot be 900. It lies between 25 and 300 kg."),
        ("mass_kg", 55, False, "Body mass cannot be 55. It lies between 56 and 661 lb."),
        ("threshold_speed_mps", "0:10", True, "Threshold pace cannot be 0:10. It lies between"),
        ("threshold_speed_mps", "11:07", True, "2:23 and 11:06."),
        ("strength_minutes_per_week", None, True, "Minutes a week is empty."),
        ("timezone", None, True, "Time zone is empty."),
    ],
)
def test_what_nobody_can_be_is_refused_in_the_shown_unit(
    name: str, typed: object, is_metric: bool, said: str
) -> None:
    profile = Profile(timezone="Europe/Berlin")
    with pytest.raises(ProfileError) as caught:
        FIELDS[name].told(typed, profile, is_metric=is_metric)
    assert said in f"{caught.value.what} {caught.value.advice}"


@pytest.mark.parametrize("is_metric", [True, False])
@pytest.mark.parametrize("name", [name for name in FIELDS if name in RANGES])
def test_both_ends_of_a_shown_range_can_be_kept(name: str, is_metric: bool) -> None:
    field, span = FIELDS[name], RANGES[name]
    if field.kind == "number":
        for end in field.bounds(is_metric=is_metric):
            kept = field.told(end, Profile(), is_metric=is_metric)
            assert span.low <= kept <= span.high


def test_a_guess_is_called_one_in_the_headline() -> None:
    told = Profile(timezone="Europe/Berlin")
    assert "a guess" in profile_form.answer(told, is_guess=True)
    assert "guess" not in profile_form.answer(told, is_guess=False)


def test_a_score_beyond_ten_is_refused() -> None:
    with pytest.raises(ProfileError, match="Knee: the score cannot be 12"):
        profile_form.pains(["knee"], {"knee": 12})


HARD_DAY = UsualDay(kind=RunDay.HARD, evidence="5 of 5 Mondays held a hard run", n_weeks=5)
FOUND = make_review(usual_week=UsualWeek(days=(HARD_DAY,) * 7, n_weeks=5, since=date(2026, 10, 5)))


def test_a_week_found_in_the_runs_is_shown_with_what_it_stands_on() -> None:
    assert profile_form.week_begin(Profile(), FOUND) == (RunDay.HARD,) * 7
    assert profile_form.week_evidence(FOUND)[0] == "5 of 5 Mondays held a hard run"
    assert "As found in your runs" in profile_form.week_caption(FOUND)


def test_where_no_fixed_days_were_found_the_profile_asks_for_them() -> None:
    review = make_review(usual_week=make_usual_week(RunDay.REST))
    assert "No regular days found in your runs" in profile_form.week_caption(review)


@pytest.mark.parametrize("review", [None, make_review()])
def test_a_told_week_is_shown_as_it_was_told(review: Review | None) -> None:
    told = Profile(week=(RunDay.REST,) * 7)
    assert profile_form.week_begin(told, review) == told.week
    assert profile_form.week_evidence(review) == (None,) * 7
    assert "found" not in profile_form.week_caption(review)


def test_a_found_week_is_told_only_once_it_is_changed() -> None:
    found = profile_form.week_begin(Profile(), FOUND)
    changed = (RunDay.REST, *found[1:])
    assert profile_form.week_told(Profile(), found, begin=found) == Profile().week
    assert profile_form.week_told(Profile(), changed, begin=found) == changed


RESTING, HIGHEST = "resting_heart_rate_bpm", "max_heart_rate_bpm"
HEARTS = {one.name: one for section in profile_fields.SECTIONS for one in section.fields}


def hearts(field: str, typed: int, before: Profile, **above: int | None) -> ProfileError | None:
    """What is refused of a heart rate below others that were typed."""
    try:
        profile_form.told(HEARTS[field], typed, above, profile=before, is_metric=True)
    except ProfileError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("before", "resting", "highest", "field"),
    [
        (Profile(), 110, 105, HIGHEST),  # both are new
        (Profile(resting_heart_rate_bpm=110), 110, 105, HIGHEST),
        (Profile(max_heart_rate_bpm=100), 105, 100, RESTING),
    ],
)
def test_a_wrong_order_is_refused_at_the_field_that_was_changed(
    before: Profile, resting: int, highest: int, field: str
) -> None:
    error = hearts(HIGHEST, highest, before, **{RESTING: resting})
    assert error is not None
    assert error.field == field


def test_two_heart_rates_can_move_past_a_stored_one_together() -> None:
    before = Profile(resting_heart_rate_bpm=50, max_heart_rate_bpm=100)
    assert hearts(RESTING, 105, before) is None
    assert hearts(HIGHEST, 190, before, **{RESTING: 105}) is None


def test_a_refused_field_says_beside_save_that_nothing_was_saved() -> None:
    error = ProfileError("That cannot be.", "Choose another.", "mass_kg")
    said = profile_form.refusals(error, Profile())
    assert [each.what for each in said] == ["That cannot be.", "Nothing is saved yet."]
