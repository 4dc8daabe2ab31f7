"""Distance and load, day by day or week by week: frames in, charts out."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from core.findings import Review
from views.load_other import has_other
from views.plane import FOOT
from views.run_choice import pick_layer
from views.theme import Palette
from views.windows import (
    HALF_BAR,
    LONGEST_MARKED_DAYS,
    SHORTEST_AXIS_M,
    Canvas,
    Window,
    at_day,
    distance_axis,
    layered,
    load_axis,
    rising,
    time_axis,
    top_of,
)

DAYS_PX = 170
LOWEST_AXIS_AU = 60.0
# Drawn 1:1 in pixels from the foot of the day: a frame and its hatching (with point size 4).
HATCH_HEIGHTS = range(0, 40, 6)
HATCH = "M-3,0L-3,-44L3,-44L3,0Z" + "".join(f"M-3,{-y}L3,{-y - 6}" for y in HATCH_HEIGHTS)
DERIVED = {
    "from_time": "naive local start of a bar",
    "to_time": "naive local end of a bar",
    "certainty": "known, or partly where a value is estimated or a week has unknown days",
    "label": "text beside a mark, or of a tooltip",
    "day_index": "days since 1970 of the day, or of the first day of the week, that a click hits",
}


def distance_chart(review: Review, palette: Palette, *, shown: Window) -> alt.LayerChart:
    """Distance of each day, or of each week where the window is long.

    The dates stand below the lowest chart: below this one where no load is known.
    """
    bars = _bars(review.days, "distance_m", shown)
    top_m = top_of(bars["distance_m"].max(), smallest_top=SHORTEST_AXIS_M)
    is_metric = review.profile.is_metric
    is_lowest = review.load_metric is None and not has_other(review, shown=shown)
    canvas = Canvas(
        palette=palette,
        shown=shown,
        is_metric=is_metric,
        x=time_axis(shown, has_labels=is_lowest),
        y=distance_axis(top_m, is_metric=is_metric),
    )
    above = pick_layer(review, canvas, name="distance")
    return _bar_chart(bars, "distance_m", canvas=canvas, above=above)


def load_chart(review: Review, palette: Palette, *, shown: Window) -> alt.LayerChart:
    """Load of each day or week. Unknown days are hatched and asked about, never left at zero."""
    bars = _bars(review.days, "load_au", shown)
    top_au = top_of(bars["load_au"].max(), smallest_top=LOWEST_AXIS_AU)
    canvas = Canvas(
        palette=palette,
        shown=shown,
        is_metric=review.profile.is_metric,
        x=time_axis(shown, has_labels=not has_other(review, shown=shown)),
        y=load_axis(top_au),
    )
    above = pick_layer(review, canvas, name="load", of="load_au")
    return _bar_chart(bars, "load_au", canvas=canvas, above=above)


def _bars(days: pl.DataFrame, column: str, shown: Window) -> pl.DataFrame:
    """One bar a day, or a week in a long window; what is unknown is counted, never summed as 0."""
    is_estimated = pl.col("is_load_estimated") if column == "load_au" else pl.lit(value=False)
    of_day = shown.of(days).select(
        "local_date",
        column,
        pl.col(column).is_null().alias("is_unknown"),
        is_estimated.fill_null(value=False).alias("is_estimated"),
    )
    start, end = at_day() - HALF_BAR, at_day() + HALF_BAR
    if shown.is_by_week:
        of_day = of_day.group_by(shown.week_start(), maintain_order=True).agg(
            pl.col(column).sum(), pl.col("is_unknown").any(), pl.col("is_estimated").any()
        )
        start, end = at_day() + pl.duration(hours=12), at_day() + pl.duration(days=6, hours=12)
    is_partly = pl.col("is_unknown") | pl.col("is_estimated")
    certainty = pl.when(is_partly).then(pl.lit("partly")).otherwise(pl.lit("known"))
    return of_day.with_columns(
        start.alias("from_time"), end.alias("to_time"), certainty.alias("certainty")
    )


def _bar_chart(
    bars: pl.DataFrame, column: str, *, canvas: Canvas, above: alt.Chart
) -> alt.LayerChart:
    palette = canvas.palette
    strong = palette.bar if column == "distance_m" else palette.load_bar
    colours = alt.Scale(domain=["known", "partly"], range=[strong, palette.load_ramp[3]])
    drawn = bars.filter(pl.col(column) > 0).select("from_time", "to_time", column, "certainty")
    rects = rising(drawn, alt.Color("certainty:N", scale=colours, legend=None), canvas=canvas)
    unknown = bars.filter("is_unknown").select("from_time", "to_time")
    marks = _unknown_weeks if canvas.shown.is_by_week else _unknown_days
    return layered([rects, *marks(unknown, canvas), above], canvas, height=DAYS_PX)


def _unknown_days(unknown: pl.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    middle = pl.col("from_time") + HALF_BAR
    base = alt.Chart(unknown.select(middle, label=pl.lit("?"))).encode(
        x=canvas.x,
        y=FOOT,
    )
    palette = canvas.palette
    hatch: dict[str, Any] = {"shape": HATCH, "size": 4, "strokeWidth": 1, "opacity": 1}
    return [
        base.mark_point(**hatch, fill=palette.background, stroke=palette.other_gray),
        base.mark_text(dy=-54, fontWeight=600, color=palette.chart_text).encode(
            text=alt.Text("label:N")
        ),
    ]


def _unknown_weeks(unknown: pl.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    base = alt.Chart(unknown.with_columns(label=pl.lit("?"))).encode(x=canvas.x)
    look: dict[str, Any] = {"color": canvas.palette.even, "opacity": 1}
    strip = base.mark_rect(**look).encode(
        x2=alt.X2("to_time"),
        y=FOOT,
        y2=alt.Y2Value(alt.expr("height - 4")),
    )
    if canvas.shown.n_days > LONGEST_MARKED_DAYS:
        return [strip]
    text = base.mark_text(dy=-12, dx=4, fontWeight=600, color=canvas.palette.chart_text)
    return [strip, text.encode(y=FOOT, text=alt.Text("label:N"))]
