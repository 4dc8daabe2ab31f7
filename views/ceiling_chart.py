"""Each run against how far it could go: the spike chart with the next-run ceiling."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from core.findings import CEILING_RATIO, SPIKE_EDGES, Review
from views import words
from views.plane import TOP
from views.run_choice import pick_layer
from views.theme import Palette
from views.windows import (
    HALF_BAR,
    HALF_DAY,
    MOMENT,
    SHORTEST_AXIS_M,
    Canvas,
    Window,
    at_day,
    distance_axis,
    layered,
    midnight,
    rising,
    time_axis,
    top_of,
)

CEILING_PX = 280
VERDICTS = {"reference": "reference", "small": "watch", "moderate": "watch", "large": "act"}
SIGNS = {"watch": "▲", "act": "◆"}
N_LABELS = 3  # more labels than this hide what they label
DERIVED = {
    "from_time": "naive local start of a bar, or of a step of the ceiling",
    "to_time": "naive local end of a bar",
    "verdict": "reference, watch, act, or none where there is no complete reference",
    "label": "text beside a mark, or of a tooltip",
    "day_index": "days since 1970 of the day that a click hits",
}


def ceiling_chart(review: Review, palette: Palette, *, shown: Window) -> alt.LayerChart:
    """Each run as a bar against the step line of how far it could go, with the future dotted."""
    runs, steps = _runs(review, shown), _ceiling_steps(review, shown)
    highest = pl.concat([runs["distance_m"], steps["distance_m"]]).max()
    top_m = top_of(highest, smallest_top=SHORTEST_AXIS_M, headroom=1.25)
    canvas = Canvas(
        palette=palette,
        shown=shown,
        is_metric=review.profile.is_metric,
        x=time_axis(shown),
        y=distance_axis(top_m, is_metric=review.profile.is_metric),
    )
    layers = [
        _run_bars(runs, canvas),
        *_today(canvas),
        *_ceiling_lines(steps, canvas),
        *_jump_labels(runs, canvas),
        pick_layer(review, canvas, name="ceiling"),
    ]
    return layered(layers, canvas, height=CEILING_PX)


def _runs(review: Review, shown: Window) -> pl.DataFrame:
    """The runs of the window with their verdict.

    Without a complete reference there is none, but for the last run: its flag speaks, and says so.
    """
    verdict = pl.col("spike_class").replace_strict(VERDICTS, default=None, return_dtype=pl.String)
    is_last = pl.col("start_time") == pl.col("start_time").max()
    is_judged = pl.col("is_reference_complete") | is_last
    spikes = review.spikes.with_columns(pl.when(is_judged).then(verdict).alias("verdict"))
    return (
        shown.of(spikes)
        .drop_nulls("distance_m")
        .select(
            "distance_m",
            "spike_ratio",
            (at_day() - HALF_BAR).alias("from_time"),
            (at_day() + HALF_BAR).alias("to_time"),
            pl.col("verdict").fill_null("none"),
        )
    )


def _run_bars(runs: pl.DataFrame, canvas: Canvas) -> alt.Chart:
    palette = canvas.palette
    colours = alt.Scale(
        domain=["reference", "watch", "act", "none"],
        range=[palette.bar, palette.watch, palette.act, palette.even],
    )
    colour = alt.Color("verdict:N", scale=colours, legend=None)
    return rising(runs.drop("spike_ratio"), colour, canvas=canvas)


def _ceiling_steps(review: Review, shown: Window) -> pl.DataFrame:
    """CEILINGS as steps. The line of a day stands around its bar, so it begins at noon before.

    Today counts twice: as the end of the past, and as the start of what the next run may be.
    """
    steps = shown.of(review.ceilings).select(
        (at_day() - HALF_DAY).alias("from_time"), pl.col("ceiling_m").alias("distance_m")
    )
    now = midnight(shown.today)
    past, ahead = steps.filter(pl.col("from_time") < now), steps.filter(pl.col("from_time") > now)
    joint = [past["distance_m"].last() if past.height else None, review.ceiling.distance_m]
    middle = pl.DataFrame({"from_time": [now, now], "distance_m": joint}, schema=steps.schema)
    return pl.concat([past, middle, ahead])


def _ceiling_lines(steps: pl.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    n_past = steps.filter(pl.col("from_time") < midnight(canvas.shown.today)).height + 1
    past, ahead = steps.head(n_past), steps.slice(n_past)
    look: dict[str, Any] = {
        "interpolate": "step-after",
        "color": canvas.palette.text,
        "strokeWidth": 1.6,
    }
    future: dict[str, Any] = {"strokeDash": [2, 3], "clip": True}
    return [
        alt.Chart(past).mark_line(clip=True, **look).encode(x=canvas.x, y=canvas.y),
        alt.Chart(ahead).mark_line(**look, **future).encode(x=canvas.x, y=canvas.y),
        *_ceiling_labels(past, ahead, canvas),
    ]


def _ceiling_labels(past: pl.DataFrame, ahead: pl.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    """The name over the next run's ceiling in bold, right of today: there no bar crosses it.

    Where no ceiling is left, the name stands at the end of the line. Later steps are told below.
    """
    is_step = pl.col("distance_m") != pl.col("distance_m").shift(1)
    first = ahead.head(1).drop_nulls("distance_m")
    later = ahead.filter(is_step).head(N_LABELS - 1)
    beside: dict[str, Any] = {"align": "left", "dx": 4}
    name = pl.lit("ceiling").alias("label")
    ended = past.drop_nulls("distance_m").tail(1 if first.is_empty() else 0)
    return [
        *_haloed(ended.with_columns(name), canvas, align="right", color=canvas.palette.text),
        _text(first.with_columns(name), canvas, **beside, dy=-25),
        _text(_with_distance(first, canvas), canvas, **beside, dy=-10, fontWeight=600),
        _text(_with_distance(later, canvas), canvas, **beside, dy=12),
    ]


def _with_distance(frame: pl.DataFrame, canvas: Canvas) -> pl.DataFrame:
    said = [words.distance(value, is_metric=canvas.is_metric) for value in frame["distance_m"]]
    return frame.with_columns(pl.Series("label", said, dtype=pl.String))


def _text(frame: pl.DataFrame, canvas: Canvas, **mark: Any) -> alt.Chart:
    look: dict[str, Any] = {"color": canvas.palette.text, "fontSize": 12} | mark
    base = alt.Chart(frame).encode(x=canvas.x, y=canvas.y, text=alt.Text("label:N"))
    text: alt.Chart = base.mark_text(**look)
    return text


def _today(canvas: Canvas) -> list[alt.Chart]:
    frame = pl.DataFrame(
        {"from_time": [midnight(canvas.shown.today)], "label": ["today"]},
        schema={"from_time": MOMENT, "label": pl.String},
    )
    base = alt.Chart(frame).encode(x=canvas.x)
    word: dict[str, Any] = {
        "align": "left",
        "dx": 4,
        "baseline": "top",
        "color": canvas.palette.chart_text,
    }
    return [
        base.mark_rule(color=canvas.palette.other_gray, strokeWidth=1),
        base.mark_text(**word).encode(y=TOP, text=alt.Text("label:N")),
    ]


def _jump_labels(runs: pl.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    """Sign, distance and change at the largest jumps, on the side where there is room."""
    jumps = runs.filter(pl.col("verdict").is_in(list(SIGNS))).top_k(N_LABELS, by="spike_ratio")
    said = [
        f"{SIGNS[row['verdict']]} {words.distance(row['distance_m'], is_metric=canvas.is_metric)}, "
        f"{words.change(row['spike_ratio'], edges=SPIKE_EDGES)}"
        for row in jumps.iter_rows(named=True)
    ]
    labelled = jumps.with_columns(pl.Series("label", said, dtype=pl.String))
    middle = midnight(canvas.shown.since) + (canvas.shown.until - canvas.shown.since) / 2
    is_early = pl.col("from_time") < middle
    # Left of its bar lies the old ceiling, lower than the bar; right of it the new one, higher.
    right_of = labelled.filter(is_early).with_columns(pl.col("distance_m") * CEILING_RATIO)
    left_of = labelled.filter(~is_early)
    return [
        layer
        for frame, align in ((right_of, "left"), (left_of, "right"))
        for verdict, colour in (("act", canvas.palette.act), ("watch", canvas.palette.watch_text))
        for layer in _haloed(
            frame.filter(pl.col("verdict") == verdict), canvas, align=align, color=colour
        )
    ]


def _haloed(frame: pl.DataFrame, canvas: Canvas, **mark: Any) -> list[alt.Chart]:
    """A label over bars and lines: the ground as a thick outline first, then the words."""
    ground = canvas.palette.background
    place = {"dy": -9, "fontWeight": 600}
    lean = frame.select("from_time", "distance_m", "label")
    halo = {"stroke": ground, "strokeWidth": 4, "strokeJoin": "round"}
    return [
        _text(lean, canvas, **mark | place | halo | {"color": ground}),
        _text(lean, canvas, **mark | place),
    ]
