"""Which side begins and sets the count.

Source: imbalance law, end of section 2.4: a self-test, then the side that the runner names, then
the gait. Only a test allows an extra set, and for six weeks: strength law, 1 and 3.6.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from core.athlete import Profile
from core.findings import Flag, Level, Side
from core.plan import Focus
from strength.terms import is_self_test, urgency

LONGER_CONTACT_FLAGS = frozenset({"GCT_BALANCE", "LR_OTHER", "BALANCE_FATIGUE"})


def focus_side(
    flags: tuple[Flag, ...],
    profile: Profile | None = None,
    *,
    overdue: Collection[str] = (),
    since: Mapping[str, date] = MappingProxyType({}),
    lsi_pct: Mapping[str, float] = MappingProxyType({}),
) -> Focus:
    """The weaker side of a self-test, else the side told, else that of longer contact, else none.

    Args:
        flags: Any order; those at watch or act that name a side count.
        profile: For the side that the runner calls weaker.
        overdue: Ids of self-tests that are older than six weeks. They still name the side, after
            those that are newer, but provisionally: no extra set stands on them.
        since: Id of a self-test to the day on which it first found its side.
        lsi_pct: Id of a self-test to the weaker side over the stronger now.

    Example:
        >>> focus_side((), Profile(weaker_side="left"))
        Focus(side=<Side.LEFT: 'left'>, is_provisional=True, since=None, lsi_pct=None)
    """
    sided = sorted(
        (flag for flag in flags if flag.level >= Level.WATCH and flag.side is not Side.NONE),
        key=lambda flag: (flag.id in overdue, urgency(flag)),
    )
    tested = [flag for flag in sided if is_self_test(flag)]
    if tested:
        return Focus(
            side=tested[0].side,
            is_provisional=tested[0].id in overdue,
            since=since.get(tested[0].id),
            lsi_pct=lsi_pct.get(tested[0].id),
        )
    if profile is not None and profile.weaker_side in (Side.LEFT, Side.RIGHT):
        return Focus(side=Side(profile.weaker_side), is_provisional=True)
    seen = [flag for flag in sided if flag.id in LONGER_CONTACT_FLAGS]
    return Focus(side=seen[0].side, is_provisional=True) if seen else Focus()
