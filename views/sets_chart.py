"""The list beside the body picture: sets by region, as a table and as bars of the same colours."""

from __future__ import annotations

import altair as alt
import polars as pl

from core.findings import Side
from core.plan import WeekPlan
from views.body_picture import STEPS, Trained, body_list, fills, regions_of
from views.layers import Layers
from views.theme import Palette, finish

COLUMNS = {
    "group": pl.String,
    "sets": pl.Int64,
    "side": pl.String,
    "label": pl.String,
    "exercises": pl.String,
}
DERIVED = {
    "group": "region of the body",
    "sets": "sets of the week that train it",
    "exercises": "by which exercises",
}
ROW_PX, BAR_PX = 33, 20
NAMES_AT, ROOM, ROOM_ON_A_PHONE = 1.75, 3.2, 2.0  # of the longest bar: label, names, label only
LEAST_AXIS_SETS = 6
NAMES_FROM_PX = 340  # narrower charts leave the names to the cards below
_IS_DESK = alt.expr(f"width < {NAMES_FROM_PX} ? 0 : 1")
NAMES_ON_A_DESK = alt.OpacityValue(_IS_DESK)


def sets_table(plan: WeekPlan) -> pl.DataFrame:
    """One row a region that the week trains, the most trained first; two where sides differ.

    Columns: `group`, `sets` a side, `side` ("left", "right" or "both"), `label`, `exercises`.
    """
    names = _names(plan)
    rows = [row for each in body_list(plan) for row in _rows(each, ", ".join(names[each.region]))]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def sets_chart(table: pl.DataFrame, palette: Palette) -> alt.LayerChart:
    """Bars by region in the fills of the body picture; labels beside the bars."""
    order = table["group"].to_list()
    longest = max(LEAST_AXIS_SETS, *table["sets"].to_list(), 0)
    y = alt.Y(
        "group:N",
        sort=order,
        axis=alt.Axis(title=None, labelLimit=160, labelBound=False, labelFlush=False),
    )
    x = alt.X("sets:Q", axis=None, scale=alt.Scale(domainMin=0, domainMax=_room(longest)))
    steps = alt.Scale(type="threshold", domain=list(STEPS), range=list(fills(palette)))
    base = alt.Chart(table).encode(y=y)
    bars = base.mark_bar(cornerRadius=3, height=BAR_PX).encode(
        x=x, color=alt.Color("sets:Q", scale=steps, legend=None)
    )
    sides = alt.Scale(
        domain=["left", "right", "both"], range=[palette.left, palette.right, palette.text]
    )
    labels = base.mark_text(align="left", dx=8, fontWeight=600, fontSize=13).encode(
        x=x, text=alt.Text("label:N"), color=alt.Color("side:N", scale=sides, legend=None)
    )
    names = base.mark_text(
        align="left",
        color=palette.chart_text,
        fontSize=12,
        # Unseen names take no room on a phone either: else they would lie beyond its edge.
        limit=alt.ExprRef(f"width < {NAMES_FROM_PX} ? 1 : width * {1 - NAMES_AT / ROOM:.3f}"),
    ).encode(
        x=alt.XDatum(longest * NAMES_AT),
        text=alt.Text("exercises:N"),
        opacity=NAMES_ON_A_DESK,
    )
    chart: alt.LayerChart = Layers(layer=[bars, labels, names]).resolve_scale(color="independent")
    return finish(chart, palette, height=max(2, len(order)) * ROW_PX)


def _room(longest: int) -> alt.ExprRef:
    """Where the axis ends: beyond the bars it holds the labels, on a desk also the names."""
    return alt.ExprRef(f"width < {NAMES_FROM_PX} ? {longest * ROOM_ON_A_PHONE} : {longest * ROOM}")


def _names(plan: WeekPlan) -> dict[str, dict[str, None]]:
    """The exercises that train each region, each once, in the order of the week."""
    found: dict[str, dict[str, None]] = {}
    for session in plan.sessions:
        for each in session.prescriptions:
            for region in regions_of(each.exercise):
                found.setdefault(region.name, {})[each.exercise.name] = None
    return found


def _rows(each: Trained, names: str) -> list[tuple[str, int, str, str, str]]:
    if each.left == each.right:
        return [(each.region, each.left, "both", f"{each.left} each side", names)]
    return [
        (f"{each.region}, left", each.left, Side.LEFT.value, f"{each.left} left", names),
        (f"{each.region}, right", each.right, Side.RIGHT.value, f"{each.right} right", ""),
    ]
