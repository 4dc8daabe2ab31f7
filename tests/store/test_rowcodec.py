from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from core.errors import StoreError
from core.schemas import BLOCKS, EFFORTS, ROUTES
from store import rowcodec
from tests.store.makers import make_summary


def test_blocks_in_a_later_form_are_refused_with_a_sentence() -> None:
    with pytest.raises(StoreError, match="np9"):
        rowcodec.decode(BLOCKS, [(1, "np9", "[]", b"")])


def packed(activity_id: int, n_blocks: int) -> tuple[int, str, str, bytes]:
    return (activity_id, "np1", *rowcodec.encode(BLOCKS, make_summary(n_blocks=n_blocks).blocks))


def test_blocks_come_back_exactly_with_their_activity() -> None:
    expected = make_summary(n_blocks=5).blocks.with_columns(activity_id=pl.lit(7, pl.Int64))
    assert_frame_equal(rowcodec.decode(BLOCKS, [packed(7, 5)]), expected, check_exact=True)


def test_blocks_of_many_runs_keep_the_order_of_the_runs() -> None:
    back = rowcodec.decode(BLOCKS, [packed(9, 2), packed(4, 1), packed(5, 0)])
    assert back["activity_id"].to_list() == [9, 9, 4]


def test_no_blocks_are_an_empty_frame() -> None:
    assert BLOCKS.check(rowcodec.decode(BLOCKS, [])).is_empty()


def test_blocks_from_before_a_new_column_have_it_as_unknown() -> None:
    rows = np.zeros(2, dtype=[("block_index", "<i4"), ("speed_mps", "<f8")])
    older = (3, "np1", '[["block_index", "<i4"], ["speed_mps", "<f8"]]', rows.tobytes())
    back = rowcodec.decode(BLOCKS, [packed(4, 1), older])
    assert back.filter(activity_id=3)["heart_rate_bpm"].to_list() == [None, None]


def test_blocks_of_two_layouts_keep_the_order_of_the_runs() -> None:
    older = (3, "np1", '[["block_index", "<i4"]]', np.zeros(1, dtype="<i4").tobytes())
    back = rowcodec.decode(BLOCKS, [packed(9, 2), older, packed(4, 1)])
    assert back["activity_id"].to_list() == [9, 9, 3, 4]


def test_a_word_too_long_for_its_place_is_not_cut() -> None:
    blocks = make_summary(n_blocks=1).blocks.with_columns(grade_class=pl.lit("mountainous"))
    with pytest.raises(ValueError, match="grade_class"):
        rowcodec.encode(BLOCKS, blocks)


def test_efforts_come_back_exactly_with_what_is_unknown() -> None:
    efforts = EFFORTS.complete(
        pl.DataFrame(
            {"target_s": [60.0, None], "target_m": [None, 5000.0], "elapsed_s": [0.1, 2.0]}
        )
    )
    back = rowcodec.decode(EFFORTS, [(7, "np1", *rowcodec.encode(EFFORTS, efforts))])
    expected = efforts.with_columns(activity_id=pl.lit(7, pl.Int64))
    assert_frame_equal(back, expected, check_exact=True)


def test_a_cell_of_the_route_keeps_all_its_digits() -> None:
    cells = [2**62 + 1, -(2**62) - 1, None]
    route = ROUTES.complete(pl.DataFrame({"cell_id": cells}))
    back = rowcodec.decode(ROUTES, [(7, "np1", *rowcodec.encode(ROUTES, route))])
    assert back["cell_id"].to_list() == cells


def test_more_rows_than_are_copied_at_once_come_back_exactly() -> None:
    n_blocks = 2 * rowcodec._AT_ONCE + 7
    expected = make_summary(n_blocks=n_blocks).blocks.with_columns(activity_id=pl.lit(7, pl.Int64))
    back = rowcodec.decode(BLOCKS, [packed(7, n_blocks)])
    assert_frame_equal(back, expected, check_exact=True)
