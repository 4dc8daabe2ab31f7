"""All drawings by the id of the exercise."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from views.figure import Figure
from views.poses_balance import BALANCE, LOADED
from views.poses_calf import CALF
from views.poses_floor import FLOOR, SIDE
from views.poses_hip import HIP
from views.poses_jumps import JUMPS
from views.poses_standing import PULL, STANDING
from views.poses_weights import LIFTS, SQUATS, STEPS
from views.poses_yoga import PILATES, YOGA

_ALL = (BALANCE, HIP, LOADED, CALF, JUMPS, FLOOR, SIDE, STANDING, PULL, SQUATS, STEPS, LIFTS)
FIGURES: Mapping[str, Figure] = MappingProxyType(
    {key: figure for group in (*_ALL, YOGA, PILATES) for key, figure in group.items()}
)
"""What is drawn. An exercise that is not here shows its cues only."""
