"""Why seconds of a run did not count for its balance."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from analytics.blocks import steady_blocks
from analytics.clean import clean
from analytics.leans import leans
from analytics.left_out import left_out
from analytics.splits import with_way
from core.schemas import LEFT_OUT, RECORDS
from tests.makers import STRAP, make_activities, make_records

MEASURE = "stance_balance_left_pct"


def found(
    n: int = 900,
    *,
    measure: str | None = MEASURE,
    sub_sport: str | None = None,
    altitude_source: str | None = "baro",
    **columns: Any,
) -> pl.DataFrame:
    seconds = with_way(clean(make_records(n=n, **columns), altitude_source=altitude_source))
    return left_out(seconds, steady_blocks(seconds), measure=measure, sub_sport=sub_sport)


def seconds_of(table: pl.DataFrame) -> dict[str, int]:
    return dict(table.group_by("reason").agg(pl.col("n_s").sum()).iter_rows())


def test_an_even_run_loses_only_its_first_five_minutes() -> None:
    assert seconds_of(found()) == {"first": 300, "counted": 600}


def test_the_table_has_its_schema() -> None:
    LEFT_OUT.check(found())


def test_a_run_without_a_second_has_no_stretch() -> None:
    seconds = with_way(clean(RECORDS.empty()))
    assert left_out(seconds, steady_blocks(seconds), measure=None, sub_sport=None).is_empty()


def test_without_a_balance_every_second_after_the_first_says_so() -> None:
    assert seconds_of(found(measure=None)) == {"first": 300, "no_balance": 600}


def test_a_stop_takes_ten_seconds_with_it_on_both_sides() -> None:
    speed = [3.0] * 620 + [0.0] * 30 + [3.0] * 250
    cadence = [170.0] * 620 + [0.0] * 30 + [170.0] * 250
    assert seconds_of(found(speed_mps=speed, cadence_spm=cadence))["stop"] == pytest.approx(
        50, abs=4
    )


def test_walking_is_called_walking_though_no_balance_is_measured_then() -> None:
    balance = [50.0] * 600 + [None] * 120 + [50.0] * 180
    speed = [3.0] * 600 + [1.5] * 120 + [3.0] * 180
    reasons = seconds_of(found(speed_mps=speed, stance_balance_left_pct=balance))
    assert reasons["slow"] == pytest.approx(120, abs=4)
    assert "no_balance" not in reasons


def test_a_sensor_that_drops_out_is_told_from_walking() -> None:
    balance = [50.0] * 600 + [None] * 120 + [50.0] * 180
    assert seconds_of(found(stance_balance_left_pct=balance))["no_balance"] == pytest.approx(
        120, abs=8
    )


@pytest.mark.parametrize(("grade", "reason"), [(0.06, "climb"), (-0.06, "descent")])
def test_a_hill_is_named_by_its_direction(grade: float, reason: str) -> None:
    altitude = [100.0 + grade * 3 * max(0, second - 600) for second in range(1200)]
    assert seconds_of(found(1200, altitude_m=altitude))[reason] >= 300


def test_a_slight_slope_is_neither_flat_nor_a_hill() -> None:
    altitude = [100.0 + 0.025 * 3 * second for second in range(900)]
    assert seconds_of(found(altitude_m=altitude)) == {"first": 300, "slope": 600}


@pytest.mark.parametrize(("grade", "reason"), [(3.0, "climb"), (-3.0, "descent"), (2.0, "counted")])
def test_the_edge_of_a_class_of_slope_belongs_to_it(grade: float, reason: str) -> None:
    seconds = with_way(clean(make_records(n=900))).with_columns(grade_pct=pl.lit(grade))
    table = left_out(seconds, steady_blocks(seconds), measure=MEASURE, sub_sport=None)
    assert seconds_of(table) == {"first": 300, reason: 600}


def test_outdoors_an_unknown_altitude_is_not_flat() -> None:
    assert seconds_of(found(altitude_m=None, altitude_source=None)) == {
        "first": 300,
        "no_altitude": 600,
    }


def test_a_treadmill_is_flat_without_an_altitude() -> None:
    reasons = seconds_of(found(altitude_m=None, altitude_source=None, sub_sport="treadmill"))
    assert reasons == {"first": 300, "counted": 600}


def test_a_change_of_pace_is_uneven() -> None:
    speed = [3.0] * 630 + [3.7] * 30 + [3.0] * 240
    assert seconds_of(found(speed_mps=speed))["uneven"] == 60


def test_a_minute_that_is_too_short_says_so() -> None:
    assert seconds_of(found(620))["few"] == 20


def test_stretches_lie_end_to_end() -> None:
    speed = [3.0] * 630 + [3.7] * 30 + [3.0] * 240
    table = found(speed_mps=speed)
    assert table["to_s"][:-1].to_list() == table["from_s"][1:].to_list()


@pytest.mark.parametrize("seed", range(12))
def test_what_counts_is_what_the_balance_of_the_run_stands_on(seed: int) -> None:
    """Minutes found here and the minutes of LEANS are worked out apart, and must agree."""
    columns = rough_run(np.random.default_rng(seed))
    seconds = with_way(clean(make_records(n=1800, **columns), altitude_source="baro"))
    blocks = steady_blocks(seconds).with_columns(activity_id=pl.lit(1, dtype=pl.Int64))
    table = left_out(seconds, blocks, measure=MEASURE, sub_sport=None)
    row = make_activities(
        {"activity_id": 1, "balance_sensor": STRAP, "local_date": date(2026, 5, 1)}
    )
    known = leans(row, blocks)
    n_minutes = known["n_blocks"][0] if known.height else 0
    counted = seconds_of(table).get("counted", 0)
    assert 60 * n_minutes - 20 <= counted <= 60 * n_minutes
    assert table["n_s"].sum() == seconds.height


def rough_run(random: np.random.Generator) -> dict[str, list[float | None]]:
    """Half an hour with walks, hills, dropouts and changes of pace."""
    n = 1800
    speed = np.repeat(random.choice([1.2, 2.8, 3.0, 3.1, 3.9], n // 90), 90)
    height = np.cumsum(np.repeat(random.choice([0.0, 0.0, 0.0, 0.15, -0.15], n // 180), 180))
    balance = np.repeat(random.choice([50.5, 51.0, np.nan], n // 60, p=[0.45, 0.45, 0.1]), 60)
    return {
        "speed_mps": speed.tolist(),
        "distance_m": np.cumsum(speed).tolist(),
        "altitude_m": (100 + height).tolist(),
        "stance_balance_left_pct": [None if np.isnan(value) else value for value in balance],
    }
