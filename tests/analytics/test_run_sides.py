"""Left and right of one run: put right, which sensor speaks, how it drifted; and its zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from analytics.clean import clean
from analytics.flags.long_runs import balance_drift
from analytics.lean_points import usual_bands
from analytics.run_sides import put_right, run_drift, shown_measure, usual_balance
from analytics.run_zones import run_zones
from analytics.splits import with_way
from core.athlete import Origin, Threshold, Thresholds
from core.schemas import LEANS, LOWEST_HEART_RATE_BPM, N_HEART_RATE_BINS
from tests.makers import STRAP, make_activities, make_blocks, make_records

MEASURE = "stance_balance_left_pct"
NOBODY: frozenset[str] = frozenset()


def row(**told: Any) -> pl.DataFrame:
    usual = {
        "local_date": date(2026, 5, 1),
        "balance_sensor": STRAP,
        "moving_s": 4500.0,
        "elapsed_s": 4500.0,
    }
    return make_activities(usual | told)


def seconds_of(n: int = 600, **columns: Any) -> pl.DataFrame:
    return with_way(clean(make_records(n=n, **columns), altitude_source="baro"))


def drift_of(leans_pp: list[float], **told: Any) -> Any:
    n = len(leans_pp)
    blocks = make_blocks(1, n=n, stance_balance_left_pct=[50 + lean for lean in leans_pp])
    outing = row(activity_id=1, **({"elapsed_s": 300.0 + 60 * n} | told))
    return run_drift(blocks, outing, seconds_of(), measure=MEASURE)


GROWING = [1.0 + 0.05 * (n % 3) for n in range(40)] + [2.5 + 0.05 * (n % 3) for n in range(30)]


def test_a_run_whose_sides_were_swapped_is_mirrored() -> None:
    seconds = seconds_of(stance_balance_left_pct=51.0)
    right = put_right(seconds, row(is_swapped=True), swapped_sensors=NOBODY)
    assert set(right[MEASURE]) == {49.0}


def test_a_sensor_that_is_worn_the_wrong_way_is_mirrored() -> None:
    seconds = seconds_of(stance_balance_left_pct=51.0)
    right = put_right(seconds, row(), swapped_sensors=frozenset({STRAP}))
    assert set(right[MEASURE]) == {49.0}


def test_other_runs_stay_as_they_are() -> None:
    seconds = seconds_of(stance_balance_left_pct=51.0)
    assert put_right(seconds, row(), swapped_sensors=NOBODY).equals(seconds)


def test_swapping_a_strap_leaves_the_pods_alone() -> None:
    pods = {"stance_time_left_ms": 250.0, "stance_time_right_ms": 240.0}
    seconds = seconds_of(**pods)
    right = put_right(seconds, row(), swapped_sensors=frozenset({STRAP}))
    assert right["pod_balance_left_pct"].equals(seconds["pod_balance_left_pct"])


def test_the_strap_speaks_before_the_pods() -> None:
    pods = {"stance_time_left_ms": 250.0, "stance_time_right_ms": 240.0}
    assert shown_measure(seconds_of(**pods), row()) == MEASURE


def test_pods_speak_where_there_is_no_strap() -> None:
    pods = {"stance_time_left_ms": 250.0, "stance_time_right_ms": 240.0}
    seconds = seconds_of(stance_balance_left_pct=None, **pods)
    assert shown_measure(seconds, row()) == "pod_balance_left_pct"


def test_a_constant_balance_is_none() -> None:
    assert shown_measure(seconds_of(), row(is_balance_constant=True)) is None


def test_no_sensor_is_no_balance() -> None:
    assert shown_measure(seconds_of(stance_balance_left_pct=None), row()) is None


def test_a_lean_that_grows_late_is_clear() -> None:
    drift = drift_of(GROWING)
    assert (drift.is_clear, drift.late_pp > drift.early_pp > 0) == (True, True)


def test_the_drift_is_that_of_the_law_for_one_run() -> None:
    drift = drift_of(GROWING)
    n = len(GROWING)
    share = [(330 + 60 * at) / (300 + 60 * n) for at in range(n)]
    thirds = (
        [lean for lean, at in zip(GROWING, share, strict=True) if at < 1 / 3],
        [lean for lean, at in zip(GROWING, share, strict=True) if at > 2 / 3],
    )
    law = balance_drift(*thirds)
    assert law is not None
    assert (drift.drift_pp, drift.low_pp) == pytest.approx((law.drift, law.low))


def test_mirrored_sides_change_only_the_side_of_a_drift() -> None:
    there, back = drift_of(GROWING), drift_of([-lean for lean in GROWING])
    assert (there.drift_pp, there.late_pp) == pytest.approx((back.drift_pp, -back.late_pp))


def test_an_even_run_has_no_clear_drift() -> None:
    assert not drift_of([1.0 + 0.05 * (n % 3) for n in range(70)]).is_clear


def test_under_an_hour_nothing_is_said_of_a_drift() -> None:
    assert drift_of(GROWING, moving_s=3500.0) is None


def test_without_a_balance_there_is_no_drift() -> None:
    assert run_drift(make_blocks(1), row(), seconds_of(), measure=None) is None


def earlier(leans_pp: list[float], **told: Any) -> pl.DataFrame:
    start = datetime(2026, 4, 1, 6, tzinfo=UTC)
    usual: dict[str, Any] = {"sensor": STRAP, "measure": MEASURE, "is_eligible": True}
    return LEANS.complete(
        pl.DataFrame(
            [
                {
                    "activity_id": n,
                    "start_time": start + timedelta(days=n),
                    "local_date": date(2026, 4, 1) + timedelta(days=n),
                    "lean_pp": lean,
                }
                | usual
                | told
                for n, lean in enumerate(leans_pp)
            ]
        )
    )


def test_the_usual_balance_is_the_median_of_earlier_runs_and_what_spread_explains() -> None:
    later = row(start_time=datetime(2026, 5, 1, tzinfo=UTC))
    low, high = usual_balance(earlier([1.0] * 8 + [5.0] * 3), later, measure=MEASURE) or (0, 0)
    assert (low, high) == pytest.approx((1.0 - 0.8316, 1.0 + 0.8316), abs=1e-3)


@pytest.mark.parametrize(
    "told",
    [{"sensor": "another strap"}, {"is_eligible": False}, {"measure": "pod_balance_left_pct"}],
)
def test_runs_of_another_sensor_or_too_thin_ones_are_no_usual(told: dict[str, Any]) -> None:
    later = row(start_time=datetime(2026, 5, 1, tzinfo=UTC))
    assert usual_balance(earlier([1.0] * 12, **told), later, measure=MEASURE) is None


@pytest.mark.parametrize("sensor", [STRAP, None])
def test_the_newest_run_has_the_usual_that_the_balance_page_draws(sensor: str | None) -> None:
    leans = earlier([0.2, -0.2, 0.1, -0.1, 0.3, -0.3, 0.0, 0.1, 2.0, 2.1, 2.2], sensor=sensor)
    newest = row(start_time=leans["start_time"][-1], balance_sensor=sensor)
    (band,) = usual_bands(leans)
    assert usual_balance(leans, newest, measure=MEASURE) == (band.low_pp, band.high_pp)


def test_seven_runs_before_the_last_three_are_no_usual() -> None:
    later = row(start_time=datetime(2026, 5, 1, tzinfo=UTC))
    assert usual_balance(earlier([1.0] * 10), later, measure=MEASURE) is None


def test_later_runs_say_nothing_of_an_earlier_one() -> None:
    first = row(start_time=datetime(2026, 4, 4, tzinfo=UTC))
    assert usual_balance(earlier([1.0] * 12), first, measure=MEASURE) is None


def at_rates(**seconds: int) -> list[int]:
    bins = [0] * N_HEART_RATE_BINS
    for name, n in seconds.items():
        bins[int(name[1:]) - LOWEST_HEART_RATE_BPM] = n
    return bins


def test_time_in_zones_sums_to_the_time_with_a_heart_rate() -> None:
    held = Thresholds(max_heart_rate_bpm=Threshold(value=200.0, origin=Origin.USER))
    zones = run_zones(at_rates(b90=10, b120=20, b150=30, b190=40), held)
    assert zones["moving_s"].to_list() == [10.0, 0.0, 20.0, 30.0, 0.0, 40.0]


def test_a_told_threshold_gives_its_own_zones() -> None:
    held = Thresholds(threshold_heart_rate_bpm=Threshold(value=170.0, origin=Origin.USER))
    assert set(run_zones(at_rates(b150=60), held)["kind"]) == {"Friel"}


def test_without_a_maximum_there_are_no_zones() -> None:
    assert run_zones(at_rates(b150=60), Thresholds()).is_empty()


def test_without_a_heart_rate_there_are_no_zones() -> None:
    held = Thresholds(max_heart_rate_bpm=Threshold(value=200.0, origin=Origin.USER))
    assert run_zones(None, held).is_empty()
