"""Which field of a file fills which column of RECORDS: one source per column and file.

Units of the file become units of RECORDS here, by one factor each. Field names are FIT's
profile names, local names of GPX, and the free-text names that apps give to developer fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from core.activity import FieldSource
from core.schemas import RECORDS
from core.units import DEGREES_PER_SEMICIRCLE
from ingest.left_right import left_share_u8
from ingest.reader import DeveloperField, Part
from ingest.sensors import sensor_of
from ingest.strap import STORED

MM_PER_CM = 10.0


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a file and the factor to the unit of the column."""

    name: str
    factor: float = 1.0


NATIVE: dict[str, tuple[Field, ...]] = {
    "lat_deg": (Field("position_lat", DEGREES_PER_SEMICIRCLE), Field("lat")),
    "lon_deg": (Field("position_long", DEGREES_PER_SEMICIRCLE), Field("lon")),
    "distance_m": (Field("distance"),),
    "speed_mps": (Field("enhanced_speed"), Field("speed")),
    "altitude_m": (Field("enhanced_altitude"), Field("altitude"), Field("ele")),
    "heart_rate_bpm": (Field(STORED), Field("heart_rate"), Field("hr")),
    "cadence_spm": (Field("cadence"), Field("cad")),
    "power_w": (Field("power"),),
    "stance_time_ms": (Field("stance_time"),),
    "stance_time_pct": (Field("stance_time_percent"),),
    "stance_balance_left_pct": (Field("stance_time_balance"),),
    "vertical_oscillation_mm": (Field("vertical_oscillation"),),
    "vertical_ratio_pct": (Field("vertical_ratio"),),
    "step_length_mm": (Field("step_length"),),
    "power_balance_left_pct": (Field("left_right_balance"),),
    "respiration_brpm": (Field("enhanced_respiration_rate"), Field("respiration_rate")),
    "temperature_c": (Field("temperature"), Field("temp")),
    "grade_pct": (Field("grade"),),
    "vertical_speed_mps": (Field("vertical_speed"),),
    "segment_index": (Field("stretch"),),
}
"""Column to the file's own fields, the better one first."""

DEVELOPER: dict[str, tuple[Field, ...]] = {
    "distance_m": (Field("distance"),),
    "speed_mps": (Field("speed"),),
    "heart_rate_bpm": (Field("heart rate"),),
    "cadence_spm": (Field("cadence"),),
    "power_w": (Field("power"), Field("rp_power"), Field("rs_power_avg"), Field("runscribe power")),
    "stance_time_ms": (Field("ground time"), Field("contacttime")),
    "vertical_oscillation_mm": (Field("vertical oscillation", MM_PER_CM),),
    "stance_time_left_ms": (Field("rs_contacttime_l"),),
    "stance_time_right_ms": (Field("rs_contacttime_r"),),
    "impact_left_g": (Field("rs_impact_gs_l"),),
    "impact_right_g": (Field("rs_impact_gs_r"),),
    "braking_left_g": (Field("rs_braking_gs_l"),),
    "braking_right_g": (Field("rs_braking_gs_r"),),
    "pronation_left_deg": (Field("rs_pronation_l"),),
    "pronation_right_deg": (Field("rs_pronation_r"),),
    "footstrike_left_index": (Field("rs_footstrike_l"),),
    "footstrike_right_index": (Field("rs_footstrike_r"),),
    "form_power_w": (Field("form power"),),
    "leg_spring_kn_m": (Field("leg spring stiffness"),),
    "air_power_w": (Field("air power"),),
    "leg_spring_balance_left_pct": (Field("leg spring stiffness balance"),),
    "vertical_oscillation_balance_left_pct": (Field("vertical oscillation balance"),),
    "impact_loading_rate_balance_left_pct": (Field("impact loading rate balance"),),
}
"""Column to developer fields by name in lower case; asked only where no native field has values."""

RULES = {STORED: "the strap's memory fills what the watch did not hear"}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A column of RECORDS and one way to fill it."""

    column: str
    values: pl.Expr
    source: FieldSource


def channels(part: Part, *, kind: str) -> tuple[pl.DataFrame, dict[str, FieldSource]]:
    """Every column that the part can fill, in units of RECORDS and within range, and its source.

    Args:
        part: Raw frames.
        kind: The format; it decides what measured the altitude.

    Returns:
        A frame with one row per raw record, and the source of each of its columns: the first
        field in the order of the tables that has a value. Cadence counts as the file counts.
    """
    candidates = [*_native(part, kind), *_developer(part)]
    named = [candidate.values.alias(str(at)) for at, candidate in enumerate(candidates)]
    table = part.records.select(named)
    empty = [n_null == table.height for n_null in table.null_count().row(0)] if named else []
    chosen: dict[str, pl.Expr] = {}
    sources: dict[str, FieldSource] = {}
    for at, candidate in enumerate(candidates):
        if candidate.column not in chosen and not empty[at]:
            chosen[candidate.column] = pl.col(str(at))
            sources[candidate.column] = candidate.source
    return table.select(**chosen), sources


def in_range(values: pl.Expr, column: str) -> pl.Expr:
    """The values with everything outside the column's plausible range made null."""
    low, high = _LIMITS.get(column, (None, None))
    if low is None or high is None:
        return values
    return pl.when(values.is_between(low, high)).then(values)


_LIMITS = {column.name: (column.low, column.high) for column in RECORDS.columns}


def _native(part: Part, kind: str) -> Iterator[_Candidate]:
    """Candidates among the file's own fields."""
    numbers = numeric(part.records)
    sensors = sensor_of(part, kind=kind)
    for column, fields in NATIVE.items():
        sensor = sensors.get(column)
        for field in fields:
            if field.name in numbers:
                source = FieldSource(
                    origin="native", field=field.name, sensor=sensor, rule=RULES.get(field.name)
                )
                values = _raw(field.name, numbers) * field.factor
                yield _Candidate(column, in_range(values, column), source)


def _developer(part: Part) -> Iterator[_Candidate]:
    """Candidates among the fields of apps, told by their names."""
    numbers = numeric(part.records)
    by_name: dict[str, list[tuple[str, DeveloperField]]] = {}
    for key, told in part.developer.items():
        if told.name is not None and key in numbers:
            by_name.setdefault(told.name.strip().lower(), []).append((key, told))
    for column, fields in DEVELOPER.items():
        for field in fields:
            for key, told in by_name.get(field.name, ()):
                source = FieldSource(origin="developer", field=told.name or key, sensor=_app(told))
                values = _raw(key, numbers) * _factor(field, told)
                yield _Candidate(column, in_range(values, column), source)


def numeric(raw: pl.DataFrame) -> frozenset[str]:
    """The names of the columns that hold numbers."""
    return frozenset(name for name, dtype in raw.schema.items() if dtype.is_numeric())


def _raw(name: str, numbers: frozenset[str]) -> pl.Expr:
    """The field as the file means it: with its fraction, and a byte of two meanings taken apart."""
    values = pl.col(name).cast(pl.Float64).fill_nan(None)
    if name == "cadence" and "fractional_cadence" in numbers:
        return values + pl.col("fractional_cadence").fill_null(0.0)
    return left_share_u8(values) if name == "left_right_balance" else values


def _factor(field: Field, told: DeveloperField) -> float:
    """The table's factor, unless the app says that it already writes millimetres."""
    is_mm = (told.units or "").strip().lower() in ("mm", "millimeters", "millimetres")
    return 1.0 if is_mm else field.factor


def _app(told: DeveloperField) -> str | None:
    """The app that wrote a field, by the start of its id; all zeros is no id."""
    return f"app {told.app[:8]}" if told.app and told.app.strip("0") else None
