"""The sections of Load that stand on its distance: the ceiling, and the days."""

from __future__ import annotations

from core.findings import Review
from views import (
    exports,
    load_charts,
    load_days,
    load_other,
    load_tables,
    load_why,
    load_words,
)
from views.ceiling_chart import ceiling_chart
from views.panel import Panel, Picture
from views.run_choice import PICK
from views.theme import Palette
from views.windows import Window

STRONG = ":gray-badge[Evidence: strong, one cohort]"


def ceiling(review: Review, palette: Palette, *, shown: Window) -> Panel:
    """Each run against how far it could go, what the last one means, and what comes next."""
    pictures: tuple[Picture, ...] = ()
    if load_words.ran_within(review, shown):
        pictures = (
            Picture(
                chart=ceiling_chart(review, palette, shown=shown),
                alt=load_words.ceiling_alt(review, shown=shown),
                key="ceiling",
                pick=PICK,
            ),
        )
    return Panel(
        heading=load_words.ceiling_heading(review, shown=shown),
        badges=STRONG,
        text=load_words.flag_texts(review),
        pictures=pictures,
        caption=load_words.ceiling_legend(review, shown=shown) if pictures else "",
        why=load_why.ceiling(review),
    )


def days(review: Review, palette: Palette, *, shown: Window) -> Panel:
    """Distance, load and other training on one time axis, and all of it as tables and files."""
    knows_load = review.load_metric is not None
    pictures = [_distance(review, palette, shown)]
    if knows_load:
        pictures.append(_load(review, palette, shown))
    if load_other.has_other(review, shown=shown):
        pictures.append(_other(review, palette, shown))
    return Panel(
        heading=load_days.heading(review, shown=shown),
        notice="" if knows_load else load_why.no_load(review),
        pictures=tuple(pictures),
        caption=load_days.coverage(review, shown=shown) if knows_load else "",
        why=load_why.load(review) if knows_load else "",
        tables=(
            load_tables.runs(review, shown=shown),
            load_tables.days(review, shown=shown),
        ),
        exports=exports.of_runs_and_days(review),
    )


def _distance(review: Review, palette: Palette, shown: Window) -> Picture:
    return Picture(
        chart=load_charts.distance_chart(review, palette, shown=shown),
        alt=load_days.distance_alt(review, shown=shown),
        key="distance",
        head=f"**Distance** :gray[{load_days.distance_line(review)}]",
        pick=PICK,
    )


def _load(review: Review, palette: Palette, shown: Window) -> Picture:
    scale = load_why.scale(review, since=shown.since)
    return Picture(
        chart=load_charts.load_chart(review, palette, shown=shown),
        alt=load_days.load_alt(review, shown=shown),
        key="load",
        head=f"**{load_words.load_name(review)}** :gray[{scale}]",
        pick=PICK,
    )


def _other(review: Review, palette: Palette, shown: Window) -> Picture:
    return Picture(
        chart=load_other.other_chart(review, palette, shown=shown),
        alt=load_other.other_alt(review, shown=shown),
        key="other",
        head=f"**Other training** :gray[{load_other.line(review, shown=shown)}]",
    )
