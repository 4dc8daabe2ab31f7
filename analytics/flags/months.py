"""The last four weeks against the twelve before them, at the same speed and slope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.bootstrap import Estimate, Floats, Ints, estimate
from analytics.flags.rule import Bound, Reading, level_of
from analytics.flags.steady import blocks_of, more_runs, runs_of
from analytics.matched import Window, matched_difference, matched_interval
from core.findings import BALANCE_LEAST_RUNS, Evidence, Level

NOW_DAYS, BASE_DAYS = 28, 84  # imbalance law, 2.1: last 4 weeks against the 12 before
BOTH_DAYS = NOW_DAYS + BASE_DAYS
LEAST_BINS, LEAST_WEIGHT = 3, 20  # imbalance law, 2.1
EPOCH = date(1970, 1, 1).toordinal()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One column of the steady blocks in order of time: values, bins, runs and days as arrays.

    `run` numbers the runs from 0, `ids` and `days` (ordinals) are theirs.
    """

    values: Floats
    bins: Ints
    run: Ints
    ids: Ints
    days: Ints

    def upto(self, back: int) -> tuple[Track, date] | None:
        """What was known before the last so many runs, and the day of the last that stays."""
        n_runs = self.ids.size - back
        if n_runs < 1:
            return None
        return self.of_runs(self.ids[:n_runs]), date.fromordinal(int(self.days[n_runs - 1]))

    def within(self, *, after: date, until: date) -> Track:
        """The runs after a day, up to another."""
        is_ours = (self.days > after.toordinal()) & (self.days <= until.toordinal())
        return self.of_runs(self.ids[is_ours])

    def of_runs(self, ids: Ints) -> Track:
        """Those of these runs alone."""
        is_ours = np.isin(self.ids, ids)
        kept = is_ours[self.run]
        number = np.cumsum(is_ours) - 1
        return Track(
            values=self.values[kept],
            bins=self.bins[kept],
            run=number[self.run[kept]],
            ids=self.ids[is_ours],
            days=self.days[is_ours],
        )

    def window(self) -> Window:
        """As `analytics.matched` compares it."""
        return Window(values=self.values, bins=self.bins, run=self.run, n_runs=self.ids.size)


def track_of(blocks: pl.DataFrame, column: str) -> Track:
    """The blocks that have a value and a bin.

    Args:
        blocks: As `blocks_of` gives them, with the column.
        column: What is compared.
    """
    known = blocks.select(
        "activity_id", "bin", pl.col("local_date").to_physical() + EPOCH, value=column
    ).drop_nulls(["bin", "value"])
    ids = known["activity_id"].to_numpy()
    is_first = np.diff(ids, prepend=-1) != 0
    return Track(
        values=known["value"].to_numpy(),
        bins=known["bin"].to_numpy(),
        run=np.cumsum(is_first) - 1,
        ids=ids[is_first],
        days=known["local_date"].to_numpy()[is_first],
    )


def history(evidence: Evidence) -> pl.DataFrame:
    """The steady blocks of both windows, and of as many days before for the looks back."""
    return blocks_of(evidence, runs_of(evidence, days=2 * BOTH_DAYS))


def compare(track: Track, drop: Drop, *, on: date, is_now: bool = True) -> Look:
    """The matched change of the last four weeks, judged by the end nearer to none.

    Args:
        track: Blocks in order of time.
        drop: What is compared.
        on: The last day of the four weeks.
        is_now: Whether the interval is wanted even where the value alone is within the band.

    Source:
        Imbalance law, 1.3, "Matched difference", and 2.1: three bins and w of 20 at least.
    """
    edge = on - timedelta(days=NOW_DAYS)
    parts = (
        track.within(after=edge - timedelta(days=BASE_DAYS), until=edge),
        track.within(after=edge, until=on),
    )
    look = Look(
        run_ids=tuple(run for part in parts for run in part.ids.tolist()),
        n_blocks=sum(part.values.size for part in parts),
    )
    base, now = (part.window() for part in parts)
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
