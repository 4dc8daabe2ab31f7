from __future__ import annotations

from datetime import date

import pytest

from core.athlete import Profile
from core.findings import Side
from core.plan import Focus
from strength.focus import focus_side
from tests.strength.situations import make_need_flag


def test_a_self_test_wins_over_the_gait() -> None:
    flags = (
        make_need_flag("GCT_BALANCE", "act", side=Side.LEFT),
        make_need_flag("ST_CALF", "watch", side=Side.RIGHT),
    )
    assert focus_side(flags) == Focus(side=Side.RIGHT, is_provisional=False)


def test_a_side_from_the_gait_is_provisional() -> None:
    flags = (make_need_flag("GCT_BALANCE", "watch", side=Side.LEFT),)
    assert focus_side(flags) == Focus(side=Side.LEFT, is_provisional=True)


def test_a_flag_that_is_ok_names_no_side() -> None:
    assert focus_side((make_need_flag("GCT_BALANCE", "ok", side=Side.LEFT),)) == Focus()


def test_the_side_that_the_runner_names_comes_before_the_gait_and_after_a_test() -> None:
    named = Profile(weaker_side="right")
    gait = make_need_flag("LR_OTHER", "act", side=Side.LEFT)
    test = make_need_flag("ST_BRIDGE", "watch", side=Side.LEFT)
    assert focus_side((gait,), named).side is Side.RIGHT
    assert focus_side((gait, test), named).side is Side.LEFT


def test_a_side_that_the_runner_names_earns_no_extra_set() -> None:
    assert focus_side((), Profile(weaker_side="left")).is_provisional


@pytest.mark.parametrize("told", [None, "none", "both"])
def test_a_side_that_is_none_is_no_side(told: str | None) -> None:
    assert focus_side((), Profile(weaker_side=told)) == Focus()


def test_a_test_at_act_names_the_side_before_one_at_watch() -> None:
    flags = (
        make_need_flag("ST_CALF", "watch", side=Side.LEFT),
        make_need_flag("ST_SIT_STAND", "act", side=Side.RIGHT),
    )
    assert focus_side(flags).side is Side.RIGHT


def test_an_old_test_still_names_the_side_but_earns_no_extra_set() -> None:
    flags = (make_need_flag("ST_CALF", "act", side=Side.LEFT),)
    assert focus_side(flags, overdue={"ST_CALF"}) == Focus(side=Side.LEFT, is_provisional=True)


def test_a_newer_test_comes_before_an_old_one() -> None:
    flags = (
        make_need_flag("ST_CALF", "act", side=Side.LEFT),
        make_need_flag("ST_BRIDGE", "watch", side=Side.RIGHT),
    )
    found = focus_side(flags, overdue={"ST_CALF"})
    assert found == Focus(side=Side.RIGHT, is_provisional=False)


def test_turns_name_no_side_of_the_body() -> None:
    assert focus_side((make_need_flag("TURN_BIAS", "act", side=Side.LEFT),)) == Focus()


def test_a_tested_side_knows_since_when_and_how_far() -> None:
    flags = (make_need_flag("ST_CALF", "act", side=Side.LEFT),)
    day = date(2026, 1, 5)
    found = focus_side(flags, since={"ST_CALF": day}, lsi_pct={"ST_CALF": 67.0})
    assert (found.since, found.lsi_pct) == (day, 67.0)
