"""Handlers for expat: the points of a file become rows, everything else is called back for.

Nearly all of a file are its points, so these get a list of texts each, one look-up a tag, and
character data is asked for only inside a value that somebody wants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from core.activity import Limits
from core.errors import UnsafeFile

OnStart = Callable[[str, dict[str, str]], None]
OnEnd = Callable[[str, str, str], None]
Row = list[str | int | None]
_UNWANTED, _POINT = -1, -2


class Rows:
    """The values of one repeated element, a row of texts each, in file order.

    A row counts from the opening of its element, so a cut loses only values. It is a copy of
    `template`; what stands there already, such as the number of the segment, is kept. Of a value
    that is written twice the first counts, at whatever depth it stands.
    """

    def __init__(self, element: str, *, attributes: tuple[str, ...], place_of: Mapping[str, int]):
        """Look for this element; its attributes fill the first places of a row.

        Args:
            element: Local name.
            attributes: What its own attributes are called, in the order of the row.
            place_of: Local name of an element inside it, and where its text goes in the row.
        """
        self.element = element
        self._places = tuple(enumerate(attributes))
        self.place_of = place_of
        self.template: Row = [None] * (max(place_of.values()) + 1)
        self.rows: list[Row] = []

    def open(self, attributes: Mapping[str, str], *, limits: Limits) -> None:
        """Begin a row; what its attributes say is cut like any value.

        Raises:
            UnsafeFile: there are more than `limits` allow.
        """
        if len(self.rows) >= limits.max_samples:
            raise UnsafeFile(
                f"This file holds more than {limits.max_samples:,} points.",
                "Split it, or export the activities one by one.",
            )
        row = self.template.copy()
        for at, name in self._places:
            said = attributes.get(name)
            row[at] = said and said[: limits.max_xml_value_chars]
        self.rows.append(row)


class _Places(dict[str, int]):
    """Full tag to its place in a row, filled on first sight; tags lose their prefix."""

    def __init__(self, points: Rows) -> None:
        super().__init__()
        self._points = points

    def __missing__(self, tag: str) -> int:
        name = local_name(tag)
        is_point = name == self._points.element
        self[tag] = _POINT if is_point else self._points.place_of.get(name, _UNWANTED)
        return self[tag]


def connect(
    parser: expat.XMLParserType, on_start: OnStart, on_end: OnEnd, *, points: Rows, limits: Limits
) -> None:
    """Hang handlers into the parser that fill the points, and call back for what is no point.

    Written for speed: they run for every element of a file. Text is asked for only where somebody
    may want it: inside a value of a point, or right behind the opening of anything else.
    """
    places, rows, max_chars = _Places(points), points.rows, limits.max_xml_value_chars
    path, place, depth = [""], _UNWANTED, 0
    text: list[str] = []

    def value(piece: str) -> None:
        if rows[-1][place] is None:
            rows[-1][place] = piece.strip()[:max_chars] or None

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal place, depth
        place = places[tag]
        if depth:
            if place >= 0:
                parser.CharacterDataHandler = value
            elif place == _POINT:
                depth += 1
        elif place == _POINT:
            depth, parser.CharacterDataHandler = 1, None
            points.open(attributes, limits=limits)
        else:
            text.clear()
            parser.CharacterDataHandler = text.append
            path.append(local_name(tag))
            on_start(path[-1], {name: said[:max_chars] for name, said in attributes.items()})

    def end(tag: str) -> None:
        nonlocal place, depth
        if not depth:
            parser.CharacterDataHandler = None
            on_end(path.pop(), "".join(text).strip()[:max_chars], path[-1])
            text.clear()
        elif place >= 0:
            place, parser.CharacterDataHandler = _UNWANTED, None
        elif places[tag] == _POINT:
            depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end


def local_name(tag: str) -> str:
    """The name without its prefix.

    Example:
        >>> local_name("gpxtpx:hr")
        'hr'
    """
    return tag.rpartition(":")[2]
