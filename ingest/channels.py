"""Which field of a file fills which column of RECORDS: one source per column and file.

Units of the file become units of RECORDS here, by one factor each. Field names are FIT's
profile names, local names of GPX, and the free-text names that apps give to developer fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from core.activity import FieldSource
from core.schemas import RECORDS
from core.units import DEGREES_PER_SEMICIRCLE
from ingest.reader import DeveloperField, Part

MM_PER_CM = 10.0
POWER_BALANCE_RIGHT = 128.0  # FIT profile, left_right_balance: the bit that says "right"


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
    "heart_rate_bpm": (Field("heart_rate"), Field("hr")),
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
    "segment_index": (Field("segment"),),
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

DYNAMICS_SENSOR_TYPES = ("running_dynamics", "unknown_30")  # ANT+ device type 30
HEART_RATE_SENSOR_TYPES = ("heart_rate",)
SENSOR_TYPES_OF = {
    "heart_rate_bpm": HEART_RATE_SENSOR_TYPES,
    "stance_time_ms": DYNAMICS_SENSOR_TYPES,
    "stance_time_pct": DYNAMICS_SENSOR_TYPES,
    "stance_balance_left_pct": DYNAMICS_SENSOR_TYPES,
    "vertical_oscillation_mm": DYNAMICS_SENSOR_TYPES,
    "vertical_ratio_pct": DYNAMICS_SENSOR_TYPES,
    "step_length_mm": DYNAMICS_SENSOR_TYPES,
}


def channels(part: Part, *, kind: str) -> tuple[pl.DataFrame, dict[str, FieldSource]]:
    """Every column that the part can fill, in units of RECORDS and within range, and its source.

    Args:
        part: Raw frames.
        kind: The format; it decides what measured the altitude.

    Returns:
        A frame with one row per raw record, and the source of each of its columns.
        Cadence still counts as the file counts.
    """
    columns: list[pl.Series] = []
    sources: dict[str, FieldSource] = {}
    for name in RECORDS.names:
        found = _native(part, name, kind) or _developer(part, name)
        if found is not None:
            columns.append(found[0].alias(name))
            sources[name] = found[1]
    return pl.DataFrame(columns), sources


def in_range(values: pl.Series, column: str) -> pl.Series:
    """The values with everything outside the column's plausible range made null."""
    limits = next(c for c in RECORDS.columns if c.name == column)
    if limits.low is None or limits.high is None:
        return values
    return values.set(~values.is_between(limits.low, limits.high).fill_null(value=False), None)


def _native(part: Part, column: str, kind: str) -> tuple[pl.Series, FieldSource] | None:
    for field in NATIVE.get(column, ()):
        values = _values(part.records, field, column)
        if values is not None:
            sensor = _altitude_sensor(kind) if column == "altitude_m" else _sensor(part, column)
            return values, FieldSource(origin="native", field=field.name, sensor=sensor)
    return None


def _developer(part: Part, column: str) -> tuple[pl.Series, FieldSource] | None:
    for field in DEVELOPER.get(column, ()):
        for key, told in part.developer.items():
            if (told.name or "").strip().lower() != field.name:
                continue
            values = _values(part.records, Field(key, _factor(field, told)), column)
            if values is not None:
                name = told.name or key
                return values, FieldSource(origin="developer", field=name, sensor=_app(told))
    return None


def _factor(field: Field, told: DeveloperField) -> float:
    """The table's factor, unless the app says that it already writes millimetres."""
    is_mm = (told.units or "").strip().lower() in ("mm", "millimeters", "millimetres")
    return 1.0 if is_mm else field.factor


def _app(told: DeveloperField) -> str | None:
    """The app that wrote a field, by the start of its id; all zeros is no id."""
    return f"app {told.app[:8]}" if told.app and told.app.strip("0") else None


def _values(records: pl.DataFrame, field: Field, column: str) -> pl.Series | None:
    """The field in units and range of the column; None if not one value is left."""
    if field.name not in records.columns or not records.schema[field.name].is_numeric():
        return None
    raw = records[field.name].cast(pl.Float64).fill_nan(None)
    if field.name == "cadence" and "fractional_cadence" in records.columns:
        raw += records["fractional_cadence"].fill_null(0.0)
    if field.name == "left_right_balance":
        raw = _left_of_power(raw)
    values = in_range(raw * field.factor, column)
    return values if values.count() else None


def _left_of_power(raw: pl.Series) -> pl.Series:
    """Left share from FIT's byte: with the high bit set, the rest is the right share in percent.

    Without that bit the side is unknown: null.
    """
    is_right = raw >= POWER_BALANCE_RIGHT
    right_pct = raw.set(~is_right.fill_null(value=False), None) - POWER_BALANCE_RIGHT
    return 100.0 - right_pct


def _altitude_sensor(kind: str) -> str:
    """Watches that write FIT nearly all have a barometer; a GPX does not tell: assume satellites.

    Our choice: no format says what measured the altitude.
    """
    return "baro" if kind == "fit" else "gnss"


def _sensor(part: Part, column: str) -> str | None:
    """The strap or pod behind a column: maker, model and serial number, if the file tells."""
    types = SENSOR_TYPES_OF.get(column, ())
    for row in reversed(part.devices.to_dicts()):
        if {row.get("antplus_device_type"), row.get("device_type")} & set(types):
            words = [row.get("manufacturer"), _model(row), _serial(row)]
            return " ".join(str(word) for word in words if word is not None) or None
    return None


def _model(row: Mapping[str, object]) -> object:
    return row.get("product_name") or row.get("garmin_product") or row.get("product")


def _serial(row: Mapping[str, object]) -> str | None:
    serial = row.get("serial_number")
    return f"#{serial:.0f}" if isinstance(serial, float) else None
