"""The section "Where does it come from": one card a cause."""

from __future__ import annotations

from core.findings import Review
from core.where import WhereFrom
from views import where_words
from views.panel import Panel, Picture, Table
from views.theme import Palette
from views.where_charts import Look, cells_chart, look, table
from views.where_lines import late_chart, speed_chart
from views.where_words import CAUSES, contrast_of

PAIRS = (("third", "speed"), ("slope", "turn"), ("shoes", "hard_day"))
LATE_HEAD = ":gray[Each long run, from its first third (open) to its last (full).]"
ORDER = {"speed": True}  # fast first


def panels(found: WhereFrom, review: Review, palette: Palette) -> tuple[tuple[Panel, ...], ...]:
    """The cards, two in a row; sensors only where there are two to compare."""
    seen = look(found, palette, is_metric=review.profile.is_metric)
    rows = PAIRS if found.of("sensor").height < 2 else (*PAIRS, ("sensor",))
    return tuple(tuple(panel(cause, found, review, seen=seen) for cause in row) for row in rows)


def panel(cause: str, found: WhereFrom, review: Review, *, seen: Look) -> Panel:
    """One cause: the finding first, then its cells, each with what it stands on."""
    known = found.of(cause)
    return Panel(
        heading=CAUSES[cause].heading,
        badges=where_words.badge(cause, found, review),
        text=where_words.finding(cause, found, review),
        pictures=() if known.is_empty() else _pictures(cause, found, review, seen=seen),
        caption="" if contrast_of(cause, found) is None else where_words.note(cause, found),
        tables=() if known.is_empty() else (_table(cause, found, seen),),
    )


def _pictures(cause: str, found: WhereFrom, review: Review, *, seen: Look) -> tuple[Picture, ...]:
    cells = found.of(cause).sort("cell_index", descending=ORDER.get(cause, False))
    said = where_words.alt(cause, found, review)
    rows = Picture(chart=cells_chart(cells, seen), alt=said, key=f"where_{cause}")
    if cause == "speed" and found.points:
        drawn = speed_chart(found, seen)
        return (Picture(chart=drawn, alt=said, key="where_speed_line"),)
    if cause == "third" and found.late:
        runs = Picture(
            chart=late_chart(found.late, seen), alt=said, key="where_late", head=LATE_HEAD
        )
        return (rows, runs)
    return (rows,)


def _table(cause: str, found: WhereFrom, seen: Look) -> Table:
    return Table(
        title="Table",
        frame=table(found.of(cause), is_metric=seen.is_metric),
        alt=f"{CAUSES[cause].heading}: every cell, and what it stands on",
        key=f"where_table_{cause}",
    )
