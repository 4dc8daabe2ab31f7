"""GPX 1.0 and 1.1 with the extensions of Garmin, Strava, Polar, Suunto, Amazfit and phones."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from core.activity import Issue, Limits
from core.errors import DamagedFile, UnsafeFile
from ingest import xml
from ingest.reader import Part, Raw, Reader

NUMBERS = ("lat", "lon", "ele", "hr", "cad", "power", "temp", "speed", "distance")
VALUE_OF = {
    "time": "time",
    "ele": "ele",
    "hr": "hr",
    "heartrate": "hr",
    "cad": "cad",
    "cadence": "cad",
    "power": "power",
    "PowerInWatts": "power",
    "watts": "power",
    "atemp": "temp",
    "temp": "temp",
    "Temperature": "temp",
    "speed": "speed",
    "distance": "distance",
}
"""Local name of an element anywhere inside a track point, and the column that it fills."""


class _Track:
    """What has been seen so far; a point counts from its opening, so a cut loses only values."""

    def __init__(self, max_points: int) -> None:
        self.points: list[dict[str, str | int]] = []
        self.counts = {"rtept": 0, "wpt": 0}
        self.sport: str | None = None
        self.creator: str | None = None
        self._max_points = max_points
        self._segment = -1
        self._point: dict[str, str | int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open a point or a segment."""
        if name == "trkpt":
            self._open_point({**attributes, "segment": max(self._segment, 0)})
        elif name == "trkseg":
            self._segment += 1
        elif name in self.counts:
            self.counts[name] += 1
        elif name == "gpx":
            self.creator = attributes.get("creator", "").strip() or None

    def end(self, name: str, text: str, parent: str) -> None:
        """Close a point, or keep a value; of a value written twice the first counts."""
        if self._point is not None:
            if name == "trkpt":
                self._point = None
            elif text and (column := VALUE_OF.get(name)) is not None:
                self._point.setdefault(column, text)
        elif name == "type" and parent == "trk" and self.sport is None:
            self.sport = text or None

    def _open_point(self, point: dict[str, str | int]) -> None:
        self._point = point
        self.points.append(point)
        if len(self.points) > self._max_points:
            raise UnsafeFile(
                f"This GPX file holds more than {self._max_points:,} points.",
                "Split it, or export the activities one by one.",
            )


def recognises(data: bytes) -> bool:
    """True for XML with a `gpx` element, under any prefix."""
    return xml.has_element(data, "gpx")


def read(data: bytes, limits: Limits) -> Raw:
    """Every track point of the file: `timestamp` in Unix seconds, `lat`, `lon`, `ele`, `hr`, ...

    Returns:
        One part. A file of routes or way points gives an empty frame and its `file_type`.

    Raises:
        UnsafeFile: a DOCTYPE, or too many points.
        DamagedFile: the XML breaks off before anything could be read.
    """
    track = _Track(limits.max_samples)
    fault = xml.walk(data, on_start=track.start, on_end=track.end, limits=limits)
    if fault is not None and not track.points:
        raise DamagedFile(
            "This GPX file is damaged: it breaks off before its first point.",
            "Export the activity again from your watch's app or website.",
        )
    records = _records(track.points)
    part = Part(
        records=records.drop("offset"),
        file_type=_file_type(track),
        sport=track.sport,
        device=track.creator,
        utc_offset_s=_offset(records["offset"]),
    )
    issues = [fault, _bad_points(track.points, records)]
    return Raw(kind="gpx", parts=(part,), issues=tuple(i for i in issues if i is not None))


def _file_type(track: _Track) -> str:
    if track.points:
        return "activity"
    if track.counts["rtept"]:
        return "route"
    return "waypoints" if track.counts["wpt"] else "empty"


def _records(points: list[dict[str, str | int]]) -> pl.DataFrame:
    """The points as columns; text that is no finite number becomes null."""
    times = [_time(point.get("time")) for point in points]
    columns: dict[str, pl.Series] = {
        "timestamp": pl.Series([seconds for seconds, _ in times], dtype=pl.Float64),
        "offset": pl.Series([offset for _, offset in times], dtype=pl.Int32),
        "segment": pl.Series([point["segment"] for point in points], dtype=pl.Float64),
    }
    for name in NUMBERS:
        text = pl.Series([point.get(name) for point in points], dtype=pl.String)
        columns[name] = text.str.strip_chars().cast(pl.Float64, strict=False)
    finite = [pl.when(pl.col(name).is_finite()).then(pl.col(name)).alias(name) for name in NUMBERS]
    return pl.DataFrame(columns).with_columns(finite)


def _time(text: str | int | None) -> tuple[float | None, int | None]:
    """Unix seconds and the offset from UTC that the text names; without one it is UTC (GPX 1.1)."""
    try:
        moment = datetime.fromisoformat(str(text))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        offset = moment.utcoffset()
        return moment.timestamp(), int(offset.total_seconds()) if offset else 0
    except (ValueError, OverflowError):
        return None, None


def _offset(offsets: pl.Series) -> int | None:
    """The first offset that is not zero: `Z` says nothing about where the runner was."""
    told = offsets.drop_nulls()
    told = told.filter(told != 0)
    return int(told[0]) if len(told) else None


def _bad_points(points: list[dict[str, str | int]], records: pl.DataFrame) -> Issue | None:
    """How many points carry a position or a time that cannot be one."""
    has_time_text = pl.Series([bool(point.get("time")) for point in points], dtype=pl.Boolean)
    is_placed = pl.col("lat").is_between(-90, 90) & pl.col("lon").is_between(-180, 180)
    is_unread = has_time_text & records["timestamp"].is_null()
    n_bad = records.select((~is_placed.fill_null(value=False) | pl.lit(is_unread)).sum()).item()
    if not n_bad:
        return None
    return Issue(
        code="bad_point",
        severity="warning",
        message=f"{n_bad} of {len(points)} points have a position or a time that cannot be; "
        "those values are left out.",
    )


READER = Reader(name="GPX", suffixes=(".gpx",), recognises=recognises, read=read)
