"""Which side begins and sets the count.

Source: imbalance law, end of section 2.4: a self-test before the gait; the gait is provisional.
"""

from __future__ import annotations

from core.findings import Flag, Level, Side
from core.plan import Focus
from strength.terms import is_self_test, urgency

LONGER_CONTACT_FLAGS = frozenset({"GCT_BALANCE", "LR_OTHER", "BALANCE_FATIGUE"})


def focus_side(flags: tuple[Flag, ...]) -> Focus:
    """The weaker side of a self-test, else the longer-contact side, else none.

    Example:
        >>> focus_side(())
        Focus(side=<Side.NONE: 'none'>, is_provisional=True)
    """
    sided = sorted(
        (flag for flag in flags if flag.level >= Level.WATCH and flag.side is not Side.NONE),
        key=urgency,
    )
    tested = [flag for flag in sided if is_self_test(flag)]
    if tested:
        return Focus(side=tested[0].side, is_provisional=False)
    seen = [flag for flag in sided if flag.id in LONGER_CONTACT_FLAGS]
    return Focus(side=seen[0].side, is_provisional=True) if seen else Focus()
