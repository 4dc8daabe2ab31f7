"""The golden files: each holds troubles that watches really make.

Values are plain arithmetic, so that a wrong figure in the CSV can be followed by eye.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from ingest.fit.write import Field, Message, fit_file, fit_time, named

START_S = fit_time(datetime(2026, 3, 14, 8, 0, tzinfo=UTC))
UTC_OFFSET_S = 3600
SEMICIRCLES_PER_DEGREE = 2**31 / 180
METRES_PER_DEGREE = 111_195
Columns = dict[str, np.ndarray]


def run_with_dynamics() -> bytes:
    """Twelve minutes with a strap that loses its signal.

    Balance is 0 in the first 9 s, while the runner stands at a crossing (300 to 330 s), and once
    in full run (600 s). No record from 201 to 213 s. The timer is stopped from 480 to 540 s.
    """
    t = np.arange(0, 781, 3)
    t = t[~((t > 201) & (t < 213)) & ~((t > 480) & (t < 540))]
    stands = (t >= 300) & (t < 330)
    columns = moving(np.where(t > 480, t - 60, t), np.where(stands, 0.0, 3.0))
    columns["timestamp"] = START_S + t
    columns |= strides(t, low=82, high=86)
    columns["stance_time"] = wave(t, low=240, high=256, period=120)
    columns["stance_time_balance"] = wave(t, low=51, high=52, period=90)
    columns["vertical_oscillation"] = np.full(len(t), 84.5)
    columns["vertical_ratio"] = np.full(len(t), 7.9)
    columns["step_length"] = np.full(len(t), 1070.0)
    for name in list(columns)[-7:]:
        columns[name][stands] = 0
    columns["stance_time_balance"][(t < 9) | (t == 600)] = 0
    records = [
        rows(columns, t <= 480),
        named("event", timestamp=START_S + 480, event="timer", event_type="stop_all"),
        named("event", timestamp=START_S + 540, event="timer", event_type="start"),
        rows(columns, t >= 540),
    ]
    return activity("running", records, end_s=780, timer_s=720)


def run_big_endian() -> bytes:
    """Six minutes in the other byte order, with the plain 16-bit speed and altitude.

    The heart rate is absent from 60 to 90 s and 0 from 90 to 120 s; at 200 s the place is (0, 0).
    """
    t = np.arange(0, 361, 2)
    columns = moving(t, wave(t, low=2.6, high=3.4, period=120)) | strides(t, low=80, high=84)
    columns["heart_rate"][(t >= 60) & (t < 90)] = np.nan
    columns["heart_rate"][(t >= 90) & (t < 120)] = 0
    columns["position_lat"][t == 200] = columns["position_long"][t == 200] = 0
    for name in ("altitude", "speed"):
        columns[name] = columns.pop(f"enhanced_{name}")
    records = [replace(rows(columns), is_big_endian=True)]
    return activity("running", records, end_s=360, timer_s=360)


def run_with_developer_fields() -> bytes:
    """Five minutes with a foot pod whose values are developer fields, absent from 100 to 130 s.

    Its oscillation is in centimetres, and its ground time stands where the watch has none.
    """
    t = np.arange(0, 301, 2)
    lost = (t >= 100) & (t < 130)
    pod = [
        ("Power", "Watts", "uint16", wave(t, low=230, high=250, period=80).round()),
        ("Form Power", "Watts", "uint16", wave(t, low=60, high=64, period=80).round()),
        ("Ground Time", "Milliseconds", "uint16", wave(t, low=236, high=252, period=100).round()),
        ("Vertical Oscillation", "Centimeters", "float32", wave(t, low=7.5, high=8.5, period=100)),
        ("Leg Spring Stiffness", "KN/m", "float32", wave(t, low=9.5, high=10.5, period=100)),
    ]
    described = [named("developer_data_id", developer_data_index=0, application_id=[[7] * 16])]
    fields = []
    for number, (name, units, base_type, values) in enumerate(pod):
        told = {"field_name": name, "units": units, "fit_base_type_id": base_type}
        described.append(
            named(
                "field_description", developer_data_index=0, field_definition_number=number, **told
            )
        )
        known = np.where(lost, np.nan, values)
        fields.append(Field(number, base_type, known, developer_index=0))
    native = rows(moving(t, np.full(len(t), 3.2)) | strides(t, low=84, high=88))
    records = [*described, replace(native, fields=(*native.fields, *fields))]
    return activity("running", records, end_s=300, timer_s=300)


def run_with_compressed_times() -> bytes:
    """Four minutes of an old watch: a whole timestamp a minute, five bits of it in between."""
    t = np.arange(0, 241, 4)
    columns = moving(t, np.full(len(t), 2.8))
    records = []
    for at in range(0, len(t), 15):
        minute = slice(at, at + 15)
        part = {name: values[minute] for name, values in columns.items()}
        records.append(named("record", **{name: values[:1] for name, values in part.items()}))
        del part["timestamp"]
        rest = named("record", **{name: values[1:] for name, values in part.items()})
        if len(t[minute]) > 1:
            records.append(replace(rest, compressed_time_s=START_S + t[minute][1:]))
    return activity("running", records, end_s=240, timer_s=240)


def ride() -> bytes:
    """Five minutes on a bicycle: power, and turns of the crank that are no steps."""
    t = np.arange(0, 301, 3)
    columns = moving(t, wave(t, low=6, high=9, period=150))
    columns["cadence"] = wave(t, low=78, high=94, period=60).round()
    columns["power"] = wave(t, low=150, high=230, period=100).round()
    return activity("cycling", [rows(columns)], end_s=300, timer_s=300)


CASES: dict[str, Callable[[], bytes]] = {
    case.__name__: case
    for case in (
        run_with_dynamics,
        run_big_endian,
        run_with_developer_fields,
        run_with_compressed_times,
        ride,
    )
}


def activity(sport: str, records: list[Message], *, end_s: int, timer_s: int) -> bytes:
    """The records between the messages that every watch writes around them."""
    end = START_S + end_s
    lasting: dict[str, Any] = {"total_elapsed_time": end_s, "total_timer_time": timer_s}
    return fit_file(
        [
            named("file_id", type="activity", manufacturer="development", time_created=START_S),
            named("event", timestamp=START_S, event="timer", event_type="start"),
            *records,
            named("event", timestamp=end, event="timer", event_type="stop_all"),
            named("session", timestamp=end, start_time=START_S, sport=sport, **lasting),
            named("activity", timestamp=end, local_timestamp=end + UTC_OFFSET_S),
        ]
    )


def moving(t: np.ndarray, speed_mps: np.ndarray) -> Columns:
    """Someone going straight north: time, place, distance, speed, height, heart rate."""
    distance_m = np.concatenate([[0.0], np.cumsum(speed_mps[:-1] * np.diff(t))])
    return {
        "timestamp": START_S + t,
        "position_lat": (53.17 + distance_m / METRES_PER_DEGREE) * SEMICIRCLES_PER_DEGREE,
        "position_long": np.full(len(t), 9.94 * SEMICIRCLES_PER_DEGREE),
        "distance": distance_m,
        "enhanced_speed": speed_mps,
        "enhanced_altitude": wave(t, low=88, high=96, period=400),
        "heart_rate": wave(t, low=128, high=152, period=500).round(),
    }


def strides(t: np.ndarray, *, low: float, high: float) -> Columns:
    """Strides of one foot a minute, in halves, as a watch stores them."""
    halves = np.round(wave(t, low=low, high=high, period=60) * 2) / 2
    return {"cadence": np.floor(halves), "fractional_cadence": halves % 1}


def wave(t: np.ndarray, *, low: float, high: float, period: int) -> np.ndarray:
    """Down and up in straight lines: the same on every machine."""
    return low + (high - low) * np.abs(t % period / period * 2 - 1)


def rows(columns: Columns, where: np.ndarray | slice = slice(None)) -> Message:
    """Records of these columns, all or those chosen."""
    return named("record", **{name: values[where] for name, values in columns.items()})
