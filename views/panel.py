"""A section of a page as data: words and charts, made by pure functions, drawn by the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from views.cards import FigureCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One chart. `alt` is a sentence with its message; `head` is a line of Markdown above it.

    `pick` names the selection parameter of a chart that can be clicked.
    """

    chart: Any
    alt: str
    key: str
    head: str = ""
    pick: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers behind a picture. It is sent to the browser when the reader opens it.

    Columns named in `dates` are shown as days with their weekday, those in `tenths` with one
    decimal: 4.0 beside 5.5, not 4. An unknown cell is a dash.
    """

    title: str
    frame: pl.DataFrame
    alt: str
    key: str
    dates: tuple[str, ...] = ("Day",)
    tenths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One number in two lines: name, value and grade; below it one sentence. `why` on a click."""

    name: str
    value: str
    text: str
    key: str
    grade: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way on: a page of this app, and which run it opens with."""

    page: str
    label: str
    icon: str
    query: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file to take away; it is made when the reader asks for it."""

    label: str
    file_name: str
    make: Callable[[], bytes]
    key: str
    mime: str = "text/csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """A small table that the reader changes: rows can be added, changed and deleted.

    `dates` hold the first and the last day that a column takes; others are refused in the cell.
    `numbers` have no such ends: a cell would silently put another number in the place of the one
    typed, so whoever reads the rows says what is out of range. No column is left out of both.
    """

    label: str
    frame: pl.DataFrame
    key: str
    dates: dict[str, tuple[date, date]]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One card of a page, from top to bottom; what is empty is left out.

    `heading` states the finding, `badges` are Markdown beside it. `notice` says what is missing and
    what to do about it. `progress`, 0 to 1, is a bar with its own words. `why` says how it was
    worked out, how sure that is, its limits and its source.
    """

    heading: str
    badges: str = ""
    text: str = ""
    notice: str = ""
    cards: tuple[FigureCard, ...] = ()
    pictures: tuple[Picture, ...] = ()
    progress: float | None = None
    progress_text: str = ""
    caption: str = ""
    entries: tuple[Entry, ...] = ()
    why: str = ""
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    exports: tuple[Export, ...] = ()
