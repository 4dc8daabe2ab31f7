"""Why Load says what it says: how a figure is worked out, what it means, source and limits."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from core.activity import RUNNING
from core.athlete import Origin
from core.findings import SPIKE_WINDOW_DAYS, Flag, Level, Review
from views import load_eras, words
from views.cards import why
from views.load_words import BESIDE, load_name, spike_flag
from views.measured import only_measured

THRESHOLDS = {
    "hr": (
        ("resting", "resting_heart_rate_bpm"),
        ("maximum", "max_heart_rate_bpm"),
        ("threshold", "threshold_heart_rate_bpm"),
    ),
    "pace": (("threshold pace", "threshold_speed_mps"),),
}
SCALES = {"hr": "threshold_heart_rate_bpm", "pace": "threshold_speed_mps"}
DOUBT = re.compile(r"± [\d.]+ \w+")
HOW_LOAD = {
    "hr": "Every minute counts by its heart rate between resting and maximum, the hard ones more; "
    "scaled so that one hour at threshold is 100. A run with heart rate for under 80 % of its "
    "time has no such load: it is estimated from pace, or unknown.",
    "rpe": "How hard the whole run felt (0 to 10) times its minutes, on the scale of your other "
    "loads: by your own median ratio, from at least 10 runs that have both.",
    "pace": "Time at the pace that your run would have had on flat ground, against your threshold "
    "pace; scaled so that one hour at threshold is 100.",
}
NO_MAXIMUM = (
    "no highest heart rate is known: you told none and no year of birth, and fewer than 5 runs of "
    "the last year show it. Set one in Profile."
)  # load law, section 8
NO_LOAD = (
    "**No load is known yet.** It needs heart rate for most of a run, or a threshold pace that "
    "you set in Profile. Unknown is not zero."
)
MEANING = (
    "**What it means.** In 5205 runners, runs longer than 1.10 times the longest of the 30 days "
    "before were followed by about 1.5 to 2.3 times as many reported overuse injuries as shorter "
    "ones. Over all runs that were 3 injuries in 1000 runs: more than 99 of 100 such runs were not "
    "followed by one. This is an association, not a prediction, and it was studied for distance "
    "only: not for pace, climb or load."
)  # load law, section 6.1


def ceiling(review: Review) -> str:
    """How the ceiling is worked out, what it means, its source and limits."""
    how = (
        "**How the ceiling is worked out.** 1.10 times the longest single run that began in the 30 "
        "days before. Treadmill runs count, other sports do not."
    )
    raised = [flag for flag in review.flags if flag.id in BESIDE and flag.level >= Level.WATCH]
    spike = spike_flag(review)
    told = raised if spike is None else [_with_reference(spike, review), *raised]
    return "\n\n".join([how, MEANING, *(why(flag) for flag in told)])


def _with_reference(flag: Flag, review: Review) -> Flag:
    """The flag of the last run with the number of runs that it was held against, itself included.

    It judges one run; "from 1 run of the last 30 days" would read as if there had been no other.
    """
    runs = review.spikes.sort("start_time")
    if runs.is_empty():
        return flag
    last = runs["local_date"][-1]
    since = last - timedelta(days=SPIKE_WINDOW_DAYS)
    n_runs = runs.filter(pl.col("local_date").is_between(since, last)).height
    return replace(flag, n_runs=max(flag.n_runs, n_runs))


def load(review: Review) -> str:
    """What the load is, what it stands on, and what it cannot say."""
    how = HOW_LOAD.get(review.load_metric or "", "")
    limits = (
        "**Limits.** A description of what you did, not of how fit or tired you are. Compare it "
        "only with your own past, never with another runner or another tool."
    )
    parts = (f"**{load_name(review)}.** {how}", thresholds(review), limits)
    return "\n\n".join(part for part in parts if part)


def thresholds(review: Review) -> str:
    """The numbers of the body that the load stands on, each with its origin and doubt."""
    told = [
        (name, field, getattr(review.thresholds, field))
        for name, field in THRESHOLDS.get(review.load_metric or "", ())
    ]
    parts = [
        f"{name} {load_eras.said(field, review, load_eras.held(field, review))} "
        f"({words.origin(threshold)})"
        for name, field, threshold in told
        if threshold is not None
    ]
    return f"It stands on your {'; '.join(parts)}. You can set these in Profile." if parts else ""


def no_load(review: Review) -> str:
    """Why there is no load: thresholds that cannot be right, or what is missing."""
    if review.load_notice:
        return f"**No load is known.** {review.load_notice} Unknown is not zero."
    if lacks_maximum(review):
        said = f"{NO_MAXIMUM[0].upper()}{NO_MAXIMUM[1:]}"
        return f"**No load is known.** {said} Unknown is not zero."
    return NO_LOAD


def unknown_because(review: Review) -> str:
    """The same in half a sentence, for the caption of Today."""
    if review.load_notice:
        return review.load_notice
    return NO_MAXIMUM if lacks_maximum(review) else "no run has the heart rate or pace it needs."


def lacks_maximum(review: Review) -> bool:
    """Whether runs have a heart rate, but nothing tells how high yours can go."""
    has_rate = (pl.col("sport") == RUNNING) & pl.col("avg_heart_rate_bpm").is_not_null()
    is_unknown = review.thresholds.max_heart_rate_bpm is None
    return is_unknown and not only_measured(review.activities).filter(has_rate).is_empty()


def scale(review: Review, *, since: date = date.min) -> str:
    """What 100 means, with the thresholds behind the bars since a day, their origin and doubt."""
    field = SCALES.get(review.load_metric or "", "")
    threshold = getattr(review.thresholds, field, None)
    if threshold is None:
        return "100 = 1 h at your threshold"
    doubt = DOUBT.search(threshold.note)
    said = f"{threshold.origin.value}, {doubt[0]}" if doubt else threshold.origin.value
    origin = "" if threshold.origin is Origin.USER else f" ({said})"
    value = load_eras.said(field, review, load_eras.held(field, review, since=since))
    return f"100 = 1 h at your threshold of {value}{origin}"
