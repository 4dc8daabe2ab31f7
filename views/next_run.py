"""What to do with the next run: how far, until when, and why. It is the first thing on Today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.findings import SPIKE_EDGES, SPIKE_LARGE, SPIKE_WINDOW_DAYS, Flag, Review
from core.scalars import earliest
from core.spoken import is_about
from views import care, gaps, next_limit, recent_jump, words
from views.next_limit import RETURN, Basis, limit

SPIKE = "SESSION_SPIKE"
GOAL = "A limit, not a goal."
TYPE_IT_IN = "Tell the distance of a run, and the ceiling is back."
AFTER_JUMP = (Basis.BEFORE_JUMP, Basis.BELOW_JUMP)


def sentence(review: Review) -> str:
    """How far the next run may go, in one sentence; why there is no ceiling, where there is none.

    Source:
        Load law, section 6.1; `next_limit.limit` for the days after a jump and around a break.
    """
    found = limit(review)
    said = distance(found.distance_m, review)
    if found.basis is Basis.NONE:
        return _no_ceiling(review)
    if found.basis is Basis.BELOW_JUMP:
        return f"Next run shorter than {said}: {_was_a_jump(review)}"
    if found.basis is Basis.BEFORE_JUMP:
        return f"Next run back to {said} at most: {_was_a_jump(review)}"
    if back := after_a_break(review):
        return back
    return f"Next run up to {said}{'' if review.ceiling.is_reference_complete else ', for now'}."


def after_a_break(review: Review) -> str:
    """That runs stay short, during a break and for two weeks after one; empty without a break.

    Source:
        Load law, 6.1 and 6.6: the reference has shrunk, so the ceiling is no invitation.
    """
    said = distance(limit(review).distance_m, review)
    if (n_days := next_limit.days_off(review)) is not None:
        return f"Start short after {n_days:,} days without a run: well below {said}."
    if (n_days := next_limit.days_before_return(review)) is not None:
        return f"Keep the next run short, after {n_days:,} days without one: {said} at most."
    return ""


def reason(review: Review) -> str:
    """Until when that holds, what it rests on, and what is missing."""
    if care.is_ill(review.profile):
        return ""
    if review.ceiling.distance_m is None:
        return TYPE_IT_IN if has_recent_run(review) else _usual_run(review)
    if care.headline(review.profile):
        return care.LOOKS_AT_RUNS
    why = beside(review)
    if (jump := recent_jump.recent_jump(review)) is not None:
        why = f"{_longer(jump['spike_ratio'])} {why}"
    return " ".join(filter(None, (why or _why(review), _missing(review))))


def beside(review: Review) -> str:
    """What the distance is where it is not the ceiling, and the ceiling beside it; else empty."""
    until = words.day(review.ceiling.until, today=review.today)
    ceiling = f"The ceiling of {_ceiling(review)}, until {until},"
    found = limit(review).basis
    if found in AFTER_JUMP:
        before = f"{_before_jump(review)} " if found is Basis.BEFORE_JUMP else ""
        return f"{before}{ceiling} is made of the jump itself: no goal."
    if found is Basis.BEFORE_BREAK:
        return f"{_usual_run(review)} {ceiling} is from before the break: no goal."
    if found is Basis.SINCE_BREAK:
        return f"That is your longest run since the break. {ceiling} is a limit, not a goal."
    return ""


def has_recent_run(review: Review) -> bool:
    """Whether a run of the last 30 days is known."""
    return (off := next_limit.days_since_run(review)) is not None and off <= SPIKE_WINDOW_DAYS


def still_so(flags: Iterable[Flag], review: Review) -> tuple[Flag, ...]:
    """The flags without the call for a restart, where there was a run since.

    The flag of the last run says "no reference, restart" of a run that has ended the month
    without one: from then on that run is the reference, and the flag of the return says the rest.
    """
    has_run = has_recent_run(review)
    return tuple(each for each in flags if not (is_restart_flag(each) and has_run))


def is_restart_flag(flag: Flag) -> bool:
    """Whether a flag is the one of the last run, without anything to compare it with."""
    return flag.id == SPIKE and flag.value is None


def advice(flag: Flag, review: Review) -> str:
    """What to do about a flag that no strength work answers; empty where its text says it."""
    if care.is_ill(review.profile):
        return "Rest comes first: leave the distance for later."
    if care.headline(review.profile):
        return "What hurts comes first: leave the distance for later."
    if flag.id not in (SPIKE, RETURN):
        return OTHER_ADVICE.get(flag.id, "")
    return _next_distance(flag, review)


OTHER_ADVICE = {
    "MOST_DESCENT": "Keep the next days flat and easy.",
    "WEEK_CHANGE": "Nothing has to change.",
    "MONOTONY": "Make an easy day easier than a hard one, if you like.",
    "PREVIOUS_INJURY": "Keep to the distance above, and tell Today what hurts.",
}
"""What a runner can do about a flag of the load (our choice, no stronger than its evidence)."""


def distance(distance_m: float | None, review: Review) -> str:
    """A distance in the runner's unit, in one piece."""
    return words.together(words.distance(distance_m, is_metric=review.profile.is_metric))


def _next_distance(flag: Flag, review: Review) -> str:
    """The advice for a flag that is about distance: what to go back to, and the law's ceiling."""
    found = limit(review)
    if found.distance_m is None:
        return "Start with a short run: it becomes the new reference."
    ceiling = f"The ceiling of {_ceiling(review)} is a limit, not a goal."
    most = f"{distance(found.distance_m, review)} at most"
    is_back = flag.id == RETURN or flag.value is None
    said = {
        Basis.BEFORE_JUMP: f"Let the next runs be shorter again, {most}.",
        Basis.SINCE_BREAK: f"Keep the next runs short too, {most}.",
        Basis.BEFORE_BREAK: "Start with a short run.",
    }
    otherwise = (
        "Keep the next runs short too." if is_back else "Let the next runs be shorter again."
    )
    return f"{said.get(found.basis, otherwise)} {ceiling}"


def _why(review: Review) -> str:
    """Until when the ceiling holds, and of which run it is made."""
    ceiling = review.ceiling
    longest = distance(ceiling.reference_distance_m, review)
    on_day = words.day(ceiling.reference_date, today=review.today)
    base = f"1.10 times your longest run of 30 days ({longest} on {on_day})"
    if ceiling.until is None:
        return f"{base}. {GOAL}"
    if ceiling.until > review.today:
        until = words.day(ceiling.until, today=review.today)
        return f"That holds until {until}: {base}. {GOAL}"
    then = (
        f"from tomorrow {distance(ceiling.then_m, review)}"
        if ceiling.then_m
        else "from tomorrow there is no reference"
    )
    return f"That holds today, {then}: {base}. {GOAL}"


def _was_a_jump(review: Review) -> str:
    """The run that a shorter one follows: "16.0 km yesterday was a jump."."""
    run = recent_jump.recent_jump(review) or {}
    what = "at the edge of a jump" if recent_jump.is_about(run) else "a jump"
    return f"{distance(run['distance_m'], review)} {_when(run['local_date'], review)} was {what}."


def _before_jump(review: Review) -> str:
    """The run that the next one goes back to."""
    run = recent_jump.first(review)
    on_day = words.day(run["reference_date"], today=review.today)
    return f"{distance(run['reference_distance_m'], review)} on {on_day} is your longest before it."


def _longer(ratio: float) -> str:
    """How far a run went beyond the month before it."""
    about = "about " if is_about(ratio, SPIKE_EDGES) else ""
    if ratio > SPIKE_LARGE:
        much = f"{words.number(ratio, 1)} times as long as"
    else:
        much = f"{words.number(100 * (ratio - 1))} % longer than"
    return f"It was {about}{much} any run of the 30 days before."


def _usual_run(review: Review) -> str:
    """What was usual before a break, to stay below; empty without a break or a distance."""
    usual_m = next_limit.usual_before(review)
    if usual_m is None or next_limit.days_off(review) is None:
        return ""
    return f"Your usual run before the break was {distance(usual_m, review)}: stay well below it."


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


def _when(local_date: date, review: Review) -> str:
    days = (review.today - local_date).days
    return {0: "today", 1: "yesterday"}.get(days, f"on {local_date:%A}")


def _ceiling(review: Review) -> str:
    return distance(review.ceiling.distance_m, review)
