"""Laps and the device's own totals: raw lap or session messages → LAPS."""

from __future__ import annotations

import polars as pl

from core.schemas import EVENTS, LAPS, RECORDS, UTC

PERCENT_OF_TEN = 0.1  # FIT stores the typed effort as 0 to 100
FROM: dict[str, tuple[tuple[str, float], ...]] = {
    "timer_s": (("total_timer_time", 1.0),),
    "elapsed_s": (("total_elapsed_time", 1.0),),
    "distance_m": (("total_distance", 1.0),),
    "ascent_m": (("total_ascent", 1.0),),
    "descent_m": (("total_descent", 1.0),),
    "energy_kcal": (("total_calories", 1.0),),
    "avg_heart_rate_bpm": (("avg_heart_rate", 1.0),),
    "max_heart_rate_bpm": (("max_heart_rate", 1.0),),
    "avg_power_w": (("avg_power", 1.0),),
    "max_power_w": (("max_power", 1.0),),
    "avg_speed_mps": (("enhanced_avg_speed", 1.0), ("avg_speed", 1.0)),
    "max_speed_mps": (("enhanced_max_speed", 1.0), ("max_speed", 1.0)),
    "avg_stance_time_ms": (("avg_stance_time", 1.0),),
    "avg_stance_balance_left_pct": (("avg_stance_time_balance", 1.0),),
    "avg_vertical_oscillation_mm": (("avg_vertical_oscillation", 1.0),),
    "avg_vertical_ratio_pct": (("avg_vertical_ratio", 1.0),),
    "avg_step_length_mm": (("avg_step_length", 1.0),),
    "training_effect_aerobic_index": (("total_training_effect", 1.0),),
    "training_effect_anaerobic_index": (("total_anaerobic_training_effect", 1.0),),
    "training_load_peak_index": (("training_load_peak", 1.0),),
    "workout_rpe_index": (("workout_rpe", PERCENT_OF_TEN),),
    "workout_feel_index": (("workout_feel", 1.0),),
}
"""Column of LAPS to the file's fields and the factor to our unit, the better one first."""

CADENCES = {
    "avg_cadence_spm": ("avg_running_cadence", "avg_cadence", "avg_fractional_cadence"),
    "max_cadence_spm": ("max_running_cadence", "max_cadence", "max_fractional_cadence"),
}


def laps(raw: pl.DataFrame, *, steps_per_count: float | None) -> pl.DataFrame:
    """LAPS from raw lap or session messages, in time order.

    Args:
        raw: Messages as the file has them; `start_time` in Unix seconds.
        steps_per_count: 2 where the file counts strides, 1 where steps; None for no foot sport.
    """
    if raw.is_empty():
        return LAPS.empty()
    raw = raw.sort("start_time", maintain_order=True, nulls_last=True)
    start = _number(raw, "start_time")
    elapsed = _number(raw, "total_elapsed_time")
    columns = {"start_time": moment(start), "end_time": moment(start + elapsed)}
    for name, choices in FROM.items():
        columns[name] = _plausible(_first(raw, choices), name)
    for name, (own, plain, fraction) in CADENCES.items():
        strides = _first(raw, ((own, 1.0), (plain, 1.0))) + _number(raw, fraction).fill_null(0.0)
        steps = strides * (steps_per_count or 1.0)
        columns[name] = _plausible(steps, name) if steps_per_count else steps.clear(raw.height)
    if (trigger := raw.get_column("lap_trigger", default=None)) is not None:
        columns["trigger"] = trigger.cast(pl.String)
    return LAPS.complete(pl.DataFrame(columns))


def no_totals() -> pl.DataFrame:
    """LAPS with the one row of a device that summed nothing: all null."""
    return pl.DataFrame({name: [None] for name in LAPS.names}, schema=LAPS.dtypes)


def events(raw: pl.DataFrame) -> pl.DataFrame:
    """EVENTS from raw event messages, in time order."""
    if raw.is_empty():
        return EVENTS.empty()
    renamed = raw.with_columns(time=moment(_number(raw, "timestamp")))
    return EVENTS.complete(renamed).sort("time", maintain_order=True, nulls_last=True)


def moment(seconds: pl.Series) -> pl.Series:
    """Unix seconds as UTC times, to the millisecond."""
    return (seconds * 1000).round().cast(pl.Int64, strict=False).cast(UTC)


def _first(raw: pl.DataFrame, choices: tuple[tuple[str, float], ...]) -> pl.Series:
    """The first of several fields that has a value, row by row."""
    values = pl.Series([None] * raw.height, dtype=pl.Float64)
    for name, factor in choices:
        values = values.zip_with(values.is_not_null(), _number(raw, name) * factor)
    return values


def _number(raw: pl.DataFrame, name: str) -> pl.Series:
    """The column as numbers; nulls where the file has no such number."""
    if name in raw.columns and raw.schema[name].is_numeric():
        return raw[name].cast(pl.Float64)
    return pl.Series(name, [None] * raw.height, dtype=pl.Float64)


def _plausible(values: pl.Series, name: str) -> pl.Series:
    """Means and maxima obey the range of the column of RECORDS that they summarise."""
    column = name.removeprefix("avg_").removeprefix("max_")
    limits = {c.name: c for c in RECORDS.columns}.get(column)
    if column == name or limits is None or limits.low is None or limits.high is None:
        return values
    return values.set(~values.is_between(limits.low, limits.high).fill_null(value=False), None)
