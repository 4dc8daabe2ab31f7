"""The 42-day and the 7-day load as two lines, and their difference as bars below."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from core.findings import Review
from views import words
from views.plane import FOOT, RIGHT_EDGE, TOP
from views.theme import Palette
from views.windows import (
    HALF_BAR,
    HALF_DAY,
    HEADROOM,
    Canvas,
    Window,
    at_day,
    difference_axis,
    layered,
    load_axis,
    time_axis,
    top_of,
)

CURVES_PX, DIFFERENCE_PX = 190, 110
LOWEST_AXIS_AU, LOWEST_DIFFERENCE_AU = 40.0, 10.0
CURVES = {"load_42_au": "42-day", "load_7_au": "7-day"}
DASHES: dict[str, dict[str, list[int]]] = {
    "load_42_au": {"known": [1, 0], "imputed": [6, 3], "planned": [1, 3]},
    "load_7_au": {"known": [4, 3], "imputed": [2, 3], "planned": [1, 3]},
}
LONG_HEADROOM, LONG_DIFFERENCE_HEADROOM = 1.25, 1.5  # room for words above the lines of years
WORDS_APART_PX = 52
NEAR_SHARE = 0.09  # labels of curves that end closer than this share of the axis would overlap
DERIVED = {
    "from_time": "naive local start of a bar, or moment of a point",
    "to_time": "naive local end of a bar",
    "certainty": "known, imputed or planned",
    "label": "text beside a mark",
}


def numbers(review: Review, ahead: pl.DataFrame | None = None) -> pl.DataFrame:
    """SERIES with the days ahead, without any number of a day that is still warming up."""
    series = review.series.filter(~pl.col("is_forecast"))
    if ahead is not None:
        series = pl.concat([series, ahead])
    is_warm = ~pl.col("is_warming_up")
    names = (*CURVES, "difference_au", "ramp_au")
    return series.with_columns(pl.when(is_warm).then(pl.col(name)).alias(name) for name in names)


def curves_chart(series: pl.DataFrame, palette: Palette, *, shown: Window) -> alt.LayerChart:
    """Both loads: solid and dashed, dotted where planned; filled days have a mark at the foot.

    Args:
        series: What `numbers` gives.
        palette: Colours of the ground it is drawn on.
        shown: The window; a long one has one point a week.
    """
    points = _points(series, shown)
    top_au = top_of(
        points.select(pl.max_horizontal(*CURVES).max()).item(),
        smallest_top=LOWEST_AXIS_AU,
        headroom=LONG_HEADROOM if shown.is_by_week else HEADROOM,
    )
    canvas = Canvas(
        palette=palette,
        shown=shown,
        is_metric=True,
        x=time_axis(shown, has_labels=False),
        y=load_axis(top_au),
    )
    layers = [
        layer
        for column, colour in (("load_42_au", palette.load_42d), ("load_7_au", palette.load_7d))
        for layer in _curve(points, column, canvas=canvas, colour=colour)
    ]
    layers += [*_filled_marks(points, canvas), *_end_labels(points, canvas, top_au)]
    return layered(layers, canvas, height=CURVES_PX)


def difference_chart(series: pl.DataFrame, palette: Palette, *, shown: Window) -> alt.LayerChart:
    """42-day minus 7-day load of the day before, as bars around zero; pale where planned."""
    points = _points(series, shown).drop_nulls("difference_au")
    half = pl.duration(days=3) if shown.is_by_week else HALF_BAR
    bars = points.select(
        pl.col("from_time") - half,
        (pl.col("from_time") + half).alias("to_time"),
        pl.col("difference_au").alias("load_au"),
        "certainty",
    )
    largest = top_of(
        bars["load_au"].abs().max(),
        smallest_top=LOWEST_DIFFERENCE_AU,
        headroom=LONG_DIFFERENCE_HEADROOM if shown.is_by_week else HEADROOM,
    )
    canvas = Canvas(
        palette=palette,
        shown=shown,
        is_metric=True,
        x=time_axis(shown),
        y=difference_axis(largest),
    )
    strength = alt.Scale(domain=["known", "imputed", "planned"], range=[1.0, 0.6, 0.35])
    rects = (
        alt.Chart(bars)
        .mark_rect(color=palette.difference)
        .encode(
            x=canvas.x,
            x2=alt.X2("to_time"),
            y=canvas.y,
            y2=alt.Y2Datum(0),
            opacity=alt.Opacity("certainty:O", scale=strength, legend=None),
        )
    )
    return layered([rects, *_difference_label(points, canvas)], canvas, height=DIFFERENCE_PX)


def _points(series: pl.DataFrame, shown: Window) -> pl.DataFrame:
    """One point a day at noon; in a long window the last day of each week stands for it."""
    certainty = (
        pl.when("is_forecast")
        .then(pl.lit("planned"))
        .when("is_imputed")
        .then(pl.lit("imputed"))
        .otherwise(pl.lit("known"))
    )
    days = shown.of(series).with_columns(certainty.alias("certainty"))
    if shown.is_by_week:
        days = days.group_by(shown.week_start().alias("week_start"), maintain_order=True).last()
    at = (at_day() + HALF_DAY).alias("from_time")
    return days.select(at, *CURVES, "difference_au", "certainty")


def _curve(points: pl.DataFrame, column: str, *, canvas: Canvas, colour: str) -> list[alt.Chart]:
    """One layer a certainty. Each piece begins at the point before it: the line is whole."""
    layers = []
    for certainty, dash in DASHES[column].items():
        is_here = (pl.col("certainty") == certainty) & pl.col(column).is_not_null()
        frame = points.select(
            "from_time",
            pl.when(is_here | is_here.shift(-1, fill_value=False)).then(column).alias("load_au"),
        )
        look: dict[str, Any] = {"color": colour, "strokeWidth": 2, "strokeDash": dash}
        is_told = pl.col("load_au").is_not_null()  # one null after a piece is enough to end it
        drawn = frame.filter(is_told | is_told.shift(1, fill_value=False))
        layers.append(alt.Chart(drawn).mark_line(**look).encode(x=canvas.x, y=canvas.y))
    return layers


def _filled_marks(points: pl.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    """A question mark at the foot of each day whose load was filled in."""
    filled = points.filter(certainty="imputed").select("from_time", label=pl.lit("?"))
    if canvas.shown.is_by_week:
        filled = filled.clear()
    base = alt.Chart(filled).encode(x=canvas.x, y=FOOT, text=alt.Text("label:N"))
    look: dict[str, Any] = {"dy": -8, "fontWeight": 600, "color": canvas.palette.chart_text}
    return [base.mark_text(**look)]


def _end_labels(points: pl.DataFrame, canvas: Canvas, top_au: float) -> list[alt.Chart]:
    """The name beside the last point of each line, kept apart from the other's."""
    known = points.drop_nulls("load_42_au").tail(1)
    if known.is_empty():
        return []
    if canvas.shown.is_by_week:
        return _names_above(canvas)
    row, colours = known.row(0, named=True), (canvas.palette.load_42d, canvas.palette.load_7d)
    gap = row["load_7_au"] - row["load_42_au"]
    apart = 9 if abs(gap) < NEAR_SHARE * 2 * top_au else 0
    shifts = (apart, -apart) if gap >= 0 else (-apart, apart)
    looks = zip(CURVES.items(), colours, shifts, strict=True)
    return [
        layer
        for (column, name), colour, dy in looks
        for layer in _named(
            known.select("from_time", pl.col(column).alias("load_au")),
            name,
            canvas=canvas,
            look={"color": colour, "dy": dy},
        )
    ]


def _difference_label(points: pl.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    today = points.filter(pl.col("certainty") != "planned").tail(1)
    if today.is_empty():
        return []
    at = points.tail(1).select("from_time", pl.lit(0.0).alias("load_au"))
    said = f"{words.signed(today['difference_au'].item())} today"
    if canvas.shown.is_by_week:
        return [_above(said, canvas.palette.difference, dx=-2)]
    look = {"color": canvas.palette.difference, "dy": 0}
    return _named(at, said, canvas=canvas, look=look)


def _named(at: pl.DataFrame, text: str, *, canvas: Canvas, look: dict[str, Any]) -> list[alt.Chart]:
    """A word right of the end of a line, over an outline in the ground's colour."""
    place: dict[str, Any] = {"align": "left", "dx": 6} | look
    ground = canvas.palette.background
    halo = place | {"stroke": ground, "strokeWidth": 4, "strokeJoin": "round", "color": ground}
    base = alt.Chart(at.with_columns(label=pl.lit(text))).encode(
        x=canvas.x, y=canvas.y, text=alt.Text("label:N")
    )
    return [base.mark_text(fontWeight=600, **mark) for mark in (halo, place)]


def _names_above(canvas: Canvas) -> list[alt.Chart]:
    """The two names side by side above the lines of a long window, where today is the edge."""
    return [
        _above(CURVES["load_42_au"], canvas.palette.load_42d, dx=-2 - WORDS_APART_PX),
        _above(CURVES["load_7_au"], canvas.palette.load_7d, dx=-2),
    ]


def _above(text: str, colour: str, *, dx: int) -> alt.Chart:
    """A word in the upper right corner of the plane."""
    base = alt.Chart(pl.DataFrame({"label": [text]})).encode(x=RIGHT_EDGE, y=TOP, text="label:N")
    word: alt.Chart = base.mark_text(
        align="right", baseline="top", dx=dx, dy=2, fontWeight=600, color=colour
    )
    return word
