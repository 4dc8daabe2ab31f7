"""How hard a run felt: which runs are asked about, and what an answer changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from views import words
from views.question import SCALE, Question

ASKED_FOR = timedelta(hours=48)  # load law, section 10: editable for two days
MOST_AT_ONCE = 2  # our choice: more questions are homework
ANCHORS = {
    0: "rest",
    1: "very easy",
    2: "easy",
    3: "moderate",
    4: "somewhat hard",
    5: "hard",
    7: "very hard",
    10: "maximal",
}  # CR10, Foster 2001; 6, 8 and 9 have no word of their own
LEGEND = "0 rest · 1 very easy · 3 moderate · 5 hard · 7 very hard · 10 maximal"
HINT = f"{LEGEND}. The whole run, not its hardest minute. Left empty, it stays unknown."
SOURCES = {"hr": "heart rate", "pace": "pace"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortQuestion:
    """One run of the last two days. `known` is the whole number that is chosen, None if none is.

    `said` is what stands there now and what it does; empty while nothing is known.
    """

    activity_id: int
    title: str
    note: str
    known: int | None
    said: str = ""

    @property
    def question(self) -> Question:
        """The scale to click on."""
        return Question(
            key=f"effort_{self.activity_id}",
            label=self.title,
            kind="one_of",
            options=SCALE,
            is_label_hidden=True,
        )


def questions(
    review: Review,
    *,
    now: datetime,
    is_told: Callable[[int], bool],
    skipped: Collection[int] = (),
) -> tuple[EffortQuestion, ...]:
    """The runs to ask about: those without an answer first, newest first, at most two.

    Args:
        review: What is known.
        now: Aware; a run is asked about for 48 hours from its end on.
        is_told: Whether the runner told the effort of an activity; any other is the watch's.
        skipped: Activities that the runner does not want to be asked about.
    """
    ended = pl.col("start_time") + pl.duration(milliseconds=1000 * pl.col("elapsed_s").fill_null(0))
    recent = review.activities.filter(
        pl.col("sport") == RUNNING, ended.is_between(now - ASKED_FOR, now)
    )
    rows = recent.sort("start_time", descending=True).iter_rows(named=True)
    asked = [_question(row, review, is_told) for row in rows if row["activity_id"] not in skipped]
    return tuple(sorted(asked, key=lambda each: each.known is not None)[:MOST_AT_ONCE])


def said(rpe_index: float) -> str:
    """An effort in words: "5 of 10, hard".

    Example:
        >>> said(5), said(6), said(6.5)
        ('5 of 10, hard', '6 of 10', '6.5 of 10')
    """
    anchor = next((word for score, word in ANCHORS.items() if score == rpe_index), None)
    return f"{rpe_index:g} of 10" if anchor is None else f"{rpe_index:g} of 10, {anchor}"


def whose_run(local_date: date, today: date) -> str:
    """A run by its day: "today's run", "yesterday's run", "Saturday's run"."""
    named = {0: "today", 1: "yesterday"}.get((today - local_date).days, f"{local_date:%A}")
    return f"{named}'s run"


def effect(review: Review, activity_id: int) -> str:
    """What the effort of a run comes to, and whether it counts in the load."""
    found = review.loads.filter(pl.col("activity_id") == activity_id)
    row = found.row(0, named=True) if found.height else {}
    if row.get("session_rpe_au") is None:
        return "Without a known duration no effort load can be counted."
    own = f"Effort times minutes: {words.load(row['session_rpe_au'])}."
    if row["load_source"] == "rpe":
        scaled = words.load(row["load_au"])
        return f"{own} It is this run's load: {scaled} on the scale of your other loads."
    if row["load_source"] in SOURCES:
        return f"{own} The load of this run stays that of {SOURCES[row['load_source']]}."
    return f"{own} It becomes a load once ten of your runs have an effort and another load."


def kept(review: Review, activity_id: int, chosen: int | None) -> str:
    """What is said once an answer is kept, or taken back."""
    if chosen is None:
        return "Taken back: the effort is what the watch says, else unknown."
    return f"Kept: {said(chosen)}. {effect(review, activity_id)}"


def _question(
    row: dict[str, Any], review: Review, is_told: Callable[[int], bool]
) -> EffortQuestion:
    activity_id, rpe = int(row["activity_id"]), row["rpe_index"]
    run = whose_run(row["local_date"], review.today)
    note = _note(row, review)
    if rpe is None:
        title = f"How hard was {run}?"
        return EffortQuestion(activity_id=activity_id, title=title, note=note, known=None)
    origin = "" if row["is_manual"] or is_told(activity_id) else ", says your watch"
    return EffortQuestion(
        activity_id=activity_id,
        title=f"{run[0].upper()}{run[1:]}: {said(rpe)}{origin}",
        note=note,
        known=round(rpe),
        said=effect(review, activity_id),
    )


def _note(row: dict[str, Any], review: Review) -> str:
    """Which run it is: day, distance and time, as far as they are known."""
    day = words.day(row["local_date"], today=review.today)
    distance, seconds = row["distance_m"], row["timer_s"] or row["elapsed_s"]
    parts = [day]
    if distance is not None:
        parts.append(words.distance(distance, is_metric=review.profile.is_metric))
    if seconds is not None:
        parts.append(words.duration(seconds))
    return words.together(", ".join(parts[:2])) + "".join(f" in {each}" for each in parts[2:])
