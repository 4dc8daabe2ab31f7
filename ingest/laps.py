"""Laps and the device's own totals: raw lap or session messages → LAPS."""

from __future__ import annotations

import polars as pl

from core.schemas import EVENTS, LAPS, UTC
from ingest.channels import in_range, numeric

PERCENT_OF_TEN = 0.1  # FIT stores the typed effort as 0 to 100
FROM: dict[str, tuple[str, ...]] = {
    "timer_s": ("total_timer_time", "TotalTimeSeconds"),
    "elapsed_s": ("total_elapsed_time",),
    "distance_m": ("total_distance", "DistanceMeters"),
    "ascent_m": ("total_ascent",),
    "descent_m": ("total_descent",),
    "energy_kcal": ("total_calories", "Calories"),
    "avg_heart_rate_bpm": ("avg_heart_rate", "AverageHeartRateBpm"),
    "max_heart_rate_bpm": ("max_heart_rate", "MaximumHeartRateBpm"),
    "avg_power_w": ("avg_power", "AvgWatts"),
    "max_power_w": ("max_power", "MaxWatts"),
    "avg_speed_mps": ("enhanced_avg_speed", "avg_speed", "AvgSpeed"),
    "max_speed_mps": ("enhanced_max_speed", "max_speed", "MaximumSpeed"),
    "avg_stance_time_ms": ("avg_stance_time",),
    "avg_stance_balance_left_pct": ("avg_stance_time_balance",),
    "avg_vertical_oscillation_mm": ("avg_vertical_oscillation",),
    "avg_vertical_ratio_pct": ("avg_vertical_ratio",),
    "avg_step_length_mm": ("avg_step_length",),
    "training_effect_aerobic_index": ("total_training_effect",),
    "training_effect_anaerobic_index": ("total_anaerobic_training_effect",),
    "training_load_peak_index": ("training_load_peak",),
    "workout_rpe_index": ("workout_rpe",),
    "workout_feel_index": ("workout_feel",),
}
"""Column of LAPS to the file's fields, the better one first."""

CADENCES = {
    "avg_cadence_spm": (
        ("avg_running_cadence", "avg_cadence", "AvgRunCadence", "Cadence"),
        "avg_fractional_cadence",
    ),
    "max_cadence_spm": (
        ("max_running_cadence", "max_cadence", "MaxRunCadence"),
        "max_fractional_cadence",
    ),
}
TRIGGERS = ("lap_trigger", "TriggerMethod")
SUMS = ("timer_s", "distance_m", "energy_kcal")
MAXIMA = ("max_heart_rate_bpm", "max_cadence_spm", "max_power_w", "max_speed_mps")


def laps(raw: pl.DataFrame, *, steps_per_count: float | None) -> pl.DataFrame:
    """LAPS from raw lap or session messages, in time order.

    Args:
        raw: Messages as the file has them; `start_time` in Unix seconds.
        steps_per_count: 2 where the file counts strides, 1 where steps; None for no foot sport.
    """
    if raw.is_empty():
        return LAPS.empty()
    numbers = numeric(raw)
    start, elapsed = _first(numbers, "start_time"), _first(numbers, "total_elapsed_time")
    columns = {"start_time": moment(start), "end_time": moment(start + elapsed)}
    columns |= {name: _plausible(_first(numbers, *FROM[name]), name) for name in FROM}
    columns["workout_rpe_index"] = columns["workout_rpe_index"] * PERCENT_OF_TEN
    for name, (whole, fraction) in CADENCES.items():
        if steps_per_count is not None:
            counts = _first(numbers, *whole) + _first(numbers, fraction).fill_null(0.0)
            columns[name] = _plausible(counts * steps_per_count, name)
    for name in set(TRIGGERS) & set(raw.columns):
        columns["trigger"] = pl.col(name).cast(pl.String).str.to_lowercase()
    in_order = raw.sort("start_time", maintain_order=True, nulls_last=True)
    unknown = pl.lit(None)
    return in_order.select(
        columns.get(name, unknown).cast(dtype).alias(name) for name, dtype in LAPS.dtypes.items()
    )


def no_totals() -> pl.DataFrame:
    """LAPS with the one row of a device that summed nothing: all null."""
    return pl.DataFrame({name: [None] for name in LAPS.names}, schema=LAPS.dtypes)


def summed(laps: pl.DataFrame) -> pl.DataFrame:
    """The one row of totals of a file that sums its laps and nothing else.

    Times, metres and kilocalories are sums, the highest values are the highest of any lap; means
    stay unknown. A sum of zero is no sum: some apps fill in zeros for what they did not count.
    """
    added = pl.col(SUMS).sum()
    known = laps.select(
        pl.col("start_time").min(),
        pl.when(added > 0).then(added),
        pl.col(MAXIMA).max(),
    )
    return LAPS.complete(known)


def events(raw: pl.DataFrame) -> pl.DataFrame:
    """EVENTS from raw event messages, in time order."""
    if raw.is_empty():
        return EVENTS.empty()
    timed = raw.with_columns(time=moment(_first(numeric(raw), "timestamp")))
    return EVENTS.complete(timed).sort("time", maintain_order=True, nulls_last=True)


def moment(seconds: pl.Expr) -> pl.Expr:
    """Unix seconds as UTC times, to the millisecond."""
    return (seconds * 1000).round().cast(pl.Int64, strict=False).cast(UTC)


def _first(numbers: frozenset[str], *names: str) -> pl.Expr:
    """Row by row the first of several fields that has a number; null if there is none."""
    there = [pl.col(name).cast(pl.Float64) for name in names if name in numbers]
    return pl.coalesce(there) if there else pl.lit(None, dtype=pl.Float64)


def _plausible(values: pl.Expr, name: str) -> pl.Expr:
    """Means and maxima obey the range of the column of RECORDS that they summarise."""
    return in_range(values, name.removeprefix("avg_").removeprefix("max_"))
