"""What the week trains: sets by muscle group, as a table and as bars."""

from __future__ import annotations

from dataclasses import dataclass, field

import altair as alt
import polars as pl

from core.findings import Side
from core.plan import Exercise, WeekPlan
from views.cards import listed
from views.layers import Layers
from views.theme import Palette, finish

GROUPS = {
    "Calves": ("calf", "gastrocnemius", "soleus"),
    "Front thigh": ("quadriceps",),
    "Back thigh": ("hamstrings",),
    "Buttocks": ("glutes",),
    "Outer hip": ("hip abductors", "hip rotators"),
    "Inner thigh, hip front": ("adductors", "hip flexors"),
    "Side trunk": ("obliques",),
    "Belly": ("rectus abdominis", "deep abdominals", "abdominals", "trunk"),
    "Back": ("back", "back extensors", "lats", "mid-back"),
    "Foot and ankle": (
        *("foot", "foot intrinsics", "ankle"),
        *("tibialis posterior", "peroneals"),
    ),
    "Shoulders and arms": ("shoulders", "neck", "chest", "triceps", "grip"),
}
"""Muscles of the library by the words that a runner uses; what fits none is not drawn."""
COLUMNS = {
    "group": pl.String,
    "sets": pl.Int64,
    "side": pl.String,
    "label": pl.String,
    "exercises": pl.String,
}
MANY_SETS, SOME_SETS = 6, 3
ROW_PX = 34
NAMES_AT, ROOM, ROOM_ON_A_PHONE = 1.4, 2.4, 1.7  # of the longest bar: label, names, label only
LEAST_AXIS_SETS = 6
NAMES_FROM_PX = 520  # narrower charts leave the names to the cards below
_IS_DESK = alt.expr(f"width < {NAMES_FROM_PX} ? 0 : 1")
NAMES_ON_A_DESK = alt.OpacityValue(_IS_DESK)


@dataclass(slots=True)
class _Work:
    left: int = 0
    right: int = 0
    names: dict[str, None] = field(default_factory=dict)


def sets_table(plan: WeekPlan) -> pl.DataFrame:
    """One row a muscle group that the week trains, the most trained first; two where sides differ.

    Columns: `group`, `sets` a side, `side` ("left", "right" or "both"), `label`, `exercises`.
    """
    rows = [row for group, work in _sorted(_counted(plan)) for row in _rows(group, work)]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def sets_chart(table: pl.DataFrame, palette: Palette) -> alt.LayerChart:
    """Bars by muscle group: the stronger the colour, the more sets; labels beside the bars."""
    order = table["group"].to_list()
    longest = max(LEAST_AXIS_SETS, *table["sets"].to_list(), 0)
    y = alt.Y(
        "group:N",
        sort=order,
        axis=alt.Axis(title=None, labelLimit=160, labelBound=False, labelFlush=False),
    )
    x = alt.X("sets:Q", axis=None, scale=alt.Scale(domainMin=0, domainMax=_room(longest)))
    steps = alt.Scale(
        type="threshold", domain=[SOME_SETS, MANY_SETS], range=list(palette.strength_ramp[1:])
    )
    base = alt.Chart(table).encode(y=y)
    bars = base.mark_bar(cornerRadius=3, height=20).encode(
        x=x, color=alt.Color("sets:Q", scale=steps, legend=None)
    )
    sides = alt.Scale(
        domain=["left", "right", "both"], range=[palette.left, palette.right, palette.text]
    )
    labels = base.mark_text(align="left", dx=8, fontWeight=600, fontSize=13).encode(
        x=x, text=alt.Text("label:N"), color=alt.Color("side:N", scale=sides, legend=None)
    )
    rest = alt.ExprRef(f"width * {1 - NAMES_AT / ROOM:.3f}")
    names = base.mark_text(
        align="left",
        color=palette.chart_text,
        fontSize=12,
        limit=rest,
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


def sets_message(table: pl.DataFrame) -> str:
    """What the bars say, in one sentence."""
    if table.is_empty():
        return "No muscle group is trained this week."
    parts = [f"{row['group'].lower()} {row['label']}" for row in table.head(3).to_dicts()]
    return f"Sets this week, the most first: {listed(parts)}."


def _counted(plan: WeekPlan) -> dict[str, _Work]:
    found: dict[str, _Work] = {}
    for session in plan.sessions:
        for each in session.prescriptions:
            for group in _groups(each.exercise):
                work = found.setdefault(group, _Work())
                work.left += each.sets + (each.extra_set_side is Side.LEFT)
                work.right += each.sets + (each.extra_set_side is Side.RIGHT)
                work.names[each.exercise.name] = None
    return found


def _groups(exercise: Exercise) -> list[str]:
    return [group for group, names in GROUPS.items() if set(names) & set(exercise.muscles)]


def _sorted(found: dict[str, _Work]) -> list[tuple[str, _Work]]:
    return sorted(found.items(), key=lambda pair: -max(pair[1].left, pair[1].right))


def _rows(group: str, work: _Work) -> list[tuple[str, int, str, str, str]]:
    names = ", ".join(work.names)
    if work.left == work.right:
        return [(group, work.left, "both", f"{work.left} each side", names)]
    return [
        (f"{group}, left", work.left, "left", f"{work.left} left", names),
        (f"{group}, right", work.right, "right", f"{work.right} right", ""),
    ]
