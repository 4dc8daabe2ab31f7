"""Simple line drawings of the exercises: how it starts and how it ends, as SVG of our own.

Show one with `st.image(drawing(...), alt=alt(...))`: Streamlit strips SVG out of HTML.
"""

from __future__ import annotations

from functools import cache
from html import escape

from core.findings import Side
from core.plan import Exercise
from views.figure import Figure
from views.layout import HEIGHT, WIDTH, Panel, panels
from views.poses import FIGURES
from views.strokes import arrow_lines, body_lines, ground, thing_lines
from views.theme import Palette
from views.things import Line

ROLE_ORDER = ("ground", "mat", "thing", "band", "far", "ink", "work", "arrow")
WORD_PX, WORD_LEFT = 11, 12


def drawing(exercise_id: str, palette: Palette, *, side: Side = Side.LEFT) -> str | None:
    """The drawing of an exercise as SVG text, or None when there is none.

    Args:
        exercise_id: The `id` of the library.
        palette: Colours of the ground that it stands on.
        side: The working side of a one-sided exercise, in its colour and with its word;
            NONE draws it in ink. Exercises of both sides look the same whatever is asked.
    """
    figure = FIGURES.get(exercise_id)
    return None if figure is None else _svg(exercise_id, figure, palette, side=side)


def alt(exercise: Exercise, *, side: Side = Side.LEFT) -> str:
    """What the drawing shows, in a sentence; without a drawing, the exercise's cues."""
    figure = FIGURES.get(exercise.id)
    if figure is None:
        return f"{exercise.name}: {'. '.join(exercise.cues)}."
    drawn_for = f" Drawn for the {side}." if figure.work and side is not Side.NONE else ""
    return f"{exercise.name}: {figure.said}{drawn_for}"


@cache
def _svg(exercise_id: str, figure: Figure, palette: Palette, *, side: Side) -> str:
    shown = panels(figure, is_mirrored=_is_mirrored(figure, side))
    drawn = [line for panel in shown for line in _panel_lines(panel)]
    name = escape(exercise_id.replace("_", " ").capitalize())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'width="{2 * WIDTH}" height="{2 * HEIGHT}" fill="none" '
        'stroke-linecap="round" stroke-linejoin="round">'
        f"<title>{name}</title><desc>{escape(figure.said)}</desc>"
        f"{''.join(_paths(drawn, _colours(palette, side)))}"
        f"{_word(shown[0], palette, side)}</svg>"
    )


def _is_mirrored(figure: Figure, side: Side) -> bool:
    """Limb 0 is the right one in profile and in front, the left one from behind."""
    if not figure.work or side is Side.NONE:
        return False
    drawn_side = Side.LEFT if figure.poses[0].view == "back" else Side.RIGHT
    if figure.work[0].endswith("1"):
        drawn_side = Side.RIGHT if drawn_side is Side.LEFT else Side.LEFT
    return side is not drawn_side


def _panel_lines(panel: Panel) -> list[Line]:
    return [
        *ground(panel),
        *thing_lines(panel),
        *body_lines(panel),
        *arrow_lines(panel),
    ]


def _colours(palette: Palette, side: Side) -> dict[str, str]:
    return {
        "ink": palette.text,
        "far": palette.even,
        "thing": palette.other_gray,
        "ground": palette.even,
        "mat": palette.strength_ramp[1],
        "band": palette.other,
        "work": palette.text if side is Side.NONE else palette.side(side),
        "arrow": palette.strength,
    }


def _paths(drawn: list[Line], colours: dict[str, str]) -> list[str]:
    """One path for all lines of a kind, what lies behind first."""
    found = []
    for role in ROLE_ORDER:
        own = [line for line in drawn if line.role == role]
        for width in sorted({line.width for line in own}):
            for filled in (False, True):
                parts = [x for x in own if x.width == width and x.is_filled is filled]
                if parts:
                    paint = f' fill="{colours[role]}"' if filled else ""
                    found.append(
                        f'<path stroke="{colours[role]}" stroke-width="{width:g}"{paint} '
                        f'd="{"".join(map(_data, parts))}"/>'
                    )
    return found


def _data(line: Line) -> str:
    if line.radius:
        radius = round(line.radius, 1)  # first: an arc wider than its radius would be no circle
        r, start, across = f"{radius:g}", _xy(line.points[0] - radius), f"{2 * radius:g}"
        return f"M{start}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0z"
    first, *rest = (_xy(point) for point in line.points)
    if line.is_curved:
        return f"M{first}Q{' '.join(rest)}"
    return f"M{first}L{' '.join(rest)}"


def _xy(point: complex) -> str:
    return f"{round(point.real, 1):g} {round(point.imag, 1):g}"


def _word(panel: Panel, palette: Palette, side: Side) -> str:
    """The side as a word below the working limb: colour never speaks alone."""
    if not panel.figure.work or side is Side.NONE:
        return ""
    limb = panel.figure.work[0]
    end = f"toe{limb[-1]}" if limb.startswith("leg") else f"hand{limb[-1]}"
    x = min(max(panel.to_page(panel.at[end]).real, WORD_LEFT), WIDTH - WORD_LEFT)
    return (
        f'<text x="{x:.1f}" y="{HEIGHT - 2}" fill="{palette.side(side)}" text-anchor="middle" '
        f'font-family="sans-serif" font-size="{WORD_PX}" font-weight="600">{side}</text>'
    )
