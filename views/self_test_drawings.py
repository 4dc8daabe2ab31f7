"""A line drawing of each self-test: how it begins, and what moves. Our own, in the theme's colours.

The leg or the side that is tested has the colour of training work; arrows show the way it goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from views import self_test_poses as poses
from views.theme import Palette

WIDTH, HEIGHT, FLOOR = 380, 200, 180
HEAD_R = 11
FAINT = 0.45  # the limb behind
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of a drawing: a limb, a thing, or an arrow; a head is one point."""

    kind: str
    points: Points


@dataclass(frozen=True, slots=True)
class Drawing:
    """The strokes of one test from back to front, and what they show in words."""

    alt: str
    strokes: tuple[Stroke, ...]


WIDTHS = {"far": 9.0, "trunk": 17.0, "body": 9.0, "work": 10.0, "thing": 3.0, "tape": 2.0}
"""Kind of line to its width; `far` is the limb behind, `thing` a wall, a chair or a box."""


def _person(dx: float, dy: float, **limbs: Points) -> tuple[Stroke, ...]:
    """A person whose limbs are told as joints, moved as a whole."""
    order = ("far_arm", "far_leg", "trunk", "side", "work_leg", "leg", "arm", "head")
    kinds = {"trunk": "trunk", "head": "head", "work_leg": "work", "side": "work"}
    return tuple(
        Stroke(
            kinds.get(name, "far" if name.startswith("far") else "body"),
            tuple((x + dx, y + dy) for x, y in limbs[name]),
        )
        for name in order
        if name in limbs
    )


def _things(*lines: Points, kind: str = "thing") -> tuple[Stroke, ...]:
    return tuple(Stroke(kind, line) for line in lines)


DRAWINGS = {
    "ST_CALF": Drawing(
        "Standing on one leg beside a wall, fingertips on it, heel down; then up on the ball of "
        "the foot, knee straight.",
        (
            *_things(((120, 20), (120, FLOOR)), ((310, 20), (310, FLOOR))),
            *_person(0, 0, **poses.FLAT),
            *_person(190, -14, **poses.TIPTOE),
            *_things(((234, 168), (234, 138)), kind="arrow"),
        ),
    ),
    "ST_BRIDGE": Drawing(
        "On the back, one heel on a box, the other leg still in the air, hips down; then the hips "
        "lifted until trunk and thigh form a line.",
        (
            *_things(
                ((144, FLOOR), (144, 132), (180, 132), (180, FLOOR)),
                ((334, FLOOR), (334, 132), (370, 132), (370, FLOOR)),
            ),
            *_person(0, 0, **poses.ON_BACK),
            *_person(190, 0, **poses.BRIDGED),
            *_things(((282, 176), (282, 158)), kind="arrow"),
        ),
    ),
    "ST_SIDE_PLANK": Drawing(
        "On the side, elbow below the shoulder, hips on the floor; then the hips lifted into a "
        "line from head to feet.",
        (
            *_person(0, 0, **poses.PLANK_DOWN),
            *_person(190, 0, **poses.PLANK_UP),
            *_things(((282, 176), (282, 160)), kind="arrow"),
        ),
    ),
    "ST_SIT_STAND": Drawing(
        "Sitting on a chair against a wall, arms crossed, one foot lifted; then standing on the "
        "other leg, knee straight.",
        (
            *_things(
                ((20, 20), (20, FLOOR)),
                ((30, 84), (30, FLOOR)),
                ((30, 136), (84, 136), (84, FLOOR)),
                ((210, 20), (210, FLOOR)),
                ((220, 84), (220, FLOOR)),
                ((220, 136), (274, 136), (274, FLOOR)),
            ),
            *_person(0, 0, **poses.SEATED),
            *_person(200, 0, **poses.RISEN),
            *_things(((334, 84), (334, 44)), kind="arrow"),
        ),
    ),
    "ST_REACH": Drawing(
        "Standing on one leg; then the other foot slides ahead along a tape while the standing "
        "knee bends and its heel stays down.",
        (
            *_things(((274, 187), (376, 187)), kind="tape"),
            *_person(10, 0, **poses.STANDING),
            *_person(190, 0, **poses.REACHING),
            *_things(((300, 150), (342, 150)), kind="arrow"),
        ),
    ),
    "ST_HOP": Drawing(
        "Standing on one leg, knee bent; then landed further ahead on the same leg, standing "
        "still.",
        (
            *_things(((86, 187), (282, 187)), kind="tape"),
            *_person(10, 0, **poses.CROUCHED),
            *_person(226, 0, **poses.LANDED),
            *_things(((118, 74), (176, 36), (250, 66)), kind="arrow"),
        ),
    ),
    "ST_ANKLE": Drawing(
        "Facing a wall in a lunge, the front knee touching the wall, the heel down; the distance "
        "from toe to wall is measured.",
        (
            *_things(((226, 20), (226, FLOOR))),
            *_things(((204, 187), (226, 187)), kind="tape"),
            *_person(94, 0, **poses.LUNGE),
        ),
    ),
}


def drawing(test: str, palette: Palette) -> str:
    """The SVG of a test."""
    drawn = "".join(_draw(stroke, palette) for stroke in DRAWINGS[test].strokes)
    floor = _line(((8, FLOOR), (WIDTH - 8, FLOOR)), palette.even, 2)
    tip = (
        '<marker id="tip" viewBox="0 0 10 10" refX="6" refY="5" markerWidth="5" markerHeight="5" '
        f'orient="auto"><path d="M0 0 10 5 0 10z" fill="{palette.chart_text}"/></marker>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" fill="none" stroke-linecap="round" '
        f'stroke-linejoin="round"><defs>{tip}</defs>{floor}{drawn}</svg>'
    )


def _draw(stroke: Stroke, palette: Palette) -> str:
    if stroke.kind == "head":
        ((x, y),) = stroke.points
        return f'<circle cx="{x:g}" cy="{y:g}" r="{HEAD_R}" fill="{palette.even}"/>'
    if stroke.kind == "arrow":
        return _arrow(stroke.points, palette)
    colours = {
        "far": palette.even,
        "trunk": palette.even,
        "body": palette.even,
        "work": palette.strength,
        "thing": palette.chart_text,
        "tape": palette.watch,
    }
    kind = stroke.kind
    opacity = FAINT if kind == "far" else 1
    return _line(stroke.points, colours[kind], WIDTHS[kind], opacity=opacity)


def _line(points: Points, colour: str, width: float, *, opacity: float = 1) -> str:
    way = " ".join(f"{x:g},{y:g}" for x, y in points)
    look = f'stroke="{colour}" stroke-width="{width:g}" opacity="{opacity:g}"'
    return f'<polyline points="{way}" {look}/>'


def _arrow(points: Points, palette: Palette) -> str:
    """A straight way, or a bow through the middle one of three points."""
    (x, y), *between, (to_x, to_y) = points
    bow = "".join(f"Q{bx:g} {2 * by - (y + to_y) / 2:g} " for bx, by in between) or "L"
    return (
        f'<path d="M{x:g} {y:g}{bow}{to_x:g} {to_y:g}" stroke="{palette.chart_text}" '
        'stroke-width="2.5" marker-end="url(#tip)"/>'
    )
