"""A pain on one side mutes technique advice for that leg.

Source: imbalance law, section 4. Technique flags: step rate and balance on slopes.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.athlete import Pain
from core.findings import Flag, Side

TECHNIQUE_FLAGS = frozenset({"CADENCE_LOW", "BALANCE_HILL"})
LEG_PAINS = frozenset(
    {
        *("achilles", "ankle", "bone_stress", "calf", "hamstring", "hip_groin", "knee"),
        "plantar",
    }
)


def sore_legs(pains: Sequence[Pain]) -> frozenset[Side]:
    """The legs that hurt; a pain whose side is not told names none."""
    return frozenset(
        Side(pain.side)
        for pain in pains
        if pain.tag in LEG_PAINS and pain.score > 0 and pain.side in (Side.LEFT, Side.RIGHT)
    )


def muted(flags: Sequence[Flag], pains: Sequence[Pain]) -> tuple[Flag, ...]:
    """The technique flags that wait: those of a leg that hurts, or of both legs at once."""
    sore = sore_legs(pains)
    return tuple(
        flag
        for flag in flags
        if flag.id in TECHNIQUE_FLAGS and sore and (flag.side in sore or flag.side is Side.NONE)
    )
