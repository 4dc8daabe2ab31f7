"""Fewer steps than before at the same speed, or few at a usual speed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.bootstrap import drawn_medians, draws, estimate, interval_of
from analytics.flags.months import (
    BOTH_DAYS,
    LEAST_RUNS,
    LEAST_WEIGHT,
    NOW_DAYS,
    Drop,
    Look,
    Track,
    compare,
    history,
    track_of,
)
from analytics.flags.rule import Bound, FlagRule, Reading
from analytics.flags.steady import standing
from core.findings import EDGE_SLACK, Evidence, Grade, Level, Need, Quality

CADENCE = Drop(column="cadence_spm", words="Cadence", watch=-3.0, act=-5.0)  # law, 2.1
OWN_SPEED_MPS = (3.0, 3.6)  # imbalance law, 2.1
OWN_LEAST_SPM = 164.0  # imbalance law, 2.1
TALL_M = 1.90  # imbalance law, 2.1: taller runners take fewer steps


def cadence_reading(evidence: Evidence) -> Reading:
    """Steps against one's own before, and against what is usual at 3.0 to 3.6 m/s."""
    blocks, column = history(evidence), CADENCE.column
    track = track_of(blocks, column)
    height = evidence.profile.height_m
    is_judged = height is not None and height < TALL_M
    own_track = track_of(at_own_speed(blocks), column) if is_judged else None

    def look(part: Track, on: date, is_now: bool) -> Look:
        against_before = compare(part, CADENCE, on=on, is_now=is_now)
        own = None if own_track is None else own_cadence(own_track.of_runs(part.ids), on=on)
        return _both(against_before, own)

    def at_run(back: int) -> Look | None:
        kept = track.upto(back)
        return None if kept is None else look(*kept, False)

    return standing(look(track, evidence.today, True), at_run).reading()


def at_own_speed(blocks: pl.DataFrame) -> pl.DataFrame:
    """Flat blocks at 3.0 to 3.6 m/s."""
    is_flat = pl.col("grade_class") == "flat"
    return blocks.filter(is_flat & pl.col("speed_mps").is_between(*OWN_SPEED_MPS))


def own_cadence(track: Track, *, on: date) -> Look | None:
    """The cadence of the last four weeks at 3.0 to 3.6 m/s on the flat; None of too few minutes.

    Source:
        Imbalance law, 2.1 (`CADENCE_LOW`, b): watch when the upper end is below 164 and the
        runner is smaller than 1.90 m. Needs 20 minutes in three runs, our reading of the minimum.
    """
    mine = track.within(after=on - timedelta(days=NOW_DAYS), until=on)
    values = mine.values
    if values.size < LEAST_WEIGHT or mine.ids.size < LEAST_RUNS:
        return None
    interval = interval_of(drawn_medians(values, mine.run, draws(mine.ids.size)))
    if interval is None:
        return None
    found = estimate(float(np.median(values)), interval)
    is_low = found.high < OWN_LEAST_SPM - EDGE_SLACK
    detail = (
        f" At 3.0 to 3.6 m/s on the flat: {found.value:.0f} steps a minute "
        f"({found.low:.0f} to {found.high:.0f})."
    )
    return Look(
        found=found,
        level=Level.WATCH if is_low else Level.OK,
        run_ids=tuple(mine.ids.tolist()),
        n_blocks=values.size,
        words={"detail": detail},
        say=FEW + "{detail}" if is_low else None,
        unit="spm",
    )


def _both(before: Look, own: Look | None) -> Look:
    """The change decides; the own cadence only where it says more than the change does."""
    if own is None:
        return before
    if own.level > max(before.level, Level.OK):
        return own
    detail = before.words.get("detail", "") + own.words["detail"]
    missing = before.words.get("missing", "") + own.words["detail"]
    return replace(before, words={"detail": detail, "missing": missing})


WATCH = "At the same speed you take fewer steps than you used to."
FEW = "You take few steps a minute at an easy speed."

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="CADENCE_LOW",
        title="Cadence",
        measure=cadence_reading,
        unit="pct",
        watch=CADENCE.watch,
        act=CADENCE.act,
        bound=Bound.UNDER,
        window_days=BOTH_DAYS,
        grade=Grade.MIXED,
        source=(
            "A low step rate went with shin injury in school runners (Luedke 2016), not in adults "
            "as a rule; 5 to 10 % more steps unload the knee (Heiderscheit 2011)."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "At the same speed you take about as many steps as before.{detail}",
            Level.WATCH: WATCH + "{detail}",
            Level.ACT: (
                WATCH + " Try 5 % more steps in short spells. There is no magic 180.{detail}"
            ),
        },
        caveat=(
            "Tall runners take fewer steps. Tired legs, new shoes, soft ground or heat change the "
            "step too."
        ),
        rank=78,
        needs=(
            Need(quality=Quality.QUICK_STEPS, weight=2, why="rhythm for a slightly quicker step"),
            Need(quality=Quality.TALL_FORM, weight=2, why="foot lands closer under the hip"),
        ),
    ),
)
