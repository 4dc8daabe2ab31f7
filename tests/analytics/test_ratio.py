"""The 7:28-day ratio, three ways."""

from __future__ import annotations

import random
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.ratio import coupled, exponential, ratios, uncoupled
from core.schemas import DAYS, RATIOS
from tests import naive

Known = float | None
WAYS = (coupled, uncoupled, exponential)


def days_of(metres: list[Known]) -> pl.DataFrame:
    calendar = [date(2026, 1, 1) + timedelta(days=at) for at in range(len(metres))]
    distance_m = pl.Series(metres, dtype=pl.Float64)
    return DAYS.complete(pl.DataFrame({"local_date": calendar, "distance_m": distance_m}))


def random_metres(seed: int, n: int = 120) -> list[Known]:
    chance = random.Random(seed)
    picks: list[Known] = [chance.choice([0.0, 0.0, 8000.0, 15_000.0]) for _ in range(n)]
    picks[chance.randint(0, n - 1)] = None
    return picks


@pytest.mark.parametrize("seed", range(5))
def test_each_way_agrees_with_plain_loops(seed: int) -> None:
    metres = random_metres(seed)
    for n in range(1, len(metres), 7):
        plain = naive.ratios(metres[:n])
        assert tuple(way(metres[:n]) for way in WAYS) == pytest.approx(plain)


@pytest.mark.parametrize("seed", range(5))
def test_the_daily_series_is_each_way_on_each_day(seed: int) -> None:
    metres = random_metres(seed)
    found = RATIOS.check(ratios(days_of(metres)))
    for n in range(1, len(metres) + 1):
        plain = tuple(way(metres[:n]) for way in WAYS)
        assert found.row(n - 1)[1:] == pytest.approx(plain)


@given(st.lists(st.floats(0, 50_000), min_size=28, max_size=60))
def test_uncoupled_is_three_times_coupled_over_four_less_coupled(metres: list[float]) -> None:
    c, u = coupled(metres), uncoupled(metres)
    if c is not None and u is not None and 4 - c > 1e-6:
        assert u == pytest.approx(3 * c / (4 - c), rel=1e-6)


@given(st.lists(st.floats(0, 50_000), min_size=28, max_size=60))
def test_coupled_is_never_more_than_four(metres: list[float]) -> None:
    assert (coupled(metres) or 0) <= 4 + 1e-9


@pytest.mark.parametrize("k", [0.001, 1.609344, 1000.0])
@pytest.mark.parametrize("way", WAYS)
def test_scaling_all_distances_leaves_the_ratio(way: object, k: float) -> None:
    metres = [load or 0.0 for load in random_metres(7)]
    assert way([k * one for one in metres]) == pytest.approx(way(metres))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "metres", [[], [10.0] * 27, [0.0] * 28, [10.0] * 20 + [None] + [10.0] * 20]
)
def test_without_28_known_days_with_something_in_them_there_is_no_ratio(
    way: object, metres: list[Known]
) -> None:
    assert way(metres) is None


def test_nothing_in_the_three_weeks_before_has_no_uncoupled_ratio() -> None:
    assert uncoupled([0.0] * 21 + [10.0] * 7) is None


def test_what_has_left_the_window_leaves_no_trace() -> None:
    found = ratios(days_of([0.1, 0.2, 0.7, 12_345.6] * 7 + [0.0] * 60))
    assert found["coupled_ratio"][-1] is None
    assert found["uncoupled_ratio"][-1] is None


def test_the_ratio_can_be_of_load() -> None:
    days = days_of([None] * 28).with_columns(load_au=pl.lit(10.0))
    assert ratios(days, of="load_au")["coupled_ratio"][-1] == pytest.approx(1.0)
