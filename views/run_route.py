"""The way of one run drawn from its own positions: no map service is asked."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import polars as pl

from core.findings import BALANCE_ACT_PP, BALANCE_WATCH_PP
from core.run import RunDetail
from core.scalars import as_number
from core.units import EARTH_RADIUS_M
from views import run_heights, words
from views.layers import Layers
from views.panel import Panel, Picture
from views.run_balance import bins
from views.run_lanes import Look
from views.theme import finish

LEAST_PX, MOST_PX = 380, 640
ROW_PX, HEAD_PX = 25, 60  # as tall as the splits beside it
MOST_SEGMENTS = 600
LEAST_M = 50.0  # our choice: below it there is no way to draw
LEAST_POINTS = 20
MOST_MARKS = 14
MARK_STEPS = (1, 2, 5, 10, 20, 50)
N_PACES = 5
NEAR_SHARE = 0.12  # of half the width
NORTH = "N ↑"
DERIVED = {
    "east_m": "metres east of the middle of the way",
    "north_m": "metres north of it",
    "east_end_m": "the end of a piece of the way",
    "north_end_m": "its end",
    "piece": "number of a part between two pauses far apart",
    "colour_index": "which colour a piece has",
    "word": "a label",
}


def panel(detail: RunDetail, look: Look) -> Panel | None:
    """The card with the way; None where no positions are known."""
    drawn = picture(detail, look)
    if drawn is None:
        return None
    return Panel(heading="Where it happened", text=f":small[{legend(detail)}]", pictures=(drawn,))


def picture(detail: RunDetail, look: Look) -> Picture | None:
    """The way coloured by balance, or by pace where no balance was measured; None without one."""
    points = _points(detail)
    if points.height < LEAST_POINTS or _half_width(points) < LEAST_M / 2:
        return None
    coloured, colours = _coloured(detail, look, points)
    half_m = 1.12 * _half_width(points)
    x, y = _scale("width", "height", half_m), _scale("height", "width", half_m)
    east, north = alt.X("east_m:Q", axis=None, scale=x), alt.Y("north_m:Q", axis=None, scale=y)
    layers = [
        *_way(coloured, colours, plane=(east, north), look=look),
        *_marks(points, (east, north), look),
        *_legend(half_m, (east, north), look),
    ]
    chart = finish(Layers(layer=layers), look.palette, height=_height(detail))
    return Picture(chart=chart, alt=_alt(detail, points, look), key="route")


def legend(detail: RunDetail) -> str:
    """What the colours mean."""
    drawn = "Drawn here; no map service is asked."
    if detail.measure is None:
        return f"Stronger colour: faster. {drawn}"
    pale = "your usual" if detail.usual_pp else f"up to {50 + BALANCE_ACT_PP:.1f} %"
    full = "beyond it" if detail.usual_pp else "more"
    return f":orange[Left], :blue[right], grey even or unknown. Pale: {pale}; full: {full}. {drawn}"


def _points(detail: RunDetail) -> pl.DataFrame:
    """Every so many seconds one point, in metres from the middle; parts end at long gaps."""
    known = detail.seconds.select("segment_index", "way_m", "speed_mps", "lat_deg", "lon_deg")
    known = known.drop_nulls(["lat_deg", "lon_deg"])
    known = known.gather_every(max(1, math.ceil(known.height / MOST_SEGMENTS)))
    lat, lon = pl.col("lat_deg"), pl.col("lon_deg")
    turn = (lon - lon.first() + 540) % 360 - 180  # across the date line a step is a short one
    metres = EARTH_RADIUS_M * math.pi / 180
    placed = known.with_columns(
        east_m=turn * lat.mean().radians().cos() * metres, north_m=(lat - lat.mean()) * metres
    )
    middle = [(pl.col(name).max() + pl.col(name).min()) / 2 for name in ("east_m", "north_m")]
    return placed.with_columns(
        pl.col("east_m") - middle[0],
        pl.col("north_m") - middle[1],
        piece=(pl.col("segment_index") != pl.col("segment_index").shift())
        .fill_null(value=False)
        .cum_sum(),
    )


def _half_width(points: pl.DataFrame) -> float:
    most = points.select(pl.max_horizontal(pl.col("east_m", "north_m").abs().max())).item()
    return float(most or 0.0)


def _scale(own: str, other: str, half_m: float) -> alt.Scale:
    """Equal scales at any width: a metre is as long to the east as to the north."""
    wide = f"{half_m} * max(1, {own} / {other})"
    low, high = alt.ExprRef(f"-{wide}"), alt.ExprRef(wide)
    return alt.Scale(domainMin=low, domainMax=high, nice=False, zero=False)


def _coloured(
    detail: RunDetail, look: Look, points: pl.DataFrame
) -> tuple[pl.DataFrame, list[str]]:
    """Pieces of the way with the number of their colour, and the colours."""
    pieces = points.with_columns(
        east_end_m=pl.col("east_m").shift(-1).over("piece"),
        north_end_m=pl.col("north_m").shift(-1).over("piece"),
    ).drop_nulls(["east_end_m", "north_end_m"])
    if detail.measure is None:
        rank = pl.col("speed_mps").rank("ordinal") / pl.col("speed_mps").count()
        index = (rank * N_PACES).ceil().cast(pl.Int8).fill_null(1) - 1
        ramp = look.palette.load_ramp
        return pieces.with_columns(colour_index=index), [ramp[n] for n in (2, 4, 5, 7, 9)]
    found = bins(detail, look.way).select("at", "middle").sort("at")
    at = (pl.col("way_m") / look.way.per_unit).cast(pl.Float32)
    joined = pieces.with_columns(at=at).sort("at").join_asof(found, on="at", strategy="backward")
    lean, (low, high) = pl.col("middle"), _usual(detail)
    index = (
        pl.when(lean >= max(high, BALANCE_WATCH_PP))
        .then(0)
        .when(lean >= BALANCE_WATCH_PP)
        .then(1)
        .when(lean <= min(low, -BALANCE_WATCH_PP))
        .then(4)
        .when(lean <= -BALANCE_WATCH_PP)
        .then(3)
        .otherwise(2)
    )
    palette = look.palette
    pale_left, pale_right = palette.side_ramp[3], palette.side_ramp[6]
    colours = [palette.left, pale_left, palette.even, pale_right, palette.right]
    return joined.with_columns(colour_index=index.cast(pl.Int8)), colours


def _usual(detail: RunDetail) -> tuple[float, float]:
    """Beyond which leans the colour is full: beyond the earlier runs, else beyond our act limit."""
    return detail.usual_pp or (-BALANCE_ACT_PP, BALANCE_ACT_PP)


def _height(detail: RunDetail) -> int:
    return min(MOST_PX, max(LEAST_PX, HEAD_PX + ROW_PX * detail.splits.height))


def _way(
    pieces: pl.DataFrame, colours: list[str], *, plane: tuple[alt.X, alt.Y], look: Look
) -> list[alt.Chart]:
    """A halo, and the pieces in their colours on it."""
    columns = ("east_m", "north_m", "east_end_m", "north_end_m")
    frame = pieces.select(pl.col(columns).cast(pl.Float32), pl.col("colour_index"))
    base = alt.Chart(frame).encode(
        x=plane[0], y=plane[1], x2=alt.X2("east_end_m"), y2=alt.Y2("north_end_m")
    )
    scale = alt.Scale(domain=list(range(len(colours))), range=colours)
    colour = alt.Color("colour_index:O", scale=scale, legend=None)
    return [
        base.mark_rule(strokeWidth=9, strokeCap="round", color=look.palette.panel),
        base.mark_rule(strokeWidth=4.5, strokeCap="round").encode(color=colour),
    ]


def _marks(points: pl.DataFrame, plane: tuple[alt.X, alt.Y], look: Look) -> list[alt.Chart]:
    """Every kilometre or mile a dot with its number; start and end."""
    unit = words.metres_per_unit(is_metric=look.is_metric)
    total = (as_number(points["way_m"].max()) or 0.0) / unit
    step = next((s for s in MARK_STEPS if total / s <= MOST_MARKS), MARK_STEPS[-1])
    number = (pl.col("way_m") / unit / step).floor().cast(pl.Int32)
    firsts = points.filter(pl.col("way_m").is_not_null()).with_columns(number=number)
    firsts = firsts.unique("number", keep="first", maintain_order=True).filter(pl.col("number") > 0)
    dots = firsts.select(
        pl.col("east_m", "north_m").cast(pl.Float32),
        word=(pl.col("number") * step).cast(pl.String),
    )
    ends = pl.concat([points.head(1), points.tail(1)]).select(
        pl.col("east_m", "north_m").cast(pl.Float32), word=pl.Series(["start", "end"])
    )
    if _is_loop(points):
        ends = ends.head(1).with_columns(word=pl.lit("start, end"))
    palette = look.palette
    layers = []
    if dots.height:
        base = alt.Chart(dots).encode(x=plane[0], y=plane[1])
        layers.append(base.mark_circle(size=16, color=palette.background, opacity=1))
        layers += _words(base, look, dx=11, dy=-8, fontSize=11)
    at_ends = alt.Chart(ends).encode(x=plane[0], y=plane[1])
    layers.append(at_ends.mark_circle(size=90, color=palette.text, opacity=1))
    layers += _words(at_ends, look, dy=16, fontWeight=600, color=palette.text)
    return layers


def _is_loop(points: pl.DataFrame) -> bool:
    """Whether the ends lie so near to each other that their words would."""
    apart = points.select(
        (pl.col(name).last() - pl.col(name).first()).abs() for name in ("east_m", "north_m")
    ).row(0)
    return float(max(apart)) < NEAR_SHARE * _half_width(points)


def _words(base: alt.Chart, look: Look, **how: Any) -> list[alt.Chart]:
    """Words with a rim in the colour of the ground, so that the way does not strike them out."""
    ground = look.palette.background
    rim = base.mark_text(**(how | {"color": ground, "stroke": ground, "strokeWidth": 4}))
    return [
        rim.encode(text=alt.Text("word:N")),
        base.mark_text(**how).encode(text=alt.Text("word:N")),
    ]


def _legend(half_m: float, plane: tuple[alt.X, alt.Y], look: Look) -> list[alt.Chart]:
    """North and a bar of so many metres or feet, in the lower left corner."""
    said, length = run_heights.scale_bar(0.6 * half_m, is_metric=look.is_metric)
    y, left = -0.94 * half_m, -0.98 * half_m
    bar = pl.DataFrame({"east_m": [left], "north_m": [y], "east_end_m": [left + length]})
    base = alt.Chart(bar.with_columns(word=pl.lit(f"{said}   {NORTH}")))
    rule = base.mark_rule(strokeWidth=2, color=look.palette.chart_text)
    text = base.mark_text(align="left", dy=-9).encode(
        x=plane[0], y=plane[1], text=alt.Text("word:N")
    )
    return [rule.encode(x=plane[0], x2=alt.X2("east_end_m"), y=plane[1]), text]


def _alt(detail: RunDetail, points: pl.DataFrame, look: Look) -> str:
    east = points.select(pl.col("east_m").max() - pl.col("east_m").min()).item()
    north = points.select(pl.col("north_m").max() - pl.col("north_m").min()).item()
    by = "pace" if detail.measure is None else "balance"
    return (
        f"The way of the run, {words.distance(east, is_metric=look.is_metric)} from west to east "
        f"and {words.distance(north, is_metric=look.is_metric)} from south to north, coloured by "
        f"{by}."
    )
