"""Every load of every activity, by the thresholds that held on its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from analytics.again import ORDER
from analytics.graded import factor_empirical, factor_minetti, pace_load, power_load
from analytics.notices import heart_fault
from analytics.stretches import Floats
from analytics.trimp import (
    HIGHEST_RATING,
    Heart,
    edwards_weight,
    hr_load,
    lucia_weight,
    trimp_per_minute,
    weight_of,
    with_coverage,
)
from core.activity import INDOORS, RUNNING
from core.athlete import Era, Thresholds
from core.run import LEAST_COVERAGE
from core.schemas import ACTIVITIES, LOADS, LOWEST_HEART_RATE_BPM, N_HEART_RATE_BINS

MINUTE_S = 60
NEEDED = (
    *("activity_id", "start_time", "local_date", "sport", "sub_sport", "elapsed_s", "timer_s"),
    *("moving_s", "distance_m", "altitude_source", "avg_heart_rate_bpm", "heart_rate_s"),
    *("normalised_graded_speed_mps", "normalised_graded_speed_minetti_mps", "incline_pct"),
    *("normalised_power_w", "rpe_index", "is_manual"),
)
"""Columns of ACTIVITIES that a load can depend on."""
BINS = LOWEST_HEART_RATE_BPM + np.arange(N_HEART_RATE_BINS, dtype=np.float64)
SUMS = ("trimp", "edwards", "lucia", "hr_load")
IS_RUN = (pl.col("sport") == RUNNING).fill_null(value=False)
IS_MANUAL = pl.col("is_manual").fill_null(value=False)
LASTS_S = (
    pl.when(IS_MANUAL)
    .then(pl.coalesce("moving_s", "timer_s", "elapsed_s"))
    .otherwise(pl.col("moving_s"))
)


def session_loads(
    activities: pl.DataFrame, eras: Sequence[Era], *, is_graded_by_cost: bool = False
) -> pl.DataFrame:
    """Every activity with all that it tells of its load by itself.

    Heart-rate sums come from the stored histogram, so that new thresholds need no records; those
    of an entry by hand come from its mean. `missing` is told where there is neither HR load nor
    pace load.

    Args:
        activities: ACTIVITIES, any order; rows without a day are left out.
        eras: As `analytics.thresholds.resolve_eras` gives them.
        is_graded_by_cost: Grade speed by Minetti's cost.

    Returns:
        LOADS in order of time; what other activities decide is null: `rpe_load_au`, `load_au`,
        `load_source`, `is_load_estimated`.

    Source:
        Load law, sections 3 and 4. Where heart rate covers 80 % of an activity, all sums of it
        are scaled alike. Thresholds that no body has give no sum, see `heart_fault`.
    """
    rows = ACTIVITIES.check(activities).select(NEEDED).drop_nulls("local_date").sort(ORDER)
    rows = rows.with_columns(_rising(rows, is_graded_by_cost=is_graded_by_cost))
    speed = f"normalised_graded_speed{'_minetti' if is_graded_by_cost else ''}_mps"
    parts = []
    for era, end in zip(eras, [*(era.since for era in eras[1:]), date.max], strict=True):
        part = rows.filter(pl.col("local_date").is_between(era.since, end, closed="left"))
        if part.height:
            sums = _heart_sums(part, era.thresholds)
            parts.append(_loads(part.hstack(sums), era.thresholds, speed))
    return pl.concat(parts) if parts else LOADS.empty()


def _loads(rows: pl.DataFrame, thresholds: Thresholds, speed: str) -> pl.DataFrame:
    """LOADS of rows that have their heart-rate sums; `speed` is the column that pace load takes."""
    covered = {
        name: with_coverage(pl.col(name), pl.col("valid_s"), moving_s=LASTS_S) for name in SUMS
    }
    hr = covered["hr_load"]
    rating = pl.when(pl.col("rpe_index").is_between(0, HIGHEST_RATING)).then("rpe_index")
    table = rows.with_columns(
        *(each.load_au.alias(f"{name}_au") for name, each in covered.items()),
        heart_rate_coverage_pct=pl.when(~IS_MANUAL).then(100 * hr.coverage),
        is_hr_load_estimated=pl.when(hr.load_au.is_not_null()).then(hr.is_estimated | IS_MANUAL),
        pace_load_au=_pace_load(speed, thresholds),
        power_load_au=_power_load(thresholds),
        session_rpe_au=rating * pl.coalesce("elapsed_s", "timer_s") / MINUTE_S,
    )
    return LOADS.complete(table.with_columns(missing=_missing(speed, thresholds)))


def _heart_sums(rows: pl.DataFrame, thresholds: Thresholds) -> pl.DataFrame:
    """Seconds of known heart rate and what these sum up to; an entry by hand has only a mean."""
    sums = {name: np.full(rows.height, np.nan) for name in ("valid_s", *SUMS)}
    known = rows["heart_rate_s"].is_not_null().to_numpy()
    if known.any():
        seconds = rows["heart_rate_s"].drop_nulls().to_numpy().astype(np.float64)
        sums["valid_s"][known] = seconds.sum(axis=1)
        for name, weight in _weights(BINS, thresholds).items():
            sums[name][known] = np.einsum("ij,j->i", seconds, weight) / MINUTE_S
    told = rows.select(IS_MANUAL).to_series().to_numpy() & ~known
    if told.any():
        mean_bpm = rows["avg_heart_rate_bpm"].to_numpy()[told]
        lasts_s = rows.select(LASTS_S).to_series().to_numpy()[told]
        sums["valid_s"][told] = np.where(np.isnan(mean_bpm), np.nan, lasts_s)
        weights = _weights(mean_bpm, thresholds)
        for name in ("trimp", "hr_load"):  # zones cannot be told from a mean
            sums[name][told] = weights[name] * lasts_s / MINUTE_S
    return pl.DataFrame(sums).fill_nan(None)


def _weights(heart_rate_bpm: Floats, thresholds: Thresholds) -> dict[str, Floats]:
    """What a minute at each heart rate counts in each sum; NaN without the thresholds for it."""
    weights = {name: np.full(heart_rate_bpm.size, np.nan) for name in SUMS}
    resting, highest = thresholds.resting_heart_rate_bpm, thresholds.max_heart_rate_bpm
    if resting is not None and highest is not None and resting.value < highest.value:
        heart = Heart(
            resting_bpm=resting.value, max_bpm=highest.value, weight=weight_of(thresholds.sex)
        )
        weights["trimp"] = trimp_per_minute(heart_rate_bpm, heart)
        weights["edwards"] = edwards_weight(heart_rate_bpm, highest.value)
        at = thresholds.threshold_heart_rate_bpm
        if at is not None and heart_fault(thresholds) is None:
            weights["hr_load"] = hr_load(weights["trimp"], at.value, heart)
    first = thresholds.first_threshold_heart_rate_bpm
    second = thresholds.second_threshold_heart_rate_bpm
    if first is not None and second is not None and first.value < second.value:
        weights["lucia"] = lucia_weight(heart_rate_bpm, first.value, second.value)
    return weights


def _rising(rows: pl.DataFrame, *, is_graded_by_cost: bool) -> pl.Series:
    """The factor of a slope that the runner told; 1 outdoors, where the altitude knows better."""
    factor = factor_minetti if is_graded_by_cost else factor_empirical
    is_level = pl.col("sub_sport").is_in(sorted(INDOORS)).fill_null(value=False)
    told = pl.when(is_level | pl.col("altitude_source").is_null()).then("incline_pct")
    slope = rows.select(told.fill_null(0.0)).to_series().to_numpy() / 100
    return pl.Series("rising", np.where(slope == 0, 1.0, factor(slope)))


def _pace_load(speed: str, thresholds: Thresholds) -> pl.Expr:
    threshold = thresholds.threshold_speed_mps
    if threshold is None:
        return pl.lit(None, dtype=pl.Float64)
    graded = pl.col(speed) * pl.col("rising")
    load = pace_load(LASTS_S, graded, threshold_speed_mps=threshold.value)
    return pl.when(IS_RUN).then(load)


def _power_load(thresholds: Thresholds) -> pl.Expr:
    critical = thresholds.critical_power_w
    if critical is None:
        return pl.lit(None, dtype=pl.Float64)
    load = power_load(LASTS_S, pl.col("normalised_power_w"), critical_power_w=critical.value)
    return pl.when(IS_RUN).then(load)


def _missing(speed: str, thresholds: Thresholds) -> pl.Expr:
    """Why there is neither HR load nor pace load, in words; null where there is one.

    The share is rounded down: 79.9 % is not the 80 % that would do.
    """
    share = pl.col("heart_rate_coverage_pct")
    percent = share.floor().cast(pl.Int32)
    of_it = pl.when(IS_RUN).then(pl.lit("run")).otherwise(pl.lit("activity"))
    heart = (
        pl.when(pl.col("valid_s").is_null())
        .then(pl.lit("no heart rate"))
        .when(share < 100 * LEAST_COVERAGE)
        .then(pl.format("heart rate for {} % of the {}", percent, of_it))
        .otherwise(pl.lit(_heart_lacks(thresholds)))
    )
    pace = (
        pl.when(pl.col(speed).is_null())
        .then(pl.lit(" and no speed"))
        .otherwise(pl.lit(" and no threshold pace"))
    )
    has_none = pl.col("hr_load_au").is_null() & pl.col("pace_load_au").is_null()
    return pl.when(has_none).then(pl.when(IS_RUN).then(heart + pace).otherwise(heart))


def _heart_lacks(thresholds: Thresholds) -> str:
    if thresholds.max_heart_rate_bpm is None:
        return "no maximum heart rate"
    return "heart-rate thresholds that cannot be right"
