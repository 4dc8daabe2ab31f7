"""Speed of the GPX and TCX readers against others: CPU medians in one process, results compared.

    python -m tests.bench.xml

Bytes to a frame of all points: time, position, altitude, heart rate, cadence. Ours reads power,
speed, laps and the rest as well. Ends with a non-zero exit code if a goal is missed or if two
readers disagree. The other readers stand in `requirements-dev.txt`.
"""

from __future__ import annotations

import io
import statistics
import sys

import gpxpy
import polars as pl
from polars.testing import assert_frame_equal
from tcxreader.tcx_track_point import TCXTrackPoint
from tcxreader.tcxreader import TCXReader

from core.activity import Limits
from ingest import gpx, tcx
from ingest.gpx import COLUMN_OF
from tests.bench.decode import cpu_ms
from tests.corpus import CORPUS, NOT_HERE

GPX_FILES = (
    "20210119_run_garmin_fenix6_sapphire",
    "iphone-run_01",
    "strava-power-4078723797",
    "vivoactivehr-run-smart-recording",
    "garmin_example-run",
    "Movescount-mixed-extensions",
)
TCX_FILES = (
    "20210119_run_garmin_fenix6_sapphire",
    "fr305-Standard-23laps",
    "movescount",
    "polar-v800-run-6281425038",
    "runpandas-11km",
)
INDOORS = "fr945-treadmill-balance-stryd"
REPEATS, OWN_REPEATS = 5, 15
BYTES_PER_MIB = 2**20
GPXPY_GOAL, TCXREADER_GOAL = 6.0, 1.5
NAMES = ("timestamp", "lat", "lon", "ele", "hr", "cad")


def by_us(data: bytes) -> pl.DataFrame:
    reader = gpx if gpx.recognises(data) else tcx
    return pl.concat([part.records for part in reader.read(data, Limits()).parts])


def by_gpxpy(data: bytes) -> pl.DataFrame:
    rows = [
        {
            "timestamp": point.time.timestamp() if point.time else None,
            "lat": point.latitude,
            "lon": point.longitude,
            "ele": point.elevation,
            **_extensions(point),
        }
        for track in gpxpy.parse(data.decode()).tracks
        for segment in track.segments
        for point in segment.points
    ]
    return pl.from_dicts(rows, schema=dict.fromkeys(NAMES, pl.Float64))


def _extensions(point: gpxpy.gpx.GPXTrackPoint) -> dict[str, float]:
    every = (inner for extension in point.extensions for inner in extension.iter())
    named = ((COLUMN_OF.get(inner.tag.rpartition("}")[2]), inner.text) for inner in every)
    return {name: float(text) for name, text in named if name in NAMES}


def by_tcxreader(data: bytes) -> pl.DataFrame:
    points = TCXReader().read(io.BytesIO(data.lstrip()), only_gps=True).trackpoints
    rows = [
        {
            "timestamp": point.time.timestamp(),
            "lat": point.latitude,
            "lon": point.longitude,
            "ele": point.elevation,
            "hr": point.hr_value,
            "cad": _cadence(point),
        }
        for point in points
    ]
    return pl.from_dicts(rows, schema=dict.fromkeys(NAMES, pl.Float64))


def _cadence(point: TCXTrackPoint) -> float | None:
    return point.tpx_ext.get("RunCadence", point.cadence)


def assert_same(ours: pl.DataFrame, theirs: pl.DataFrame, who: str) -> None:
    """Every value of every point must be equal."""
    try:
        assert_frame_equal(ours.select(NAMES), theirs.select(NAMES), rel_tol=1e-9)
    except AssertionError as difference:
        difference.add_note(who)
        raise


def compare(kind: str, name: str) -> float:
    """How many times our CPU time the other reader needs, after comparing all points."""
    data = (CORPUS / kind / f"{name}.{kind}").read_bytes()
    other = by_gpxpy if kind == "gpx" else by_tcxreader
    ours = by_us(data)
    assert_same(ours if kind == "gpx" else ours.drop_nulls("lat"), other(data), name)
    own, theirs = cpu_ms(by_us, data, OWN_REPEATS), cpu_ms(other, data, REPEATS)
    per_mib = own / len(data) * BYTES_PER_MIB
    print(f"{name:38s} {own:8.2f} {per_mib:8.1f} {theirs:8.1f} x{theirs / own:5.1f}")
    return theirs / own


def main() -> int:
    """Print the tables; 1 if a goal is missed."""
    if not CORPUS.is_dir():
        print(NOT_HERE)
        return 0
    missed = 0
    goals = (
        ("gpx", GPX_FILES, "gpxpy", GPXPY_GOAL),
        ("tcx", TCX_FILES, "tcxreader", TCXREADER_GOAL),
    )
    for kind, names, who, goal in goals:
        print(f"{kind + ', CPU ms':38s} {'ours':>8s} {'per MiB':>8s} {who:>8s}")
        mean = statistics.geometric_mean([compare(kind, name) for name in names])
        missed += mean < goal
        print(f"{who:24s} x {mean:5.1f}   goal {goal:g}   {'ok' if mean >= goal else 'MISSED'}")
    data = (CORPUS / "tcx" / f"{INDOORS}.tcx").read_bytes()
    print(f"{INDOORS}: {by_us(data).height} points, tcxreader {by_tcxreader(data).height}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
