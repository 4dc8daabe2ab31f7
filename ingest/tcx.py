"""TCX (Garmin Training Center): activities, sessions of several sports, and courses."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from core.activity import Issue, Limits
from core.errors import DamagedFile, UnsafeFile
from ingest import xml
from ingest.points import Points, bad_points, records, times, with_numbers
from ingest.reader import Part, Raw, Reader

COLUMN_OF = {
    "Time": "time",
    "LatitudeDegrees": "lat",
    "LongitudeDegrees": "lon",
    "AltitudeMeters": "ele",
    "DistanceMeters": "distance",
    "Value": "hr",  # of HeartRateBpm, the only element of a point that has one
    "Cadence": "cad",
    "RunCadence": "cad",
    "Speed": "speed",
    "Watts": "power",
}
"""Local name of an element anywhere inside a track point, and the column that it fills."""

LAP_NUMBERS = (
    "TotalTimeSeconds",
    "DistanceMeters",
    "MaximumSpeed",
    "Calories",
    "AverageHeartRateBpm",
    "MaximumHeartRateBpm",
    "Cadence",
    "AvgSpeed",
    "AvgRunCadence",
    "MaxRunCadence",
    "AvgWatts",
    "MaxWatts",
)
HEART_RATES = ("AverageHeartRateBpm", "MaximumHeartRateBpm")


@dataclass(slots=True)
class _Outing:
    """One activity or course: its laps, and where its points stand among those of the file."""

    file_type: str
    first_point: int
    sport: str | None = None
    device: str | None = None
    laps: list[dict[str, str | None]] = field(default_factory=list)
    n_segments: int = 0
    n_stretches: int = 0
    is_lap_new: bool = False


class _Walked:
    """What has been seen so far; an activity counts from its opening: a cut loses its end."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.n_laps = 0
        self.points = Points("Trackpoint", column_of=COLUMN_OF)
        self.outings: list[_Outing] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an activity, a course, a lap or a track.

        Raises:
            UnsafeFile: there are more activities or laps than the limits allow.
        """
        if name in ("Activity", "Course"):
            kind = "activity" if name == "Activity" else "course"
            _check(len(self.outings), self.limits.max_activities, "activities")
            sport = attributes.get("Sport", "").strip() or None
            self.outings.append(_Outing(kind, len(self.points.rows), sport))
        elif self.outings and name == "Lap":
            _check(self.n_laps, self.limits.max_messages, "laps")
            self.n_laps += 1
            self.outings[-1].laps.append({"StartTime": attributes.get("StartTime")})
            self.outings[-1].is_lap_new = True
        elif self.outings and name == "Track":
            self._begin_track(self.outings[-1])

    def _begin_track(self, outing: _Outing) -> None:
        """Each lap has a track of its own; only a second one in the same lap tells of a pause."""
        if not outing.is_lap_new:
            outing.n_stretches += 1
        outing.n_segments += 1
        outing.is_lap_new = False
        self.points.begin(segment=outing.n_segments - 1, stretch=outing.n_stretches)

    def end(self, name: str, text: str, parent: str) -> None:
        """Keep what a lap sums, and what recorded the activity."""
        if not self.outings or not text:
            return
        outing = self.outings[-1]
        if name == "Name" and parent == "Creator":
            outing.device = outing.device or text
        elif outing.laps and (name in LAP_NUMBERS or name == "TriggerMethod"):
            outing.laps[-1].setdefault(name, text)
        elif outing.laps and name == "Value" and parent in HEART_RATES:
            outing.laps[-1].setdefault(parent, text)


def _check(n: int, most: int, what: str) -> None:
    if n >= most:
        raise UnsafeFile(
            f"This TCX file holds more than {most:,} {what}.",
            "Export the activities one by one from your watch's app or website.",
        )


def recognises(data: bytes) -> bool:
    """True for XML with a `TrainingCenterDatabase` element, under any prefix."""
    return xml.has_element(data, "TrainingCenterDatabase")


def read(data: bytes, limits: Limits) -> Raw:
    """Every activity and course of the file, a part each; the points named as those of a GPX.

    Returns:
        Parts with records, and laps by their own names (`TotalTimeSeconds`, ...).

    Raises:
        UnsafeFile: a DOCTYPE, or too many points, laps or activities.
        DamagedFile: the XML breaks off before anything could be read.
    """
    seen = _Walked(limits)
    fault = xml.walk(data, on_start=seen.start, on_end=seen.end, points=seen.points, limits=limits)
    if fault is not None and not seen.points.rows:
        raise DamagedFile(
            "This TCX file is damaged: it breaks off before its first point.",
            "Export the activity again from your watch's app or website.",
        )
    ends = [outing.first_point for outing in seen.outings[1:]] + [len(seen.points.rows)]
    issues: list[Issue | None] = [fault]
    parts = []
    for outing, end in zip(seen.outings, ends, strict=True):
        rows = seen.points.rows[outing.first_point : end]
        frame, utc_offset_s = records(rows)
        issues.append(bad_points(rows, frame, is_placed=False))
        parts.append(_part(outing, frame, utc_offset_s))
    return Raw(kind="tcx", parts=tuple(parts), issues=tuple(i for i in issues if i is not None))


def _part(outing: _Outing, frame: pl.DataFrame, utc_offset_s: int | None) -> Part:
    is_empty = outing.file_type == "activity" and frame.is_empty()
    return Part(
        records=frame,
        laps=_laps(outing.laps),
        file_type="empty" if is_empty else outing.file_type,
        sport=outing.sport,
        device=outing.device,
        utc_offset_s=utc_offset_s,
        n_tracks=1,
        n_segments=outing.n_segments,
    )


def _laps(laps: list[dict[str, str | None]]) -> pl.DataFrame:
    """The laps by the file's own names; `start_time` in Unix seconds, and why each one ended."""
    starts, _ = times(pl.Series([lap["StartTime"] for lap in laps], dtype=pl.String))
    triggers = [lap.get("TriggerMethod") for lap in laps]
    columns = {"start_time": starts, "TriggerMethod": pl.Series(triggers, dtype=pl.String)}
    return with_numbers(columns, {name: [lap.get(name) for lap in laps] for name in LAP_NUMBERS})


READER = Reader(name="TCX", suffixes=(".tcx",), recognises=recognises, read=read)
