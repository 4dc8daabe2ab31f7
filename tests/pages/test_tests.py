"""Tests through the front door: steps, refusals beside the field, verdicts, pains and sliders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
from core.athlete import Profile, Sex
from core.diary import DiaryEntry, Pocket, SelfTest
from core.guides import TESTS
from core.self_tests import Guide
from tests.makers import make_leans, make_review
from tests.pages.reading import APP, said
from views import memory, session
from views.self_test_drawings import DRAWINGS

PAGE = "pages/5_Tests.py"


def today() -> date:
    return session.now().date()


@pytest.fixture(autouse=True)
def _one_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "today", today)


def keep(*tests: tuple[str, float | None, float | None], days_ago: int = 1) -> None:
    store = memory.store()
    for test, left, right in tests:
        day = today() - timedelta(days=days_ago)
        entry = SelfTest(test=test, taken_on=day, left=left, right=right)
        pipeline.self_tests.add(store, entry, today=today())


def hurt(place: str, score: float, *, side: str = "left", days_ago: int = 0) -> None:
    day = today() - timedelta(days=days_ago)
    entry = DiaryEntry(local_date=day, kind=Pocket.PAIN, score_index=score, place=place, side=side)
    pipeline.diary.add(memory.store(), entry, today=today())


def opened() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30).switch_page(PAGE).run()
    assert not page.exception
    return page


def chosen(page: AppTest, test: str) -> AppTest:
    page.selectbox(key="test").set_value(test).run()
    assert not page.exception
    return page


def typed(page: AppTest, test: str, **values: float) -> AppTest:
    for name, value in values.items():
        page.number_input(key=f"{test}_{name}_0").set_value(value)
    page.run()
    return page


def kept(page: AppTest) -> AppTest:
    page.button(key="keep_test").click().run()
    assert not page.exception
    return page


def answer(page: AppTest) -> str:
    return plain(page.header[0].value)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def stored() -> list[dict[str, Any]]:
    return pipeline.self_tests.frame(memory.store()).to_dicts()


def alts(page: AppTest) -> str:
    return " ".join(plain(chart.proto.alt) for chart in page.get("vega_lite_chart"))


def test_without_runs_and_tests_the_page_names_two_to_start_with() -> None:
    page = opened()
    assert answer(page) == "Two tests to start with: heel raises and five rises."
    assert "The tests need none" in said(page)


def test_a_runner_without_a_balance_learns_what_is_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session, "review", lambda: make_review(today=today()))
    assert "how alike your legs are is unknown" in said(opened())


def test_a_runner_with_a_balance_learns_how_the_tests_differ(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    review = make_review(today=today(), leans=make_leans((1.0, 1.2), today=today()))
    monkeypatch.setattr(session, "review", lambda: review)
    assert "one leg at a time" in said(opened())


def test_the_steps_say_how_to_warm_up_which_side_first_and_when_to_stop() -> None:
    text = said(opened())
    assert "Warm up for five minutes" in text
    assert "side that feels weaker" in text
    assert "Stop a test at the first pain" in text


@pytest.mark.parametrize(
    ("test", "n_tries"),
    [("ST_CALF", 1), ("ST_SIDE_PLANK", 1), ("ST_SIT_STAND", 2), ("ST_REACH", 3), ("ST_HOP", 3)],
)
def test_each_side_has_as_many_tries_as_the_test_allows(test: str, n_tries: int) -> None:
    page = chosen(opened(), test)
    keys = {field.key for field in page.number_input if field.key.startswith(f"{test}_left_")}
    assert len([key for key in keys if key.removeprefix(f"{test}_left_")[0].isdigit()]) == n_tries


@pytest.mark.parametrize("guide", TESTS, ids=lambda guide: guide.id)
def test_every_test_shows_its_drawing(guide: Guide) -> None:
    drawn = chosen(opened(), guide.id).get("image")
    assert drawn[0].proto.imgs[0].url.startswith("data:image/svg")
    assert drawn[0].proto.imgs[0].alt == DRAWINGS[guide.id].alt


def test_two_typed_sides_give_an_answer_with_a_side() -> None:
    page = kept(typed(chosen(opened(), "ST_CALF"), "ST_CALF", left_1=18, right_1=27))
    assert answer(page) == "Heel raises: :blue[right 27], :orange[left 18]. Train the left first."


def test_swapped_sides_swap_only_the_side() -> None:
    keep(("ST_CALF", 27, 18))
    found = answer(opened())
    assert found == "Heel raises: :orange[left 27], :blue[right 18]. Train the right first."


def test_a_difference_within_the_error_is_none() -> None:
    keep(("ST_CALF", 27, 24))
    page = opened()
    assert answer(page) == "No difference beyond the test's error."
    assert "**Difference 3**, the test's error is 6: no difference." in said(page)


def test_the_card_says_what_would_end_the_difference_and_where_to_go() -> None:
    keep(("ST_CALF", 18, 27))
    page = opened()
    assert "22 or more on the left" in said(page)
    assert "left 18, right 27" in alts(page)


def test_the_usual_count_is_said_to_be_second_hand() -> None:
    pipeline.athletes.save_profile(
        memory.store(),
        Profile(sex=Sex.MALE, birth_year=today().year - 34),
        valid_from=today(),
        today=today(),
    )
    keep(("ST_CALF", 18, 27))
    assert "about 32 are usual for men of your age (a second-hand source" in said(opened())


def test_a_second_test_shows_what_changed_since_the_first() -> None:
    keep(("ST_CALF", 12, 27), days_ago=50)
    keep(("ST_CALF", 20, 28))
    page = opened()
    assert "Since the last test: left +8." in said(page)
    assert "over 2 tests" in alts(page)


def test_an_old_test_is_due_again() -> None:
    keep(("ST_ANKLE", 11, 11.5), days_ago=42)
    page = opened()
    assert "Due again: knee to wall" in said(page)


def test_400_heel_raises_are_refused_beside_the_field_and_stay_typed() -> None:
    page = kept(typed(chosen(opened(), "ST_CALF"), "ST_CALF", left_1=400, right_1=27))
    (refusal,) = page.error
    assert refusal.value == (
        "**Heel raises cannot be 400.** It lies between 0 and 150 repetitions."
    )
    assert page.number_input(key="ST_CALF_left_1_0").value == 400
    assert stored() == []


def test_a_million_heel_raises_are_refused_in_digits() -> None:
    page = kept(typed(chosen(opened(), "ST_CALF"), "ST_CALF", left_1=1_000_000, right_1=27))
    assert "Heel raises cannot be 1,000,000." in page.error[0].value


def test_a_part_of_a_heel_raise_is_refused_beside_the_field() -> None:
    page = kept(typed(chosen(opened(), "ST_CALF"), "ST_CALF", left_1=12.5, right_1=27))
    (refusal,) = page.error
    assert refusal.value.startswith("**Heel raises cannot be 12.5.** They are counted in whole")
    assert page.number_input(key="ST_CALF_left_1_0").value == 12.5
    assert stored() == []


def test_a_try_that_is_not_the_best_is_checked_too() -> None:
    page = chosen(opened(), "ST_SIT_STAND")
    page = kept(typed(page, "ST_SIT_STAND", left_1=9.5, left_2=400, right_1=9.0))
    assert "Five rises cannot be 400" in page.error[0].value


def test_a_side_without_an_answer_is_asked_for() -> None:
    page = kept(typed(chosen(opened(), "ST_CALF"), "ST_CALF", left_1=20))
    assert "The right side has no number yet" in page.error[0].value


@pytest.mark.parametrize(
    ("test", "tries", "best"),
    [("ST_SIT_STAND", (9.5, 9.1), 9.1), ("ST_HOP", (120.0, 131.0), 131.0)],
)
def test_the_best_try_is_kept(test: str, tries: tuple[float, float], best: float) -> None:
    page = chosen(opened(), test)
    kept(typed(page, test, left_1=tries[0], left_2=tries[1], right_1=tries[0]))
    (row,) = stored()
    assert (row["left_value"], row["right_value"]) == (best, tries[0])


def test_five_rises_that_were_not_possible_are_an_answer() -> None:
    page = typed(chosen(opened(), "ST_SIT_STAND"), "ST_SIT_STAND", right_1=9.0)
    page.toggle(key="ST_SIT_STAND_left_none_0").set_value(True).run()
    page = kept(page)
    assert stored()[0]["left_value"] is None
    assert "left not possible" in answer(page)
    assert answer(page).endswith("Train the left first.")


def test_another_test_in_between_does_not_empty_the_fields() -> None:
    page = typed(chosen(opened(), "ST_CALF"), "ST_CALF", left_1=18)
    page = chosen(chosen(page, "ST_ANKLE"), "ST_CALF")
    assert page.number_input(key="ST_CALF_left_1_0").value == 18


def test_a_kept_test_can_be_taken_back() -> None:
    keep(("ST_CALF", 18, 27))
    page = opened()
    page.button(key=f"forget_test_{stored()[0]['test_id']}").click().run()
    assert answer(page).startswith("Two tests to start with")


def test_three_reaches_of_a_side_are_kept_with_the_leg() -> None:
    page = chosen(opened(), "ST_REACH")
    parts = {"left_back_in": 90, "left_back_out": 95, "leg_length": 88}
    kept(typed(page, "ST_REACH", left_1=60, right_1=61, **parts))
    (row,) = stored()
    assert row["left_parts"] == [60, 90, 95]
    assert row["leg_length_m"] == pytest.approx(0.88)


def test_two_of_three_reaches_are_refused() -> None:
    page = chosen(opened(), "ST_REACH")
    page = kept(typed(page, "ST_REACH", left_1=60, right_1=61, right_back_in=90))
    assert "Not all three reaches of the right side" in page.error[0].value


def test_the_hop_is_hidden_while_something_hurts_and_the_page_says_why() -> None:
    hurt("wrist", 1)
    page = opened()
    assert "Hop on one leg" not in page.selectbox(key="test").options
    assert "Hop for another day: your wrist hurts." in said(page)


def test_the_hop_is_hidden_below_15_heel_raises() -> None:
    keep(("ST_CALF", 14, 16))
    assert "fewer than 15 heel raises on one leg" in said(opened())


def test_a_test_of_what_hurts_waits() -> None:
    hurt("calf", 2)
    page = chosen(opened(), "ST_CALF")
    assert "Heel raises for another day: your calf hurts." in said(page)
    assert not [field for field in page.number_input if field.key.startswith("ST_CALF")]


def test_a_pain_that_is_typed_stands_above_everything_and_reaches_the_plan() -> None:
    page = opened()
    page.selectbox(key="tests_day_place_0").set_value("knee")
    for key, value in (("tests_day_side_0", "left"), ("tests_day_pain_0", 6)):
        page.button_group(key=key).set_value(value)
    page.run()
    page.button(key="keep_place").click().run()
    assert not page.exception
    assert page.warning[0].value.startswith("Your knee hurts, 6 of 10.")
    assert "see a professional before you build up" in said(page)
    assert "left knee 6 of 10" in said(page)


def test_an_incomplete_pain_is_refused_beside_its_field() -> None:
    page = opened()
    page.selectbox(key="tests_day_place_0").set_value("knee").run()
    page.button(key="keep_place").click().run()
    assert "On which side does it hurt?" in page.error[0].value
    assert page.selectbox(key="tests_day_place_0").value == "knee"


def test_a_newer_answer_replaces_the_old_one() -> None:
    hurt("knee", 6, days_ago=3)
    hurt("knee", 2)
    assert "What hurts: left knee 2 of 10" in said(opened())


def test_the_stop_rules_are_always_on_the_page() -> None:
    assert "pain over 3 of 10 while running" in said(opened())


def test_three_answers_of_a_slider_give_a_mean() -> None:
    for days_ago in range(3):
        day = today() - timedelta(days=days_ago)
        entry = DiaryEntry(local_date=day, kind=Pocket.TIGHTNESS, score_index=6)
        pipeline.diary.add(memory.store(), entry, today=today())
    assert "You feel stiff (6.0 of 10)" in said(opened())


def test_a_slider_is_kept() -> None:
    page = opened()
    page.button_group(key="tests_day_focus_0").set_value(7).run()
    page.button(key="keep_tightness").click().run()
    (row,) = pipeline.diary.frame(memory.store()).to_dicts()
    assert (row["kind"], row["score_index"]) == ("focus", 7)


def test_the_beat_counts_and_gives_its_count_to_a_side(monkeypatch: pytest.MonkeyPatch) -> None:
    page = chosen(opened(), "ST_CALF")
    page.button(key="start_clock").click().run()
    begun = page.session_state["since_ST_CALF"]
    later = begun + timedelta(seconds=5 + 2 * 18 + 0.5)
    monkeypatch.setattr(session, "now", lambda: later)
    page.run()
    page.button(key="stop_clock").click().run()
    page.button(key="take_right").click().run()
    assert not page.exception
    assert page.number_input(key="ST_CALF_right_1_0").value == 18


def test_a_test_that_needs_no_clock_shows_none() -> None:
    page = chosen(opened(), "ST_ANKLE")
    assert not [button for button in page.button if button.key == "start_clock"]


def test_a_low_count_on_both_sides_names_no_side() -> None:
    keep(("ST_BRIDGE", 12, 13))
    assert answer(opened()).endswith("Train both sides alike.")


def test_none_on_either_side_is_not_called_alike() -> None:
    keep(("ST_CALF", 0, 0))
    page = opened()
    assert answer(page) == "None on either side: that tells nothing of a difference yet."
    assert "Jumps wait until 15 heel raises go well on each leg" in said(page)


@pytest.mark.parametrize("tests", [7, 60])
def test_any_history_of_tests_opens(tests: int) -> None:
    for n in range(tests):
        keep(("ST_CALF", 20 + n % 7, 25), days_ago=3 * n)
    keep(*((test, 20, 21) for test in ("ST_BRIDGE", "ST_SIDE_PLANK", "ST_REACH", "ST_HOP")))
    assert opened().header


def test_a_review_with_no_flag_of_a_test_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = replace(make_review(today=today()), flags=())
    monkeypatch.setattr(session, "review", lambda: bare)
    assert opened().header
