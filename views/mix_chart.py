"""Bars of easy, middle and hard: one for each four weeks, named once, numbered inside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
import polars as pl

from views import words
from views.layers import Layers
from views.theme import Palette, finish

ZONES = {"easy_pct": "easy", "middle_pct": "middle", "hard_pct": "hard"}
SHADES = {"easy": 1, "middle": 4, "hard": 8}  # steps of the load ramp
ROW_PX, LOW_ROW_PX, NAMES_PX = 46, 26, 20
MOST_TALL_ROWS = 4  # more are drawn low, or a year of them leaves its neighbour half empty
LEAST_NUMBERED_PCT = 6.0  # a narrower piece has no room for its number
NAMES_AT_PX = (5, 62, 136)  # a name over its piece would stand over another where that is narrow
ON_MIDDLE = "#0F1720"  # step 5 of the ramp is a middle tone in both themes: dark text on it
DERIVED = {
    "period": "the four weeks and how many runs, in two lines; of many only their first day",
    "zone": "easy, middle or hard",
    "from_pct": "left end of a piece",
    "to_pct": "right end of a piece",
    "at_pct": "where a word stands",
    "label": "the word, or the number of a piece",
}


def span(row: dict[str, Any], *, today: date) -> str:
    """The days of a period: "23 Oct – 19 Nov"; with its year where it ended in another one."""
    first, last = row["period_start"], row["period_end"]
    end = words.short_date(last) if last.year == today.year else words.full_date(last)
    return f"{words.short_date(first)} – {end}"


def whole(shares_pct: Sequence[float]) -> tuple[int, ...]:
    """Shares as whole numbers that add up to 100: the largest remainders are rounded up.

    Example:
        >>> whole((91.4, 2.4, 6.2))
        (92, 2, 6)
    """
    floors = [math.floor(share) for share in shares_pct]
    left = round(sum(shares_pct)) - sum(floors)
    by_rest = sorted(range(len(floors)), key=lambda at: floors[at] - shares_pct[at])
    return tuple(floor + (at in by_rest[:left]) for at, floor in enumerate(floors))


def mix_chart(periods: pl.DataFrame, palette: Palette, *, today: date) -> alt.LayerChart:
    """One bar for each four weeks, in three pieces; their names stand once, above."""
    pieces = _pieces(periods, today)
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
    is_tall = len(rows) <= MOST_TALL_ROWS
    height = NAMES_PX + (ROW_PX if is_tall else LOW_ROW_PX) * len(rows)
    layers = [bars, *numbers, *_names(palette)]
    return finish(Layers(layer=layers), palette, height=height, padding={"top": NAMES_PX})


def _pieces(periods: pl.DataFrame, today: date) -> pl.DataFrame:
    """One row a piece, zone after zone: `period`, `zone`, `share_pct` and its two ends."""
    rows = [
        {"period": name, "zone": zone, "share_pct": share, "label": str(number)}
        for name, row in zip(_row_names(periods, today), periods.iter_rows(named=True), strict=True)
        for (column, zone), number in zip(
            ZONES.items(), whole([row[column] for column in ZONES]), strict=True
        )
        for share in (row[column],)
    ]
    end = pl.col("share_pct").cum_sum().over("period")
    long = pl.DataFrame(rows)
    return long.with_columns(from_pct=end - pl.col("share_pct"), to_pct=end)


def _row_names(periods: pl.DataFrame, today: date) -> list[str]:
    """What stands left of each bar: its days and runs; of many the first day, a year once."""
    rows = list(periods.iter_rows(named=True))
    if len(rows) <= MOST_TALL_ROWS:
        return [f"{span(row, today=today)}|{words.count(row['n_runs'], 'run')}" for row in rows]
    starts = [row["period_start"] for row in rows]
    years = [None, *(day.year for day in starts)]
    return [
        words.short_date(day) if day.year == year else words.full_date(day)
        for day, year in zip(starts, years, strict=False)
    ]


def _numbers(pieces: pl.DataFrame, palette: Palette) -> list[tuple[pl.DataFrame, str]]:
    """The number of each piece that has room for it, dark on pale and pale on dark."""
    middle = (pl.col("from_pct") + pl.col("to_pct")) / 2
    wide = pieces.filter(pl.col("share_pct") >= LEAST_NUMBERED_PCT).select(
        "period", "zone", middle.alias("at_pct"), "label"
    )
    is_easy = pl.col("zone") == "easy"
    is_hard = pl.col("zone") == "hard"
    return [
        (wide.filter(is_easy).drop("zone"), palette.text),
        (wide.filter(~is_easy & ~is_hard).drop("zone"), ON_MIDDLE),
        (wide.filter(is_hard).drop("zone"), palette.background),
    ]


def _names(palette: Palette) -> list[alt.Chart]:
    """The three names above the first bar, each beside a square of its shade."""
    layers: list[alt.Chart] = []
    for (zone, step), at_px in zip(SHADES.items(), NAMES_AT_PX, strict=True):
        name = f"{zone}, %" if zone == "hard" else zone
        base = alt.Chart(pl.DataFrame({"label": [name]}))
        square: dict[str, Any] = {
            "aria": False,  # the word beside it says all
            "shape": "square",
            "size": 90,
            "filled": True,
            "opacity": 1,
            "color": palette.load_ramp[step],
        }
        word = base.mark_text(align="left", dx=9, fontWeight=600, color=palette.text)
        place = {"x": alt.XValue(at_px), "y": alt.YValue(-8)}
        layers += [
            base.mark_point(**square).encode(**place),
            word.encode(**place, text="label:N"),
        ]
    return layers
