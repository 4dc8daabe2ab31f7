"""The cells of one cause as dots with their intervals; left is on the left."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import polars as pl

from core.schemas import WHERE
from core.where import UsualBand, WhereFrom
from views import words
from views.layers import Layers
from views.plane import LEFT_EDGE, Plane
from views.theme import Palette, finish
from views.where_words import cell_name, counted, value

DERIVED = {
    "row": "place of a cell in its cause",
    "name": "what the cell is called, and how much running stands behind it",
    "label": "its lean in words",
    "colour": "side, or grey where the interval holds even, as a colour of the palette",
}
RIGHT_EDGE = alt.XValue("width")
LEAST_REACH_PP = 1.2
ROW_PX, AXIS_PX = 46, 26
ABOVE_PX, BELOW_PX, BAND_PX = 11, 9, 18  # words above, dot and interval below
MOST_LATE_RUNS = 30
SIDE_LABEL = (
    "datum.value === 0 ? 'even'"
    " : format(50 + abs(datum.value), '.0f') + (datum.value > 0 ? ' % L' : ' % R')"
)
NAME_LIMIT = alt.ExprRef("width - 84")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What all pictures of the section share: colours, the usual band and one scale."""

    palette: Palette
    is_metric: bool
    usual: UsualBand | None
    low_pp: float
    high_pp: float


def look(found: WhereFrom, palette: Palette, *, is_metric: bool) -> Look:
    """One scale for all causes, wide enough for every interval."""
    usual = usual_of(found)
    table = found.table
    ends = [*table["low_pp"].drop_nulls(), *table["high_pp"].drop_nulls(), 0.0]
    ends += [pp for run in found.late[-MOST_LATE_RUNS:] for pp in (run.first_pp, run.last_pp)]
    if usual is not None:
        ends += [usual.low_pp, usual.high_pp]
    return Look(
        palette=palette,
        is_metric=is_metric,
        usual=usual,
        low_pp=min(-LEAST_REACH_PP, min(ends) - 0.3),
        high_pp=max(LEAST_REACH_PP, max(ends) + 0.3),
    )


def usual_of(found: WhereFrom) -> UsualBand | None:
    """The usual band of the present sensor, if it has one yet."""
    return next(
        (
            band
            for band in found.usual
            if band.measure == found.measure and band.sensor == found.sensor
        ),
        None,
    )


def cells_chart(cells: pl.DataFrame, seen: Look) -> alt.LayerChart:
    """One row a cell: name and counts, its lean, and the interval below; left on the left."""
    rows = _rows(cells, seen)
    plane = Plane(
        x_kind="Q",
        y_kind="N",
        x_axis=alt.Axis(values=points_of(seen), labelExpr=SIDE_LABEL, labelOverlap="parity"),
        x_scale=alt.Scale(domain=[seen.high_pp, seen.low_pp], nice=False),
    )
    base = alt.Chart(rows).encode(y=plane.y("row"))
    known = alt.Chart(rows.drop_nulls("lean_pp")).encode(y=plane.y("row"))
    colour = alt.Color("colour:N", scale=None)
    ink, grey = seen.palette.text, seen.palette.chart_text
    layers = [
        *_band(rows, seen, plane),
        _even(seen, plane),
        base.mark_text(align="left", dy=-ABOVE_PX, limit=NAME_LIMIT, color=grey).encode(
            x=LEFT_EDGE, text=alt.Text("name:N")
        ),
        base.mark_text(align="right", dy=-ABOVE_PX, color=ink, fontWeight=600).encode(
            x=RIGHT_EDGE, text=alt.Text("label:N")
        ),
        known.mark_rule(strokeWidth=2.5, yOffset=BELOW_PX, clip=True).encode(
            x=plane.x("low_pp"), x2=alt.X2("high_pp"), color=colour
        ),
        known.mark_circle(size=80, opacity=1, yOffset=BELOW_PX).encode(
            x=plane.x("lean_pp"), color=colour
        ),
    ]
    height = AXIS_PX + ROW_PX * max(1, rows.height)
    return finish(Layers(layer=layers), seen.palette, height=height)


def table(rows: pl.DataFrame, *, is_metric: bool) -> pl.DataFrame:
    """Cells in words: what a picture shows."""
    cells = list(WHERE.check(rows).iter_rows(named=True))
    return pl.DataFrame(
        {
            "Cell": [cell_name(cell, is_metric=is_metric) for cell in cells],
            "Balance": [value(cell) for cell in cells],
            "95 % interval": [
                words.UNKNOWN
                if cell["is_thin"]
                else f"{words.lean(cell['low_pp'])} to {words.lean(cell['high_pp'])}"
                for cell in cells
            ],
            "Stands on": [counted(cell) for cell in cells],
        }
    )


def _rows(cells: pl.DataFrame, seen: Look) -> pl.DataFrame:
    told = list(cells.iter_rows(named=True))
    names = [f"{cell_name(cell, is_metric=seen.is_metric)} · {counted(cell)}" for cell in told]
    is_even = (pl.col("low_pp") <= 0) & (pl.col("high_pp") >= 0)
    grey = pl.lit(seen.palette.even)
    return cells.select(
        pl.Series("row", [f"{n:02d}" for n in range(len(told))], dtype=pl.String),
        pl.Series("name", names, dtype=pl.String),
        pl.Series("label", [value(cell) for cell in told], dtype=pl.String),
        pl.col("lean_pp", "low_pp", "high_pp").cast(pl.Float32),
        colour=pl.when(is_even).then(grey).otherwise(side_colour(pl.col("lean_pp"), seen.palette)),
    )


def side_colour(lean: pl.Expr, palette: Palette) -> pl.Expr:
    """The colour of the side that a lean is on."""
    return pl.when(lean > 0).then(pl.lit(palette.left)).otherwise(pl.lit(palette.right))


def points_of(seen: Look) -> list[int]:
    """Whole points of the scale; every second one where there are many."""
    step = 1 if seen.high_pp - seen.low_pp <= 7 else 2
    first, last = int(seen.low_pp // step) * step, int(seen.high_pp // step) * step
    return [point for point in range(first, last + 1, step) if seen.low_pp <= point]


def _band(rows: pl.DataFrame, seen: Look, plane: Plane) -> list[alt.Chart]:
    """The usual band, in each row only below its words."""
    if seen.usual is None:
        return []
    low, high = pl.lit(seen.usual.low_pp), pl.lit(seen.usual.high_pp)
    band = alt.Chart(rows.select("row", low_pp=low, high_pp=high)).mark_bar(
        color=seen.palette.band_usual, height=BAND_PX, yOffset=BELOW_PX, clip=True
    )
    return [band.encode(x=plane.x("low_pp"), x2=alt.X2("high_pp"), y=plane.y("row"))]


def _even(seen: Look, plane: Plane) -> alt.Chart:
    even = alt.Chart(pl.DataFrame({"lean_pp": [0.0]})).mark_rule(color=seen.palette.even)
    line: alt.Chart = even.encode(x=plane.x("lean_pp"))
    return line
