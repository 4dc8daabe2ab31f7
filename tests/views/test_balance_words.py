from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from core.findings import Level, Review, Side, Tone
from tests.makers import OPEN_BALANCE, MadeRun, make_balance_flag, make_leans, make_review
from tests.plan_makers import make_plan
from views import balance_cards, balance_why, balance_words, today_words

LAST_FIVE = (1.6, 1.4, 1.9, 1.2, 1.7)


def leaning(*leans_pp: float, **flag: Any) -> Review:
    flag = {"run_ids": tuple(range(len(leans_pp)))} | flag
    return make_review(leans=make_leans(leans_pp), flags=(make_balance_flag(**flag),))


def open_review(*leans_pp: float, n_runs: int) -> Review:
    return leaning(
        *leans_pp,
        **OPEN_BALANCE,
        n_runs=n_runs,
        text="Collecting data.",
    )


def even(value: float = 0.4) -> Review:
    return leaning(
        *(value,) * 5,
        level=Level.OK,
        tone=Tone.NONE,
        side=Side.NONE,
        value=value,
        low=value - 0.5,
        high=value + 0.5,
        text="Left 50.4 %, right 49.6 %.",
    )


def plain(markdown: str) -> str:
    return markdown.replace("\u00a0", " ")


def test_an_even_balance_is_said_with_number_runs_and_interval() -> None:
    assert plain(balance_words.answer(even())) == "Even. :orange[50.4 % left] over 5 runs (±0.5)."


def test_a_wide_interval_around_a_large_lean_is_not_called_even() -> None:
    assert balance_words.answer(even(1.2)).startswith("Not clearly uneven.")


def test_a_raised_flag_names_the_foot_that_stays_down_longer() -> None:
    said = plain(balance_words.answer(leaning(*LAST_FIVE)))
    assert said == "Your left foot stays down a little longer: :orange[51.6 % left] in 5 of 5 runs."


def test_an_act_says_clearly_and_the_right_side_has_its_own_colour() -> None:
    review = leaning(
        *(-3.0,) * 5, level=Level.ACT, side=Side.RIGHT, value=-3.0, low=-3.4, high=-2.6
    )
    said = plain(balance_words.answer(review))
    assert said == "Your right foot stays down clearly longer: :blue[53.0 % right] in 5 of 5 runs."


def test_too_few_runs_are_counted_and_not_called_even() -> None:
    assert balance_words.answer(open_review(1.0, 1.2, n_runs=2)) == (
        "Not enough data yet: 2 of 3 runs."
    )


def test_too_few_runs_are_explained_in_the_words_of_the_flag() -> None:
    assert balance_words.caption(open_review(1.0, n_runs=1)) == "Collecting data."


def test_a_wrist_alone_is_told_which_sensor_is_needed() -> None:
    review = open_review(n_runs=0)
    assert balance_words.answer(review) == "None of your runs has a balance yet."
    assert "wrist records no balance" in balance_words.caption(review)


def test_a_review_without_the_flag_has_no_verdict() -> None:
    assert "Not enough data" in balance_words.badges(make_review())


def test_the_badges_say_status_certainty_and_evidence() -> None:
    said = balance_words.badges(leaning(*LAST_FIVE))
    assert said == (
        ":yellow-badge[▲ Watch] :gray-badge[Certainty: ±0.5 points] :gray-badge[Evidence: mixed]"
    )


def test_headline_and_card_count_the_runs_beyond_our_limit_as_the_flag_does() -> None:
    review = leaning(1.6, 1.4, 0.7, 1.2, 1.7, n_beyond=4)
    assert plain(balance_words.answer(review)).endswith("in 4 of 5 runs.")
    card = balance_cards.lean_card(review)
    assert (card.label, card.value) == ("Runs over 51 % left", "4 of 5")


def test_changed_sides_are_asked_about_and_not_called_too_few_runs() -> None:
    review = open_review(1.6, 1.5, -1.6, -1.5, -1.4, n_runs=5)
    assert balance_words.answer(review) == "No verdict: has your balance changed sides?"
    assert balance_words.caption(review) == "Collecting data."


def test_each_foot_has_its_milliseconds() -> None:
    review = leaning(*LAST_FIVE, value=1.0)
    timed = review.activities.with_columns(avg_stance_time_ms=pl.lit(250.0))
    card = balance_cards.contact_card(replace(review, activities=timed))
    assert (card.value, card.note) == ("255 ms", "right 245 ms")  # imbalance law, 1.2, example


def test_an_unknown_contact_time_is_not_shown_as_a_number() -> None:
    assert balance_cards.contact_card(leaning(*LAST_FIVE)).value == "–"


def test_what_measured_and_for_how_long_is_said() -> None:
    review = leaning(*LAST_FIVE)
    covered = review.activities.with_columns(stance_balance_coverage_pct=pl.lit(97.0))
    said = balance_cards.coverage(replace(review, activities=covered))
    assert said == "HRM-Run: a balance for 97 % of the running time."


def test_an_unknown_coverage_is_not_shown_as_zero() -> None:
    assert balance_cards.coverage(leaning(*LAST_FIVE)) == "HRM-Run."


def shifted(**changes: Any) -> Review:
    told = {"id": "BALANCE_SHIFT", "value": 0.5, "low": -0.3, "high": 1.3} | changes
    return make_review(flags=(make_balance_flag(**told),))


def test_a_change_stands_beside_what_is_normal() -> None:
    card = balance_cards.change_card(shifted())
    assert (card.value, card.note) == ("0.5 to the left", "up to 0.8 points are normal")


def test_a_change_to_the_right_has_no_sign() -> None:
    assert balance_cards.change_card(shifted(value=-0.5, low=-1.3, high=0.3)).value == (
        "0.5 to the right"
    )


def test_an_unknown_usual_is_not_a_change_of_zero() -> None:
    assert balance_cards.change_card(shifted(value=None, low=None, high=None)).value == "–"


def test_an_even_balance_needs_nothing() -> None:
    assert balance_words.advice_heading(even()) == "nothing to change"


def test_strength_work_does_not_wait_for_a_sensor() -> None:
    said = balance_words.advice(open_review(n_runs=0), make_plan())
    assert "do not wait" in said


def test_the_reason_carries_caveats_method_and_source() -> None:
    said = balance_why.why(leaning(*LAST_FIVE))
    for part in ("longer contact", "Walking breaks", "95 % interval", "Malisoux 2024", "mixed"):
        assert part in said


def test_no_leg_is_called_weak() -> None:
    for review in (leaning(*LAST_FIVE), even(), open_review(n_runs=0)):
        said = " ".join(
            [
                balance_words.answer(review),
                balance_words.caption(review),
                balance_why.why(review),
                balance_words.advice(review, make_plan()),
            ]
        )
        assert "weak leg" not in said


@pytest.mark.parametrize("rule", ["limping", "night", "swelling", "after a fall", "2 weeks"])
def test_the_stop_rules_are_those_of_the_law(rule: str) -> None:
    assert any(rule in said for said in balance_words.STOP_RULES)


def test_the_picture_is_told_in_a_sentence() -> None:
    said = balance_words.alt_text(leaning(*LAST_FIVE), days=91)
    assert said == "5 runs with balance in 91 days. The last 5 have a median of 51.6 % left."


def recorded(*, days_ago: int, n_runs: int) -> Review:
    """Runs that have a balance, and a flag that could use none of them."""
    runs = [MadeRun(days_ago=days_ago + n) for n in range(n_runs)]
    review = make_review(runs=runs, flags=open_review(n_runs=0).flags)
    shares = pl.lit(52.5).alias("avg_stance_balance_left_pct")
    return replace(review, activities=review.activities.with_columns(shares))


def test_a_balance_too_short_to_judge_is_not_denied() -> None:
    review = recorded(days_ago=2, n_runs=1)
    assert balance_words.answer(review) == "Not enough data yet: 0 of 3 runs."
    assert balance_words.caption(review).startswith(
        "1 run has a balance, the last on Tue 17 Nov; too old or too short to judge."
    )


def test_old_runs_with_a_balance_are_counted_and_dated() -> None:
    said = balance_words.caption(recorded(days_ago=1660, n_runs=10))
    assert said.startswith("10 runs have a balance, the last on Wed 4 May 2022;")
    assert "wrist" not in said


def test_today_does_not_deny_a_balance_that_cannot_be_judged() -> None:
    card = today_words.balance_card(recorded(days_ago=1660, n_runs=10))
    assert card.note == "◌ 10 runs, too old or too short"


def test_without_a_verdict_there_are_no_figures_of_dashes() -> None:
    assert balance_cards.cards(open_review(1.0, n_runs=1)) == ()
    assert len(balance_cards.cards(leaning(*LAST_FIVE))) == 3
