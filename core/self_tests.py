"""What a self-test is, and what its numbers come to. The seven tests stand in `core/guides.py`.

Source: imbalance law, 2.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.findings import Level, Side

RETEST_DAYS = 42  # imbalance law, 2.4: every six weeks
LSI_WATCH_PCT, LSI_ACT_PCT = 90.0, 80.0  # imbalance law, 2.4: below them
LEAST_HEEL_RAISES = 15  # strength law, 3.4, and imbalance law, 2.4: on one leg, before any jump


class Timer(StrEnum):
    """What a test needs of a clock: a beat to follow, or a time to take."""

    NONE = "none"
    BEAT = "beat"
    STOPWATCH = "stopwatch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One self-test as the page shows it and as the flag judges it.

    `note` says which number to type in. `leave_out` are pain tags and conditions with which the
    test waits, in the words of `not_for`. A difference below `error` is no difference. The sides
    are then compared in percent (`LSI_WATCH_PCT`), or in the test's own unit where `side_watch`
    is told (that much or more; act from `side_act` on, or only beyond it). `low_watch` and
    `low_act` are for the weaker side alone: below them; in percent of the norm where `is_of_norm`.
    """

    id: str
    title: str
    unit: str
    steps: tuple[str, ...]
    note: str
    kit: tuple[str, ...]
    error: float
    source: str
    not_for: str
    leave_out: frozenset[str]
    n_tries: int = 1
    timer: Timer = Timer.NONE
    is_lower_better: bool = False
    is_of_norm: bool = False
    side_watch: float | None = None
    side_act: float | None = None
    is_side_act_exclusive: bool = False
    low_watch: float | None = None
    low_act: float | None = None
    error_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What both sides of one test come to. `weaker_side` is named only beyond the test's error.

    `difference` is in the unit of the test, `norm` the usual count at that age and sex. The
    composites of the reach test are shown only: there is no limit for runners.
    """

    test: str
    left: float | None
    right: float | None
    level: Level
    weaker_side: Side = Side.NONE
    difference: float | None = None
    lsi_pct: float | None = None
    norm: float | None = None
    norm_pct: float | None = None
    is_low: bool = False
    left_composite_pct: float | None = None
    right_composite_pct: float | None = None
    taken_on: date | None = None

    @property
    def is_none(self) -> bool:
        """Whether neither side did one: after an injury that can be; it tells of no difference."""
        return self.left == self.right == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a test was last taken and when it is due again; None where it never was."""

    test: str
    taken_on: date | None
    due_on: date | None
    is_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTested:
    """All that the page of the tests asks. Verdicts stand oldest first.

    `against` names for each test the pain tags and conditions with which it waits now. `enough` is
    what the weaker side must reach to count as alike; only tests with a difference are in it.
    """

    verdicts: tuple[Verdict, ...]
    due: tuple[Due, ...]
    against: Mapping[str, frozenset[str]]
    enough: Mapping[str, float]
