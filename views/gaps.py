"""What is not in: days since the last import, and activities of a watch whose clock is ahead."""

from __future__ import annotations

from datetime import date, timedelta

from core.findings import Review
from views import words

DAY = timedelta(days=1)


def since(review: Review) -> str:
    """The last known day, where whole days have passed since: "nothing added since Thu 12 Nov".

    Empty where none have. Today is not over, so it is not missing yet.
    """
    until = review.covered_until
    if until is None or until >= review.today - DAY:
        return ""
    return f"nothing added since {words.day(until, today=review.today)}"


def since_sentence(review: Review) -> str:
    """The same as a sentence of its own; empty where nothing is missing."""
    said = since(review)
    return f"{said.capitalize()[0]}{said[1:]}." if said else ""


def is_known(review: Review, day: date) -> bool:
    """Whether a day is covered by what was added; today counts with what there is so far."""
    if review.days.is_empty():
        return False
    days = review.days["local_date"]  # without gaps, so its ends say it all
    first, last = days[0], days[-1]
    return bool(first <= day <= last or (day == review.today and first <= day - DAY <= last))


def ahead(review: Review) -> str:
    """How many activities are dated after today, which no figure counts; empty if none."""
    n = review.n_ahead
    if not n:
        return ""
    are = "activity is" if n == 1 else "activities are"
    left_out = "It is" if n == 1 else "They are"
    return f"{n:,} {are} dated in the future: check the clock of the watch. {left_out} left out."


def no_run_yet(review: Review, why: str) -> str:
    """Why a page has nothing to show: its own words, and what the future holds back."""
    return " ".join(filter(None, (why, ahead(review))))
