"""What Load says: the answer, its caption, headings, and coverage."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from core.findings import SHORT_REFERENCE_M, SPIKE_WINDOW_DAYS, Flag, Level, Review
from core.scalars import latest
from views import care, gaps, next_limit, next_run, recent_jump, words
from views.next_limit import Basis
from views.windows import Window

METRICS = {"hr": "Heart-rate load", "pace": "Pace load", "rpe": "Effort load"}
BESIDE = ("RETURN", "PREVIOUS_INJURY")  # flags that change how far to go next


def has_runs(review: Review) -> bool:
    """Whether there is any run to speak of; other sports do not count."""
    return not review.spikes.is_empty()


def ran_within(review: Review, shown: Window) -> bool:
    """Whether the window holds a run; else there is no bar to draw."""
    return not shown.of(review.spikes).is_empty()


def spike_flag(review: Review) -> Flag | None:
    """The flag that leads this page, if the analytics gave one."""
    return next((flag for flag in review.flags if flag.id == next_run.SPIKE), None)


def spike_text(review: Review) -> str:
    """The law's sentence, where the flag is raised and still so; nothing else needs one."""
    flag = spike_flag(review)
    if flag is None or flag.level < Level.WATCH:
        return ""
    return flag.text if next_run.still_so((flag,), review) else ""


def flag_texts(review: Review) -> str:
    """What stands above the ceiling's picture: the last run, a return, an earlier injury."""
    raised = [flag for flag in review.flags if flag.id in BESIDE and flag.level >= Level.WATCH]
    marked = [f"{words.mark(flag.level, flag.tone).badge} {flag.text}" for flag in raised]
    return "\n\n".join(filter(None, (spike_text(review), *marked)))


def answer(review: Review) -> str:
    """What hurts; else whether there was a jump, and how far the next run can be."""
    if hurts := care.headline(review.profile):
        return " ".join(filter(None, (hurts, recent_jump.sentence(review))))
    ceiling, flag = review.ceiling, spike_flag(review)
    if ceiling.distance_m is None:
        return _no_ceiling(review)
    limit = next_run.distance(ceiling.distance_m, review)
    up_to = f"Your next run can be up to {limit}."
    if next_limit.limit(review).basis is not Basis.CEILING:
        return next_run.sentence(review)  # another distance than the ceiling, as on Today
    if flag is not None and flag.level >= Level.WATCH:
        return f"{_remark(review, flag)} {up_to}"
    said = []
    if not ceiling.is_reference_complete:
        said.append("Your history is still short.")
        up_to = f"For now, up to {limit}."
    elif flag is not None and flag.level is Level.INSUFFICIENT:
        said.append(flag.text)
    elif flag is not None:
        said.append("No sudden jump.")
    return " ".join(filter(None, (*said, up_to)))


def caption(review: Review) -> str:
    """What the ceiling rests on, until when, what comes then, and what is missing."""
    ceiling, today = review.ceiling, review.today
    if ceiling.reference_date is None:
        return f"{_last_run(review)} The ceiling comes back with your next run that has a distance."
    hurts, beside = care.headline(review.profile), next_run.beside(review)
    sentences = [care.LOOKS_AT_RUNS if hurts else beside]
    if hurts or not beside:
        longest = _distance(ceiling.reference_distance_m, review)
        on_day = words.day(ceiling.reference_date, today=today)
        sentences.append(f"Your longest run of the last 30 days is {longest}, on {on_day}.")
    if (ceiling.reference_distance_m or 0.0) < SHORT_REFERENCE_M:
        sentences.append("That is a very short reference.")
    if ceiling.until is not None and (hurts or not beside):
        sentences.append(_until(review, ceiling.until))
    if not ceiling.is_reference_complete:
        sentences.append("Under 30 days of your runs are known, so a longer one may be missing.")
    if ceiling.is_distance_missing:
        sentences.append("One run has no distance, so a longer one may be missing.")
    sentences.append(gaps.since_sentence(review))
    return " ".join(filter(None, sentences))


def ceiling_heading(review: Review, *, shown: Window) -> str:
    """How many runs of the window went above their ceiling, and whether the last one had one."""
    runs = shown.of(review.spikes)
    judged = runs.filter("is_reference_complete").drop_nulls("spike_ratio")
    if judged.is_empty():
        return "Each run against its ceiling"
    n_above = judged.filter(pl.col("spike_class") != "reference").height
    said = {0: "No run", 1: "One run"}.get(n_above, f"{n_above} runs")
    has_none = runs.sort("start_time")["spike_ratio"].tail(1).has_nulls()
    besides = "; the last one had none" if has_none else ""
    whose = "its" if n_above < 2 else "their"
    return f"{said} in twelve weeks went above {whose} ceiling{besides}"


def ceiling_legend(review: Review, *, shown: Window) -> str:
    """What bars and line mean; grey is explained only where it occurs, by what is missing."""
    legend = (
        "Bars: your runs. Line: the ceiling, 1.10 × the longest run of the 30 days before. "
        "Dotted: as it will be if you do not run further."
    )
    runs = shown.of(review.spikes).drop_nulls("distance_m")
    early = runs.filter(~pl.col("is_reference_complete"))
    alone = runs.filter(pl.col("spike_ratio").is_null() & pl.col("is_reference_complete"))
    why = []
    if not early.is_empty():
        why.append("under 30 days of history before it")
    if not alone.is_empty():
        why.append("no run with a distance in the 30 days before it")
    gray = f"Grey: {', or '.join(why)}, so no verdict." if why else ""
    return " ".join(filter(None, (legend, gray, _early_verdict(review, runs))))


def _early_verdict(review: Review, runs: pl.DataFrame) -> str:
    """Why the last run has its colour though its reference is incomplete; else empty."""
    last = runs.sort("start_time").tail(1)
    judged = last.filter(~pl.col("is_reference_complete"), pl.col("spike_ratio").is_not_null())
    if judged.is_empty() or last["start_time"].max() != review.spikes["start_time"].max():
        return ""
    return "The last run alone is judged, and in doubt: a longer one may be missing."


def ceiling_alt(review: Review, *, shown: Window) -> str:
    """What the spike chart says, for those who do not see it."""
    return f"{ceiling_heading(review, shown=shown)}. {answer(review)}"


def load_name(review: Review) -> str:
    """What the load is computed from: "Heart-rate load" or "Pace load"."""
    return METRICS.get(review.load_metric or "", "Load")


def _distance(distance_m: float | None, review: Review) -> str:
    return words.distance(distance_m, is_metric=review.profile.is_metric)


def _ran_lately(review: Review) -> bool:
    since = review.today - timedelta(days=SPIKE_WINDOW_DAYS)
    return not review.spikes.filter(pl.col("local_date") >= since).is_empty()


def _remark(review: Review, flag: Flag) -> str:
    """What is up with the last run: the flag is always about that one."""
    if flag.value is None:
        return "Your last run came after a month without one."
    return recent_jump.named(review.spikes.sort("start_time").row(-1, named=True), review)


def _no_ceiling(review: Review) -> str:
    """Why there is none: runs without distance, days that are not in, or no run at all."""
    if _ran_lately(review):
        return "Your runs of the last 30 days have no distance, so there is no ceiling."
    if since := gaps.since(review):
        return f"No ceiling for your next run: {since}."
    return "No run in the last 30 days. Restart with a short one."


def _last_run(review: Review) -> str:
    last = latest(review.spikes["local_date"])
    return f"Your last run was on {words.day(last, today=review.today)}."


def _until(review: Review, until: date) -> str:
    ceiling, today = review.ceiling, review.today
    after = words.day(until + timedelta(days=1), today=today)
    counts = f"It counts until {words.day(until, today=today)}."
    if ceiling.then_m is None:
        return f"{counts} From {after} no reference is left, unless you run before."
    if ceiling.then_m == ceiling.distance_m:
        return counts
    then = _distance(ceiling.then_m, review)
    return f"{counts} From {after} the ceiling is {then}, unless you run further before."
