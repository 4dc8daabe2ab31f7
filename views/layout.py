"""Where the poses of a drawing stand on the page, all in one scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from views.figure import Figure, place
from views.skeleton import HEAD_RADIUS, Joints, joints
from views.things import Line, lines

WIDTH, HEIGHT = 160, 112
MARGIN, WORD_STRIP, BELOW_FLOOR = 3.0, 12.0, 4.0
LARGEST = 1.3  # a pose that has the whole width may be drawn larger


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One pose on the page: its joints, and how places become points of the page."""

    figure: Figure
    number: int
    at: Joints
    last: Joints
    scale: float
    origin: complex
    half_width: float
    is_mirrored: bool

    def to_page(self, spot: complex) -> complex:
        """Page coordinates: y runs down, and a mirrored figure faces left."""
        x = -spot.real if self.is_mirrored else spot.real
        return self.origin + self.scale * complex(x, -spot.imag)


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    right: float
    top: float
    foot: float


def panels(figure: Figure, *, is_mirrored: bool) -> tuple[Panel, ...]:
    """The poses side by side; one above the other when lying; alone in the middle when held."""
    solved = [joints(pose) for pose in figure.poses]
    box = _box(figure, solved)
    columns = 1 if figure.is_lying else len(solved)
    rows = len(solved) if figure.is_lying else 1
    wide, tall = WIDTH / columns, (HEIGHT - WORD_STRIP) / rows
    scale = min(
        LARGEST if columns == 1 else 1.0,
        (wide - 2 * MARGIN) / (box.right - box.left),
        (tall - MARGIN - BELOW_FLOOR) / (box.top - box.foot),
    )
    middle = (box.left + box.right) / 2 * (-1 if is_mirrored else 1)
    return tuple(
        Panel(
            figure=figure,
            number=n,
            at=at,
            last=solved[-1],
            scale=scale,
            origin=complex(
                wide * (n % columns + 0.5) - scale * middle,
                tall * (n // columns + 1) - BELOW_FLOOR + scale * box.foot,
            ),
            half_width=wide / 2 - 2,
            is_mirrored=is_mirrored,
        )
        for n, at in enumerate(solved)
    )


def _box(figure: Figure, solved: list[dict[str, complex]]) -> _Box:
    """The room that all poses, their things and arrows need."""
    spots: list[complex] = []
    for n, at in enumerate(solved):
        spots += at.values()
        spots += (at["head"] + HEAD_RADIUS * way for way in (1, -1, 1j, -1j))
        spots += _ends(line for thing in figure.things_of(n) for line in lines(thing, at))
    for arrow in figure.arrows:
        off = complex(*arrow.off)
        spots.append(place(arrow.joint, solved[0]) + off)
        if isinstance(arrow.joint, str) or arrow.until:
            spots.append(place(arrow.until or arrow.joint, solved[-1]) + off)
    pad = 1.2
    return _Box(
        min(z.real for z in spots) - pad,
        max(z.real for z in spots) + pad,
        max(z.imag for z in spots) + pad,
        min(0.0, *(z.imag for z in spots)) if figure.is_from_above else 0.0,
    )


def _ends(drawn: Iterable[Line]) -> list[complex]:
    found: list[complex] = []
    for line in drawn:
        points, radius = line.points, line.radius
        found += (z + radius * way for z in points for way in (1, -1, 1j, -1j))
    return found
