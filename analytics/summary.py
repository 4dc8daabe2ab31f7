"""One activity -> one summary row and its steady blocks; records are not read again."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics import altitude, graded, heart
from analytics.blocks import BLOCK_S, steady_blocks
from analytics.clean import clean
from analytics.seconds import with_held_samples
from core.activity import Activity, Summary
from core.schemas import ACTIVITIES, BLOCKS, RECORDS

INDOORS = frozenset({"treadmill", "indoor_running", "virtual_activity"})
"""Sub-sports whose distance is the watch's guess from the arm, or the machine's word."""

AVERAGES = {
    "avg_heart_rate_bpm": "heart_rate_bpm",
    "avg_cadence_spm": "cadence_spm",
    "avg_power_w": "power_w",
    "avg_stance_time_ms": "stance_time_ms",
    "avg_stance_balance_left_pct": "stance_balance_left_pct",
}


def summarise(activity: Activity) -> Summary:
    """One ACTIVITIES row, and the BLOCKS of a run; both with a null `activity_id`.

    Missing channels give nulls: a run without GPS, heart rate or cadence is a run. Distance,
    elapsed and timer time are the device's totals before our own sums.

    Args:
        activity: One outing of any sport.

    Raises:
        SchemaError: the records are not RECORDS.

    Source:
        Load law, sections 1, 2 and 10.
    """
    records = RECORDS.check(activity.records)
    source = _sensor(activity, "altitude_m")
    seconds = clean(records, altitude_source=source, is_run=activity.is_run)
    blocks = steady_blocks(seconds) if activity.is_run else BLOCKS.empty()
    row = {
        **_identity(activity),
        **_totals(activity),
        **_averages(records),
        **_moving(seconds, is_run=activity.is_run),
        **_climb(seconds, source),
        "n_records": records.height,
        "n_blocks": blocks.filter(pl.col("duration_s") == BLOCK_S).height,
    }
    frame = pl.DataFrame({name: [row.get(name)] for name in ACTIVITIES.names}, strict=False)
    return Summary(row=ACTIVITIES.complete(frame), blocks=blocks)


def _identity(activity: Activity) -> dict[str, object]:
    return {
        "start_time": activity.start_time,
        "utc_offset_s": activity.utc_offset_s,
        "sport": activity.sport,
        "sub_sport": activity.sub_sport,
        "device": activity.device,
        "balance_sensor": _sensor(activity, "stance_balance_left_pct"),
    }


def _sensor(activity: Activity, column: str) -> str | None:
    source = activity.sources.get(column)
    return source.sensor if source else None


def _totals(activity: Activity) -> dict[str, object]:
    """The device's own totals, else the end of our own columns."""
    distance = _total(activity, "distance_m")
    if activity.is_run and not distance:  # a run of 0 m is a run whose distance is unknown
        distance = _largest(activity.records, "distance_m") or None
    return {
        "elapsed_s": _total(activity, "elapsed_s"),
        "timer_s": _total(activity, "timer_s"),
        "distance_m": distance,
        "is_distance_estimated": None if distance is None else _is_estimated(activity),
    }


def _total(activity: Activity, column: str) -> float | None:
    """The device's total; without one, the largest value of the records."""
    told = _largest(activity.totals, column)
    return _largest(activity.records, column) if told is None else told


def _largest(frame: pl.DataFrame, column: str) -> float | None:
    largest: float | None = frame.select(pl.col(column).max().cast(pl.Float64)).item()
    return largest


def _is_estimated(activity: Activity) -> bool:
    """Indoors the distance is a guess; summed from positions it is one too."""
    source = activity.sources.get("distance_m")
    return activity.sub_sport in INDOORS or (source is not None and source.origin == "derived")


def _averages(records: pl.DataFrame) -> dict[str, object]:
    means = {name: records[column].mean() for name, column in AVERAGES.items()}
    return {**means, "max_heart_rate_bpm": records["heart_rate_bpm"].max()}


def _moving(seconds: pl.DataFrame, *, is_run: bool) -> dict[str, object]:
    """What the moving seconds tell: time, heart rate, coverage, normalised graded speed."""
    moving = seconds.filter("is_moving")
    heart_rate = moving["heart_rate_bpm"].to_numpy()
    locked_s = float(seconds["is_locked"].sum())
    bins = heart.histogram(heart_rate)
    return {
        "moving_s": float(moving.height),
        "peak_heart_rate_bpm": None if locked_s else heart.peak(heart_rate),
        "heart_rate_s": None if bins is None else bins.tolist(),
        "heart_rate_coverage_pct": _coverage_pct(moving, "heart_rate_bpm"),
        "cadence_lock_s": locked_s if bins is not None or locked_s else None,
        "stance_balance_coverage_pct": _coverage_pct(
            with_held_samples(seconds).filter("is_moving"), "stance_balance_left_pct"
        ),
        "normalised_graded_speed_mps": _normalised(seconds) if is_run else None,
    }


def _coverage_pct(moving: pl.DataFrame, column: str) -> float | None:
    """Known seconds of the moving ones; None when nothing moved."""
    return 100 * moving[column].count() / moving.height if moving.height else None


def _normalised(seconds: pl.DataFrame) -> float | None:
    """Normalised graded speed; the window restarts after every pause and stop."""
    moving = seconds["is_moving"].to_numpy()
    stretch = np.cumsum(np.diff(moving, prepend=False)) + 2 * seconds["segment_index"].to_numpy()
    speed = graded.graded_speed(
        seconds["speed_mps"].to_numpy()[moving], seconds["grade_pct"].to_numpy()[moving]
    )
    return graded.normalised_graded_speed(speed, stretch[moving].astype(np.int64))


def _climb(seconds: pl.DataFrame, source: str | None) -> dict[str, object]:
    """Metres up and down; null without altitude, never 0."""
    heights = seconds["altitude_m"].drop_nulls().to_list()
    if not heights:
        return {}
    up, down = altitude.ascent_descent_m(heights, threshold_m=altitude.threshold_m(source))
    return {"ascent_m": up, "descent_m": down, "altitude_source": source}
