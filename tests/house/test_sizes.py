"""Files and functions stay small enough to be read at once. Tables may grow: rows are easy."""

from __future__ import annotations

import ast
from collections.abc import Iterable

import pytest

from tests.house.plan import HOUSE, files_by_room, tree_of

FILE_LINES = 250
PAGE_LINES = 100
FUNCTION_LINES = 40
PARAMETERS = 5

# Files that are mostly rows of a table: rows are not complexity.
TABLES = (
    "core/schemas.py",
    "ingest/fit/profile.py",
    "store/tables.py",
    "views/profile_fields.py",
    "views/words.py",
)

# A revision lists every table once, from top to bottom, and is never edited again.
REVISIONS = "store/migrations/versions/"

ROOMS = files_by_room()
EACH = pytest.mark.parametrize("room", ROOMS)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_of(file: str) -> list[Function]:
    """Every function and method of a file, nested ones too."""
    return [node for node in ast.walk(tree_of(file)) if isinstance(node, Function)]


def all_functions(files: Iterable[str]) -> list[tuple[str, Function]]:
    """Each function with its file."""
    return [(file, function) for file in files for function in functions_of(file)]


def own_lines(function: Function) -> int:
    """Lines of a function without its docstring: words that explain are not complexity."""
    first = function.body[0]
    explained = 0
    if ast.get_docstring(function) is not None:
        explained = first.end_lineno - first.lineno + 1
    return function.end_lineno - function.lineno + 1 - explained


def parameters(function: Function) -> int:
    """How many parameters a function has, `self` left out."""
    arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return sum(argument.arg not in ("self", "cls") for argument in arguments)


@EACH
def test_a_file_is_read_in_one_sitting(room: str) -> None:
    ceiling = PAGE_LINES if room == "pages" else FILE_LINES
    for file in ROOMS[room]:
        n_lines = len((HOUSE / file).read_text(encoding="utf-8").splitlines())
        assert n_lines <= ceiling or file in TABLES, (
            f"{file} has {n_lines} lines, {ceiling} are the ceiling: give a part of it a file of "
            "its own, named for what it holds. A table of rows is named in TABLES in "
            "tests/house/test_sizes.py."
        )


@EACH
def test_a_function_is_seen_at_once(room: str) -> None:
    files = [file for file in ROOMS[room] if not file.startswith(REVISIONS)]
    for file, function in all_functions(files):
        assert own_lines(function) <= FUNCTION_LINES, (
            f"{file}:{function.lineno} `{function.name}` has {own_lines(function)} lines, "
            f"{FUNCTION_LINES} are the ceiling: give a step of it a name."
        )


@EACH
def test_a_function_asks_for_few_things(room: str) -> None:
    for file, function in all_functions(ROOMS[room]):
        assert parameters(function) <= PARAMETERS, (
            f"{file}:{function.lineno} `{function.name}` has {parameters(function)} parameters, "
            f"{PARAMETERS} are the ceiling: those that travel together are a type of core."
        )


@pytest.mark.parametrize("table", TABLES)
def test_a_table_named_as_an_exception_is_still_there(table: str) -> None:
    assert (HOUSE / table).exists(), f"Take {table} out of TABLES in tests/house/test_sizes.py."
