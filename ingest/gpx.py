"""GPX 1.0 and 1.1 with the extensions of Garmin, Strava, Polar, Suunto, Amazfit and phones."""

from __future__ import annotations

from core.activity import Limits
from core.errors import DamagedFile
from ingest import xml
from ingest.points import Points, bad_points, records
from ingest.reader import Part, Raw, Reader

COLUMN_OF = {
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
    """What has been seen so far, besides the points."""

    def __init__(self) -> None:
        self.points = Points("trkpt", column_of=COLUMN_OF, attributes=("lat", "lon"))
        self.counts = {"trk": 0, "trkseg": 0, "rtept": 0, "wpt": 0}
        self.sport: str | None = None
        self.creator: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Count what opens; a segment numbers the points that follow."""
        if name in self.counts:
            self.counts[name] += 1
            segment = max(self.counts["trkseg"] - 1, 0)
            self.points.begin(segment=segment, stretch=segment)
        elif name == "gpx":
            self.creator = attributes.get("creator", "").strip() or None

    def end(self, name: str, text: str, parent: str) -> None:
        """Keep the sport."""
        if name == "type" and parent == "trk" and self.sport is None:
            self.sport = text or None


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
    track = _Track()
    rows = track.points.rows
    fault = xml.walk(
        data, on_start=track.start, on_end=track.end, points=track.points, limits=limits
    )
    if fault is not None and not rows:
        raise DamagedFile(
            "This GPX file is damaged: it breaks off before its first point.",
            "Export the activity again from your watch's app or website.",
        )
    frame, utc_offset_s = records(rows)
    part = Part(
        records=frame,
        file_type=_file_type(track),
        sport=track.sport,
        device=track.creator,
        utc_offset_s=utc_offset_s,
        n_tracks=track.counts["trk"],
        n_segments=track.counts["trkseg"],
    )
    issues = (fault, bad_points(rows, frame, is_placed=True))
    return Raw(kind="gpx", parts=(part,), issues=tuple(i for i in issues if i is not None))


def _file_type(track: _Track) -> str:
    if track.points.rows:
        return "activity"
    if track.counts["rtept"]:
        return "route"
    return "waypoints" if track.counts["wpt"] else "empty"


READER = Reader(name="GPX", suffixes=(".gpx",), recognises=recognises, read=read)
