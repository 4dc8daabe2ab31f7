"""Balance and self-tests before a block of strength work and in it, each with its doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import polars as pl

from analytics.bootstrap import estimate
from analytics.flags.steady import blocks_of, leans_of, present, with_lean
from analytics.matched import Window, window_of
from analytics.matched_points import Points, matched_points, points_interval
from analytics.robust import RUN_FLOOR_PP
from analytics.self_tests import verdicts
from core.activity import RUNNING
from core.effect import Block, Effect, Outcome
from core.findings import EDGE_SLACK, Evidence, Side
from core.guides import TESTS
from core.self_tests import Guide, Verdict

LEAST_RUNS = 5  # our choice: fewer runs do not tell a habit from a day
FIRST_TEST_WITHIN = timedelta(days=7)  # our choice: a test of the first week is of before
PRACTICE = timedelta(days=28)  # our choice: earlier, a better number is mostly practice
BALANCE = "Ground-contact balance"
AFTERWARDS = timedelta(days=14)  # our choice: so long after its last day a test is of the block


def balance_effect(evidence: Evidence, block: Block) -> Effect:
    """The balance on the flat at the same speeds and with the same sensor, before and in it.

    Args:
        evidence: ACTIVITIES, BLOCKS and LEANS are looked at.
        block: Its last sensor is the one that counts.

    Source:
        Imbalance law, 1, "Side safety", 1.1 and 1.3. A change within 0.3 points, the sensor's own
        error, is none, however narrow its interval: our choice.
    """
    before, now = _windows(evidence, block)
    found = matched_points(now, before)
    interval = None
    if found is not None and min(now.n_runs, before.n_runs) >= LEAST_RUNS:
        interval = points_interval(now, before, found)
    if found is None or interval is None:
        return _unknown_balance(before, now)
    change, low, high = estimate(found.change, interval)
    is_changed = (low > 0 or high < 0) and abs(change) > RUN_FLOOR_PP
    is_better = abs(found.after) < abs(found.before)
    return Effect(
        id="BALANCE",
        title=BALANCE,
        outcome=Outcome.CHANGED if is_changed else Outcome.NO_CHANGE,
        unit="points",
        text=_balance_words(found, is_changed=is_changed)
        + f" The change lies between {low:+.1f} and {high:+.1f} points; plus is towards the left.",
        before=found.before,
        after=found.after,
        change=change,
        low=low,
        high=high,
        is_better=is_better if is_changed else None,
        n_before=before.n_runs,
        n_after=now.n_runs,
    )


def self_test_effects(evidence: Evidence, block: Block) -> tuple[Effect, ...]:
    """Each self-test that was taken: the weaker side of before, then and in the block.

    Where no side was weaker it is the mean of both. A change below the error of the test is none.

    Args:
        evidence: SELF_TESTS and the profile are looked at.
        block: A test up to a week after its first day is of before; one from four weeks on, and
            up to two weeks after its last day, is of the block.

    Source:
        Imbalance law, 2.4.
    """
    last = min(evidence.today, block.until + AFTERWARDS)
    every = verdicts(evidence.self_tests, evidence.profile, today=last)
    taken = {each.test for each in every}
    return tuple(
        _test_effect(guide, [each for each in every if each.test == guide.id], block)
        for guide in TESTS
        if guide.id in taken
    )


def _windows(evidence: Evidence, block: Block) -> tuple[Window, Window]:
    """Flat minutes of eligible runs with the sensor worn last, before the block and in it."""
    worn = present(leans_of(evidence), until=block.until)
    day = pl.col("local_date")
    ours = evidence.activities.clear()
    column = "stance_balance_left_pct"
    if worn is not None:
        column = worn.measure
        ids = worn.since(block.before_since).filter("is_eligible")["activity_id"]
        is_ours = pl.col("activity_id").is_in(ids.implode()) & (day <= block.until)
        ours = evidence.activities.filter(is_ours & (pl.col("sport") == RUNNING))
    flat = blocks_of(evidence, ours).filter(pl.col("grade_class") == "flat")
    minutes = with_lean(flat, evidence, column).drop_nulls(["bin", "lean_pp"])
    before = _window(minutes.filter(day < block.began_on))
    return before, _window(minutes.filter(day >= block.began_on))


def _window(minutes: pl.DataFrame) -> Window:
    ids = minutes["activity_id"].unique(maintain_order=True).to_list()
    return window_of(minutes, "lean_pp", ids)


def _unknown_balance(before: Window, now: Window) -> Effect:
    return Effect(
        id="BALANCE",
        title=BALANCE,
        outcome=Outcome.UNKNOWN,
        unit="points",
        text=(
            f"It takes {LEAST_RUNS} runs before and {LEAST_RUNS} since, with the same balance "
            f"sensor, on the flat and at speeds that both times know; there are {before.n_runs} "
            f"and {now.n_runs}."
        ),
        n_before=before.n_runs,
        n_after=now.n_runs,
    )


def _balance_words(found: Points, *, is_changed: bool) -> str:
    told = (
        f"At the same speeds and with the same sensor your balance leaned {_lean(found.before)} "
        f"before and {_lean(found.after)} since."
    )
    if not is_changed:
        return f"No change seen. {told}"
    gained = abs(found.before) - abs(found.after)
    return f"{told} That is {abs(gained):.1f} points {'nearer to' if gained > 0 else 'from'} even."


def _lean(lean_pp: float) -> str:
    side = Side.LEFT if lean_pp > 0 else Side.RIGHT
    return f"{abs(lean_pp):.1f} points to the {side.value}"


def _test_effect(guide: Guide, taken: Sequence[Verdict], block: Block) -> Effect:
    """Of one test, from its verdicts, oldest first."""
    dated = [(each.taken_on, each) for each in taken if each.taken_on is not None]
    last = block.began_on + FIRST_TEST_WITHIN
    first_after = block.began_on + PRACTICE
    before = [each for day, each in dated if block.before_since <= day <= last]
    after = [each for day, each in dated if day >= first_after]
    unit = guide.unit
    values = _values(before[-1], after[-1]) if before and after else None
    if values is None:
        text = _missing_test(has_before=bool(before), has_after=bool(after))
        unknown = Outcome.UNKNOWN
        return Effect(id=guide.id, title=guide.title, outcome=unknown, unit=unit, text=text)
    old, new, whose = values
    change = new - old
    is_changed = abs(change) >= guide.error - EDGE_SLACK
    is_better = (change < 0) == guide.is_lower_better
    return Effect(
        id=guide.id,
        title=guide.title,
        outcome=Outcome.CHANGED if is_changed else Outcome.NO_CHANGE,
        unit=unit,
        text=(
            f"{'' if is_changed else 'No change seen. '}{whose}: {old:g} {unit} before, {new:g} "
            f"since. The error of this test is {guide.error:g} {unit}."
        ),
        before=old,
        after=new,
        change=change,
        low=change - guide.error,
        high=change + guide.error,
        is_better=is_better if is_changed else None,
        n_before=len(before),
        n_after=len(after),
    )


def _values(before: Verdict, after: Verdict) -> tuple[float, float, str] | None:
    """Both numbers and whose they are; None where a side could not be done."""
    sides = (before.left, before.right, after.left, after.right)
    if any(value is None for value in sides):
        return None
    left, right, new_left, new_right = (float(value or 0) for value in sides)
    if before.weaker_side is Side.LEFT:
        return left, new_left, "Left, the weaker side before"
    if before.weaker_side is Side.RIGHT:
        return right, new_right, "Right, the weaker side before"
    return (left + right) / 2, (new_left + new_right) / 2, "Both sides on average"


def _missing_test(*, has_before: bool, has_after: bool) -> str:
    if not has_before:
        return "There is no test from before these weeks to compare with."
    if not has_after:
        return "Test again from the fifth week on: earlier, a better number is mostly practice."
    return "A side has no number in one of both tests, so there is nothing to compare."
