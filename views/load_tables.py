"""The numbers behind Load's charts as tables, in the reader's units."""

from __future__ import annotations

import polars as pl

from core.findings import Review
from views import words
from views.panel import Table
from views.run_notes import notes_by_day
from views.windows import Window

CLASSES = {
    "reference": "within",
    "small": "▲ watch",
    "moderate": "▲ watch",
    "large": "◆ act",
    "no_recent_run": "no run in 30 days before",
}


def runs(review: Review, *, shown: Window) -> Table:
    """The runs of the window, each with what it was held against."""
    frame = runs_table(review, shown=shown)
    return Table(
        title="Table of the runs",
        frame=frame,
        alt="Runs and their ceilings",
        key="runs_table",
        tenths=_distances(frame),
    )


def days(review: Review, *, shown: Window) -> Table:
    """The days of the window with distance, load and what was noted."""
    frame = days_table(review, shown=shown)
    return Table(
        title="Table of the days",
        frame=frame,
        alt="Distance, load and other training of each day",
        key="days_table",
        tenths=_distances(frame),
    )


def _distances(frame: pl.DataFrame) -> tuple[str, ...]:
    """The columns in the reader's unit of distance, all of them rounded to one decimal."""
    return tuple(name for name in frame.columns if name.endswith((", km", ", mi")))


def runs_table(review: Review, *, shown: Window) -> pl.DataFrame:
    """One run a row, newest first: distance, its reference, the change and the verdict."""
    per_unit, unit = _unit(review)
    runs = shown.of(review.spikes).sort("start_time", descending=True)
    named = pl.col("spike_class").replace_strict(CLASSES, default=None, return_dtype=pl.String)
    estimated = review.activities.select("activity_id", "is_distance_estimated")
    is_guess = pl.col("is_distance_estimated") & pl.col("distance_m").is_not_null()
    return runs.join(estimated, on="activity_id", how="left", maintain_order="left").select(
        pl.col("local_date").alias("Day"),
        (pl.col("distance_m") / per_unit).round(1).alias(f"Distance, {unit}"),
        (pl.col("reference_distance_m") / per_unit).round(1).alias(f"Longest before, {unit}"),
        (100 * (pl.col("spike_ratio") - 1)).round(0).alias("Change, %"),
        pl.when("is_reference_complete")
        .then(named)
        .otherwise(pl.lit("history under 30 days"))
        .alias("Verdict"),
        pl.when(is_guess).then(pl.lit("estimated")).otherwise(pl.lit("")).alias("Distance is"),
    )


def days_table(review: Review, *, shown: Window) -> pl.DataFrame:
    """One day a row, newest first. An empty cell is unknown; a rest day is 0."""
    per_unit, unit = _unit(review)
    return (
        shown.of(review.days)
        .join(notes_by_day(review, shown), on="local_date", how="left")
        .sort("local_date", descending=True)
        .select(
            pl.col("local_date").alias("Day"),
            pl.col("n_runs").alias("Runs"),
            (pl.col("distance_m") / per_unit).round(1).alias(f"Distance, {unit}"),
            pl.col("load_au").round(0).alias("Load"),
            pl.col("notes").fill_null("").alias("Notes"),
        )
    )


def _unit(review: Review) -> tuple[float, str]:
    is_metric = review.profile.is_metric
    unit = words.distance_unit(is_metric=is_metric)
    return words.metres_per_unit(is_metric=is_metric), unit
