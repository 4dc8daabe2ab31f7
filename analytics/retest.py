"""Before the next self-test: which must wait, and from where on two sides count as alike."""

from __future__ import annotations

from datetime import date

from analytics.pains import has_bone_stress_history, present_pains
from analytics.self_tests import due, heel_raises_min, newest, verdict, verdicts
from core.athlete import BONE
from core.findings import Level, Review, Side
from core.guides import GUIDES, TESTS, left_out
from core.self_tests import SelfTested, Verdict

WHOLE, TENTH = 1.0, 0.1


def found_in_tests(review: Review) -> SelfTested:
    """All verdicts, what is due, what waits, and what would end a difference.

    Args:
        review: Self-tests, diary and profile are read.
    """
    told, profile, today = review.self_tests, review.profile, review.today
    return SelfTested(
        verdicts=verdicts(told, profile, today=today),
        due=due(told, today=today),
        against=against(review, today=today),
        enough={
            test: value
            for test, found in newest(told, profile, today=today).items()
            if (value := enough(found)) is not None
        },
    )


def against(review: Review, *, today: date) -> dict[str, frozenset[str]]:
    """What speaks against each test now: pain tags, conditions, too few heel raises; none if empty.

    Args:
        review: Profile, diary and self-tests are read.
        today: The day of the look.

    Source:
        Imbalance law, 2.4, for the hop; for the others our choice.
    """
    profile, diary = review.profile, review.diary
    sore = {pain.tag for pain in present_pains(diary, today=today)}
    bone = {BONE} if has_bone_stress_history(diary, today=today) else set()
    raises = heel_raises_min(review.self_tests, profile, today=today)
    return {
        guide.id: left_out(guide, profile, heel_raises=raises) | (guide.leave_out & (sore | bone))
        for guide in TESTS
    }


def enough(found: Verdict) -> float | None:
    """The least that the weaker side must reach to count as alike, the other staying as it is.

    Counts go up in ones, seconds and centimetres in tenths. None where no side is behind.

    Source:
        Imbalance law, 2.4: the error gate, then the limit of the side rule.

    Example:
        >>> enough(verdict("ST_CALF", 18, 27))
        22.0
    """
    if found.weaker_side is Side.NONE or found.left is None or found.right is None:
        return None
    is_left = found.weaker_side is Side.LEFT
    weaker, other = (found.left, found.right) if is_left else (found.right, found.left)
    if _is_alike(found.test, weaker, other):
        return None
    step = TENTH if GUIDES[found.test].unit in ("s", "cm") else WHOLE
    n_steps = int(abs(other - weaker) / step)
    towards = 1 if other > weaker else -1
    tries = (round(weaker + towards * step * n, 1) for n in range(1, n_steps + 1))
    return next((value for value in tries if _is_alike(found.test, value, other)), other)


def _is_alike(test: str, weaker: float, other: float) -> bool:
    # Where the absolute rule speaks too, both sides are so low that the error gate is the wider.
    found = verdict(test, weaker, other)
    return found.weaker_side is Side.NONE or found.level is Level.OK
