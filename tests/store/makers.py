"""What a reader and the analytics would hand to the store, made here."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import URL, insert

from core.activity import Activity, FieldSource, Issue, Summary
from core.intake import BatchKind, Judge, Outcome, Pair, Richer, TakenIn, Trace, Verdict
from core.schemas import ACTIVITIES, BLOCKS, EFFORTS, EVENTS, LAPS, RECORDS, ROUTES
from store import Store, activities, batches, open_store, pack
from store.tables import athlete

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
DAY = date(2026, 3, 1)
OLD = Path(__file__).with_name("made_by_0002.sql")
REFUSED = TakenIn(
    filename="page.fit",
    outcome=Outcome.REFUSED,
    issues=(Issue(code="crc", severity="error", message="Wrong.", where=12),),
    error_code="UnknownFormat",
    what="No reader knows these bytes.",
    advice="Export the run again.",
)


def make_store(path: Path, *, principal_id: int = 1) -> Store:
    """A store in this folder."""
    url = URL.create("sqlite", database=str(path / "runs.sqlite3"))
    return open_store(url.render_as_string(), principal_id=principal_id)


def make_old_store(path: Path) -> Path:
    """A database of tables 0002 in this folder: two runs, one that was undone, two told values."""
    database = path / "runs.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    return database


def make_records(*, start: datetime = START, n: int = 120) -> pl.DataFrame:
    """RECORDS of a steady run, a sample each second."""
    seconds = pl.Series("elapsed_s", range(n), dtype=pl.Float64)
    return RECORDS.complete(
        pl.DataFrame({"elapsed_s": seconds, "timer_s": seconds}).with_columns(
            time=pl.lit(start) + pl.duration(seconds=pl.col("elapsed_s")),
            dt_s=1.0,
            distance_m=(pl.col("elapsed_s") * 2.75).round(2),
            speed_mps=2.75,
            heart_rate_bpm=pl.when(pl.col("elapsed_s") > 10).then(140.0 + pl.col("elapsed_s") % 7),
            stance_balance_left_pct=50.0 - (pl.col("elapsed_s") % 11) / 10,
            is_running=True,
        )
    )


def make_activity(data: bytes, *, part: int = 0, start: datetime = START, n: int = 120) -> Activity:
    """One run that this file holds."""
    return Activity(
        file_sha256=hashlib.sha256(data).hexdigest(),
        part=part,
        sport="running",
        sub_sport=None,
        start_time=start,
        utc_offset_s=3600,
        device="Made 1",
        records=make_records(start=start, n=n),
        laps=LAPS.empty(),
        events=EVENTS.empty(),
        totals=LAPS.complete(pl.DataFrame({"timer_s": [float(n)]})),
        sources={"speed_mps": FieldSource(origin="native", field="enhanced_speed")},
        issues=(Issue(code="crc", severity="warning", message="The checksum is wrong."),),
    )


def make_summary(*, start: datetime = START, n_blocks: int = 2, **columns: Any) -> Summary:
    """The summary of one run; `columns` replace values of its row, or `efforts` and `route`."""
    more = {name: columns.pop(name) for name in ("efforts", "route") if name in columns}
    row: dict[str, Any] = {
        "start_time": start,
        "local_date": (start + timedelta(hours=1)).date(),
        "utc_offset_s": 3600,
        "sport": "running",
        "timer_s": 1800.5,
        "distance_m": 5000.25,
        "is_distance_estimated": False,
        "heart_rate_s": [bpm % 5 for bpm in range(201)],
        "n_blocks": n_blocks,
    } | columns
    blocks = pl.DataFrame(
        {
            "block_index": range(n_blocks),
            "duration_s": [60.0] * n_blocks,
            "grade_class": [("flat", None, "up")[i % 3] for i in range(n_blocks)],
            "stance_balance_left_pct": [49.1 + i / 7 for i in range(n_blocks)],
        }
    )
    return Summary(
        row=ACTIVITIES.complete(pl.DataFrame({name: [value] for name, value in row.items()})),
        blocks=BLOCKS.complete(blocks),
        **more,
    )


def make_efforts() -> pl.DataFrame:
    """EFFORTS of one run: a duration and a distance."""
    columns = {
        "target_s": [300.0, None],
        "target_m": [None, 1000.0],
        "start_s": [12.0, 40.5],
        "elapsed_s": [300.0, 241.3],
        "distance_m": [1204.7, 1000.0],
        "heart_rate_bpm": [151.2, None],
    }
    return EFFORTS.complete(pl.DataFrame(columns))


def make_route() -> pl.DataFrame:
    """ROUTES of one run of three cells."""
    return ROUTES.complete(pl.DataFrame({"cell_id": [2**61 + 5, 7, 2**61 + 5]}))


def begin(store: Store, kind: BatchKind = BatchKind.UPLOAD) -> int:
    """A batch to put files into."""
    return batches.begin(store, kind, created_at=START)


def put(
    store: Store, data: bytes, *, filename: str = "a.fit", batch_id: int | None = None, **how: Any
) -> TakenIn:
    """Put a file that holds one run."""
    start, judge = how.pop("start", START), how.pop("judge", None)
    part = (make_activity(data, start=start), make_summary(start=start, **how))
    packed = pack(data, filename=filename, kind="fit", parts=[part])
    batch = begin(store) if batch_id is None else batch_id
    return activities.put(store, packed, batch_id=batch, judge=judge)


def pair_with(counts_id: int, verdict: Verdict = Verdict.SAME) -> Judge:
    """A judge for whom every new recording is of the outing of this one."""

    def judge(new: Sequence[Trace], _: Sequence[Trace]) -> list[Pair]:
        return [
            Pair(
                spare_id=trace.activity_id,
                counts_id=counts_id,
                verdict=verdict,
                because=Richer.POWER,
            )
            for trace in new
        ]

    return judge


def someone_else(store: Store) -> Store:
    """The same database, opened for another athlete."""
    with store.write() as connection:
        stmt = insert(athlete).values(display_name="other", created_at=0)
        other = connection.execute(stmt.returning(athlete.c.id)).scalar_one()
    return open_store(f"sqlite:///{store.path}", principal_id=other)
