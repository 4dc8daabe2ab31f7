"""Did it work: a block of strength work looked back on, as a panel for the Strength page."""

from __future__ import annotations

from datetime import date, timedelta

import altair as alt
import polars as pl

from core.effect import LEAST_BLOCK_DAYS, Block, DidItWork, Effect, Outcome, QualitySets
from views import words
from views.cards import quality
from views.layers import Layers
from views.panel import Entry, Panel, Picture
from views.theme import Palette, finish

HEADING = "Did it work?"
BETTER = ":green-badge[● Change for the better]"
WORSE = ":yellow-badge[▲ Change for the worse]"
BOTH_WAYS = ":yellow-badge[▲ Changes both ways]"
NO_CHANGE = ":gray-badge[○ No change seen]"
NOT_ENOUGH = ":gray-badge[◌ Not enough data]"
WAYS = {True: "better", False: "worse", None: ""}
COLUMNS = {
    "title": pl.String,
    "change": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "label": pl.String,
}
DERIVED = {"change": "what changed, on a scale of its own from -1 to 1"}
ROW_PX, DOT_PX = 46, 110
ROOM = 3.4  # of one side of the axis: the labels stand right of it
CAPTION = (
    "Change from the weeks before to the weeks with strength work. Bars: for balance the 95 % "
    "interval, for a self-test the error of the test to each side. Each row has a scale of its "
    "own; the dashed line is no change."
)
WHY = (
    "Balance is compared at matched speed with the same sensor, self-tests beyond what two tests "
    "of the same day differ by. The weeks before are as many as the weeks with strength work."
)


def panel(found: DidItWork, palette: Palette, *, today: date) -> Panel:
    """What changed, how surely, what was done for it, and what to try instead."""
    rows = effect_table(found.effects)
    return Panel(
        heading=HEADING,
        badges=_badge(found),
        text="\n\n".join(filter(None, (found.text, _adherence(found)))),
        pictures=(_picture(rows, palette, found),) if not rows.is_empty() else (),
        progress=_share(found.block),
        progress_text=_weeks_left(found.block, today),
        caption=CAPTION if not rows.is_empty() else "",
        entries=tuple(map(_entry, found.effects)),
        why="\n\n".join(filter(None, (WHY, found.caveat))) if found.effects else "",
    )


def more(found: DidItWork) -> str:
    """Sets of each quality, what else changed, and what to try, as Markdown."""
    parts = (
        ("Sets a week, each with both sides", _all_sets(found)),
        ("What else was different", list(found.also)),
        ("What to try instead", list(found.instead)),
    )
    return "\n\n".join(
        f"**{head}**\n\n" + "\n".join(f"- {line}" for line in lines)
        for head, lines in parts
        if lines
    )


def effect_table(effects: tuple[Effect, ...]) -> pl.DataFrame:
    """One row an effect with an interval, each on a scale of its own from -1 to 1."""
    rows = [_row(each) for each in effects]
    return pl.DataFrame([row for row in rows if row], schema=COLUMNS, orient="row")


def effect_chart(table: pl.DataFrame, palette: Palette) -> alt.LayerChart:
    """Point and interval of each effect around the line of no change."""
    axis = alt.Axis(title=None, labelLimit=150, labelBound=False, labelFlush=False)
    y = alt.Y("title:N", sort=table["title"].to_list(), axis=axis)
    scale = alt.Scale(domain=[-1.1, ROOM], nice=False)
    x = alt.X("change:Q", axis=None, scale=scale)
    base = alt.Chart(table)
    spans = base.mark_rule(strokeWidth=3, color=palette.even).encode(
        y=y, x=alt.X("low:Q", axis=None, scale=scale), x2="high:Q"
    )
    dots = base.mark_circle(size=DOT_PX, color=palette.text, opacity=1).encode(y=y, x=x)
    labels = base.mark_text(align="left", fontSize=13, color=palette.text).encode(
        y=y, x=alt.XDatum(1.25, scale=scale), text="label:N"
    )
    zero = (
        alt.Chart(pl.DataFrame({"at": [0.0]}))
        .mark_rule(color=palette.chart_text, strokeDash=[2, 4])
        .encode(x=alt.X("at:Q", axis=None, scale=scale))
    )
    chart: alt.LayerChart = Layers(layer=[zero, spans, dots, labels])
    return finish(chart, palette, height=max(2, table.height) * ROW_PX)


def _picture(table: pl.DataFrame, palette: Palette, found: DidItWork) -> Picture:
    return Picture(chart=effect_chart(table, palette), alt=found.text, key="did_it_work")


def _row(each: Effect) -> tuple[str, float, float, float, str] | None:
    if each.change is None or each.low is None or each.high is None:
        return None
    widest = max(abs(each.low), abs(each.high), abs(each.change)) or 1.0
    label = f"{_signed(each.change)} ({_signed(each.low)} to {_signed(each.high)})"
    return each.title, each.change / widest, each.low / widest, each.high / widest, label


def _entry(each: Effect) -> Entry:
    value = ""
    if each.after is not None:
        value = f"{_plain(each.before)} → {_plain(each.after)} {each.unit}"
    grade = ", ".join(filter(None, (each.outcome.value, WAYS[each.is_better])))
    return Entry(name=each.title, value=value, text=each.text, key=f"effect_{each.id}", grade=grade)


def _adherence(found: DidItWork) -> str:
    return "" if found.adherence is None else found.adherence.text


def _badge(found: DidItWork) -> str:
    ways = {each.is_better for each in found.effects if each.outcome is Outcome.CHANGED}
    if ways:
        return BOTH_WAYS if len(ways) > 1 else BETTER if True in ways else WORSE
    if any(each.outcome is Outcome.NO_CHANGE for each in found.effects):
        return NO_CHANGE
    return NOT_ENOUGH if found.effects else ""


def _share(block: Block | None) -> float | None:
    """How much of six weeks is over; None where it can be looked back on, or there is nothing."""
    if block is None or block.is_long_enough or block.is_over:
        return None
    return min(1.0, block.n_days / LEAST_BLOCK_DAYS)


def _weeks_left(block: Block | None, today: date) -> str:
    if _share(block) is None or block is None:
        return ""
    ends = block.began_on + timedelta(days=LEAST_BLOCK_DAYS)
    weeks = -(-(ends - today).days // 7)
    return f"About {words.count(max(1, weeks), 'week')} to go until it can be looked back on"


def _all_sets(found: DidItWork) -> list[str]:
    lines = [_sets(each) for each in found.qualities]
    if n := found.n_unknown_sets:
        lines.append(f"not known: {words.count(n, 'set')} of exercises that are not in our library")
    return lines


def _sets(each: QualitySets) -> str:
    return f"{quality(each.quality)}: {each.sets_a_week:.1f} ({each.n_sets} in all)"


def _signed(value: float) -> str:
    return words.signed(value, 1)


def _plain(value: float | None) -> str:
    return "–" if value is None else words.number(value, 1)
