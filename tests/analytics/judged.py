"""Short ways to evidence and to one flag, for the tests of the flags."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from analytics.days import daily_load
from analytics.flags import raise_flags
from analytics.leans import leans
from analytics.load import activity_loads
from analytics.spike import load_cause, spikes
from analytics.thresholds import as_always, resolve_eras
from core.athlete import Profile
from core.findings import Evidence, Flag
from core.load_cause import STATE_OF, LoadState
from core.schemas import BLOCKS
from tests.makers import STRAP, make_activities, make_blocks

TODAY = date(2026, 11, 22)


def evidence(
    activities: pl.DataFrame,
    blocks: pl.DataFrame | None = None,
    profile: Profile | None = None,
    *,
    until: date = TODAY,
    **frames: pl.DataFrame,
) -> Evidence:
    """All of it known up to today, unless told; other frames of the evidence by their name."""
    eras = resolve_eras(as_always(profile or Profile()), activities, today=TODAY)
    loads = activity_loads(activities, eras, today=TODAY, profile=profile)
    found = {
        "blocks": BLOCKS.empty() if blocks is None else blocks,
        "days": daily_load(activities, loads, today=TODAY, until=until),
        "leans": leans(activities, BLOCKS.empty() if blocks is None else blocks),
        "loads": loads,
        "spikes": spikes(activities),
    }
    return Evidence(
        activities=activities, profile=profile or Profile(), today=TODAY, **(found | frames)
    )


def load_state(activities: pl.DataFrame, *, today: date, is_ill: bool = False) -> LoadState:
    """What the running load allows in the gym."""
    return STATE_OF[load_cause(activities, today=today, is_ill=is_ill)]


def flag(name: str, given: Evidence) -> Flag:
    [found] = [found for found in raise_flags(given) if found.id == name]
    return found


def lean_runs(
    leans_pp: Sequence[float], *, days_ago: Sequence[int] | None = None, **columns: Any
) -> Evidence:
    """One run of 20 flat minutes per lean, oldest first, two days apart unless told."""
    ago = days_ago or [2 * back for back in reversed(range(len(leans_pp)))]
    rows = [
        {
            "local_date": TODAY - timedelta(days=back),
            "balance_sensor": STRAP,
            "avg_stance_balance_left_pct": 50.0 + lean,
        }
        | columns
        for lean, back in zip(leans_pp, ago, strict=True)
    ]
    blocks = [
        make_blocks(index, stance_balance_left_pct=50.0 + lean)
        for index, lean in enumerate(leans_pp, start=1)
    ]
    return evidence(make_activities(*rows), pl.concat(blocks) if blocks else None)


def balance(leans_pp: Sequence[float], **told: Any) -> Flag:
    return flag("GCT_BALANCE", lean_runs(leans_pp, **told))


def run(days_ago: int, km: float | None, **columns: Any) -> dict[str, Any]:
    distance_m = None if km is None else km * 1000
    return {"local_date": TODAY - timedelta(days=days_ago), "distance_m": distance_m} | columns


OLD = run(60, 5)


def spike(*rows: dict[str, Any], profile: Profile | None = None, until: date = TODAY) -> Flag:
    given = evidence(make_activities(*rows), profile=profile, until=until)
    return flag("SESSION_SPIKE", given)
