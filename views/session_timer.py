"""A rest that counts down and a hold that counts up, as pictures that move in the browser.

Nothing is asked of the server while they run, and no sound is needed. A picture is made for the
seconds that are left or gone right now, so it is right again after the page was loaded anew.
Where the reader wants no motion the bar stands still; the seconds still change.
"""

from __future__ import annotations

from math import ceil

from views.theme import Palette

LEAD_S = 3.0  # our choice: from the press of the button to the first second of a hold
WIDTH, HEIGHT = 340, 130
DIGIT_PX, BASE_Y = 80, 72
LONGEST_S = 600  # a strip of seconds is no longer than this
BAR_Y, BAR_PX = 112, 10
REST, HOLD = "rest", "seconds held"
GO = "go"


def rest_picture(left_s: float, whole_s: float, palette: Palette) -> str:
    """Seconds that run down to 0 and then say "go".

    Args:
        left_s: What is left of the rest now.
        whole_s: How long it is: the bar is as long as the share that is left.
        palette: Colours of the ground.
    """
    seconds = min(LONGEST_S, max(1, ceil(left_s)))
    strip = _strip([*(str(n) for n in range(seconds, 0, -1)), GO], palette.text)
    share = min(1.0, left_s / whole_s) if whole_s > 0 else 0.0
    motion = _roll(seconds, f"{left_s - seconds:g}s") + (
        f"@keyframes drain{{from{{transform:scaleX({share:.4f})}}to{{transform:scaleX(0)}}}}"
        f".bar{{animation:drain {max(left_s, 0.1):g}s linear forwards}}"
    )
    return _svg(strip, REST, palette, motion=motion)


def hold_picture(gone_s: float, target_s: float, palette: Palette) -> str:
    """A count-in, then the seconds of a hold; the bar is full when the target is reached.

    Args:
        gone_s: Seconds since the button was pressed, the count-in included.
        target_s: How long the hold is to be.
        palette: Colours of the ground.
    """
    lead = int(LEAD_S)
    shown = [*(f"−{lead - n}" for n in range(lead)), *(str(n) for n in range(LONGEST_S))]
    begun = min(len(shown) - 2, max(0, int(gone_s)))
    strip = _strip(shown[begun : begun + LONGEST_S // 2], palette.text)
    steps = len(shown[begun : begun + LONGEST_S // 2]) - 1
    motion = _roll(steps, f"{begun - gone_s:g}s") + (
        f"@keyframes fill{{from{{transform:scaleX(0)}}to{{transform:scaleX(1)}}}}"
        f".bar{{animation:fill {max(target_s, 1):g}s linear {LEAD_S - gone_s:g}s both}}"
    )
    return _svg(strip, HOLD, palette, motion=motion)


def held(gone_s: float) -> int:
    """Whole seconds of a hold that were counted after so long; never below 0."""
    return max(0, int(gone_s - LEAD_S))


def _roll(steps: int, delay: str) -> str:
    """A strip that shows one more number with each second."""
    return (
        f"@keyframes roll{{to{{transform:translateY(-{steps * DIGIT_PX}px)}}}}"
        f".strip{{animation:roll {steps}s steps({steps}) {delay} forwards}}"
        "@media(prefers-reduced-motion:reduce){.bar{animation-timing-function:step-end}}"
    )


def _strip(shown: list[str], colour: str) -> str:
    return "".join(
        f'<text x="{WIDTH // 2}" y="{BASE_Y + DIGIT_PX * n}" fill="{colour}">{text}</text>'
        for n, text in enumerate(shown)
    )


def _bar(palette: Palette) -> str:
    place = f'x="0" y="{BAR_Y}" width="{WIDTH}" height="{BAR_PX}" rx="5"'
    ground = f'<rect {place} fill="{palette.border}"/>'
    return f'{ground}<rect class="bar" {place} fill="{palette.strength}"/>'


def _svg(strip: str, word: str, palette: Palette, *, motion: str) -> str:
    middle = WIDTH // 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" text-anchor="middle">'
        f'<style>{motion}</style><defs><clipPath id="row">'
        f'<rect x="0" y="6" width="{WIDTH}" height="{DIGIT_PX - 4}"/></clipPath></defs>'
        f'<g clip-path="url(#row)"><g class="strip" font-size="68" font-weight="600">{strip}'
        f'</g></g><text x="{middle}" y="102" font-size="17" fill="{palette.chart_text}">{word}'
        f"</text>{_bar(palette)}</svg>"
    )
