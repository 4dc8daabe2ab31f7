"""Like with like, slopes, drawn intervals and the leg spring, against plain loops."""

from __future__ import annotations

import random
from statistics import median

import numpy as np
import polars as pl
import pytest

from analytics import bootstrap, matched
from analytics.flags.long_runs import balance_drift
from analytics.flags.shift import balance_shift
from analytics.slope import SLOPE_STEP, slope_interval, theil_sen_slope
from analytics.spring import leg_spring, spring_parts
from core.findings import Level
from core.vendor import vendor_zone
from tests import naive

Blocks = list[tuple[float, int, int]]  # value, bin, run


def some_blocks(chance: random.Random, *, n: int, runs: int, middle: float) -> Blocks:
    return [
        (chance.gauss(middle, 3), chance.randint(10, 14), chance.randrange(runs)) for _ in range(n)
    ]


def window(blocks: Blocks, *, runs: int) -> matched.Window:
    values, bins, run = (np.array(part) for part in zip(*blocks, strict=True))
    return matched.Window(values=values, bins=bins, run=run, n_runs=runs)


def by_bin(blocks: Blocks) -> naive.Bins:
    return {b: [v for v, other, _ in blocks if other == b] for b in {b for _, b, _ in blocks}}


@pytest.mark.parametrize("seed", range(20))
def test_a_matched_difference_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    n = chance.randint(5, 60)
    now, base = (some_blocks(chance, n=n, runs=4, middle=m) for m in (164, 170))
    ours = matched.matched_difference(window(now, runs=4), window(base, runs=4))
    plain = naive.matched_pct(by_bin(now), by_bin(base))
    assert (ours and ours.diff_pct) == pytest.approx(plain)


def test_fewer_than_ten_matched_blocks_are_no_difference() -> None:
    blocks = [(170.0, 12, 0)] * 9
    assert matched.matched_difference(window(blocks, runs=1), window(blocks, runs=1)) is None


def test_a_bin_of_four_blocks_does_not_count() -> None:
    now = [(170.0, 12, 0)] * 10 + [(300.0, 13, 0)] * 4
    found = matched.matched_difference(window(now, runs=1), window([(170.0, 12, 0)] * 20, runs=1))
    assert found == matched.Difference(diff_pct=0.0, bins=(12,), weight=10)


def test_drawn_medians_agree_with_plain_loops() -> None:
    chance = random.Random(4)
    values = [round(chance.gauss(0, 1), 1) for _ in range(40)]
    run = [chance.randrange(6) for _ in values]
    counts = bootstrap.draws(6)
    ours = bootstrap.drawn_medians(np.array(values), np.array(run), counts)
    plain = [median(naive.drawn(values, run, times)) for times in counts[:60].tolist()]
    assert ours[:60] == pytest.approx(plain)


def test_a_draw_without_a_block_of_a_bin_tells_nothing() -> None:
    counts = np.array([[3, 0], [0, 3]])
    drawn = bootstrap.drawn_medians(np.array([1.0]), np.array([0]), counts)
    assert drawn[0] == 1.0
    assert np.isnan(drawn[1])


def test_draws_are_the_same_every_time_and_take_as_many_runs_as_there_are() -> None:
    assert (bootstrap.draws(7) == bootstrap.draws(7)).all()
    assert bootstrap.draws(7).shape == (500, 7)
    assert (bootstrap.draws(7).sum(axis=1) == 7).all()


def test_two_windows_are_drawn_apart() -> None:
    assert (bootstrap.draws(7, stream=1) != bootstrap.draws(7, stream=2)).any()


def test_too_few_draws_that_tell_anything_are_no_interval() -> None:
    samples = np.full(500, np.nan)
    samples[:249] = 1.0
    assert bootstrap.interval_of(samples) is None


@pytest.mark.parametrize("seed", range(5))
def test_the_interval_of_a_matched_difference_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    now, base = (some_blocks(chance, n=80, runs=5, middle=m) for m in (164, 170))
    ours, theirs = window(now, runs=5), window(base, runs=5)
    found = matched.matched_difference(ours, theirs)
    samples = []
    pairs = zip(bootstrap.draws(5, stream=1), bootstrap.draws(5, stream=2), strict=True)
    for times, old_times in pairs:
        drawn = [(v, b, r) for v, b, r in now if b in found.bins for _ in range(times[r])]
        old = [(v, b, r) for v, b, r in base if b in found.bins for _ in range(old_times[r])]
        samples.append(naive.matched_pct(by_bin(drawn), by_bin(old), least=1, total=1))
    interval = matched.matched_interval(ours, theirs, found)
    assert interval == pytest.approx(tuple(np.quantile(samples, [0.025, 0.975])))


@pytest.mark.parametrize("seed", range(10))
def test_the_slope_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    x = [round(chance.uniform(2.5, 4), 1) for _ in range(30)]
    y = [0.8 * v + chance.gauss(0, 0.5) for v in x]
    assert theil_sen_slope(np.array(x), np.array(y)) == pytest.approx(naive.theil_sen(x, y))


def test_points_of_one_speed_have_no_slope() -> None:
    assert theil_sen_slope(np.array([3.0, 3.0]), np.array([0.0, 1.0])) is None
    assert slope_interval(np.array([3.0, 3.0]), np.array([0.0, 1.0]), np.array([0, 1])) is None


def test_the_interval_of_a_slope_agrees_with_plain_loops() -> None:
    chance = random.Random(2)
    run = [i // 6 for i in range(24)]
    x = [chance.uniform(2.5, 4) for _ in run]
    y = [0.8 * v + chance.gauss(0, 0.4) for v in x]
    samples = [naive.drawn_slope(x, y, run, times) for times in bootstrap.draws(4).tolist()]
    ours = slope_interval(np.array(x), np.array(y), np.array(run))
    plain = np.quantile(np.array(samples, float), [0.025, 0.975])
    assert tuple(ours) == pytest.approx(tuple(plain), abs=2 * SLOPE_STEP)


@pytest.mark.parametrize("seed", range(20))
def test_the_leg_spring_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    told = {
        "speed": chance.uniform(2, 6),
        "contact_ms": chance.uniform(150, 400),
        "spm": chance.uniform(140, 220),
    }
    found = leg_spring(
        told["speed"], told["contact_ms"], cadence_spm=told["spm"], mass_kg=70, height_m=1.75
    )
    plain = naive.leg_spring_kn_m(mass=70, height=1.75, **told)
    assert (found and found.leg_kn_m) == pytest.approx(plain)


@pytest.mark.parametrize(("contact_ms", "spm"), [(350.0, 172.0), (0.0, 172.0), (240.0, 0.0)])
def test_a_step_without_flight_has_no_spring(contact_ms: float, spm: float) -> None:
    assert leg_spring(3.0, contact_ms, cadence_spm=spm, mass_kg=70, height_m=1.75) is None


def test_an_unknown_contact_time_has_no_spring() -> None:
    blocks = pl.DataFrame(
        {"v": [3.0], "t": [None], "c": [172.0]}, schema_overrides={"t": pl.Float64}
    )
    v, t, c = (pl.col(name) for name in "vtc")
    parts = spring_parts(v, t, cadence_spm=c, mass_kg=70, height_m=1.75)
    assert blocks.select(**parts)["leg_kn_m"].to_list() == [None]


@pytest.mark.parametrize("seed", range(10))
def test_a_shift_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        old = [chance.gauss(0.3, 0.4) for _ in range(chance.randint(6, 25))]
        new = [
            chance.gauss(chance.choice([0.3, 1.5, 2.6]), 0.3) for _ in range(chance.randint(2, 4))
        ]
        pain = chance.random() < 0.3
        ours = balance_shift(old, new, is_pain_logged=pain)
        assert ours.level.name.lower() == naive.balance_shift(old, new, pain=pain)


def test_a_move_of_just_one_point_is_watched() -> None:
    assert balance_shift([0.0] * 8, [1.0] * 3).level is Level.WATCH


def test_a_move_of_just_two_points_is_act() -> None:
    assert balance_shift([0.0] * 8, [-2.0] * 3).level is Level.ACT


def test_seven_runs_are_no_normal() -> None:
    assert balance_shift([0.0] * 7, [2.0] * 3).level is Level.INSUFFICIENT


@pytest.mark.parametrize("seed", range(10))
def test_a_drift_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    first, last = ([chance.gauss(m, 0.4) for _ in range(chance.randint(8, 20))] for m in (0.5, 1.5))
    ours = balance_drift(first, last)
    assert (ours.drift, ours.low) == pytest.approx(naive.balance_drift(first, last))


def test_seven_blocks_of_a_third_are_too_few() -> None:
    assert balance_drift([1.0] * 7, [1.0] * 20) is None


@pytest.mark.parametrize("pct", [None, 0.0, 39.9, 60.1])
def test_garmin_has_no_word_for_what_was_not_measured(pct: float | None) -> None:
    assert vendor_zone(pct) is None
