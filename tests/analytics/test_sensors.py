"""Which sensor speaks: new ones, two at once, swapped ones, none, and real files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import polars as pl
import pytest

from analytics.flags.steady import PODS, STRAP, present
from analytics.leans import leans
from analytics.summary import summarise
from core.activity import Summary
from core.athlete import Profile
from core.findings import Evidence, Flag, Level, Side
from core.schemas import LEANS
from ingest import read_activities
from tests.analytics.gaited import WEEKLY, fast_run, runner
from tests.analytics.judged import TODAY, evidence, flag
from tests.corpus import corpus_file
from tests.makers import STRAP as STRAP_WORN
from tests.makers import make_activities


def worn(*rows: dict[str, Any]) -> pl.DataFrame:
    """LEANS of one run a day, the last one today."""
    made = [
        {"activity_id": n, "local_date": TODAY - timedelta(days=len(rows) - n), "lean_pp": 1.0}
        | {"is_eligible": True, "measure": STRAP}
        | row
        for n, row in enumerate(rows)
    ]
    return LEANS.complete(pl.DataFrame(made, infer_schema_length=None))


def test_the_strap_comes_before_pods_on_the_same_run() -> None:
    table = worn({"sensor": "strap"}, {"sensor": "pods", "measure": PODS})
    same = table.with_columns(activity_id=pl.lit(1, pl.Int64), local_date=pl.lit(TODAY))
    assert present(same, until=TODAY).measure == STRAP


def test_pods_speak_when_the_last_run_had_nothing_else() -> None:
    table = worn({"sensor": "strap"}, {"sensor": "pods", "measure": PODS})
    found = present(table, until=TODAY)
    assert (found.measure, found.sensor, found.table.height) == (PODS, "pods", 1)


def test_a_run_that_measured_nothing_changes_no_sensor() -> None:
    stuck = {"sensor": "strap", "is_constant": True, "is_eligible": False}
    table = worn({"sensor": "strap"}, {"sensor": "pods", "measure": PODS}, stuck)
    found = present(table, until=TODAY)
    assert (found.measure, found.sensor, found.table.height) == (PODS, "pods", 1)


def test_leans_of_before_two_sensors_were_told_apart_are_those_of_the_strap() -> None:
    assert present(worn({"sensor": "strap", "measure": None}), until=TODAY).measure == STRAP


def test_without_leans_no_sensor_is_present() -> None:
    assert present(LEANS.empty(), until=TODAY) is None


def both_sensors(*, strap: float, pods: float | None) -> Evidence:
    return runner(
        WEEKLY,
        lambda _: {
            "stance_balance_left_pct": 50 + strap,
            "pod_balance_left_pct": None if pods is None else 50 + pods,
        },
        row=lambda _: {"pod_sensor": "two pods"},
    )


def test_two_sensors_on_the_same_runs_are_never_mixed() -> None:
    alone = flag("GCT_BALANCE", both_sensors(strap=1.8, pods=None))
    beside = flag("GCT_BALANCE", both_sensors(strap=1.8, pods=-3.0))
    assert beside == alone


def test_pods_alone_are_judged() -> None:
    given = runner(
        WEEKLY,
        lambda _: {"stance_balance_left_pct": None, "pod_balance_left_pct": 48.0},
        row=lambda _: {
            "pod_sensor": "two pods",
            "balance_sensor": None,
            "avg_stance_balance_left_pct": None,
            "avg_pod_balance_left_pct": 48.0,
        },
    )
    found = flag("GCT_BALANCE", given)
    assert (found.level, found.side) == (Level.WATCH, Side.RIGHT)


def test_runs_that_the_runner_calls_swapped_are_mirrored() -> None:
    given = runner(WEEKLY, lambda n: fast_run(1.4, seed=n), row=lambda _: {"is_swapped": True})
    assert flag("BALANCE_SPEED", given).value == pytest.approx(-1.4, abs=0.1)


def test_a_sensor_that_the_profile_calls_swapped_is_mirrored() -> None:
    given = runner(WEEKLY, lambda n: fast_run(1.4, seed=n))
    told = replace(given, profile=Profile(swapped_sensors=frozenset({STRAP_WORN})))
    assert flag("BALANCE_SPEED", told).value == pytest.approx(-1.4, abs=0.1)


def test_a_watch_on_the_wrist_alone_is_told_plainly_and_led_to_the_tests() -> None:
    text = flag("GCT_BALANCE", evidence(make_activities({"local_date": TODAY}))).text
    assert "A watch on the wrist alone records none" in text
    assert "The self-tests need no sensor at all." in text


def test_a_sensor_that_wrote_one_value_all_along_measured_nothing() -> None:
    given = both_sensors(strap=1.8, pods=None)
    stuck = given.leans.with_columns(
        is_constant=pl.lit(value=True), is_eligible=pl.lit(value=False)
    )
    found = flag("GCT_BALANCE", replace(given, leans=stuck))
    assert found.level is Level.INSUFFICIENT
    assert "one and the same balance" in found.text


def test_minutes_of_a_sensor_that_wrote_one_value_are_left_out() -> None:
    given = runner(
        WEEKLY,
        lambda n: fast_run(1.4, seed=n),
        row=lambda n: {"is_balance_constant": n < 3},
    )
    assert flag("BALANCE_SPEED", given).level is Level.INSUFFICIENT


@cache
def summary_of(name: str) -> Summary:
    file = corpus_file(f"fit/{name}.fit")
    [run] = read_activities(file.read_bytes(), file.name).activities
    return summarise(run)


def three_days_of(name: str) -> Evidence:
    """The same real run on three days of this week."""
    found = summary_of(name)
    days = [TODAY - timedelta(days=ago) for ago in (4, 2, 0)]
    rows = [_dated(found.row, n, day) for n, day in enumerate(days, start=1)]
    blocks = [found.blocks.with_columns(activity_id=pl.lit(n, pl.Int64)) for n in (1, 2, 3)]
    return evidence(pl.concat(rows), pl.concat(blocks))


def _dated(row: pl.DataFrame, number: int, day: date) -> pl.DataFrame:
    noon = pl.lit(day).cast(pl.Datetime("ms")).dt.replace_time_zone("UTC")
    return row.with_columns(
        activity_id=pl.lit(number, pl.Int64), local_date=pl.lit(day), start_time=noon
    )


def lean_of(name: str) -> dict[str, dict[str, Any]]:
    """LEANS rows of one real run, by measure."""
    found = summary_of(name)
    row = _dated(found.row, 1, TODAY)
    table = leans(row, found.blocks.with_columns(activity_id=pl.lit(1, pl.Int64)))
    return {each["measure"]: each for each in table.iter_rows(named=True)}


@pytest.mark.parametrize(
    ("name", "lean", "side", "sensor"),
    [
        ("fr920xt-run-balance-stryd", -2.3, Side.RIGHT, "garmin hrm4_run #3912999270"),
        ("with-new-dynamics", 2.1, Side.LEFT, "garmin hrm_run #5786705"),
    ],
)
def test_the_known_leans_of_real_runs_have_side_interval_and_source(
    name: str, lean: float, side: Side, sensor: str
) -> None:
    row = lean_of(name)[STRAP]
    assert row["lean_pp"] == pytest.approx(lean, abs=0.15)
    assert row["low_pp"] < row["lean_pp"] < row["high_pp"]
    assert row["low_pp"] * row["high_pp"] > 0
    assert row["sensor"] == sensor
    found: Flag = flag("GCT_BALANCE", three_days_of(name))
    assert found.value == pytest.approx(lean, abs=0.15)
    assert found.low <= found.value <= found.high
    assert (found.level, found.side) == (Level.WATCH, side)


def test_a_strap_and_pods_that_disagree_stand_side_by_side() -> None:
    rows = lean_of("FR920xt-with-runscribe-plus")
    assert rows[STRAP]["lean_pp"] < 0 < rows[PODS]["lean_pp"]
    assert rows[STRAP]["sensor"].startswith("garmin hrm_tri")
    assert rows[PODS]["sensor"].startswith("RunScribe")
    assert not rows[PODS]["is_eligible"]
