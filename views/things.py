"""The things around a stick figure: walls, chairs, weights, bands, drawn as a few lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from views.figure import Role, Spot, Thing, place
from views.skeleton import Joints

SEAT_HEIGHT, SEAT_DEPTH, BACK_HEIGHT = 21.0, 19.0, 42.0
WALL_HEIGHT = 84.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, or a circle round one when `radius` is given."""

    role: Role
    points: tuple[complex, ...]
    width: float = 2.2
    radius: float = 0
    is_filled: bool = False
    is_curved: bool = False


def lines(thing: Thing, at: Joints) -> list[Line]:
    """What to draw for a thing where the joints are."""
    return DRAWN[thing.kind]([place(spot, at) for spot in thing.spots], thing.size)


def _rule(role: Role, width: float, points: Sequence[complex], _: float) -> list[Line]:
    return [Line(role, tuple(points), width)]


def _wall(points: Sequence[complex], height: float) -> list[Line]:
    foot = points[0]
    return [Line("thing", (foot - 2.4j, foot + 1j * (height or WALL_HEIGHT)), 3)]


def _step(points: Sequence[complex], height: float) -> list[Line]:
    left, right = points
    up = 1j * height
    return [Line("thing", (left - 2.4j, left + up - 2.4j, right + up - 2.4j, right - 2.4j), 1.8)]


def _chair(points: Sequence[complex], back: float) -> list[Line]:
    """A chair by the front edge of its seat; `back` 1 has the back on the right, -1 the left."""
    front = points[0]
    rear = front + back * SEAT_DEPTH
    top = rear + back * 2 + 1j * (BACK_HEIGHT - SEAT_HEIGHT)
    drop = front.imag + 2.4
    return [
        Line("thing", (front - 1j * drop, front, rear, rear - 1j * drop), 1.8),
        Line("thing", (rear, top), 1.8),
    ]


def _table(points: Sequence[complex], width: float) -> list[Line]:
    edge = points[0]
    far, drop = edge + width, 1j * (edge.imag + 2.4)
    inner = 3 if width > 0 else -3
    return [
        Line("thing", (edge, far), 2.4),
        Line("thing", (edge + inner, edge + inner - drop), 1.8),
        Line("thing", (far - inner, far - inner - drop), 1.8),
    ]


def _dumbbell(points: Sequence[complex], half: float) -> list[Line]:
    hand, half = points[0], half or 5.0
    plates = [Line("thing", (hand + s * half - 3j, hand + s * half + 3j), 3.4) for s in (-1, 1)]
    return [Line("thing", (hand - half, hand + half), 2), *plates]


def _kettlebell(points: Sequence[complex], _: float) -> list[Line]:
    hand = points[0]
    return [
        Line("thing", (hand - 5j - 3, hand - 2 - 1j, hand + 2 - 1j, hand - 5j + 3), 1.8),
        Line("thing", (hand - 7.5j,), 1.8, radius=4.4, is_filled=True),
    ]


def _barbell(points: Sequence[complex], radius: float) -> list[Line]:
    """A barbell from its end: the plate, with the bar as a dot."""
    return [
        Line("thing", (points[0],), 1.8, radius=radius or 9.0),
        Line("thing", (points[0],), 1.8, radius=1.2, is_filled=True),
    ]


def _post(points: Sequence[complex], height: float) -> list[Line]:
    foot = points[0]
    return [Line("thing", (foot - 2.4j, foot + 1j * height), 2.4)]


def _pulley(points: Sequence[complex], _: float) -> list[Line]:
    """A wheel with its cable to the last spot."""
    return [
        Line("thing", (points[0],), 1.8, radius=3),
        Line("band", (points[0], *points[1:]), 1.4),
    ]


def _dot(points: Sequence[complex], radius: float) -> list[Line]:
    return [Line("thing", (points[0],), 1.6, radius=radius, is_filled=True)]


def _rug(points: Sequence[complex], _: float) -> list[Line]:
    """A mat seen from above, by two corners."""
    low, high = points
    corners = (low, complex(high.real, low.imag), high, complex(low.real, high.imag), low)
    return [Line("mat", corners, 2.2)]


DRAWN: dict[str, Callable[[Sequence[complex], float], list[Line]]] = {
    "wall": _wall,
    "step": _step,
    "chair": _chair,
    "table": _table,
    "dumbbell": _dumbbell,
    "kettlebell": _kettlebell,
    "barbell": _barbell,
    "post": _post,
    "pulley": _pulley,
    "dot": _dot,
    "rug": _rug,
    "band": partial(_rule, "band", 1.8),
    "towel": partial(_rule, "thing", 2.2),
    "board": partial(_rule, "thing", 2.4),
    "cushion": partial(_rule, "mat", 6.0),
    "mat": partial(_rule, "mat", 3.2),
}
"""How each kind is drawn. The size is a height, a width or a radius, as its function says."""


def wall(x: float, height: float = 0) -> Thing:
    """A wall that rises from the floor."""
    return Thing("wall", ((x, 0),), height)


def step(left: float, right: float, height: float) -> Thing:
    """A step or box between two places."""
    return Thing("step", ((left, 0), (right, 0)), height)


def chair(front: float, back: int = -1, seat: float = SEAT_HEIGHT) -> Thing:
    """A chair by the front edge of its seat; `back` -1 has its back to the left."""
    return Thing("chair", ((front, seat),), back)


def table(edge: float, height: float, width: float) -> Thing:
    """A table from its edge; a negative width goes to the left."""
    return Thing("table", ((edge, height),), width)


def mat(left: float, right: float) -> Thing:
    """A mat on the floor."""
    return Thing("mat", ((left, -2.6), (right, -2.6)))


def between(kind: str, *spots: Spot) -> Thing:
    """A band, towel or board through spots."""
    return Thing(kind, spots)


def held(kind: str, spot: Spot, size: float = 0) -> Thing:
    """A weight at a spot."""
    return Thing(kind, (spot,), size)
