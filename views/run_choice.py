"""From a picture of days to the runs in it: what can be clicked, and what to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt
import polars as pl

from core.findings import Review
from views import words
from views.plane import FOOT_2, TOP
from views.windows import HALF_DAY, Canvas, Window, at_day

Measure = Literal["distance_m", "load_au"]
NAMES: dict[Measure, str] = {"distance_m": "Distance", "load_au": "Load"}
PICK = "day"
MOST_CHOICES = 60  # more are no choice but a search; a click or the table leads further back
RUN_PAGE = "pages/4_Run.py"


def pick_layer(
    review: Review, canvas: Canvas, *, name: str, of: Measure = "distance_m"
) -> alt.Chart:
    """What a click hits: the whole height of each day, or week, that holds a run. Not seen.

    It says what the bar in it shows: the distance of its runs, or the load of its days. The name
    keeps the chart the same from one rerun to the next: Altair would count upwards.
    """
    parameter = alt.selection_point(name=PICK, fields=["day_index"], on="click", clear="dblclick")
    frame = _pickable(review, canvas, of)
    base = alt.Chart(frame, name=f"{name}_days").mark_rect(opacity=0, cursor="pointer")
    encoded = base.encode(
        x=canvas.x,
        x2=alt.X2("to_time"),
        y=TOP,
        y2=FOOT_2,
        tooltip=_tooltip(canvas, of),
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
        hit = shown.week_start() if shown.is_by_week else pl.col("local_date")
        runs = runs.filter(hit.dt.epoch("d").is_in([row["day_index"] for row in rows]))
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


def question(clicked: Mapping[int, str]) -> str:
    """What stands above the runs to choose from: those of a click, else of the window."""
    return f"You clicked {len(clicked)} runs: open one of them" if clicked else "Open a run"


def hint(clicked: Mapping[int, str], *, shown: Window) -> str:
    """What the empty box says: which bars of the window can be clicked instead."""
    if clicked:
        return "Choose a run"
    return f"Choose a run, or click a {'week' if shown.is_by_week else 'day'} above"


def query(run_id: int) -> dict[str, str]:
    """The address of a run's page, after its question mark."""
    return {"run": str(run_id)}


def _label(row: dict[str, Any], review: Review) -> str:
    distance = words.distance(row["distance_m"], is_metric=review.profile.is_metric)
    on_day = words.day(row["local_date"], today=review.today)
    return f"{on_day}, {distance}" if row["distance_m"] is not None else on_day


def _pickable(review: Review, canvas: Canvas, of: Measure) -> pl.DataFrame:
    """One row a day or week with runs: where it lies, its number, and what its bar shows."""
    shown = canvas.shown
    day = shown.week_start() if shown.is_by_week else pl.col("local_date")
    sums = shown.of(review.spikes).group_by(day).agg(*_summed("distance_m"), n_runs=pl.len())
    if of == "load_au":
        loads = shown.of(review.days).group_by(day).agg(*_summed("load_au"))
        sums = sums.drop("n_known", "n_unknown").join(loads, on="local_date", how="left")
    start, end = at_day() - HALF_DAY, at_day() + HALF_DAY
    if shown.is_by_week:
        start, end = at_day(), at_day() + pl.duration(days=7)
    number = pl.col("local_date").dt.epoch("d").alias("day_index")
    label = _label_of_bar(canvas, of).alias("label")
    told = sums.sort("local_date")
    return told.select(start.alias("from_time"), end.alias("to_time"), number, label)


def _summed(column: str) -> tuple[pl.Expr, ...]:
    """The sum of what is known, and how many are known and unknown: a sum of none is no zero."""
    value = pl.col(column)
    return (
        value.sum(),
        value.count().alias("n_known"),
        value.null_count().cast(pl.Int64).alias("n_unknown"),
    )


def _label_of_bar(canvas: Canvas, of: Measure) -> pl.Expr:
    """What a bar shows, in words; written column by column, since years hold many weeks."""
    per_unit = words.metres_per_unit(is_metric=canvas.is_metric)
    unit = words.distance_unit(is_metric=canvas.is_metric)
    amounts = {
        "distance_m": pl.format("{} " + unit, (pl.col("distance_m") / per_unit).round(1)),
        "load_au": pl.col("load_au").round(0).cast(pl.Int64).cast(pl.String),
    }
    is_nothing = (pl.col("n_unknown") > 0) & (pl.col(of) == 0)  # days of rest are known, as 0
    said = (
        pl.when((pl.col("n_known").fill_null(0) == 0) | is_nothing)
        .then(pl.lit("unknown"))
        .when(pl.col("n_unknown") > 0)
        .then(pl.format("at least {}", amounts[of]))
        .otherwise(amounts[of])
    )
    is_one = pl.col("n_runs") == 1
    runs = pl.when(is_one).then(pl.lit("")).otherwise(pl.format(" in {} runs", "n_runs"))
    return pl.concat_str(said, runs)


def _tooltip(canvas: Canvas, of: Measure) -> Any:
    """What the bar of a day or week shows; the browser writes the date."""
    if canvas.shown.is_by_week:
        day = alt.Tooltip("from_time:T", title="Week of", format="%-d %b %Y")
    else:  # it begins at noon of the day before, so its end is the moment that has its date
        day = alt.Tooltip("to_time:T", title="Day", format="%a %-d %b")
    return [day, alt.Tooltip("label:N", title=NAMES[of])]
