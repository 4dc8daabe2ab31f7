"""What goes along when the runner tells another distance: whatever is metres of the same way."""

from __future__ import annotations

import numpy as np
import polars as pl

from core.schemas import ACTIVITIES

ALONG = (
    "normalised_graded_speed_mps",
    "normalised_graded_speed_minetti_mps",
    "efficiency_mpb",
    "energy_kj_kg",
)
"""Columns of ACTIVITIES that grow as the distance does: the time and the slope stay."""


def stretched(frame: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """ACTIVITIES in which speed and what hangs on it go by the distance that was told.

    A watch that counts too few metres counts them too few in every second. So every metre is
    stretched alike: else one run would have two paces.

    Args:
        frame: ACTIVITIES as stored, with the distances of the files.
        told: `activity_id` and `told`, the distance in metres.
    """
    ratio = pl.col("told") / pl.col("distance_m")
    is_other = (pl.col("distance_m") > 0) & (ratio != 1) & ~pl.col("is_manual")
    found = frame.join(told, on="activity_id").filter(is_other)
    if found.is_empty():
        return frame
    longer = found.select(
        "activity_id",
        *(pl.col(name) * ratio for name in ALONG),
        graded_speed_s=_faster(found["graded_speed_s"], found.select(ratio).to_series()),
    )
    return frame.update(longer, on="activity_id", how="left")


def _faster(graded_speed_s: pl.Series, ratio: pl.Series) -> pl.Series:
    """The same seconds at speeds that are so many times as high."""
    moved = [
        None if seconds is None else _moved(np.asarray(seconds, np.float64), times)
        for seconds, times in zip(graded_speed_s.to_list(), ratio.to_list(), strict=True)
    ]
    return pl.Series("graded_speed_s", moved, dtype=ACTIVITIES.dtypes["graded_speed_s"])


def _moved(seconds: np.ndarray[tuple[int], np.dtype[np.float64]], times: float) -> list[int]:
    at = np.rint(np.arange(seconds.size) * times).clip(max=seconds.size - 1)
    moved = np.bincount(at.astype(np.int64), weights=seconds, minlength=seconds.size)
    return [int(each) for each in moved]
