"""The last four weeks against the twelve before them, at the same speed and slope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import polars as pl

from analytics.bootstrap import Estimate, estimate
from analytics.flags.rule import Bound, Reading, level_of
from analytics.flags.steady import blocks_of, more_runs, runs_of
from analytics.matched import matched_difference, matched_interval, window_of
from core.findings import BALANCE_LEAST_RUNS, Evidence, Level

NOW_DAYS, BASE_DAYS = 28, 84  # imbalance law, 2.1: last 4 weeks against the 12 before
BOTH_DAYS = NOW_DAYS + BASE_DAYS
LEAST_BINS, LEAST_WEIGHT = 3, 20  # imbalance law, 2.1
LEAST_RUNS = BALANCE_LEAST_RUNS  # our choice, per window: an interval of fewer would be a guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One evaluation: the change, the runs behind it, and what is missing where there is none."""

    found: Estimate | None = None
    level: Level = Level.INSUFFICIENT
    run_ids: tuple[int, ...] = ()
    n_blocks: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    say: str | None = None
    unit: str | None = None

    def reading(self) -> Reading:
        """What the rule is told; a drop has no side."""
        value, low, high = self.found or (None, None, None)
        return Reading(
            value=value,
            low=low,
            high=high,
            level=self.level,
            n_runs=len(self.run_ids),
            n_blocks=self.n_blocks,
            run_ids=self.run_ids,
            words=self.words,
            say=self.say,
            unit=self.unit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """What is compared, and below which change (in percent) it is watched or answered."""

    column: str
    words: str
    watch: float
    act: float


def history(evidence: Evidence, *, extra_days: int = BOTH_DAYS) -> pl.DataFrame:
    """The steady blocks of both windows, and of as many days before for the looks back."""
    return blocks_of(evidence, runs_of(evidence, days=BOTH_DAYS + extra_days))


def upto(blocks: pl.DataFrame, back: int) -> tuple[pl.DataFrame, date] | None:
    """The blocks without those of the last so many runs, and the day of the last that stays."""
    run = pl.col("activity_id").rle_id()
    kept = blocks.filter(run < run.max() + 1 - back) if back else blocks
    return None if kept.is_empty() else (kept, kept["local_date"][-1])


def compare(blocks: pl.DataFrame, drop: Drop, *, on: date, is_now: bool = True) -> Look:
    """The matched change of the last four weeks, judged by the end nearer to none.

    Args:
        blocks: With `bin` and the column, in order of time.
        drop: What is compared.
        on: The last day of the four weeks.
        is_now: Whether the interval is wanted even where the value alone is within the band.

    Source:
        Imbalance law, 1.3, "Matched difference", and 2.1: three bins and w of 20 at least.
    """
    known = blocks.drop_nulls(["bin", drop.column])
    day, edge = pl.col("local_date"), on - timedelta(days=NOW_DAYS)
    parts = [
        known.filter((day > edge) & (day <= on)),
        known.filter((day > edge - timedelta(days=BASE_DAYS)) & (day <= edge)),
    ]
    ids = [part["activity_id"].unique(maintain_order=True).to_list() for part in parts]
    look = Look(run_ids=(*ids[1], *ids[0]), n_blocks=parts[0].height + parts[1].height)
    now, base = (window_of(part, drop.column, run) for part, run in zip(parts, ids, strict=True))
    found = matched_difference(now, base, least_weight=LEAST_WEIGHT)
    is_enough = found is not None and len(found.bins) >= LEAST_BINS
    if found is None or not is_enough or min(now.n_runs, base.n_runs) < LEAST_RUNS:
        return replace(look, words={"missing": _missing(drop, now.n_runs, base.n_runs)})
    if not is_now and found.diff_pct >= drop.watch:
        return replace(look, level=Level.OK)
    interval = matched_interval(now, base, found)
    if interval is None:
        return replace(look, words={"missing": _missing(drop, now.n_runs, base.n_runs)})
    whole = estimate(found.diff_pct, interval)
    level = level_of(
        Reading(value=1.0, high=whole.high), watch=drop.watch, act=drop.act, bound=Bound.UNDER
    )
    return replace(look, found=whole, level=level, words={"detail": _detail(drop, whole)})


def _detail(drop: Drop, found: Estimate) -> str:
    return (
        f" {drop.words} at the same speed and slope: {found.value:+.1f} % over the last four weeks "
        f"against the twelve before ({found.low:+.1f} to {found.high:+.1f} %)."
    )


def _missing(drop: Drop, n_now: int, n_base: int) -> str:
    """What is there, and how many more runs it takes at least."""
    more = max(1, LEAST_RUNS - n_now)
    early = ""
    if n_base < LEAST_RUNS:
        early = f" The twelve weeks before need {LEAST_RUNS} runs too and have {n_base}."
    return (
        f"{drop.words} is compared at the same speed and slope: it takes {LEAST_RUNS} runs in each "
        f"of both times, {LEAST_BINS} speeds that both know and {LEAST_WEIGHT} steady minutes. "
        f"The last four weeks have {n_now} runs: at least {more_runs(more)} at various "
        f"speeds.{early}"
    )
