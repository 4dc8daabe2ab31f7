from __future__ import annotations

from dataclasses import replace

import pytest

from core.findings import Level
from tests.makers import make_balance_flag, make_review
from tests.views.where_makers import ALL, NOTHING, cell, found
from views import where_words
from views.where_words import CAUSES

CALM = make_review()


def test_the_sentence_names_only_what_its_intervals_carry() -> None:
    said = where_words.sentence(ALL, CALM).replace("\u00a0", " ")
    assert said == (
        "**What stands out:** late in long runs (last third 52.6 % left, first third 51.5 % left)."
    )


def test_with_nothing_apart_the_sentence_says_so() -> None:
    near = found(cell("turn", "left", 1.5), cell("turn", "right", 1.6))
    assert where_words.sentence(near, CALM).startswith("**Nothing stands out.**")


def test_with_no_cell_that_speaks_the_sentence_says_what_it_takes() -> None:
    said = where_words.sentence(NOTHING, CALM)
    assert said.startswith("**Too little to compare yet.**")
    assert "10 steady minutes in 3 runs" in said


def test_a_raised_flag_is_named_though_cells_overlap() -> None:
    near = found(cell("slope", "up", 1.5), cell("slope", "flat", 1.6))
    review = make_review(flags=(make_balance_flag(id="BALANCE_HILL", level=Level.WATCH),))
    assert where_words.sentence(near, CALM).startswith("**Nothing")
    assert "on slopes" in where_words.sentence(near, review)


@pytest.mark.parametrize(
    ("cause", "badge"),
    [
        ("third", "○ Seen"),
        ("slope", "○ Too small"),
        ("speed", "○ No pattern"),
        ("turn", "◌ Too few"),
        ("shoes", "◌ Too few"),
        ("hard_day", "◌ Too few"),
    ],
)
def test_every_finding_has_its_badge_in_grey(cause: str, badge: str) -> None:
    assert where_words.badge(cause, ALL, CALM) == f":gray-badge[{badge}]"


def test_a_cell_counts_its_minutes_and_runs() -> None:
    assert where_words.counted(cell("turn", "left", 1.0)) == "58 min in 9 runs"


def test_hills_count_in_half_minutes() -> None:
    assert where_words.counted(cell("slope", "up", 1.0, n_blocks=14)) == "14 × 30 s in 9 runs"


def test_a_thin_cell_refuses_to_speak() -> None:
    assert where_words.value(cell("turn", "left", None)) == "◌ too few"
    assert "Bends to the left too few (6 min in 2 runs)" in where_words.alt("turn", ALL, CALM)


def test_a_speed_is_named_by_its_pace_in_the_readers_unit() -> None:
    told = cell("speed", "3.0", 1.0)
    assert where_words.cell_name(told, is_metric=True) == "5:20 /km"
    assert where_words.cell_name(told, is_metric=False) == "8:35 /mi"


def test_shoes_keep_the_name_that_the_runner_gave() -> None:
    pair = found(cell("shoes", "Daily *one*", 2.9), cell("shoes", "racer", 0.2))
    said = where_words.finding("shoes", pair, CALM)
    assert r"Daily \*one\*" in said
    assert ", racer" in said


def test_shoes_without_a_name_say_how_to_give_one() -> None:
    assert "open a run and name them" in where_words.finding("shoes", NOTHING, CALM)


def test_a_hard_day_says_how_hard() -> None:
    assert "57 or more" in where_words.note("hard_day", ALL)


def test_an_unknown_load_says_what_it_takes() -> None:
    unknown = replace(ALL, hard_load_au=None)
    assert where_words.note("hard_day", unknown) == ""
    assert "heart rate" in where_words.finding("hard_day", unknown, CALM)


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_says_what_would_answer_it(cause: str) -> None:
    assert CAUSES[cause].missing in where_words.finding(cause, NOTHING, CALM)
