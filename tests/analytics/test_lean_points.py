"""What the pictures of the balance stand on."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from analytics.lean_points import contrasts, speed_points, usual_bands, with_points
from analytics.where import where_from
from core.schemas import WHERE
from core.where import WhereFrom
from tests.analytics.gaited import WEEKLY, fast_run, long_run, runner
from tests.makers import make_leans


def test_the_usual_band_lies_around_the_runs_before_the_last_three() -> None:
    (band,) = usual_bands(make_leans([1.0] * 8 + [5.0] * 3))
    assert (band.low_pp + band.high_pp) / 2 == pytest.approx(1.0)
    assert band.high_pp - band.low_pp == pytest.approx(2 * 0.8316, abs=1e-3)


def test_a_sensor_with_too_few_runs_has_no_usual_band() -> None:
    assert usual_bands(make_leans([1.0] * 10)) == ()


def test_every_sensor_has_a_band_of_its_own() -> None:
    leans = make_leans([1.0] * 11 + [-1.0] * 11, sensors=["old"] * 11 + ["new"])
    bands = {band.sensor: (band.low_pp + band.high_pp) / 2 for band in usual_bands(leans)}
    assert bands == {"old": pytest.approx(1.0), "new": pytest.approx(-1.0)}


def test_long_runs_tell_both_thirds_and_the_growth() -> None:
    evidence = runner(WEEKLY, lambda n: long_run(0.5, 2.0, seed=n))
    late = with_points(where_from(evidence), evidence).late
    assert len(late) == len(WEEKLY)
    assert late[-1].first_pp == pytest.approx(0.5, abs=0.2)
    assert late[-1].last_pp == pytest.approx(2.0, abs=0.2)
    assert late[-1].low_pp < late[-1].drift_pp < late[-1].high_pp


def test_each_run_has_a_point_at_each_of_its_speeds() -> None:
    evidence = runner(WEEKLY, lambda n: fast_run(1.0, seed=n))
    found = with_points(where_from(evidence), evidence)
    speeds = {round(point.speed_mps / 0.25) for point in found.points}
    assert len(found.points) > len(WEEKLY)
    assert len(speeds) > 2


def test_without_blocks_there_are_no_points() -> None:
    empty = {"activity_id": pl.Int64, "speed_mps": pl.Float64, "lean_pp": pl.Float64}
    assert speed_points(pl.DataFrame(schema=empty)) == ()


def cells(*rows: tuple[str, float | None, float | None, float | None]) -> WhereFrom:
    table = pl.DataFrame(
        [
            {
                "cause": "turn",
                "cell_index": index,
                "cell": cell,
                "lean_pp": lean,
                "low_pp": low,
                "high_pp": high,
                "is_thin": lean is None,
            }
            for index, (cell, lean, low, high) in enumerate(rows)
        ]
    )
    day = date(2026, 11, 19)
    return WhereFrom(since=day, until=day, table=WHERE.complete(table))


def test_cells_whose_intervals_lie_a_point_apart_differ() -> None:
    (found,) = contrasts(cells(("left", 1.9, 1.6, 2.2), ("right", 0.4, 0.1, 0.7)))
    assert (found.most_left, found.most_right, found.is_clear) == ("left", "right", True)
    assert found.gap_pp == pytest.approx(0.9)


@pytest.mark.parametrize("low_pp", [0.6, 0.7], ids=["overlap", "touch"])
def test_cells_whose_intervals_overlap_or_touch_do_not_differ(low_pp: float) -> None:
    (found,) = contrasts(cells(("left", 1.9, low_pp, 2.2), ("right", 0.4, 0.1, 0.7)))
    assert not found.is_clear


def test_a_small_difference_is_no_finding_however_sure() -> None:
    (found,) = contrasts(cells(("left", 1.2, 1.1, 1.3), ("right", 0.4, 0.3, 0.5)))
    assert not found.is_clear


def test_one_cell_that_speaks_is_compared_with_nothing() -> None:
    assert contrasts(cells(("left", 1.2, 1.1, 1.3), ("right", None, None, None))) == ()
