"""A sensor that is changed in the middle of a run: the longer part counts."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from core.activity import Activity, FieldSource
from ingest.changes import RULE
from ingest.reader import Part, Raw
from ingest.tidy import activities

START_S = 1_777_617_000.0
FIRST, SECOND = "garmin hrm_run #1", "garmin hrm_pro #2"


def named(at_s: float | None, serial: float | None, product: str = "hrm_run") -> dict[str, Any]:
    return {
        "timestamp": None if at_s is None else START_S + at_s,
        "antplus_device_type": "unknown_30",
        "manufacturer": "garmin",
        "garmin_product": product,
        "serial_number": serial,
    }


def run_with(*devices: dict[str, Any], n: int = 600) -> Activity:
    records = pl.DataFrame(
        {
            "timestamp": [START_S + at for at in range(n)],
            "enhanced_speed": [3.0] * n,
            "cadence": [85.0] * n,
            "stance_time_balance": [49.0 + 0.1 * (at % 5) for at in range(n)],
            "stance_time": [240.0] * n,
        }
    )
    told = pl.DataFrame(devices, schema_overrides={"serial_number": pl.Float64})
    part = Part(records=records, devices=told, sport="running")
    [activity] = activities(Raw(kind="fit", parts=(part,)), file_sha256="0")
    return activity


def source_of(activity: Activity) -> FieldSource:
    return activity.sources["stance_balance_left_pct"]


def known_of(activity: Activity) -> list[int]:
    """First and last second with a balance."""
    known = activity.records.filter(pl.col("stance_balance_left_pct").is_not_null())
    return [int(known["elapsed_s"][0]), int(known["elapsed_s"][-1])]


@pytest.mark.parametrize(
    ("changed_s", "sensor", "seconds"), [(200, SECOND, [200, 599]), (400, FIRST, [0, 399])]
)
def test_the_longer_part_counts(changed_s: int, sensor: str, seconds: list[int]) -> None:
    run = run_with(named(0, 1.0), named(changed_s, 2.0, "hrm_pro"))
    assert (source_of(run).sensor, known_of(run)) == (sensor, seconds)


def test_all_channels_of_the_strap_go_together() -> None:
    run = run_with(named(0, 1.0), named(400, 2.0, "hrm_pro"))
    assert run.records["stance_time_ms"].count() == 400


def test_the_source_says_what_was_done() -> None:
    assert source_of(run_with(named(0, 1.0), named(200, 2.0, "hrm_pro"))).rule == RULE


def test_other_channels_keep_all_of_the_run() -> None:
    run = run_with(named(0, 1.0), named(400, 2.0, "hrm_pro"))
    assert run.records["cadence_spm"].count() == 600


@pytest.mark.parametrize(
    "devices",
    [
        (named(0, 1.0), named(300, 1.0), named(599, 1.0)),
        (named(0, 1.0), named(300, None), named(599, 1.0)),
        (named(0, 1.0), named(0, 2.0, "hrm_pro"), named(599, 1.0), named(599, 2.0, "hrm_pro")),
        (named(0, 1.0), named(700, 2.0, "hrm_pro")),
    ],
    ids=["one sensor", "a message without serial", "both from the start", "named after the end"],
)
def test_what_is_no_change_leaves_the_run_whole(devices: tuple[dict[str, Any], ...]) -> None:
    run = run_with(*devices)
    assert (known_of(run), source_of(run).rule) == ([0, 599], None)


def test_a_sensor_named_after_the_end_measured_nothing() -> None:
    assert source_of(run_with(named(0, 1.0), named(700, 2.0, "hrm_pro"))).sensor == FIRST


def test_messages_without_a_time_tell_of_no_change() -> None:
    assert known_of(run_with(named(None, 1.0), named(None, 2.0, "hrm_pro"))) == [0, 599]
