"""Critical speed, race times and curves against slow twins, with the doubts that they must name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import critical, performance, races
from core.athlete import Origin, Threshold, Thresholds
from core.performance import Performance
from core.schemas import CURVE, EFFORTS
from tests import naive
from tests.makers import make_activities

TODAY = date(2026, 11, 19)
MAX_200 = Thresholds(max_heart_rate_bpm=Threshold(value=200, origin=Origin.USER))
TRIAL = ((240.0, 1200.0), (520.0, 2400.0), (806.0, 3600.0))
"""Duration and distance of the three efforts of the law's example, each on its own day."""


def make_effort(activity_id: int, **told: Any) -> dict[str, Any]:
    return {"activity_id": activity_id, "start_s": 0.0, "heart_rate_bpm": 190.0} | told


def make_trial(**told: Any) -> list[dict[str, Any]]:
    """Three runs, each all of one effort over a duration."""
    return [
        make_effort(n, target_s=time, elapsed_s=time, distance_m=way, **told)
        for n, (time, way) in enumerate(TRIAL, start=1)
    ]


def make_race(activity_id: int, metres: float, seconds: float, **told: Any) -> dict[str, Any]:
    return make_effort(activity_id, target_m=metres, elapsed_s=seconds, distance_m=metres, **told)


def frame_of(efforts: list[dict[str, Any]]) -> pl.DataFrame:
    return EFFORTS.complete(pl.DataFrame(efforts)) if efforts else EFFORTS.empty()


def look(
    efforts: list[dict[str, Any]],
    *,
    runs: dict[int, dict[str, Any]] | None = None,
    thresholds: Thresholds = MAX_200,
) -> Performance:
    """Performance of these efforts; a run lies a day before today for each number of its id."""
    ids = sorted({effort["activity_id"] for effort in efforts})
    rows = [
        {"activity_id": n, "local_date": TODAY - timedelta(days=n)} | (runs or {}).get(n, {})
        for n in ids
    ]
    return performance.performance(
        frame_of(efforts), make_activities(*rows), thresholds, today=TODAY
    )


@given(st.lists(st.integers(1, 8), min_size=1, max_size=40), st.integers(1, 45))
def test_mean_max_speed_agrees_with_the_plain_loops(speed: list[int], window: int) -> None:
    ours = performance.mean_max_speed(np.array(speed, float), window)
    assert ours == pytest.approx(naive.mean_max(speed, window))


def test_a_window_with_an_unknown_second_is_left_out() -> None:
    assert performance.mean_max_speed(np.array([3.0, np.nan, 2.0, 2.0]), 2) == 2.0


def test_a_window_faster_than_a_runner_is_left_out() -> None:
    assert performance.mean_max_speed(np.array([3.0, 20.0, 4.0]), 1) == 4.0


@given(st.lists(st.floats(0.97, 1.03), min_size=3, max_size=8), st.floats(2.5, 6))
def test_both_fits_agree_with_the_normal_equations(noise: list[float], speed: float) -> None:
    time = [150.0 * (n + 1) for n in range(len(noise))]
    way = [(speed * t + 150) * share for t, share in zip(time, noise, strict=True)]
    slope, offset, se, _ = naive.line_of(time, way)
    line = critical.critical_speed_dt(way, time)
    if 0 < offset <= 500 and 1.5 <= slope <= 6.5:
        assert (line.speed_mps, line.reserve_m, line.se_mps) == pytest.approx(
            (slope, offset, se), rel=1e-6, abs=1e-6
        )
    else:
        assert line is None


@given(st.lists(st.floats(0.99, 1.01), min_size=3, max_size=8))
def test_speed_on_one_over_time_agrees_with_the_normal_equations(noise: list[float]) -> None:
    time = [150.0 * (n + 1) for n in range(len(noise))]
    way = [(4 * t + 150) * share for t, share in zip(time, noise, strict=True)]
    pairs = list(zip(way, time, strict=True))
    slope, offset, _, se = naive.line_of([1 / t for t in time], [d / t for d, t in pairs])
    line = critical.critical_speed_vt(way, time)
    assert (line.speed_mps, line.reserve_m, line.se_mps) == pytest.approx(
        (offset, slope, se), rel=1e-6, abs=1e-6
    )


@pytest.mark.parametrize(
    ("way", "time"),
    [
        ([1200, 2400], [240, 520]),  # two efforts
        ([1200, 1200, 1200], [240, 240, 240]),  # no spread
        ([1200, 2600, 4100], [300, 600, 900]),  # faster the longer: no reserve
        ([2000, 2500, 3000], [240, 520, 806]),  # a reserve of 1.6 km
        ([300, 500, 700], [240, 520, 806]),  # walking
    ],
)
def test_a_line_that_is_no_bodys_is_none(way: list[float], time: list[float]) -> None:
    assert critical.critical_speed_dt(way, time) is None


@given(st.floats(2, 6), st.floats(50, 400), st.floats(0.5, 4), st.floats(10, 2000))
def test_three_parameters_give_back_their_time(
    cs: float, reserve: float, above: float, time: float
) -> None:
    speed = critical.speed_3p((cs, reserve), time, max_speed_mps=cs + above)
    assert naive.morton_time(cs, reserve, cs + above, speed) == pytest.approx(time, rel=1e-6)


@pytest.mark.parametrize(("metres", "is_known"), [(600, False), (700, True), (8000, False)])
def test_a_race_by_critical_speed_takes_2_to_30_minutes(metres: float, is_known: bool) -> None:
    assert (critical.race_time_s((4.0, 200.0), metres) is not None) == is_known


@given(st.floats(800, 42_195), st.floats(3.5, 240))
def test_vdot_agrees_with_the_formula(metres: float, minutes: float) -> None:
    plain = naive.vdot(metres, minutes)
    assert races.vdot(metres, minutes) == (pytest.approx(plain) if plain > 0 else None)


@pytest.mark.parametrize("minutes", [3.4, 241.0])
def test_an_effort_outside_3_5_to_240_minutes_has_no_vdot(minutes: float) -> None:
    assert races.vdot(5000, minutes) is None


@given(st.floats(25, 85), st.sampled_from([1500.0, 5000.0, 10_000.0, 21_097.5, 42_195.0]))
def test_the_time_of_a_vdot_has_that_vdot(index: float, metres: float) -> None:
    assert naive.vdot(metres, races.vdot_race_time_min(index, metres)) == pytest.approx(index)


def test_a_vdot_that_no_time_has_gives_none() -> None:
    assert races.vdot_race_time_min(-20, 5000) is None


@given(st.floats(60, 20_000), st.floats(400, 50_000), st.floats(400, 50_000))
def test_riegel_agrees_with_the_power_law(time: float, metres: float, target: float) -> None:
    ours = races.riegel_time_s(time, metres, target_m=target)
    assert ours == pytest.approx(naive.riegel(time, metres, target, 1.06))


@given(st.floats(600, 12_000), st.floats(1500, 42_195), st.floats(1500, 42_195))
def test_a_range_holds_the_classic_exponent(time: float, metres: float, target: float) -> None:
    reach = races.race_range_s(time, metres, target_m=target)
    middle = races.riegel_time_s(time, metres, target_m=target)
    assert reach is None or reach[0] - 1e-6 <= middle <= reach[1] + 1e-6


def test_critical_speed_stands_on_three_separate_efforts() -> None:
    found = look(make_trial()).critical_speed
    assert (found.speed_mps, found.n_efforts, found.run_ids) == (
        *(pytest.approx(4.2401239), 3),
        (1, 2, 3),
    )


def test_the_range_is_never_narrower_than_a_time_trials_error() -> None:
    found = look(make_trial()).critical_speed
    assert found.high_mps - found.speed_mps == pytest.approx(max(found.se_mps, 0.14))


def test_hard_efforts_are_no_lower_bound() -> None:
    found = look(make_trial()).critical_speed
    assert (found.n_hard, found.is_lower_bound, found.warnings) == (3, False, ())


@pytest.mark.parametrize("beats", [179.0, None])
def test_without_two_hard_efforts_it_is_a_lower_bound(beats: float | None) -> None:
    found = look(make_trial(heart_rate_bpm=beats)).critical_speed
    assert (found.is_lower_bound, found.warnings[0].split(":")[0]) == (True, "Lower bound")


def test_without_a_highest_heart_rate_it_is_a_lower_bound() -> None:
    assert look(make_trial(), thresholds=Thresholds()).critical_speed.is_lower_bound


def test_efforts_of_over_90_days_ago_do_not_count() -> None:
    old = {1: {"local_date": TODAY - timedelta(days=90)}}
    found = look(make_trial(), runs=old)
    assert (found.critical_speed, found.why_no_critical_speed) == (None, performance.NO_EFFORTS)


def test_efforts_that_share_seconds_of_one_run_are_one() -> None:
    same = [effort | {"activity_id": 1} for effort in make_trial()]
    assert look(same).why_no_critical_speed == performance.NO_EFFORTS


def test_separate_efforts_of_one_run_count_and_are_named() -> None:
    starts = (0.0, 600.0, 1500.0)
    same = [
        effort | {"activity_id": 1, "start_s": start}
        for effort, start in zip(make_trial(), starts, strict=True)
    ]
    assert performance.ONE_RUN in look(same).critical_speed.warnings


def test_efforts_on_no_line_say_so() -> None:
    slow = make_trial()
    slow[0]["distance_m"] = 800.0
    found = look(slow)
    assert (found.critical_speed, found.why_no_critical_speed) == (None, performance.NO_LINE)


def test_indoor_runs_have_no_part_in_it() -> None:
    found = look(make_trial(), runs={1: {"sub_sport": "treadmill"}})
    assert found.critical_speed is None


def test_runs_after_today_have_no_part_in_it() -> None:
    found = look(make_trial(), runs={1: {"local_date": TODAY + timedelta(days=1)}})
    assert found.critical_speed is None


def test_the_curve_holds_the_best_of_all_runs() -> None:
    slow = make_effort(1, target_s=60.0, elapsed_s=60.0, distance_m=200.0)
    fast = make_effort(2, target_s=60.0, elapsed_s=60.0, distance_m=240.0)
    best = CURVE.check(look([slow, fast]).ever).row(0, named=True)
    assert (best["activity_id"], best["speed_mps"], best["local_date"]) == (
        *(2, 4.0),
        TODAY - timedelta(days=2),
    )


def test_the_recent_curve_leaves_runs_of_over_90_days_ago_out() -> None:
    slow = make_effort(1, target_s=60.0, elapsed_s=60.0, distance_m=200.0)
    fast = make_effort(2, target_s=60.0, elapsed_s=60.0, distance_m=240.0)
    found = look([slow, fast], runs={2: {"local_date": TODAY - timedelta(days=90)}})
    assert found.recent["activity_id"].to_list() == [1]
    assert found.ever["activity_id"].to_list() == [2]


def test_a_race_of_10_km_gives_a_range_for_the_half() -> None:
    half = look([make_race(1, 10_000, 2400)]).races[2]
    expected = races.race_range_s(2400, 10_000, target_m=21_097.5)
    assert ((half.low_s, half.high_s), half.from_distance_m, half.from_id) == (expected, 10_000, 1)


def test_a_race_that_was_run_is_no_estimate() -> None:
    own = look([make_race(1, 10_000, 2400)]).races[1]
    assert (own.low_s, own.high_s, "nothing is estimated" in own.note) == (
        *(pytest.approx(2400), pytest.approx(2400)),
        True,
    )


def test_a_race_too_far_for_its_efforts_says_why_there_is_none() -> None:
    marathon = look([make_race(1, 5000, 1200)]).races[3]
    assert (marathon.low_s, "over a fifth to five times" in marathon.note) == (None, True)


def test_the_best_effort_is_the_one_that_counts() -> None:
    found = look([make_race(1, 5000, 1500), make_race(2, 10_000, 2400)]).races
    assert [race.from_id for race in found] == [2, 2, 2, 2]


def test_a_marathon_is_told_to_be_too_fast() -> None:
    found = look([make_race(1, 10_000, 2400)]).races
    assert ["10 min too fast" in race.note for race in found] == [False, False, False, True]


@pytest.mark.parametrize(("beats", "is_bound"), [(180.0, False), (179.0, True), (None, True)])
def test_an_effort_that_was_not_all_out_is_a_lower_bound(
    beats: float | None, is_bound: bool
) -> None:
    assert (
        look([make_race(1, 10_000, 2400, heart_rate_bpm=beats)]).races[0].is_lower_bound is is_bound
    )


def test_nothing_known_is_nothing_said() -> None:
    found = look([])
    assert (found.critical_speed, {race.low_s for race in found.races}) == (None, {None})
