"""What every picture of the balance shares: the verdict, the runs behind it, windows, colours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from core.findings import BALANCE_ACT_PP, BALANCE_WATCH_PP, Flag, Level, Review, Side
from core.scalars import as_number, earliest
from views.theme import Palette
from views.windows import ALL, ONE_YEAR, TWELVE_WEEKS

BALANCE_FLAG_ID = "GCT_BALANCE"
EDGES_PP = (-BALANCE_ACT_PP, -BALANCE_WATCH_PP, 0.0, BALANCE_WATCH_PP, BALANCE_ACT_PP)
LEAST_DOMAIN_PP = 2.8  # both limits are always in sight
STRAP, PODS = "stance_balance_left_pct", "pod_balance_left_pct"
MEASURES = {STRAP: "Chest strap or waist pod", PODS: "Foot pods"}
RANGES = {TWELVE_WEEKS: 84, ONE_YEAR: 365}
EDGE_LABEL = (
    "datum.value === 0 ? 'even' : (abs(datum.value) > 2 ? '◆ ' : '▲ ')"
    " + format(50 + abs(datum.value), '.1f') + (datum.value > 0 ? ' % L' : ' % R')"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the balance flag says. `side` is the one that it raises: none where all is even."""

    flag: Flag
    lean_pp: float
    side: Side


def balance_flag(review: Review) -> Flag | None:
    """The verdict on ground-contact balance, if the review holds one."""
    return next((flag for flag in review.flags if flag.id == BALANCE_FLAG_ID), None)


def verdict(review: Review) -> Verdict | None:
    """The balance flag where it says something; too little data is no verdict."""
    flag = balance_flag(review)
    if flag is None or flag.level is Level.INSUFFICIENT or flag.value is None:
        return None
    is_raised = flag.level >= Level.WATCH
    return Verdict(flag=flag, lean_pp=flag.value, side=flag.side if is_raised else Side.NONE)


def present_measure(review: Review) -> str | None:
    """The column of BLOCKS that the verdict is about."""
    return None if review.worn is None else review.worn.measure


def runs_behind(review: Review) -> pl.DataFrame:
    """LEANS of the runs that the balance flag names, oldest first."""
    flag = balance_flag(review)
    ids = pl.Series(flag.run_ids if flag else (), dtype=pl.Int64).implode()
    ours = pl.col("measure").eq_missing(pl.lit(present_measure(review)))
    named = measured(review).filter(pl.col("activity_id").is_in(ids), ours)
    return named.sort("start_time", "activity_id")


def history(review: Review, *, days: int, measure: str | None = None) -> pl.DataFrame:
    """LEANS of a window by one measure, oldest first, with `is_counted` and `is_new_sensor`.

    Args:
        review: Its LEANS are looked at.
        days: Length of the window, which ends today.
        measure: The column of BLOCKS behind it; that of the verdict unless told.

    Returns:
        Runs that measured something: no null lean, and none that is constant all along.
    """
    wanted = measure or present_measure(review)
    counted = runs_behind(review)["activity_id"].implode()
    sensor = pl.col("sensor").forward_fill()  # a run that names none starts no new baseline
    return (
        measured(review)
        .sort("start_time")
        .filter(
            pl.col("measure").eq_missing(pl.lit(wanted)),
            pl.col("lean_pp").is_not_null(),
            ~pl.col("is_constant"),
            pl.col("local_date") > review.today - timedelta(days=days),
        )
        .with_columns(
            is_counted=pl.col("activity_id").is_in(counted)
            & pl.lit(wanted == present_measure(review)),
            is_new_sensor=(sensor != sensor.shift(1)).fill_null(value=False),
        )
    )


def measures(review: Review, *, days: int) -> tuple[str, ...]:
    """The measures with runs in a window: that of the verdict first, the other beside it."""
    first = present_measure(review)
    ordered = sorted(MEASURES, key=lambda measure: measure != first)
    return tuple(
        measure
        for measure in ordered
        if first and not history(review, days=days, measure=measure).is_empty()
    )


def measured(review: Review) -> pl.DataFrame:
    """LEANS with a measure in every row, and with `is_constant` told."""
    return review.leans.with_columns(
        pl.col("measure").fill_null(STRAP), pl.col("is_constant").fill_null(value=False)
    )


def ranges(review: Review) -> dict[str, int]:
    """What the reader can look at, in days up to today; the last holds every run."""
    first = earliest(review.activities["local_date"])
    since_first = 0 if first is None else (review.today - first).days + 1
    return RANGES | {ALL: max(since_first, *RANGES.values())}


def first_range(review: Review) -> str:
    """Twelve weeks, or all where these hold no balance to draw."""
    return ALL if history(review, days=RANGES[TWELVE_WEEKS]).is_empty() else TWELVE_WEEKS


def farthest(values: pl.Series) -> float:
    """How far the values go from even, at most; 0 where there are none."""
    return as_number(values.abs().max()) or 0.0


def side_colour(review: Review, palette: Palette) -> str:
    """The colour of the side that the verdict raises; plain ink where it raises none."""
    said = verdict(review)
    return palette.text if said is None or said.side is Side.NONE else palette.side(said.side)
