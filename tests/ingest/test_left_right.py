"""FIT's left-right bytes against a slow twin."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.left_right import left_right_u8, left_right_u16, left_share_u8
from tests import naive


@given(st.integers(0, 254))
def test_a_byte_agrees_with_its_bits(raw: int) -> None:
    ours = left_right_u8(raw)
    assert (ours.value_pct, ours.left_pct) == naive.left_right(raw, bits=8)


@given(st.integers(0, 65534))
def test_two_bytes_agree_with_their_bits(raw: int) -> None:
    ours = left_right_u16(raw)
    assert (ours.value_pct, ours.left_pct) == naive.left_right(raw, bits=16)


@given(st.integers(0, 254))
def test_a_column_says_what_the_byte_says(raw: int) -> None:
    left = pl.select(left_share_u8(pl.lit(float(raw)))).item()
    assert left == left_right_u8(raw).left_pct


def test_without_the_bit_the_side_is_unknown() -> None:
    assert left_right_u8(54) == (54, "unknown", None)


@pytest.mark.parametrize("decoded", [left_right_u8(255), left_right_u16(65535)])
def test_the_invalid_value_is_no_balance(decoded: tuple[object, ...]) -> None:
    assert decoded == (None, "unknown", None)
