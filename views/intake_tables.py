"""Dropped files as a list: one line a file, or several files of which the same is to be said.

A bad file is amber, never red: it is no danger to anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.intake import Batch, Choice, Outcome, Pair, TakenIn, Verdict
from views import measured, words
from views.run_notes import run_notes

MARKS = {
    Outcome.REFUSED: words.Mark("✕", "Refused", "yellow"),
    Outcome.SKIPPED: words.Mark("–", "Skipped", "gray"),
    Outcome.DUPLICATE: words.Mark("=", "Already here", "gray"),
    Outcome.READ: words.Mark("✓", "Read", "green"),
}
NO_RUN = words.Mark("✓", "Kept, no run", "gray")
NOTED = words.Mark("✓", "Read, note", "green")
LONGEST_NAME = 60
UNNAMED = "a file without a name"
TOLD = (
    "activity_id",
    "sport",
    "local_date",
    "distance_m",
    "timer_s",
    "avg_heart_rate_bpm",
    "max_heart_rate_bpm",
    "avg_stance_balance_left_pct",
    "is_balance_constant",
    "is_distance_estimated",
    "heart_rate_coverage_pct",
    "cadence_lock_s",
)
SPARE = words.Mark("=", "Came twice", "gray")
A_COPY = "Kept, and set aside: another recording of the same outing counts."
AHEAD = "It is dated in the future, so no figure counts it: check the clock of the watch."

Rows = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the list says: sign and word, the name (as Markdown), what happened and what to do.

    A line about `pairs` of recordings has the answers that the runner may give of them all.
    """

    mark: words.Mark
    name: str
    reason: str
    pairs: tuple[Pair, ...] = ()
    answers: Mapping[Verdict, str] = field(default_factory=dict)


def lines(
    items: Iterable[TakenIn], review: Review, *, spare: Collection[int] = ()
) -> tuple[Line, ...]:
    """One line a file, in the order given; files of which the same is to be said share a line.

    Args:
        items: What became of the files.
        review: What is known of their activities.
        spare: Ids of the recordings that are set aside, because another one counts.
    """
    shown, spare = tuple(items), frozenset(spare)
    known = _known(shown, review)
    together: dict[tuple[words.Mark, str], list[TakenIn]] = {}
    for item in shown:
        said = _mark(item, spare), _reason(item, known, review=review, spare=spare)
        together.setdefault(said, []).append(item)
    return tuple(
        Line(mark=mark, name=_names(alike), reason=reason)
        for (mark, reason), alike in together.items()
    )


def choices(batch: Batch, *, n_twice: int = 0) -> dict[Choice, str]:
    """The choices with the number of files behind each.

    Args:
        batch: The upload.
        n_twice: Files of it of which another recording is in; some may be to look at anyhow.
    """
    numbers = {
        Choice.TO_LOOK_AT: min(batch.n_to_look_at + n_twice, batch.n_all),
        Choice.READ: batch.n_files[Outcome.READ],
        Choice.ALL: batch.n_all,
    }
    return {choice: f"{choice.capitalize()} · {n:,}" for choice, n in numbers.items()}


def first_choice(batch: Batch, *, n_twice: int = 0) -> Choice:
    """What to look at, where there is anything; else what was read."""
    return Choice.TO_LOOK_AT if batch.n_to_look_at + n_twice else Choice.READ


def _known(items: Iterable[TakenIn], review: Review) -> Rows:
    """What is told of the activities of files, by id; those taken out since are missing."""
    ids = [number for item in items for number in item.activity_ids]
    rows = review.activities.filter(pl.col("activity_id").is_in(ids)).select(TOLD)
    return {row["activity_id"]: row for row in rows.iter_rows(named=True)}


def _mark(item: TakenIn, spare: frozenset[int]) -> words.Mark:
    if item.outcome is not Outcome.READ:
        return MARKS[item.outcome]
    if item.is_noted:
        return NOTED
    if item.activity_ids and spare.issuperset(item.activity_ids):
        return SPARE
    return MARKS[Outcome.READ] if item.n_runs else NO_RUN


def _names(items: list[TakenIn]) -> str:
    name = items[0].filename
    short = name if len(name) <= LONGEST_NAME else f"…{name[-LONGEST_NAME:]}"
    n_more = sum(item.n_files for item in items) - 1
    more = f" and {n_more:,} more" if n_more else ""
    return f"{words.literal(short) or UNNAMED}{more}"


def _reason(item: TakenIn, known: Rows, *, review: Review, spare: frozenset[int]) -> str:
    if item.outcome in (Outcome.REFUSED, Outcome.SKIPPED):
        return words.literal(f"{item.what} {item.advice}")
    said = [_activity(known[number], review) for number in item.activity_ids if number in known]
    if not spare.isdisjoint(item.activity_ids):
        said.append(A_COPY)
    elif item.activity_ids and not said and review.n_ahead and not item.is_noted:
        said = [AHEAD]  # a file that came in now says so itself, as a note
    if item.outcome is Outcome.DUPLICATE:
        return f"The same file is already in. {' '.join(said)} Nothing was changed.".replace(
            "  ", " "
        )
    lost = [words.literal(issue.message) for issue in item.issues]
    return " ".join([*said, *dict.fromkeys(lost)])


def _activity(row: Mapping[str, Any], review: Review) -> str:
    """One activity: what and when, how far and long, heart rate and balance where measured."""
    is_metric = review.profile.is_metric
    name = words.sport(row["sport"]).capitalize()
    on_day = words.day(row["local_date"], today=review.today)
    figures = [
        words.distance(row["distance_m"], is_metric=is_metric) if row["distance_m"] else "",
        words.duration(row["timer_s"]) if row["timer_s"] else "",
        _heart_rate(measured.heart_rate_bpm(row)),
        measured.balance(row),
    ]
    told = ", ".join(figure for figure in figures if figure)
    aside = "" if row["sport"] == RUNNING else " It counts in no run figure."
    noted = "".join(f" {note}" for note in run_notes(row))
    return f"{name} on {on_day}{': ' + told if told else ''}.{aside}{noted}"


def _heart_rate(heart_rate_bpm: float | None) -> str:
    return "" if heart_rate_bpm is None else f"{words.number(heart_rate_bpm)} bpm"
