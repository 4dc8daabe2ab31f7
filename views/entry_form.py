"""A run or another activity without a file: what is asked, and the list of what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.athlete import Profile
from core.diary import ManualActivity
from core.findings import Review
from views import effort_words, words
from views.entry_reading import DISTANCE, clock, paces, scales_of, units_of, zone_of
from views.question import SCALE, Question

KINDS = {
    "running": "Run",
    "running/treadmill": "Run on a treadmill",
    "running/trail": "Run on a trail",
    "running/track": "Run on a track",
    "training/strength_training": "Strength work",
    "training/yoga": "Yoga",
    "training/pilates": "Pilates",
    "training/flexibility_training": "Stretching and mobility",
    "training/cardio_training": "Cardio training",
    "cycling": "Ride",
    "walking": "Walk",
    "hiking": "Hike",
    "swimming": "Swim",
    "rowing": "Rowing",
    "cross_country_skiing": "Cross-country skiing",
    "alpine_skiing": "Alpine skiing",
    "inline_skating": "Inline skating",
    "rock_climbing": "Climbing",
    "dance": "Dance",
    "tennis": "Tennis",
    "soccer": "Football",
    "basketball": "Basketball",
    "generic": "Something else",
}
"""FIT's sport, and kind of sport where it matters, with its word."""
MOST_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One activity that was typed in, as a line."""

    activity_id: int
    said: str


def questions(round_: int, *, is_metric: bool) -> dict[str, Question]:
    """What is asked, by the names of `ManualActivity`; another round is empty again."""
    asked = {
        "kind": Question(key="kind", label="What it was", kind="choice", options=KINDS),
        "local_date": Question(key="day", label="Day", kind="day"),
        "start_time": Question(
            key="time", label="Start", kind="time", help="Left empty, it counts as noon."
        ),
        "duration_s": Question(
            key="duration", label="How long", kind="text", placeholder="h:mm:ss, such as 0:42:10"
        ),
        "distance_m": Question(
            key="distance",
            label=f"Distance, {units_of(is_metric=is_metric)[0]}",
            kind="decimal",
            help=paces(is_metric=is_metric),
        ),
        "avg_heart_rate_bpm": Question(
            key="heart_rate", label="Average heart rate, beats a minute", kind="number"
        ),
        "ascent_m": Question(
            key="ascent", label=f"Uphill, {units_of(is_metric=is_metric)[1]}", kind="number"
        ),
        "descent_m": Question(
            key="descent", label=f"Downhill, {units_of(is_metric=is_metric)[1]}", kind="number"
        ),
        "title": Question(key="title", label="Title", kind="text", placeholder=""),
        "rpe_index": Question(
            key="effort",
            label="How hard it was",
            kind="one_of",
            options=SCALE,
            help=effort_words.LEGEND,
        ),
        "notes": Question(key="notes", label="Notes", kind="notes", placeholder=""),
    }
    return {name: replace(q, key=f"entry_{round_}_{q.key}") for name, q in asked.items()}


def begin(told: ManualActivity | None, profile: Profile, *, today: date) -> dict[str, Any]:
    """What stands in the form at first: an earlier entry in the units of the reader, or a run."""
    if told is None:
        return {"kind": "running", "local_date": today}
    both = f"{told.sport}/{told.sub_sport}"
    shown = {name: getattr(told, name) for name in ManualActivity.__dataclass_fields__}
    scales = scales_of(is_metric=profile.is_metric)
    scaled = {
        name: round(shown[name] / scale, 2 if name in DISTANCE else None)
        for name, scale in scales.items()
        if shown[name] is not None
    }
    return shown | scaled | {
        "kind": both if both in KINDS else told.sport,
        "start_time": told.start_time.astimezone(zone_of(profile)).time().replace(second=0),
        "duration_s": clock(told.duration_s),
        "avg_heart_rate_bpm": _whole(told.avg_heart_rate_bpm),
        "rpe_index": _whole(told.rpe_index),
    }  # fmt: skip


def listed(review: Review) -> tuple[Listed, ...]:
    """What was typed in, newest first."""
    rows = review.activities.filter("is_manual").sort("start_time", descending=True)
    return tuple(
        Listed(activity_id=row["activity_id"], said=_said(row, review))
        for row in rows.head(MOST_LISTED).iter_rows(named=True)
    )


def _said(row: Mapping[str, Any], review: Review) -> str:
    both = f"{row['sport']}/{row['sub_sport']}"
    kind = KINDS.get(both) or KINDS.get(row["sport"]) or words.sport(row["sport"])
    parts = [f"**{words.day(row['local_date'], today=review.today)}**", kind]
    if row["distance_m"] is not None:
        parts.append(words.distance(row["distance_m"], is_metric=review.profile.is_metric))
    parts.append(words.duration(row["timer_s"]))
    if row["rpe_index"] is not None:
        parts.append(f"effort {effort_words.said(row['rpe_index'])}")
    if row["title"]:
        parts.append(words.literal(row["title"]))
    return " · ".join(parts)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
