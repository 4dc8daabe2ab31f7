"""How long one activity spent in each zone of heart rate."""

from __future__ import annotations

import numpy as np
import polars as pl

from analytics.distribution import BINS, zone_seconds
from analytics.intensity import heart_rate_zones
from core.athlete import Thresholds
from core.schemas import RUN_ZONES


def run_zones(heart_rate_s: list[int] | None, thresholds: Thresholds) -> pl.DataFrame:
    """RUN_ZONES: the moving time in the runner's own zones; empty where they are not known.

    Args:
        heart_rate_s: Moving seconds at each heart rate, as ACTIVITIES keeps them.
        thresholds: Those that held on the day.

    Source:
        Load law, section 8. Heart rate lags: efforts under two minutes are undercounted.
    """
    zones = heart_rate_zones(thresholds)
    if heart_rate_s is None or zones is None:
        return RUN_ZONES.empty()
    _, values = BINS["heart_rate"]
    seconds = zone_seconds(np.asarray(heart_rate_s, np.float64), values, zones.edges_bpm)
    table = pl.DataFrame(
        {
            "zone": zones.names,
            "from_bpm": [None, *zones.edges_bpm],
            "to_bpm": [*zones.edges_bpm, None],
            "moving_s": seconds,
        }
    )
    return RUN_ZONES.complete(table.with_columns(kind=pl.lit(zones.kind)))
