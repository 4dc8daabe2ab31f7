"""What measured a column: a strap, a pod, a barometer, or the watch itself."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ingest.reader import Part

LOCAL_BAROMETER = 4.0  # FIT profile, local_device_type
DYNAMICS_SENSOR_TYPES = ("running_dynamics", "unknown_30")  # ANT+ device type 30
HEART_RATE_SENSOR_TYPES = ("heart_rate",)
POWER_SENSOR_TYPES = ("bike_power",)  # running pods that send power speak as power meters do
SENSOR_TYPES_OF = {
    "heart_rate_bpm": HEART_RATE_SENSOR_TYPES,
    "power_w": POWER_SENSOR_TYPES,
    "stance_time_ms": DYNAMICS_SENSOR_TYPES,
    "stance_time_pct": DYNAMICS_SENSOR_TYPES,
    "stance_balance_left_pct": DYNAMICS_SENSOR_TYPES,
    "vertical_oscillation_mm": DYNAMICS_SENSOR_TYPES,
    "vertical_ratio_pct": DYNAMICS_SENSOR_TYPES,
    "step_length_mm": DYNAMICS_SENSOR_TYPES,
}


def sensor_of(part: Part, *, kind: str) -> dict[str, str | None]:
    """What measured each column that has more than one possible sensor; None where unknown.

    Running dynamics of a file that names no strap or pod count as the watch's own: from the wrist,
    or from a sensor that it hides. Another watch then starts another baseline.
    """
    found = {types: _sensor(part.devices, types) for types in set(SENSOR_TYPES_OF.values())}
    found[DYNAMICS_SENSOR_TYPES] = found[DYNAMICS_SENSOR_TYPES] or part.device
    sensors = {column: found[types] for column, types in SENSOR_TYPES_OF.items()}
    return {**sensors, "altitude_m": _altitude_sensor(part, kind)}


def _altitude_sensor(part: Part, kind: str) -> str | None:
    """What measured the altitude: "baro" where a FIT file lists the watch's own barometer.

    Garmin watches with one list it among their parts (type 4, local); those without do not.
    Suunto says it in the name. A GPX does not tell: assume satellites. Else it is unknown.
    """
    if kind != "fit":
        return "gnss"
    is_named = "baro" in (part.device or "").lower()
    return "baro" if is_named or _has_barometer(part.devices) else None


def _has_barometer(devices: pl.DataFrame) -> bool:
    if not {"device_type", "source_type"} <= set(devices.columns):
        return False
    is_own = pl.col("source_type").cast(pl.String) == "local"
    kind = pl.col("device_type").cast(pl.String).cast(pl.Float64, strict=False)
    return bool(devices.select((is_own & (kind == LOCAL_BAROMETER)).any()).item())


def _sensor(devices: pl.DataFrame, types: tuple[str, ...]) -> str | None:
    """The strap or pod of these types that the file named last."""
    for row in reversed(devices.to_dicts()):
        if _is_of(row, types):
            return _words(row)
    return None


def sensors_named(devices: pl.DataFrame, types: tuple[str, ...]) -> pl.DataFrame:
    """Each strap or pod of these types that has a serial number, and when it was first named.

    Without its serial number a device cannot be told from another of its kind.

    Returns:
        `timestamp` in Unix seconds, null where the message has none, and `sensor`, in file order.
    """
    named = {
        _words(row): row.get("timestamp")
        for row in reversed(devices.to_dicts())
        if _is_of(row, types) and _serial(row)
    }
    schema = {"timestamp": pl.Float64, "sensor": pl.String}
    rows = [(at if isinstance(at, float) else None, name) for name, at in named.items()]
    return pl.DataFrame(rows[::-1], schema=schema, orient="row")


def _is_of(row: Mapping[str, object], types: tuple[str, ...]) -> bool:
    return row.get("antplus_device_type") in types or row.get("device_type") in types


def _words(row: Mapping[str, object]) -> str | None:
    """Maker, model and serial number, as far as the file tells."""
    words = [_maker(row), _model(row), _serial(row)]
    return " ".join(str(word) for word in words if word is not None) or None


def _maker(row: Mapping[str, object]) -> object:
    """The maker; "development" is what tools write that have no number of their own."""
    is_hidden = row.get("manufacturer") == "development" and row.get("product_name") is not None
    return None if is_hidden else row.get("manufacturer")


def _model(row: Mapping[str, object]) -> object:
    return row.get("product_name") or row.get("garmin_product") or row.get("product")


def _serial(row: Mapping[str, object]) -> str | None:
    serial = row.get("serial_number")
    return f"#{serial:.0f}" if isinstance(serial, float) else None
