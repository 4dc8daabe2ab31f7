"""Handlers for expat: one set for the points of a file, one for everything else.

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
        self.attributes = attributes
        self.place_of = place_of
        self.template: Row = [None] * (max(place_of.values()) + 1)
        self.rows: list[Row] = []

    def open(self, attributes: Mapping[str, str]) -> Row:
        """Begin a row."""
        row = self.template.copy()
        for at, name in enumerate(self.attributes):
            row[at] = attributes.get(name)
        self.rows.append(row)
        return row


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


class Handlers:
    """Two sets of handlers, one outside the points and one inside, and the switch between them."""

    def __init__(
        self,
        parser: expat.XMLParserType,
        on_start: OnStart,
        on_end: OnEnd,
        *,
        points: Rows,
        limits: Limits,
    ) -> None:
        """Call back outside the points, fill them inside."""
        self._parser = parser
        self._on_start, self._on_end = on_start, on_end
        self._points = points
        self._limits = limits
        self._places = _Places(points)
        self._row = points.template
        self._depth = 0
        self._outer = self._handlers_outside()
        self._inner = self._handlers_inside()

    def outside(self) -> None:
        """Hang in the handlers for what is no point."""
        parser = self._parser
        parser.StartElementHandler, parser.EndElementHandler, characters = self._outer
        parser.CharacterDataHandler = characters

    def inside(self) -> None:
        """Hang in the handlers for the values of a point."""
        parser = self._parser
        parser.CharacterDataHandler = None
        parser.StartElementHandler, parser.EndElementHandler = self._inner

    def _handlers_outside(
        self,
    ) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]]:
        max_chars = self._limits.max_xml_value_chars
        path: list[str] = [""]
        text: list[str] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if self._places[tag] == _POINT:
                self._open(attributes)
                return
            name = local_name(tag)
            path.append(name)
            text.clear()
            self._on_start(name, attributes)

        def end(_: str) -> None:
            name = path.pop()
            self._on_end(name, "".join(text).strip(), path[-1])
            text.clear()

        def characters(piece: str) -> None:
            room = max_chars - sum(map(len, text))
            if room > 0:
                text.append(piece[:room])

        return start, end, characters

    def _open(self, attributes: dict[str, str]) -> None:
        """Begin a point and go inside."""
        points = self._points
        self._row = points.open(attributes)
        if len(points.rows) > self._limits.max_samples:
            raise UnsafeFile(
                f"This file holds more than {self._limits.max_samples:,} points.",
                "Split it, or export the activities one by one.",
            )
        self._depth = 1
        self.inside()

    def _handlers_inside(
        self,
    ) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
        """Written for speed: this runs for nearly every element of a file."""
        parser, places = self._parser, self._places
        max_chars = self._limits.max_xml_value_chars
        place = _UNWANTED

        def characters(piece: str) -> None:
            row = self._row
            if row[place] is None:
                row[place] = piece.strip()[:max_chars] or None

        def start(tag: str, _: dict[str, str]) -> None:
            nonlocal place
            at = places[tag]
            if at >= 0:
                place = at
                parser.CharacterDataHandler = characters
            elif at == _POINT:
                self._depth += 1

        def end(tag: str) -> None:
            at = places[tag]
            if at >= 0:
                parser.CharacterDataHandler = None
            elif at == _POINT:
                self._depth -= 1
                if not self._depth:
                    self.outside()

        return start, end


def local_name(tag: str) -> str:
    """The name without its prefix.

    Example:
        >>> local_name("gpxtpx:hr")
        'hr'
    """
    return tag.rpartition(":")[2]
