"""Each column has one source: native before developer, enhanced before plain."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from ingest.channels import channels, in_range
from ingest.reader import DeveloperField, Part


def made(developer: dict[str, DeveloperField] | None = None, **columns: Any) -> Part:
    """A part whose raw records have these columns."""
    return Part(records=pl.DataFrame(columns, strict=False), developer=developer or {})


def filled(part: Part, column: str) -> list[float | None]:
    return channels(part, kind="fit")[0][column].to_list()


@pytest.mark.parametrize(
    ("raw", "column", "value"),
    [
        ({"position_lat": [2.0**30]}, "lat_deg", 90.0),
        ({"lat": [47.5]}, "lat_deg", 47.5),
        ({"stance_time_balance": [49.25]}, "stance_balance_left_pct", 49.25),
        ({"hr": [150.0]}, "heart_rate_bpm", 150.0),
        ({"ele": [12.0]}, "altitude_m", 12.0),
        ({"enhanced_respiration_rate": [14.2]}, "respiration_brpm", 14.2),
        ({"left_right_balance": [128.0 + 52.0]}, "power_balance_left_pct", 48.0),
        ({"cadence": [85.0], "fractional_cadence": [0.5]}, "cadence_spm", 85.5),
    ],
)
def test_a_field_fills_its_column_in_its_unit(
    raw: dict[str, list[float]], column: str, value: float
) -> None:
    assert filled(made(**raw), column) == [pytest.approx(value)]


def test_enhanced_speed_comes_before_plain_speed() -> None:
    assert filled(made(speed=[2.0], enhanced_speed=[3.0]), "speed_mps") == [3.0]


def test_an_enhanced_field_without_a_value_leaves_the_plain_one() -> None:
    assert filled(made(speed=[2.0], enhanced_speed=[None]), "speed_mps") == [2.0]


def test_a_balance_of_zero_is_a_lost_sensor_not_a_value() -> None:
    part = made(stance_time_balance=[0.0, 48.0])
    assert filled(part, "stance_balance_left_pct") == [None, 48.0]


def test_a_heart_rate_of_zero_throughout_is_no_heart_rate() -> None:
    assert "heart_rate_bpm" not in channels(made(heart_rate=[0.0, 0.0]), kind="fit")[0].columns


def test_power_balance_without_a_side_is_null() -> None:
    columns = channels(made(left_right_balance=[52.0]), kind="fit")[0].columns
    assert "power_balance_left_pct" not in columns


POWER = {"dev:0:0": DeveloperField(name="Power", units="Watts", app="14cc771300000000")}


def test_a_developer_field_fills_a_column_that_no_native_field_fills() -> None:
    assert filled(made(POWER, **{"dev:0:0": [230.0]}), "power_w") == [230.0]


def test_a_native_field_is_never_mixed_with_a_developer_field() -> None:
    part = made(POWER, **{"power": [200.0, None], "dev:0:0": [230.0, 231.0]})
    assert filled(part, "power_w") == [200.0, None]


def test_the_source_names_the_developer_field_and_its_app() -> None:
    source = channels(made(POWER, **{"dev:0:0": [230.0]}), kind="fit")[1]["power_w"]
    assert (source.origin, source.field, source.sensor) == ("developer", "Power", "app 14cc7713")


@pytest.mark.parametrize(("units", "raw"), [("Centimeters", 7.5), ("mm", 75.0)])
def test_oscillation_in_centimetres_becomes_millimetres(units: str, raw: float) -> None:
    field = {"dev:0:4": DeveloperField(name="Vertical Oscillation", units=units)}
    assert filled(made(field, **{"dev:0:4": [raw]}), "vertical_oscillation_mm") == [75.0]


def test_left_and_right_of_foot_pods_have_columns_of_their_own() -> None:
    fields = {
        "dev:0:5": DeveloperField(name="RS_ContactTime_L"),
        "dev:0:11": DeveloperField(name="RS_ContactTime_R"),
    }
    table = channels(made(fields, **{"dev:0:5": [310.0], "dev:0:11": [300.0]}), kind="fit")[0]
    assert table.row(0) == (310.0, 300.0)


def test_the_strap_behind_the_balance_is_named() -> None:
    part = Part(
        records=pl.DataFrame({"stance_time_balance": [50.0]}),
        devices=pl.DataFrame(
            {
                "antplus_device_type": ["heart_rate", "unknown_30"],
                "manufacturer": ["polar", "garmin"],
                "garmin_product": [None, "hrm4_run"],
                "serial_number": [1.0, 3_912_999_270.0],
            }
        ),
    )
    source = channels(part, kind="fit")[1]["stance_balance_left_pct"]
    assert source.sensor == "garmin hrm4_run #3912999270"


def balance_sensor(devices: pl.DataFrame, device: str | None = None) -> str | None:
    records = pl.DataFrame({"stance_time_balance": [50.0]})
    part = Part(records=records, devices=devices, device=device)
    return channels(part, kind="fit")[1]["stance_balance_left_pct"].sensor


def test_a_balance_without_a_strap_is_the_watchs_own() -> None:
    assert balance_sensor(pl.DataFrame(), "coros COROS APEX Pro") == "coros COROS APEX Pro"


def test_a_strap_comes_before_the_watch() -> None:
    pod = pl.DataFrame({"antplus_device_type": ["unknown_30"], "product_name": ["Pod"]})
    assert balance_sensor(pod, "garmin fenix5") == "Pod"


def test_a_maker_called_development_is_hidden_behind_the_products_name() -> None:
    pod = pl.DataFrame(
        {
            "antplus_device_type": ["unknown_30"],
            "manufacturer": ["development"],
            "product_name": ["Pod"],
        }
    )
    assert balance_sensor(pod) == "Pod"


def altitude_sensor(part: Part, kind: str = "fit") -> str | None:
    return channels(part, kind=kind)[1]["altitude_m"].sensor


def test_a_watch_that_lists_its_barometer_has_one() -> None:
    listed = pl.DataFrame({"device_type": [0.0, 4.0], "source_type": ["local", "local"]})
    assert altitude_sensor(replace(made(altitude=[100.0]), devices=listed)) == "baro"


def test_a_watch_that_lists_no_barometer_is_unknown_not_barometric() -> None:
    listed = pl.DataFrame({"device_type": [0.0, 3.0], "source_type": ["local", "local"]})
    assert altitude_sensor(replace(made(altitude=[100.0]), devices=listed)) is None


def test_a_watch_named_for_its_barometer_has_one() -> None:
    assert altitude_sensor(replace(made(altitude=[100.0]), device="Suunto 9 Baro")) == "baro"


def test_a_gpx_does_not_tell_so_satellites_are_assumed() -> None:
    assert altitude_sensor(made(altitude=[100.0]), kind="gpx") == "gnss"


def test_values_out_of_range_become_null_and_the_bounds_stay() -> None:
    values = pl.DataFrame({"raw": [29.9, 30.0, 230.0, 230.1, None]})
    got = values.select(in_range(pl.col("raw"), "heart_rate_bpm"))
    assert got["raw"].to_list() == [None, 30.0, 230.0, None, None]
