from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.athlete import Origin, Profile, Threshold, Thresholds
from core.findings import Level, Tone
from core.load_cause import LoadCause
from tests.makers import MadeRun, make_fine_spike_flag, make_flag, make_review
from views import load_cards, load_why, load_words, recent_jump
from views.windows import TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)
SHOWN = window(TWELVE_WEEKS, first_day=None, today=TODAY)
NBSP = "\u00a0"
JUMP = [
    *(MadeRun(days_ago=n, distance_m=10_000.0) for n in range(80, 3, -5)),
    MadeRun(days_ago=1, distance_m=16_000.0),
]


def test_without_a_jump_the_answer_is_the_ceiling() -> None:
    said = load_words.answer(make_review(flags=(make_fine_spike_flag(),)))
    assert said == f"No sudden jump. Your next run can be up to 13.2{NBSP}km."


def test_a_jump_names_day_and_distance_of_the_last_run() -> None:
    said = load_words.answer(make_review(runs=JUMP, flags=(make_flag(value=1.6),)))
    assert said.endswith(f"16.0{NBSP}km yesterday was a jump.")


def test_a_last_run_that_cannot_be_compared_is_not_called_no_jump() -> None:
    flag = make_flag(level=Level.INSUFFICIENT, tone=Tone.NONE, value=None, text="No distance.")
    said = load_words.answer(make_review(flags=(flag,)))
    assert said == f"No distance. Your next run can be up to 13.2{NBSP}km."


def test_without_a_flag_nobody_says_that_there_was_no_jump() -> None:
    assert "jump" not in load_words.answer(make_review())


@pytest.mark.parametrize("level", [Level.OK, Level.INSUFFICIENT])
def test_a_jump_before_the_last_run_is_named(level: Level) -> None:
    runs = [*JUMP[:-1], MadeRun(days_ago=2, distance_m=25_000.0), MadeRun(days_ago=1)]
    flag = make_fine_spike_flag(level=level, text="No verdict.")
    said = load_words.answer(make_review(runs=runs, flags=(flag,), load_cause=LoadCause.LARGE_JUMP))
    assert said.endswith(f"25.0{NBSP}km on Tuesday was a jump.")
    assert "No sudden jump" not in said


def test_a_jump_of_last_week_is_over() -> None:
    runs = [MadeRun(days_ago=20), MadeRun(days_ago=8, distance_m=16_000.0), MadeRun(days_ago=1)]
    assert recent_jump.sentence(make_review(runs=runs)) == ""


def test_days_that_were_never_imported_are_no_break_from_running() -> None:
    review = make_review(runs=[MadeRun(days_ago=50)], covered_until=date(2026, 10, 1))
    assert load_words.answer(review) == (
        "No ceiling for your next run: nothing added since Thu 1 Oct."
    )


def test_a_run_without_distance_leaves_a_doubt_about_the_ceiling() -> None:
    review = make_review()
    doubtful = replace(review, ceiling=replace(review.ceiling, is_distance_missing=True))
    assert "One run has no distance" in load_words.caption(doubtful)
    assert "One run has no distance" not in load_words.caption(review)


def test_a_run_after_a_month_without_one_is_no_jump() -> None:
    flag = make_flag(value=None, tone=Tone.INFO)
    said = load_words.answer(make_review(flags=(flag,)))
    assert said.startswith("Your last run came after a month without one.")


def test_without_a_recent_run_the_answer_asks_for_a_short_one() -> None:
    said = load_words.answer(make_review(runs=[MadeRun(days_ago=50)]))
    assert said == "No run in the last 30 days. Restart with a short one."


def test_runs_without_distance_are_not_taken_for_no_runs() -> None:
    said = load_words.answer(make_review(runs=[MadeRun(days_ago=5, distance_m=None)]))
    assert said.startswith("Your runs of the last 30 days have no distance")


def test_a_short_history_is_said_before_the_ceiling() -> None:
    said = load_words.answer(make_review(runs=[MadeRun(days_ago=5)]))
    assert said == f"Your history is still short. For now, up to 8.8{NBSP}km."


def test_the_caption_tells_when_the_ceiling_changes() -> None:
    runs = [
        *(MadeRun(days_ago=n) for n in range(70, 2, -4)),
        MadeRun(days_ago=18, distance_m=15_000.0),
    ]
    assert load_words.caption(make_review(runs=runs)) == (
        "Your longest run of the last 30 days is 15.0 km, on Sun 1 Nov. It counts until Tue 1 Dec. "
        "From Wed 2 Dec the ceiling is 8.8 km, unless you run further before."
    )


@pytest.mark.parametrize(("distance_m", "is_short"), [(1999.0, True), (2000.0, False)])
def test_a_reference_under_two_kilometres_is_called_very_short(
    distance_m: float, is_short: bool
) -> None:
    said = load_words.caption(make_review(runs=[MadeRun(days_ago=2, distance_m=distance_m)]))
    assert ("very short reference" in said) is is_short


@pytest.mark.parametrize(
    ("runs", "heading"),
    [
        (None, "No run in twelve weeks went above its ceiling"),
        (JUMP, "One run in twelve weeks went above its ceiling"),
        ([MadeRun(days_ago=2)], "Each run against its ceiling"),
    ],
)
def test_the_heading_counts_the_runs_above_their_ceiling(
    runs: list[MadeRun] | None, heading: str
) -> None:
    assert load_words.ceiling_heading(make_review(runs=runs), shown=SHOWN) == heading


def test_the_heading_says_that_the_last_run_had_no_ceiling() -> None:
    runs = [MadeRun(days_ago=n) for n in (80, 48, 45, 41, 1)]
    assert load_words.ceiling_heading(make_review(runs=runs), shown=SHOWN) == (
        "No run in twelve weeks went above its ceiling; the last one had none"
    )


@pytest.mark.parametrize(
    ("days_ago", "why"),
    [
        ((48, 45, 1), "Grey: under 30 days of history before it, or no run with a distance in"),
        ((75, 70, 1), "Grey: under 30 days of history before it, or no run with a distance in"),
        ((120, 95, 70, 1), "Grey: no run with a distance in the 30 days before it, so no verdict."),
        ((120, 90, 60, 30, 1), "Dotted: as it will be if you do not run further."),
    ],
)
def test_grey_is_explained_by_what_is_missing(days_ago: tuple[int, ...], why: str) -> None:
    review = make_review(runs=[MadeRun(days_ago=n) for n in days_ago])
    assert why in load_words.ceiling_legend(review, shown=SHOWN)


def test_a_last_run_with_a_colour_in_a_short_history_is_said_to_be_in_doubt() -> None:
    review = make_review(runs=[MadeRun(days_ago=8), MadeRun(days_ago=1, distance_m=9000.0)])
    assert "The last run alone is judged" in load_words.ceiling_legend(review, shown=SHOWN)
    card = load_cards.cards(review, shown=SHOWN)[1]
    assert card.note == "▲ watch, +12 %, short history"


def test_without_a_load_the_reason_is_the_one_that_the_thresholds_give() -> None:
    review = make_review(load_metric=None, load_notice="Your threshold is above your maximum.")
    assert "above your maximum" in load_why.no_load(review)


def test_no_page_promises_a_threshold_pace_that_nothing_estimates() -> None:
    assert "your runs show" not in load_why.no_load(make_review(load_metric=None))


def test_thresholds_are_named_with_their_doubt() -> None:
    known = Thresholds(
        max_heart_rate_bpm=Threshold(value=187.0, origin=Origin.AGE_FORMULA, note="± 11 bpm")
    )
    said = load_why.load(make_review(thresholds=known))
    assert "maximum 187 bpm (from the age formula, ± 11 bpm)" in said


@pytest.mark.parametrize(
    ("threshold", "said"),
    [
        (None, "100 = 1 h at your threshold"),
        (
            Threshold(value=170.0, origin=Origin.ESTIMATED, note="estimated, ± 11 bpm; test it"),
            "100 = 1 h at your threshold of 170 bpm (estimated, ± 11 bpm)",
        ),
        (Threshold(value=170.0, origin=Origin.USER), "100 = 1 h at your threshold of 170 bpm"),
    ],
)
def test_the_scale_names_its_threshold_and_the_doubt(
    threshold: Threshold | None, said: str
) -> None:
    known = Thresholds(threshold_heart_rate_bpm=threshold)
    assert load_why.scale(make_review(thresholds=known)) == said


def test_a_pace_load_stands_on_a_pace() -> None:
    known = Thresholds(threshold_speed_mps=Threshold(value=4.0, origin=Origin.OBSERVED))
    review = make_review(thresholds=known, load_metric="pace")
    assert load_why.scale(review) == "100 = 1 h at your threshold of 4:10 /km (observed)"


def test_the_reason_carries_absolute_scale_source_and_limits() -> None:
    said = load_why.ceiling(make_review(flags=(make_flag(),)))
    assert all(part in said for part in ("99 of 100", "Schuster Brandt Frandsen", "One cohort"))


def test_the_last_run_is_shown_against_its_ceiling() -> None:
    card = load_cards.cards(make_review(), shown=SHOWN)[1]
    assert (card.label, card.value, card.note) == (
        "Last run, Wed 18 Nov",
        "12.0 km",
        "● within its ceiling",
    )


def test_a_last_run_without_reference_is_not_called_fine() -> None:
    card = load_cards.cards(make_review(runs=[MadeRun(days_ago=1)]), shown=SHOWN)[1]
    assert (card.note, card.colour) == ("◌ nothing to compare it with", "gray")


def test_the_largest_jump_has_sign_word_and_day() -> None:
    card = load_cards.cards(make_review(runs=JUMP), shown=SHOWN)[2]
    assert (card.value, card.note, card.colour) == ("+60 %", "▲ watch, Wed 18 Nov", "yellow")


def test_the_first_run_after_years_has_a_history_and_nothing_to_compare_it_with() -> None:
    review = make_review(runs=[MadeRun(days_ago=1100), MadeRun(days_ago=1)])
    card = load_cards.cards(review, shown=SHOWN)[2]
    assert card.note == "◌ no run in the 30 days before"


def test_a_short_history_has_no_largest_jump() -> None:
    card = load_cards.cards(make_review(runs=[MadeRun(days_ago=1)]), shown=SHOWN)[2]
    assert (card.value, card.note, card.colour) == ("–", "◌ history under 30 days", "gray")


def test_the_next_run_is_said_in_the_units_of_the_reader() -> None:
    card = load_cards.cards(make_review(profile=Profile(is_metric=False)), shown=SHOWN)[0]
    assert card.value == "8.2 mi"


def test_the_flag_text_stands_only_where_the_flag_is_up() -> None:
    fine = make_flag(level=Level.OK, tone=Tone.NONE)
    assert load_words.spike_text(make_review(flags=(fine,))) == ""
