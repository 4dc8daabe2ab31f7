"""The runner's zones of heart rate and pace, as a small table."""

from __future__ import annotations

from dataclasses import dataclass

from core.athlete import Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """One zone from its lower edge, included, up to the next; None where it is open."""

    name: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneTable:
    """Zones in rising order: beats a minute, or metres a second of pace zones.

    `kind` says whose zones they are, `basis` is the threshold that they are shares of.
    """

    kind: str
    basis: Threshold
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """What can be told by the thresholds that hold today; None where none is known."""

    heart_rate: ZoneTable | None
    pace: ZoneTable | None
