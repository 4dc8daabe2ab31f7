"""The balance of one run over its way: up is left."""

from __future__ import annotations

import math

import altair as alt
import polars as pl

from core.findings import BALANCE_ACT_PP, BALANCE_WATCH_PP, Side
from core.run import RunDetail
from core.scalars import as_number
from views import words
from views.panel import Picture
from views.plane import TOP
from views.run_lanes import Look, framed, grounds, stops, y_axis
from views.run_way import Way

BALANCE_PX = 200
BIN_M, BIN_S = 200.0, 60.0  # ui-guide; a minute where there is no distance
MOST_BINS = 300
LEAST_SAMPLES = 5  # our choice: "smart recording" has one every 7 s, so nine in 200 m
LEAST_REACH_PP, WIDEST_PP = 1.5, 8.0
ROOM_FOR_WORD_PP = 0.9
EDGE_LABEL = (
    "datum.value === 0 ? 'even' : format(50 + abs(datum.value), '.1f')"
    " + (datum.value > 0 ? ' % L' : ' % R')"
)
DERIVED = {
    "at": "begin of a bin or stretch on the way",
    "until": "its end",
    "low": "10 % of its seconds lie below",
    "high": "90 % of its seconds lie below",
    "middle": "median of its seconds, as a lean",
    "side": "the side that is larger by the watch limit or more",
    "word": "what the grey ground is about",
}


def side_of(lean_pp: float | None) -> Side:
    """The larger side; none below the watch limit, where feet count as even."""
    if lean_pp is None or abs(lean_pp) < BALANCE_WATCH_PP:
        return Side.NONE
    return Side.LEFT if lean_pp > 0 else Side.RIGHT


def bins(detail: RunDetail, way: Way) -> pl.DataFrame:
    """Balance of every 200 m (or minute): `at`, `until`, `low`, `middle`, `high`, `side`."""
    if detail.measure is None:
        return pl.DataFrame(
            schema=dict.fromkeys(("at", "until", "low", "middle", "high"), pl.Float32)
            | {"side": pl.String}
        )
    whole = (BIN_M if way.is_distance else BIN_S) / way.per_unit
    size = whole * max(1, math.ceil(way.end / whole / MOST_BINS))
    lean = pl.col("lean")
    table = (
        detail.seconds.select(at=way.at, lean=pl.col(detail.measure) - 50)
        .drop_nulls()
        .group_by((pl.col("at") / size).floor().alias("bin"))
        .agg(
            low=lean.quantile(0.1, "linear"),
            middle=lean.median(),
            high=lean.quantile(0.9, "linear"),
            n=pl.len(),
        )
        .filter(pl.col("n") >= LEAST_SAMPLES)
        .sort("bin")
    )
    middle = pl.col("middle")
    side = (
        pl.when(middle >= BALANCE_WATCH_PP)
        .then(pl.lit(Side.LEFT.value))
        .when(middle <= -BALANCE_WATCH_PP)
        .then(pl.lit(Side.RIGHT.value))
        .otherwise(pl.lit(Side.NONE.value))
    )
    at = pl.col("bin") * size
    return table.select(
        at.alias("at").cast(pl.Float32),
        pl.min_horizontal(at + size, pl.lit(way.end)).alias("until").cast(pl.Float32),
        pl.col("low", "middle", "high").cast(pl.Float32),
        side.alias("side"),
    )


def balance_lane(detail: RunDetail, look: Look, *, ground_word: str = "") -> Picture | None:
    """Median and the middle 80 % of every 200 m; up is left. None without a balance."""
    table = bins(detail, look.way)
    if table.is_empty():
        return None
    palette = look.palette
    low, high = _reach(table)
    high += ROOM_FOR_WORD_PP if ground_word else 0
    limits = [-BALANCE_ACT_PP, -BALANCE_WATCH_PP, 0, BALANCE_WATCH_PP, BALANCE_ACT_PP]
    limits = [limit for limit in limits if low <= limit <= high]
    axis = y_axis(values=limits, labelExpr=EDGE_LABEL, labelOverlap=False)
    scale = alt.Scale(domain=[low, high], nice=False)
    base = alt.Chart(table)
    x, until = look.way.x(), alt.X2("until")
    colour = alt.Color(
        "side:N",
        scale=alt.Scale(
            domain=[side.value for side in Side], range=[palette.side(side) for side in Side]
        ),
        legend=None,
    )
    even = alt.Chart(pl.DataFrame({"middle": [0.0]})).mark_rule(color=palette.even)
    layers = [
        *grounds(look),
        *_usual(detail, look, alt.Y("low:Q", axis=axis, scale=scale)),
        even.encode(y=alt.Y("middle:Q", axis=axis, scale=scale)),
        *stops(detail, look),
        base.mark_rect(color=palette.even, opacity=0.22, clip=True).encode(
            x=x, x2=until, y=alt.Y("low:Q", axis=axis, scale=scale), y2=alt.Y2("high")
        ),
        base.mark_rule(strokeWidth=3, clip=True).encode(
            x=x, x2=until, y=alt.Y("middle:Q", axis=axis, scale=scale), color=colour
        ),
        *_word(look, ground_word, detail),
    ]
    chart = framed(layers, look, title="Balance", height=BALANCE_PX)
    return Picture(chart=chart, alt=_alt(table, look), key="lane_balance")


def _usual(detail: RunDetail, look: Look, y: alt.Y) -> list[alt.Chart]:
    """Where earlier runs of this sensor lay."""
    if detail.usual_pp is None:
        return []
    low, high = detail.usual_pp
    frame = pl.DataFrame({"at": [0.0], "until": [look.way.end], "low": [low], "high": [high]})
    base = alt.Chart(frame).mark_rect(color=look.palette.band_usual, opacity=0.9, clip=True)
    return [base.encode(x=look.way.x(), x2=alt.X2("until"), y=y, y2=alt.Y2("high"))]


def _word(look: Look, said: str, detail: RunDetail) -> list[alt.Chart]:
    """What the grey ground is about, at its right edge."""
    if not said or look.ground is None or detail.drift is None:
        return []
    frame = pl.DataFrame({"at": [look.ground[1]], "word": [said]})
    text = alt.Chart(frame).mark_text(
        align="right",
        baseline="top",
        dx=-6,
        dy=4,
        fontWeight=600,
        color=look.palette.side(side_of(detail.drift.late_pp)),
    )
    return [text.encode(x=look.way.x(), y=TOP, text=alt.Text("word:N"))]


def _reach(table: pl.DataFrame) -> tuple[float, float]:
    """How far down and up the plane goes: even is always in sight, and both watch limits."""
    low, high = table["low"].quantile(0.02), table["high"].quantile(0.98)
    down = min(-LEAST_REACH_PP, (low or 0.0) - 0.2)
    up = max(LEAST_REACH_PP, (high or 0.0) + 0.2)
    return max(down, -WIDEST_PP), min(up, WIDEST_PP)


def _alt(table: pl.DataFrame, look: Look) -> str:
    middle = table["middle"].cast(pl.Float64)
    lowest, said, highest = (
        words.lean(as_number(value)) for value in (middle.min(), middle.median(), middle.max())
    )
    part = "200 m" if look.way.is_distance else "minute"
    return f"Balance of every {part}: {said} in the middle, from {lowest} to {highest}."
