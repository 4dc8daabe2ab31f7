"""The lines of one panel: floor, things, body and arrows, in page coordinates."""

from __future__ import annotations

import cmath
from dataclasses import replace

from views.figure import Arrow, Role, place
from views.layout import Panel
from views.skeleton import HEAD_RADIUS
from views.things import Line, lines

STROKE, ARROW_STROKE, GROUND_STROKE = 2.2, 1.8, 1.2
NOSE, TIP, FLOOR_DROP = 2.6, 4.4, 2.4
LEG, ARM = ("hip", "knee", "heel", "toe"), ("shoulder", "elbow", "wrist", "hand")


def ground(panel: Panel) -> list[Line]:
    """The floor line, as wide as the panel; none where one looks down from above."""
    if panel.figure.is_from_above:
        return []
    middle = panel.half_width + 2
    across = (panel.number if not panel.figure.is_lying else 0) * 2 * middle + middle
    y = panel.to_page(-1j * FLOOR_DROP).imag
    ends = (complex(across - panel.half_width, y), complex(across + panel.half_width, y))
    return [Line("ground", ends, GROUND_STROKE)]


def thing_lines(panel: Panel) -> list[Line]:
    """Walls, chairs and weights of this pose."""
    return [
        replace(
            line,
            points=tuple(panel.to_page(point) for point in line.points),
            radius=line.radius * panel.scale,
        )
        for thing in panel.figure.things_of(panel.number)
        for line in lines(thing, panel.at)
    ]


def body_lines(panel: Panel) -> list[Line]:
    """Trunk, head and limbs; the far limbs of a figure in profile are paler."""
    is_side = panel.figure.poses[panel.number].view == "side"
    page = {name: panel.to_page(spot) for name, spot in panel.at.items()}
    drawn = [*_trunk(page), *_head(panel, page)]
    for n in (0, 1):
        for kind, chain in (("leg", LEG), ("arm", ARM)):
            points = tuple(page[f"{joint}{n}"] for joint in chain)
            drawn.append(Line(_role(panel, f"{kind}{n}", is_side and n == 1), points, STROKE))
    if not is_side:
        drawn += [Line("ink", (page[f"{j}0"], page[f"{j}1"]), STROKE) for j in ("hip", "shoulder")]
    return drawn


def _role(panel: Panel, limb: str, is_far: bool) -> Role:
    if limb in panel.figure.work:
        return "work"
    return "far" if is_far else "ink"


def _trunk(page: dict[str, complex]) -> list[Line]:
    """One smooth line through the waist: a quadratic curve whose middle is the waist."""
    pelvis, waist, neck = page["pelvis"], page["waist"], page["neck"]
    return [
        Line("ink", (pelvis, 2 * waist - (pelvis + neck) / 2, neck), STROKE, is_curved=True),
    ]


def _head(panel: Panel, page: dict[str, complex]) -> list[Line]:
    """A circle on its neck; a nose in profile, two eyes from the front, neither from behind."""
    head, radius = page["head"], HEAD_RADIUS * panel.scale
    up = (head - page["neck"]) / abs(head - page["neck"])
    aside = up * (1j if not panel.is_mirrored else -1j)  # y runs down on the page
    drawn = [
        Line("ink", (head,), STROKE, radius=radius),
        Line("ink", (page["neck"], head - up * radius), STROKE),
    ]
    view = panel.figure.poses[panel.number].view
    if view == "side":
        drawn.append(Line("ink", (head + aside * radius, head + aside * (radius + NOSE)), STROKE))
    elif view == "front":
        eyes = (head + up + aside * s * 2.3 * panel.scale for s in (-1, 1))
        drawn += [Line("ink", (eye,), 1, radius=0.6, is_filled=True) for eye in eyes]
    return drawn


def arrow_lines(panel: Panel) -> list[Line]:
    """The ways of the moving joints, on the first pose: what to do next."""
    if panel.number:
        return []
    return [line for arrow in panel.figure.arrows for line in _arrow(panel, arrow)]


def _arrow(panel: Panel, arrow: Arrow) -> list[Line]:
    off = complex(*arrow.off)
    start = panel.to_page(place(arrow.joint, panel.at) + off)
    goal = place(arrow.until or arrow.joint, panel.at if arrow.until else panel.last)
    end = panel.to_page(goal + off)
    turn = arrow.bend * (-1 if panel.is_mirrored else 1)
    control = (start + end) / 2 - (end - start) * 1j * turn
    size = min(TIP, abs(end - start) / (3.2 if arrow.is_both else 2))
    drawn = [
        Line("arrow", (start, control, end), ARROW_STROKE, is_curved=True),
        _tip(control, end, size),
    ]
    return [*drawn, _tip(control, start, size)] if arrow.is_both else drawn


def _tip(before: complex, end: complex, size: float) -> Line:
    back = (before - end) / abs(before - end) * size
    sides = [end + back * cmath.exp(1j * turn) for turn in (0.55, -0.55)]
    return Line("arrow", (sides[0], end, sides[1]), ARROW_STROKE)
