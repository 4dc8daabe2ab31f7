"""The simulated twelve weeks: the rules can be seen in them, and the page in docs is fresh."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.simulate_strength import HURTS, RUNNERS, Week, n_extra, n_sets, page, simulate
from tests.strength.logs import given

PAGE = Path(__file__).resolve().parents[2] / "docs" / "strength-simulation.md"


@cache
def weeks(number: int) -> list[Week]:
    return simulate(RUNNERS[number])


def codes(number: int, week: int) -> set[str]:
    return {note.code for note in weeks(number)[week - 1].plan.notes}


def test_the_page_in_docs_is_fresh() -> None:
    stories = [(runner, weeks(number)) for number, runner in enumerate(RUNNERS)]
    assert page(stories, f"{PAGE.stem}.svg") == PAGE.read_text(encoding="utf-8"), (
        "Run `python -m tests.simulate_strength docs/strength-simulation.md` and look at the diff."
    )


def test_the_faithful_one_goes_through_the_stages() -> None:
    stages = [week.plan.stage for week in weeks(0)]
    assert stages == ["learn"] * 4 + ["build"] * 4 + ["strong"] * 4


def test_every_fourth_week_of_the_faithful_one_has_fewer_sets_than_the_week_before() -> None:
    sets = [n_sets(week.plan) for week in weeks(0)]
    assert all(sets[at] < sets[at - 1] for at in (3, 7, 11))


def test_the_extra_set_lasts_six_weeks() -> None:
    assert [n_extra(week.plan) > 0 for week in weeks(0)] == [True] * 6 + [False] * 6


def test_the_one_who_skips_repeats_and_returns() -> None:
    assert "session_missed" in codes(1, 4)
    assert "week_missed" in codes(1, 6)
    assert "weeks_missed" in codes(1, 10)
    assert weeks(1)[9].plan.stage == "learn"


def test_what_hurt_is_out_for_two_weeks_and_comes_back_later() -> None:
    has = [HURTS in given(week.plan) for week in weeks(2)]
    assert has[2:6] == [True, False, False, True]


def test_the_one_who_hurts_steps_down_to_the_easier_version() -> None:
    said = given(weeks(2)[3].plan)["heel_raise_two_leg"].progress
    assert said.startswith("Step back from Heel raise, single leg: it hurt at 5 of 10")
