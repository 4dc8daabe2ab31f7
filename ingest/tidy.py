"""The last step for every format: raw frames → activities with canonical RECORDS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl

from core.activity import Activity, FieldSource, Issue
from core.errors import IngestError, NotAnActivity
from ingest import laps, motion, sports
from ingest.changes import with_one_sensor
from ingest.channels import channels, numeric
from ingest.clock import Pause, clock, pauses
from ingest.parts import joined, refusal, timed, warning
from ingest.reader import Part, Raw
from ingest.sets import sets

OLDEST_UNIX_S = 946_684_800  # 2000-01-01: no watch file is older; such a clock was never set
LONG_S = 48 * 3600
START_SLACK_S = 3600.0
SILENT_SUB_SPORTS = (None, "generic", "all")


@dataclass(frozen=True, slots=True)
class _Recording:
    """One part made ready: samples sorted, columns named, units ours."""

    kind: str
    part: Part
    table: pl.DataFrame
    sources: dict[str, FieldSource]
    pauses: list[Pause] | None
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """One session: samples, its own message (no row if the file has none), laps and events."""

    table: pl.DataFrame
    session: pl.DataFrame
    laps: pl.DataFrame
    events: pl.DataFrame
    sets: pl.DataFrame
    before_m: float


def activities(raw: Raw, *, file_sha256: str) -> tuple[Activity, ...]:
    """Every activity of a file, in file order, with RECORDS as the schema promises.

    Raises:
        NotAnActivity: a route, course, settings or monitoring file, or too few times.
        DamagedFile: not one sample is left.
    """
    found: list[Activity] = []
    refusals: list[IngestError] = []
    for part in joined(raw.parts):
        try:
            recording = _recording(part, raw.kind)
        except NotAnActivity as refused:
            refusals.append(refused)
            continue
        for window in _windows(recording):
            activity = _activity(recording, window)
            found.append(replace(activity, file_sha256=file_sha256, part=len(found)))
    if not found:
        raise next(iter(refusals), None) or refusal(raw)
    return tuple(found)


def _recording(part: Part, kind: str) -> _Recording:
    """Sort the samples of a part, name its columns, and note what is odd about its times."""
    part, issues = timed(part)
    table, sources = channels(part, kind=kind)
    table = pl.DataFrame([part.records["timestamp"], *table.get_columns()])
    first, last = table["timestamp"][0], table["timestamp"][-1]
    if first < OLDEST_UNIX_S:
        year = datetime.fromtimestamp(first, tz=UTC).year
        issues.append(warning("clock", f"The watch's clock was not set: it says {year}."))
    if last - first > LONG_S:
        issues.append(warning("long", "This recording spans more than 48 hours."))
    if kind == "fit" and part.sessions.is_empty():
        issues.append(warning("no_summary", "The watch's own summary is missing from this file."))
    return _Recording(kind, part, table, sources, pauses(part.events), tuple(issues))


def _windows(recording: _Recording) -> Iterator[_Window]:
    """Cut a recording at the starts of its sessions; one session, or none, keeps all samples."""
    table, part = recording.table, recording.part
    before_m = 0.0
    for session, start, end in _spans(part.sessions):
        samples = _within(table, "timestamp", (start, end))
        if samples.is_empty():
            continue
        own_laps = _within(part.laps, "start_time", (start, end))
        own_events = _within(part.events, "timestamp", (start, end))
        own_sets = _within(part.others.get("set", pl.DataFrame()), "start_time", (start, end))
        yield _Window(samples, session, own_laps, own_events, own_sets, before_m)
        if "distance_m" in table.columns:
            before_m = max(samples["distance_m"].drop_nulls().to_list(), default=before_m)


def _within(frame: pl.DataFrame, time: str, span: tuple[float, float]) -> pl.DataFrame:
    """The rows whose time lies in the span; a frame without times keeps all its rows."""
    if frame.is_empty() or time not in numeric(frame):
        return frame
    return frame.filter(pl.col(time).is_between(*span, closed="left"))


def _spans(sessions: pl.DataFrame) -> list[tuple[pl.DataFrame, float, float]]:
    """Each session message with the time it covers: until the next one starts.

    The first reaches back and the last forward without end, so that no sample is lost.
    """
    ends = float("-inf"), float("inf")
    timed = sessions.drop_nulls("start_time") if sessions.height > 1 else sessions
    if timed.height <= 1:
        return [(timed, *ends)]
    timed = timed.sort("start_time", maintain_order=True)
    cuts = [ends[0], *timed["start_time"].to_list()[1:], ends[1]]
    return [(timed[i], cuts[i], cuts[i + 1]) for i in range(timed.height)]


def _activity(recording: _Recording, window: _Window) -> Activity:
    """One activity; the caller knows the file and numbers it."""
    sources = dict(recording.sources)
    timed = clock(window.table, recording.pauses, device_timer_s=_device_timer_s(window.session))
    table = motion.with_position(with_one_sensor(timed, recording.part, sources))
    sport, sub_sport = _told_sport(recording.part.sport, window.session)
    table = motion.with_distance(table, sources, before_m=window.before_m, sport=sport)
    table = motion.with_speed(table, sources)
    table, counted = motion.with_steps(table, sources)
    if sport is None:
        sport, rule = sports.guessed(table)
        sources["sport"] = FieldSource(origin="derived", field="speed_mps", rule=rule)
    factor = counted if motion.is_on_foot(sport) else None
    if factor is None:
        table = motion.without_steps(table, sources)
    records, totals, impossible = motion.without_impossible(
        motion.finished(_with_laps(table, window.laps), sport=sport),
        _totals(recording, window, factor=factor, sources=sources),
        sport=sport,
    )
    issues = () if impossible is None else (warning("impossible", impossible),)
    return Activity(
        file_sha256="",
        part=0,
        sport=sport,
        sub_sport=sub_sport,
        start_time=_start(window),
        utc_offset_s=recording.part.utc_offset_s,
        device=recording.part.device,
        records=records,
        laps=laps.laps(window.laps, steps_per_count=factor),
        events=laps.events(window.events),
        sets=sets(window.sets),
        totals=totals,
        sources=sources,
        issues=(*recording.issues, *issues),
    )


def _told_sport(told: str | None, session: pl.DataFrame) -> tuple[str | None, str | None]:
    """Sport and sub-sport: the session's, else the file's; None where neither tells."""
    row = session.to_dicts()[0] if session.height else {}
    if row.get("sport") is not None:
        sub_sport = row.get("sub_sport")
        return str(row["sport"]), None if sub_sport in SILENT_SUB_SPORTS else sub_sport
    return sports.named(told)


def _device_timer_s(session: pl.DataFrame) -> float | None:
    """How long the device says that its timer ran."""
    told = session.to_dicts()[0].get("total_timer_time") if session.height else None
    return told if isinstance(told, float) else None


def _start(window: _Window) -> datetime:
    """When the session says that it began, if that can be; else the first sample."""
    first = float(window.table["timestamp"][0])
    told = window.session["start_time"].to_list() if window.session.height else []
    start = told[0] if told and told[0] is not None else first
    start = start if 0.0 <= first - start <= START_SLACK_S else first
    return datetime.fromtimestamp(round(start, 3), tz=UTC)


def _with_laps(table: pl.DataFrame, raw_laps: pl.DataFrame) -> pl.DataFrame:
    """Number each sample by the last lap that began before it."""
    if raw_laps.is_empty() or not raw_laps["start_time"].count():
        return table
    starts = raw_laps.select(pl.col("start_time").drop_nulls().sort()).with_row_index("lap_index")
    joined = table.join_asof(starts, left_on="timestamp", right_on="start_time")
    first = pl.col("lap_index").fill_null(0).cast(pl.Int32)
    return joined.with_columns(lap_index=first)


def _totals(
    recording: _Recording,
    window: _Window,
    *,
    factor: float | None,
    sources: dict[str, FieldSource],
) -> pl.DataFrame:
    """What the file itself sums up: in its session, in the laps of a TCX, or nowhere.

    A FIT without a session broke off, and so did its laps.
    """
    if window.session.height:
        return laps.laps(window.session, steps_per_count=factor)
    if recording.kind != "tcx" or window.laps.is_empty():
        return laps.no_totals()
    sources["totals"] = FieldSource(origin="derived", field="laps", rule="summed over the laps")
    return laps.summed(laps.laps(window.laps, steps_per_count=factor))
