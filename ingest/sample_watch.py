"""The sample runner's watch: the columns of one outing in, the bytes of a FIT file out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from ingest.fit.write import Message, fit_file, fit_time, named
from ingest.sample_body import Columns

STRAP_SERIAL = 240_517
WATCH_SERIAL = 3_301_882
_MAKER = "development"  # FIT's word for devices that no company makes
_BAROMETER = 4  # FIT profile, local_device_type
_STRAP_SPEAKS_AS = (120, 30)  # ANT+ device types: heart rate, running dynamics
_AVERAGES = {
    "avg_heart_rate": "heart_rate",
    "enhanced_avg_speed": "enhanced_speed",
    "avg_cadence": "cadence",
    "avg_stance_time": "stance_time",
    "avg_stance_time_balance": "stance_time_balance",
    "avg_vertical_oscillation": "vertical_oscillation",
    "avg_vertical_ratio": "vertical_ratio",
    "avg_step_length": "step_length",
}


def watch_file(
    columns: Columns,
    start: datetime,
    *,
    sport: str,
    sub_sport: str,
    marks_m: Sequence[float] = (),
) -> bytes:
    """The FIT bytes of one activity.

    Args:
        columns: Of the records, in the profile's names and units; `timestamp` counts from 0.
        start: Aware local time; its offset goes into the file.
        sport: The profile's word.
        sub_sport: The profile's word.
        marks_m: Where laps end; the last lap ends with the records.
    """
    start_s = fit_time(start)
    columns = columns | {"timestamp": columns["timestamp"] + start_s}
    end_s = columns["timestamp"][-1]
    local_s = end_s + (start.utcoffset() or timedelta()).total_seconds()
    laps = _summed(columns, marks_m)
    n_laps = len(laps["timestamp"])
    session: dict[str, Any] = {"sport": sport, "sub_sport": sub_sport, "num_laps": n_laps}
    session |= _summed(columns, ())
    return fit_file(
        [
            *_devices(start_s, has_strap="heart_rate" in columns),
            named("event", timestamp=start_s, event="timer", event_type="start"),
            named("record", **dict[str, Any](columns)),
            named("event", timestamp=end_s, event="timer", event_type="stop_all"),
            named("lap", message_index=np.arange(n_laps), **laps),
            named("session", first_lap_index=0, **session),
            named("activity", timestamp=end_s, local_timestamp=local_s, num_sessions=1),
        ]
    )


def _devices(start_s: int, *, has_strap: bool) -> list[Message]:
    watch: dict[str, Any] = {
        "manufacturer": _MAKER,
        "serial_number": WATCH_SERIAL,
        "product_name": "Sample watch",
    }
    strap = watch | {"serial_number": STRAP_SERIAL, "product_name": "Sample strap"}
    strap |= {"timestamp": start_s, "source_type": "antplus"}
    return [
        named("file_id", type="activity", time_created=start_s, **watch),
        named("device_info", timestamp=start_s, device_index="creator", **watch),
        *(
            named("device_info", device_index=at, device_type=speaks_as, **strap)
            for at, speaks_as in enumerate(_STRAP_SPEAKS_AS, start=1)
            if has_strap
        ),
        named("device_info", **watch, source_type="local", device_type=_BAROMETER),
    ]


def _summed(columns: Columns, marks_m: Sequence[float]) -> dict[str, Any]:
    """What lap and session messages say of the records between these marks."""
    times = columns["timestamp"]
    bounds = np.array([0, len(times) - 1])
    if marks_m:
        bounds = np.unique([*bounds, *np.searchsorted(columns["distance"], marks_m)])
    lasting_s = np.diff(times[bounds])
    summed: dict[str, Any] = {
        "timestamp": times[bounds[1:]],
        "start_time": times[bounds[:-1]],
        "total_elapsed_time": lasting_s,
        "total_timer_time": lasting_s,
    }
    if "distance" in columns:
        summed["total_distance"] = np.diff(columns["distance"][bounds])
    spans = [slice(first, last + 1) for first, last in pairwise(bounds)]
    for name, column in _AVERAGES.items():
        if column in columns:
            summed[name] = [float(columns[column][span].mean()) for span in spans]
    if "heart_rate" in columns:
        summed["max_heart_rate"] = [float(columns["heart_rate"][span].max()) for span in spans]
    return summed
