"""Self-tests typed in by hand -> what both sides come to, when to test again, what to leave out.

Source: imbalance law, 2.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import isfinite
from typing import Any

import polars as pl

from analytics.symmetry import limb_symmetry_index
from core.athlete import Profile, Sex
from core.findings import EDGE_SLACK, Level, Side
from core.guides import GUIDES, TESTS
from core.self_tests import LSI_ACT_PCT, LSI_WATCH_PCT, RETEST_DAYS, Due, Guide, Verdict

HEEL_RAISE_NORMS = {
    Sex.MALE: (37, 32, 28, 23, 19, 14, 10),
    Sex.FEMALE: (30, 27, 24, 21, 19, 16, 13),
}
"""Usual heel raises in the twenties, thirties, ... eighties (Hebert-Losier 2017, second hand)."""
FIRST_DECADE = 2
REACHES = 3


def heel_raise_norm(sex: Sex | None, age: float | None) -> int | None:
    """The usual count of heel raises on one leg; None outside 20 to 89 years, or not told.

    Example:
        >>> heel_raise_norm(Sex.MALE, 34), heel_raise_norm(Sex.FEMALE, 19)
        (32, None)
    """
    if sex is None or age is None:
        return None
    decade = int(age // 10) - FIRST_DECADE
    norms = HEEL_RAISE_NORMS[sex]
    return norms[decade] if 0 <= decade < len(norms) else None


def verdict(
    test: str, left: float | None, right: float | None, *, norm: float | None = None
) -> Verdict:
    """What both sides of one test come to: the worse of the side rule and the absolute rule.

    Args:
        test: ST_CALF, ST_BRIDGE, ...
        left: In the unit of the test; None where the side could not be done, or is not known.
        right: The same of the right side.
        norm: The usual value, for a test that is judged by it.

    Source:
        Imbalance law, 2.4: the error gate first; then a limb symmetry index of 90 and more is ok,
        from 80 on watch, below that act, or the test's own side rule.
    """
    guide = GUIDES[test]
    left, right = _finite(left), _finite(right)
    if left is None or right is None:
        return _one_sided(guide, left, right, norm=norm)
    difference = abs(left - right)
    worse = max(left, right) if guide.is_lower_better else min(left, right)
    low = _low_level(guide, worse, norm)
    is_real = difference >= guide.error - EDGE_SLACK
    return Verdict(
        test=test,
        left=left,
        right=right,
        level=max(low, _side_level(guide, left, right) if is_real else Level.OK),
        weaker_side=_side_of(worse, left) if is_real else Side.NONE,
        difference=difference,
        lsi_pct=limb_symmetry_index(left, right),
        norm=norm,
        norm_pct=100 * worse / norm if norm else None,
        is_low=low > Level.OK,
    )


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _side_of(worse: float, left: float) -> Side:
    return Side.LEFT if worse == left else Side.RIGHT


def _one_sided(
    guide: Guide, left: float | None, right: float | None, *, norm: float | None
) -> Verdict:
    """One side, or both, without a value.

    Five rises that cannot be done are act on that side. In the other tests a missing side is not
    known: the one that is known may be low, but nothing is fine.
    """
    known = [value for value in (left, right) if value is not None]
    side = Side.NONE
    if guide.is_lower_better:
        low, level = Level.OK, Level.ACT
        side = _missing_side(left, right) if known else side
    else:
        low = _low_level(guide, known[0], norm) if known else Level.OK
        level = low if low > Level.OK else Level.INSUFFICIENT
    return Verdict(
        test=guide.id,
        left=left,
        right=right,
        level=level,
        weaker_side=side,
        norm=norm,
        norm_pct=100 * known[0] / norm if norm and known else None,
        is_low=low > Level.OK,
    )


def _missing_side(left: float | None, right: float | None) -> Side:
    if left is None:
        return Side.LEFT
    return Side.RIGHT if right is None else Side.NONE


def _side_level(guide: Guide, left: float, right: float) -> Level:
    """Of a difference that is larger than the error of the test."""
    if guide.side_watch is None or guide.side_act is None:
        lsi = limb_symmetry_index(left, right) + EDGE_SLACK
        is_watch, is_act = lsi < LSI_WATCH_PCT, lsi < LSI_ACT_PCT
    else:
        slack = EDGE_SLACK if guide.is_side_act_exclusive else -EDGE_SLACK
        difference = abs(left - right)
        is_watch = difference >= guide.side_watch - EDGE_SLACK
        is_act = difference > guide.side_act + slack
    return Level.ACT if is_act else Level.WATCH if is_watch else Level.OK


def _low_level(guide: Guide, worse: float, norm: float | None) -> Level:
    """The absolute rule, where the test has one and what it compares with is known."""
    if guide.low_watch is None or guide.low_act is None or (guide.is_of_norm and not norm):
        return Level.OK
    value = 100 * worse / norm if guide.is_of_norm and norm else worse
    if value < guide.low_act - EDGE_SLACK:
        return Level.ACT
    return Level.WATCH if value < guide.low_watch - EDGE_SLACK else Level.OK


def reach_composite_pct(
    reaches_cm: Sequence[float | None], leg_length_cm: float | None
) -> float | None:
    """The mean of the three reaches in percent of the leg; None if a part or the leg is missing.

    Source:
        Plisky 2006; imbalance law, 2.4: shown, with no limit for runners.

    Example:
        >>> reach_composite_pct((60.0, 90.0, 90.0), 80.0)
        100.0
    """
    known = [reach for reach in reaches_cm if reach is not None]
    if len(known) != REACHES or not leg_length_cm:
        return None
    return 100 * sum(known) / (REACHES * leg_length_cm)


def verdicts(self_tests: pl.DataFrame, profile: Profile, *, today: date) -> tuple[Verdict, ...]:
    """One verdict per entry, oldest first; entries after today and unknown tests are left out.

    Args:
        self_tests: SELF_TESTS, any order.
        profile: Sex and year of birth, for the norm at that age.
        today: The day of the look.
    """
    return tuple(_of_row(row, profile) for row in _rows(self_tests, today=today))


def newest(self_tests: pl.DataFrame, profile: Profile, *, today: date) -> dict[str, Verdict]:
    """The verdict of the newest entry of each test that was taken: it alone counts."""
    last = {row["test"]: row for row in _rows(self_tests, today=today)}
    return {test: _of_row(row, profile) for test, row in last.items()}


def _rows(self_tests: pl.DataFrame, *, today: date) -> Iterator[dict[str, Any]]:
    if self_tests.is_empty():
        return iter(())
    known = pl.col("test").is_in(list(GUIDES)) & (pl.col("taken_on") <= today)
    return self_tests.filter(known).sort("taken_on", "test_id").iter_rows(named=True)


def _of_row(row: dict[str, Any], profile: Profile) -> Verdict:
    left, right = row["left_value"], row["right_value"]
    if row["test"] == "ST_REACH":  # the first of the three reaches is the one ahead
        left = next(iter(row["left_parts"] or ()), None) if left is None else left
        right = next(iter(row["right_parts"] or ()), None) if right is None else right
    found = verdict(row["test"], left, right, norm=_norm(row, profile))
    if found.is_none and found.level is Level.OK:
        found = replace(found, level=Level.INSUFFICIENT)
    leg_cm = None if row["leg_length_m"] is None else 100 * row["leg_length_m"]
    return replace(
        found,
        taken_on=row["taken_on"],
        left_composite_pct=reach_composite_pct(row["left_parts"] or (), leg_cm),
        right_composite_pct=reach_composite_pct(row["right_parts"] or (), leg_cm),
    )


def _norm(row: dict[str, Any], profile: Profile) -> int | None:
    if not GUIDES[row["test"]].is_of_norm or profile.birth_year is None:
        return None
    return heel_raise_norm(profile.sex, row["taken_on"].year - profile.birth_year)


def due(self_tests: pl.DataFrame, *, today: date) -> tuple[Due, ...]:
    """When each of the seven tests was last taken and is due again: six weeks later.

    Args:
        self_tests: SELF_TESTS, any order.
        today: On the day itself a test is due.
    """
    last = {row["test"]: row["taken_on"] for row in _rows(self_tests, today=today)}
    return tuple(_due(guide.id, last.get(guide.id), today=today) for guide in TESTS)


def _due(test: str, taken_on: date | None, *, today: date) -> Due:
    if taken_on is None:
        return Due(test=test, taken_on=None, due_on=None, is_due=False)
    due_on = taken_on + timedelta(days=RETEST_DAYS)
    return Due(test=test, taken_on=taken_on, due_on=due_on, is_due=due_on <= today)


def overdue(self_tests: pl.DataFrame, *, today: date) -> frozenset[str]:
    """The tests whose newest entry is six weeks old or older: no extra set stands on them."""
    return frozenset(one.test for one in due(self_tests, today=today) if one.is_due)


def heel_raises_min(self_tests: pl.DataFrame, profile: Profile, *, today: date) -> int | None:
    """Heel raises on the weaker leg: as the profile tells, else of the newest test; else None.

    What may be jumped hangs on it (strength law, 3.4).
    """
    if profile.heel_raises_min is not None:
        return profile.heel_raises_min
    found = newest(self_tests, profile, today=today).get("ST_CALF")
    if found is None:
        return None
    # A side that could not be done is none: a jump must not hang on what was not shown.
    return int(min(found.left or 0, found.right or 0))
