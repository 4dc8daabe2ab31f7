"""Which of the runner's thresholds the bars of a span stand on, where they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from core.athlete import Origin, Threshold
from core.findings import Review
from core.scalars import earliest
from views import words

MOST_SAID = 3  # more values than these are said as a span
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One threshold, and the first day on which it held."""

    since: date
    threshold: Threshold


def held(
    field: str, review: Review, *, since: date = date.min, until: date | None = None
) -> tuple[Held, ...]:
    """Which values the loads of a span stand on, oldest first, and those that came after.

    A value that held before the first day with a load says nothing of any bar: it is left out.
    """
    pieces = _pieces(field, review, until=until or review.today)
    has_load = (pl.col("load_au") > 0) & (pl.col("local_date") >= since)
    first = earliest(review.days.filter(has_load)["local_date"]) or review.today
    ends = [each.since - DAY for each in pieces[1:]]
    over = sum(end < first for end in ends)
    return pieces[over:]


def said(field: str, review: Review, pieces: tuple[Held, ...]) -> str:
    """The values with their days: "173 bpm, from Sun 22 Nov on 178 bpm"; empty where none."""
    if not pieces:
        return ""
    if len(pieces) > MOST_SAID:
        return _span(field, review, pieces)
    first, *later = (_value(field, review, piece.threshold) for piece in pieces)
    days = [words.day(piece.since, today=review.today) for piece in pieces]
    changed = [f", from {day} on {value}" for day, value in zip(days[1:], later, strict=True)]
    is_told_since = pieces[0].since > date.min and pieces[0].threshold.origin is Origin.USER
    since = f" since {days[0]}" if is_told_since else ""
    return f"{first}{since}{''.join(changed)}"


def _pieces(field: str, review: Review, *, until: date) -> tuple[Held, ...]:
    """The values up to a day, each with the day it began; without history, that of today."""
    told = [(era.since, getattr(era.thresholds, field)) for era in review.eras]
    told = told or [(date.min, getattr(review.thresholds, field))]
    pieces: list[Held] = []
    for since, threshold in told:
        is_new = not pieces or threshold is None or pieces[-1].threshold.value != threshold.value
        if threshold is not None and is_new and since <= until:
            pieces.append(Held(since=since, threshold=threshold))
    return tuple(pieces)


def _span(field: str, review: Review, pieces: tuple[Held, ...]) -> str:
    """Many values: the lowest and the highest of them, and when the last change was."""
    ordered = sorted(pieces, key=lambda piece: piece.threshold.value)
    low, high = (_value(field, review, ordered[at].threshold) for at in (0, -1))
    last = words.day(pieces[-1].since, today=review.today)
    now = _value(field, review, pieces[-1].threshold)
    return f"{low.split()[0]} to {high}, from {last} on {now}"


def _value(field: str, review: Review, threshold: Threshold) -> str:
    if field.endswith("_mps"):
        return words.pace(threshold.value, is_metric=review.profile.is_metric)
    return f"{words.number(threshold.value)} bpm"
