"""The self-tests of the report: both sides, the difference against the test's own error."""

from __future__ import annotations

from core.findings import Level, Review, Side
from core.guides import GUIDES
from core.self_tests import SelfTested, Verdict
from views import ink, paper, words
from views.report_parts import Done
from views.self_test_words import SHORT, amount, history, newest_by_test

MOST_ROWS = 7  # the seven tests
HEADS = ("Test", "Day", "Left and right", "Below: the time before", "Difference", "Reading")
WIDTHS = ("28mm", "17mm", "36mm", "42mm", "28mm", "auto")
NONE_YET = (
    "No self-test is typed in yet: nothing is known of strength, balance or range of one side."
)


def tests(review: Review, done: Done) -> str:
    """One row a test that was taken, the newest of each, with the one before."""
    newest = newest_by_test(done.found)
    if not newest:
        return paper.paragraph(NONE_YET)
    rows = [_row(verdict, review, done.found) for verdict in list(newest.values())[:MOST_ROWS]]
    return f'<div class="tests">{paper.table(HEADS, rows, widths=WIDTHS)}</div>'


def figure(flag_id: str, done: Done) -> str:
    """What a self-test measured, for its flag; empty where the flag is none of a test."""
    verdict = newest_by_test(done.found).get(flag_id)
    return "" if verdict is None else f"{_sides(verdict)}; difference {_difference(verdict)}."


def _row(verdict: Verdict, review: Review, found: SelfTested) -> tuple[str, ...]:
    values = [value for value in (verdict.left, verdict.right) if value is not None]
    bars = ink.pair_bars(
        verdict.left, verdict.right, most=max(values, default=0.0), title=_sides(verdict)
    )
    return (
        f"<b>{paper.esc(SHORT[verdict.test])}</b>{_turned(verdict.test)}",
        paper.esc(words.day(verdict.taken_on, today=review.today)),
        bars,
        f"{paper.esc(_sides(verdict))}{_before(verdict, found, review)}",
        paper.esc(_difference(verdict)),
        paper.esc(_reading(verdict)),
    )


def _turned(test: str) -> str:
    return '<br><span class="small">less is better</span>' if GUIDES[test].is_lower_better else ""


def _sides(verdict: Verdict) -> str:
    test = verdict.test
    return f"left {amount(verdict.left, test)}, right {amount(verdict.right, test)}"


def _difference(verdict: Verdict) -> str:
    error = f"error {amount(GUIDES[verdict.test].error, verdict.test)}"
    if verdict.difference is None:
        return f"unknown ({error})"
    return f"{amount(round(verdict.difference, 1), verdict.test)} ({error})"


def _reading(verdict: Verdict) -> str:
    if verdict.weaker_side is Side.NONE:
        alike = "a side without a number" if verdict.difference is None else "no difference"
        return f"{alike}, low on both" if verdict.is_low else alike
    small = "small: " if verdict.level <= Level.OK else ""
    low = ", low" if verdict.is_low else ""
    return f"{small}{verdict.weaker_side.value} {_worse(verdict)}{low}"


def _worse(verdict: Verdict) -> str:
    """How the weaker side compares: a longer time is no share of the other, but the reverse is."""
    is_time = GUIDES[verdict.test].is_lower_better
    worse = "slower" if is_time else "less"
    if verdict.lsi_pct is None:
        return worse
    share = f"{verdict.lsi_pct:.0f} %"
    return f"{worse}, the other took {share} of it" if is_time else f"{worse}, {share} of the other"


def _before(verdict: Verdict, found: SelfTested, review: Review) -> str:
    """The test before, so that a change is seen."""
    earlier = history(found, verdict.test)[:-1]
    if not earlier:
        return ""
    last = earlier[-1]
    day = words.day(last.taken_on, today=review.today)
    values = f"{amount(last.left, last.test)}, {amount(last.right, last.test)}"
    return f'<br><span class="small">{paper.esc(f"{day}: {values}")}</span>'
