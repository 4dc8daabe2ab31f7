"""What to do with the next run: how far, until when, and why. It is the first thing on Today."""

from __future__ import annotations

from datetime import date

from core.findings import RETURN_DAYS, SPIKE_LARGE, SPIKE_WINDOW_DAYS, Flag, Level, Review
from core.scalars import earliest, latest
from views import care, gaps, recent_jump, words

RETURN, SPIKE = "RETURN", "SESSION_SPIKE"
CEILING, AFTER_JUMP = "Next run, up to", "Ceiling, after a jump"
GOAL = "A limit, not a goal."
TYPE_IT_IN = "Tell the distance of a run, and the ceiling is back."


def sentence(review: Review) -> str:
    """How far the next run may go, in one sentence; why there is no ceiling, where there is none.

    Source:
        Load law, section 6.1. After a jump the ceiling rests on the jump itself, so the answer
        names the jump first (our choice).
    """
    if review.ceiling.distance_m is None:
        return _no_ceiling(review)
    limit = _limit(review)
    if (jump := recent_jump.recent_jump(review)) is not None:
        run = _distance(jump["distance_m"], review)
        return f"Next run shorter than the {run} of {_when(jump['local_date'], review)}: a jump."
    if back := after_a_break(review):
        return back
    if not review.ceiling.is_reference_complete:
        return f"Next run up to {limit}, for now."
    return f"Next run up to {limit}."


def after_a_break(review: Review) -> str:
    """That runs stay short, during a break and for two weeks after one; empty without a break.

    Source:
        Load law, 6.1 and 6.6: the reference has shrunk, so the ceiling is no invitation.
    """
    limit = _limit(review)
    if (n_days := _days_off(review)) is not None:
        return f"Start short after {n_days:,} days without a run: {limit} at most."
    if (n_days := _days_before_return(review)) is not None:
        return f"Keep the next run short, after {n_days:,} days without one: {limit} at most."
    return ""


def reason(review: Review) -> str:
    """Until when that holds, what it rests on, and what is missing."""
    ceiling = review.ceiling
    if care.is_ill(review.profile):
        return ""
    if ceiling.distance_m is None:
        return TYPE_IT_IN if has_recent_run(review) else ""
    if care.headline(review.profile):
        return care.LOOKS_AT_RUNS
    return " ".join(filter(None, (_why(review), _missing(review))))


def has_recent_run(review: Review) -> bool:
    """Whether a run of the last 30 days is known."""
    return (off := _days_since_run(review)) is not None and off <= SPIKE_WINDOW_DAYS


def advice(flag: Flag, review: Review) -> str:
    """What to do about a flag that no strength work answers; empty where its text says it."""
    if care.is_ill(review.profile):
        return "Rest comes first: leave the distance for later."
    if care.headline(review.profile):
        return "What hurts comes first: leave the distance for later."
    if flag.id not in (SPIKE, RETURN):
        return OTHER_ADVICE.get(flag.id, "")
    if review.ceiling.distance_m is None:
        return "Start with a short run: it becomes the new reference."
    ceiling = f"The ceiling of {_limit(review)} is a limit, not a goal."
    if flag.id == RETURN or flag.value is None:
        return f"Keep the next runs short too. {ceiling}"
    return f"Let the next runs be shorter again. {ceiling}"


OTHER_ADVICE = {
    "MOST_DESCENT": "Keep the next days flat and easy.",
    "WEEK_CHANGE": "Nothing has to change.",
    "MONOTONY": "Make an easy day easier than a hard one, if you like.",
    "PREVIOUS_INJURY": "Stay below the ceiling, and tell Today what hurts.",
}
"""What a runner can do about a flag of the load (our choice, no stronger than its evidence)."""


def _why(review: Review) -> str:
    ceiling = review.ceiling
    until = words.day(ceiling.until, today=review.today)
    jump = recent_jump.recent_jump(review)
    if jump is not None:
        ceiling_is = f"The ceiling of {_limit(review)}, until {until}, is a limit, not a goal."
        return f"{_longer(jump['spike_ratio'])} {ceiling_is}"
    longest = _distance(ceiling.reference_distance_m, review)
    on_day = words.day(ceiling.reference_date, today=review.today)
    base = f"1.10 times your longest run of 30 days ({longest} on {on_day})"
    if ceiling.until is None:
        return f"{base}. {GOAL}"
    if ceiling.until > review.today:
        return f"That holds until {until}: {base}. {GOAL}"
    then = (
        f"from tomorrow {_distance(ceiling.then_m, review)}"
        if ceiling.then_m
        else "from tomorrow there is no reference"
    )
    return f"That holds today, {then}: {base}. {GOAL}"


def _longer(ratio: float) -> str:
    """How far a run went beyond the month before it."""
    if ratio > SPIKE_LARGE:
        return f"It was {words.number(ratio, 1)} times as long as any run of the 30 days before."
    longer = words.number(100 * (ratio - 1))
    return f"It was {longer} % longer than any run of the 30 days before."


def _missing(review: Review) -> str:
    first = earliest(review.activities["local_date"])
    if not review.ceiling.is_reference_complete and first is not None:
        known = words.count((review.today - first).days + 1, "day")
        return (
            f"Its reference is incomplete: {known} of runs are known, and it takes 30. Add older "
            "files to be sure."
        )
    return "A run without distance is left out of it." if review.ceiling.is_distance_missing else ""


def _no_ceiling(review: Review) -> str:
    if has_recent_run(review):
        return "No ceiling for your next run: no recent run has a distance."
    if since := gaps.since(review):
        return f"No ceiling for your next run: {since}."
    return "No run in the last 30 days: restart with a short one."


def _days_off(review: Review) -> int | None:
    """Days of a break that goes on; None without one, or where these days are not known."""
    off = _days_since_run(review)
    return off if off is not None and off > RETURN_DAYS and not gaps.since(review) else None


def _days_before_return(review: Review) -> int | None:
    """Days of a break that ended lately; None without one."""
    flag = next((each for each in review.flags if each.id == RETURN), None)
    if flag is None or flag.level < Level.WATCH or flag.value is None:
        return None
    return round(flag.value)


def _days_since_run(review: Review) -> int | None:
    last = latest(review.spikes["local_date"])
    return None if last is None else (review.today - last).days


def _when(local_date: date, review: Review) -> str:
    days = (review.today - local_date).days
    return {0: "today", 1: "yesterday"}.get(days, f"{local_date:%A}")


def _limit(review: Review) -> str:
    return _distance(review.ceiling.distance_m, review)


def _distance(distance_m: float | None, review: Review) -> str:
    return words.together(words.distance(distance_m, is_metric=review.profile.is_metric))
