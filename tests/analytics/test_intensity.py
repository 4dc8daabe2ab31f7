"""Zones, the mix of three of them, and its four-week sums."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import intensity
from analytics.distribution import distribution, zone_seconds
from core.athlete import Era, Origin, Threshold, Thresholds
from core.schemas import INTENSITY, N_SPEED_BINS
from tests import naive
from tests.makers import make_activities, told

SECONDS = st.integers(0, 40_000)
LAST = date(2026, 11, 19)


def make_era(since: date = date.min, **thresholds: float) -> Era:
    values = {name: told(value) for name, value in thresholds.items()}
    return Era(since=since, thresholds=Thresholds(**values))


AT_170 = make_era(threshold_heart_rate_bpm=170)


def mix_of(
    *runs: dict[str, Any],
    eras: tuple[Era, ...] = (AT_170,),
    since: date = LAST - timedelta(days=27),
    by: str = "heart_rate",
) -> dict[str, Any]:
    """The last four weeks of these runs, all on the last day unless told."""
    activities = make_activities(*({"local_date": LAST} | run for run in runs))
    periods = distribution(activities, eras, since=since, until=LAST, by=by)
    return INTENSITY.check(periods).row(-1, named=True)


@given(SECONDS, SECONDS, SECONDS)
def test_the_polarisation_index_agrees_with_its_slow_twin(z1: int, z2: int, z3: int) -> None:
    ours = intensity.polarisation_index(z1, z2, z3)
    assert ours == pytest.approx(naive.polarisation(z1, z2, z3))


@given(SECONDS, SECONDS, SECONDS)
def test_seconds_and_shares_give_the_same_index(z1: int, z2: int, z3: int) -> None:
    total = max(z1 + z2 + z3, 1)
    shares = intensity.polarisation_index(z1 / total, z2 / total, z3 / total)
    assert shares == pytest.approx(intensity.polarisation_index(z1, z2, z3))


@pytest.mark.parametrize(
    "zones", [(270, 30, 0), (0, 30, 70), (0, 0, 0), (0.995, 0.0, 0.005), (1, 0, 0)]
)
def test_an_index_that_is_not_defined_is_unknown(zones: tuple[float, float, float]) -> None:
    assert intensity.polarisation_index(*zones) is None


def test_one_percent_in_zone_2_is_not_less_than_one_percent() -> None:
    assert intensity.polarisation_index(0.84, 0.01, 0.15) == pytest.approx(np.log10(84 * 15))


@pytest.mark.parametrize(
    ("zones", "name"),
    [
        ((0.80, 0.05, 0.15), "polarised"),
        ((0.75, 0.20, 0.05), "pyramidal"),
        ((0.90, 0.10, 0.00), "pyramidal"),
        ((0.30, 0.50, 0.20), "threshold"),
        ((0.30, 0.20, 0.50), "hard"),
        ((1.00, 0.00, 0.00), "easy"),
        ((0.50, 0.20, 0.30), "mixed"),
        ((60, 15, 25), "mixed"),  # an index of exactly 2.00, which is not above it
        ((0.00, 0.00, 0.00), None),
    ],
)
def test_a_mix_has_a_name(zones: tuple[float, float, float], name: str | None) -> None:
    assert intensity.mix_name(*zones) == name


def test_pace_zones_rise_with_speed_and_the_fourth_ends_at_threshold() -> None:
    edges = intensity.pace_zone_edges(4.0)
    assert (list(edges) == sorted(edges), edges[3]) == (True, 4.0)


def test_reserve_zones_begin_at_shares_of_the_reserve() -> None:
    edges = intensity.reserve_zone_edges(resting_bpm=50, max_bpm=200)
    assert edges == pytest.approx((95, 110, 140, 185))


def test_edwards_zones_begin_at_tenths_of_the_maximum() -> None:
    assert intensity.edwards_zone_edges(190) == pytest.approx((95, 114, 133, 152, 171))


def test_zones_by_critical_speed_begin_at_85_and_100_percent() -> None:
    assert intensity.cs_zone_edges(4.0) == pytest.approx((3.4, 4.0))


def test_told_thresholds_are_exact() -> None:
    era = make_era(first_threshold_heart_rate_bpm=150, second_threshold_heart_rate_bpm=168)
    assert intensity.heart_rate_edges(era.thresholds) == (150, 168, False)


def test_without_a_test_the_edges_are_about_the_threshold() -> None:
    assert intensity.heart_rate_edges(AT_170.thresholds) == (pytest.approx(153), 170, True)


def test_thresholds_in_the_wrong_order_count_as_not_told() -> None:
    era = make_era(
        first_threshold_heart_rate_bpm=170,
        second_threshold_heart_rate_bpm=150,
        threshold_heart_rate_bpm=170,
    )
    assert intensity.heart_rate_edges(era.thresholds).is_approximate


def test_without_any_threshold_there_are_no_zones() -> None:
    nothing = Thresholds()
    found = [
        find(nothing)
        for find in (intensity.heart_rate_edges, intensity.pace_edges, intensity.heart_rate_zones)
    ]
    assert found == [None, None, None]


def test_a_told_threshold_gives_friels_seven_zones() -> None:
    zones = intensity.heart_rate_zones(AT_170.thresholds)
    assert (zones.kind, len(zones.names), zones.edges_bpm[3]) == ("Friel", 7, 170)


def test_without_a_told_threshold_the_zones_are_of_the_maximum() -> None:
    estimated = Threshold(value=168, origin=Origin.ESTIMATED)
    zones = intensity.heart_rate_zones(
        Thresholds(max_heart_rate_bpm=told(190), threshold_heart_rate_bpm=estimated)
    )
    assert (zones.kind, zones.names[-1], zones.edges_bpm[-1]) == ("Edwards", "5", 171)


@given(st.lists(st.integers(30, 230), max_size=300), st.integers(60, 220), st.integers(1, 20))
def test_zone_seconds_agree_with_counting(beats: list[int], first: int, more: int) -> None:
    seconds = np.bincount(np.array(beats, int), minlength=231)[None, :]
    edges = intensity.Edges(first, first + more, is_approximate=False)
    ours = zone_seconds(seconds, np.arange(231.0), edges[:2])[0]
    assert tuple(ours) == naive.zone_times(beats, first, first + more)


def test_a_lower_edge_belongs_to_its_zone() -> None:
    row = mix_of({"heart_rate_s": {152: 10, 153: 20, 169: 30, 170: 40}, "moving_s": 100.0})
    assert (row["easy_s"], row["middle_s"], row["hard_s"]) == (10, 50, 40)


def test_time_without_heart_rate_is_unknown_not_easy() -> None:
    row = mix_of({"heart_rate_s": {140: 3000}, "moving_s": 3600.0}, {"moving_s": 1800.0})
    assert (row["easy_s"], row["unknown_s"], row["n_runs"], row["n_runs_unknown"]) == (
        *(3000, 2400),
        *(2, 1),
    )


def test_a_mix_that_is_hardly_known_has_no_name() -> None:
    row = mix_of({"heart_rate_s": {140: 700, 160: 90}, "moving_s": 1000.0})
    assert (row["mix"], row["easy_pct"]) == (None, pytest.approx(100 * 700 / 790))


def test_a_mix_of_which_exactly_four_fifths_are_known_has_a_name() -> None:
    row = mix_of({"heart_rate_s": {140: 700, 160: 100}, "moving_s": 1000.0})
    assert row["mix"] == "pyramidal"


def test_a_mix_that_is_known_has_a_name_and_an_index() -> None:
    row = mix_of({"heart_rate_s": {140: 800, 160: 50, 175: 150}, "moving_s": 1000.0})
    assert (row["mix"], row["polarisation_index"]) == ("polarised", pytest.approx(2.3802112))


def test_less_than_four_weeks_have_no_name() -> None:
    run = {"heart_rate_s": {140: 800, 160: 50, 175: 150}, "moving_s": 1000.0}
    row = mix_of(run, since=LAST - timedelta(days=26))
    assert (row["n_days"], row["mix"], row["polarisation_index"]) == (27, None, None)


def test_each_run_is_zoned_by_the_thresholds_of_its_day() -> None:
    eras = (AT_170, make_era(LAST, threshold_heart_rate_bpm=160))
    run = {"heart_rate_s": {150: 100}, "moving_s": 100.0}
    row = mix_of(run, run | {"local_date": LAST - timedelta(days=1)}, eras=eras)
    assert (row["easy_s"], row["middle_s"]) == (100, 100)


def test_without_thresholds_all_time_is_unknown() -> None:
    row = mix_of({"heart_rate_s": {150: 100}, "moving_s": 100.0}, eras=(make_era(),))
    assert (row["unknown_s"], row["easy_pct"], row["n_runs_unknown"]) == (100, None, 1)


def test_other_sports_have_no_part_in_it() -> None:
    row = mix_of({"sport": "cycling", "heart_rate_s": {150: 100}})
    assert (row["n_runs"], row["unknown_s"]) == (0, 0)


def test_told_thresholds_take_the_word_approximate_away() -> None:
    era = make_era(first_threshold_heart_rate_bpm=150, second_threshold_heart_rate_bpm=168)
    run = {"heart_rate_s": {150: 100}}
    assert [mix_of(run, eras=(one,))["is_approximate"] for one in (era, AT_170)] == [False, True]


def test_by_pace_the_zones_come_from_graded_speed() -> None:
    seconds = [0] * N_SPEED_BINS
    seconds[60], seconds[72], seconds[84] = 500, 300, 200  # 3.0, 3.6 and 4.2 m/s
    era = make_era(threshold_speed_mps=3.8)  # critical speed 4.0: zones from 3.4 and 4.0
    row = mix_of({"graded_speed_s": seconds, "moving_s": 1000.0}, eras=(era,), by="pace")
    assert (row["easy_s"], row["middle_s"], row["hard_s"]) == (500, 300, 200)


def test_periods_are_four_weeks_counted_back_from_the_last_day() -> None:
    periods = distribution(
        make_activities({"local_date": LAST}),
        (AT_170,),
        since=LAST - timedelta(days=83),
        until=LAST,
        by="heart_rate",
    )
    assert periods["n_days"].to_list() == [28, 28, 28]


def test_no_second_is_lost_between_the_periods() -> None:
    runs = [
        {"local_date": LAST - timedelta(days=n), "heart_rate_s": {140: 100 + n}, "moving_s": 400.0}
        for n in range(100)
    ]
    periods = distribution(
        make_activities(*runs),
        (AT_170,),
        since=LAST - timedelta(days=99),
        until=LAST,
        by="heart_rate",
    )
    total = periods.select(pl.sum_horizontal("easy_s", "unknown_s").sum()).item()
    assert total == 100 * 400


def test_no_runs_are_four_weeks_of_nothing() -> None:
    periods = distribution(
        make_activities({"local_date": LAST}).clear(),
        (AT_170,),
        since=LAST - timedelta(days=27),
        until=LAST,
        by="heart_rate",
    )
    assert periods["easy_pct"].to_list() == [None]
