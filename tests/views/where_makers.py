"""Causes with told cells, for tests of the views."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from analytics.lean_points import contrasts
from core.schemas import WHERE
from core.where import LateRun, SpeedPoint, UsualBand, WhereFrom

TODAY = date(2026, 11, 19)
MEASURE = "stance_balance_left_pct"
BAND = UsualBand(measure=MEASURE, sensor="HRM", since=TODAY, until=TODAY, low_pp=0.9, high_pp=2.5)
LATE = tuple(
    LateRun(
        activity_id=n,
        local_date=TODAY - timedelta(days=7 * n),
        first_pp=1.5,
        last_pp=2.6,
        drift_pp=1.1,
        low_pp=0.6,
        high_pp=1.6,
        n_blocks=30,
    )
    for n in range(5, 0, -1)
)
POINTS = tuple(
    SpeedPoint(speed_mps=2.5 + 0.1 * n, lean_pp=1.5 + 0.05 * n, n_blocks=5) for n in range(10)
)


def cell(cause: str, name: str, lean_pp: float | None, **told: Any) -> dict[str, Any]:
    """A row of WHERE with an interval of ±0.2; without a lean it is too thin to speak."""
    usual = {
        "cause": cause,
        "cell": name,
        "speed_mps": float(name) if cause == "speed" else None,
        "n_runs": 2 if lean_pp is None else 9,
        "n_blocks": 6 if lean_pp is None else 58,
        "lean_pp": lean_pp,
        "low_pp": None if lean_pp is None else lean_pp - 0.2,
        "high_pp": None if lean_pp is None else lean_pp + 0.2,
        "is_thin": lean_pp is None,
    }
    return usual | told


def found(*cells: dict[str, Any], **told: Any) -> WhereFrom:
    """What the analytics would give for these cells, contrasts included."""
    rows = [{**each, "cell_index": n} for n, each in enumerate(cells)]
    table = WHERE.complete(pl.DataFrame(rows, infer_schema_length=None)) if rows else WHERE.empty()
    about = {"measure": MEASURE, "sensor": "HRM", "n_runs": 9, "usual": (BAND,)} | told
    cut = WhereFrom(since=TODAY, until=TODAY, table=table, **about)
    return WhereFrom(
        since=TODAY, until=TODAY, table=table, **(about | {"contrasts": contrasts(cut)})
    )


ALL = found(
    cell("third", "first", 1.5),
    cell("third", "last", 2.6),
    cell("speed", "2.5", 1.7),
    cell("speed", "2.75", 1.6),
    cell("speed", "3.75", None),
    cell("slope", "flat", 1.7),
    cell("slope", "up", 1.2),
    cell("slope", "down", 1.65),
    cell("turn", "straight", 1.7),
    cell("turn", "left", None),
    cell("shoes", "Daily *one*", 1.7),
    cell("sensor", "HRM", 1.7),
    late=LATE,
    points=POINTS,
    hard_load_au=57.3,
)
NOTHING = found()
"""The balance of nobody: no cell at all."""
