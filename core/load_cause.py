"""What the running load allows in the gym, and why."""

from __future__ import annotations

from enum import StrEnum


class LoadState(StrEnum):
    """What the running load allows in the gym (strength law, section 2)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class LoadCause(StrEnum):
    """Why it does not allow all: the first of these that holds."""

    ILLNESS = "illness"
    LARGE_JUMP = "large_jump"
    JUMP = "jump"
    RETURN = "return"
    DESCENT = "descent"


STATE_OF = {
    None: LoadState.GREEN,
    LoadCause.ILLNESS: LoadState.RED,
    LoadCause.LARGE_JUMP: LoadState.RED,
    LoadCause.JUMP: LoadState.AMBER,
    LoadCause.RETURN: LoadState.AMBER,
    LoadCause.DESCENT: LoadState.AMBER,
}
"""Strength law, section 2."""
