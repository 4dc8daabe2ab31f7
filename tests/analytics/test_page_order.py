"""The order of the flags on a page: the law's list, and the plan's, which must be the same."""

from __future__ import annotations

from analytics.flags import FLAGS
from core.guides import TESTS
from strength.terms import PAGE_ORDER

BY_RANK = [rule.id for rule in sorted(FLAGS, key=lambda rule: rule.rank)]


def test_self_tests_come_first_within_a_level_then_the_order_of_the_law() -> None:
    named = [*(guide.id for guide in TESTS), "NO_STRENGTH", "BALANCE_SHIFT", "DOWNHILL_LOAD"]
    named += ["GCT_BALANCE", "FORM_DRIFT"]
    assert BY_RANK[: len(named) + 1] == ["SESSION_SPIKE", *named]


def test_the_plan_answers_flags_in_the_order_of_the_page() -> None:
    assert [flag_id for flag_id in BY_RANK if flag_id in PAGE_ORDER] == list(PAGE_ORDER)
