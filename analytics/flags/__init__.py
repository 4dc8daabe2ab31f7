"""All flags that exist, and the one function that raises them."""

from __future__ import annotations

from analytics.flags import (
    gait,
    load,
    load_context,
    load_weeks,
    route,
    self_tests,
    sliders,
    training,
)
from analytics.flags.rule import FlagRule, judge
from analytics.flags.steady import with_steady
from core.findings import Evidence, Flag, Level

FLAGS: tuple[FlagRule, ...] = (
    *load.RULES,
    *load_context.RULES,
    *load_weeks.RULES,
    *gait.RULES,
    *self_tests.RULES,
    *training.RULES,
    *route.RULES,
    *sliders.RULES,
)

LEADS_THE_PAGE = "SESSION_SPIKE"  # imbalance law, 2.5: before all others at watch or act
PAGE_ORDER = (Level.ACT, Level.WATCH, Level.OK, Level.INSUFFICIENT)


def raise_flags(evidence: Evidence) -> tuple[Flag, ...]:
    """One verdict per rule in page order, those that are fine or lack data included.

    Args:
        evidence: All that a flag may look at.

    Source:
        Order: imbalance law, 2.5. Within a level the rank of the rule's row decides.
    """
    whole = with_steady(evidence)
    judged = [(rule, judge(rule, rule.measure(whole))) for rule in FLAGS]
    return tuple(flag for _, flag in sorted(judged, key=lambda pair: _place(*pair)))


def _place(rule: FlagRule, flag: Flag) -> tuple[bool, int, int, str]:
    is_lead = flag.id == LEADS_THE_PAGE and flag.level in {Level.WATCH, Level.ACT}
    return not is_lead, PAGE_ORDER.index(flag.level), rule.rank, rule.id
