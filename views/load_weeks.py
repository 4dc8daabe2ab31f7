"""The weeks that are over: change, monotony and strain, or why one has none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl

from core.findings import Flag, Grade, Level, Review
from views import words
from views.cards import why as why_of_flag
from views.panel import Entry, Panel

WEEK = timedelta(days=7)
SENTENCES = {
    "WEEK_CHANGE": "Weekly change has not predicted injury in the largest cohort.",
    "MONOTONY": "Convention from 25 athletes, about illness.",
}  # load law, 6.6
WHY_CHANGE = """\
**Inputs.** The distance of all runs of a whole week and of the week before it.

**Formula.** 100 × (this week − the week before) ÷ the week before. No number where the week \
before had no run, or where a distance is unknown.

**Evidence: mixed, leaning negative.** A trial of the 10 % rule in 532 runners found no difference \
(20.8 against 20.3 % injured: Buist 2008). In 874 novices more than 30 % a week had no overall \
effect (Nielsen 2014). In 5205 runners there was no relation (Schuster Brandt Frandsen 2025). One \
study of 261 runners found more injuries at +20 to 60 % after 21 days, and none after 56 and 98 \
(Damsted 2019). So this is a description; more than +60 % two weeks running is remarked on, which \
is our choice."""  # load law, 6.2
WHY_MONOTONY = """\
**Inputs.** The loads of the seven days of a whole week; days of rest count as 0. One unknown day \
and there is no number.

**Formula.** Monotony is the mean of the seven days divided by their standard deviation (of a \
sample, n − 1; tools that divide by n show 8 % more). Strain is the load of the week times the \
monotony.

**Evidence: weak.** Foster 1998 followed 25 athletes of several sports, and looked at illness, not \
at injury. The limit of 2.0 is a convention."""  # load law, 6.4


def weeks(review: Review) -> Panel:
    """Week change, monotony and strain of the last whole week."""
    whole = _whole_weeks(review)
    row = whole.row(-1, named=True) if whole.height else {}
    begun = words.day(row.get("week_start"), today=review.today)
    heading = f"Week of {begun}" if row else "No whole week is known yet"
    return Panel(heading=heading, entries=_week_entries(review, row) if row else ())


def _whole_weeks(review: Review) -> pl.DataFrame:
    """The weeks that are over and covered: on its last day a week is still under way."""
    is_over = pl.col("week_start") + WEEK <= review.today
    return review.weeks.filter(pl.col("n_days") == WEEK.days, is_over)


def _week_entries(review: Review, row: dict[str, Any]) -> tuple[Entry, ...]:
    is_metric = review.profile.is_metric
    change, monotony = row["change_pct"], row["monotony_ratio"]
    said = words.UNKNOWN if change is None else f"{words.signed(change)} %"
    distance = words.distance(row["distance_m"], is_metric=is_metric)
    return (
        Entry(
            name="Week change",
            value=f"{said}, to {distance}",
            grade=Grade.MIXED.value,
            text=_no_change(review, row) or _sentence(review, "WEEK_CHANGE"),
            why=_why(review, "WEEK_CHANGE", WHY_CHANGE),
            key="week_change",
        ),
        Entry(
            name="Monotony",
            value=words.number(monotony, 1),
            grade=Grade.WEAK.value,
            text=_no_monotony(review, row) or _sentence(review, "MONOTONY"),
            why=_why(review, "MONOTONY", WHY_MONOTONY),
            key="monotony",
        ),
        Entry(
            name="Strain",
            value=words.load(row["strain_au"]),
            grade=Grade.WEAK.value,
            text=_no_monotony(review, row)
            or f"{words.load(row['load_au'])} load × monotony. {SENTENCES['MONOTONY']}",
            why=WHY_MONOTONY,
            key="strain",
        ),
    )


def _no_change(review: Review, row: dict[str, Any]) -> str:
    """Why a week is not compared with the one before; empty where it is."""
    if row["change_pct"] is not None:
        return ""
    if row["distance_m"] is None:
        return "A run of this week has no distance."
    before = _whole_weeks(review).filter(pl.col("week_start") == row["week_start"] - WEEK)
    if before.is_empty():
        return "The week before it is not known as a whole."
    known_m = before["distance_m"].item()
    return "A run of the week before has no distance." if known_m is None else NO_RUN_BEFORE


def _no_monotony(review: Review, row: dict[str, Any]) -> str:
    """Why a week has neither monotony nor strain; empty where it has."""
    if row["monotony_ratio"] is not None:
        return ""
    if row["load_au"] is not None:
        return "No run in this week, so nothing to compare."
    is_day = pl.col("local_date").is_between(row["week_start"], row["week_start"] + WEEK, "left")
    n_unknown = review.days.filter(is_day)["load_au"].null_count()
    return f"The load of {words.count(n_unknown, 'day')} of this week is unknown."


NO_RUN_BEFORE = "No run in the week before, so there is nothing to compare with."


def raised_flag(review: Review, name: str) -> Flag | None:
    """The flag of this name, where it is raised."""
    return next((f for f in review.flags if f.id == name and f.level >= Level.WATCH), None)


def _sentence(review: Review, name: str) -> str:
    flag = raised_flag(review, name)
    return SENTENCES[name] if flag is None else flag.text


def _why(review: Review, name: str, usual: str) -> str:
    flag = raised_flag(review, name)
    return usual if flag is None else f"{usual}\n\n{why_of_flag(flag)}"
