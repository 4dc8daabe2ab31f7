"""The small picture beside a flag: what the verdict looks like in the runner's own data."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from core.findings import BALANCE_WATCH_PP, CEILING_RATIO, Flag, Review
from views import words
from views.balance_charts import (
    EDGES_PP,
    LEAST_DOMAIN_PP,
    farthest,
    runs_behind,
    side_colour,
)
from views.layers import Layers
from views.plane import FOOT, FROM_EVEN, LEFT_EDGE, Plane
from views.theme import Palette, finish

DERIVED = {
    "row": "one run: its place and, behind a bar, its day as words",
    "name": "which of the two runs of a jump",
    "label": "text beside a mark",
    "limit_m": "1.10 times the longest run of the month before",
    "band_end_pp": "the other end of the band below our watch limit",
    "colour": "what a bar means, as a colour of the palette",
}
DAY_OF_ROW = "split(datum.label, '|')[1]"  # two runs of one day are two rows with one label
SHORT_LABEL = (
    "datum.value === 0 ? 'even'"
    " : format(50 + abs(datum.value), '.1f') + (datum.value > 0 ? ' L' : ' R')"
)
ROW_PX = 30
SPIKE_PX = 150


def picture(flag: Flag, review: Review, palette: Palette) -> tuple[alt.LayerChart, str] | None:
    """The chart of a flag and what it says, or None for a flag without a picture."""
    if flag.id == "GCT_BALANCE" and not runs_behind(review).is_empty():
        return lollipop_chart(review, palette), f"{flag.title}: {words.lean(flag.value)}."
    if flag.id == "SESSION_SPIKE" and (run := spike_run(flag, review)) is not None:
        return spike_chart(run, flag, palette=palette, review=review), flag.text
    return None


def lollipop_chart(review: Review, palette: Palette) -> alt.LayerChart:
    """The counted runs, one row each, left on the left; the band lies below our watch limit."""
    runs = _rows(review)
    reach = max(LEAST_DOMAIN_PP, farthest(runs["lean_pp"]) + 0.6)
    plane = Plane(
        x_kind="Q",
        y_kind="N",
        x_axis=alt.Axis(
            values=list(EDGES_PP), labelExpr=SHORT_LABEL, labelOverlap="parity", grid=False
        ),
        x_scale=alt.Scale(domain=[reach, -reach], nice=False),  # turned round: left is left
        y_axis=alt.Axis(labelExpr=DAY_OF_ROW, labelBound=False, labelFlush=False),
    )
    colour = side_colour(review, palette)
    dots = alt.Chart(runs).encode(x=plane.x("lean_pp"), y=plane.y("row"))
    layers = [
        *_even_band(palette, plane),
        dots.mark_rule(color=colour, strokeWidth=3).encode(x2=FROM_EVEN),
        dots.mark_circle(color=colour, size=110, opacity=1),
        *_shares(runs, plane, colour),
    ]
    height = 44 + ROW_PX * max(1, len(runs))
    return finish(Layers(layer=layers), palette, height=height)


def _rows(review: Review) -> pl.DataFrame:
    runs = runs_behind(review)
    days = [words.day(day, today=review.today) for day in runs["local_date"]]
    return runs.select(
        "lean_pp",
        pl.Series("row", [f"{n}|{day}" for n, day in enumerate(days)], dtype=pl.String),
        pl.Series("label", [f"{50 + abs(lean):.1f}" for lean in runs["lean_pp"]], dtype=pl.String),
    )


def spike_run(flag: Flag, review: Review) -> dict[str, Any] | None:
    """The SPIKES row of the run that the flag is about: the latest with the flag's ratio."""
    if flag.value is None:
        return None
    ratio = pl.col("spike_ratio")
    rows = review.spikes.sort("start_time").filter((ratio - flag.value).abs() < 0.005)
    return rows.row(-1, named=True) if rows.height else None


def spike_chart(
    run: dict[str, Any], flag: Flag, *, review: Review, palette: Palette
) -> alt.LayerChart:
    """One run below the longest of the 30 days before it, with 1.10 times that as a mark."""
    limit_m = CEILING_RATIO * run["reference_distance_m"]
    bars = _spike_bars(run, review).with_columns(
        colour=pl.Series([palette.bar, palette.tone(flag.tone)]), limit_m=pl.lit(limit_m)
    )
    reach_m = 1.04 * max(run["distance_m"], limit_m)
    plane = Plane(x_kind="Q", y_kind="N", x_scale=alt.Scale(domain=[0, reach_m], nice=False))
    base = alt.Chart(bars).encode(y=plane.y("name"))
    bar = base.mark_bar(height=20, cornerRadiusEnd=4, yOffset=8)
    layers = [
        bar.encode(x=plane.x("distance_m"), x2=FROM_EVEN, color=alt.Color("colour:N", scale=None)),
        base.mark_text(align="left", dy=-14, color=palette.text).encode(
            x=LEFT_EDGE, text=alt.Text("label:N")
        ),
        *_limit(bars, review, palette, plane=plane),
    ]
    return finish(Layers(layer=layers), palette, height=SPIKE_PX)


def _spike_bars(run: dict[str, Any], review: Review) -> pl.DataFrame:
    """The reference run and the run itself, each with its sentence."""
    rows = (
        ("Longest of the 30 days before", run["reference_date"], run["reference_distance_m"]),
        ("This run", run["local_date"], run["distance_m"]),
    )
    is_metric, today = review.profile.is_metric, review.today
    return pl.DataFrame(
        {
            "name": [name for name, _, _ in rows],
            "distance_m": [metres for _, _, metres in rows],
            "label": [
                f"{name}, {words.day(day, today=today)}: "
                f"{words.distance(metres, is_metric=is_metric)}"
                for name, day, metres in rows
            ],
        }
    )


def _limit(
    bars: pl.DataFrame, review: Review, palette: Palette, *, plane: Plane
) -> list[alt.Chart]:
    """A mark across each bar only, so that no label above a bar is struck through."""
    limit_m = bars["limit_m"][0]
    said = f"1.10 times: {words.distance(limit_m, is_metric=review.profile.is_metric)}"
    mark = alt.Chart(bars).mark_tick(
        color=palette.text, orient="vertical", height=28, thickness=2, yOffset=8
    )
    foot = alt.Chart(pl.DataFrame({"limit_m": [limit_m]})).mark_text(
        align="right", baseline="bottom", dx=-4, text=said
    )
    return [
        mark.encode(x=plane.x("limit_m"), y=plane.y("name")),
        foot.encode(x=plane.x("limit_m"), y=FOOT),
    ]


def _even_band(palette: Palette, plane: Plane) -> list[alt.Chart]:
    band = alt.Chart(
        pl.DataFrame({"lean_pp": [-BALANCE_WATCH_PP], "band_end_pp": [BALANCE_WATCH_PP]})
    )
    even = alt.Chart(pl.DataFrame({"lean_pp": [0.0]}))
    x = plane.x("lean_pp")
    return [
        band.mark_rect(color=palette.band_usual).encode(x=x, x2=alt.X2("band_end_pp")),
        even.mark_rule(color=palette.even).encode(x=x),
    ]


def _shares(runs: pl.DataFrame, plane: Plane, colour: str) -> list[alt.Chart]:
    """The numbers on the outer side of their dots, so that no line runs through them."""
    is_left = pl.col("lean_pp") >= 0
    parts = ((runs.filter(is_left), -22), (runs.filter(~is_left), 22))
    return [
        alt.Chart(part)
        .mark_text(color=colour, fontWeight=600, dx=dx)
        .encode(x=plane.x("lean_pp"), y=plane.y("row"), text=alt.Text("label:N"))
        for part, dx in parts
        if part.height
    ]
