"""One activity -> one summary row and its steady blocks; records are not read again."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from analytics import altitude, heart
from analytics.blocks import BLOCK_S, blocks_of_held
from analytics.cells import cells
from analytics.clean import clean
from analytics.efforts import best_efforts
from analytics.graded_run import graded_columns
from analytics.ovals import ovals
from analytics.path import Path, path
from analytics.seconds import with_held_samples
from analytics.sides import power_sensor, side_columns
from analytics.turns import path_turning
from analytics.volumes import rpe_index, volumes
from core.activity import INDOORS, Activity, Summary
from core.schemas import ACTIVITIES, BLOCKS, EFFORTS, RECORDS, ROUTES

AVERAGES = {
    "avg_heart_rate_bpm": "heart_rate_bpm",
    "avg_cadence_spm": "cadence_spm",
    "avg_power_w": "power_w",
    "avg_stance_time_ms": "stance_time_ms",
    "avg_stance_balance_left_pct": "stance_balance_left_pct",
}


def summarise(activity: Activity) -> Summary:
    """One ACTIVITIES row, and of a run its BLOCKS, EFFORTS and ROUTES; no `activity_id` yet.

    Missing channels give nulls: a run without GPS, heart rate or cadence is a run. Distance,
    elapsed and timer time are the device's totals before our own sums.

    Args:
        activity: One outing of any sport.

    Raises:
        SchemaError: the records are not RECORDS.

    Source:
        Load law, sections 1, 2, 4, 5, 8 and 10; imbalance law, sections 1 and 2.2.
    """
    records = RECORDS.check(activity.records)
    source = _sensor(activity, "altitude_m")
    seconds = clean(records, altitude_source=source, is_run=activity.is_run)
    held = with_held_samples(seconds)
    way = path(seconds) if activity.is_run and activity.sub_sport not in INDOORS else None
    blocks = blocks_of_held(held) if activity.is_run else BLOCKS.empty()
    row: dict[str, object] = {
        **_identity(activity),
        **_totals(activity),
        **_averages(records),
        **_moving(seconds, held),
        **(_of_run(activity, seconds, held) if activity.is_run else {}),
        **_turned(way, sub_sport=activity.sub_sport),
        **_climb(seconds, source),
        "n_records": records.height,
        "n_blocks": blocks.filter(pl.col("duration_s") == BLOCK_S).height,
    }
    return Summary(
        row=_frame(row | {"steep_descent_m": _steep(row)}),
        blocks=blocks,
        efforts=best_efforts(seconds) if activity.is_run else EFFORTS.empty(),
        route=ROUTES.empty() if way is None else cells(way),
    )


def _frame(row: Mapping[str, object]) -> pl.DataFrame:
    """ACTIVITIES of one row; what it does not tell is null."""
    values = {name: [row.get(name)] for name in ACTIVITIES.names}
    return pl.DataFrame(values, schema=ACTIVITIES.dtypes, strict=False)


def _identity(activity: Activity) -> dict[str, object]:
    return {
        "start_time": activity.start_time,
        "utc_offset_s": activity.utc_offset_s,
        "sport": activity.sport,
        "sub_sport": activity.sub_sport,
        "device": activity.device,
        "balance_sensor": _sensor(activity, "stance_balance_left_pct"),
        "power_sensor": power_sensor(activity),
        "rpe_index": rpe_index(activity),
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


def _moving(seconds: pl.DataFrame, held: pl.DataFrame) -> dict[str, object]:
    """What the moving seconds of any sport tell: time, heart rate, coverage."""
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
            held.filter("is_moving"), "stance_balance_left_pct"
        ),
    }


def _of_run(activity: Activity, seconds: pl.DataFrame, held: pl.DataFrame) -> dict[str, object]:
    """What means something of a run only."""
    return {
        **graded_columns(seconds),
        **volumes(held, sub_sport=activity.sub_sport),
        **side_columns(activity),
    }


def _turned(way: Path | None, *, sub_sport: str | None) -> dict[str, object]:
    """Degrees turned and metres on ovals; null where the way is not known."""
    turned = None if way is None else path_turning(way)
    laps = None if way is None else ovals(way, is_track=sub_sport == "track")
    if turned is None or laps is None:
        return {}
    return {
        "turn_left_deg": turned.left_deg,
        "turn_right_deg": turned.right_deg,
        "oval_left_m": laps.left_m,
        "oval_right_m": laps.right_m,
    }


def _coverage_pct(moving: pl.DataFrame, column: str) -> float | None:
    """Known seconds of the moving ones; None when nothing moved."""
    return 100 * moving[column].count() / moving.height if moving.height else None


def _climb(seconds: pl.DataFrame, source: str | None) -> dict[str, object]:
    """Metres up and down; null without altitude, never 0."""
    heights = seconds["altitude_m"].drop_nulls().to_list()
    if not heights:
        return {}
    up, down = altitude.ascent_descent_m(heights, threshold_m=altitude.threshold_m(source))
    return {"ascent_m": up, "descent_m": down, "altitude_source": source}


def _steep(row: Mapping[str, object]) -> float | None:
    """Steep metres down are never more than the metres down, which leave out the noise."""
    known = [row.get(name) for name in ("steep_descent_m", "descent_m")]
    metres = [value for value in known if isinstance(value, float)]
    return min(metres) if len(metres) == len(known) else None
