"""The way of a run: points, turns to either side, ovals and cells."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.blocks import steady_blocks
from analytics.cells import CELL_M, ROW_SHIFT, cell_id, cells
from analytics.clean import clean
from analytics.ovals import ovals
from analytics.path import path
from analytics.turns import path_turning, turning
from core.schemas import ROUTES
from tests import naive
from tests.analytics.ways import METRES_PER_DEGREE, jitter, laps_of_a_track, seconds_at
from tests.makers import make_records

HEADINGS = st.lists(st.floats(-720, 720), min_size=2, max_size=40)
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def a_long_bend(n: int = 1200) -> tuple[np.ndarray, np.ndarray]:
    """A way that winds about, 3 m a second."""
    heading = np.cumsum(np.random.default_rng(5).normal(0, 0.03, n))
    return np.cumsum(3 * np.sin(heading)), np.cumsum(3 * np.cos(heading))


def test_points_lie_ten_metres_apart() -> None:
    way = path(seconds_at([0.0] * 200, [3.0 * at for at in range(200)]))
    assert np.diff(way.north_m) == pytest.approx(10, abs=1e-3)


def test_a_stop_adds_no_way() -> None:
    rng = np.random.default_rng(2)
    north = [3.0 * at for at in range(100)] + [300 + 3.0 * at for at in range(100)]
    standing = rng.normal(300, 3, 60).tolist()
    whole = seconds_at([0.0] * 200, north)
    stopped = seconds_at(
        [0.0] * 100 + rng.normal(0, 3, 60).tolist() + [0.0] * 100,
        north[:100] + standing + north[100:],
        is_moving=[True] * 100 + [False] * 60 + [True] * 100,
    )
    assert path(stopped).piece.size == path(whole).piece.size


def test_a_way_that_nobody_saw_breaks_the_path() -> None:
    north = [3.0 * at for at in range(100)] + [1000 + 3.0 * at for at in range(100)]
    assert set(path(seconds_at([0.0] * 200, north)).piece) == {0, 1}


def test_a_corner_behind_a_gap_is_not_counted() -> None:
    north = [3.0 * at for at in range(100)] + [600.0] * 100
    east = [0.0] * 100 + [300 + 3.0 * at for at in range(100)]
    turned = path_turning(path(seconds_at(east, north)))
    assert turned is not None
    assert (turned.right_deg, turned.left_deg, turned.bias_ratio) == (0.0, 0.0, None)


@given(HEADINGS, st.sampled_from([0.0, 5.0, 20.0]))
def test_turning_agrees_with_the_plain_loop(headings: list[float], zone: float) -> None:
    ours = turning(headings, dead_zone_deg=zone)
    right, left = naive.turns(headings, zone)
    assert ours.right_deg + ours.left_deg == pytest.approx(right + left, abs=1e-6)


@given(HEADINGS)
def test_a_mirrored_way_turns_as_far_to_the_other_side(headings: list[float]) -> None:
    exact = [round(heading) + 0.25 * at for at, heading in enumerate(headings)]
    ours, mirrored = turning(exact), turning([-heading for heading in exact])
    assert (ours.right_deg, ours.left_deg) == pytest.approx((mirrored.left_deg, mirrored.right_deg))


def test_a_step_across_north_is_a_short_one() -> None:
    assert turning([350, 10]).right_deg == 20


def test_an_unknown_heading_is_no_turn() -> None:
    assert turning([0, np.nan, 90]).bias_ratio is None


def test_a_corner_to_the_right_is_one_right_angle() -> None:
    ahead = [3.0 * at for at in range(100)]
    east = [0.0] * 100 + [3.0 * at for at in range(1, 101)]
    turned = path_turning(path(seconds_at(east, ahead + [297.0] * 100)))
    assert turned is not None
    assert turned.right_deg == pytest.approx(90, abs=6)
    assert turned.left_deg == 0


def test_a_run_without_position_has_no_turning() -> None:
    assert path_turning(path(seconds_at([], []))) is None


@pytest.mark.parametrize("drift_m", [0.0, 2.0, 4.0])
def test_laps_of_a_track_are_found_with_their_side(drift_m: float) -> None:
    found = ovals(path(laps_of_a_track(10, drift_m=drift_m)))
    assert found is not None
    assert found.left_m == pytest.approx(4000, rel=0.05)
    assert found.right_m == 0


def test_laps_the_other_way_round_are_on_the_other_side() -> None:
    found = ovals(path(laps_of_a_track(5, to_the_left=False)))
    assert found is not None
    assert (found.left_m, found.right_m > 1800) == (0.0, True)


def test_once_round_the_block_is_no_oval() -> None:
    assert ovals(path(laps_of_a_track(1.3))) == (0.0, 0.0)


def test_one_lap_is_enough_where_the_watch_says_track() -> None:
    found = ovals(path(laps_of_a_track(1.3)), is_track=True)
    assert found is not None
    assert found.left_m > 350


def test_a_winding_way_is_no_oval() -> None:
    assert ovals(path(seconds_at(*a_long_bend()))) == (0.0, 0.0)


def test_up_and_down_one_street_is_no_oval() -> None:
    once = [*range(0, 200, 3), *range(200, 0, -3)]
    assert ovals(path(seconds_at([0.0] * len(once) * 6, once * 6))) == (0.0, 0.0)


@given(LATITUDES, LONGITUDES)
def test_a_cell_agrees_with_the_plain_formula(lat: float, lon: float) -> None:
    row, column = naive.cell(lat, lon)
    assert cell_id(np.array([lat]), np.array([lon])).item() == (row << ROW_SHIFT) + column


@pytest.mark.parametrize("lat", [0.0, 30.0, 47.0, 60.0, 70.0, -75.0])
def test_cells_are_as_wide_as_high_at_every_latitude(lat: float) -> None:
    metres = np.arange(0, 5000, 1.0)
    lon = metres / METRES_PER_DEGREE / np.cos(np.radians(lat))
    n = np.unique(cell_id(np.full(metres.size, lat), lon)).size
    assert 5000 / n == pytest.approx(CELL_M, rel=0.02)


def test_cells_come_in_order_of_the_first_visit() -> None:
    north = [*range(0, 600, 3), *range(600, 0, -3)]
    there_and_back = cells(path(seconds_at([0.0] * len(north), north)))
    assert there_and_back["cell_id"].is_sorted()
    assert there_and_back["cell_id"].is_unique().all()


def test_cells_have_the_schema_of_routes() -> None:
    ROUTES.check(cells(path(seconds_at([], []))))
    ROUTES.check(cells(path(laps_of_a_track(2))))


def test_the_same_way_on_two_days_shares_seven_cells_in_ten() -> None:
    east, north = a_long_bend(3300)
    days = [
        seconds_at(
            east + jitter(east.size, metres=4, seed=seed),
            north + jitter(east.size, metres=4, seed=seed + 9),
        )
        for seed in (1, 2)
    ]
    one, other = (set(cells(path(day))["cell_id"]) for day in days)
    assert len(one & other) / len(one | other) >= 0.7


def test_the_date_line_does_not_tear_a_way() -> None:
    east, north = a_long_bend()
    at_home, far_away = (path(seconds_at(east, north, lon=lon)) for lon in (8.0, 179.999))
    assert far_away.east_m == pytest.approx(at_home.east_m, abs=0.01)
    assert np.abs(far_away.lon_deg).max() <= 180


def test_a_block_knows_the_side_of_its_bend() -> None:
    n = 900
    angle = np.arange(n) * 4 / 150
    seconds = seconds_at(150 * np.sin(angle), 150 * np.cos(angle))
    records = make_records(
        n=n,
        speed_mps=4.0,
        lat_deg=seconds["lat_deg"].to_list(),
        lon_deg=seconds["lon_deg"].to_list(),
    )
    blocks = steady_blocks(clean(records, altitude_source="baro"))
    assert blocks["turn_right_degps"].to_list() == pytest.approx(
        [np.degrees(4 / 150)] * blocks.height, rel=0.01
    )
