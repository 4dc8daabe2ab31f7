"""What the feet did in one run, as neutral numbers, and its best efforts."""

from __future__ import annotations

from typing import Any

import polars as pl

from core.findings import Grade, Review
from core.run import RunDetail
from views import words
from views.load_more import HONESTY, VOLUMES
from views.panel import Entry, Panel, Table
from views.run_words import row_of

MILES = {1609.344: "1 mile", 21_097.5: "Half marathon", 42_195.0: "Marathon"}
BEST_S = (60, 180, 300, 600, 1200, 1800, 3600, 7200)


def volumes_panel(detail: RunDetail, review: Review) -> Panel:
    """Mechanical volumes as neutral numbers, and the best efforts of this run."""
    row = row_of(detail)
    known = [each for each in VOLUMES if row[each.column] is not None]
    entries = tuple(
        Entry(
            name=each.name,
            value=each.say(float(row[each.column])),
            grade=Grade.DESCRIPTIVE.value,
            text="A volume. No limit is known.",
            why=f"**How it is worked out.** {each.how}",
            key=f"run_{each.column}",
        )
        for each in known
    )
    return Panel(
        heading="What the feet did",
        notice="" if entries else "No cadence and no altitude: nothing to sum.",
        entries=entries,
        why=HONESTY,
        tables=_efforts(detail, review),
    )


def _efforts(detail: RunDetail, review: Review) -> tuple[Table, ...]:
    is_metric = review.profile.is_metric
    rows = [
        {
            "Best": _named(effort, is_metric=is_metric),
            "Time": words.duration(effort["elapsed_s"]),
            "Pace": words.pace(effort["distance_m"] / effort["elapsed_s"], is_metric=is_metric),
            "From": words.duration(effort["start_s"]),
            "Highest heart rate": words.number(effort["heart_rate_bpm"]),
        }
        for effort in detail.efforts.sort("elapsed_s").iter_rows(named=True)
        if effort["target_m"] is not None or effort["target_s"] in BEST_S
    ]
    if not rows:
        return ()
    frame = pl.DataFrame(rows)
    told = "" if detail.recorded_m is None else ", by the distance of the watch"
    return (
        Table(
            title=f"Best efforts of this run{told}",
            frame=frame,
            alt="The fastest stretch over each time and distance",
            key="run_efforts",
        ),
    )


def _named(effort: dict[str, Any], *, is_metric: bool) -> str:
    metres = effort["target_m"]
    if metres is None:
        return f"{effort['target_s'] / 60:g} min"
    return MILES.get(metres, words.distance(metres, is_metric=is_metric))
