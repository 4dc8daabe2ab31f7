"""Small pictures for paper, as SVG: black and white, told apart by form and word, never by colour.

Each function gives one picture; `title` is its message for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.findings import BALANCE_ACT_PP, BALANCE_WATCH_PP
from views import words
from views.paper import esc

WIDTH, HEIGHT = 340, 150
LEFT, RIGHT, TOP, BOTTOM = 50, 6, 10, 30
LEAST_SPAN_PP, MOST_SPAN_PP = 2.8, 8.0  # our choice: the act limit is in sight
GRAY = "#555"
PAIR_WIDTH, PAIR_HEIGHT = 150, 22
HATCH = (
    '<pattern id="{id}" width="4" height="4" patternTransform="rotate(45)" '
    'patternUnits="userSpaceOnUse"><path d="M0 0V4" stroke="#000" stroke-width="1.4"/></pattern>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One bar: None is unknown. `is_whole` is false while the week is under way."""

    label: str
    value: float | None
    n_strength: int = 0
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One run's lean with its interval; `is_counted` where the verdict stands on it."""

    day: date
    lean_pp: float
    low_pp: float | None
    high_pp: float | None
    is_counted: bool
    is_new_sensor: bool = False


def week_bars(weeks: Sequence[Week], *, unit: str, title: str) -> str:
    """Bars week by week, strength sessions as squares below; a question mark is unknown."""
    known = [week.value for week in weeks if week.value is not None]
    most = _round_up(max(known, default=1.0) or 1.0)
    step = (WIDTH - LEFT - RIGHT) / max(1, len(weeks))
    ground = HEIGHT - BOTTOM
    scale = (ground - TOP) / most
    parts = [_rule(ground - value * scale, f"{value:g} {unit}") for value in (0, most / 2, most)]
    for at, week in enumerate(weeks):
        x = LEFT + at * step
        parts.append(_bar(week, x + step * 0.14, step * 0.72, scale=scale))
        if at % 2 == len(weeks) % 2 or len(weeks) < 8:
            parts.append(_text(x + step / 2, HEIGHT - 20, week.label, anchor="middle"))
        parts += [_square(x + step / 2, n, week.n_strength) for n in range(min(3, week.n_strength))]
    parts.append(_text(LEFT - 4, HEIGHT - 4, "strength", anchor="end"))
    return _svg(title, HATCH.format(id="begun"), parts)


def lean_dots(dots: Sequence[Dot], *, title: str) -> str:
    """Each run's balance with its 95 % interval: up is left; filled dots count for the verdict."""
    span = _span(dots)
    middle, scale = (TOP + HEIGHT - BOTTOM) / 2, (HEIGHT - BOTTOM - TOP) / (2 * span)
    first, last = min(dot.day for dot in dots), max(dot.day for dot in dots)
    days = max(1, (last - first).days)
    parts = _lean_ground(span, middle, scale)
    for dot in dots:
        x = LEFT + 8 + (WIDTH - LEFT - RIGHT - 16) * (dot.day - first).days / days
        parts.append(_dot(dot, x, middle=middle, scale=scale))
    parts.append(_text(LEFT + 8, HEIGHT - 18, _day(first)))
    parts.append(_text(WIDTH - RIGHT, HEIGHT - 18, _day(last), anchor="end"))
    return _svg(title, "", parts)


def pair_bars(left: float | None, right: float | None, *, most: float, title: str) -> str:
    """Both sides of a test as two bars, left hatched, right black; no bar where there is none."""
    room = PAIR_WIDTH - 12
    parts = []
    for at, (name, value, paint) in enumerate((("L", left, "url(#side)"), ("R", right, "#000"))):
        y = 1 + at * 11
        parts.append(_text(0, y + 7.5, name))
        if value is not None and most > 0:
            width = max(1.0, room * value / most)
            parts.append(
                f'<rect x="10" y="{y}" width="{width:.1f}" height="8.5" fill="{paint}" '
                'stroke="#000" stroke-width="0.6"/>'
            )
    return _svg(title, HATCH.format(id="side"), parts, size=(PAIR_WIDTH, PAIR_HEIGHT))


def _svg(
    title: str, defs: str, parts: Sequence[str], *, size: tuple[int, int] = (WIDTH, HEIGHT)
) -> str:
    return (
        f'<svg viewBox="0 0 {size[0]} {size[1]}" role="img" aria-label="{esc(title)}">'
        f"<title>{esc(title)}</title><defs>{defs}</defs>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{esc(text)}</text>'


def _rule(y: float, label: str, *, dash: str = "", weight: float = 0.4) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{GRAY}" stroke-width="{weight}"'
        f"{dashed}/>{_text(LEFT - 4, y + 2.8, label, anchor='end')}"
    )


def _bar(week: Week, x: float, width: float, *, scale: float) -> str:
    ground = HEIGHT - BOTTOM
    if week.value is None:
        return _text(x + width / 2, ground - 3, "?", anchor="middle")
    tall = week.value * scale
    paint = GRAY if week.is_whole else "url(#begun)"
    return (
        f'<rect x="{x:.1f}" y="{ground - tall:.1f}" width="{width:.1f}" height="{tall:.1f}" '
        f'fill="{paint}" stroke="#000" stroke-width="0.5"/>'
    )


def _square(middle: float, at: int, of: int) -> str:
    side, gap = 5.0, 1.5
    n = min(3, of)
    x = middle - (n * side + (n - 1) * gap) / 2 + at * (side + gap)
    return f'<rect x="{x:.1f}" y="{HEIGHT - 10}" width="{side}" height="{side}" fill="#000"/>'


def _lean_ground(span: float, middle: float, scale: float) -> list[str]:
    parts = [_rule(middle, "even", weight=0.8)]
    for limit, dash in ((BALANCE_WATCH_PP, "4 2"), (BALANCE_ACT_PP, "1 2")):
        for side in (1, -1):
            if limit <= span:
                label = words.lean(side * limit)
                parts.append(_rule(middle - side * limit * scale, label, dash=dash, weight=0.7))
    return parts


def _dot(dot: Dot, x: float, *, middle: float, scale: float) -> str:
    y = middle - _held(dot.lean_pp) * scale
    whisker = change = ""
    if dot.low_pp is not None and dot.high_pp is not None:
        low, high = (middle - _held(end) * scale for end in (dot.low_pp, dot.high_pp))
        whisker = f'<path d="M{x:.1f} {low:.1f}V{high:.1f}" stroke="#000" stroke-width="0.7"/>'
    if dot.is_new_sensor:
        change = (
            f'<path d="M{x - 4:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#000" stroke-width="0.5" '
            f'stroke-dasharray="3 3"/>{_text(x - 2, TOP, "new sensor")}'
        )
    paint = "#000" if dot.is_counted else "#fff"
    return (
        f'{change}{whisker}<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{paint}" '
        'stroke="#000" stroke-width="0.8"/>'
    )


def _span(dots: Sequence[Dot]) -> float:
    ends = [
        abs(end)
        for dot in dots
        for end in (dot.lean_pp, dot.low_pp, dot.high_pp)
        if end is not None
    ]
    return min(MOST_SPAN_PP, max(LEAST_SPAN_PP, *ends, 0.0))


def _held(lean_pp: float) -> float:
    return max(-MOST_SPAN_PP, min(MOST_SPAN_PP, lean_pp))


def _round_up(value: float) -> float:
    """The next of 1, 2, 4, 6, 8 or 10 times a power of ten."""
    power = 1.0
    while power * 10 < value:
        power *= 10
    while power > value:
        power /= 10
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value)


def _day(day: date) -> str:
    return f"{day.day} {words.MONTH_NAMES[day.month - 1]}"
