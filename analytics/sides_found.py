"""Since when each self-test has found the same weaker side, and how far apart the sides are now.

The strength week asks for it: an extra set ends after six weeks, or at 95 % of the other side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from analytics.self_tests import verdicts
from core.athlete import Profile
from core.findings import Level, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFound:
    """The weaker side of the newest entry of one test, and the day on which it was first found.

    `lsi_pct` is the weaker side over the stronger; None where the test compares otherwise.
    """

    side: Side
    since: date
    lsi_pct: float | None


def sides_found(self_tests: pl.DataFrame, profile: Profile, *, today: date) -> dict[str, SideFound]:
    """Each test whose newest entry names a weaker side at watch or act.

    Args:
        self_tests: SELF_TESTS, any order.
        profile: For the norms.
        today: Later entries are left out.
    """
    found: dict[str, SideFound] = {}
    for one in verdicts(self_tests, profile, today=today):
        if one.taken_on is None:
            continue
        before = found.pop(one.test, None)
        if one.level >= Level.WATCH and one.weaker_side is not Side.NONE:
            is_same = before is not None and before.side is one.weaker_side
            since = before.since if before is not None and is_same else one.taken_on
            found[one.test] = SideFound(
                side=one.weaker_side,
                since=since,
                lsi_pct=one.lsi_pct,
            )
    return found
