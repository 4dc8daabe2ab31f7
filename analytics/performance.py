"""Best efforts of many runs -> curves, critical speed with its doubts, race times as ranges."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.critical import critical_speed_dt
from analytics.moving import HIGHEST_SPEED_MPS
from analytics.race_estimates import race_estimates
from analytics.stretches import Floats
from core.activity import INDOORS, RUNNING
from core.athlete import Thresholds
from core.performance import CriticalSpeed, Performance
from core.schemas import ACTIVITIES, CURVE, EFFORTS

RECENT_DAYS = 90  # load law, section 9
HARD_SHARE = 0.9  # load law, section 9: of the highest heart rate
LEAST_HARD = 2  # load law, section 9
TYPICAL_ERROR_MPS = 0.14  # of a time trial: Galbraith 2014, 10.1123/ijspp.2013-0507
SHORT_S, LONG_S = (120.0, 240.0), (720.0, 900.0)
"""Load law, section 9: efforts of 2 to 15 min that span a factor of 3. One effort is taken from
2 to 4 min, one from 12 to 15 min, one from between: any such three span it (our choice)."""
NO_EFFORTS = (
    "Critical speed needs three separate efforts in the last 90 days: one of 2 to 4 min, one of "
    "4 to 12 min and one of 12 to 15 min."
)
NO_LINE = (
    "Your efforts of the last 90 days do not lie on one line, so they say nothing of a critical "
    "speed: most likely not all of them were as fast as you could."
)
LOWER_BOUND = (
    "Lower bound: fewer than two of the efforts reached 90 % of your highest heart rate, so your "
    "true critical speed may be higher."
)
ONE_RUN = "All efforts are from one run; separate days would say more."


def mean_max_speed(speed_mps: Floats, window_s: int) -> float | None:
    """Fastest mean speed over so many seconds of a run at 1 Hz; None if it is shorter.

    Windows with an unknown second are left out, and those faster than a runner (12 m/s).

    Source:
        Load law, section 9.

    Example:
        >>> mean_max_speed(np.array([3, 3, 4, 5, 5, 4, 3, 3]), 2)
        5.0
    """
    if not 1 <= window_s <= speed_mps.size:
        return None
    known = ~np.isnan(speed_mps)
    way = np.concatenate(([0.0], np.cumsum(np.where(known, speed_mps, 0.0))))
    n = np.concatenate(([0], np.cumsum(known)))
    whole = n[window_s:] - n[:-window_s] == window_s
    speeds = (way[window_s:] - way[:-window_s])[whole] / window_s
    fair = speeds[speeds <= HIGHEST_SPEED_MPS]
    return float(fair.max()) if fair.size else None


def performance(
    efforts: pl.DataFrame, activities: pl.DataFrame, thresholds: Thresholds, *, today: date
) -> Performance:
    """What the best efforts say of the runner: curves, critical speed, race times as ranges.

    Args:
        efforts: EFFORTS of the counting runs.
        activities: ACTIVITIES; they give the days. Indoor runs are left out, since their
            distance is a guess.
        thresholds: As of today; the highest heart rate tells hard efforts from others.
        today: The last 90 days end here; later runs are left out.

    Source:
        Load law, section 9.
    """
    dated = _dated(efforts, activities).filter(pl.col("local_date") <= today)
    recent = dated.filter(pl.col("local_date") > today - timedelta(days=RECENT_DAYS))
    highest = thresholds.max_heart_rate_bpm
    hard_bpm = None if highest is None else HARD_SHARE * highest.value
    speed, why = critical_speed(recent, hard_bpm=hard_bpm)
    return Performance(
        recent=_best(recent),
        ever=_best(dated),
        critical_speed=speed,
        why_no_critical_speed=why,
        races=race_estimates(recent, hard_bpm=hard_bpm),
    )


def critical_speed(
    recent: pl.DataFrame, *, hard_bpm: float | None
) -> tuple[CriticalSpeed | None, str | None]:
    """Critical speed of three separate efforts, or None and the sentence why.

    Args:
        recent: Efforts of the last 90 days with the columns of CURVE.
        hard_bpm: From this heart rate on an effort counts as hard; None where it is unknown.
    """
    chosen = separate_efforts(recent)
    if chosen is None:
        return None, NO_EFFORTS
    line = critical_speed_dt(chosen["distance_m"].to_list(), chosen["elapsed_s"].to_list())
    if line is None:
        return None, NO_LINE
    n_hard = 0 if hard_bpm is None else int((chosen["heart_rate_bpm"] >= hard_bpm).sum())
    runs = tuple(chosen["activity_id"].to_list())
    doubts = ((LOWER_BOUND, n_hard < LEAST_HARD), (ONE_RUN, len(set(runs)) == 1))
    error = max(line.se_mps, TYPICAL_ERROR_MPS)
    speed = CriticalSpeed(
        speed_mps=line.speed_mps,
        se_mps=line.se_mps,
        r_squared=line.r_squared,
        low_mps=line.speed_mps - error,
        high_mps=line.speed_mps + error,
        n_efforts=chosen.height,
        n_hard=n_hard,
        is_lower_bound=n_hard < LEAST_HARD,
        run_ids=runs,
        warnings=tuple(words for words, holds in doubts if holds),
    )
    return speed, None


def separate_efforts(recent: pl.DataFrame) -> pl.DataFrame | None:
    """The best short, middle and long effort that share no second of one run; None if one lacks.

    Efforts of unlike length are ranked by the time that each would take over 2 km at Riegel's
    power law: within a factor of 3 its exponent hardly matters.
    """
    took = pl.col("elapsed_s")
    ranked = recent.filter(took.is_between(SHORT_S[0], LONG_S[1])).sort(
        took * (2000 / pl.col("distance_m")) ** 1.06, "target_s", "activity_id"
    )
    short, long = took <= SHORT_S[1], took >= LONG_S[0]
    chosen: list[pl.DataFrame] = []
    for kind in (long, ~short & ~long, short):
        free = ranked.filter(kind)
        for other in chosen:
            free = free.filter(~_overlaps(other.row(0, named=True)))
        if free.is_empty():
            return None
        chosen.append(free.head(1))
    return pl.concat(chosen[::-1])


def _overlaps(other: dict[str, float]) -> pl.Expr:
    ends = pl.col("start_s") + pl.col("elapsed_s")
    same = pl.col("activity_id") == other["activity_id"]
    before = ends <= other["start_s"]
    after = pl.col("start_s") >= other["start_s"] + other["elapsed_s"]
    return same & ~before & ~after


def _dated(efforts: pl.DataFrame, activities: pl.DataFrame) -> pl.DataFrame:
    """The efforts of outdoor runs with their day and speed."""
    indoors = pl.col("sub_sport").is_in(INDOORS).fill_null(value=False)
    runs = ACTIVITIES.check(activities).filter((pl.col("sport") == RUNNING) & ~indoors)
    joined = EFFORTS.check(efforts).join(
        runs.select("activity_id", "local_date"), on="activity_id", how="inner"
    )
    speed = pl.col("distance_m") / pl.col("elapsed_s")
    return CURVE.complete(joined.with_columns(speed_mps=speed))


def _best(dated: pl.DataFrame) -> pl.DataFrame:
    """The fastest of each target; of equals the oldest, which was the record first."""
    return (
        dated.sort("speed_mps", "local_date", "activity_id", descending=[True, False, False])
        .unique(["target_s", "target_m"], keep="first", maintain_order=True)
        .sort("target_s", "target_m", nulls_last=True)
    )
