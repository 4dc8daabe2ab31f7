"""Whether a tested side still earns its extra set.

Source: strength law, sections 1 and 3.6: only a self-test, until the weaker side has 95 % of the
other, and for six weeks at most.
"""

from __future__ import annotations

from datetime import date, timedelta

from core.plan import Focus

ENOUGH_LSI_PCT = 95.0
LONGEST = timedelta(weeks=6)


def earns_extra_sets(focus: Focus, monday: date) -> bool:
    """Whether the focus side may get one set more in the week of that Monday."""
    return not focus.is_provisional and ended_because(focus, monday) is None


def ended_because(focus: Focus, monday: date) -> str | None:
    """Why a tested side gets no extra set any longer; None while it does, or never did."""
    if focus.is_provisional:
        return None
    if focus.lsi_pct is not None and focus.lsi_pct >= ENOUGH_LSI_PCT:
        return "extra_set_enough"
    if focus.since is not None and monday - focus.since >= LONGEST:
        return "extra_set_over"
    return None
