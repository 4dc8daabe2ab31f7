"""A clock as a picture that moves by itself in the browser: a beat to follow, or seconds.

Nothing is asked of the server while it runs, so no slow moment of it can break the beat, and no
sound is needed. Where the reader wants no motion, the ball jumps instead of gliding.
"""

from __future__ import annotations

from core.self_tests import Timer
from views.theme import Palette

BEAT_S = 2.0  # imbalance law, 2.4: one heel raise per two seconds
LEAD_S = 5.0  # our choice: from the press of the button to the first move
COUNT_IN = f"It counts in for {LEAD_S:.0f} seconds, without a sound."
NAMES = {
    Timer.BEAT: "A beat to follow: up and down once in two seconds.",
    Timer.STOPWATCH: "A stopwatch.",
}
DIGIT_PX = 80
DIGITS = 3
WIDTH, HEIGHT = 280, 150


def clock_picture(timer: Timer, palette: Palette, *, run: str) -> str:
    """The SVG of a running clock: it counts in, then it counts.

    Args:
        timer: BEAT counts raises, one in two seconds; STOPWATCH counts seconds.
        palette: Colours of the ground.
        run: Names this run. Another name is another picture, which begins anew.
    """
    is_beat = timer is Timer.BEAT
    unit_s = BEAT_S if is_beat else 1.0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" text-anchor="middle">'
        f"<!-- {run} --><style>{_motion(unit_s)}</style>"
        f'<defs><clipPath id="row"><rect x="0" y="20" width="{WIDTH}" height="{DIGIT_PX}"/>'
        f"</clipPath></defs>{_count_in(palette)}"
        f'<g class="counts">{_digits(palette)}'
        f"{_ball(palette) if is_beat else ''}{_unit('raises' if is_beat else 'seconds', palette)}"
        "</g></svg>"
    )


def counted(elapsed_s: float, timer: Timer) -> int | float:
    """What the clock showed after so long: whole raises, or seconds to a tenth; never below 0."""
    after_s = max(0.0, elapsed_s - LEAD_S)
    return int(after_s // BEAT_S) if timer is Timer.BEAT else round(after_s, 1)


def _motion(unit_s: float) -> str:
    places = "".join(
        f".d{place}{{animation:roll {10 * unit_s * 10**place:g}s steps(10) {LEAD_S:g}s infinite}}"
        for place in range(DIGITS)
    )
    return (
        f"@keyframes roll{{to{{transform:translateY(-{10 * DIGIT_PX}px)}}}}"
        "@keyframes show{to{opacity:1}}@keyframes hide{to{opacity:0}}"
        "@keyframes rise{0%,100%{transform:translateY(0)}50%{transform:translateY(-66px)}}"
        "@keyframes blink{0%,49%{opacity:1}50%,100%{opacity:0}}"
        f".counts{{opacity:0;animation:show 1ms {LEAD_S:g}s forwards}}"
        f".lead{{animation:hide 1ms {LEAD_S:g}s forwards}}"
        f".lead .strip{{animation:roll 10s steps(10) forwards}}{places}"
        f".ball{{animation:rise {BEAT_S:g}s ease-in-out {LEAD_S:g}s infinite}}"
        f".up{{animation:blink {BEAT_S:g}s {LEAD_S:g}s infinite}}"
        f".down{{opacity:0;animation:blink {BEAT_S:g}s {LEAD_S + BEAT_S / 2:g}s infinite}}"
        "@media(prefers-reduced-motion:reduce){.ball{animation-timing-function:step-end}}"
    )


def _count_in(palette: Palette) -> str:
    """5, 4, 3, 2, 1: a strip of digits behind a window."""
    strip = _strip([str(int(LEAD_S) - n) for n in range(int(LEAD_S))], 140, palette.watch)
    return (
        f'<g class="lead"><g clip-path="url(#row)"><g class="strip">{strip}</g></g>'
        f'<text x="140" y="130" font-size="17" fill="{palette.chart_text}">get ready</text></g>'
    )


def _digits(palette: Palette) -> str:
    """Hundreds, tens and ones, each a strip that rolls ten times slower than the next."""
    digits = [str(n) for n in range(10)]
    strips = (digits, digits, ["", *digits[1:]])  # no hundreds before there are any
    drawn = "".join(
        f'<g class="d{place}">{_strip(strip, 176 - 40 * place, palette.text)}</g>'
        for place, strip in enumerate(strips)
    )
    return f'<g clip-path="url(#row)">{drawn}</g>'


def _strip(digits: list[str], x: float, colour: str) -> str:
    return "".join(
        f'<text x="{x:g}" y="{86 + DIGIT_PX * n}" font-size="70" font-weight="600" '
        f'fill="{colour}">{digit}</text>'
        for n, digit in enumerate(digits)
    )


def _ball(palette: Palette) -> str:
    """A ball that rises and falls with the beat, and the word for it."""
    return (
        f'<rect x="234" y="16" width="4" height="92" rx="2" fill="{palette.border}"/>'
        f'<circle class="ball" cx="236" cy="98" r="13" fill="{palette.strength}"/>'
        f'<text class="up" x="236" y="134" font-size="17" fill="{palette.text}">up</text>'
        f'<text class="down" x="236" y="134" font-size="17" fill="{palette.text}">down</text>'
    )


def _unit(word: str, palette: Palette) -> str:
    return f'<text x="136" y="130" font-size="17" fill="{palette.chart_text}">{word}</text>'
