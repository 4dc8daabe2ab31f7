"""The import table of the house: who may import whom. Arrows run down only.

An exception is an edit to `MAY_IMPORT`, in a commit of its own, with the reason.
"""

from __future__ import annotations

import sys

import pytest

from tests.house.plan import ROOMS, files_by_room, house_files, imports_of

# Of a file, the most specific row counts: `views/session.py` before `views`. The standard library
# is open to all. A name allows the module and what lies below it.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "core": ("core", "polars"),
    "ingest": ("core", "ingest", "polars", "numpy"),
    "ingest/fit": ("core", "ingest", "polars", "numpy", "fitparse", "fastcrc"),
    "analytics": ("core", "analytics", "polars", "numpy"),
    "strength": ("core", "strength", "polars"),
    "store": (
        "core",
        "store",
        "polars",
        "numpy",
        "pyarrow",
        "sqlalchemy",
        "alembic",
        "platformdirs",
    ),
    "views": ("core", "views", "polars", "altair"),
    "views/session.py": ("core", "views", "pipeline", "polars", "streamlit"),
    "views/memory.py": ("core", "views", "pipeline", "streamlit"),  # what the session keeps
    "views/looks.py": ("core", "views", "pipeline", "polars"),  # what single pages ask for
    "views/hand.py": ("core", "views", "pipeline", "polars"),  # what the runner types in
    "views/stage.py": ("core", "views", "streamlit"),  # draws panels, for all pages alike
    "views/ask.py": ("core", "views", "streamlit"),  # draws questions, for all pages alike
    "views/self_test_desk.py": ("core", "views", "streamlit"),  # a clock, and both sides to fill in
    "views/log_desk.py": ("core", "views", "streamlit"),  # a session under way, set by set
    "views/log_book.py": ("core", "views", "polars", "streamlit"),  # the log, typed and read
    "views/week_desk.py": ("core", "views", "streamlit"),  # board and exercise cards
    "views/calendar.py": ("core", "views", "icalendar"),  # writes the week as a calendar file
    "views/drops.py": ("core", "views", "pipeline"),  # what the session does with files
    "pages": ("core", "views", "streamlit"),
    "pipeline": ("core", "ingest", "analytics", "strength", "store", "pipeline", "polars"),
    "app.py": ("views.session",),
}

ONLY_IN = {
    "fitparse": "ingest/fit/",
    "sqlalchemy": "store/",
    "alembic": "store/",
    "altair": "views/",
    "icalendar": "views/calendar.py",
}


def row_for(file: str) -> str:
    """The row of MAY_IMPORT that speaks for a file."""
    rows = [row for row in MAY_IMPORT if file == row or file.startswith(f"{row}/")]
    return max(rows, key=len)


def is_allowed(module: str, allowed: tuple[str, ...]) -> bool:
    """Whether a module, or what it lies below, is in the row."""
    if module.split(".", maxsplit=1)[0] in sys.stdlib_module_names:
        return True
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


@pytest.mark.parametrize("files", files_by_room().values(), ids=files_by_room())
def test_a_file_imports_only_what_its_room_may(files: list[str]) -> None:
    imports = [(file, *each) for file in files for each in imports_of(file).items()]
    for file, module, line in imports:
        row = row_for(file)
        assert is_allowed(module, MAY_IMPORT[row]), (
            f"{file}:{line} imports {module}, which `{row}` must not know. Move the code to the "
            "room that may, or pass the value in; a true exception is a row of MAY_IMPORT in "
            "tests/house/test_layers.py, in a commit of its own."
        )


@pytest.mark.parametrize(("package", "room"), ONLY_IN.items())
def test_a_package_with_a_home_is_imported_nowhere_else(package: str, room: str) -> None:
    strangers = [
        file
        for file in house_files()
        if not file.startswith(room)
        and any(module.split(".")[0] == package for module in imports_of(file))
    ]
    assert not strangers, f"Only {room} imports {package}; move that code out of {strangers}."


def test_a_view_knows_streamlit_only_by_a_row_of_its_own_and_uses_it() -> None:
    knowing = {
        file
        for file in house_files()
        if file.startswith("views/")
        and any(module.split(".")[0] == "streamlit" for module in imports_of(file))
    }
    may = {row for row, names in MAY_IMPORT.items() if "streamlit" in names}
    assert knowing == may - {"pages"}, (
        "Let the stage draw and the view only make the chart, the table or the words; the session "
        "alone talks to Streamlit, its memory keeps what Streamlit caches, the stage draws panels, "
        "`ask` draws questions, and the desks hold what a page has no room for: a clock that "
        "runs, a session set by set, a week that can be moved."
    )


def test_every_room_has_a_row() -> None:
    assert set(ROOMS) <= set(MAY_IMPORT), (
        f"Give {set(ROOMS) - set(MAY_IMPORT)} a row of MAY_IMPORT in tests/house/test_layers.py."
    )


def test_an_upward_import_would_be_seen() -> None:
    assert not is_allowed("analytics.load", MAY_IMPORT["strength"])
