"""The balance rule on runners whose true lean is known: how often it is right to speak."""

from __future__ import annotations

import pytest

from tests.simulate import (
    ALLOWED,
    N_RUNNERS,
    SLIPPED_SHARE,
    Shares,
    by_five_runs,
    by_history,
    run_leans,
)

SMALL = [pytest.param(500, id="small")]
BOTH = [*SMALL, pytest.param(N_RUNNERS, marks=pytest.mark.proof, id="proof")]
SLACK = {500: 0.02, N_RUNNERS: 0.0}  # 500 runners tell a share of 1 % only roughly


def is_allowed(found: Shares, *, n: int) -> bool:
    low, high = ALLOWED[found.true_pp]
    return low - SLACK[n] <= found.flagged <= high + SLACK[n]


@pytest.mark.parametrize("n", BOTH)
@pytest.mark.parametrize("true_pp", ALLOWED)
def test_five_runs_are_flagged_as_often_as_allowed(true_pp: float, n: int) -> None:
    assert is_allowed(by_five_runs(true_pp, n=n), n=n)


@pytest.mark.parametrize("n", BOTH)
@pytest.mark.parametrize("true_pp", ALLOWED)
def test_what_stands_after_eight_weeks_is_flagged_as_often_as_allowed(
    true_pp: float, n: int
) -> None:
    assert is_allowed(by_history(true_pp, n=n), n=n)


@pytest.mark.parametrize("n", BOTH)
@pytest.mark.parametrize("true_pp", [0.0, 1.0])
def test_slipped_straps_raise_no_more_false_alarms(true_pp: float, n: int) -> None:
    found = by_five_runs(true_pp, n=n, slipped=SLIPPED_SHARE)
    assert is_allowed(found, n=n)


@pytest.mark.parametrize("n", BOTH)
@pytest.mark.parametrize("true_pp", [2.0, 3.0])
def test_eight_weeks_see_through_slipped_straps(true_pp: float, n: int) -> None:
    assert is_allowed(by_history(true_pp, n=n, slipped=SLIPPED_SHARE), n=n)


def test_a_right_lean_is_flagged_as_often_as_a_left_one() -> None:
    left, right = by_five_runs(2.0, n=500), by_five_runs(-2.0, n=500)
    assert abs(left.flagged - right.flagged) < 0.1


def test_one_run_in_ten_slips() -> None:
    steady, slipped = (
        run_leans(3.0, n=4000, runs=5, slipped=share) for share in (0.0, SLIPPED_SHARE)
    )
    assert (abs(steady - 3.0) > 2.5).mean() < 0.001
    assert 0.045 < (abs(slipped - 3.0) > 2.5).mean() < 0.065
