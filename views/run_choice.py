"""From a picture of days to the runs in it: what can be clicked, and what to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import polars as pl

from core.findings import Review
from views import words
from views.plane import FOOT_2, TOP
from views.windows import HALF_DAY, Canvas, Window, at_day

PICK = "day"
MOST_CHOICES = 60  # more are no choice but a search; a click or the table leads further back
RUN_PAGE = "pages/4_Run.py"


def pick_layer(review: Review, canvas: Canvas, *, name: str) -> alt.Chart:
    """What a click hits: the whole height of each day, or week, that holds a run. Not seen.

    The name keeps the chart the same from one rerun to the next: Altair would count upwards.
    """
    parameter = alt.selection_point(name=PICK, fields=["day_index"], on="click", clear="dblclick")
    frame = _pickable(review, canvas)
    base = alt.Chart(frame, name=f"{name}_days").mark_rect(opacity=0, cursor="pointer")
    encoded = base.encode(
        x=canvas.x,
        x2=alt.X2("to_time"),
        y=TOP,
        y2=FOOT_2,
        tooltip=_tooltip(canvas),
    )
    layer: alt.Chart = encoded if frame.is_empty() else encoded.add_params(parameter)
    return layer


def choices(
    review: Review, *, shown: Window, rows: Sequence[dict[str, Any]] = ()
) -> dict[int, str]:
    """The runs of what was clicked, newest first; of the whole window where nothing was.

    Returns:
        What each run is called, by its id.
    """
    runs = shown.of(review.spikes).drop_nulls("activity_id").sort("start_time", descending=True)
    if rows:
        index = pl.col("local_date").dt.epoch("d")
        first = index - (index + 3) % 7 if shown.is_by_week else index  # day 0 was a Thursday
        runs = runs.filter(first.is_in([row["day_index"] for row in rows]))
    named = runs.head(MOST_CHOICES).iter_rows(named=True)
    return {row["activity_id"]: _label(row, review) for row in named}


def clicked(
    review: Review, picked: Mapping[str, Sequence[dict[str, Any]]], spans: Mapping[str, Window]
) -> dict[int, str]:
    """The runs behind a click in one of the pictures, each with its own window; else none."""
    for key, rows in picked.items():
        if rows and key in spans:
            return choices(review, shown=spans[key], rows=rows)
    return {}


def query(run_id: int) -> dict[str, str]:
    """The address of a run's page, after its question mark."""
    return {"run": str(run_id)}


def _label(row: dict[str, Any], review: Review) -> str:
    distance = words.distance(row["distance_m"], is_metric=review.profile.is_metric)
    on_day = words.day(row["local_date"], today=review.today)
    return f"{on_day}, {distance}" if row["distance_m"] is not None else on_day


def _pickable(review: Review, canvas: Canvas) -> pl.DataFrame:
    """One row a day or week with runs: where it lies, its number, and what it holds."""
    shown = canvas.shown
    day = pl.col("local_date").dt.truncate("1w") if shown.is_by_week else pl.col("local_date")
    sums = shown.of(review.spikes).group_by(day).agg(pl.col("distance_m").sum(), n_runs=pl.len())
    start, end = at_day() - HALF_DAY, at_day() + HALF_DAY
    if shown.is_by_week:
        start, end = at_day(), at_day() + pl.duration(days=7)
    told = sums.sort("local_date")
    said: pl.Expr | pl.Series = pl.col("n_runs")
    if not shown.is_by_week:
        label = [_held(row, canvas) for row in told.iter_rows(named=True)]
        said = pl.Series("label", label, dtype=pl.String)
    number = pl.col("local_date").dt.epoch("d").alias("day_index")
    return told.select(start.alias("from_time"), end.alias("to_time"), number, said)


def _tooltip(canvas: Canvas) -> Any:
    """What a day holds, in words; of a week only two numbers: years of words would be heavy."""
    if not canvas.shown.is_by_week:
        return alt.Tooltip("label:N", title="Run")
    week = alt.Tooltip("from_time:T", title="Week of", format="%-d %b %Y")
    return [week, alt.Tooltip("n_runs:Q", title="Runs")]


def _held(row: dict[str, Any], canvas: Canvas) -> str:
    on_day = words.day(row["local_date"], today=canvas.shown.today)
    distance = words.distance(row["distance_m"], is_metric=canvas.is_metric)
    runs = words.count(row["n_runs"], "run")
    return f"{on_day}: {distance}" + (f" in {runs}" if row["n_runs"] > 1 else "")
