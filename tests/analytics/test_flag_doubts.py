"""What a flag stands on, and what it says when something about that is not known."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from core.findings import Flag, Level, Side, Tone
from tests.analytics.judged import OLD, TODAY, balance, evidence, flag, lean_runs, run, spike
from tests.makers import STRAP

ONE_SIDE_THEN_THE_OTHER = ([1.6, 1.6, 1.6, 1.6, -0.5, -0.6], [58, 57, 57, 55, 2, 1])


def test_a_flag_names_the_runs_that_it_stands_on() -> None:
    assert balance([0.0, 1.6, 1.4, 1.9, 1.2, 1.7]).run_ids == (2, 3, 4, 5, 6)


def test_runs_that_are_too_few_are_named_too() -> None:
    found = balance([2.0, 2.0])
    assert (found.level, found.run_ids) == (Level.INSUFFICIENT, (1, 2))


def test_the_last_run_is_what_a_spike_stands_on() -> None:
    assert spike(OLD, run(21, 12), run(0, 16)).run_ids == (3,)


def test_the_number_of_runs_beyond_is_that_of_the_sentence() -> None:
    found = balance([1.6, 1.4, 0.4, 1.9, 1.7])
    assert found.n_beyond == 4
    balanced = balance([0.4, 0.5, 1.9, 0.3, 0.2])
    assert (balanced.level, balanced.n_beyond) == (Level.OK, 1)


def test_a_flag_that_is_held_keeps_the_side_that_raised_it() -> None:
    leans, days_ago = ONE_SIDE_THEN_THE_OTHER
    found = balance(leans, days_ago=days_ago)
    assert (found.level, found.side) == (Level.WATCH, Side.LEFT)
    assert found.value == pytest.approx(1.6)


def test_a_flag_that_is_held_counts_the_runs_that_raised_it_and_says_so() -> None:
    leans, days_ago = ONE_SIDE_THEN_THE_OTHER
    found = balance(leans, days_ago=days_ago)
    assert found.n_beyond >= 3
    assert f"in {found.n_beyond} of your last {found.n_runs} runs" in found.text
    assert "It stays until two looks in a row say so." in found.text


def test_a_flag_that_is_raised_anew_is_not_called_held() -> None:
    assert "two looks" not in balance([1.6, 1.4, 1.9, 1.2, 1.7]).text


def with_sensors(leans: list[float], sensors: list[str | None]) -> Flag:
    given = lean_runs(leans)
    named = given.activities.with_columns(pl.Series("balance_sensor", sensors, dtype=pl.String))
    return flag("GCT_BALANCE", evidence(named, given.blocks))


def test_a_run_without_a_sensor_name_does_not_wipe_the_verdict() -> None:
    found = with_sensors([1.6, 1.4, 1.9, 1.2, 1.7, 0.0], [STRAP] * 5 + [None])
    assert (found.level, found.run_ids) == (Level.WATCH, (1, 2, 3, 4, 5))


def test_a_run_without_a_sensor_name_does_not_speak() -> None:
    found = with_sensors([1.6, 1.4, -9.0, 1.9], [STRAP, STRAP, None, STRAP])
    assert found.run_ids == (1, 2, 4)


def test_runs_of_which_none_names_a_sensor_are_judged_together() -> None:
    assert with_sensors([1.6, 1.4, 1.9, 1.2, 1.7], [None] * 5).level is Level.WATCH


def test_two_runs_alone_never_turn_the_page_red() -> None:
    found = spike(run(3, 5), run(0, 12))
    assert (found.level, found.tone) == (Level.ACT, Tone.AMBER)
    assert "so a longer run may be missing" in found.text


def test_a_run_without_a_distance_in_the_month_may_be_the_longest() -> None:
    found = spike(OLD, run(21, 12), run(9, None), run(0, 16))
    assert found.level is Level.WATCH
    assert found.text.endswith(
        "A run of these 30 days has no distance, so a longer one may be missing."
    )


def test_a_run_without_a_distance_before_the_month_does_not_matter() -> None:
    assert "no distance" not in spike(OLD, run(31, None), run(21, 12), run(0, 16)).text


def test_a_month_after_the_last_import_is_not_known() -> None:
    found = spike(run(80, 5), run(40, 10), until=TODAY - timedelta(days=35))
    assert (found.level, found.value) == (Level.INSUFFICIENT, None)
    assert found.text.startswith("Nothing added since 18 Oct")
