"""Time inside one activity: elapsed, timer without pauses, and the step to the next sample."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import polars as pl

PAUSE_GAP_S = 30.0  # without timer events a longer silence is a pause (ingest law, section 6)
STOPS = ("stop", "stop_all", "stop_disable", "stop_disable_all")

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
Truths = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Pause:
    """The timer stood from `start` to `end`, in Unix seconds; `end` may be infinite."""

    start: float
    end: float


def pauses(events: pl.DataFrame) -> list[Pause] | None:
    """The pauses that timer events tell of, in order; None if the file has no timer events."""
    if not {"timestamp", "event", "event_type"} <= set(events.columns):
        return None
    timer = events.filter(pl.col("event") == "timer").drop_nulls("timestamp")
    if timer.is_empty():
        return None
    found: list[Pause] = []
    stopped: float | None = None
    for moment, kind in timer.sort("timestamp").select("timestamp", "event_type").iter_rows():
        if kind in STOPS and stopped is None:
            stopped = moment
        elif kind == "start" and stopped is not None:
            found.append(Pause(stopped, moment))
            stopped = None
    return found if stopped is None else [*found, Pause(stopped, math.inf)]


def clock(
    records: pl.DataFrame, told: list[Pause] | None, *, device_timer_s: float | None = None
) -> pl.DataFrame:
    """Add `elapsed_s`, `timer_s`, `dt_s`, and for our own use `is_timer_on` and `is_joined`.

    Args:
        records: `timestamp` in Unix seconds, sorted, no nulls; `segment_index` if there are any.
        told: Pauses that the file tells of; None infers them from gaps and segments.
        device_timer_s: What the device says that its timer ran. Where the told pauses leave more
            than that by 30 s, gaps count as pauses too: a jumping clock, or an untold pause.

    Returns:
        The records with five more columns. `is_joined` is False where a pause or a new segment
        parts a sample from the one before it.
    """
    times = records["timestamp"].to_numpy().astype(np.float64)
    elapsed = times - times[0]
    stood, is_on, parted = _told(times, told or [])
    gaps = _new_segments(records)
    ran_s = elapsed[-1] - (stood[-1] - stood[0])
    if told is None or (device_timer_s is not None and ran_s > device_timer_s + PAUSE_GAP_S):
        gaps |= np.diff(times) > PAUSE_GAP_S
    gaps &= ~parted
    stood += np.concatenate(([0.0], np.cumsum(np.where(gaps, np.diff(times), 0.0))))
    parted |= gaps
    steps = np.where(parted, 0.0, np.diff(times))
    return records.with_columns(
        elapsed_s=pl.Series(elapsed, dtype=pl.Float64),
        timer_s=pl.Series(elapsed - (stood - stood[0]), dtype=pl.Float64),
        dt_s=pl.Series(np.append(steps, 0.0), dtype=pl.Float64),
        is_timer_on=pl.Series(is_on, dtype=pl.Boolean),
        is_joined=pl.Series(np.concatenate(([True], ~parted)), dtype=pl.Boolean),
    )


def _new_segments(records: pl.DataFrame) -> Truths:
    """For each step, whether it leads into another track segment."""
    if "segment_index" not in records.columns:
        return np.zeros(max(records.height - 1, 0), dtype=bool)
    changes: Truths = np.diff(records["segment_index"].to_numpy()) != 0
    return changes


def _told(times: Floats, told: list[Pause]) -> tuple[Floats, Truths, Truths]:
    """Seconds stood until each sample, whether its timer ran, and which steps cross a pause."""
    stood = np.zeros(len(times))
    is_on = np.ones(len(times), dtype=bool)
    crossed = np.zeros(max(len(times) - 1, 0), dtype=bool)
    for pause in told:
        stood += np.clip(times - pause.start, 0.0, pause.end - pause.start)
        is_on &= (times <= pause.start) | (times >= pause.end)
        crossed |= (times[:-1] < pause.end) & (times[1:] > pause.start)
    return stood, is_on, crossed
