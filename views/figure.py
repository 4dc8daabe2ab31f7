"""What a drawing of an exercise is made of: poses, things around them, and arrows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from views.skeleton import Joints, Pose

Spot = str | tuple[float, float]
"""A joint by its name, or a place."""
Role = Literal["ink", "far", "thing", "ground", "mat", "band", "work", "arrow"]
"""What a line means; the palette gives it its colour."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something around the body, such as a wall or a weight, at one or more spots."""

    kind: str
    spots: tuple[Spot, ...]
    size: float = 0


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way of a joint from the first pose to the last, moved aside by `off` and bent.

    `until` draws to a spot of its own instead. `is_both` has a head at each end.
    """

    joint: Spot
    off: tuple[float, float] = (0, 0)
    bend: float = 0
    until: Spot | None = None
    is_both: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The drawing of one exercise.

    `said` is the sentence for those who do not see it. `work` are the limbs of the working side
    ("leg0", "arm0"); with none, the exercise has no side. `extra` are things of one pose only.
    `is_lying` puts the poses one above the other; `is_from_above` has no floor line.
    """

    said: str
    poses: tuple[Pose, ...]
    arrows: tuple[Arrow, ...] = ()
    things: tuple[Thing, ...] = ()
    extra: tuple[tuple[Thing, ...], ...] = ()
    work: tuple[str, ...] = ()
    is_lying: bool = False
    is_from_above: bool = False

    def things_of(self, n: int) -> tuple[Thing, ...]:
        """The things around one pose."""
        return self.things + (self.extra[n] if n < len(self.extra) else ())


def place(spot: Spot, at: Joints) -> complex:
    """Where a spot is."""
    return at[spot] if isinstance(spot, str) else complex(*spot)
