"""The plan of the house as the house tests read it: its files and what stands in them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("core", "ingest", "analytics", "strength", "store", "pipeline", "views", "pages")
STAIRCASES = ("app.py",)


def house_files() -> list[str]:
    """Every Python file that ships, as a path from the root; tests and docs/build.py do not."""
    files = [HOUSE / name for name in STAIRCASES if (HOUSE / name).exists()]
    for room in ROOMS:
        files += (HOUSE / room).rglob("*.py")
    return sorted(file.relative_to(HOUSE).as_posix() for file in files)


def files_by_room() -> dict[str, list[str]]:
    """The same files, by the room or staircase that they stand in: one test a room is enough."""
    rooms: dict[str, list[str]] = {}
    for file in house_files():
        rooms.setdefault(file.split("/", maxsplit=1)[0], []).append(file)
    return rooms


@cache
def tree_of(file: str) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse((HOUSE / file).read_text(encoding="utf-8"), filename=file)


@cache
def imports_of(file: str) -> dict[str, int]:
    """Each module that a file imports, wherever in the file, and the line where it does.

    `from analytics import load` counts as `analytics.load` when that is a module.
    """
    found: dict[str, int] = {}
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name: node.lineno for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: write the import from the root."
            for alias in node.names:
                found[_module(node.module or "", alias.name)] = node.lineno
    return found


def _module(package: str, name: str) -> str:
    path = HOUSE.joinpath(*package.split("."))
    if (path / f"{name}.py").exists() or (path / name / "__init__.py").exists():
        return f"{package}.{name}"
    return package
