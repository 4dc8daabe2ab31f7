"""The picture of the simulated weeks: plain SVG, legible in grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

LEFT, TOP, WIDTH, ROW, BAR = 150, 30, 780, 150, 36
STEP = (WIDTH - LEFT) // 12
Bars = Sequence[tuple[int, int, str]]  # sets done, sets planned, a word above the bar


def picture(rows: Sequence[tuple[str, Bars]]) -> str:
    """One row of bars for each runner: filled what was done, outlined what was only planned."""
    height = TOP + ROW * len(rows) + 40
    most = max(planned for _, bars in rows for _, planned, _ in bars)
    body = "\n".join(line for at, row in enumerate(rows) for line in _row(row, at, most=most))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 10} {height}" '
        f'font-family="sans-serif" font-size="12" role="img" '
        f'aria-label="Sets a week of three runners over twelve weeks">\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n'
        f'<text x="{LEFT}" y="{height - 8}" fill="#333333">Week 1 to 12. Height: sets of the week. '
        f"Filled: done. Outlined: planned and not done.</text>\n</svg>\n"
    )


def _row(row: tuple[str, Bars], at: int, *, most: int) -> Iterator[str]:
    name, bars = row
    base = TOP + ROW * (at + 1) - 20
    yield f'<text x="8" y="{base - 40}" font-weight="bold" fill="#111111">{name}</text>'
    yield f'<line x1="{LEFT}" x2="{WIDTH}" y1="{base}" y2="{base}" stroke="#666666"/>'
    for number, (done, planned, word) in enumerate(bars):
        x, height = LEFT + number * STEP + 6, round((ROW - 55) * planned / most)
        fill = "#2f6f8f" if done else "none"
        yield (
            f'<rect x="{x}" y="{base - height}" width="{BAR}" height="{height}" fill="{fill}" '
            f'stroke="#2f6f8f"/>'
        )
        yield from _words(x + BAR // 2, base, height, number=number + 1, planned=planned, word=word)


def _words(
    x: int, base: int, height: int, *, number: int, planned: int, word: str
) -> Iterator[str]:
    yield f'<text x="{x}" y="{base + 14}" text-anchor="middle" fill="#333333">{number}</text>'
    above = f"{planned} {word}".strip()
    for line, part in enumerate(reversed(above.split(" "))):
        y = base - height - 4 - 12 * line
        yield (
            f'<text x="{x}" y="{y}" text-anchor="middle" font-size="11" '
            f'fill="#333333">{part}</text>'
        )
