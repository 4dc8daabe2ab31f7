"""Which parts of a file are recordings, their samples in order; or why there are none."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.activity import Issue
from core.errors import DamagedFile, IngestError, NotAnActivity
from ingest.reader import Part, Raw
from ingest.strap import with_stored

LATEST_UNIX_S = 7_258_118_400  # 2200-01-01: later times are garbage
STRAY_S = 366 * 86_400  # a sample a year off the others is garbage; one file spans 27 days
MIN_TIMED_SHARE = 0.5
WORDS = ("event", "event_type", "sport", "sub_sport", "lap_trigger")


def joined(parts: tuple[Part, ...]) -> list[Part]:
    """The recordings among the parts; one without a file type continues the one before it."""
    found: list[Part] = []
    for part in map(_typed, parts):
        if part.file_type not in ("activity", None):
            continue
        if found and part.file_type is None:
            found[-1] = _appended(found[-1], part)
        elif not part.records.is_empty():
            found.append(part)
    return [_with_stored_heart_rate(part) for part in found]


def _with_stored_heart_rate(part: Part) -> Part:
    hr = part.others.get("hr")
    if hr is None or hr.is_empty():
        return part
    return replace(part, records=with_stored(part.records, hr))


def _appended(first: Part, second: Part) -> Part:
    """Two parts of one activity as one."""
    frames = {
        name: pl.concat([getattr(first, name), getattr(second, name)], how="diagonal_relaxed")
        for name in ("records", "laps", "sessions", "events", "devices")
    }
    others = {
        name: pl.concat([frame, second.others[name]], how="diagonal_relaxed")
        for name, frame in first.others.items()
        if name in second.others
    }
    return replace(
        first, **frames, others=others, developer={**second.developer, **first.developer}
    )


def _typed(part: Part) -> Part:
    """The part without arrays, with times that are numbers and words that are words.

    A garbled file can define any field with any type; this is the one place that looks.
    """
    return replace(
        part,
        records=_scalars(part.records, "timestamp"),
        laps=_scalars(part.laps, "start_time"),
        sessions=_scalars(part.sessions, "start_time"),
        events=_scalars(part.events, "timestamp"),
        devices=_scalars(part.devices, "timestamp"),
    )


def _scalars(frame: pl.DataFrame, time: str) -> pl.DataFrame:
    if frame.is_empty():
        return frame.clear()
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested()]
    flat = frame.drop(nested) if nested else frame
    if time not in flat.columns or not flat.schema[time].is_numeric():
        unknown = pl.Series(time, [None] * frame.height, dtype=pl.Float64)
        flat = frame.select(flat.drop(time, strict=False).columns, unknown)
    words = [name for name in WORDS if flat.schema.get(name, pl.String) != pl.String]
    return flat.with_columns(pl.col(words).cast(pl.String)) if words else flat


def refusal(raw: Raw) -> IngestError:
    """Say why a file without a recording cannot be used."""
    kinds = {part.file_type for part in raw.parts} - {None, "activity"}
    if not kinds:
        return DamagedFile(
            "Not one sample of this file could be recovered.",
            "Copy it from the watch again, or export it again from your watch's app or website.",
        )
    if kinds & {"route", "course", "waypoints"}:
        return NotAnActivity(
            "This file holds a planned route or way points, not a recorded activity: "
            "it says where to go, not when you were there.",
            "Export the recorded activity itself, for example as the original FIT file.",
        )
    if kinds == {"empty"}:
        return NotAnActivity(
            "This file holds not one point: an activity without positions, exported as GPX or "
            "TCX, can lose everything.",
            "Export the original FIT file of the activity instead.",
        )
    return NotAnActivity(
        f"This file holds no recorded activity ({', '.join(sorted(map(str, kinds)))}).",
        "Watches keep settings, workouts and daily counts in files of their own; choose those "
        "from the watch's Activity folder.",
    )


def timed(part: Part) -> tuple[Part, list[Issue]]:
    """Samples in time order without exact copies; those without a time are left out.

    Raises:
        NotAnActivity: under half of the samples have times.
        DamagedFile: they have, but under half of the samples have one that can be.
    """
    records = part.records.unique(maintain_order=True)
    timed = records.filter(pl.col("timestamp").is_between(0, LATEST_UNIX_S))
    if timed.height < MIN_TIMED_SHARE * records.height or timed.is_empty():
        raise _without_times(records["timestamp"])
    timed = timed.filter(
        (pl.col("timestamp") - pl.col("timestamp").quantile(0.5, "nearest")).abs() < STRAY_S
    )
    n_lost = records.height - timed.height
    has_ties = timed["timestamp"].n_unique() < timed.height
    keys = timed.columns if has_ties else []
    text = f"{n_lost} of {records.height} samples have no time that can be, and were left out."
    issues = [warning("bad_point", text)] if n_lost else []
    return replace(part, records=timed.sort("timestamp", *keys, nulls_last=True)), issues


def _without_times(times: pl.Series) -> IngestError:
    """Say whether the times are missing or cannot be: the advice differs."""
    n_told = times.count()
    if n_told and n_told >= MIN_TIMED_SHARE * len(times):
        return DamagedFile(
            f"The times in this file cannot be: {n_told:,} of its {len(times):,} samples have one, "
            "but most lie before 1970 or after 2199.",
            "A clock that was not set looks like this, or an export that went wrong: copy the file "
            "from the watch again, or export it again.",
        )
    return NotAnActivity(
        f"Only {n_told:,} of the {len(times):,} samples in this file have a time, "
        "so it cannot be a recorded activity; a planned route looks like this.",
        "Export the recorded activity itself; an export as a course or route drops the times.",
    )


def warning(code: str, text: str) -> Issue:
    """An issue of a file that could be used."""
    return Issue(code=code, severity="warning", message=text)
