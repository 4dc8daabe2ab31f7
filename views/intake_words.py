"""What became of dropped files, in sentences: runs first, faults second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.intake import Batch, BatchKind, Outcome, TakenIn
from views import words

PRIVACY = (
    "**Your files stay on this machine.** Nothing is sent anywhere, and the files themselves are "
    "not changed. What is already here is skipped by itself. \n\n"
    ":gray[Other sports are kept as what they are and count in no run figure.]"
)
PROMISE = "FIT and GPX files, as many as you like at once."
WHERE_FILES_ARE = (
    "On the watch, in the folder GARMIN/Activity or Activities; or as an export of the original "
    "file from the site of your watch. FIT holds most; GPX often only place and heart rate."
)
PARTS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.READ: ("read", ""),
    Outcome.DUPLICATE: ("duplicate", "already here"),
    Outcome.SKIPPED: ("skipped", "no activity in it"),
    Outcome.REFUSED: ("refused", "nothing usable"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the four parts of an upload: its word, its number, and what it means."""

    outcome: Outcome
    n_files: int
    word: str
    note: str


def answer(batch: Batch) -> str:
    """Runs first, faults second."""
    n_files, n_runs = len(batch.items), n_of_runs(batch)
    by = counts(batch)
    if by[Outcome.DUPLICATE] == n_files:
        all_of = "this file is" if n_files == 1 else f"all {n_files} files are"
        return f"Nothing new: {all_of} already here."
    n_faults = by[Outcome.REFUSED] + by[Outcome.SKIPPED]
    first = f"{words.count(n_runs, 'run')} {'is' if n_runs == 1 else 'are'} in."
    if n_faults == n_files:
        first = "Nothing is in."
    elif not n_runs:
        first = "No run among these files."
    faults = f" {n_faults} of {words.count(n_files, 'file')} could not be used." if n_faults else ""
    known = by[Outcome.DUPLICATE]
    here = f" {known} {'was' if known == 1 else 'were'} already here." if known else ""
    return f"{first}{faults}{here}"


def answer_now(review: Review, batches: Sequence[Batch], *, is_fresh: bool) -> str:
    """What came of the drop just made, or else what is in altogether."""
    if is_fresh:
        return answer(batches[0])
    if review.activities.is_empty():
        return "Add your first runs."
    by = [counts(batch) for batch in batches]
    n_faults = sum(each[Outcome.REFUSED] + each[Outcome.SKIPPED] for each in by)
    n_runs = review.spikes.height
    faults = f", {words.count(n_faults, 'file')} could not be used" if n_faults else ""
    return f"{words.count(n_runs, 'run')} {'is' if n_runs == 1 else 'are'} in{faults}."


def caption(batch: Batch, review: Review) -> str:
    """When it was dropped, which days it covers, and that the files are as they were."""
    ids = [number for item in batch.items for number in item.activity_ids]
    days = review.activities.filter(pl.col("activity_id").is_in(ids))["local_date"]
    covered = f" Activities from {_span(days, review.today)}." if len(days) else ""
    return f"{moment(batch, review)}.{covered} Your files were not changed."


def moment(batch: Batch, review: Review) -> str:
    """When a batch was dropped, in the runner's zone: "Today, 18:04"."""
    local: datetime = batch.created_at.astimezone(ZoneInfo(review.profile.timezone or "UTC"))
    is_today = local.date() == review.today
    day = "Today" if is_today else words.day(local.date(), today=review.today)
    return f"{day}, {local:%H:%M}"


def heading(batch: Batch, *, is_fresh: bool) -> str:
    """What the report is about."""
    if batch.kind is BatchKind.SAMPLE:
        name = "The sample runner"
    else:
        name = "This upload" if is_fresh else "Your last upload"
    return f"{name}: {words.count(len(batch.items), 'file')}"


def counts(batch: Batch) -> dict[Outcome, int]:
    """Files by outcome; every outcome has a number."""
    return {outcome: sum(item.outcome is outcome for item in batch.items) for outcome in Outcome}


def n_of_runs(batch: Batch) -> int:
    """Runs that the batch brought; other sports and what was here before do not count."""
    return sum(
        sport == RUNNING
        for item in batch.items
        if item.outcome is Outcome.READ
        for sport in item.sports
    )


def parts(batch: Batch) -> tuple[Part, ...]:
    """The four parts of an upload, in the order in which they are drawn."""
    by = counts(batch)
    n_noted = sum(has_note(item) for item in batch.items)
    notes = {Outcome.READ: f"{n_noted} with a note" if n_noted else "without a fault"}
    return tuple(
        Part(outcome=outcome, n_files=by[outcome], word=word, note=notes.get(outcome, note))
        for outcome, (word, note) in PARTS.items()
    )


def earlier(batch: Batch, review: Review) -> str:
    """One line about an earlier upload."""
    sample = " (sample runner)" if batch.kind is BatchKind.SAMPLE else ""
    n_files = words.count(len(batch.items), "file")
    return f"**{moment(batch, review)}**{sample}: {n_files}. {answer(batch)}"


def has_note(item: TakenIn) -> bool:
    """Whether something of a file that was read is missing or doubtful."""
    return item.outcome is Outcome.READ and any(issue.severity != "info" for issue in item.issues)


def _span(days: pl.Series, today: date) -> str:
    first, last = days.min(), days.max()
    if not isinstance(first, date) or not isinstance(last, date):
        return words.UNKNOWN
    if first == last:
        return words.day(first, today=today)
    return f"{words.day(first, today=today)} to {words.day(last, today=today)}"
