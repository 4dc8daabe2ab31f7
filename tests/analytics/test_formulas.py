"""The formulas of one run against their slow twins, and what must always hold."""

from __future__ import annotations

import random

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import graded, robust, symmetry, trimp
from core.athlete import Sex
from core.errors import ProfileError
from tests import naive

HEART = trimp.Heart(resting_bpm=55, max_bpm=190, weight=trimp.weight_of(Sex.MALE))
BEATS = st.lists(st.integers(30, 230), min_size=1, max_size=60)


@given(BEATS)
def test_trimp_agrees_with_the_plain_sum(beats: list[int]) -> None:
    ours = trimp.trimp_stream(np.ones(len(beats)), np.array(beats, float), HEART)
    assert ours == pytest.approx(naive.trimp(beats, rest=55, top=190, a=0.64, b=1.92))


@given(BEATS)
def test_trimp_of_the_stream_is_never_below_that_of_the_mean(beats: list[int]) -> None:
    known = np.clip(np.array(beats, float), 55, 190)
    stream = trimp.trimp_stream(np.full(known.size, 60.0), known, HEART)
    assert stream >= trimp.trimp_average(known.size, float(known.mean()), HEART) - 1e-9


@given(BEATS, st.integers(30, 230))
def test_an_added_second_never_lowers_trimp(beats: list[int], one_more: int) -> None:
    one = np.array(beats, float)
    more = np.append(one, one_more)
    assert trimp.trimp_stream(np.ones(more.size), more, HEART) >= trimp.trimp_stream(
        np.ones(one.size), one, HEART
    )


@pytest.mark.parametrize("weight", [*trimp.BANISTER.values(), trimp.GOLDEN_CHEETAH_FEMALE])
def test_an_hour_at_threshold_is_100(weight: trimp.Weight) -> None:
    heart = trimp.Heart(resting_bpm=50, max_bpm=185, weight=weight)
    assert trimp.hr_load(trimp.trimp_average(60, 168, heart), 168, heart) == pytest.approx(100)


@given(BEATS)
def test_hr_load_is_the_same_under_both_conventions_for_women(beats: list[int]) -> None:
    ours, theirs = (
        trimp.hr_load(
            trimp.trimp_stream(np.ones(len(beats)), np.array(beats, float), heart), 170, heart
        )
        for heart in (
            trimp.Heart(resting_bpm=55, max_bpm=190, weight=trimp.BANISTER[Sex.FEMALE]),
            trimp.Heart(resting_bpm=55, max_bpm=190, weight=trimp.GOLDEN_CHEETAH_FEMALE),
        )
    )
    assert ours == pytest.approx(theirs)


def test_hr_load_agrees_with_the_plain_hour() -> None:
    assert trimp.hr_load(70.0, 168, HEART) == pytest.approx(
        naive.hr_load(70.0, lthr=168, rest=55, top=190, b=1.92) / 0.64
    )


def test_a_sex_that_is_not_told_uses_the_male_constants() -> None:
    assert trimp.weight_of(None) == trimp.weight_of(Sex.MALE)


def test_a_maximum_below_resting_is_refused() -> None:
    with pytest.raises(ProfileError, match="not above the resting"):
        trimp.Heart(resting_bpm=60, max_bpm=60)


def test_a_threshold_at_resting_is_refused() -> None:
    with pytest.raises(ProfileError, match="threshold heart rate"):
        trimp.hr_load(50, 55, HEART)


def test_a_lactate_test_of_three_stages_is_refused() -> None:
    with pytest.raises(ProfileError, match="too short"):
        trimp.itrimp_weight([0.5, 0.6, 0.7], [1, 2, 3])


def covered(valid_s: float, moving_s: float) -> tuple[float | None, bool | None]:
    run = pl.DataFrame({"partial": [50.0], "valid_s": [valid_s], "moving_s": [moving_s]})
    parts = trimp.with_coverage(pl.col("partial"), pl.col("valid_s"), moving_s=pl.col("moving_s"))
    return run.select(load=parts.load_au, is_estimated=parts.is_estimated).row(0)


@pytest.mark.parametrize(
    ("valid_s", "load", "is_estimated"),
    [(79.0, None, None), (80.0, 62.5, True), (98.0, 51.02, False)],
)
def test_coverage_decides_between_unknown_estimated_and_known(
    valid_s: float, load: float | None, is_estimated: bool | None
) -> None:
    assert covered(valid_s, 100.0) == (pytest.approx(load, abs=0.01), is_estimated)


def test_the_coverage_of_an_unknown_time_is_unknown_and_not_zero() -> None:
    lasts = pl.lit(None, pl.Float64)
    parts = trimp.with_coverage(pl.lit(50.0), pl.lit(80.0), moving_s=lasts)
    assert pl.select(load=parts.load_au, coverage=parts.coverage).row(0) == (None, None)


def test_a_run_that_never_moved_has_no_load() -> None:
    assert covered(0.0, 0.0) == (None, None)


@given(st.floats(-0.6, 0.6))
def test_the_cost_of_a_slope_agrees_with_the_polynomial(grade: float) -> None:
    assert float(graded.minetti_cost(grade)) == pytest.approx(naive.minetti(grade))


@given(st.floats(-0.6, 0.6))
def test_the_empirical_factor_agrees_with_the_table(grade: float) -> None:
    assert float(graded.factor_empirical(grade)) == pytest.approx(naive.empirical(grade))


@pytest.mark.parametrize("model", ["minetti", "empirical"])
def test_uphill_makes_graded_pace_faster(model: graded.Model) -> None:
    assert graded.graded_pace(360, 0.1, model=model) < 360


def test_uphill_costs_more_than_flat() -> None:
    assert graded.minetti_cost(0.1) > graded.minetti_cost(0)


def test_without_a_grade_the_speed_is_taken_as_flat() -> None:
    flat = graded.graded_speed(np.array([3.0]), np.array([np.nan]))
    assert flat.tolist() == [3.0]


def test_normalised_graded_speed_agrees_with_plain_loops() -> None:
    chance = random.Random(4)
    segments = [[chance.uniform(1, 6) for _ in range(n)] for n in (1, 29, 30, 31, 200)]
    number = np.repeat(np.arange(5), [len(segment) for segment in segments])
    ours = graded.normalised_graded_speed(np.concatenate(segments), number)
    assert ours == pytest.approx(naive.normalised(segments))


def test_normalised_speed_of_an_even_run_is_its_speed() -> None:
    assert graded.normalised_graded_speed(np.full(900, 3.3), np.zeros(900, np.int64)) == (
        pytest.approx(3.3)
    )


def test_normalised_speed_is_unknown_when_speed_mostly_is() -> None:
    speed = np.full(900, np.nan)
    speed[:300] = 3.0
    assert graded.normalised_graded_speed(speed, np.zeros(900, np.int64)) is None


def test_a_sample_every_eight_seconds_is_enough_for_normalised_speed() -> None:
    speed = np.full(900, np.nan)
    speed[::8] = 3.0
    assert graded.normalised_graded_speed(speed, np.zeros(900, np.int64)) == pytest.approx(3.0)


SIDES = st.floats(1, 500)


@given(SIDES, SIDES)
def test_swapping_the_feet_swaps_the_sign_of_both_indices(left: float, right: float) -> None:
    assert symmetry.robinson_index(left, right) == pytest.approx(
        -symmetry.robinson_index(right, left)
    )
    assert symmetry.symmetry_angle(left, right) == pytest.approx(
        -symmetry.symmetry_angle(right, left), abs=1e-9
    )


@given(SIDES, SIDES)
def test_the_indices_agree_with_their_definitions(left: float, right: float) -> None:
    assert symmetry.robinson_index(left, right) == pytest.approx(naive.robinson(left, right))
    assert symmetry.symmetry_angle(left, right) == pytest.approx(
        naive.symmetry_angle(left, right), abs=1e-9
    )


@given(st.floats(120, 400), st.floats(40, 60))
def test_the_two_feet_share_the_contact_of_both(stance_ms: float, left_pct: float) -> None:
    left, right = symmetry.sides_from_balance(stance_ms, left_pct)
    assert (left + right) / 2 == pytest.approx(stance_ms)
    assert symmetry.robinson_index(left, right) == pytest.approx(
        symmetry.robinson_from_balance(left_pct), abs=1e-9
    )


def test_two_sides_of_nothing_are_alike() -> None:
    assert symmetry.limb_symmetry_index(0, 0) == 100


BLOCKS = st.lists(st.floats(-5, 5).map(lambda x: round(x, 2)), min_size=10, max_size=60)


@given(BLOCKS)
def test_the_interval_of_a_run_agrees_with_plain_loops(blocks: list[float]) -> None:
    ours = robust.run_balance_ci(blocks)
    assert ours is not None
    assert (ours.median, ours.low, ours.high) == pytest.approx(naive.run_interval(blocks))


@given(BLOCKS)
def test_swapping_the_feet_mirrors_the_interval_of_a_run(blocks: list[float]) -> None:
    ours, mirrored = robust.run_balance_ci(blocks), robust.run_balance_ci([-b for b in blocks])
    assert ours is not None
    assert mirrored is not None
    assert (ours.low, ours.high) == pytest.approx((-mirrored.high, -mirrored.low))


def test_nine_blocks_have_no_interval() -> None:
    assert robust.run_balance_ci([1.0] * 9) is None


@pytest.mark.parametrize("n", [0, 2, 6])
def test_only_three_to_five_runs_have_an_interval(n: int) -> None:
    assert robust.across_runs([1.0] * n) is None


def test_an_interval_that_holds_zero_leaves_nothing() -> None:
    across = robust.across_runs([0.2, -0.1, 0.3])
    assert across is not None
    assert across.cautious == 0.0
