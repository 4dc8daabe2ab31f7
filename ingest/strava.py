"""What Strava's bulk export tells of each file besides its bytes: `activities.csv`."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

LIST_NAME = "activities.csv"
FOLDER = "activities/"
_NAME_AT, _SPORT_AT = 2, 3  # in every language; the headings are translated, their order is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What the runner and the service say of a file; the service's own words, None where mute."""

    name: str | None = None
    sport: str | None = None
    gear: str | None = None


def hints(data: bytes) -> dict[str, Hint]:
    """The hint for each file by its path beside the list; none for a list of another kind.

    Args:
        data: The bytes of `activities.csv`.
    """
    text = data.decode("utf-8-sig", "replace")
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return {}
    file_at = _file_column(rows)
    if file_at is None:
        return {}
    return {row[file_at]: _hint(row, rows[0], file_at) for row in rows[1:] if len(row) > file_at}


def _file_column(rows: list[list[str]]) -> int | None:
    """Where the paths stand: under their English heading, else wherever one looks like a path."""
    if rows and "Filename" in rows[0]:
        return rows[0].index("Filename")
    places = (at for row in rows for at, cell in enumerate(row) if cell.startswith(FOLDER))
    return next(places, None)


def _hint(row: list[str], heads: list[str], file_at: int) -> Hint:
    def told(heading: str, usual: int) -> str | None:
        at = heads.index(heading) if heading in heads else usual
        return (row[at].strip() or None) if 0 <= at < len(row) else None

    return Hint(
        name=told("Activity Name", _NAME_AT),
        sport=told("Activity Type", _SPORT_AT),
        gear=told("Activity Gear", file_at - 1),
    )
