"""Dropped files as a list: one line a file, or several files of which the same is to be said.

A bad file is amber, never red: it is no danger to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.intake import Batch, Outcome, TakenIn
from views import words
from views.intake_words import counts, has_note

TO_LOOK_AT, READ, ALL = "to look at", "read", "all"
CHOICES = (TO_LOOK_AT, READ, ALL)
MARKS = {
    Outcome.REFUSED: words.Mark("✕", "Refused", "yellow"),
    Outcome.SKIPPED: words.Mark("–", "Skipped", "gray"),
    Outcome.DUPLICATE: words.Mark("=", "Already here", "gray"),
    Outcome.READ: words.Mark("✓", "Read", "green"),
}
NO_RUN = words.Mark("✓", "Kept, no run", "gray")
NOTED = words.Mark("✓", "Read, note", "green")
ORDER = (Outcome.REFUSED, Outcome.SKIPPED, Outcome.DUPLICATE, Outcome.READ)
LONGEST_NAME = 60
TOLD = (
    "activity_id",
    "sport",
    "local_date",
    "distance_m",
    "timer_s",
    "avg_heart_rate_bpm",
    "avg_stance_balance_left_pct",
)

Rows = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the list says: sign and word, the name (as Markdown), what happened and what to do."""

    outcome: Outcome
    mark: words.Mark
    name: str
    reason: str
    needs_a_look: bool


def lines(batch: Batch, review: Review) -> tuple[Line, ...]:
    """One line a file, faults first; files of which the same is to be said share a line."""
    known = _known(batch, review)
    together: dict[tuple[words.Mark, str], list[TakenIn]] = {}
    for item in sorted(batch.items, key=lambda each: ORDER.index(each.outcome)):
        key = (_mark(item), _reason(item, known, review))
        together.setdefault(key, []).append(item)
    return tuple(
        Line(
            outcome=items[0].outcome,
            mark=mark,
            name=_names(items),
            reason=reason,
            needs_a_look=items[0].outcome is not Outcome.READ or mark is not MARKS[Outcome.READ],
        )
        for (mark, reason), items in together.items()
    )


def chosen(all_lines: Iterable[Line], choice: str) -> tuple[Line, ...]:
    """The lines for a choice of the reader."""
    if choice == TO_LOOK_AT:
        return tuple(line for line in all_lines if line.needs_a_look)
    if choice == READ:
        return tuple(line for line in all_lines if line.outcome is Outcome.READ)
    return tuple(all_lines)


def choices(batch: Batch) -> dict[str, str]:
    """The choices with the number of files behind each."""
    numbers = {
        TO_LOOK_AT: len(batch.items) - _n_fine(batch),
        READ: counts(batch)[Outcome.READ],
        ALL: len(batch.items),
    }
    return {choice: f"{choice.capitalize()} · {n}" for choice, n in numbers.items()}


def first_choice(batch: Batch) -> str:
    """What to look at, where there is anything; else what was read."""
    return TO_LOOK_AT if _n_fine(batch) < len(batch.items) else READ


def _n_fine(batch: Batch) -> int:
    return sum(_mark(item) is MARKS[Outcome.READ] for item in batch.items)


def _known(batch: Batch, review: Review) -> Rows:
    """What is told of the batch's activities, by id; those taken out since are missing."""
    ids = [number for item in batch.items for number in item.activity_ids]
    rows = review.activities.filter(pl.col("activity_id").is_in(ids)).select(TOLD)
    return {row["activity_id"]: row for row in rows.iter_rows(named=True)}


def _mark(item: TakenIn) -> words.Mark:
    if item.outcome is not Outcome.READ:
        return MARKS[item.outcome]
    if has_note(item):
        return NOTED
    return MARKS[Outcome.READ] if RUNNING in item.sports else NO_RUN


def _names(items: list[TakenIn]) -> str:
    name = items[0].filename
    short = name if len(name) <= LONGEST_NAME else f"…{name[-LONGEST_NAME:]}"
    more = f" and {len(items) - 1} more" if len(items) > 1 else ""
    return f"{words.literal(short)}{more}"


def _reason(item: TakenIn, known: Rows, review: Review) -> str:
    if item.outcome in (Outcome.REFUSED, Outcome.SKIPPED):
        return words.literal(f"{item.what} {item.advice}")
    said = [_activity(known[number], review) for number in item.activity_ids if number in known]
    if item.outcome is Outcome.DUPLICATE:
        return f"The same file is already in. {' '.join(said)} Nothing was changed.".replace(
            "  ", " "
        )
    lost = [words.literal(issue.message) for issue in item.issues if issue.severity != "info"]
    return " ".join([*said, *dict.fromkeys(lost)])


def _activity(row: Mapping[str, Any], review: Review) -> str:
    """One activity: what and when, how far and long, heart rate and balance where measured."""
    is_metric = review.profile.is_metric
    name = words.sport(row["sport"]).capitalize()
    on_day = words.day(row["local_date"], today=review.today)
    figures = [
        words.distance(row["distance_m"], is_metric=is_metric) if row["distance_m"] else "",
        words.duration(row["timer_s"]) if row["timer_s"] else "",
        _heart_rate(row["avg_heart_rate_bpm"]),
        _balance(row["avg_stance_balance_left_pct"]),
    ]
    told = ", ".join(figure for figure in figures if figure)
    aside = "" if row["sport"] == RUNNING else " It counts in no run figure."
    return f"{name} on {on_day}{': ' + told if told else ''}.{aside}"


def _heart_rate(heart_rate_bpm: float | None) -> str:
    return "" if heart_rate_bpm is None else f"{words.number(heart_rate_bpm)} bpm"


def _balance(left_pct: float | None) -> str:
    return "" if left_pct is None else f"balance {words.balance(left_pct)}"
