"""The first thing that Today says: what to do with the next run, whatever the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from core.athlete import Pain, Profile
from core.findings import Flag, Review, Tone
from tests.makers import MadeRun, make_flag, make_review
from tests.plan_makers import make_plan, make_session
from views import load_cards, load_words, next_run, today_words
from views.windows import TWELVE_WEEKS, window

PLAN = make_plan(make_session())
ILL = Profile(ill_since=date(2026, 11, 17))
MONTH = [MadeRun(days_ago=n, distance_m=10_000.0) for n in range(60, 3, -5)]


def sentence(review: Review) -> str:
    return next_run.sentence(review).replace("\u00a0", " ")


def reason(review: Review) -> str:
    return next_run.reason(review).replace("\u00a0", " ")


def with_jump(distance_m: float) -> Review:
    return make_review(runs=[*MONTH, MadeRun(days_ago=1, distance_m=distance_m)])


def test_an_ordinary_day_says_how_far_until_when_and_why() -> None:
    assert sentence(make_review()) == "Next run up to 13.2 km."
    assert reason(make_review()) == (
        "That holds until Fri 18 Dec: 1.10 times your longest run of 30 days (12.0 km on Wed 18 "
        "Nov). A limit, not a goal."
    )


@pytest.mark.parametrize(("distance_m", "km"), [(13_300.0, "13.3 km"), (22_000.0, "22.0 km")])
def test_after_a_jump_the_next_run_goes_back_to_the_longest_before_it(
    distance_m: float, km: str
) -> None:
    said = sentence(with_jump(distance_m))
    assert said == f"Next run back to 10.0 km at most: {km} yesterday was a jump."


def test_a_jump_within_the_error_of_gps_is_said_to_be_near_the_edge() -> None:
    review = with_jump(11_100.0)
    assert sentence(review).endswith("11.1 km yesterday was at the edge of a jump.")
    assert reason(review).startswith("It was about 11 % longer than any run")


def test_after_two_jumps_the_next_run_goes_back_to_before_the_first() -> None:
    runs = [
        *MONTH,
        MadeRun(days_ago=3, distance_m=12_000.0),
        MadeRun(days_ago=1, distance_m=18_000.0),
    ]
    assert sentence(make_review(runs=runs)) == (
        "Next run back to 10.0 km at most: 18.0 km yesterday was a jump."
    )


def test_a_very_short_run_before_a_jump_is_no_distance_to_go_back_to() -> None:
    runs = [MadeRun(days_ago=40), MadeRun(days_ago=5, distance_m=400.0), MadeRun(days_ago=1)]
    assert sentence(make_review(runs=runs)) == (
        "Next run shorter than 8.0 km: 8.0 km yesterday was a jump."
    )


def test_a_week_after_a_jump_the_ceiling_is_the_answer_again() -> None:
    runs = [*MONTH, MadeRun(days_ago=8, distance_m=16_000.0)]
    assert sentence(make_review(runs=runs)) == "Next run up to 17.6 km."


def test_after_a_jump_its_size_is_said_and_the_ceiling_is_no_goal() -> None:
    said = reason(with_jump(13_300.0))
    assert said.startswith("It was 33 % longer than any run of the 30 days before.")
    assert "10.0 km on Sat 14 Nov is your longest before it." in said
    assert "The ceiling of 14.6 km, until Fri 18 Dec, is made of the jump itself: no goal." in said


JUMPED = [*MONTH, MadeRun(days_ago=1, distance_m=16_000.0)]
PAUSED = [MadeRun(days_ago=20, distance_m=8000.0), MadeRun(days_ago=70)]
BACK = [MadeRun(days_ago=n, distance_m=m) for n, m in ((60, 9000.0), (6, 5000.0), (2, 4000.0))]
RETURNED = make_flag(id="RETURN", value=53.0)


@pytest.mark.parametrize(
    ("runs", "flags", "label", "value", "note"),
    [
        (None, (), "Next run, up to", "13.2 km", None),
        (JUMPED, (), "Next run, up to", "10.0 km", "ceiling 17.6 km, made of the jump"),
        (PAUSED, (), "Next run, well below", "8.0 km", "ceiling 8.8 km, from before the break"),
        (BACK, (RETURNED,), "Next run, up to", "5.0 km", "ceiling 5.5 km"),
    ],
)
def test_both_pages_show_one_distance_and_the_ceiling_beside_it(
    runs: list[MadeRun] | None, flags: tuple[Flag, ...], label: str, value: str, note: str | None
) -> None:
    review = make_review(runs=runs, flags=flags)
    shown = window(TWELVE_WEEKS, first_day=None, today=review.today)
    for card in (today_words.ceiling_card(review), load_cards.cards(review, shown=shown)[0]):
        assert (card.label, card.value) == (label, value)
        assert note is None or card.note == note


@pytest.mark.parametrize(("runs", "flags"), [(JUMPED, ()), (PAUSED, ()), (BACK, (RETURNED,))])
def test_where_the_ceiling_is_no_answer_both_pages_give_the_same_one(
    runs: list[MadeRun], flags: tuple[Flag, ...]
) -> None:
    review = make_review(runs=runs, flags=flags)
    assert load_words.answer(review) == next_run.sentence(review)
    assert next_run.beside(review) in load_words.caption(review)
    assert next_run.beside(review) in next_run.reason(review)
    assert load_words.caption(review).count("until") == 1


def test_the_advice_on_a_jump_names_the_distance_to_go_back_to() -> None:
    said = next_run.advice(make_flag(value=1.6), make_review(runs=JUMPED)).replace("\u00a0", " ")
    assert said == (
        "Let the next runs be shorter again, 10.0 km at most. The ceiling of 17.6 km is a limit, "
        "not a goal."
    )


def test_a_restart_that_was_run_is_not_asked_for_again() -> None:
    restart = make_flag(value=None, tone=Tone.INFO, text="Restart with a short run.")
    review = make_review(runs=BACK, flags=(restart, RETURNED))
    assert next_run.still_so(review.flags, review) == (RETURNED,)
    assert "Restart" not in load_words.flag_texts(review)
    assert today_words.raised(review) == (RETURNED,)


def test_a_restart_that_is_still_ahead_is_asked_for() -> None:
    restart = make_flag(value=None, tone=Tone.INFO, text="Restart with a short run.")
    review = make_review(runs=[MadeRun(days_ago=40)], flags=(restart,))
    assert today_words.raised(review) == (restart,)
    assert load_words.flag_texts(review) == "Restart with a short run."


def test_a_jump_beyond_twice_the_longest_is_told_as_a_multiple() -> None:
    assert reason(with_jump(22_000.0)).startswith("It was 2.2 times as long as any run")


def test_a_reference_that_ends_today_names_what_holds_from_tomorrow() -> None:
    runs = [MadeRun(days_ago=30, distance_m=10_000.0), MadeRun(days_ago=3, distance_m=7000.0)]
    runs.append(MadeRun(days_ago=70))
    said = reason(make_review(runs=runs))
    assert said.startswith("That holds today, from tomorrow 7.7 km: 1.10 times")


def test_a_short_history_says_how_much_of_it_is_missing() -> None:
    short = make_review(
        runs=[MadeRun(days_ago=n, distance_m=8000.0) for n in (19, 12, 5)],
    )
    assert sentence(short) == "Next run up to 8.8 km, for now."
    assert "20 days of runs are known, and it takes 30. Add older files" in reason(short)


def test_no_run_of_the_month_asks_for_a_short_one() -> None:
    assert sentence(make_review(runs=[MadeRun(days_ago=40)])).endswith("restart with a short one.")


def test_runs_without_distance_ask_for_one() -> None:
    review = make_review(runs=[MadeRun(days_ago=n, distance_m=None) for n in range(9)])
    assert sentence(review) == "No ceiling for your next run: no recent run has a distance."
    assert reason(review) == next_run.TYPE_IT_IN


@pytest.mark.parametrize(
    ("days_ago", "said"),
    [
        (14, "Next run up to 8.8 km."),
        (15, "Start short after 15 days without a run: well below 8.0 km."),
    ],
)
def test_a_fortnight_since_the_last_run_is_no_break_yet(days_ago: int, said: str) -> None:
    runs = [MadeRun(days_ago=days_ago, distance_m=8000.0), MadeRun(days_ago=70)]
    assert sentence(make_review(runs=runs)) == said


def test_a_break_that_goes_on_asks_for_a_short_start() -> None:
    review = make_review(runs=[MadeRun(days_ago=20, distance_m=8000.0), MadeRun(days_ago=70)])
    assert sentence(review) == "Start short after 20 days without a run: well below 8.0 km."


def test_during_a_break_of_a_month_the_usual_run_is_named_to_stay_below() -> None:
    review = make_review(runs=[MadeRun(days_ago=n, distance_m=9000.0) for n in (45, 42, 70)])
    assert reason(review) == ("Your usual run before the break was 9.0 km: stay well below it.")


def test_days_that_were_never_imported_are_no_break() -> None:
    runs = [MadeRun(days_ago=20, distance_m=8000.0), MadeRun(days_ago=70)]
    review = make_review(runs=runs, covered_until=date(2026, 10, 30))
    assert sentence(review) == "Next run up to 8.8 km."


@pytest.mark.parametrize("answer", [next_run.sentence, load_words.answer])
def test_a_return_keeps_the_next_run_short_on_today_and_on_load(
    answer: Callable[[Review], str],
) -> None:
    first = make_flag(value=None)  # the last run came after a month without one
    review = make_review(flags=(first, make_flag(id="RETURN", value=1113.0)))
    assert answer(review).replace("\u00a0", " ") == (
        "Keep the next run short, after 1,113 days without one: 12.0 km at most."
    )


def test_a_break_that_goes_on_is_said_on_load_as_on_today() -> None:
    review = make_review(runs=[MadeRun(days_ago=20, distance_m=8000.0), MadeRun(days_ago=70)])
    assert load_words.answer(review) == next_run.sentence(review)


def test_an_illness_says_rest_first_and_nothing_of_distance_or_strength() -> None:
    review = make_review(profile=ILL)
    said = today_words.answer(review, PLAN)
    assert said.startswith("You are ill since Tue 17 Nov: rest comes first")
    assert "km" not in said
    assert "Strength" not in said
    assert next_run.reason(review) == ""
    assert today_words.ceiling_card(review).value == "–"


def test_a_pain_comes_before_an_illness() -> None:
    told = Profile(ill_since=date(2026, 11, 17), pains=(Pain(tag="knee", score=6),))
    said = today_words.answer(make_review(profile=told), PLAN)
    assert said.index("knee") < said.index("ill")


def test_nobody_who_is_ill_is_told_how_to_run_next() -> None:
    assert next_run.advice(make_flag(), make_review(profile=ILL)).startswith("Rest comes first")


def test_a_flag_that_is_not_about_distance_gets_no_advice_on_distance() -> None:
    said = next_run.advice(make_flag(id="MONOTONY"), make_review())
    assert "ceiling" not in said


def test_a_flag_whose_text_says_all_needs_no_advice() -> None:
    assert next_run.advice(make_flag(id="MADE"), make_review()) == ""
