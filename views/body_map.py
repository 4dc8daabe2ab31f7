"""Where it hurts: the body from behind and from the front, with a mark on every place told.

From behind stands first, so that left is on the left. The list beside the picture says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from views.theme import Palette

WIDTH, HEIGHT = 340, 410
BACK_X, FRONT_X = 86, 254  # the middle of each figure
LEAST_R, R_PER_POINT = 8.0, 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place that hurts: its tag, "left", "right" or "none", and its score."""

    place: str
    side: str
    score: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a place lies: on which figure, how far out from the middle, and how far down."""

    is_front: bool
    out: float
    down: float


PLACES = {
    "neck": _Place(is_front=False, out=0, down=64),
    "shoulder": _Place(is_front=True, out=36, down=84),
    "low_back": _Place(is_front=False, out=10, down=158),
    "low_back_floor": _Place(is_front=False, out=10, down=172),
    "hip_groin": _Place(is_front=True, out=19, down=190),
    "wrist": _Place(is_front=True, out=58, down=190),
    "hamstring": _Place(is_front=False, out=19, down=236),
    "knee": _Place(is_front=True, out=19, down=280),
    "calf": _Place(is_front=False, out=20, down=310),
    "bone_stress": _Place(is_front=True, out=19, down=318),
    "achilles": _Place(is_front=False, out=18, down=348),
    "ankle": _Place(is_front=True, out=17, down=350),
    "plantar": _Place(is_front=False, out=19, down=368),
}
HALF = (
    "M0 40 C5 40 8 41 8 46 L8 56 C9 64 16 66 28 70 C38 73 44 80 45 92 "
    "C48 118 56 142 60 168 C62 180 66 190 65 200 C64 207 57 206 55 199 "
    "C51 184 47 166 42 150 C38 136 36 126 33 114 C32 130 31 142 31 152 "
    "C34 166 37 178 37 196 C38 224 34 250 31 272 C33 290 35 304 32 322 "
    "C30 336 27 346 27 356 C31 362 35 368 35 373 L15 373 C13 366 13 358 13 350 "
    "C9 330 7 306 9 282 C6 262 3 240 2 214 L0 210 Z"
)
"""The right half of the outline, from the neck to the sole; the left half is its mirror image."""


def body_map(spots: Sequence[Spot], palette: Palette, *, chosen: tuple[str, str] | None) -> str:
    """The SVG of both figures.

    Args:
        spots: What hurts; a score of 0 is not drawn.
        palette: Colours of the ground.
        chosen: Place and side of the question below, drawn as a ring.
    """
    ringed = () if chosen is None else _points(*chosen)
    rings = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="16" fill="none" stroke="{palette.text}" '
        'stroke-width="2" stroke-dasharray="4 3"/>'
        for x, y in ringed
    )
    marks = "".join(_mark(spot, palette) for spot in spots if spot.score > 0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="Source Sans, sans-serif" '
        f'font-size="13" text-anchor="middle">{_figure(BACK_X, palette)}'
        f"{_figure(FRONT_X, palette)}{_names(palette)}{marks}{rings}</svg>"
    )


def body_alt(spots: Sequence[str]) -> str:
    """What the picture says, in one sentence."""
    said = "; ".join(spots)
    where = "The body from behind and from the front"
    return f"{where}, with marks: {said}." if said else f"{where}, without a mark."


def _figure(x: float, palette: Palette) -> str:
    fill = palette.strength_ramp[0]
    # The thin line of the same colour closes the seam between the halves.
    half = f'<path d="{HALF}" fill="{fill}" stroke="{fill}"/>'
    return (
        f'<g transform="translate({x} 0)">{half}<g transform="scale(-1 1)">{half}</g>'
        f'<ellipse cx="0" cy="24" rx="15" ry="19" fill="{fill}"/></g>'
    )


def _names(palette: Palette) -> str:
    """Left and right under the feet in their colours, and from where one looks."""
    left, right = (palette.left, "left"), (palette.right, "right")
    words = [
        f'<text x="{x + dx}" y="390" fill="{colour}" font-weight="600">{side}</text>'
        for x, sides in ((BACK_X, (left, right)), (FRONT_X, (right, left)))
        for dx, (colour, side) in zip((-22, 22), sides, strict=True)
    ]
    views = [
        f'<text x="{x}" y="406" fill="{palette.chart_text}" font-size="12">{view}</text>'
        for x, view in ((BACK_X, "from behind"), (FRONT_X, "from the front"))
    ]
    return "".join((*words, *views))


def _mark(spot: Spot, palette: Palette) -> str:
    """A disc that grows with the score, the score in it."""
    radius = LEAST_R + R_PER_POINT * spot.score
    return "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{palette.watch}" '
        f'stroke="{palette.background}" stroke-width="1.5"/>'
        f'<text x="{x:g}" y="{y + 4.5:g}" fill="{palette.background}" font-weight="700">'
        f"{spot.score}</text>"
        for x, y in _points(spot.place, spot.side)
    )


def _points(place: str, side: str) -> tuple[tuple[float, float], ...]:
    """Where a place lies in the picture; without a side the middle, or both of a limb."""
    spot = PLACES[place]
    middle = FRONT_X if spot.is_front else BACK_X
    # Seen from behind, left is on the left; seen from the front it is on the right.
    left_is = 1 if spot.is_front else -1
    if side in ("left", "right"):
        out = spot.out if spot.out else 8
        return ((middle + (left_is if side == "left" else -left_is) * out, spot.down),)
    if spot.out <= LEAST_R + 2:  # of the spine: one mark in the middle
        return ((middle, spot.down),)
    return ((middle - spot.out, spot.down), (middle + spot.out, spot.down))
