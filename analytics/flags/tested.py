"""A self-test's verdict -> a reading: which sentence, which side, and whether to test again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import polars as pl

from analytics.flags.rule import Reading
from analytics.pains import has_bone_stress_history, present_pains
from analytics.self_tests import heel_raises_min, newest
from core.findings import Evidence, Level, Side
from core.guides import GUIDES, left_out
from core.self_tests import RETEST_DAYS, Guide, Verdict
from core.spoken import full_date

HOP = "ST_HOP"
NOT_TESTED = "Not tested yet: the page Tests shows how."
ONE_SIDE = "One side of your last test has no number, so the two cannot be compared."
NONE_AT_ALL = (
    "None on either side in your last test: that tells nothing of a difference between them. Jumps "
    "wait until 15 heel raises go well on each leg."
)
HOP_WAITS = (
    "Left out: hopping waits while something hurts, after a bone stress injury, in pregnancy, and "
    "until 15 heel raises go well on each leg."
)
NO_DIFFERENCE = (
    "A difference below {error} {unit} is within the error of the test, so there is none."
)
SMALL = "The difference is small."
NO_NORM = (
    " Whether that count is usual cannot be said: that takes your sex and year of birth, and an "
    "age from 20 to 89."
)
EXTRA_SET = " Give that side one extra set for six weeks, then test again."
BOTH_ALIKE = " Train both sides alike for six weeks, then test again."
LOW = {
    "ST_CALF": " About {norm} are usual at your age.",
    "ST_BRIDGE": " Young footballers manage about 25.",
    "ST_SIDE_PLANK": " Under 45 s is little by our own mark; healthy active women held 69-77 s.",
    "ST_ANKLE": " About 12 cm is usual.",
}
"""What the absolute rule says besides, where it is what the level comes from."""


def tested(test: str) -> Callable[[Evidence], Reading]:
    """The measure of one self-test: its newest entry alone counts."""

    def reading(evidence: Evidence) -> Reading:
        if test == HOP and hop_waits(evidence):
            return Reading(words={"missing": HOP_WAITS})
        of_test = evidence.self_tests.filter(pl.col("test") == test)
        found = newest(of_test, evidence.profile, today=evidence.today).get(test)
        if found is None:
            return Reading(words={"missing": NOT_TESTED})
        return _reading(GUIDES[test], found, evidence)

    return reading


def hop_waits(evidence: Evidence) -> bool:
    """Whether the hop is hidden from this runner for now.

    Source:
        Imbalance law, 2.4, `ST_HOP`; strength law, 3.4.
    """
    raises = heel_raises_min(evidence.self_tests, evidence.profile, today=evidence.today)
    return (
        bool(left_out(GUIDES[HOP], evidence.profile, heel_raises=raises))
        or bool(present_pains(evidence.diary, today=evidence.today))
        or has_bone_stress_history(evidence.diary, today=evidence.today)
    )


def _reading(guide: Guide, found: Verdict, evidence: Evidence) -> Reading:
    value = _apart(guide, found)
    return Reading(
        value=value,
        low=value,
        high=value,
        level=found.level,
        side=found.weaker_side if found.level > Level.OK else Side.NONE,
        say=_sentence(found),
        words=_words(guide, found, evidence),
    )


def _apart(guide: Guide, found: Verdict) -> float | None:
    """The difference of the sides: in the test's own unit where it has a side rule, else in %."""
    if guide.side_watch is not None:
        return found.difference
    return None if found.lsi_pct is None else 100 - found.lsi_pct


def _sentence(found: Verdict) -> str | None:
    """Another sentence than the row's, where no side is behind the level, or one has no number."""
    if found.level <= Level.OK:
        return None
    end = "{again}"
    if None in (found.left, found.right) and not found.is_low:
        return "{test}: " + IMPOSSIBLE[found.weaker_side is not Side.NONE] + end
    if found.weaker_side is Side.NONE:
        remedy = BOTH_ALIKE if found.level is Level.ACT else ""
        return "{test}: {left} left, {right} right.{low}" + remedy + end
    return None


IMPOSSIBLE = {
    True: "five were not possible on the {side} leg." + EXTRA_SET,
    False: "five were not possible on either leg." + BOTH_ALIKE,
}


def _words(guide: Guide, found: Verdict, evidence: Evidence) -> dict[str, str]:
    low = LOW.get(guide.id, "") if found.is_low else ""
    is_real = found.weaker_side is not Side.NONE
    fine = SMALL if is_real else NO_DIFFERENCE.format(error=number(guide.error), unit=guide.unit)
    has_no_norm = guide.is_of_norm and found.norm is None
    return {
        "missing": NONE_AT_ALL if found.is_none else ONE_SIDE,
        "test": guide.title,
        "side": found.weaker_side.value,
        "left": number(found.left),
        "right": number(found.right),
        "lsi": "" if found.lsi_pct is None else f"{found.lsi_pct:.0f}",
        "diff": number(found.difference),
        "fine": fine + (NO_NORM if has_no_norm else ""),
        "low": low.format(norm=number(found.norm)) + _composite(found),
        "again": _again(found, evidence),
    }


def number(value: float | None) -> str:
    """A count or a measure as a runner writes it; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.0f}" if value == round(value) else f"{value:.1f}"


def _composite(found: Verdict) -> str:
    left, right = found.left_composite_pct, found.right_composite_pct
    if left is None or right is None:
        return ""
    return f" All three reaches: {left:.0f} % of your leg length left, {right:.0f} % right."


def _again(found: Verdict, evidence: Evidence) -> str:
    if found.taken_on is None or evidence.today - found.taken_on < timedelta(days=RETEST_DAYS):
        return ""
    return f" That was on {full_date(found.taken_on)}: it is time to test again."
