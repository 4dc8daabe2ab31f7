from __future__ import annotations

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
