from __future__ import annotations

from datetime import date

from core.findings import Grade, Level, Side, Tone
from tests.makers import make_balance_flag, make_flag
from tests.plan_makers import make_plan, make_prescription, make_session
from views import cards

TODAY = date(2026, 11, 19)
PLAN = make_plan(make_session(prescriptions=(make_prescription(), make_prescription("hinge"))))


def test_a_flag_shows_level_side_and_evidence() -> None:
    said = cards.flag_card(make_balance_flag(), PLAN, today=TODAY).badges
    assert said == ":yellow-badge[▲ Watch] :orange-badge[Left] :gray-badge[Evidence: mixed]"


def test_a_flag_without_a_side_shows_none() -> None:
    said = cards.flag_card(make_flag(), PLAN, today=TODAY).badges
    assert said == ":yellow-badge[▲ Watch] :gray-badge[Evidence: strong]"


def test_the_colour_follows_the_tone_and_not_the_level() -> None:
    flag = make_balance_flag(level=Level.ACT, tone=Tone.INFO, grade=Grade.WEAK)
    assert ":gray-badge[○" in cards.flag_card(flag, PLAN, today=TODAY).badges


def test_the_sentence_of_the_law_is_kept_word_for_word() -> None:
    flag = make_balance_flag()
    assert cards.flag_card(flag, PLAN, today=TODAY).text == flag.text


def test_the_advice_names_qualities_and_counts_the_exercises_that_serve() -> None:
    assert cards.flag_card(make_balance_flag(), PLAN, today=TODAY).advice == (
        "Train one-leg strength, hip stability and balance: 2 exercises in this week's plan. "
        "One-leg work starts on the left."
    )


def test_a_plan_of_next_week_is_not_called_that_of_this_week() -> None:
    said = cards.flag_card(make_balance_flag(), PLAN, today=date(2026, 11, 15)).advice
    assert "2 exercises in next week's plan." in said


def test_a_plan_that_holds_nothing_for_a_flag_says_so() -> None:
    assert (
        "holds nothing for it"
        in cards.flag_card(make_balance_flag(), make_plan(), today=TODAY).advice
    )


def test_no_side_is_named_when_the_exercises_start_on_none() -> None:
    plan = make_plan(make_session(prescriptions=(make_prescription(start_side=Side.NONE),)))
    assert "starts on" not in cards.flag_card(make_balance_flag(), plan, today=TODAY).advice


def test_a_flag_that_strength_does_not_answer_gets_its_own_advice() -> None:
    assert (
        cards.flag_card(make_flag(), PLAN, today=TODAY, no_need="Run shorter.").advice
        == "Run shorter."
    )


def test_the_reason_says_figure_interval_data_grade_limits_and_source() -> None:
    said = cards.flag_card(make_balance_flag(), PLAN, today=TODAY).why
    assert "51.6 % left (95 % interval 51.1 % left to 52.1 % left)" in said
    assert "5 runs and 120 steady minutes of the last 56 days" in said
    assert "studies that disagree" in said
    assert "Malisoux 2024" in said


def test_a_ratio_is_said_as_times() -> None:
    assert cards.basis(make_flag()) == "1.33 times, from 1 run of the last 30 days."


def test_a_figure_that_stands_on_no_run_says_what_it_stands_on() -> None:
    found = make_flag(id="ST_ANKLE", value=2.5, low=2.5, high=2.5, unit="cm", n_runs=0)
    assert cards.basis(found) == "2.50 cm, from what you typed in or recorded."


def test_a_flag_without_a_value_has_no_figure() -> None:
    said = cards.basis(make_flag(value=None, low=None, high=None, n_runs=0))
    assert said == "No value yet, from 0 runs of the last 30 days."


def test_only_flags_at_watch_or_act_with_a_tone_are_raised() -> None:
    flags = (
        make_flag(),
        make_flag(level=Level.OK, tone=Tone.NONE),
        make_flag(level=Level.INSUFFICIENT, tone=Tone.NONE),
        make_flag(level=Level.WATCH, tone=Tone.NONE),
    )
    assert cards.raised(flags) == flags[:1]


def test_a_description_that_the_runner_asked_for_is_shown_without_alarm() -> None:
    mix = make_flag(
        id="INTENSITY_MIX", level=Level.ACT, tone=Tone.NONE, grade=Grade.DESCRIPTIVE, needs=()
    )
    assert cards.raised((mix,)) == (mix,)
    card = cards.flag_card(mix, make_plan(), today=date(2026, 11, 19))
    assert card.badges == ":gray-badge[○ Description] :gray-badge[Evidence: descriptive]"
