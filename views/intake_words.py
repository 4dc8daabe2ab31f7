"""What became of dropped files, in sentences: runs first, faults second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from core.activity import RUNNING, Limits
from core.findings import Review
from core.intake import Batch, BatchKind, Outcome, Progress
from views import gaps, words

BYTES_PER_MIB = 2**20
PRIVACY = (
    "**Your files stay on this machine.** Nothing is sent anywhere, and the files themselves are "
    "not changed. What is already here is skipped by itself.\n\nThe file of one activity may be up "
    f"to {Limits().max_file_bytes // BYTES_PER_MIB} MiB, unpacked; an archive of many up to 1 GB."
)
PROMISE = "FIT, GPX and TCX files, packed or not, or a whole export, as many as you like at once."
FILE_TYPES = ("fit", "gpx", "tcx", "gz", "zip")  # the content decides, not the name
PATH = "Or a folder or an export on this computer"
PATH_HINT = "Its path, such as /home/you/export.zip"
NO_FOLDER = "There is no such file or folder on this computer."
BEGINNING = "Looking at what was dropped"
UNFINISHED = (
    "This upload stopped early, or is still running elsewhere: {so_far} so far; how many more were "
    "dropped is not known. What is in stays in. Drop the same files again and only the rest is "
    "added."
)
WHERE_FILES_ARE = (
    "On the watch, in the folder GARMIN/Activity or Activities; or as an export of the original "
    "file from the site of your watch. FIT holds most; GPX often only place and heart rate."
)
PARTS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.READ: ("read", ""),
    Outcome.DUPLICATE: ("duplicate", "already here"),
    Outcome.SKIPPED: ("skipped", "no activity"),
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
    n_files, n_runs, by = batch.n_all, batch.n_runs, batch.n_files
    if not n_files:
        return "There were no files in it." if batch.is_finished else "No file is in so far."
    if by[Outcome.DUPLICATE] == n_files and batch.is_finished:
        all_of = "this file is" if n_files == 1 else f"all {n_files:,} files are"
        return f"Nothing new: {all_of} already here."
    n_faults = by[Outcome.REFUSED] + by[Outcome.SKIPPED]
    first = f"{words.count(n_runs, 'run')} {'is' if n_runs == 1 else 'are'} in."
    if n_faults == n_files:
        first = "Nothing is in."
    elif not n_runs:
        is_known = by[Outcome.DUPLICATE] or batch.n_spare or batch.n_ahead
        first = "No new run is in." if is_known else "No run among these files."
    faults = f" {_could_not(batch)}." if n_faults else ""
    known = by[Outcome.DUPLICATE]
    here = f" {known:,} {'was' if known == 1 else 'were'} already here." if known else ""
    return f"{first}{_set_aside(batch)}{_ahead(batch)}{faults}{here}"


def _set_aside(batch: Batch) -> str:
    """Recordings are counted here; the outings that they are of stand under the list."""
    if not batch.n_spare:
        return ""
    one = batch.n_spare == 1
    of_what = "of an outing that counts already is" if one else "of outings that count already are"
    return f" {words.count(batch.n_spare, 'further recording')} {of_what} set aside."


def _ahead(batch: Batch) -> str:
    """They count in no figure, so they are no runs that are in."""
    if not batch.n_ahead:
        return ""
    are = "is" if batch.n_ahead == 1 else "are"
    return f" {words.count(batch.n_ahead, 'activity', 'activities')} {are} dated after the upload."


def _could_not(batch: Batch) -> str:
    """Files without an activity in an archive are no fault of anybody's, so they have a word."""
    n_files, refused = batch.n_all, batch.n_files[Outcome.REFUSED]
    skipped = batch.n_files[Outcome.SKIPPED]
    if skipped and not refused:
        return f"{skipped:,} of {words.count(n_files, 'file')} held no activity"
    if skipped:
        return (
            f"{refused:,} of {words.count(n_files, 'file')} could not be used, "
            f"{skipped:,} held no activity"
        )
    return f"{refused:,} of {words.count(n_files, 'file')} could not be used"


def answer_now(review: Review, batches: Sequence[Batch], *, is_fresh: bool) -> str:
    """What came of the drop just made, or else what is in altogether."""
    if is_fresh:
        return answer(batches[0])
    if review.activities.is_empty():
        return "Add your first runs."
    n_faults = sum(batch.n_files[Outcome.REFUSED] for batch in batches)
    n_runs = review.activities.filter(pl.col("sport") == RUNNING).height
    faults = f", {words.count(n_faults, 'file')} could not be used" if n_faults else ""
    return f"{words.count(n_runs, 'run')} {'is' if n_runs == 1 else 'are'} in{faults}."


def caption(batch: Batch, review: Review) -> str:
    """When it was dropped, which days it covers, and that the files are as they were."""
    first, last = batch.first_date, batch.last_date
    covered = f" Activities from {_span(first, last, review.today)}." if first and last else ""
    told = f"{moment(batch, review)}.{covered} Your files were not changed."
    return " ".join(filter(None, (told, gaps.ahead(review))))


def progress(so_far: Progress) -> str:
    """How far a drop has come, at what rate, and how long it will still take."""
    text = f"{so_far.n_done:,} of {words.count(so_far.n_known, 'file')}"
    if (rate := so_far.rate_per_s) is None or so_far.left_s is None:
        return text
    return (
        f"{text}, {rate:.{0 if rate >= 10 else 1}f} a second, {words.duration(so_far.left_s)} left"
    )


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
    if not batch.is_finished:
        return f"{name}, not finished: {_so_far(batch)} so far"
    return f"{name}: {words.count(batch.n_all, 'file')}"


def unfinished(batch: Batch) -> str:
    """That an upload did not end, how far it came, and how to add the rest."""
    return UNFINISHED.format(so_far=_so_far(batch))


def _so_far(batch: Batch) -> str:
    return words.count(batch.n_all, "file") if batch.n_all else "no file"


def parts(batch: Batch) -> tuple[Part, ...]:
    """The four parts of an upload, in the order in which they are drawn."""
    n_noted = batch.n_noted
    notes = {Outcome.READ: f"{n_noted:,} with a note" if n_noted else "without a fault"}
    if not batch.n_files[Outcome.READ]:
        notes = {Outcome.READ: "nothing new"}
    return tuple(
        Part(
            outcome=outcome,
            n_files=batch.n_files[outcome],
            word=word,
            note=notes.get(outcome, note),
        )
        for outcome, (word, note) in PARTS.items()
    )


def earlier(batch: Batch, review: Review) -> str:
    """One line about an earlier upload."""
    sample = " (sample runner)" if batch.kind is BatchKind.SAMPLE else ""
    n_files = words.count(batch.n_all, "file")
    early = "" if batch.is_finished else " Not finished."
    return f"**{moment(batch, review)}**{sample}: {n_files}. {answer(batch)}{early}"


def _span(first: date, last: date, today: date) -> str:
    if first == last:
        return words.day(first, today=today)
    return f"{words.day(first, today=today)} to {words.day(last, today=today)}"
