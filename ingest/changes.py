"""A strap or pod that is changed in the middle of a run: the longer part counts."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.activity import FieldSource
from ingest.reader import Part
from ingest.sensors import DYNAMICS_SENSOR_TYPES, SENSOR_TYPES_OF, sensors_named

TELLS_MOST = ("stance_balance_left_pct", "stance_time_ms", "vertical_oscillation_mm")
RULE = "the sensor changed: the longer part counts"


def with_one_sensor(
    table: pl.DataFrame, part: Part, sources: dict[str, FieldSource]
) -> pl.DataFrame:
    """Null the running dynamics of all sensors but the one that measured most of this activity.

    Two sensors differ by more than a runner does, so one run never mixes them. A sensor is taken
    to measure from the moment that the file first names it until the file names another one.

    Args:
        table: Samples of one activity with `timestamp`, named as in RECORDS.
        part: Raw frames, for the device messages.
        sources: Gets the sensor that counts, and the rule.

    Source:
        Imbalance law, section 1: a new sensor starts a new baseline.
    """
    columns = [name for name in _dynamics(sources) if name in table.columns]
    names = sensors_named(part.devices, DYNAMICS_SENSOR_TYPES)
    if not columns or names.height < 2:
        return table
    first = table["timestamp"][0]
    names = names.with_columns(pl.col("timestamp").fill_null(first)).sort(
        "timestamp", maintain_order=True
    )
    worn = table.select("timestamp").join_asof(names, on="timestamp", strategy="backward")["sensor"]
    worn = worn.fill_null(strategy="backward")
    told = next((name for name in TELLS_MOST if name in columns), columns[0])
    longest = _most_frequent(worn.filter(table[told].is_not_null()))
    is_sure = names["timestamp"].n_unique() > 1  # two named at once: the file does not say
    if longest is None or not is_sure:
        return table
    rule = RULE if worn.n_unique() > 1 else None
    for name in columns:
        sources[name] = replace(sources[name], sensor=longest, rule=rule)
    return table.with_columns(pl.when(worn == longest).then(pl.col(columns)))


def _dynamics(sources: dict[str, FieldSource]) -> list[str]:
    """The columns that a strap or pod filled: those of an app's fields come from elsewhere."""
    return [
        name
        for name, types in SENSOR_TYPES_OF.items()
        if types == DYNAMICS_SENSOR_TYPES and name in sources and sources[name].origin == "native"
    ]


def _most_frequent(worn: pl.Series) -> str | None:
    """The sensor of most samples; of equals the earlier one."""
    known = worn.drop_nulls().to_frame("sensor")
    counted = known.group_by("sensor", maintain_order=True).len()
    longest: str | None = next(
        iter(counted.sort("len", descending=True, maintain_order=True)["sensor"]), None
    )
    return longest
