"""The cards of Balance: its history, two sensors side by side, what to do, and without a sensor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from core.findings import Review
from core.plan import WeekPlan
from core.self_tests import SelfTested
from core.where import WhereFrom
from views import balance_cards, balance_sides, balance_words, self_test_words, words
from views.balance_charts import MEASURES, PODS, STRAP, history, measured, measures
from views.balance_flags import TO_STRENGTH, concerned, open_panels
from views.balance_ground import Shown
from views.balance_history import MOST_DOTS, PICK, history_chart
from views.balance_table import runs_table
from views.panel import Link, Panel, Picture, Table
from views.theme import Palette

TO_TESTS = Link(page="pages/5_Tests.py", label="Test your legs", icon=":material/checklist:")
TO_UPLOAD = Link(page="pages/7_Upload.py", label="Add more files", icon=":material/upload:")
MOST_CHOICES, MOST_PAIRS = 60, 40
WITHOUT = """
- **Left against right while running** stays unknown: no watch on the wrist records it, whatever its
  age or price. A chest strap with running dynamics, a waist pod or two foot pods do.
- **How alike your legs are** you can find out today: a few self-tests, a wall and a chair.
- **Your turns** need only positions: {turns}
"""
TURNS = "TURN_BIAS"


def history_panel(review: Review, palette: Palette, *, days: int, found: WhereFrom) -> Panel:
    """Every run of a window; two sensors stand below each other, each with its own usual."""
    worn = measures(review, days=days)
    pictures = []
    for measure in worn:
        shown = Shown(
            days=days,
            measure=measure,
            usual=found.usual,
            has_vendor_bands=review.profile.has_vendor_bands,
        )
        pictures.append(
            Picture(
                chart=history_chart(review, palette, shown=shown),
                alt=balance_words.alt_text(review, days=days, measure=measure),
                key=f"history_{measure}",
                head=f"**{MEASURES[measure]}**" if len(worn) > 1 else "",
                pick=PICK,
            )
        )
    is_long = history(review, days=days).height > MOST_DOTS
    caption = balance_words.CHART_CAPTION + (balance_words.MONTHS if is_long else "")
    return Panel(
        heading=balance_words.chart_heading(review, days=days),
        notice=balance_sides.constant(review),
        pictures=tuple(pictures),
        caption=" ".join(filter(None, (balance_cards.coverage(review), caption))),
        tables=tuple(_table(review, days, measure) for measure in worn or (STRAP,)),
    )


def _table(review: Review, days: int, measure: str) -> Table:
    name = f" ({MEASURES[measure].lower()})" if measure == PODS else ""
    return Table(
        title=f"Table, and what was left out{name}",
        frame=runs_table(review, days=days, measure=measure),
        alt="Runs of the window, newest first, and whether each counts",
        key=f"table_{measure}",
    )


def choices(review: Review, *, days: int) -> dict[int, str]:
    """Runs with a balance that can be opened, newest first, by their id."""
    runs = history(review, days=days).tail(MOST_CHOICES).reverse()
    return {
        row["activity_id"]: f"{words.day(row['local_date'], today=review.today)}, "
        f"{words.lean(row['lean_pp'])}"
        for row in runs.iter_rows(named=True)
    }


def both(review: Review) -> tuple[tuple[Panel, ...], ...]:
    """Strap and pods of the same runs side by side, as a row of cards; none without such a run."""
    columns = ("activity_id", "local_date", "lean_pp", "low_pp", "high_pp")
    strap, pods = (
        measured(review)
        .filter(pl.col("measure") == measure, ~pl.col("is_constant"))
        .select(columns)
        for measure in (STRAP, PODS)
    )
    runs = strap.join(pods, on="activity_id", suffix="_pods").sort("local_date").tail(MOST_PAIRS)
    if runs.is_empty():
        return ()
    rows = list(runs.iter_rows(named=True))
    newest = rows[-1]
    table = pl.DataFrame(
        {
            "Day": [row["local_date"] for row in reversed(rows)],
            "Strap or waist pod": [_with_doubt(row, "") for row in reversed(rows)],
            "Foot pods": [_with_doubt(row, "_pods") for row in reversed(rows)],
        }
    )
    card = Panel(
        heading="Two sensors on the same runs",
        badges=f":gray-badge[{words.count(len(rows), 'run')}]",
        text=(
            f"On {words.day(newest['local_date'], today=review.today)} the strap said "
            f"**{_with_doubt(newest, '')}**, the pods **{_with_doubt(newest, '_pods')}**. Two "
            "sensors see two things: the trunk and the feet. They are never mixed into one number, "
            "and the verdict above is that of the sensor of your last run."
        ),
        tables=(
            Table(title="Run by run", frame=table, alt="Both sensors, run by run", key="both"),
        ),
    )
    return ((card,),)


def _with_doubt(row: Mapping[str, Any], which: str) -> str:
    lean = words.lean(row[f"lean_pp{which}"])
    low, high = row[f"low_pp{which}"], row[f"high_pp{which}"]
    if low is None or high is None:
        return f"{lean}, too short for an interval"
    return f"{lean} ±{words.number((high - low) / 2, 1)}"


def to_do(review: Review, plan: WeekPlan) -> tuple[Panel, ...]:
    """The flags that are up; where none is, that there is nothing to change."""
    if concerned(review):
        return open_panels(review, plan)
    return (
        Panel(
            heading=balance_words.advice_heading(review).capitalize(),
            text="\n\n".join(
                filter(None, (balance_words.flag_text(review), balance_words.advice(review, plan)))
            ),
            links=(TO_STRENGTH, TO_TESTS),
        ),
    )


def to_stop() -> Panel:
    """When to stop and see a professional: on this page, always open."""
    return Panel(heading=":material/back_hand: When to stop", text=balance_words.STOP)


def first_picked(picked: Mapping[str, Sequence[Mapping[str, Any]]]) -> int | None:
    """The run that was clicked in one of the pictures."""
    return next((row["activity_id"] for rows in picked.values() for row in rows), None)


def without_sensor(review: Review, tested: SelfTested) -> Panel:
    """What can be known without a sensor: what the self-tests say, or with which to begin."""
    turns = next((flag.text for flag in review.flags if flag.id == TURNS), words.UNKNOWN)
    return Panel(
        heading="What you can find out without a sensor",
        text=f"{WITHOUT.format(turns=turns)}\n\n**{self_test_words.answer(review, tested)}**",
        links=(TO_TESTS, TO_UPLOAD),
    )
