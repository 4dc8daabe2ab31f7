"""A page's Markdown as plain text, for calendars and paper, which know none."""

from __future__ import annotations

import re

ICON = re.compile(r":material/\w+: ?")
COLOURED = re.compile(r":[a-z]+(?:-badge)?\[([^\[\]]*)\]")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
STRONG = re.compile(r"\*\*(.+?)\*\*")
ESCAPED = re.compile(r"\\([\\`*_\[\]<>~$:&|])")


def plain(text: str) -> str:
    """The words alone: no colour, badge, icon, bold face or link.

    Example:
        >>> plain(":orange-badge[Left] **Stop** if it hurts, see [Tests](pages/5_Tests.py).")
        'Left Stop if it hurts, see Tests.'
    """
    for pattern in (ICON, COLOURED, COLOURED):  # twice: a colour may stand within another
        text = pattern.sub(lambda found: found.group(1) if found.re.groups else "", text)
    return ESCAPED.sub(r"\1", STRONG.sub(r"\1", LINK.sub(r"\1", text)))
