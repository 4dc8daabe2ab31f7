"""The 7:28-day ratio for those who switched it on: a line without zones, and why no limit."""

from __future__ import annotations

import altair as alt
import polars as pl

from core.findings import Review
from views import words
from views.panel import Panel, Picture
from views.theme import Palette
from views.windows import Canvas, Window, at_day, layered, ratio_axis, time_axis, top_of

RATIO_PX = 150
SWITCH = "Show the 7:28-day ratio for comparison"
NEEDS_DAYS = 28
MIXED = ":gray-badge[Evidence: mixed]"
SENTENCE = "Shown for comparison. Higher values went with *fewer* injuries in 5205 runners."
NO_SPOT = "0.8–1.3 ‘sweet spot’ is not supported in runners."  # load law, 6.3
DERIVED = {"from_time": "naive local moment of a point", "coupled_ratio": "7 days over 28"}
WHY = """\
**Inputs.** The distance of each day; 28 known days in a row, else there is no number.

**Formula.** Mean of the last 7 days ÷ mean of the last 28 (coupled: {coupled}); or ÷ mean of the \
21 days before those 7 (uncoupled: {uncoupled}); or both as exponential means (λ = 2 ÷ (N + 1): \
{ewma}).

**Evidence: mixed.** The seven days stand in both halves, which alone makes numbers rise and fall \
together (Lolli 2019). Dividing by any other number works as well (Impellizzeri 2021). Its \
variants flag from 16 to 26 % of all runs, and not the same ones (Cloosterman 2024). In 735 New \
York marathon runners more days above 1.5 came before early injuries (Toresdahl 2022); in 5205 \
runners it was the other way round (Schuster Brandt Frandsen 2025). So it has no colour and no \
flag here."""  # load law, 6.3


def ratio(ratios: pl.DataFrame, review: Review, palette: Palette, *, shown: Window) -> Panel:
    """The ratio of today and its line.

    Args:
        ratios: RATIOS.
        review: The latest look.
        palette: Colours of the ground it is drawn on.
        shown: The window of the page.
    """
    row = ratios.row(-1, named=True) if ratios.height else {}
    names = ("coupled", "uncoupled", "ewma")
    said = {name: words.number(row.get(f"{name}_ratio"), 2) for name in names}
    why = WHY.format(**said)
    if shown.of(ratios)["coupled_ratio"].count() == 0:
        return _too_early(review, why=why)
    heading = f"7:28-day ratio {said['coupled']}"
    chart = ratio_chart(ratios, palette, shown=shown)
    return Panel(
        heading=heading,
        badges=MIXED,
        text=f"{SENTENCE} {NO_SPOT}",
        pictures=(Picture(chart=chart, alt=f"{heading}. No limit is known.", key="ratio"),),
        why=why,
    )


def _too_early(review: Review, *, why: str) -> Panel:
    n = min(review.days.height, NEEDS_DAYS)
    if n < NEEDS_DAYS:
        said = f"**{n} of {NEEDS_DAYS} days known.** No ratio before."
        return Panel(heading="7:28-day ratio", progress=n / NEEDS_DAYS, progress_text=said, why=why)
    return Panel(
        heading="7:28-day ratio",
        notice="No 28 days in a row have a known distance, or nobody ran in them.",
        why=why,
    )


def ratio_chart(ratios: pl.DataFrame, palette: Palette, *, shown: Window) -> alt.LayerChart:
    """One grey line, without bands or colours; it breaks where nothing is known."""
    days = shown.of(ratios)
    if shown.is_by_week:
        days = days.group_by(shown.week_start().alias("week_start"), maintain_order=True).last()
    points = days.select(at_day().alias("from_time"), pl.col("coupled_ratio"))
    top = top_of(points["coupled_ratio"].max(), smallest_top=2.0)
    canvas = Canvas(
        palette=palette, shown=shown, is_metric=True, x=time_axis(shown), y=ratio_axis(top)
    )
    drawn = points if points["coupled_ratio"].count() else points.clear()
    line = alt.Chart(drawn).mark_line(color=palette.other_gray, strokeWidth=2)
    return layered([line.encode(x=canvas.x, y=canvas.y)], canvas, height=RATIO_PX)
