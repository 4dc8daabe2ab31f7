"""Balance against speed, and long runs from their first to their last third; up is left."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from core.scalars import as_number
from core.where import LateRun, WhereFrom
from views import words
from views.layers import Layers
from views.plane import FOOT, Plane
from views.theme import finish
from views.where_charts import MOST_LATE_RUNS, SIDE_LABEL, Look, points_of, side_colour
from views.where_words import BIN_MIDDLE_MPS

DERIVED = {
    "first_pp": "lean in the first third of a long run",
    "last_pp": "lean in its last third",
    "label": "how much running stands behind a speed",
    "colour": "the side of the last third, as a colour of the palette",
}
TALL_PX, TALLER_PX = 260, 400
NUMBER_PX = 36  # what the counts below a speed need; where they do not fit the table has them
FASTEST_S, SLOWEST_S, TICK_S = 150, 720, 30  # pace per unit, in seconds


def speed_chart(found: WhereFrom, seen: Look) -> alt.LayerChart:
    """Each run at each of its speeds, and the middle of each speed bin with its interval."""
    cells = found.of("speed")
    label = [f"{cell['n_blocks']:,}|{cell['n_runs']}" for cell in cells.iter_rows(named=True)]
    bins = cells.select(
        pl.col("speed_mps") + BIN_MIDDLE_MPS,
        pl.col("lean_pp", "low_pp", "high_pp").cast(pl.Float32),
        pl.Series("label", label, dtype=pl.String),
    )
    points = pl.DataFrame(
        [(point.speed_mps, point.lean_pp) for point in found.points],
        schema={"speed_mps": pl.Float32, "lean_pp": pl.Float32},
        orient="row",
    )
    plane = Plane(
        x_kind="Q",
        y_kind="Q",
        x_axis=_pace_axis(bins["speed_mps"], is_metric=seen.is_metric),
        x_scale=alt.Scale(zero=False, nice=False, padding=12),
        y_axis=_lean_axis(seen),
        y_scale=alt.Scale(domain=[seen.low_pp, seen.high_pp], nice=False),
    )
    whole, ink, fits = alt.Chart(bins), seen.palette.text, _fits(bins["speed_mps"])
    x = plane.x("speed_mps")
    layers = [
        whole.mark_area(color=seen.palette.even, opacity=0.3).encode(
            x=x, y=plane.y("low_pp"), y2=alt.Y2("high_pp")
        ),
        _even_across(seen, plane),
        alt.Chart(points)
        .mark_circle(color=seen.palette.even, size=22, opacity=0.75, clip=True)
        .encode(x=x, y=plane.y("lean_pp")),
        whole.mark_line(color=ink, strokeWidth=2).encode(x=x, y=plane.y("lean_pp")),
        alt.Chart(bins.drop_nulls("lean_pp"))
        .mark_circle(color=ink, size=46, opacity=1)
        .encode(x=x, y=plane.y("lean_pp")),
        whole.mark_text(lineBreak="|", baseline="bottom", dy=-22, opacity=fits).encode(
            x=x, y=FOOT, text=alt.Text("label:N")
        ),
    ]
    return finish(Layers(layer=layers), seen.palette, height=TALLER_PX)


def _fits(speeds: pl.Series) -> alt.ExprRef:
    """Whether the counts stand beside each other, in the chart's own width."""
    low, high = as_number(speeds.min()), as_number(speeds.max())
    if low is None or high is None:
        return alt.ExprRef("1")
    steps = (high - low) / (2 * BIN_MIDDLE_MPS) + 1
    return alt.ExprRef(f"width < {NUMBER_PX * steps:.0f} ? 0 : 1")


def late_chart(late: Sequence[LateRun], seen: Look) -> alt.LayerChart:
    """Each long run from the lean of its first third (open) to that of its last (full)."""
    runs = pl.DataFrame(
        [(run.local_date, run.first_pp, run.last_pp) for run in late[-MOST_LATE_RUNS:]],
        schema={"local_date": pl.Date, "first_pp": pl.Float32, "last_pp": pl.Float32},
        orient="row",
    ).with_columns(colour=side_colour(pl.col("last_pp"), seen.palette))
    step = {"interval": "month", "step": 1}
    plane = Plane(
        x_kind="T",
        y_kind="Q",
        x_axis=alt.Axis(format="%-d %b", tickCount=step, grid=False, labelOverlap=True),
        x_scale=alt.Scale(padding=14),
        y_axis=_lean_axis(seen),
        y_scale=alt.Scale(domain=[seen.low_pp, seen.high_pp], nice=False),
    )
    base = alt.Chart(runs).encode(x=plane.x("local_date"), color=alt.Color("colour:N", scale=None))
    ground = seen.palette.background
    layers = [
        *_band_across(seen, plane),
        _even_across(seen, plane),
        base.mark_rule(strokeWidth=2.5, opacity=0.7).encode(
            y=plane.y("first_pp"), y2=alt.Y2("last_pp")
        ),
        base.mark_point(size=46, fill=ground, strokeWidth=2, opacity=1).encode(
            y=plane.y("first_pp")
        ),
        base.mark_circle(size=90, opacity=1).encode(y=plane.y("last_pp")),
    ]
    return finish(Layers(layer=layers), seen.palette, height=TALL_PX)


def _lean_axis(seen: Look) -> alt.Axis:
    return alt.Axis(
        values=points_of(seen),
        labelExpr=SIDE_LABEL,
        labelOverlap=False,
        minExtent=44,
        maxExtent=44,
    )


def _pace_axis(speeds: pl.Series, *, is_metric: bool) -> alt.Axis:
    """Speeds at round paces, faster to the right."""
    metres = words.metres_per_unit(is_metric=is_metric)
    low = (as_number(speeds.min()) or 2.5) - 2 * BIN_MIDDLE_MPS
    high = (as_number(speeds.max()) or 3.5) + 2 * BIN_MIDDLE_MPS
    paces = [
        metres / second
        for second in range(FASTEST_S, SLOWEST_S, TICK_S)
        if low <= metres / second <= high
    ]
    second = f"round({metres} / datum.value)"
    text = f"floor({second} / 60) + ':' + format({second} % 60, '02d')"
    return alt.Axis(values=paces, labelExpr=text, labelOverlap="parity", grid=False)


def _band_across(seen: Look, plane: Plane) -> list[alt.Chart]:
    if seen.usual is None:
        return []
    band = pl.DataFrame({"low_pp": [seen.usual.low_pp], "high_pp": [seen.usual.high_pp]})
    chart = alt.Chart(band).mark_rect(color=seen.palette.band_usual, clip=True)
    return [chart.encode(y=plane.y("low_pp"), y2=alt.Y2("high_pp"))]


def _even_across(seen: Look, plane: Plane) -> alt.Chart:
    even = alt.Chart(pl.DataFrame({"lean_pp": [0.0]})).mark_rule(color=seen.palette.even)
    line: alt.Chart = even.encode(y=plane.y("lean_pp"))
    return line
