"""What of one run counted for its balance, what was left out, and why."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from core.activity import RUNNING
from core.run import RunDetail
from views import words
from views.balance_table import sensor_name
from views.balance_words import coloured
from views.panel import Panel, Picture
from views.run_lanes import Look, framed, y_axis
from views.run_reasons import REASONS
from views.run_way import Way

COUNTED = "counted"
COUNTED_PX = 74
DERIVED = {
    "at": "begin of a stretch on the way",
    "until": "its end",
    "is_counted": "whether it counted",
    "foot": "lower edge of its bar",
    "top": "upper edge of its bar",
    "word": "why not, in a word",
}
ROOM_FOR_WORD = 0.07  # of the width


def counted_lane(detail: RunDetail, look: Look) -> Picture | None:
    """What counted in teal, what was left out in grey with its word; the last lane."""
    if detail.measure is None or detail.left_out.is_empty():
        return None
    table = _stretches(detail, look.way)
    palette = look.palette
    shown = alt.Chart(table)
    colour = alt.Color(
        "is_counted:N",
        scale=alt.Scale(domain=[True, False], range=[palette.ok, palette.border]),
        legend=None,
    )
    x = look.way.x(is_labelled=True)
    # A level axis without labels: its room on the left keeps this lane below the others.
    axis = y_axis(labels=False, grid=False, values=[0])
    y = alt.Y("foot:Q", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))
    bars = shown.mark_rect(clip=True).encode(
        x=x, x2=alt.X2("until"), y=y, y2=alt.Y2("top"), color=colour
    )
    wide = table.filter(
        (pl.col("until") - pl.col("at") >= ROOM_FOR_WORD * look.way.end) & ~pl.col("is_counted")
    )
    text = alt.Chart(wide).mark_text(
        align="left", baseline="top", dy=5, fontSize=11, opacity=alt.ExprRef("width < 480 ? 0 : 1")
    )
    layers = [bars, text.encode(x=x, y=y, text=alt.Text("word:N"))]
    chart = framed(layers, look, title="Counted for the balance", height=COUNTED_PX)
    minutes, whole = minutes_counted(detail)
    said = f"{minutes} of {whole} minutes counted for the balance; the table below says why."
    return Picture(chart=chart, alt=said, key="lane_counted")


def minutes_counted(detail: RunDetail) -> tuple[int, int]:
    """Minutes that counted, and those of the whole run."""
    seconds = detail.left_out.select(
        counted=pl.col("n_s").filter(pl.col("reason") == "counted").sum(), every=pl.col("n_s").sum()
    ).row(0)
    counted, every = (round(each / 60) for each in seconds)
    return counted, every


def _stretches(detail: RunDetail, way: Way) -> pl.DataFrame:
    column = "m" if way.is_distance else "s"
    word = {name: reason.word for name, reason in REASONS.items()}
    return detail.left_out.select(
        (pl.col(f"from_{column}") / way.per_unit).cast(pl.Float32).alias("at"),
        (pl.col(f"to_{column}") / way.per_unit).cast(pl.Float32).alias("until"),
        is_counted=pl.col("reason") == COUNTED,
        foot=pl.lit(0.6, pl.Float32),
        top=pl.lit(1.0, pl.Float32),
        word=pl.col("reason").replace_strict(word, default="", return_dtype=pl.String),
    )


def panels(detail: RunDetail, way: Way) -> tuple[Panel, ...]:
    """The card, of a run; other sports have no balance to speak of."""
    return (panel(detail, way),) if detail.activity["sport"].item() == RUNNING else ()


def panel(detail: RunDetail, way: Way) -> Panel:
    """How many minutes counted, and a line for each reason why others did not."""
    heading = "What was left out, and why"
    if detail.measure is None:
        return Panel(heading=heading, notice=_none(detail))
    counted, every = minutes_counted(detail)
    head = (
        f"**{counted} of {every} minutes** were steady and flat enough to compare the feet."
        if counted
        else f"**None of {every} minutes** was steady and flat enough to compare the feet."
    )
    return Panel(
        heading=heading,
        text="\n\n".join(filter(None, (head, _table(detail, way), _sensors(detail)))),
        caption="Speed, slope and turns as the watch saw them; the same rules for all runs.",
        why=WHY,
    )


WHY = """\
**How it is worked out.** The run is cut into minutes after the first five. A minute counts when \
at least 40 of its seconds are running (1.8 m/s and more, 130 to 230 steps a minute) and not \
within 10 s of a stop, when its speed changes by no more than 0.6 m/s, when it turns by no more \
than 3° a second on average, and when the ground is flat: within 2 %. The balance of the run is \
the median of these minutes.

**Why so strict.** Hills, bends, stops and changes of pace shift the balance of every runner. \
What is left can be compared with other runs.

**Source.** The limits are our choice; on bends the inner foot stays down longer (Ammann \
2016)."""  # imbalance law, 1.1


def _none(detail: RunDetail) -> str:
    row = detail.activity.row(0, named=True)
    if row["is_balance_constant"] or row["is_pod_balance_constant"]:
        return (
            "The file holds one and the same balance from begin to end: nothing was measured. So "
            "this run says nothing about left and right. Check if the sensor was worn and paired."
        )
    if detail.seconds.is_empty():
        return "Without a file there are no seconds, so nothing is known of left and right."
    return (
        "This run recorded no balance. A watch on the wrist records none: it takes a chest strap "
        "with running dynamics, a waist pod, or a pod on each foot."
    )


def _table(detail: RunDetail, way: Way) -> str:
    """A Markdown table: it wraps on a phone."""
    out = detail.left_out.filter(pl.col("reason") != COUNTED)
    sums = out.group_by("reason", maintain_order=True).agg(
        n_s=pl.col("n_s").sum(), n=pl.len(), first=pl.struct(pl.all()).first()
    )
    rows = [
        f"| {_where(row, way)} | {_minutes(row['n_s'])} | {REASONS[row['reason']].why} |"
        for row in sums.sort("n_s", descending=True).iter_rows(named=True)
    ]
    if not rows:
        return ""
    return "\n".join(("| Left out | Minutes | Why |", "|:--|--:|:--|", *rows))


def _where(row: dict[str, Any], way: Way) -> str:
    reason = REASONS[row["reason"]]
    if row["n"] != 1:
        return f"{reason.names or reason.name}, {row['n']} times"
    if row["reason"] == "first":
        return reason.name
    column = "m" if way.is_distance else "s"
    begin, end = (row["first"][f"{side}_{column}"] / way.per_unit for side in ("from", "to"))
    if end - begin < 0.05 * (1 if way.is_distance else 10):
        return f"{reason.name} at {words.together(way.said(begin))}"
    return f"{reason.name}, {words.together(f'{way.said(begin).split()[0]} to {way.said(end)}')}"


def _minutes(n_s: int) -> str:
    return words.number(n_s / 60) if n_s >= 60 else "< 1"


def _sensors(detail: RunDetail) -> str:
    """Each sensor's balance; two of one run stand side by side and are never mixed."""
    if detail.leans.is_empty():
        return ""
    said = [_sensor(row) for row in detail.leans.iter_rows(named=True)]
    if len(said) == 1:
        return said[0]
    both = "Two sensors measured this run. They are shown side by side and never mixed."
    return "\n".join((f"{both}\n", *(f"- {each}" for each in said)))


def _sensor(row: dict[str, Any]) -> str:
    low, high = row["low_pp"], row["high_pp"]
    name = sensor_name(row["sensor"])
    kind = "Pods" if row["measure"].startswith("pod") else "Strap or pod"
    is_told = low is not None and high is not None
    doubt = f" ±{words.number((high - low) / 2, 1)}" if is_told else ", too few for an interval"
    minutes = words.count(row["n_blocks"], "flat, steady minute")
    lean = coloured(row["lean_pp"])
    return f"{kind} ({words.literal(name)}): **{lean}**{doubt}, from {minutes}."
