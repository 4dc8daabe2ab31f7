"""The numbers behind the pages as CSV, unrounded, in SI units; the frames are the pages' own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from core.findings import Review
from views.panel import Export

RUN_COLUMNS = ("sub_sport", "elapsed_s", "timer_s", "moving_s", "is_distance_estimated")
OF_SPIKES = ("reference_distance_m", "reference_date", "spike_ratio", "spike_class")
OF_LOADS = (
    "hr_load_au",
    "pace_load_au",
    "power_load_au",
    "session_rpe_au",
    "load_au",
    "load_source",
    "is_load_estimated",
    "heart_rate_coverage_pct",
    "missing",
)
OF_SERIES = ("is_imputed", "is_warming_up", "load_42_au", "load_7_au", "difference_au")


def runs_frame(review: Review) -> pl.DataFrame:
    """Every run with its reference and its loads, newest first. An empty cell is unknown."""
    about = review.activities.select("activity_id", *RUN_COLUMNS)
    about = about.with_columns(moving_s=_moving_s())
    loads = review.loads.select("activity_id", *OF_LOADS)
    runs = review.spikes.select("activity_id", "local_date", "distance_m", *OF_SPIKES)
    return (
        runs.join(about, on="activity_id", how="left")
        .join(loads, on="activity_id", how="left")
        .sort("local_date", "activity_id", descending=True)
    )


def _moving_s() -> pl.Expr:
    """Moving time, never more than elapsed: seconds are counted, and 61 moments are 60 s apart."""
    moving = pl.col("moving_s")
    return pl.when(moving.is_not_null()).then(pl.min_horizontal(moving, "elapsed_s"))


def days_frame(review: Review) -> pl.DataFrame:
    """Every covered day with its ceiling and its 42/7-day load. No number while warming up."""
    ceilings = review.ceilings.select("local_date", "ceiling_m")
    series = review.series.filter(~pl.col("is_forecast")).select("local_date", *OF_SERIES)
    shown = [
        pl.when(~pl.col("is_warming_up")).then(pl.col(name)).alias(name)
        for name in OF_SERIES
        if name.endswith("_au")
    ]
    return (
        review.days.join(ceilings, on="local_date", how="left")
        .join(series.with_columns(shown), on="local_date", how="left")
        .sort("local_date", descending=True)
    )


def csv(frame: pl.DataFrame) -> bytes:
    """A frame as UTF-8 text with a head; floats as they are, so that nothing is rounded twice."""
    return frame.write_csv().encode()


def of_runs_and_days(review: Review) -> tuple[Export, ...]:
    """The two files that Load offers, named for the day they were made on."""
    frames = {"runs": runs_frame, "days": days_frame}
    return tuple(
        Export(
            label=f"{name.capitalize()} as CSV",
            file_name=f"evenstride-{name}-{review.today}.csv",
            make=partial(_made, frame_of, review=review),
            key=f"export_{name}",
        )
        for name, frame_of in frames.items()
    )


def _made(frame_of: Callable[[Review], pl.DataFrame], *, review: Review) -> bytes:
    return csv(frame_of(review))
