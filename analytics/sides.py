"""What one run tells of left and right besides its blocks: pods, and balances that say nothing."""

from __future__ import annotations

import polars as pl

from analytics.pods import pod_balance_left_pct
from core.activity import Activity

LEAST_SAMPLES = 60  # our choice: fewer equal samples may be chance
POD_MAKERS = {
    "rs_": "RunScribe",
    "leg spring": "Stryd",
    "vertical oscillation": "Stryd",
    "impact loading": "Stryd",
}
"""How the names of a maker's developer fields begin, in lower case."""
CONTACT = ("stance_time_left_ms", "stance_time_right_ms")
BALANCES = (
    "leg_spring_balance_left_pct",
    "vertical_oscillation_balance_left_pct",
    "impact_loading_rate_balance_left_pct",
)
"""Columns of RECORDS that only two pods can fill."""


def side_columns(activity: Activity) -> dict[str, object]:
    """The columns of ACTIVITIES on balance: who measured, the pods' mean, and is it a balance.

    Source:
        Imbalance law, sections 1 and 1.2.
    """
    shares = activity.records.select(pl.col("stance_balance_left_pct"), pods=pod_balance_left_pct())
    return {
        "pod_sensor": pod_sensor(activity),
        "avg_pod_balance_left_pct": shares["pods"].mean(),
        "is_balance_constant": is_constant(shares["stance_balance_left_pct"]),
        "is_pod_balance_constant": is_constant(shares["pods"]),
    }


def is_constant(balance: pl.Series) -> bool | None:
    """True where a balance never changes: a sensor that writes one value has measured nothing.

    None without a balance; a minute of samples is asked for before "constant" is said.
    """
    n_known = balance.count()
    if n_known == 0:
        return None
    return n_known >= LEAST_SAMPLES and balance.min() == balance.max()


def pod_sensor(activity: Activity) -> str | None:
    """Who made the two pods, and the app that wrote them, as far as the file tells."""
    sources = activity.sources
    pair = [sources[name] for name in CONTACT if name in sources]
    source = next((sources[name] for name in BALANCES if name in sources), None)
    source = pair[0] if len(pair) == len(CONTACT) else source
    if source is None:
        return None
    makers = (POD_MAKERS[one] for one in POD_MAKERS if source.field.lower().startswith(one))
    maker = next(makers, source.field)
    return maker if source.sensor is None else f"{maker} ({source.sensor})"


def power_sensor(activity: Activity) -> str | None:
    """What measured or modelled the power: the app's field, the sensor, or the watch itself."""
    source = activity.sources.get("power_w")
    if source is None:
        return None
    if source.origin == "native":
        return source.sensor or activity.device
    return source.field if source.sensor is None else f"{source.field} ({source.sensor})"
