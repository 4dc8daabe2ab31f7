"""Metres per heartbeat of one run, against slow twins and at the edges of the rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from analytics import efficiency
from analytics.efficiency import Beats
from tests import naive


def make_beats(n: int = 4000, **changes: Any) -> Beats:
    """A steady run: 3 m/s with a little noise, heart rate creeping from 140 to 150."""
    rng = np.random.default_rng(7)
    usual: dict[str, Any] = {
        "graded_mps": 3 + rng.normal(0, 0.1, n),
        "heart_rate_bpm": np.linspace(140, 150, n),
        "is_moving": np.ones(n, np.bool_),
        "is_locked": np.zeros(n, np.bool_),
    }
    return Beats(**(usual | changes))


def plain(beats: Beats) -> list[tuple[float | None, float | None]]:
    """The moving seconds as pairs, None where unknown."""
    rows = zip(beats.graded_mps, beats.heart_rate_bpm, beats.is_moving, strict=True)
    return [
        (None if np.isnan(v) else float(v), None if np.isnan(hr) else float(hr))
        for v, hr, moves in rows
        if moves
    ]


def with_holes(n: int, share: float) -> Beats:
    """Unknown heart rate here and there, and a stop."""
    rng = np.random.default_rng(11)
    heart_rate = np.linspace(140, 155, n)
    heart_rate[rng.random(n) < share] = np.nan
    is_moving = np.ones(n, np.bool_)
    is_moving[1000:1090] = False
    return make_beats(n, heart_rate_bpm=heart_rate, is_moving=is_moving)


def test_efficiency_agrees_with_the_plain_means() -> None:
    beats = with_holes(4000, 0.05)
    assert efficiency.run_efficiency(beats) == pytest.approx(naive.metres_per_beat(plain(beats)))


def test_efficiency_without_heart_rate_is_unknown() -> None:
    assert efficiency.run_efficiency(make_beats(10, heart_rate_bpm=np.full(10, np.nan))) is None


@pytest.mark.parametrize("share", [0.0, 0.05, 0.2])
def test_decoupling_agrees_with_the_plain_loops(share: float) -> None:
    beats = with_holes(4500, share)
    assert efficiency.run_decoupling_pct(beats) == pytest.approx(naive.decoupling(plain(beats)))


def test_a_creeping_heart_rate_is_a_positive_decoupling() -> None:
    assert efficiency.run_decoupling_pct(make_beats()) > 1


@pytest.mark.parametrize(("n", "is_known"), [(3600, True), (3599, False)])
def test_decoupling_needs_fifty_minutes_after_the_first_ten(n: int, is_known: bool) -> None:
    assert (efficiency.run_decoupling_pct(make_beats(n)) is not None) == is_known


def test_decoupling_of_an_uneven_run_is_unknown() -> None:
    speed = np.tile(np.repeat([2.5, 4.0], 120), 20)[:4000]
    assert efficiency.run_decoupling_pct(make_beats(graded_mps=speed)) is None


def test_decoupling_of_a_run_that_varies_by_exactly_ten_percent_is_unknown() -> None:
    minutes = [10.0] * 11 + [9.0, 11.0] * 25  # deviations of 1 in 50 of the last 51 minutes
    speed = np.repeat(minutes, 60)
    assert efficiency.speed_variation(speed[600:]) == 0.1
    assert efficiency.run_decoupling_pct(make_beats(speed.size, graded_mps=speed)) is None


def test_decoupling_with_a_locked_heart_rate_is_unknown() -> None:
    locked = np.zeros(4000, np.bool_)
    locked[:200] = True
    assert efficiency.run_decoupling_pct(make_beats(is_locked=locked)) is None


@pytest.mark.parametrize("share", [0.0, 0.05])
def test_durability_agrees_with_the_plain_loops(share: float) -> None:
    beats = with_holes(6001, share)
    assert efficiency.run_durability_ratio(beats) == pytest.approx(naive.durability(plain(beats)))


@pytest.mark.parametrize(("n", "is_known"), [(5400, True), (5399, False)])
def test_durability_needs_ninety_minutes(n: int, is_known: bool) -> None:
    assert (efficiency.run_durability_ratio(make_beats(n)) is not None) == is_known


def test_durability_without_heart_rate_late_in_the_run_is_unknown() -> None:
    heart_rate = np.full(6000, 150.0)
    heart_rate[5000:] = np.nan
    assert efficiency.run_durability_ratio(make_beats(6000, heart_rate_bpm=heart_rate)) is None


def test_decoupling_is_the_other_face_of_durability() -> None:
    ratio = efficiency.durability_ratio(1.30, 1.20)
    assert efficiency.decoupling_pct(1.30, 1.20) == pytest.approx(100 * (1 - 1 / ratio))


def test_without_a_heartbeat_there_is_no_efficiency() -> None:
    assert efficiency.efficiency_factor(3.0, 0) is None
