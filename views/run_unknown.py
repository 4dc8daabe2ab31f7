"""What one run cannot tell: one line with the names, and the reasons a click away."""

from __future__ import annotations

from views import words
from views.panel import Entry

LEAST = 2  # a single one stands in its own place, with its own reason


def folded(entries: tuple[Entry, ...], *, key: str) -> tuple[Entry, ...]:
    """The same entries, those without a value drawn together into a last one.

    Args:
        entries: Those that are not known have a dash for a value, and say why in their text.
        key: Of the line that is added.
    """
    lacking = [each for each in entries if each.value == words.UNKNOWN]
    if len(lacking) < LEAST:
        return entries
    names = ", ".join(each.name for each in lacking)
    reasons = "\n".join(f"- **{each.name}.** {each.text}" for each in lacking)
    line = Entry(name="Not known", value="", text=f"{names}.", why=reasons, key=key)
    return (*(each for each in entries if each not in lacking), line)
