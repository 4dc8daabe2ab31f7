"""Compare what the readers find with a file of expectations, value by value.

    python -m tests.check_corpus FOLDER EXPECTED.json

The keys of the expectations are paths under FOLDER. Compared are the raw frames, before names,
units and nulls are tidied: counts exactly, other numbers to 1e-6 relative. Ends with a non-zero
exit code if any value differs or is missing; so does a file that is not there, or that no reader
knows. What is information only (`by`, `note`, `disagree`, way points, ...) is not compared.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from core.activity import Limits
from core.units import EARTH_RADIUS_M
from ingest import READERS
from ingest.reader import Part

RELATIVE_TOLERANCE = 1e-6
POINT_COUNTS = (
    "points",
    "segments",
    "haversine_m",
    "tracks",
    "laps",
    "activities",
    "lap_distance_sum",
    "lap_time_sum",
)
STATISTICS = ("count", "mean", "min", "max")
POINT_COLUMNS = {"time": "timestamp"} | {
    name: name for name in ("ele", "hr", "cad", "power", "temp", "speed", "distance")
}
VARIANT_OF = {"avg_running_cadence": "avg_cadence", "max_running_cadence": "max_cadence"}

Values = dict[str, Any]


def found_values(data: bytes, kind: str) -> Values:
    """Everything comparable that the readers find, flat: `fields.heart_rate.mean` to number."""
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    parts: tuple[Part, ...] = ()
    reader = next((reader for reader in READERS if reader.recognises(data)), None)
    if reader is not None:
        try:
            parts = reader.read(data, Limits()).parts
        except Exception:  # the door calls it damage
            parts = ()
    return dict(_fit(parts) if kind == "fit" else _points(parts))


def expected_values(entry: Values) -> Values:
    """The comparable part of one entry, flat in the same way."""
    return dict(_flat(entry))


def _flat(entry: Values) -> Iterator[tuple[str, Any]]:
    for name in ("records", "sessions", "laps"):
        if name in entry and entry["kind"] == "fit":
            yield name, entry[name]["value"] if isinstance(entry[name], dict) else entry[name]
    if "records" in entry.get("recoverable", {}):
        yield "records", entry["recoverable"]["records"]
    for group in ("fields", "dev_fields"):
        for field, numbers in entry.get(group, {}).items():
            yield from ((f"{group}.{field}.{s}", numbers[s]) for s in STATISTICS if s in numbers)
    for at, totals in enumerate(entry.get("session_totals", ())):
        yield from ((f"session_totals.{at}.{name}", value) for name, value in totals.items())
    if entry["kind"] != "fit":
        yield from ((name, entry[name]) for name in entry if _is_point_value(name))


def _is_point_value(name: str) -> bool:
    column, _, statistic = name.rpartition("_")
    return name in POINT_COUNTS or (
        column in POINT_COLUMNS and statistic in (*STATISTICS, "first", "last")
    )


def _fit(parts: tuple[Part, ...]) -> Iterator[tuple[str, Any]]:
    yield "records", sum(part.records.height for part in parts)
    yield "sessions", sum(part.sessions.height for part in parts)
    yield "laps", sum(part.laps.height for part in parts)
    records = pl.concat([part.records for part in parts] or [pl.DataFrame()], how="diagonal")
    for column in records.columns:
        yield from _statistics(f"fields.{column}", records[column])
    for part in parts:
        for key, field in part.developer.items():
            if key in part.records.columns:
                yield from _statistics(f"dev_fields.{field.name}", part.records[key])
    sessions = [row for part in parts for row in part.sessions.iter_rows(named=True)]
    for at, session in enumerate(sessions):
        yield from ((f"session_totals.{at}.{name}", value) for name, value in session.items())
        for variant, name in VARIANT_OF.items():
            yield f"session_totals.{at}.{variant}", session.get(variant) or session.get(name)


def _points(parts: tuple[Part, ...]) -> Iterator[tuple[str, Any]]:
    records = pl.concat([part.records for part in parts] or [pl.DataFrame()], how="diagonal")
    yield "points", records.height
    for name, column in POINT_COLUMNS.items():
        values = records[column] if column in records.columns else pl.Series(dtype=pl.Float64)
        yield from ((key.replace(".", "_"), value) for key, value in _statistics(name, values))
        known = values.drop_nulls()
        yield from ((f"{name}_first", known[0]), (f"{name}_last", known[-1])) if len(known) else ()
    yield "segments", sum(part.n_segments for part in parts)
    yield "tracks", sum(part.n_tracks for part in parts)
    yield "haversine_m", sum(_haversine_m(part.records) for part in parts)
    yield "activities", [part.sport for part in parts if part.file_type != "course"]
    laps = pl.concat([part.laps for part in parts] or [pl.DataFrame()], how="diagonal")
    yield "laps", laps.height
    for name, column in (("distance", "DistanceMeters"), ("time", "TotalTimeSeconds")):
        yield f"lap_{name}_sum", laps[column].sum() if column in laps.columns else 0


def _haversine_m(records: pl.DataFrame) -> float:
    """Length of the track within its segments, by the haversine formula."""
    if "lat" not in records.columns:
        return 0.0
    lat, lon = pl.col("lat").radians(), pl.col("lon").radians()
    half = (lat.diff() / 2).sin() ** 2 + lat.cos() * lat.shift().cos() * (lon.diff() / 2).sin() ** 2
    step = 2 * EARTH_RADIUS_M * half.sqrt().arcsin()
    placed = records.drop_nulls(("lat", "lon"))
    return float(placed.select(step.over("segment").sum()).item())


def _statistics(name: str, values: pl.Series) -> Iterator[tuple[str, Any]]:
    known = values.drop_nulls()
    yield f"{name}.count", len(known)
    if len(known) and known.dtype.is_numeric():
        yield from ((f"{name}.{s}", getattr(known, s)()) for s in ("mean", "min", "max"))


def agrees(found: Any, expected: Any) -> bool:
    """Whether two values are the same: counts and words exactly, numbers to 1e-6 relative."""
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return math.isclose(found, expected, rel_tol=RELATIVE_TOLERANCE, abs_tol=1e-9)
    return bool(found == expected)


def differences(folder: Path, expectations: Values) -> Iterator[tuple[str, str, Any, Any]]:
    """Every value that is compared: path, name, what was found, what was expected."""
    for path, entry in expectations.items():
        if path.startswith("_"):
            continue
        file = folder / path
        found = found_values(file.read_bytes() if file.is_file() else b"", entry["kind"])
        for name, value in expected_values(entry).items():
            yield path, name, found.get(name), value


def main(arguments: list[str]) -> int:
    """Print the agreement per kind of value, and each difference; 1 if there is any, else 0."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    folder, expected = arguments
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    expectations = json.loads(Path(expected).read_text(encoding="utf-8"))
    for path, name, found, value in differences(Path(folder), expectations):
        kind = name.split(".")[0]
        total[kind] += 1
        right[kind] += agrees(found, value)
        if not agrees(found, value):
            print(f"{path}: {name} is {found}, expected {value}")
    for kind in total:
        print(f"{kind:16s} {right[kind]:5d} of {total[kind]:5d} agree")
    print(f"{'all':16s} {right.total():5d} of {total.total():5d} agree")
    return int(not total or right != total)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
