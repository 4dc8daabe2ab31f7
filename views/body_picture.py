"""What the week trains, on a body from behind and from the front, and the same as a list.

Show the picture with `st.image(body_picture(...), alt=body_message(...))`, the list beside it: the
list says what the picture shows, the picture only where.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from core.findings import Side
from core.plan import Exercise, WeekPlan
from views.body_regions import HEAD, OUTLINE, REGIONS, WHOLE_BODY, Region
from views.cards import listed
from views.theme import Palette

STEPS = (1, 3, 6, 9)
"""From so many sets a side on, the next stronger colour."""
WIDTH, HEIGHT = 320, 460
BACK_X, FRONT_X, TOP = 80, 240, 6
WORDS_Y, VIEW_Y, LEGEND_Y = 404, 421, 438
LEGEND_X, SWATCH, LETTER = 24, 14, 6.5
NAMED_FIRST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """How many sets of the week train one region, for each side."""

    region: str
    left: int
    right: int

    @property
    def sets(self) -> int:
        """Sets of the side that gets more."""
        return max(self.left, self.right)

    @property
    def label(self) -> str:
        """The sets in words; both sides only where they differ."""
        if self.left == self.right:
            return f"{self.sets} {_sets(self.sets)}"
        return f"{self.left} left, {self.right} right"


def body_list(plan: WeekPlan) -> tuple[Trained, ...]:
    """The regions that the week trains, the most sets first; equal ones from head to foot."""
    return tuple(sorted(_counted(plan).values(), key=lambda row: -row.sets))


def body_message(plan: WeekPlan) -> str:
    """The picture in one sentence."""
    rows = body_list(plan)[:NAMED_FIRST]
    if not rows:
        return "This week trains no part of the body."
    return f"This week trains most: {listed([_said(row) for row in rows])}."


def body_picture(plan: WeekPlan, palette: Palette) -> str:
    """A body from behind, so that left is left, and one from the front, as SVG text."""
    counted = _counted(plan)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12" '
        'text-anchor="middle">'
        f"<title>What the week trains</title><desc>{body_message(plan)}</desc>"
        f"{_body(counted, palette, is_back=True)}{_body(counted, palette, is_back=False)}"
        f"{_legend(palette)}</svg>"
    )


def fills(palette: Palette) -> tuple[str, ...]:
    """The five steps of the strength ramp, from no set to many."""
    none, few, some, many = palette.strength_ramp
    return none, few, some, _between(some, many), many


def fill(sets: int, palette: Palette) -> str:
    """The colour of a region with so many sets a side."""
    return fills(palette)[sum(sets >= step for step in STEPS)]


def regions_of(exercise: Exercise) -> tuple[Region, ...]:
    """The regions that an exercise trains, from head to foot."""
    muscles = set(exercise.muscles)
    if WHOLE_BODY in muscles:
        return REGIONS
    return tuple(region for region in REGIONS if muscles & set(region.muscles))


def _counted(plan: WeekPlan) -> dict[str, Trained]:
    """Sets by region, in the order of the body."""
    left = dict.fromkeys((region.name for region in REGIONS), 0)
    right = dict(left)
    for session in plan.sessions:
        for each in session.prescriptions:
            for region in regions_of(each.exercise):
                left[region.name] += each.sets + (each.extra_set_side is Side.LEFT)
                right[region.name] += each.sets + (each.extra_set_side is Side.RIGHT)
    return {
        name: Trained(region=name, left=left[name], right=right[name])
        for name in left
        if left[name] or right[name]
    }


def _said(row: Trained) -> str:
    return f"{row.region[0].lower()}{row.region[1:]} ({row.label})"


def _sets(n: int) -> str:
    return "set" if n == 1 else "sets"


def _body(counted: dict[str, Trained], palette: Palette, *, is_back: bool) -> str:
    """One view: the outline, its regions, and which side is which below the feet."""
    middle = BACK_X if is_back else FRONT_X
    x, y, wide, tall = HEAD
    ground = (
        f'<g fill="{palette.strength_ramp[0]}"><ellipse cx="{x}" cy="{y}" rx="{wide}" ry="{tall}"/>'
        f'<path d="{OUTLINE}"/><path d="{OUTLINE}" transform="scale(-1 1)"/></g>'
    )
    halves = "".join(
        _half(counted, palette, side=side, is_back=is_back) for side in (Side.LEFT, Side.RIGHT)
    )
    gap = f'stroke="{palette.background}" stroke-width="1.4" stroke-linejoin="round"'
    return (
        f'<g transform="translate({middle} {TOP})">{ground}<g {gap}>{halves}</g></g>'
        f"{_words(palette, middle, is_back=is_back)}"
    )


def _half(counted: dict[str, Trained], palette: Palette, *, side: Side, is_back: bool) -> str:
    """The regions of one side. From behind the left side lies on the left."""
    paths = []
    for region in REGIONS:
        shape = region.back if is_back else region.front
        if shape:
            row = counted.get(region.name)
            sets = 0 if row is None else row.left if side is Side.LEFT else row.right
            paths.append(f'<path fill="{fill(sets, palette)}" d="{shape}"/>')
    is_mirrored = (side is Side.LEFT) == is_back
    turn = ' transform="scale(-1 1)"' if is_mirrored else ""
    return f"<g{turn}>{''.join(paths)}</g>"


def _words(palette: Palette, middle: int, *, is_back: bool) -> str:
    first, second = (Side.LEFT, Side.RIGHT) if is_back else (Side.RIGHT, Side.LEFT)
    sides = "".join(
        f'<text x="{middle + aside}" y="{WORDS_Y}" font-weight="600" '
        f'fill="{palette.side(side)}">{side}</text>'
        for aside, side in ((-24, first), (24, second))
    )
    view = "from behind" if is_back else "from the front"
    return f'{sides}<text x="{middle}" y="{VIEW_Y}" fill="{palette.chart_text}">{view}</text>'


def _legend(palette: Palette) -> str:
    """The five colours with their numbers of sets."""
    counts = ["0", *(f"{low}–{high - 1}" for low, high in pairwise(STEPS)), f"{STEPS[-1]}+ sets"]
    x, drawn = float(LEGEND_X), ""
    for colour, count in zip(fills(palette), counts, strict=True):
        drawn += (
            f'<rect x="{x:g}" y="{LEGEND_Y}" width="{SWATCH}" height="{SWATCH}" rx="3" '
            f'fill="{colour}"/><text x="{x + SWATCH + 5:g}" y="{LEGEND_Y + 11}" '
            f'text-anchor="start" fill="{palette.chart_text}">{count}</text>'
        )
        x += SWATCH + 19 + LETTER * len(count)
    return drawn


def _between(first: str, second: str) -> str:
    """The colour half-way between two."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{(a + b) // 2:02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
