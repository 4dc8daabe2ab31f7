"""The rooms with a view: the page files in the order of their numbers, each with its icon."""

from __future__ import annotations

from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
IMAGES = HOUSE / "views" / "images"
ICONS = {
    "Today": ":material/today:",
    "Balance": ":material/balance:",
    "Load": ":material/bar_chart:",
    "Run": ":material/directions_run:",
    "Tests": ":material/checklist:",
    "Strength": ":material/exercise:",
    "Upload": ":material/upload:",
    "Profile": ":material/person:",
}


def rooms() -> list[tuple[Path, str | None]]:
    """Every page file with its icon; the number orders it, the name behind it is its title."""
    files = sorted(HOUSE.glob("pages/[0-9]*_*.py"), key=lambda room: int(room.name.split("_")[0]))
    return [(room, ICONS.get(room.stem.split("_", 1)[1])) for room in files]
