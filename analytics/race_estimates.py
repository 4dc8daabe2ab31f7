"""Race times of the usual distances from the best recent efforts, with the words beside them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl

from analytics.races import VDOT_MIN, race_range_s, vdot
from core.performance import MARATHON_M, RaceEstimate

RACES_M = (5000.0, 10_000.0, 21_097.5, MARATHON_M)
NO_EFFORT = (
    "No effort of 3.5 to 240 min in the last 90 days was over a fifth to five times this distance."
)
OWN = "What you ran over this distance in the last 90 days; nothing is estimated."
RANGE = (
    "A range, not a promise: Riegel's rule with exponents 1.05 to 1.10, and VDOT where it holds. "
    "It assumes that you are trained for the distance."
)
MARATHON = (
    "For half of recreational runners such formulas come out at least 10 min too fast over the "
    "marathon."
)
NOT_ALL_OUT = (
    "The effort behind it stayed under 90 % of your highest heart rate, or its heart rate is not "
    "known: in a race you may be faster."
)


class _Source(NamedTuple):
    """One real effort that an estimate may stand on."""

    target_m: float
    elapsed_s: float
    local_date: date
    activity_id: int
    heart_rate_bpm: float | None


def race_estimates(recent: pl.DataFrame, *, hard_bpm: float | None) -> tuple[RaceEstimate, ...]:
    """One estimate for 5 km, 10 km, half and full marathon, each from its own best effort.

    Args:
        recent: Efforts of the last 90 days with the columns of CURVE; those over a distance count.
        hard_bpm: From this heart rate on an effort counts as all-out; None where it is unknown.

    Source:
        Load law, section 9. Which effort is the best is asked of VDOT, so only efforts of 3.5 to
        240 min are looked at.
    """
    ranked = _ranked(recent)
    return tuple(_estimate(distance, ranked, hard_bpm=hard_bpm) for distance in RACES_M)


def _ranked(recent: pl.DataFrame) -> list[_Source]:
    """The fastest effort over each distance, the best by VDOT first."""
    minutes = pl.col("elapsed_s") / 60
    raced = recent.filter(pl.col("target_m").is_not_null() & minutes.is_between(*VDOT_MIN))
    fastest = raced.sort("elapsed_s", "local_date", "activity_id").unique(
        "target_m", keep="first", maintain_order=True
    )
    rows = [_Source(*row) for row in fastest.select(_Source._fields).iter_rows()]
    return sorted(rows, key=lambda row: -(vdot(row.target_m, row.elapsed_s / 60) or 0.0))


def _estimate(distance_m: float, ranked: list[_Source], *, hard_bpm: float | None) -> RaceEstimate:
    """From the best effort that reaches so far; without one the words why there is none."""
    for source in ranked:
        times = race_range_s(source.elapsed_s, source.target_m, target_m=distance_m)
        if times is not None:
            return _told(distance_m, times, source, hard_bpm=hard_bpm)
    return RaceEstimate(distance_m=distance_m, note=NO_EFFORT)


def _told(
    distance_m: float, times: tuple[float, float], source: _Source, *, hard_bpm: float | None
) -> RaceEstimate:
    beats = source.heart_rate_bpm
    is_lower_bound = hard_bpm is None or beats is None or beats < hard_bpm
    words = (
        (OWN, source.target_m == distance_m),
        (RANGE, source.target_m != distance_m),
        (MARATHON, source.target_m != distance_m == MARATHON_M),
        (NOT_ALL_OUT, is_lower_bound),
    )
    return RaceEstimate(
        distance_m=distance_m,
        low_s=times[0],
        high_s=times[1],
        from_distance_m=source.target_m,
        from_time_s=source.elapsed_s,
        from_date=source.local_date,
        from_id=source.activity_id,
        note=" ".join(text for text, holds in words if holds),
        is_lower_bound=is_lower_bound,
    )
