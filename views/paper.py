"""Sheets of A4 as one HTML file: no script, no request, black on white.

A sheet is as tall as its paper and no taller, so that what is printed has as many pages as sheets.
All text that comes from outside goes through `esc`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from views.plain import plain

MIME = "text/html"
NO_REQUESTS = "default-src 'none'; style-src 'unsafe-inline'"
TAGS = re.compile(r"<[^>]*>")
CHARACTERS_A_ROW = 50  # the white of a row, and its last line that is not full
STYLE = """
@page { size: A4 portrait; margin: 11mm 12mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { background: #fff; color: #000; -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }
body { font: 8.6pt/1.3 "Source Sans 3", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif;
  width: 186mm; margin: 0 auto; }
.sheet { height: 274mm; overflow: hidden; position: relative; padding-bottom: 6mm;
  break-after: page; display: flex; flex-direction: column; gap: 2.6mm; }
.dense { font-size: 7.6pt; line-height: 1.25; gap: 2mm; }
.sheet:last-child { break-after: auto; }
h1 { font-size: 1.75em; line-height: 1.15; }
h2 { font-size: 1.2em; line-height: 1.2; border-bottom: 0.5pt solid #000; padding-bottom: 0.4mm;
  margin-bottom: 1mm; }
h3 { font-size: 1.05em; line-height: 1.25; }
p + p { margin-top: 0.8mm; }
ul { padding-left: 3.6mm; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: 0.88em; border-bottom: 0.4pt solid #000; }
th, td { padding: 0.5mm 1.6mm 0.5mm 0; vertical-align: top; }
tr + tr > td { border-top: 0.3pt solid #999; }
svg { display: block; width: 100%; height: auto; }
svg text { font: 8px "Source Sans 3", "Source Sans Pro", "Helvetica Neue", Arial, sans-serif; }
.small { font-size: 0.88em; line-height: 1.25; }
.mark { white-space: nowrap; font-weight: 700; }
.head { display: flex; justify-content: space-between; gap: 6mm; align-items: flex-end; }
.line { display: inline-block; min-width: 62mm; border-bottom: 0.5pt solid #000; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm; }
.three { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 5mm; }
.foot { position: absolute; bottom: 0; left: 0; right: 0; display: flex; font-size: 7.2pt;
  justify-content: space-between; border-top: 0.4pt solid #000; padding-top: 0.6mm; }
.num { white-space: nowrap; }
@media screen { .sheet { margin: 8mm 0; } body { padding: 0 2mm; width: auto; max-width: 190mm; } }
"""


def esc(text: str) -> str:
    """Words of a page, or from outside, as HTML text: no Markdown, and no markup of their own."""
    return escape(plain(text), quote=True)


def sheet(inside: str, *, is_dense: bool = False) -> str:
    """One page of HTML, in smaller print where much has to stand on it."""
    return f'<section class="sheet{" dense" if is_dense else ""}">{inside}</section>'


def room_for(inside: str) -> int:
    """How much room HTML takes: its characters, and some for each row of a table."""
    return len(TAGS.sub("", inside)) + CHARACTERS_A_ROW * inside.count("<tr>")


def document(title: str, sheets: Iterable[str], *, style: str = "") -> str:
    """A whole file: one sheet a page.

    Args:
        title: What the browser and a saved file are called.
        sheets: As `sheet` makes them.
        style: Rules that only this document needs.
    """
    body = "\n".join(sheets)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{NO_REQUESTS}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{esc(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def part(head: str, inside: str) -> str:
    """A heading with what belongs to it; nothing where nothing does."""
    return f"<section><h2>{esc(head)}</h2>{inside}</section>" if inside else ""


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[str] = ()
) -> str:
    """A table of cells that are HTML already; empty without a row."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    if not lines:
        return ""
    columns = "".join(f'<col style="width:{width}">' for width in widths)
    top = "".join(f"<th>{esc(head)}</th>" for head in heads)
    return f"<table>{columns}<thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def bullets(lines: Iterable[str], *, is_small: bool = False) -> str:
    """A list of sentences; empty without one."""
    items = "".join(f"<li>{esc(line)}</li>" for line in lines if line)
    small = ' class="small"' if is_small else ""
    return f"<ul{small}>{items}</ul>" if items else ""


def paragraph(text: str, *, is_small: bool = False) -> str:
    """A sentence or two; empty without words."""
    small = ' class="small"' if is_small else ""
    return f"<p{small}>{esc(text)}</p>" if text else ""


def foot(left: str, right: str) -> str:
    """The last line of a sheet."""
    return f'<div class="foot"><span>{esc(left)}</span><span>{esc(right)}</span></div>'
