"""The pictures of a self-test: both sides as bars, and how they went since the last tests."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from core.self_tests import Verdict
from views import self_test_words as say
from views.layers import Layers
from views.theme import Palette, finish

BARS_PX, TREND_PX = 84, 150
ROOM = 1.28  # of the longer bar: for the number at its end
APART = 0.14  # of the domain: labels that are nearer would lie on each other
SIDES = ("left", "right")
DERIVED = {"end": "where a bar ends, and its label begins"}


def bars_chart(found: Verdict, palette: Palette) -> alt.LayerChart:
    """Two bars from zero, left above right; the usual value as a dashed rule where there is one."""
    rows = bars_table(found)
    longest = max([*rows["value"].drop_nulls().to_list(), found.norm or 0, 1])
    x = alt.X(
        "value:Q", axis=None, scale=alt.Scale(domain=[0, longest * ROOM], nice=False, zero=True)
    )
    y = alt.Y("side:N", sort=list(SIDES), axis=alt.Axis(title=None, labelFontSize=13))
    colour = alt.Color(
        "side:N",
        scale=alt.Scale(domain=list(SIDES), range=[palette.left, palette.right]),
        legend=None,
    )
    base = alt.Chart(rows).encode(y=y)
    bars = base.mark_bar(cornerRadiusEnd=4, height=22).encode(x=x, color=colour)
    labels = base.mark_text(align="left", dx=7, fontSize=14, fontWeight=600).encode(
        x=alt.X("end:Q", axis=None), text=alt.Text("label:N"), color=colour
    )
    layers = [bars, labels]
    if found.norm:
        usual = alt.Chart(pl.DataFrame({"value": [float(found.norm)]})).encode(x=x)
        layers.insert(1, usual.mark_rule(color=palette.text, strokeDash=[4, 3], strokeWidth=1.5))
    return finish(Layers(layer=layers), palette, height=BARS_PX)


def bars_table(found: Verdict) -> pl.DataFrame:
    """`side`, `value`, `end` of the bar and `label` of both sides."""
    values = (found.left, found.right)
    return pl.DataFrame(
        {
            "side": list(SIDES),
            "value": list(values),
            "end": [value or 0.0 for value in values],
            "label": [say.amount(value, found.test) for value in values],
        },
        schema={"side": pl.String, "value": pl.Float64, "end": pl.Float64, "label": pl.String},
    )


def trend_chart(history: Sequence[Verdict], palette: Palette) -> alt.LayerChart:
    """A line for each side over the days of the tests, its last number at its end."""
    rows = trend_table(history)
    top = max([*rows["value"].drop_nulls().to_list(), 1]) * 1.12
    x = alt.X(
        "day:T",
        axis=alt.Axis(title=None, format="%-d %b", tickCount=4, grid=False, labelFlush=True),
    )
    y = alt.Y(
        "value:Q",
        axis=alt.Axis(title=None, tickCount=3),
        scale=alt.Scale(domain=[0, top], nice=False),
    )
    colour = alt.Color(
        "side:N",
        scale=alt.Scale(domain=list(SIDES), range=[palette.left, palette.right]),
        legend=None,
    )
    base = alt.Chart(rows).encode(x=x, color=colour)
    lines = base.mark_line(strokeWidth=2.5).encode(y=y, detail="side:N")
    dots = base.mark_circle(size=60, opacity=1).encode(y=y)
    ends = alt.Chart(_ends(rows, top)).encode(x=x, color=colour)
    text = ends.mark_text(align="left", dx=9, fontSize=13, fontWeight=600).encode(
        y=alt.Y("at:Q", scale=alt.Scale(domain=[0, top], nice=False)), text=alt.Text("label:N")
    )
    room = {"right": 76}
    return finish(Layers(layer=[lines, dots, text]), palette, height=TREND_PX, padding=room)


def trend_table(history: Sequence[Verdict]) -> pl.DataFrame:
    """`day`, `side`, `value` and `label` of every test; a side without a number has no row."""
    rows = [
        (found.taken_on, side, value, f"{say.amount(value, found.test)} {side}")
        for found in history
        for side, value in zip(SIDES, (found.left, found.right), strict=True)
        if value is not None
    ]
    schema = {"day": pl.Date, "side": pl.String, "value": pl.Float64, "label": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _ends(rows: pl.DataFrame, top: float) -> pl.DataFrame:
    """The last value of each side, with labels pushed apart where they would meet."""
    last = rows.group_by("side", maintain_order=True).last().sort("value")
    values = last["value"].to_list()
    if len(values) == len(SIDES) and values[1] - values[0] < APART * top:
        middle = (values[0] + values[1]) / 2
        values = [middle - APART * top / 2, middle + APART * top / 2]
    return last.with_columns(pl.Series("at", values, dtype=pl.Float64))
