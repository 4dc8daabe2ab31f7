"""Speed of the FIT decoder against others: CPU medians in one process, results compared inside.

    python -m tests.bench.decode

Prints one row a file and the geometric means. Ends with a non-zero exit code if a goal is missed
or if two decoders disagree. The other decoders stand in `requirements-dev.txt`.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable

import fitdecode
import fitfast
import fitparse
import garmin_fit_sdk
import polars as pl

from core.activity import Limits
from ingest.fit import read
from ingest.fit.columns import records
from ingest.fit.messages import descriptions
from ingest.fit.profile import RECORD
from ingest.fit.scan import scan
from tests.corpus import CORPUS, NOT_HERE

RUNS = (
    "suunto9-run",
    "20210507_run_coros_pace_2",
    "FR920xt-with-runscribe-plus",
    "20210507_run_garmin_fenix_6",
    "fenix5x-run-stryd-dev-dynamics",
    "Fenix3-Run-1321421020",
    "fr955-run-stryd-2024",
    "fr965-run-native-power-stamina-2026",
)
REPEATS = 5
OWN_REPEATS = 25  # ours takes milliseconds, and the clock ticks coarsely
GOALS = {
    "fitparse": ("at least", 300.0),
    "fitdecode": ("at least", 150.0),
    "garmin-fit-sdk": ("at least", 100.0),
    "fitfast": ("at least", 2.5),  # at most 0.4 x its time
    "fitparse, all frames": ("at least", 150.0),
}
REQUIRED = ("distance", "cadence")  # if one decoder finds them, both must
RELATIVE_TOLERANCE = 1e-6
EXACT = ("timestamp", "position_lat", "position_long")  # large whole numbers: 1e-6 is far off
_DEGREES = "degrees; ours are semicircles, as the file has them"
OTHER_MEANING = {
    ("garmin-fit-sdk", "timestamp"): "seconds of the FIT epoch; ours are of the Unix epoch",
    ("fitfast", "position_lat"): _DEGREES,
    ("fitfast", "position_long"): _DEGREES,
    ("fitfast", "enhanced_speed"): "cut, not rounded: 4.019 for a raw 4020, where others find 4.02",
}
"""Columns of other decoders that are not compared, and why.

Developer fields have no common column: ours are named by number, theirs by text, and
garmin-fit-sdk leaves their nulls out. `tests.check_corpus` compares their values.
"""


def by_us(data: bytes) -> pl.DataFrame:
    (part, *_), _ = scan(data)
    return records(data, part, RECORD, described=descriptions(data, part))


def by_us_all(data: bytes) -> pl.DataFrame:
    return read(data, Limits()).parts[0].records


def by_fitparse(data: bytes) -> pl.DataFrame:
    rows = [
        message.get_values()
        for message in fitparse.FitFile(io.BytesIO(data)).get_messages("record")
    ]
    return _frame(rows)


def by_fitdecode(data: bytes) -> pl.DataFrame:
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        frames = [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    rows = [{f.name: f.value for f in frame.fields} for frame in frames if frame.name == "record"]
    return _frame(rows)


def by_garmin(data: bytes) -> pl.DataFrame:
    stream = garmin_fit_sdk.Stream.from_byte_array(bytearray(data))
    found, _ = garmin_fit_sdk.Decoder(stream).read(convert_datetimes_to_dates=False)
    return _frame(found["record_mesgs"])


def by_fitfast(data: bytes) -> pl.DataFrame:
    return pl.DataFrame({str(name): values for name, values in fitfast.records(data).items()})


def _frame(rows: list[dict[str, object]]) -> pl.DataFrame:
    wanted = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(
        {str(name): [row.get(name) for row in rows] for name in wanted}, strict=False
    )


OTHERS: dict[str, Callable[[bytes], pl.DataFrame]] = {
    "fitparse": by_fitparse,
    "fitdecode": by_fitdecode,
    "garmin-fit-sdk": by_garmin,
    "fitfast": by_fitfast,
}


def cpu_ms(read_file: Callable[[bytes], object], data: bytes, repeats: int) -> float:
    """Median CPU milliseconds; each repeat reads a fresh copy, so that nothing is cached by it."""
    times = []
    for _ in range(repeats):
        copy = bytes(bytearray(data))
        start = time.process_time()
        read_file(copy)
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def assert_same(ours: pl.DataFrame, theirs: pl.DataFrame, *, who: str, file: str) -> None:
    """All rows of all columns that both have must be equal, but for `OTHER_MEANING`."""
    where = f"{file}, {who}"
    assert ours.height == theirs.height, f"{where}: {theirs.height} rows, ours {ours.height}"
    for name in REQUIRED:
        assert (name in ours.columns) == (name in theirs.columns), f"{where}: {name} is missing"
    for name in ours.columns:
        if name in theirs.columns and (who, name) not in OTHER_MEANING:
            tolerance = 0 if name in EXACT else RELATIVE_TOLERANCE
            other = _numbers(theirs[name])
            assert_same_column(ours[name], other, where=f"{where}: {name}", tolerance=tolerance)


def assert_same_column(mine: pl.Series, other: pl.Series, *, where: str, tolerance: float) -> None:
    """Nulls at the same rows, and every number to the relative tolerance."""
    odd = (mine.is_null() != other.is_null()).arg_true()
    assert odd.is_empty(), f"{where}: nulls differ in {len(odd)} rows, first {odd[0]}"
    odd = ((mine - other).abs() > tolerance * other.abs()).arg_true()
    assert odd.is_empty(), (
        f"{where}: {len(odd)} rows differ, first {odd[0]}: {other[odd[0]]}, ours {mine[odd[0]]}"
    )


def _numbers(values: pl.Series) -> pl.Series:
    """Numbers with nulls; a date and time as seconds since 1970."""
    if values.dtype.is_temporal():
        return values.dt.epoch("us") / 1e6
    return values.cast(pl.Float64).fill_nan(None)


def assert_same_frames(data: bytes, file: str) -> None:
    """Ours finds as many laps, sessions and events as fitdecode."""
    (part,) = read(data, Limits()).parts
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        found = Counter(
            frame.name for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA
        )
    ours = {"lap": part.laps.height, "session": part.sessions.height, "event": part.events.height}
    theirs = {name: found[name] for name in ours}
    assert ours == theirs, f"{file}, fitdecode: {theirs}, ours {ours}"


def main() -> int:
    """Print the table; 1 if a goal is missed."""
    if not CORPUS.is_dir():
        print(NOT_HERE)
        return 0
    ratios: dict[str, list[float]] = {name: [] for name in GOALS}
    print(f"{'CPU ms':38s} {'ours':>7s} {'all':>7s} " + " ".join(f"{n:>15s}" for n in OTHERS))
    for name in RUNS:
        data = (CORPUS / "fit" / f"{name}.fit").read_bytes()
        own = cpu_ms(by_us, data, OWN_REPEATS)
        whole = cpu_ms(by_us_all, data, OWN_REPEATS)
        cells = []
        assert_same_frames(data, name)
        for who, decode in OTHERS.items():
            assert_same(by_us(data), decode(data), who=who, file=name)
            taken = cpu_ms(decode, data, OWN_REPEATS if who == "fitfast" else REPEATS)
            ratios[who].append(taken / own)
            if who == "fitparse":
                ratios["fitparse, all frames"].append(taken / whole)
            cells.append(f"{taken:8.2f} x{taken / own:5.1f}")
        print(f"{name:38s} {own:7.2f} {whole:7.2f} " + " ".join(f"{c:>15s}" for c in cells))
    missed = 0
    for who, (word, goal) in GOALS.items():
        mean = statistics.geometric_mean(ratios[who])
        missed += mean < goal
        print(
            f"{who:24s} x {mean:6.1f}   goal {word} {goal:g}   {'ok' if mean >= goal else 'MISSED'}"
        )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
