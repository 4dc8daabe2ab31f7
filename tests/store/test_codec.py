from __future__ import annotations

import math
from io import BytesIO

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from core.errors import StoreError
from core.schemas import RECORDS
from store import codec
from tests.store.makers import make_records

FLOATS = st.one_of(
    st.integers(-(10**7), 10**7).map(lambda whole: whole / 100),
    st.integers(0, 2**16 - 1).map(lambda whole: whole / 5 - 500),
    st.integers(-(2**31), 2**31 - 1).map(lambda whole: whole * (180 / 2**31)),
    st.floats(),
    st.sampled_from([0.0, -0.0, math.inf, -math.inf, math.nan, 2.0**53, 5e-324]),
)
VALUES = {
    RECORDS.dtypes["time"]: st.integers(-(2**40), 2**42),
    pl.Float64: FLOATS,
    pl.Int32: st.integers(-(2**31), 2**31 - 1),
    pl.Boolean: st.booleans(),
}


@st.composite
def any_records(draw: st.DrawFn) -> pl.DataFrame:
    n = draw(st.integers(0, 30))
    names = draw(st.lists(st.sampled_from(RECORDS.names), unique=True, max_size=8))
    columns = {}
    for name in names:
        dtype = RECORDS.dtypes[name]
        values = draw(st.lists(st.none() | VALUES[dtype], min_size=n, max_size=n))
        physical = pl.Int64 if dtype == RECORDS.dtypes["time"] else dtype
        columns[name] = pl.Series(values, dtype=physical).cast(dtype)
    frame = pl.DataFrame(columns)
    return RECORDS.complete(frame) if columns else RECORDS.empty()


def bits(frame: pl.DataFrame) -> list[list[object]]:
    """Every float as its bits, so that -0.0 is not 0.0 and NaN is NaN."""
    return [
        [None if value is None else np.float64(value).tobytes() for value in frame[name].to_list()]
        for name, dtype in frame.schema.items()
        if dtype == pl.Float64
    ]


def decoded(data: bytes, n_rows: int, columns: list[str] | None = None) -> pl.DataFrame:
    return codec.decode_records(data, fmt="pq1", n_rows=n_rows, columns=columns)


@given(any_records())
def test_any_records_come_back_exactly(records: pl.DataFrame) -> None:
    back = decoded(codec.encode_records(records), len(records))
    assert_frame_equal(back, records, check_exact=True)


@given(any_records())
def test_any_float_comes_back_to_the_last_bit(records: pl.DataFrame) -> None:
    back = decoded(codec.encode_records(records), len(records))
    assert bits(back) == bits(records)


@pytest.mark.parametrize(
    "values",
    [[0.0, -0.0, 1.0], [3e9, 1.0], [2.0**53, 2.0**54], [0.1, math.nan], [1.0, math.inf], [5e-324]],
)
def test_odd_floats_come_back_to_the_last_bit(values: list[float]) -> None:
    records = RECORDS.complete(pl.DataFrame({"power_w": values}))
    assert bits(decoded(codec.encode_records(records), len(values))) == bits(records)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("heart_rate_bpm", [140.0, 141.0, 150.0]),
        ("stance_balance_left_pct", [49.51, 50.02, 48.77]),
        ("altitude_m", [n / 5 - 500 for n in (2611, 2612, 2617)]),
        ("cadence_spm", [2 * (83 + n / 128) for n in (1, 64, 127)]),
        ("lat_deg", [n * (180 / 2**31) for n in (560_000_001, 560_000_123, 560_000_999)]),
        ("lon_deg", [8.5412346, 8.5412399, 8.5413001]),
        ("speed_mps", [2.751, 2.753, 2.759]),
    ],
)
def test_values_in_the_resolution_of_a_watch_are_whole_numbers(
    name: str, values: list[float]
) -> None:
    data = codec.encode_records(RECORDS.complete(pl.DataFrame({name: values})))
    (column,) = pq.ParquetFile(BytesIO(data)).schema_arrow
    assert column.name.startswith(f"{name}@")
    assert str(column.type) == "int32"


def test_columns_without_a_value_take_no_room() -> None:
    data = codec.encode_records(make_records())
    there = pq.ParquetFile(BytesIO(data)).schema_arrow.names
    assert not any(name.startswith("power_w") for name in there)


def test_only_the_columns_asked_for_come_back_in_schema_order() -> None:
    data = codec.encode_records(make_records())
    back = decoded(data, 120, columns=["heart_rate_bpm", "power_w", "time"])
    assert back.columns == ["time", "heart_rate_bpm", "power_w"]


def test_an_empty_frame_comes_back_with_all_columns() -> None:
    assert RECORDS.check(decoded(codec.encode_records(RECORDS.empty()), 0)).is_empty()


def test_records_in_a_later_form_are_refused_with_a_sentence() -> None:
    data = codec.encode_records(make_records())
    with pytest.raises(StoreError, match="pq9"):
        codec.decode_records(data, fmt="pq9", n_rows=120)
