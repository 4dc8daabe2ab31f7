"""The three figures of Load: the next run, the last run, and the largest jump."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl

from core.findings import SPIKE_EDGES, Level, Review, Tone
from views import next_card, words
from views.cards import FigureCard
from views.ceiling_chart import VERDICTS
from views.windows import Window

TONES = {"watch": (Level.WATCH, Tone.AMBER), "act": (Level.ACT, Tone.RED)}


def cards(review: Review, *, shown: Window) -> tuple[FigureCard, ...]:
    """Next run, last run against its ceiling, largest jump of the window."""
    return _next_card(review), _last_card(review), _largest_card(review, shown)


def _next_card(review: Review) -> FigureCard:
    ceiling = review.ceiling
    note = f"{words.NOT_ENOUGH.icon} no run to go by"
    if ceiling.until is not None:
        after = words.day(ceiling.until + timedelta(days=1), today=review.today)
        then = "no reference" if ceiling.then_m is None else _distance(ceiling.then_m, review)
        is_same = ceiling.then_m == ceiling.distance_m
        until = words.day(ceiling.until, today=review.today)
        note = f"at least until {until}" if is_same else f"↓ {then} from {after}"
    return FigureCard(
        label=next_card.label(review),
        value=next_card.value(review),
        note=next_card.note(review) or note,
        help=next_card.help_text(review),
    )


def _last_card(review: Review) -> FigureCard:
    row = review.spikes.sort("start_time").row(-1, named=True)
    verdict, colour = _verdict(row)
    return FigureCard(
        label=f"Last run, {words.day(row['local_date'], today=review.today)}",
        value=_distance(row["distance_m"], review),
        note=verdict,
        help="Compared with the longest run of the 30 days before it.",
        colour=colour,
    )


def _why_none_judged(runs: pl.DataFrame) -> str:
    """Why no run of the window could be a jump: SPIKES of it."""
    if runs.is_empty():
        return "no run in 12 weeks"
    long_known = runs.filter("is_reference_complete")
    if long_known.is_empty():
        return "history under 30 days"
    is_alone = (long_known["spike_class"] == "no_recent_run").any()
    return "no run in the 30 days before" if is_alone else "no distance to compare"


def _largest_card(review: Review, shown: Window) -> FigureCard:
    judged = shown.of(review.spikes).filter("is_reference_complete").drop_nulls("spike_ratio")
    label = "Largest jump in 12 weeks"
    about = "The run that went furthest beyond the longest of the 30 days before it."
    if judged.is_empty():
        note = f"{words.NOT_ENOUGH.icon} {_why_none_judged(shown.of(review.spikes))}"
        return FigureCard(label=label, value=words.UNKNOWN, note=note, help=about, colour="gray")
    row = judged.sort("spike_ratio").row(-1, named=True)
    if VERDICTS[row["spike_class"]] == "reference":
        note = f"{words.FINE.icon} no run above its ceiling"
        return FigureCard(label=label, value="None", note=note, help=about, colour="green")
    verdict = words.mark(*TONES[VERDICTS[row["spike_class"]]])
    on_day = words.day(row["local_date"], today=review.today)
    return FigureCard(
        label=label,
        value=words.change(row["spike_ratio"], edges=SPIKE_EDGES),
        note=f"{verdict.text.lower()}, {on_day}",
        help=about,
        colour=verdict.colour,
    )


def _verdict(row: dict[str, Any]) -> tuple[str, words.Colour]:
    """What a run's card says below its distance, and in which colour."""
    empty = words.NOT_ENOUGH.icon
    if row["distance_m"] is None:
        return f"{empty} distance unknown", "gray"
    if row["spike_ratio"] is None:
        return f"{empty} nothing to compare it with", "gray"
    level = VERDICTS[row["spike_class"]]
    if level == "reference":
        return f"{words.FINE.icon} within its ceiling", "green"
    verdict = words.mark(*TONES[level])
    change = words.change(row["spike_ratio"], edges=SPIKE_EDGES)
    doubt = "" if row["is_reference_complete"] else ", short history"
    return f"{verdict.text.lower()}, {change}{doubt}", verdict.colour


def _distance(distance_m: float | None, review: Review) -> str:
    return words.distance(distance_m, is_metric=review.profile.is_metric)
