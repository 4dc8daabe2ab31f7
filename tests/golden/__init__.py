"""Small watch files of our own making, and the records that they must give.

`python -m tests.golden` writes both anew; what changed is judged by reading the difference.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from core.schemas import RECORDS

FOLDER = Path(__file__).parent
_TIME = "%Y-%m-%dT%H:%M:%S%.3f"
_DECIMALS = 6  # of the CSV: a tenth of a metre in a degree, far below any sensor's step


def as_csv(records: pl.DataFrame) -> str:
    """The columns that have any value, rounded: short enough to be read by eye."""
    known = [column for column in RECORDS.names if records[column].count()]
    return (
        records.select(known)
        .with_columns(pl.col("time").dt.to_string(_TIME), pl.selectors.float().round(_DECIMALS))
        .write_csv()
    )


def expected_records(name: str) -> pl.DataFrame:
    """What the golden file of this name must give: RECORDS."""
    path = FOLDER / f"{name}.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    dtypes = {column: RECORDS.dtypes[column] for column in header if column != "time"}
    frame = pl.read_csv(path, schema_overrides=dtypes)
    time = pl.col("time").str.to_datetime(_TIME, time_unit="ms").dt.replace_time_zone("UTC")
    return RECORDS.complete(frame.with_columns(time))
