"""The zones that follow from the thresholds of a day, ready for a table."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.intensity import FRIEL_NAMES, heart_rate_zones, pace_zone_edges
from core.athlete import Thresholds
from core.zones import Zone, Zones, ZoneTable

PACE_NAMES = FRIEL_NAMES[:-1]  # load law, section 8: pace zones end with 5b


def zones(thresholds: Thresholds) -> Zones:
    """Heart-rate and pace zones of a runner, as far as a threshold is known.

    Source:
        Load law, section 8: Friel by the told threshold, else Edwards by the maximum; pace zones
        after Friel.
    """
    return Zones(heart_rate=_heart_rate(thresholds), pace=_pace(thresholds))


def _heart_rate(thresholds: Thresholds) -> ZoneTable | None:
    found = heart_rate_zones(thresholds)
    if found is None:
        return None
    is_friel = found.kind == "Friel"
    basis = thresholds.threshold_heart_rate_bpm if is_friel else thresholds.max_heart_rate_bpm
    if basis is None:
        return None
    return ZoneTable(kind=found.kind, basis=basis, zones=_between(found.names, found.edges_bpm))


def _pace(thresholds: Thresholds) -> ZoneTable | None:
    basis = thresholds.threshold_speed_mps
    if basis is None:
        return None
    edges = pace_zone_edges(basis.value)
    return ZoneTable(kind="Friel", basis=basis, zones=_between(PACE_NAMES, edges))


def _between(names: Sequence[str], edges: Sequence[float]) -> tuple[Zone, ...]:
    """One zone more than there are edges; the first and the last are open."""
    lows, highs = [None, *edges], [*edges, None]
    return tuple(
        Zone(name=name, low=low, high=high)
        for name, low, high in zip(names, lows, highs, strict=True)
    )
