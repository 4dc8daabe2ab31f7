"""What a flag rule is, and how a reading becomes a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.findings import EDGE_SLACK, HIGHEST_TONE, Evidence, Flag, Grade, Level, Need, Side, Tone

TONE_OF_LEVEL = {
    Level.INSUFFICIENT: Tone.NONE,
    Level.OK: Tone.NONE,
    Level.WATCH: Tone.AMBER,
    Level.ACT: Tone.RED,
}


class Bound(StrEnum):
    """On which side of its limits a value must lie, and whether the limit itself counts."""

    BEYOND = "beyond"
    FROM = "from"
    UNDER = "under"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a measure found. Without `value` too little is known, and `words["missing"]` says what.

    `low` and `high` bound the value; both equal it where no interval is defined. `level` is set
    only by a measure that needs more than the interval to decide, such as the runs before; `cap`
    lowers the tone of this reading; `say` replaces the rule's sentence, `unit` its unit. `words`
    fill the placeholders of the sentences.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    side: Side = Side.NONE
    n_runs: int = 0
    n_blocks: int = 0
    n_beyond: int = 0
    run_ids: tuple[int, ...] = ()
    level: Level | None = None
    cap: Tone = Tone.RED
    say: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRule:
    """One row of a family's `RULES`: all that page, words, docs and plan need of a flag.

    `rank` orders flags of one level on the page. A reading must lie `bound` its `watch` and `act`
    with the cautious end of its interval: beyond them, unless told. `cap` lowers the tone that the
    grade allows. `say` has a sentence for every level that the limits let it reach: where
    `act` is infinite, none for that.
    """

    id: str
    title: str
    measure: Callable[[Evidence], Reading]
    unit: str
    watch: float
    act: float
    window_days: int
    grade: Grade
    source: str
    say: Mapping[Level, str]
    caveat: str
    rank: int
    needs: tuple[Need, ...] = ()
    cap: Tone = Tone.RED
    bound: Bound = Bound.BEYOND


def cautious(reading: Reading) -> float:
    """The size that is left when the doubt is taken off; 0 when the interval holds 0."""
    low = reading.value if reading.low is None else reading.low
    high = reading.value if reading.high is None else reading.high
    if low is None or high is None or low <= 0 <= high:
        return 0.0
    return min(abs(low), abs(high))


def level_of(reading: Reading, *, watch: float, act: float, bound: Bound = Bound.BEYOND) -> Level:
    """Insufficient without a value; else by the cautious end of the interval.

    Source:
        Imbalance law, 1.3, "Level"; load law, 6.6 (edges belong to the lower class). The rows that
        name "at least" or "less than" in the laws say so by their `bound`.
    """
    if reading.value is None:
        return Level.INSUFFICIENT
    if _is_past(reading, act, bound):
        return Level.ACT
    return Level.WATCH if _is_past(reading, watch, bound) else Level.OK


def _is_past(reading: Reading, limit: float, bound: Bound) -> bool:
    if bound is Bound.UNDER:
        high = reading.value if reading.high is None else reading.high
        return high is not None and high < limit - EDGE_SLACK
    slack = EDGE_SLACK if bound is Bound.BEYOND else -EDGE_SLACK
    return cautious(reading) > limit + slack


def judge(rule: FlagRule, reading: Reading) -> Flag:
    """The verdict of one rule: its level moves the plan, its tone is what the page shows."""
    level = reading.level
    if level is None:
        level = level_of(reading, watch=rule.watch, act=rule.act, bound=rule.bound)
    tone = min(TONE_OF_LEVEL[level], HIGHEST_TONE[rule.grade], rule.cap, reading.cap)
    is_known = level is not Level.INSUFFICIENT
    return Flag(
        id=rule.id,
        title=rule.title,
        level=level,
        tone=tone,
        side=reading.side if is_known else Side.NONE,
        value=reading.value,
        unit=reading.unit or rule.unit,
        low=reading.low,
        high=reading.high,
        n_runs=reading.n_runs,
        n_blocks=reading.n_blocks,
        window_days=rule.window_days,
        grade=rule.grade,
        text=(reading.say or rule.say[level]).format_map(reading.words),
        caveat=rule.caveat,
        source=rule.source,
        needs=rule.needs,
        n_beyond=reading.n_beyond,
        run_ids=reading.run_ids,
    )
