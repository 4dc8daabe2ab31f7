"""How far the next run may be: one distance for Today and Load, and what it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import polars as pl

from core.findings import RETURN_DAYS, SHORT_REFERENCE_M, SPIKE_WINDOW_DAYS, Level, Review
from core.scalars import as_number, latest
from views import gaps, recent_jump

RETURN = "RETURN"


class Basis(StrEnum):
    """What the distance stands on: the law's ceiling, or what is left of it after jump or break."""

    CEILING = "ceiling"
    BEFORE_JUMP = "longest run before a jump"
    BELOW_JUMP = "less than a jump"
    BEFORE_BREAK = "usual run before a break"
    SINCE_BREAK = "longest run since a break"
    NONE = "no run with a distance"


SHRUNK = (Basis.BEFORE_BREAK, Basis.SINCE_BREAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A distance in metres and its basis; None only where there is no ceiling either."""

    basis: Basis
    distance_m: float | None


def limit(review: Review) -> Limit:
    """The distance that the next run should not exceed.

    The law's ceiling, but for a week after a jump and around a break: then it is made of the jump
    itself, or of runs that are long past, and what was usual before says more (our choice).

    Source:
        Load law, 6.1 ("Next-run ceiling") and 6.6 ("Your reference has shrunk").
    """
    ceiling_m, reference_m = review.ceiling.distance_m, review.ceiling.reference_distance_m
    if ceiling_m is None or reference_m is None:
        return Limit(basis=Basis.NONE, distance_m=None)
    if (jump := recent_jump.recent_jump(review)) is not None:
        before_m = recent_jump.first(review)["reference_distance_m"]
        if before_m < SHORT_REFERENCE_M:  # says nothing of what the runner is used to
            return Limit(basis=Basis.BELOW_JUMP, distance_m=jump["distance_m"])
        return Limit(basis=Basis.BEFORE_JUMP, distance_m=min(before_m, reference_m))
    if days_off(review) is not None:
        usual_m = usual_before(review) or reference_m
        return Limit(basis=Basis.BEFORE_BREAK, distance_m=min(usual_m, reference_m))
    if days_before_return(review) is not None:
        since_m = _longest_since_break(review) or reference_m
        return Limit(basis=Basis.SINCE_BREAK, distance_m=since_m)
    return Limit(basis=Basis.CEILING, distance_m=ceiling_m)


def days_off(review: Review) -> int | None:
    """Days of a break that goes on; None without one, or where these days are not known."""
    off = days_since_run(review)
    return off if off is not None and off > RETURN_DAYS and not gaps.since(review) else None


def days_before_return(review: Review) -> int | None:
    """Days of a break that ended in the last two weeks; None without one."""
    flag = next((each for each in review.flags if each.id == RETURN), None)
    if flag is None or flag.level < Level.WATCH or flag.value is None:
        return None
    return round(flag.value)


def days_since_run(review: Review) -> int | None:
    """Days since the last run; 0 on its day, None without any run."""
    last = latest(review.spikes["local_date"])
    return None if last is None else (review.today - last).days


def is_restart(review: Review) -> bool:
    """Whether runs stay short: during a break, and for two weeks after one."""
    return days_off(review) is not None or days_before_return(review) is not None


def usual_before(review: Review) -> float | None:
    """Metres of the median run of the 30 days up to the last one; None where none is known."""
    last = latest(review.spikes["local_date"])
    if last is None:
        return None
    since = last - timedelta(days=SPIKE_WINDOW_DAYS)
    runs = review.spikes.filter(pl.col("local_date") >= since)
    return as_number(runs["distance_m"].median())


def _longest_since_break(review: Review) -> float | None:
    runs = review.spikes.sort("start_time")
    is_first = runs["local_date"].diff().dt.total_days() > RETURN_DAYS
    at = is_first.arg_true()
    since = runs.slice(at[-1]) if at.len() else runs.clear()
    return as_number(since["distance_m"].max())
