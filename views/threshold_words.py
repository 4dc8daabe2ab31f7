"""What a threshold is worth: where it came from, since when it holds, and the zones it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from core.athlete import THRESHOLDS, Era, Origin, Profile, Threshold
from core.findings import Review
from core.zones import Zone, Zones, ZoneTable
from views import words
from views.profile_field import Field
from views.profile_form import PACE_NAME, estimate
from views.question import Question

TIMELESS = ("birth_year", "sex")  # they were the same in every run
ASK_VALID = Question(
    key="is_valid_always",
    label="The changed thresholds hold for all my runs, not only from today on",
    kind="switch",
    help="From today on, the loads of earlier runs stay as they are. For all runs, every load is "
    "counted anew.",
)
KINDS = {
    "Friel": "shares of the threshold, after Friel",
    "Edwards": "shares of the highest heart rate, after Edwards",
}


def note(field: Field, typed: Any, review: Review, *, is_metric: bool) -> str:
    """What stands below a field: the estimate in use, or since when the told value holds."""
    if field.is_estimated and typed in (None, ""):
        return estimate(field.name, review.thresholds, is_metric=is_metric)
    return history(field.name, review.eras, is_metric=is_metric) if field.name in THRESHOLDS else ""


def history(name: str, eras: Sequence[Era], *, is_metric: bool) -> str:
    """Since when a told threshold holds, and what held before; empty where none was told."""
    held = held_values(name, eras)
    if not held or held[-1][1].origin is not Origin.USER:
        return ""
    if len(held) == 1:
        return "Yours, for all your runs."
    said = [f"Yours since {_day(held[-1][0])}."]
    for since, threshold in reversed(held[:-1]):
        when = "Before" if since == date.min else f"From {_day(since)}"
        value = shown(name, threshold.value, is_metric=is_metric)
        said.append(f"{when}: {value}, {words.origin(threshold)}.")
    return " ".join(said)


def held_values(name: str, eras: Sequence[Era]) -> list[tuple[date, Threshold]]:
    """Each value of one threshold with the day from which it held; the same twice is once."""
    held: list[tuple[date, Threshold]] = []
    for era in eras:
        now: Threshold | None = getattr(era.thresholds, name)
        if now is not None and (not held or held[-1][1].value != now.value):
            held.append((era.since, now))
    return held


def rewritable(review: Review) -> dict[str, str]:
    """The told thresholds that had another value before, each with an offer to use today's."""
    offers = {}
    for name in THRESHOLDS:
        held = held_values(name, review.eras)
        if len(held) > 1 and held[-1][1].origin is Origin.USER:
            value = shown(name, held[-1][1].value, is_metric=review.profile.is_metric)
            offers[name] = f"Use {value} for all my runs"
    return offers


def rewrites(before: Profile, after: Profile) -> bool:
    """Whether a threshold that was told before changes: then it is asked from when on it holds."""
    return any(
        getattr(before, name) is not None and getattr(before, name) != getattr(after, name)
        for name in THRESHOLDS
    )


def timeless(before: Profile, after: Profile) -> tuple[str, ...]:
    """What has changed of all that was always so."""
    return tuple(name for name in TIMELESS if getattr(before, name) != getattr(after, name))


def shown(name: str, value: float, *, is_metric: bool) -> str:
    """A threshold in the unit of its field."""
    if name == PACE_NAME:
        return words.pace(value, is_metric=is_metric)
    return f"{value:.0f}"


def zone_tables(zones: Zones, *, is_metric: bool) -> Mapping[str, pl.DataFrame]:
    """The runner's zones as tables under a heading that says what they are shares of."""
    found: dict[str, pl.DataFrame] = {}
    if zones.heart_rate is not None:
        found[f"Heart rate: {_basis(zones.heart_rate)}"] = _rows(zones.heart_rate, _beats)
    if zones.pace is not None:
        said = partial(_pace, is_metric=is_metric)
        found[f"Pace: {_basis(zones.pace)}"] = _rows(zones.pace, said)
    return found


def _basis(table: ZoneTable) -> str:
    return f"{KINDS[table.kind]} ({words.origin(table.basis)})"


def _rows(table: ZoneTable, said: Callable[[Zone], str]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "Zone": [zone.name for zone in table.zones],
            "From, to": [said(zone) for zone in table.zones],
        }
    )


def _beats(zone: Zone) -> str:
    """Whole beats, so that each belongs to one zone only."""
    low, high = (None if edge is None else _up(edge) for edge in (zone.low, zone.high))
    if low is None:
        return f"under {high}"
    return f"{low} and more" if high is None else f"{low} to {high - 1}"


def _up(bpm: float) -> int:
    return -int(-round(bpm, 6) // 1)


def _pace(zone: Zone, *, is_metric: bool) -> str:
    low, high = (words.pace(each, is_metric=is_metric) for each in (zone.low, zone.high))
    if zone.low is None:
        return f"slower than {high}"
    return f"{low} and faster" if zone.high is None else f"{low} to {high}"


def _day(day: date) -> str:
    return words.day(day, today=date.min)  # with its year: it may be long ago
