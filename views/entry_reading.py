"""What was typed of an activity without a file, in SI; refused in the unit that was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from core.activity import RUNNING
from core.athlete import Profile
from core.diary import FASTEST_MPS, SLOWEST_MPS, TYPED_RANGES, ManualActivity
from core.errors import EntryError
from core.units import METRES_PER_FOOT, METRES_PER_MILE
from views import words

NOON = time(12)
CLOCK = re.compile(r"\s*(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)\s*")
DISTANCE, CLIMBS = ("distance_m",), ("ascent_m", "descent_m")
UNITS = {**dict.fromkeys(DISTANCE, 0), **dict.fromkeys(CLIMBS, 1)}


def read(typed: Mapping[str, Any], profile: Profile, *, now: datetime) -> ManualActivity:
    """What was typed, in SI.

    Args:
        typed: By the names of `questions`.
        profile: Units and time zone.
        now: Aware; nothing begins after it.

    Raises:
        EntryError: names the field and what it may be.
    """
    told: dict[str, Any] = {name: typed[name] or None for name in ("title", "notes")}
    for name in (*DISTANCE, *CLIMBS, "avg_heart_rate_bpm", "rpe_index"):
        told[name] = checked(name, typed[name], is_metric=profile.is_metric)
    sport, _, sub_sport = (typed["kind"] or "").partition("/")
    if not sport:
        raise EntryError("What was it?", "Choose from the list.", "kind")
    entry = ManualActivity(
        sport=sport,
        sub_sport=sub_sport or None,
        local_date=_day(typed),
        start_time=_start(typed, profile, now=now),
        duration_s=read_duration(typed["duration_s"]),
        **told,
    )
    if sport == RUNNING:
        check_speed(entry.distance_m, entry.duration_s, is_metric=profile.is_metric)
    return entry


def read_duration(typed: str | None) -> float:
    """Seconds of a duration typed as h:mm:ss or mm:ss.

    Raises:
        EntryError: what was typed is none, or nothing lasts as long.

    Example:
        >>> read_duration("1:04:09"), read_duration("42:10")
        (3849.0, 2530.0)
    """
    found = CLOCK.fullmatch(typed or "")
    if found is None:
        raise EntryError(
            f"{typed!r} is no duration." if typed else "How long did it take?",
            "Write hours, minutes and seconds, such as 0:42:10.",
            "duration_s",
        )
    seconds = 3600.0 * int(found[1] or 0) + 60 * int(found[2]) + int(found[3])
    span = TYPED_RANGES["duration_s"]
    if not span.low <= seconds <= span.high:
        raise EntryError(
            f"Duration cannot be {(typed or '').strip()}.",
            f"It lies between {clock(span.low)} and {clock(span.high)}.",
            "duration_s",
        )
    return seconds


def checked(name: str, typed: float | None, *, is_metric: bool) -> float | None:
    """A number in SI; None where nothing was typed.

    Raises:
        EntryError: nobody has that; says so in the unit that was typed.
    """
    if typed is None:
        return None
    scale = scales_of(is_metric=is_metric).get(name, 1.0)
    span, value = TYPED_RANGES[name], typed * scale
    if span.low <= value <= span.high:
        return value
    shown = units_of(is_metric=is_metric)[UNITS[name]] if name in UNITS else span.unit
    low, high = round(span.low / scale, 2), round(span.high / scale)
    unit, is_open = shown and f" {shown}", span.low > 0 and not low
    within = "is more than 0 and at most" if is_open else f"lies between {words.typed(low)} and"
    raise EntryError(
        f"{span.words} cannot be {words.typed(typed)}{unit}.", f"It {within} {high:,}{unit}.", name
    )


def check_speed(distance_m: float | None, lasted_s: float | None, *, is_metric: bool) -> None:
    """Pass if a run could be that fast and that slow; what is not known could be.

    Raises:
        EntryError: it could not; says what can be in the runner's unit.
    """
    if distance_m is None or not lasted_s:
        return
    if not SLOWEST_MPS <= distance_m / lasted_s <= FASTEST_MPS:
        far = words.distance(distance_m, is_metric=is_metric)
        raise EntryError(
            f"No run of {far} takes {words.duration(lasted_s)}.",
            f"{paces(is_metric=is_metric)} Check the distance and how long it took.",
            "distance_m",
        )


def paces(*, is_metric: bool) -> str:
    """Between which paces a run can lie."""
    fast, slow = (
        words.pace(each, is_metric=is_metric).split(" ")[0] for each in (FASTEST_MPS, SLOWEST_MPS)
    )
    return f"A run takes between {fast} and {slow} a {'kilometre' if is_metric else 'mile'}."


def _day(typed: Mapping[str, Any]) -> date:
    if typed["local_date"] is None:
        raise EntryError("On which day was it?", "Choose a day up to today.", "local_date")
    day: date = typed["local_date"]
    return day


def _start(typed: Mapping[str, Any], profile: Profile, *, now: datetime) -> datetime:
    """The start in the runner's zone; noon where no time is told."""
    start = datetime.combine(_day(typed), typed["start_time"] or NOON, tzinfo=zone_of(profile))
    is_told = typed["start_time"] not in (None, NOON)  # noon also stands for a time not told
    if is_told and start > now and start.date() == now.astimezone(start.tzinfo).date():
        raise EntryError(
            f"{typed['start_time']:%H:%M} is still to come.",
            f"It is {now.astimezone(start.tzinfo):%H:%M} now.",
            "start_time",
        )
    return start


def zone_of(profile: Profile) -> ZoneInfo:
    """The zone that the runner's clock shows."""
    return ZoneInfo(profile.timezone or "UTC")


def units_of(*, is_metric: bool) -> tuple[str, str]:
    """The units of distance and of climbs."""
    return (words.distance_unit(is_metric=is_metric), "m" if is_metric else "ft")


def scales_of(*, is_metric: bool) -> dict[str, float]:
    """SI for one typed unit."""
    climb = 1.0 if is_metric else METRES_PER_FOOT
    return {"distance_m": 1000.0 if is_metric else METRES_PER_MILE} | dict.fromkeys(CLIMBS, climb)


def clock(seconds: float) -> str:
    """A duration as it is typed: "0:42:10"."""
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{left:02d}"
