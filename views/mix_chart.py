"""Bars of easy, middle and hard: one for each four weeks, named once, numbered inside."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import polars as pl

from views import words
from views.layers import Layers
from views.theme import Palette, finish

Align = Literal["left", "right"]
ZONES = {"easy_pct": "easy", "middle_pct": "middle", "hard_pct": "hard"}
SHADES = {"easy": 1, "middle": 4, "hard": 8}  # steps of the load ramp
ROW_PX, NAMES_PX = 46, 20
LEAST_NUMBERED_PCT = 6.0  # a narrower piece has no room for its number
NAME_SPAN_PCT = (22.0, 70.0)  # where "middle" stands free of "easy" and "hard"
ON_MIDDLE = "#0F1720"  # step 5 of the ramp is a middle tone in both themes: dark text on it
DERIVED = {
    "period": "the four weeks and how many runs, in two lines",
    "zone": "easy, middle or hard",
    "from_pct": "left end of a piece",
    "to_pct": "right end of a piece",
    "at_pct": "where a word stands",
    "label": "the word, or the number of a piece",
}


def span(row: dict[str, Any]) -> str:
    """The days of a period: "23 Oct – 19 Nov"."""
    first, last = row["period_start"], row["period_end"]
    return " – ".join(f"{day.day} {words.MONTH_NAMES[day.month - 1]}" for day in (first, last))


def mix_chart(periods: pl.DataFrame, palette: Palette) -> alt.LayerChart:
    """One bar for each four weeks, in three pieces; their names stand once, above."""
    pieces = _pieces(periods)
    rows = pieces["period"].unique(maintain_order=True).to_list()
    y = alt.Y(
        "period:N",
        title=None,
        sort=rows,
        axis=alt.Axis(labelExpr="split(datum.label, '|')", grid=False, labelLimit=120),
        scale=alt.Scale(paddingInner=0.34, paddingOuter=0.1),
    )
    scale = alt.Scale(domain=[0, 100], nice=False)
    x = alt.X("from_pct:Q", title=None, axis=None, scale=scale)
    colours = alt.Scale(
        domain=list(SHADES), range=[palette.load_ramp[step] for step in SHADES.values()]
    )
    bars = (
        alt.Chart(pieces)
        .mark_bar(stroke=palette.background, strokeWidth=2)
        .encode(
            x=x,
            x2=alt.X2("to_pct"),
            y=y,
            color=alt.Color("zone:N", scale=colours, legend=None),
        )
    )
    middle = alt.X("at_pct:Q", title=None, axis=None, scale=scale)
    numbers = [
        alt.Chart(frame).mark_text(color=colour).encode(x=middle, y=y, text="label:N")
        for frame, colour in _numbers(pieces, palette)
        if frame.height
    ]
    height = NAMES_PX + ROW_PX * len(rows)
    layers = [bars, *numbers, *_names(pieces, middle, palette)]
    return finish(Layers(layer=layers), palette, height=height, padding={"top": NAMES_PX})


def _pieces(periods: pl.DataFrame) -> pl.DataFrame:
    """One row a piece, zone after zone: `period`, `zone`, `share_pct` and its two ends."""
    said = [
        f"{span(row)}|{words.count(row['n_runs'], 'run')}" for row in periods.iter_rows(named=True)
    ]
    wide = periods.select(*ZONES).with_columns(pl.Series("period", said, dtype=pl.String))
    long = wide.unpivot(list(ZONES), index="period", variable_name="zone", value_name="share_pct")
    end = pl.col("share_pct").cum_sum().over("period")
    named = pl.col("zone").replace_strict(ZONES)
    return long.with_columns(named, from_pct=end - pl.col("share_pct"), to_pct=end)


def _numbers(pieces: pl.DataFrame, palette: Palette) -> list[tuple[pl.DataFrame, str]]:
    """The number of each piece that has room for it, dark on pale and pale on dark."""
    middle = (pl.col("from_pct") + pl.col("to_pct")) / 2
    wide = pieces.filter(pl.col("share_pct") >= LEAST_NUMBERED_PCT).select(
        "period", "zone", middle.alias("at_pct"), pl.col("share_pct").round(0).alias("share")
    )
    labelled = wide.with_columns(label=pl.col("share").cast(pl.Int32).cast(pl.String))
    is_easy = pl.col("zone") == "easy"
    is_hard = pl.col("zone") == "hard"
    drawn = labelled.select("period", "zone", "at_pct", "label")
    return [
        (drawn.filter(is_easy).drop("zone"), palette.text),
        (drawn.filter(~is_easy & ~is_hard).drop("zone"), ON_MIDDLE),
        (drawn.filter(is_hard).drop("zone"), palette.background),
    ]


def _names(pieces: pl.DataFrame, x: alt.X, palette: Palette) -> list[alt.Chart]:
    """The three names above the first bar; the middle one keeps clear of its neighbours."""
    first = pieces.filter(pl.col("period") == pieces["period"][0])
    start = {row["zone"]: row["from_pct"] for row in first.iter_rows(named=True)}
    low, high = NAME_SPAN_PCT
    places: tuple[tuple[str, float, Align], ...] = (
        ("easy, %", 0.0, "left"),
        ("middle", min(max(start["middle"], low), high), "left"),
        ("hard", 100.0, "right"),
    )
    top = alt.YValue(-8)
    return [
        alt.Chart(pl.DataFrame({"at_pct": [at], "label": [name]}))
        .mark_text(align=align, fontWeight=600, color=palette.text)
        .encode(x=x, y=top, text="label:N")
        for name, at, align in places
    ]
