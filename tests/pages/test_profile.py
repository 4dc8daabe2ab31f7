from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
from analytics.thresholds import resolve_eras
from core.athlete import Profile
from core.errors import ProfileError
from core.findings import Review
from core.schemas import ACTIVITIES
from tests.pages.reading import APP
from views import session

PAGE = "pages/8_Profile.py"


def opened(**context: str) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30)
    page.context = context
    page = page.switch_page(PAGE).run()
    assert not page.exception
    return page


def saved(page: AppTest) -> AppTest:
    page.button(key="save").click().run()
    assert not page.exception
    return page


def captions(page: AppTest) -> str:
    return " ".join(caption.value for caption in page.caption)


def test_what_was_never_told_is_empty_not_zero() -> None:
    assert opened().number_input(key="birth_year").value is None


def test_the_page_opens_and_saves_when_the_runs_cannot_be_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> Review:
        raise ProfileError("Your threshold is wrong.", "Correct it in your profile.")

    monkeypatch.setattr(session, "review", refuse)
    page = opened()
    assert "Your threshold is wrong." in page.error[0].value
    page.number_input(key="birth_year").set_value(1986).run()
    saved(page)
    assert opened().number_input(key="birth_year").value == 1986


def test_a_saved_value_is_there_when_the_page_is_opened_again() -> None:
    page = opened()
    page.number_input(key="mass_kg in kg").set_value(70).run()
    saved(page)
    assert opened().number_input(key="mass_kg in kg").value == 70


def test_a_told_value_can_be_untold() -> None:
    page = opened()
    page.number_input(key="birth_year").set_value(1986).run()
    saved(page).number_input(key="birth_year").set_value(None).run()
    saved(page)
    assert opened().number_input(key="birth_year").value is None


def test_a_change_is_marked_until_it_is_saved() -> None:
    page = opened()
    page.number_input(key="weeks_done").set_value(6).run()
    assert "Changed, not saved yet." in captions(page)
    assert "Changed, not saved yet." not in captions(saved(page))


def test_what_is_no_pace_is_said_beside_the_field_and_not_saved() -> None:
    page = opened()
    page.text_input(key="threshold_speed_mps in m:ss /km").set_value("4:75").run()
    saved(page)
    assert "'4:75' is no pace." in page.error[0].value
    assert opened().text_input(key="threshold_speed_mps in m:ss /km").value == ""


def test_heart_rates_in_the_wrong_order_are_refused_before_they_are_saved() -> None:
    page = opened()
    page.number_input(key="resting_heart_rate_bpm in beats a minute").set_value(110).run()
    page.number_input(key="max_heart_rate_bpm in beats a minute").set_value(105).run()
    assert "Resting heart rate (110) is not below highest" in page.error[0].value
    assert "it lies between 111 and 230" in page.error[0].value
    assert "Nothing is saved yet" in saved(page).error[1].value


def test_a_threshold_that_is_not_told_shows_the_estimate_in_use() -> None:
    page = opened()
    page.number_input(key="birth_year").set_value(1986).run()
    assert "from the age formula" in captions(saved(page))


@pytest.mark.parametrize("year", [1850, 2100])
def test_a_year_of_birth_that_cannot_be_is_refused_with_the_years_that_can(year: int) -> None:
    page = opened()
    page.number_input(key="birth_year").set_value(year).run()
    last = session.today().year - 5
    assert saved(page).error[0].value == (
        f"**Year of birth cannot be {year}.** It lies between 1900 and {last}."
    )


def test_the_zone_of_the_browser_is_the_first_guess() -> None:
    page = opened(timezone="Europe/Berlin")
    assert page.selectbox(key="timezone").value == "Europe/Berlin"


def test_a_place_that_hurts_asks_how_much() -> None:
    page = opened()
    page.multiselect(key="pains").set_value(["knee"]).run()
    assert "Knee: no score yet." in page.error[0].value
    page.number_input(key="pain_knee").set_value(2).run()
    saved(page)
    assert opened().number_input(key="pain_knee").value == 2


def test_the_usual_week_is_kept() -> None:
    page = opened()
    page.selectbox(key="mon").set_value(page.selectbox(key="tue").value).run()
    saved(page)
    assert opened().selectbox(key="mon").value.value == "hard"


@pytest.mark.parametrize("key", ["mass_kg in lb", "height_m in in"])
def test_other_units_are_other_fields(key: str) -> None:
    page = opened()
    page.selectbox(key="is_metric").set_value(False).run()
    assert not page.exception
    assert page.number_input(key=key).value is None


def test_what_nobody_can_weigh_is_said_and_not_saved() -> None:
    page = opened()
    page.number_input(key="mass_kg in kg").set_value(900).run()
    saved(page)
    said = " ".join(error.value for error in page.error)
    assert "Body mass cannot be 900." in said
    assert "Nothing is saved yet" in said


def test_an_emptied_minute_count_is_refused() -> None:
    page = opened()
    page.number_input(key="strength_minutes_per_week").set_value(None).run()
    assert "Minutes a week is empty." in page.error[0].value


def test_nothing_is_changed_before_a_touch() -> None:
    page = opened(timezone="Europe/Berlin", locale="en-US")
    assert "Changed, not saved yet." not in captions(page)
    assert "Guessed from your browser." in captions(page)


def test_the_guess_that_will_be_used_is_shown() -> None:
    page = opened(timezone="America/New_York", locale="en-US")
    assert page.selectbox(key="is_metric").value is False


def test_told_kilometres_stay_in_a_country_of_miles() -> None:
    abroad = {"timezone": "America/New_York", "locale": "en-US"}
    page = opened(**abroad)
    page.selectbox(key="is_metric").set_value(True).run()
    saved(page)
    assert opened(**abroad).selectbox(key="is_metric").value is True


HIGHEST = "max_heart_rate_bpm in beats a minute"


def told(page: AppTest, key: str, value: object) -> AppTest:
    """The page after a number was typed and saved."""
    page.number_input(key=key).set_value(value).run()
    return saved(page)


def eras_of_today() -> list[float | None]:
    """The highest heart rates that held, oldest first."""
    store = pipeline.open_default_store(os.environ)
    today = max(datetime.now(zone).date() for zone in (UTC, ZoneInfo("Europe/Berlin")))
    found = resolve_eras(pipeline.athletes.told(store), ACTIVITIES.empty(), today=today)
    known = [era.thresholds.max_heart_rate_bpm for era in found]
    return [None if each is None else each.value for each in known]


def told_a_month_ago(value: float) -> None:
    """A highest heart rate that has held for thirty days."""
    store = pipeline.open_default_store(os.environ)
    day = datetime.now(UTC).date() - timedelta(days=30)
    told_then = Profile(timezone="Europe/Berlin", max_heart_rate_bpm=value)
    pipeline.athletes.save_profile(store, told_then, valid_from=day)


def test_a_changed_threshold_holds_from_today_on() -> None:
    told_a_month_ago(185)
    told(opened(), HIGHEST, 190)
    assert eras_of_today() == [185, 190]


def test_a_changed_threshold_can_hold_for_all_runs() -> None:
    told_a_month_ago(185)
    page = opened()
    page.number_input(key=HIGHEST).set_value(190).run()
    page.toggle(key="is_valid_always").set_value(True).run()
    saved(page)
    assert eras_of_today() == [190]


def test_the_history_of_a_threshold_is_shown_and_can_be_ended() -> None:
    told_a_month_ago(185)
    told(opened(), HIGHEST, 190)
    page = opened()
    assert "Before: 185, from your profile." in captions(page)
    page.button(key="anew_max_heart_rate_bpm").click().run()
    assert not page.exception
    assert eras_of_today() == [190]


def test_a_first_threshold_above_the_second_is_refused_at_its_field() -> None:
    page = opened()
    first = "first_threshold_heart_rate_bpm in beats a minute"
    second = "second_threshold_heart_rate_bpm in beats a minute"
    page.number_input(key=first).set_value(175).run()
    page = told(page, second, 165)
    assert "First threshold (175) is not below second threshold (165)." in page.error[0].value
    assert "it lies between 176 and 225." in page.error[0].value
    assert page.number_input(key=first).value == 175


def test_zones_follow_from_a_told_threshold() -> None:
    page = told(opened(), "threshold_heart_rate_bpm in beats a minute", 170)
    assert "shares of the threshold, after Friel" in captions(page)


def test_an_illness_of_tomorrow_is_refused() -> None:
    page = opened()
    page.date_input(key="ill_since").set_value(datetime.now(UTC).date() + timedelta(days=9)).run()
    page.button(key="save").click().run()
    assert "The illness cannot begin on" in " ".join(error.value for error in page.error)
    assert "Nothing is saved yet" in page.error[1].value


@pytest.mark.parametrize(
    "name", ["has_other_sports", "has_ratio", "has_vendor_bands", "wants_easy_days"]
)
def test_what_is_off_by_default_can_be_switched_on(name: str) -> None:
    page = opened()
    assert page.toggle(key=name).value is False
    page.toggle(key=name).set_value(True).run()
    saved(page)
    assert opened().toggle(key=name).value is True


def test_the_load_that_counts_can_be_chosen_and_left_to_the_app_again() -> None:
    page = opened()
    page.selectbox(key="load_choice").set_value("rpe").run()
    saved(page).selectbox(key="load_choice").set_value(None).run()
    saved(page)
    assert opened().selectbox(key="load_choice").value is None
