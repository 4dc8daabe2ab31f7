"""Cleaning: even seconds, pauses, stops, faults, cadence lock, slopes."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from analytics import heart, moving
from analytics.altitude import Way, ascent_descent_m, grade_pct, smoothed
from analytics.clean import clean
from analytics.seconds import even_seconds, with_held_samples
from tests import naive
from tests.makers import make_records

ALWAYS_LIKELY = heart.LockRule(jump_bpm=0)


def sampled(times: list[float], **columns: object) -> pl.DataFrame:
    """Records at these times of a running timer."""
    steps = [b - a for a, b in pairwise(times)] + [0.0]
    return make_records(
        n=len(times), elapsed_s=times, timer_s=times, dt_s=steps, distance_m=None, **columns
    )


def paused(*, before: int, pause_s: float, after: int, **columns: object) -> pl.DataFrame:
    """Even records with one pause of the timer."""
    n = before + after
    times = [float(i) if i < before else i + pause_s for i in range(n)]
    steps = [0.0 if i in (before - 1, n - 1) else 1.0 for i in range(n)]
    return make_records(n=n, elapsed_s=times, dt_s=steps, **columns)


def test_an_even_second_by_second_recording_stays_as_it_is() -> None:
    seconds = even_seconds(make_records(n=50, speed_mps=[float(i) for i in range(50)]))
    assert seconds["speed_mps"].to_list() == [float(i) for i in range(50)]


def test_a_gap_of_five_seconds_is_a_straight_line() -> None:
    seconds = even_seconds(sampled([0.0, 5.0], speed_mps=[2.0, 3.0]))
    assert seconds["speed_mps"].to_list() == pytest.approx([2.0, 2.2, 2.4, 2.6, 2.8, 3.0])


def test_a_gap_of_six_seconds_stays_unknown() -> None:
    seconds = even_seconds(sampled([0.0, 6.0], speed_mps=[2.0, 3.0]))
    assert seconds["speed_mps"].to_list() == [2.0, None, None, None, None, None, 3.0]


def test_heart_rate_bridges_ten_seconds_and_not_eleven() -> None:
    seconds = even_seconds(sampled([0.0, 10.0, 21.0], heart_rate_bpm=[100.0, 110.0, 120.0]))
    assert seconds["heart_rate_bpm"].to_list()[:11] == pytest.approx(list(range(100, 111)))
    assert seconds["heart_rate_bpm"][11:21].null_count() == 10


def test_any_sampling_agrees_with_plain_lines_between_samples() -> None:
    chance = random.Random(7)
    times = sorted({0, 299, *chance.sample(range(300), 90)})
    values = [chance.uniform(2, 4) for _ in times]
    seconds = even_seconds(sampled([float(t) for t in times], speed_mps=values))
    plain = naive.linear(list(zip(times, values, strict=True)), n=300, max_gap=5)
    assert seconds["speed_mps"].to_list() == pytest.approx(plain)


def test_a_pause_is_no_time_and_nothing_is_drawn_across_it() -> None:
    seconds = even_seconds(paused(before=20, pause_s=3.0, after=30))
    assert seconds.height == 50
    assert seconds["segment_index"].n_unique() == 2


def test_samples_written_during_a_pause_are_no_time() -> None:
    records = make_records(n=100, dt_s=[1.0] * 40 + [0.0] * 30 + [1.0] * 29 + [0.0])
    assert even_seconds(records).height == 41 + 30


def test_one_sample_is_one_second() -> None:
    assert even_seconds(make_records(n=1)).height == 1


def test_no_sample_is_no_second() -> None:
    assert clean(make_records(n=0, dt_s=[], distance_m=[])).height == 0


def test_samples_several_times_a_second_give_one_row_a_second() -> None:
    times = [i / 10 for i in range(100)]
    assert even_seconds(sampled(times)).height == 10


def test_a_sparse_sample_speaks_until_the_next_one() -> None:
    seconds = clean(sampled([0.0, 8.0, 16.0], heart_rate_bpm=None))
    assert with_held_samples(seconds)["stance_time_ms"].null_count() == 0


def test_a_sample_speaks_no_longer_than_ten_seconds() -> None:
    held = with_held_samples(clean(sampled([0.0, 20.0])))
    assert held["stance_time_ms"].count() == 11


def test_a_channel_that_is_missing_in_a_written_second_stays_missing() -> None:
    seconds = clean(make_records(n=3, stance_time_ms=[240.0, None, None]))
    assert with_held_samples(seconds)["stance_time_ms"].count() == 1


def test_a_stop_of_eight_seconds_counts_and_one_of_fifteen_does_not() -> None:
    speed = [3.0] * 20 + [0.2] * 8 + [3.0] * 20 + [0.1] * 15 + [3.0] * 20
    seconds = clean(make_records(n=83, speed_mps=speed, cadence_spm=None))
    assert seconds["is_moving"].sum() == 68


def test_a_treadmill_with_gps_speed_zero_keeps_moving() -> None:
    seconds = clean(make_records(n=60, speed_mps=0.0))
    assert seconds["is_moving"].all()


def test_drifting_gps_with_standing_feet_is_a_stop() -> None:
    seconds = clean(make_records(n=60, speed_mps=1.4, cadence_spm=0.0))
    assert not seconds["is_moving"].any()


def test_unknown_speed_is_not_a_stop() -> None:
    seconds = clean(make_records(n=60, speed_mps=None, distance_m=None, cadence_spm=None))
    assert seconds["is_moving"].all()


def test_moving_time_agrees_with_the_plain_count_on_random_rows() -> None:
    chance = random.Random(11)
    speed: list[float | None] = []
    cadence: list[float | None] = []
    while len(speed) < 2000:
        n = chance.randint(1, 20)
        speed += [chance.choice([None, 0.1, 0.7, 1.2, 3.0])] * n
        cadence += [chance.choice([None, 0.0, 38.0, 170.0])] * n
    ours = moving.is_moving(
        np.array(speed, float), np.array(cadence, float), np.zeros(len(speed), np.int64)
    )
    assert ours.sum() == naive.moving_s(speed, cadence)


def test_an_impossible_speed_is_bridged_from_its_neighbours() -> None:
    speed = [3.0] * 20 + [15.0] + [3.0] * 20
    seconds = clean(make_records(n=41, speed_mps=speed))
    assert seconds["speed_mps"].max() == 3.0
    assert seconds["is_speed_spike"].sum() == 2


def test_a_ride_may_be_faster_than_any_runner() -> None:
    seconds = clean(make_records(n=41, speed_mps=15.0), is_run=False)
    assert seconds["speed_mps"].min() == 15.0


def test_speed_comes_from_distance_when_the_file_has_none() -> None:
    seconds = clean(make_records(n=30, speed_mps=None))
    assert seconds["speed_mps"].to_list() == pytest.approx([3.0] * 30)


def wobbling(n: int, *, around: float = 150.0) -> list[float]:
    """A heart rate that is never frozen."""
    return [around + i % 2 for i in range(n)]


def test_a_jump_of_heart_rate_is_bridged() -> None:
    beats = wobbling(50)
    beats[20] = 190.0
    seconds = clean(make_records(n=50, heart_rate_bpm=beats))
    assert seconds["heart_rate_bpm"].max() <= 151.0
    assert seconds["heart_rate_bpm"].null_count() == 0


@pytest.mark.parametrize(("n", "known"), [(120, 120), (121, 0)])
def test_a_heart_rate_frozen_over_two_minutes_is_a_fault(n: int, known: int) -> None:
    seconds = clean(make_records(n=n, heart_rate_bpm=150.0))
    assert seconds["heart_rate_bpm"].count() == known


def test_only_the_frozen_stretch_is_left_out() -> None:
    beats = wobbling(100) + [149.0] * 200 + wobbling(100)
    seconds = clean(make_records(n=400, heart_rate_bpm=beats))
    assert seconds["heart_rate_bpm"].null_count() == 200


def lock(beats: list[float], steps: list[float]) -> tuple[int, heart.Lock]:
    locked, verdict = heart.cadence_lock(
        np.array(beats), np.array(steps), np.zeros(len(beats), np.int64)
    )
    return int(locked.sum()), verdict


def test_the_step_rate_after_a_jump_is_likely_a_lock() -> None:
    beats = [145.0] * 300 + [172.0] * 240 + [150.0] * 300
    assert lock(beats, [172.0] * 840) == (240, heart.Lock.LIKELY)


def test_a_hard_run_at_the_step_rate_without_a_jump_is_only_suspect() -> None:
    beats = [130.0 + 0.1 * i for i in range(430)] + [173.0] * 300
    assert lock(beats, [174.0] * 730) == (0, heart.Lock.SUSPECT)


def test_two_minutes_are_needed_for_a_lock() -> None:
    beats = [145.0] * 300 + [172.0] * 119 + [145.0] * 300
    assert lock(beats, [172.0] * 719) == (0, heart.Lock.NONE)


def test_locked_seconds_agree_with_the_plain_count_on_random_rows() -> None:
    chance = random.Random(3)
    for _ in range(20):
        beats: list[float] = []
        while len(beats) < 900:
            level = chance.choice([140.0, 171.0, 171.0])
            beats += [level + chance.choice([0, 0, 0, 0, 0, 0, 5]) for _ in range(100)]
        beats = [100.0, *beats, 100.0]  # jumps at both ends make any block likely
        steps = [171.0] * len(beats)
        locked, _ = heart.cadence_lock(
            np.array(beats), np.array(steps), np.zeros(len(beats), np.int64), rule=ALWAYS_LIKELY
        )
        assert int(locked.sum()) == naive.near_cadence_s(beats, steps)


def test_locked_heart_rate_is_left_out_of_a_run() -> None:
    beats = wobbling(300, around=144) + wobbling(240, around=171) + wobbling(300, around=149)
    seconds = clean(make_records(n=840, heart_rate_bpm=beats, cadence_spm=172.0))
    assert seconds["is_locked"].sum() == 240
    assert seconds.filter("is_locked")["heart_rate_bpm"].null_count() == 240


def test_the_peak_ignores_a_short_outlier() -> None:
    beats = np.array([150.0] * 100 + [200.0] * 2 + [150.0] * 100)
    assert heart.peak(beats) == 150.0


def test_the_peak_of_under_nineteen_seconds_is_unknown() -> None:
    assert heart.peak(np.array([150.0] * 18)) is None


def test_the_histogram_counts_every_known_second() -> None:
    bins = heart.histogram(np.array([30.0, 149.6, np.nan, 230.0]))
    assert bins is not None
    assert {30 + int(i): int(n) for i, n in enumerate(bins) if n} == {30: 1, 150: 1, 230: 1}


def test_no_heart_rate_has_no_histogram() -> None:
    assert heart.histogram(np.full(100, np.nan)) is None


def test_ascent_agrees_with_the_plain_sum_on_random_rows() -> None:
    chance = random.Random(5)
    altitude = [100.0]
    for _ in range(3000):
        altitude.append(altitude[-1] + chance.uniform(-2, 2))
    ours = ascent_descent_m(altitude, threshold_m=3)
    assert ours == pytest.approx(naive.ascent_descent(altitude, 3))


def way(n: int, *, step_m: float = 3.0) -> Way:
    return Way(np.arange(n) * step_m, np.zeros(n, np.int64))


def test_a_steady_climb_has_its_grade() -> None:
    path = way(400)
    grade = grade_pct(
        100 + 0.05 * path.distance_m, path, speed_mps=np.full(400, 3.0), source="baro"
    )
    assert grade[20:-20] == pytest.approx(np.full(360, 5.0))


def test_a_cliff_is_clipped_to_45_percent() -> None:
    path = way(400)
    grade = grade_pct(2 * path.distance_m, path, speed_mps=np.full(400, 3.0), source="baro")
    assert grade == pytest.approx(np.full(400, 45.0))


def test_grade_is_unknown_while_standing() -> None:
    speed = np.full(400, 3.0)
    speed[200:220] = 0.5
    path = way(400)
    grade = grade_pct(100 + 0.05 * path.distance_m, path, speed_mps=speed, source="baro")
    assert np.isnan(grade[200:220]).all()


def test_grade_agrees_with_plain_least_squares_on_a_random_profile() -> None:
    chance = random.Random(2)
    altitude, path = [100.0], way(300)
    for _ in range(299):
        altitude.append(altitude[-1] + chance.uniform(-0.3, 0.3))
    grade = grade_pct(np.array(altitude), path, speed_mps=np.full(300, 3.0), source="baro")
    steady = [float(np.median(altitude[max(0, i - 2) : i + 3])) for i in range(300)]
    for at in range(0, 300, 7):
        expected = naive.slope_pct(path.distance_m.tolist(), steady, at, half_m=50)
        assert grade[at] == pytest.approx(expected, abs=1e-6)


def test_a_rough_altitude_is_smoothed_over_twice_the_way() -> None:
    noise = np.random.default_rng(1).normal(100, 5, 600)
    rough = smoothed(noise, way(600), source="gnss").std()
    assert rough < smoothed(noise, way(600), source="baro").std()


def test_the_height_won_during_a_pause_is_no_slope() -> None:
    n = 400
    path = Way(np.arange(n) * 3.0, np.repeat([0, 1], n // 2))
    altitude = np.repeat([100.0, 300.0], n // 2)
    grade = grade_pct(altitude, path, speed_mps=np.full(n, 3.0), source="baro")
    assert np.nanmax(np.abs(grade)) < 1e-9


def test_without_altitude_there_is_no_grade() -> None:
    seconds = clean(make_records(n=100, altitude_m=None))
    assert seconds["grade_pct"].null_count() == 100
